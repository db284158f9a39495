### source/a.md

# @source See [it] now.
see-it-now =
    Véase ahora.

### end
