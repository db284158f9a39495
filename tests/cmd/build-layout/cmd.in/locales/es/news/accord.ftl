### content/news/accord.md

# @source One word.
one-word =
    Una palabra.
