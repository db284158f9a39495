### source/accord.md
### Written by "tolka sync": edit the article, not this file.

# @context heading 1
the-accord =
    The accord

# @context heading 2
related-posts =
    Related posts

### end
