### source/accord.md
### Missing: take away the "# " before "id =" and write below it, indented by four spaces.
### @source is the English of today. @was is the older English the text was made from: mend the text, then delete the @was line.
### @draft is a proposal: check it, then delete the @draft line. A brace is { "{" } or { "}" }.
### Other @ lines inform you; every other # line is yours.

# @context heading 1
# @source Colombia signs an accord
colombia-signs-an-accord =
    Colombia firma un acuerdo

# @context paragraph
# The editor wants it in one sentence.
# @source The minister signed an accord in Stockholm on Saturday.
# @was    The minister signed an accord in Stockholm on Saturday, and then met Carl Bildt, the foreign minister of Sweden.
the-minister-signed-an =
    El ministro firmó el sábado un acuerdo en Estocolmo y después se reunió con Carl Bildt, el ministro de Exteriores de Suecia.

# @note split from the-minister-signed-an
# @source He then met Carl Bildt, the foreign minister of Sweden.
# he-then-met-carl =

# @source Both went home.
both-went-home =
    Ambos se fueron a casa.

### end
