### content/about.md

# @source We are here.
we-are-here =
    Aquí estamos.
