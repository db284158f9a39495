### source/news/everything.md
### Missing: take away the "# " before "id =" and write below it, indented by four spaces.
### @source is the English of today. @was is the older English the text was made from: mend the text, then delete the @was line.
### @draft is a proposal: check it, then delete the @draft line. A brace is { "{" } or { "}" }.
### Other @ lines inform you; every other # line is yours.

# @context title
# @source Everything & more
everything-more =
    Todo y más

# @context description
# @source All that an article can hold.
all-that-an-article =
    Todo lo que cabe en un artículo.

# @context heading 1
# @source Everything *and* more
everything-and-more =
    Todo *y* más

# @context caption
# @source { "" }*A caption below the headline. Photo: AP*
a-caption-below-the =
    { "" }*Un pie debajo del titular. Foto: AP*

# @context paragraph
# @source A paragraph with **strong words**, *emphasis*, `code`, a [link](https://example.org/x?a=1&b=2), ~~struck text~~.
a-paragraph-with-strong =
    Un párrafo con **palabras fuertes**, *énfasis*, `code`, un [enlace](https://example.org/x?a=1&b=2), ~~texto tachado~~.

# @source This one is not translated yet.
# this-one-is-not =

# @context heading 2
# @source A heading of the second level
a-heading-of-the =
    Un título de segundo nivel

# @context list item
# @source One
one =
    Uno

# @context list item
# @source Two
two =
    Dos

# @context list item
# @source deeper, with a task
deeper-with-a-task =
    más profundo, con una tarea

# @context list item
# @source and another
and-another =
    y otro

# @context list item
# @source done
done =
    hecho

# @context list item
# @source open
open =
    abierto

# @context paragraph
# @source A quotation that somebody said.
# @was    A quotation that nobody said.
a-quotation-that-somebody =
    Una cita que alguien dijo.

# @context table cell
# @source Country
country =
    País

# @context table cell
# @source Soldiers
soldiers =
    Soldados

# @context table cell
# @source Sweden
sweden =
    Suecia

# @context table cell
# @source Colombia with a long name that does not fit
colombia-with-a-long =
    Colombia con un nombre largo que no cabe

# @context alt text
# @source A map of the Baltic Sea
a-map-of-the =
    Un mapa del mar Báltico

# @context caption
# @source { "" }*A map. Photo: nobody*
a-map-photo-nobody =
    { "" }*Un mapa. Foto: nadie*

# @context paragraph
# @source A sentence with a note.[^1]
a-sentence-with-a =
    Una frase con una nota.[^1]

# @context heading 3
# @source The end
the-end =
    El final

# @context paragraph
# @source An extraordinarily-long-compound-word-that-no-line-of-a-telephone-could-ever-hold-without-breaking-it-somewhere.
an-extraordinarily-long-compound =
    Una-palabra-compuesta-extraordinariamente-larga-que-ninguna-línea-de-un-teléfono-podría-contener-sin-partirla.

# @context footnote
# @source The note, which is short.
the-note-which-is =
    La nota, que es breve.

### end
