### source/a.md
### Missing: take away the "# " before "id =" and write below it, indented by four spaces.
### @source is the English of today. @was is the older English the text was made from: mend the text, then delete the @was line.
### @draft is a proposal: check it, then delete the @draft line. A brace is { "{" } or { "}" }.
### Other @ lines inform you; every other # line is yours.

# @context paragraph
# @source First one.
# first-one = Primero.

# @context paragraph
# @source Second one.
second-one =
Segundo.

# @context paragraph
# @source Third one.
third-one =
	Tercero.

# @context paragraph
# @source Fourth one.
# fourth-one =
# @context paragraph
# @source Fifth one.
fifth-one =
    Quinto.

fifth-one =
    Otra vez.

### end
