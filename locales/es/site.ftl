### The words around an article on its page, in Spanish.

# The name of this language in this language: the language switcher shows it.
# @source English
language-name = Español

# A proper name: it stays in English.
# @source The Daily Dispatch
site-name = The Daily Dispatch

# @source Skip to the article
skip-to-article = Ir al artículo

# Label of the language switcher.
# @source Read this article in
read-in = Leer este artículo en

# @source { $minutes -> [one] { $minutes } minute to read *[other] { $minutes } minutes to read }
reading-time =
    { $minutes ->
        [one] { $minutes } minuto de lectura
       *[other] { $minutes } minutos de lectura
    }

# "del" + the name of the language: lower case, without an article of its own.
# @source Translated from { $language }
translated-from = Traducido del { $language }

# @source English
source-language = inglés

# @source Some passages are not translated yet and are shown in English.
partly-untranslated = Algunos pasajes todavía no están traducidos y se muestran en inglés.

# @source The English article has changed since some passages were translated.
partly-stale = El artículo en inglés ha cambiado desde que se tradujeron algunos pasajes.

# @source Languages
languages = Idiomas

# @source { $count -> [one] { $count } article *[other] { $count } articles }
article-count =
    { $count ->
        [one] { $count } artículo
       *[other] { $count } artículos
    }
