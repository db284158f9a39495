### docs/news/accord.md
### Missing: take away the "# " before "id =" and write below it, indented by four spaces.
### @source is the English of today. @was is the older English the text was made from: mend the text, then delete the @was line.
### @draft is a proposal: check it, then delete the @draft line. A brace is { "{" } or { "}" }.
### Other @ lines inform you; every other # line is yours.

# @context heading 1
# @source An accord
an-accord =
    Un acuerdo

# @context paragraph
# @source The minister signed an accord.
the-minister-signed-an =
    El ministro firmó un acuerdo.

# @context paragraph
# @source !!! note "Mind the date" He said so on Saturday.
# note-mind-the-date =

### end
