### docs/index.md
### Written by "tolka sync": edit the article, not this file.

# @context heading 1
dispatch =
    Dispatch

# @context paragraph
news-from-stockholm =
    News from Stockholm.

read-the-accord-news =
    Read [the accord](news/accord.md).

### end
