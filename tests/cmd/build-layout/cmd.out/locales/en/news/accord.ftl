### content/news/accord.md
### Written by "tolka sync": edit the article, not this file.

# @context paragraph
one-word =
    One word.

### end
