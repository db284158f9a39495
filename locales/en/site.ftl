### The words around an article on its page.

# The name of this language in this language: the language switcher shows it.
language-name = English

# The name of the site, at the top of every page.
site-name = The Daily Dispatch

# The first link of the page, for the keyboard and for screen readers.
skip-to-article = Skip to the article

# Label of the language switcher.
read-in = Read this article in

# $minutes: how long the article takes to read, a whole number from 1.
reading-time =
    { $minutes ->
        [one] { $minutes } minute to read
       *[other] { $minutes } minutes to read
    }

# $language: the name of the language the article was written in, as this language writes it (see source-language).
translated-from = Translated from { $language }

# The language the articles are written in, as it stands after "Translated from".
source-language = English

# Shown where a translated page has passages that are still in the source language.
partly-untranslated = Some passages are not translated yet and are shown in English.

# Shown where the English has changed since a passage was translated.
partly-stale = The English article has changed since some passages were translated.

# Label of the language switcher on the page that lists the articles.
languages = Languages

# $count: how many articles there are in this language, a whole number from 1.
article-count =
    { $count ->
        [one] { $count } article
       *[other] { $count } articles
    }
