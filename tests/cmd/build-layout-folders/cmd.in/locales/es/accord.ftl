### content/en/accord.md

# @source One word.
one-word =
    Una palabra.
