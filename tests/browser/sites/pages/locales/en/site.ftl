language-name = English
site-name = Tests & Co. <b>
site-description = What a page has to cope with.
skip-to-article = Skip to the article
read-in = Read in
languages = Languages
reading-time = { $minutes } min
translated-from = Translated from { $language }
source-language = English
article-count =
    { $count ->
        [one] { $count } article
       *[other] { $count } articles
    }
