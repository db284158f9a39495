### source/news/everything.md
### Missing: take away the "# " before "id =" and write below it, indented by four spaces.
### @source is the English of today. @was is the older English the text was made from: mend the text, then delete the @was line.
### @draft is a proposal: check it, then delete the @draft line. A brace is { "{" } or { "}" }.
### Other @ lines inform you; every other # line is yours.

# @context title
# @source Everything & more
everything-more =
    كل شيء وأكثر

# @context description
# @source All that an article can hold.
all-that-an-article =
    كل ما يمكن أن يحتويه المقال.

# @context heading 1
# @source Everything *and* more
everything-and-more =
    كل شيء *و*أكثر

# @context caption
# @source { "" }*A caption below the headline. Photo: AP*
a-caption-below-the =
    { "" }*تعليق تحت العنوان. الصورة: AP*

# @context paragraph
# @source A paragraph with **strong words**, *emphasis*, `code`, a [link](https://example.org/x?a=1&b=2), ~~struck text~~.
a-paragraph-with-strong =
    فقرة فيها **كلمات قوية** و*تشديد* و`code` و[رابط](https://example.org/x?a=1&b=2) و~~نص مشطوب~~.

# @source This one is not translated yet.
this-one-is-not =
    هذه الجملة مترجمة.

# @context heading 2
# @source A heading of the second level
a-heading-of-the =
    عنوان من المستوى الثاني

# @context list item
# @source One
one =
    واحد

# @context list item
# @source Two
two =
    اثنان

# @context list item
# @source deeper, with a task
# deeper-with-a-task =

# @context list item
# @source and another
# and-another =

# @context list item
# @source done
# done =

# @context list item
# @source open
# open =

# @context paragraph
# @source A quotation that somebody said.
a-quotation-that-somebody =
    اقتباس قاله شخص ما.

# @context table cell
# @source Country
country =
    البلد

# @context table cell
# @source Soldiers
soldiers =
    الجنود

# @context table cell
# @source Sweden
sweden =
    السويد

# @context table cell
# @source Colombia with a long name that does not fit
# colombia-with-a-long =

# @context alt text
# @source A map of the Baltic Sea
# a-map-of-the =

# @context caption
# @source { "" }*A map. Photo: nobody*
# a-map-photo-nobody =

# @context paragraph
# @source A sentence with a note.[^1]
# a-sentence-with-a =

# @context heading 3
# @source The end
# the-end =

# @context paragraph
# @source An extraordinarily-long-compound-word-that-no-line-of-a-telephone-could-ever-hold-without-breaking-it-somewhere.
# an-extraordinarily-long-compound =

# @context footnote
# @source The note, which is short.
# the-note-which-is =

### end
