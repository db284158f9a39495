### source/accord.md
### Missing: take away the "# " before "id =" and write below it, indented by four spaces.
### @source is the English of today. @was is the older English the text was made from: mend the text, then delete the @was line.
### @draft is a proposal: check it, then delete the @draft line. A brace is { "{" } or { "}" }.
### Other @ lines inform you; every other # line is yours.

# @context paragraph
# @source The minister signed an accord. He met Carl Bildt.
the-minister-signed-an =
    El ministro firmó un acuerdo. Se reunió con el Sr. Bildt.

# @context paragraph
# @source Both went home. Nobody said why.
both-went-home-nobody =
    Ambos se fueron a casa y nadie dijo por qué.

### end
