### source/accord.md
### Written by "tolka sync": edit the article, not this file.

# @context paragraph
the-minister-signed-an =
    The minister signed an accord. He met Carl Bildt.

# @context paragraph
both-went-home-nobody =
    Both went home. Nobody said why.

### end
