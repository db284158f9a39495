### content/news/accord.md
### Written by "tolka sync": edit the article, not this file.

# @context title
an-accord =
    An accord

# @context paragraph
the-minister-signed-an =
    The minister signed an accord.

note-by-ap-he =
    { "{{< note by=\"AP\" >}}" } He said so on Saturday.

# @context paragraph
read-the-front-page =
    Read [the front page]({ "{{< ref \"/\" >}}" }).

### end
