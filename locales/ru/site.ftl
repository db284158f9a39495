### Слова вокруг статьи на ее странице.

# @source English
language-name = Русский

# Название сайта не переводится.
# @source The Daily Dispatch
site-name = The Daily Dispatch

# @source Skip to the article
skip-to-article = Перейти к статье

# @source Read this article in
read-in = Язык статьи

# @source { $minutes -> [one] { $minutes } minute to read *[other] { $minutes } minutes to read }
reading-time =
    { $minutes ->
        [one] Время чтения: { $minutes } минута
        [few] Время чтения: { $minutes } минуты
        [many] Время чтения: { $minutes } минут
       *[other] Время чтения: { $minutes } минуты
    }

# $language — родительный падеж, как в source-language.
# @source Translated from { $language }
translated-from = Перевод с { $language }

# Родительный падеж: стоит после «Перевод с».
# @source English
source-language = английского

# @source Some passages are not translated yet and are shown in English.
partly-untranslated = Часть текста еще не переведена и приводится на английском языке.

# @source The English article has changed since some passages were translated.
partly-stale = Английский оригинал статьи изменился уже после перевода некоторых фрагментов.

# @source Languages
languages = Языки

# @source { $count -> [one] { $count } article *[other] { $count } articles }
article-count =
    { $count ->
        [one] { $count } статья
        [few] { $count } статьи
        [many] { $count } статей
       *[other] { $count } статьи
    }
