### source/news/secret.md
### Written by "tolka sync": edit the article, not this file.

# @context paragraph
nobody-translated-this =
    Nobody translated this.

### end
