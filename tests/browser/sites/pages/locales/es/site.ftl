### Missing: take away the "# " before "id =" and write below it, indented by four spaces.
### @source is the English of today. @was is the older English the text was made from: mend the text, then delete the @was line.
### @draft is a proposal: check it, then delete the @draft line. A brace is { "{" } or { "}" }.
### Other @ lines inform you; every other # line is yours.

# @source English
language-name =
    Español

# @source Tests & Co. <b>
site-name =
    Pruebas y Cía. <b>

# @source What a page has to cope with.
# site-description =

# @source Skip to the article
skip-to-article =
    Ir al artículo

# @source Read in
read-in =
    Leer en

# @source Languages
languages =
    Idiomas

# @source { $minutes } min
reading-time =
    { $minutes } min

# @source Translated from { $language }
translated-from =
    Traducido del { $language }

# @source English
source-language =
    inglés

# @source { $count -> [one] { $count } article *[other] { $count } articles }
article-count =
    { $count ->
        [one] { $count } artículo
       *[other] { $count } artículos
    }

### end
