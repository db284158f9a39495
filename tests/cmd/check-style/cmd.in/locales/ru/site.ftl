# @source The “archive” of the paper
archive = “Архив” газеты
# @source A “search” in all articles
search = “Поиск” по всем статьям
# @source Write to “letters”
letters = Пишите в “письма”
