### content/about.md
### Written by "tolka sync": edit the article, not this file.

# @context title
about-us =
    About us

# @context paragraph
we-are-here =
    We are here.

### end
