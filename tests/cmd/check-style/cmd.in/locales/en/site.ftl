archive = The “archive” of the paper
search = A “search” in all articles
letters = Write to “letters”
