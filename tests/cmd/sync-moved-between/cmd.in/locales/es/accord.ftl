### source/accord.md

# @context heading 1
# @source The accord
the-accord =
    El acuerdo

### end
