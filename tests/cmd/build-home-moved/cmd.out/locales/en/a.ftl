### source/a.md
### Written by "tolka sync": edit the article, not this file.

# @context paragraph
nobody-left =
    Nobody left.

### end
