### source/accord.md
### Written by "tolka sync": edit the article, not this file.

# @context title
an-accord =
    An accord

# @context description
two-lines-of-text =
    Two lines of text.

# @context paragraph
the-text =
    The text.

### end
