### source/accord.md
### Written by "tolka sync": edit the article, not this file.

# @context paragraph
the-minister-anounced-an =
    The minister anounced an accord.

the-may-sign-it =
    The may sign it.

jonson-of-kubctl-was =
    Jonson of kubctl was there.

### end
