### source/index.md
### Written by "tolka sync": edit the article, not this file.

# @context paragraph
the-front-page =
    The front page.

### end
