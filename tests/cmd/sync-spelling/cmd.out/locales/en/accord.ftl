### source/accord.md
### Written by "tolka sync": edit the article, not this file.

# @context paragraph
the-minister-anounced-an =
    The minister announced an accord.

the-may-sign-it =
    They may sign it.

jonson-of-kubctl-was =
    Johnson of kubectl was there.

### end
