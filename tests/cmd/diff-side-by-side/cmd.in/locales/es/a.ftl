### source/a.md

# @context paragraph
# @source The talks resume in Havana on May 10.
the-talks-resume-in =
    Las conversaciones se reanudan en La Habana el 10 de mayo y nadie sabe cuánto durarán esta vez.

# @joined the-talks-resume-in
# @source Nobody knows how long they will last this time.
nobody-knows-how-long =
    { "" }

# @context paragraph
# @source The crowd in the square was silent.
# the-crowd-in-the =

### end
