### source/es.md
### Written by "tolka sync": edit the article, not this file.

# @context paragraph
run-cargo-test-here =
    Run `cargo test` here.

# @context paragraph
this-is-not-so =
    This is *not* so.

# @context paragraph
click-save-save-png =
    Click ![save](save.png) now.

# @context paragraph
they-met-on-monday =
    They met on Monday.

# @context paragraph
talks-resume-on-friday =
    Talks resume on Friday.

# @context paragraph
the-ministers-signed-an =
    The ministers signed an accord on training and on the exchange of students.

# @context paragraph
the-accord-was-signed =
    The accord was signed.

# @context paragraph
who-signed-it =
    Who signed it?

# @context paragraph
sources-in-english =
    Sources (in English)

# @context paragraph
and-then =
    And then …

### end
