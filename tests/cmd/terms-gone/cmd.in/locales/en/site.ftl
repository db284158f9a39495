read-in = Read this in
