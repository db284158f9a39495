### source/a.md
### Written by "tolka sync": edit the article, not this file.

# @context paragraph
first-one =
    First one.

# @context paragraph
second-one =
    Second one.

### end
