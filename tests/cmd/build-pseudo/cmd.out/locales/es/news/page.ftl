### source/news/page.html
### Missing: take away the "# " before "id =" and write below it, indented by four spaces.
### @source is the English of today. @was is the older English the text was made from: mend the text, then delete the @was line.
### @draft is a proposal: check it, then delete the @draft line. A brace is { "{" } or { "}" }.
### Other @ lines inform you; every other # line is yours.

# @context title
# @source The accord and more
# the-accord-and-more =

# @context list item
# @source Run <code>cargo build</code> now
# run-code-cargo-build =

# @context alt text
# @source Photo
# photo =

### end
