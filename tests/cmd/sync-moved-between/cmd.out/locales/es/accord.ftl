### source/accord.md

# @context heading 1
# @source The accord
the-accord =
    El acuerdo

role = ministro

# @context paragraph
#   the verb of the press office
# @source The minister signed the accord on Saturday.
the-minister-signed-the =
    El { role } firmó el acuerdo el sábado.

# @changed happy → quite content
# @source Both sides were quite content with it.
# @was    Both sides were happy with it.
both-sides-were-content =
    Ambas partes quedaron contentas.

# @context paragraph
# @source Yes.
yes =
    Sí.

### end
