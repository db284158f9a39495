### source/news/talks.md
### Written by "tolka sync": edit the article, not this file.

# @context heading 1
talks =
    Talks

### end
