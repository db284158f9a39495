### source/a.md/x.txt
### Written by "tolka sync": edit the article, not this file.

# @context headline
a =
    A

### end
