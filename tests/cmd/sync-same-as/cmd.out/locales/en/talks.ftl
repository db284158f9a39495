### source/talks.md
### Written by "tolka sync": edit the article, not this file.

# @context heading 1
the-talks =
    The talks

# @context heading 2
related-posts =
    Related posts

### end
