### source/talks.md

# Ask Ana about the names.

# @context heading 1
# @source The talks in Stockholm
the-talks-in-stockholm = Las conversaciones de Estocolmo

# @context paragraph
# @source Nobody was hurt.
# nobody-was-hurt =

role = ministro

### end
