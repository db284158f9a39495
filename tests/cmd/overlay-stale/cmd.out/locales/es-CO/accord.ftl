### source/accord.md

# @source He saw Carl Bildt.
he-met-carl-bildt =
    Se encontró con Carl Bildt.
