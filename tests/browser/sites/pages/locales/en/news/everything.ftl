### source/news/everything.md
### Written by "tolka sync": edit the article, not this file.

# @context title
everything-more =
    Everything & more

# @context description
all-that-an-article =
    All that an article can hold.

# @context heading 1
everything-and-more =
    Everything *and* more

# @context caption
a-caption-below-the =
    { "" }*A caption below the headline. Photo: AP*

# @context paragraph
a-paragraph-with-strong =
    A paragraph with **strong words**, *emphasis*, `code`, a [link](https://example.org/x?a=1&b=2), ~~struck text~~.

this-one-is-not =
    This one is not translated yet.

# @context heading 2
a-heading-of-the =
    A heading of the second level

# @context list item
one =
    One

# @context list item
two =
    Two

# @context list item
deeper-with-a-task =
    deeper, with a task

# @context list item
and-another =
    and another

# @context list item
done =
    done

# @context list item
open =
    open

# @context paragraph
a-quotation-that-somebody =
    A quotation that somebody said.

# @context table cell
country =
    Country

# @context table cell
soldiers =
    Soldiers

# @context table cell
sweden =
    Sweden

# @context table cell
colombia-with-a-long =
    Colombia with a long name that does not fit

# @context alt text
a-map-of-the =
    A map of the Baltic Sea

# @context caption
a-map-photo-nobody =
    { "" }*A map. Photo: nobody*

# @context paragraph
a-sentence-with-a =
    A sentence with a note.[^1]

# @context heading 3
the-end =
    The end

# @context paragraph
an-extraordinarily-long-compound =
    An extraordinarily-long-compound-word-that-no-line-of-a-telephone-could-ever-hold-without-breaking-it-somewhere.

# @context footnote
the-note-which-is =
    The note, which is short.

### end
