### source/news/page.html
### Written by "tolka sync": edit the article, not this file.

# @context title
the-accord-and-more =
    The accord and more

# @context list item
run-code-cargo-build =
    Run <code>cargo build</code> now

# @context alt text
photo =
    Photo

### end
