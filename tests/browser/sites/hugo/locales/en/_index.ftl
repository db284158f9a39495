### content/_index.md
### Written by "tolka sync": edit the article, not this file.

# @context title
dispatch =
    Dispatch

# @context paragraph
news-from-stockholm =
    News from Stockholm.

### end
