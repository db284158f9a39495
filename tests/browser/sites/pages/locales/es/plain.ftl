### source/plain.txt
### Missing: take away the "# " before "id =" and write below it, indented by four spaces.
### @source is the English of today. @was is the older English the text was made from: mend the text, then delete the @was line.
### @draft is a proposal: check it, then delete the @draft line. A brace is { "{" } or { "}" }.
### Other @ lines inform you; every other # line is yours.

# @context headline
# @source A plain text
a-plain-text =
    Un texto sencillo

# @context headline
# @source By somebody
by-somebody =
    Por alguien

# @context paragraph
# @source The first paragraph has two sentences.
the-first-paragraph-has =
    El primer párrafo tiene dos frases.

# @source Both are short.
both-are-short =
    Las dos son breves.

# @context paragraph
# @source The second one has one.
the-second-one-has =
    El segundo tiene una.

### end
