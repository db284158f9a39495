### source/plain.txt
### Missing: take away the "# " before "id =" and write below it, indented by four spaces.
### @source is the English of today. @was is the older English the text was made from: mend the text, then delete the @was line.
### @draft is a proposal: check it, then delete the @draft line. A brace is { "{" } or { "}" }.
### Other @ lines inform you; every other # line is yours.

# @context headline
# @source A plain text
a-plain-text =
    Простой текст

# @context headline
# @source By somebody
by-somebody =
    Автор неизвестен

# @context paragraph
# @source The first paragraph has two sentences.
# the-first-paragraph-has =

# @source Both are short.
# both-are-short =

# @context paragraph
# @source The second one has one.
# the-second-one-has =

### end
