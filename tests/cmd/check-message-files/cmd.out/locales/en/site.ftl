reading-time =
    { $minutes ->
        [one] { $minutes } minute
       *[other] { $minutes } minutes
    }

read-in = Read this in { $language }

search = Search
    .title = Search the site
