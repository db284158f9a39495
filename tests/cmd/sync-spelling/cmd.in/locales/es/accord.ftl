### source/accord.md
### Missing: take away the "# " before "id =" and write below it, indented by four spaces.
### @source is the English of today. @was is the older English the text was made from: mend the text, then delete the @was line.
### @draft is a proposal: check it, then delete the @draft line. A brace is { "{" } or { "}" }.
### Other @ lines inform you; every other # line is yours.

# @context paragraph
# @source The minister anounced an accord.
the-minister-anounced-an =
    El ministro anunció un acuerdo.

# @source The may sign it.
the-may-sign-it =
    Pueden firmarlo.

# @source Jonson of kubctl was there.
jonson-of-kubctl-was =
    Jonson, de kubctl, estaba allí.

### end
