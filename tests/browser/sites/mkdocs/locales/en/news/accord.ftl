### docs/news/accord.md
### Written by "tolka sync": edit the article, not this file.

# @context heading 1
an-accord =
    An accord

# @context paragraph
the-minister-signed-an =
    The minister signed an accord.

# @context paragraph
note-mind-the-date =
    !!! note "Mind the date" He said so on Saturday.

### end
