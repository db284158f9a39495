### source/accord.md

# @context heading 1
# @source The accord
the-accord =
    Avtalet

# @context heading 2
# @source Related posts
related-posts =
    Läs mer

### end
