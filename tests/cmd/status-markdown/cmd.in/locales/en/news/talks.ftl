### source/news/talks.md
### Written by "tolka sync": edit the article, not this file.

# @context heading 1
peace-talks =
    Peace talks

# @context paragraph
the-talks-resume-in =
    The talks resume in Havana.

### end
