### source/accord.md
### Missing: take away the "# " before "id =" and write below it, indented by four spaces.
### @source is the English of today. @was is the older English the text was made from: mend the text, then delete the @was line.
### @draft is a proposal: check it, then delete the @draft line. A brace is { "{" } or { "}" }.
### Other @ lines inform you; every other # line is yours.

# @context title
# @source The *accord*
# the-accord =

# @context heading 1
# @source The accord
# the-accord-2 =

# @context paragraph
# @source The minister signed [an accord](https://example.org/a "The accord") with `cargo build`.
# the-minister-signed-an =

# @source It is { "{{< ref x.md >}}" } & **done**.
# it-is-ref-x =

# @context table cell
# @source Name
# name =

# @context table cell
# @source Age
# age =

# @context table cell
# @source Carl
# carl =

### end
