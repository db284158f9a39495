### source/accord.md
### Missing: take away the "# " before "id =" and write below it, indented by four spaces.
### @source is the English of today. @was is the older English the text was made from: mend the text, then delete the @was line.
### @draft is a proposal: check it, then delete the @draft line. A brace is { "{" } or { "}" }.
### Other @ lines inform you; every other # line is yours.

# @context paragraph
# @source The minister announced an accord.
the-minister-anounced-an =
    El ministro anunció un acuerdo.

# @changed The → They
# @source They may sign it.
# @was    The may sign it.
the-may-sign-it =
    Pueden firmarlo.

# @source Johnson of kubectl was there.
# @was    Jonson of kubctl was there.
jonson-of-kubctl-was =
    Jonson, de kubctl, estaba allí.

### end
