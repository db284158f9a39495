### source/accord.md

# @context heading 1
# @source The accord
the-accord =
    El acuerdo

# @context heading 2
# @source Related posts
related-posts =
    Artículos relacionados

### end
