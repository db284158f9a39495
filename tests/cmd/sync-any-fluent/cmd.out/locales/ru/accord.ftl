### source/accord.md
# Мои заметки.

# @context heading 1
# @source Colombia signs an accord
colombia-signs-an-accord=Колумбия   подписала соглашение
    .note = своё


# @context paragraph
# спросить редактора
# @source The minister announced an accord in Stockholm on Saturday.
the-minister-announced-an =
      { $x ->
   *[a] Министр
      [b] Она
      }   объявил о соглашении
      в субботу.
# @source He met Carl Bildt.
he-met-carl-bildt = { -bildt }
-bildt = Он встретился с Бильдтом.
это мусор

helper = помощник
# @context heading 2
# @source Related news
# @was    Related posts
related-posts = По теме
# @context list item
# @source Peace talks resume
peace-talks-resume = { helper }
