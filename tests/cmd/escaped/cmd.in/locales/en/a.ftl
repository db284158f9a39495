### source/a.md
### Written by "tolka sync": edit the article, not this file.

# @context heading 1
now-reversed =
    Now ‮reversed‬

# @context paragraph
a-31mred-0m-word =
    A [31mred[0m word.

### end
