### source/a.md
### Written by "tolka sync": edit the article, not this file.

# @context paragraph
the-minister-met-12 =
    The minister met 12 envoys in 2015.

# @context paragraph
read-the-whole-accord =
    Read [the whole accord](https://example.org/accord) *today*.

# @context paragraph
he-signed-it-on =
    He signed it on Saturday.

# @context paragraph
the-ministry-said-nothing =
    The ministry said nothing.

# @context paragraph
call-me-name =
    Call me { "{" }name{ "}" }.

### end
