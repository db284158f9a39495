### source/a.md
### Written by "tolka sync": edit the article, not this file.

# @context paragraph
first-one =
    First one.

# @context paragraph
second-one =
    Second one.

# @context paragraph
third-one =
    Third one.

# @context paragraph
fourth-one =
    Fourth one.

# @context paragraph
fifth-one =
    Fifth one.

### end
