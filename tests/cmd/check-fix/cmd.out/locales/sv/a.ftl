### source/a.md

# @source One sentence.
# one-sentence = En mening.

# @source Two sentences.
two-sentences = Två meningar.

# @source Three of them.
three-of-them = Tre.

### end
