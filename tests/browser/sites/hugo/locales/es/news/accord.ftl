### content/news/accord.md
### Missing: take away the "# " before "id =" and write below it, indented by four spaces.
### @source is the English of today. @was is the older English the text was made from: mend the text, then delete the @was line.
### @draft is a proposal: check it, then delete the @draft line. A brace is { "{" } or { "}" }.
### Other @ lines inform you; every other # line is yours.

# @context title
# @source An accord
an-accord =
    Un acuerdo

# @context paragraph
# @source The minister signed an accord.
the-minister-signed-an =
    El ministro firmó un acuerdo.

# @source { "{{< note by=\"AP\" >}}" } He said so on Saturday.
note-by-ap-he =
    { "{{< note by=\"AP\" >}}" } Lo dijo el sábado.

# @context paragraph
# @source Read [the front page]({ "{{< ref \"/\" >}}" }).
read-the-front-page =
    Lea [la portada]({ "{{< ref \"/\" >}}" }).

### end
