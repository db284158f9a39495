### source/accord.md
### Written by "tolka sync": edit the article, not this file.

# @context heading 1
colombia-signs-an-accord =
    Colombia signs an accord

# @context paragraph
the-minister-signed-an =
    The minister signed an accord in Stockholm on Saturday, and then met Carl Bildt, the foreign minister of Sweden.

both-went-home =
    Both went home.

### end
