### source/accord.md

# @source He met Carl Bildt.
he-met-carl-bildt =
    Se encontró con Carl Bildt.
