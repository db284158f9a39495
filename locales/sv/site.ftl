### Orden runt en artikel på dess sida.

# Språkets namn på det egna språket: visas i språkväljaren.
# @source English
language-name = Svenska

# Webbplatsens namn, överst på varje sida.
# @source The Daily Dispatch
site-name = The Daily Dispatch

# Sidans första länk, för tangentbord och skärmläsare.
# @source Skip to the article
skip-to-article = Hoppa till artikeln

# Språkväljarens etikett.
# @source Read this article in
read-in = Läs artikeln på

# $minutes: hur lång tid artikeln tar att läsa, ett heltal från 1.
# @source { $minutes -> [one] { $minutes } minute to read *[other] { $minutes } minutes to read }
reading-time =
    { $minutes ->
        [one] Lästid: { $minutes } minut
       *[other] Lästid: { $minutes } minuter
    }

# $language: namnet på det språk som artikeln skrevs på, så som det heter på svenska (se source-language).
# @source Translated from { $language }
translated-from = Översatt från { $language }

# Språket som artiklarna skrivs på, så som det står efter ”Översatt från”.
# @source English
source-language = engelska

# Visas när en översatt sida har avsnitt som fortfarande står på originalspråket.
# @source Some passages are not translated yet and are shown in English.
partly-untranslated = Vissa avsnitt är ännu inte översatta och visas på engelska.

# Visas när den engelska texten har ändrats sedan ett avsnitt översattes.
# @source The English article has changed since some passages were translated.
partly-stale = Den engelska artikeln har ändrats sedan vissa avsnitt översattes.

# @source Languages
languages = Språk

# @source { $count -> [one] { $count } article *[other] { $count } articles }
article-count =
    { $count ->
        [one] { $count } artikel
       *[other] { $count } artiklar
    }
