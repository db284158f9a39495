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
# Bildt was the foreign minister.
# @changed . He → , and then he
# @source The minister signed an accord in Stockholm on Saturday, and then he met Carl Bildt.
# @was    The minister signed an accord in Stockholm on Saturday. He met Carl Bildt.
the-minister-signed-an =
    El ministro firmó el sábado un acuerdo en Estocolmo. Se reunió con Carl Bildt.

# @source Both went home.
both-went-home =
    Ambos se fueron a casa.

### end
