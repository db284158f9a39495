# @source { $minutes -> [one] { $minutes } minute *[other] { $minutes } minutes }
reading-time = { $minutes } minutos

# @source Read this in { $language }
read-in = Leer en { $idioma }

# @source Search .title = Search the site
search = Buscar

# no English has these
more = { less }
less = { more }
old-button = Pulse
