### source/sums.txt

# @context paragraph
n-1-1-is-a-formula =
    =1+1 is a formula in 10 tables.

# @context paragraph
say-so-they-said =
    Say "so", they said.

### end
