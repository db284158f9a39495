### source/accord.md
### Written by "tolka sync": edit the article, not this file.

# @context heading 1
colombia-signs-an-accord =
    Colombia signs an accord

# @context paragraph
the-minister-signed-an =
    The minister signed an accord in Stockholm on Saturday.

he-met-carl-bildt =
    He met Carl Bildt.

both-went-home =
    Both went home.

### end
