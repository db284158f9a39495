### docs/index.md
### Missing: take away the "# " before "id =" and write below it, indented by four spaces.
### @source is the English of today. @was is the older English the text was made from: mend the text, then delete the @was line.
### @draft is a proposal: check it, then delete the @draft line. A brace is { "{" } or { "}" }.
### Other @ lines inform you; every other # line is yours.

# @context heading 1
# @source Dispatch
dispatch =
    Despacho

# @context paragraph
# @source News from Stockholm.
news-from-stockholm =
    Noticias de Estocolmo.

# @source Read [the accord](news/accord.md).
read-the-accord-news =
    Lea [el acuerdo](news/accord.md).

### end
