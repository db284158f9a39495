### source/plain.txt
### Written by "tolka sync": edit the article, not this file.

# @context headline
a-plain-text =
    A plain text

# @context headline
by-somebody =
    By somebody

# @context paragraph
the-first-paragraph-has =
    The first paragraph has two sentences.

both-are-short =
    Both are short.

# @context paragraph
the-second-one-has =
    The second one has one.

### end
