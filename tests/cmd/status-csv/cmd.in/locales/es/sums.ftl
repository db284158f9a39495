### source/sums.txt

# @source =1+1 is a formula in 10 tables.
n-1-1-is-a-formula =
    =1+1 es una fórmula en 10 tablas.

# @source Say "so", they said.
# say-so-they-said =

### end
