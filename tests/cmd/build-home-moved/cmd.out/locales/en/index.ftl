### source/index.md
### Written by "tolka sync": edit the article, not this file.

# @context paragraph
the-minister-announced-an =
    The minister announced an accord on Saturday morning.

### end
