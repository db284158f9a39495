### source/accord.md
### Written by "tolka sync": edit the article, not this file.

# @context heading 1
colombia-signs-an-accord =
    Colombia signs an accord

# @context paragraph
the-minister-announced-an =
    The minister announced an accord in Stockholm on Saturday.

he-met-carl-bildt =
    He met Carl Bildt.

# @context heading 2
related-posts =
    Related posts

# @context list item
peace-talks-resume =
    Peace talks resume

### end
