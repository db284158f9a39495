### source/a.md

# @source Figures of the World Bank.
figures-of-the-world =
    Cifras del Banco del Mundo.

# @source The accords of the World Bank.
the-accords-of-the =
    Los acuerdos del { -world-bank }.

### end
