### source/accord.md
### Missing: take away the "# " before "id =" and write below it, indented by four spaces.
### @source is the English of today. @was is the older English the text was made from: mend the text, then delete the @was line.
### @draft is a proposal: check it, then delete the @draft line. A brace is { "{" } or { "}" }.
### Other @ lines inform you; every other # line is yours.

# @context heading 1
# @source Colombia signs an accord
colombia-signs-an-accord =
    Колумбия подписала соглашение

# @context paragraph
# @source The minister announced an accord in Stockholm on Saturday.
the-minister-announced-an =
    Министр объявил о соглашении в субботу в Стокгольме.

# @source He met Carl Bildt.
he-met-carl-bildt =
    Он встретился с Карлом Бильдтом.

# @context heading 2
# @source Related posts
related-posts =
    По теме

# @context list item
# @source Peace talks resume
peace-talks-resume =
    Мирные переговоры возобновляются

### end
