### source/a.md
### Written by "tolka sync": edit the article, not this file.

# @context paragraph
see-the-accord =
    See the accord.

# @context paragraph
nobody-read-it =
    Nobody read it.

### end
