### source/accord.md
### Written by "tolka sync": edit the article, not this file.

# @context heading 1
the-accord =
    The accord

# @context paragraph
the-minister-signed-the =
    The minister signed the accord on Saturday.

both-sides-were-content =
    Both sides were quite content with it.

# @context paragraph
yes =
    Yes.

### end
