### content/about.md

# @context paragraph
# @source We are here.
we-are-here =
    Aquí estamos.
