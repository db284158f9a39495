# @source { $minutes -> [one] { $minutes } minute *[other] { $minutes } minutes }
reading-time =
    { $minutes ->
        [one] { $minutes } минута
       *[other] { $minutes } минут
    }

# @source Read this in { $language }
read-in = Язык: { $language }
