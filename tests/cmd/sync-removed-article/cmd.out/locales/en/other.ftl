### source/other.md
### Written by "tolka sync": edit the article, not this file.

# @context heading 1
other =
    Other

### end
