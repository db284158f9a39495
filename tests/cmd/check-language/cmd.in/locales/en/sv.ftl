### source/sv.md
### Written by "tolka sync": edit the article, not this file.

# @context paragraph
nobody-knows-what-is =
    Nobody knows what is in it.

# @context paragraph
the-accord-is-signed =
    The “accord” is signed.

# @context paragraph
the-accord-the-first =
    The accord—the first—is signed

# @context paragraph
one-two =
    One, two

# @context paragraph
he-said-that-it =
    He said that it was over.

# @context heading 1
related-posts =
    Related posts

# @context paragraph
some-words =
    Some words.

# @context heading 1
related-posts-2 =
    Related posts

### end
