### source/accord.md
### Written by "tolka sync": edit the article, not this file.

# @context paragraph
the-minister-signed-an =
    The minister signed an accord.

he-met-carl-bildt =
    He met Carl Bildt.

# @context paragraph
both-went-home-nobody =
    Both went home.

nobody-said-why =
    Nobody said why.

### end
