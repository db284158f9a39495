### source/accord.md
### Written by "tolka sync": edit the article, not this file.

# @context paragraph
the-accord-stands =
    The accord stands.

# @context paragraph
nobody-knows-why =
    Nobody knows why.

# @context paragraph
the-accord-stands-2 =
    The accord stands.

### end
