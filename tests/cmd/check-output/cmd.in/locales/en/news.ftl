### source/news.md
### Written by "tolka sync": edit the article, not this file.

# @context heading 1
news =
    News

### end
