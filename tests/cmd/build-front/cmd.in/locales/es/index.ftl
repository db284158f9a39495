### source/index.md

# @source The front page.
the-front-page =
    La portada.
