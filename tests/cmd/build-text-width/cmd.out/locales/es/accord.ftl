### source/accord.txt

# @source Accord
accord = Acuerdo

# @source The minister signed an accord in Stockholm on Saturday.
the-minister-signed-an = El ministro firmó el sábado un acuerdo en Estocolmo.

# @source Peace talks resume, and they will go on for some days.
peace-talks-resume-and = Se reanudan las conversaciones de paz, que durarán unos días.

### end
