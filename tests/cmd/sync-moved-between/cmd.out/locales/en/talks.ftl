### source/talks.md
### Written by "tolka sync": edit the article, not this file.

# @context heading 1
the-talks-in-stockholm =
    The talks in Stockholm

# @context paragraph
nobody-was-hurt =
    Nobody was hurt.

### end
