### source/a.md
### Missing: take away the "# " before "id =" and write below it, indented by four spaces.
### @source is the English of today. @was is the older English the text was made from: mend the text, then delete the @was line.
### @draft is a proposal: check it, then delete the @draft line. A brace is { "{" } or { "}" }.
### Other @ lines inform you; every other # line is yours.

# @context paragraph
# @source The minister met 12 envoys in 2015.
the-minister-met-12 =
    El ministro se reunió con 21 enviados en 2015.

# @context paragraph
# @source Read [the whole accord](https://example.org/accord) *today*.
read-the-whole-accord =
    Lea el acuerdo completo *hoy*.

# @context paragraph
# @source He signed it on Saturday.
he-signed-it-on =
    He signed it on Saturday.

# @context paragraph
# @source The ministry said nothing.
the-ministry-said-nothing =
    { -ministerio } no dijo nada.

# @context paragraph
# @source Call me { "{" }name{ "}" }.
call-me-name =
    Llámame { $name }.

### end
