### source/a.md

# @source Sources
sources =
    Fuentes

# @source Sources
sources-2 =
    Fuentes

# @ignore numbers (none)
# @source See the [sources](#sources) of 2024.
see-the-sources-sources =
    Las veanse [fuentes](#sources) de 2024.

### end
