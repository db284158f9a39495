### source/b.md
### Written by "tolka sync": edit the article, not this file.

# @context paragraph
it-rains =
    It rains.

### end
