# @source Carl Bildt
-carl-bildt =
    { $case ->
       *[nominative] Карл Бильдт
        [instrumental] Карлом Бильдтом
    }
