### source/ru.md
### Written by "tolka sync": edit the article, not this file.

# @context paragraph
the-server-is-new =
    The server is new.

# @context paragraph
read-more =
    Read more.

### end
