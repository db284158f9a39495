read-in = Read this article in

search = Search
