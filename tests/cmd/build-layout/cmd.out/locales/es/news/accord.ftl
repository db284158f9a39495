### content/news/accord.md

# @context paragraph
# @source One word.
one-word =
    Una palabra.
