### source/index.md

# @context paragraph
# @source The front page.
the-front-page =
    La portada.
