### source/talks.md

# Ask Ana about the names.

# @context heading 1
# @source The talks in Stockholm
the-talks-in-stockholm = Las conversaciones de Estocolmo

# @context paragraph
#   the verb of the press office
# @source The minister signed the accord on Saturday.
the-minister-signed-the =
    El { role } firmó el acuerdo el sábado.

# @source Both sides were content with it.
# @was    Both sides were happy with it.
both-sides-were-content =
    Ambas partes quedaron contentas.

# @context paragraph
# @source Yes.
yes =
    Sí.

role = ministro

### end
