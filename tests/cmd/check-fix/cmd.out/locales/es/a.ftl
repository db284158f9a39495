### source/a.md

# mine:  two spaces
# @source One sentence.
one-sentence =
    Una frase.

# @source Two sentences.
two-sentences =
    Dos frases.

# @ignore syntax
# @source Three of them.
three-of-them =   Tres.

### end
