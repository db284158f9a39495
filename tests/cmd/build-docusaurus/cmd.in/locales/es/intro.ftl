### docs/intro.mdx

# @source An introduction
an-introduction =
    Una introducción

# @source Read <Box>this</Box> first.
read-box-this-box =
    Lea primero <Box>esto</Box>.

### end
