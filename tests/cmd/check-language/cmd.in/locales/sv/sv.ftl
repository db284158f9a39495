### source/sv.md
### Missing: take away the "# " before "id =" and write below it, indented by four spaces.
### @source is the English of today. @was is the older English the text was made from: mend the text, then delete the @was line.
### @draft is a proposal: check it, then delete the @draft line. A brace is { "{" } or { "}" }.
### Other @ lines inform you; every other # line is yours.

# @context paragraph
# @source Nobody knows what is in it.
nobody-knows-what-is =
    Nadie sabe lo que hay en él.

# @context paragraph
# @source The “accord” is signed.
the-accord-is-signed =
    “Avtalet” är undertecknat.

# @context paragraph
# @source The accord—the first—is signed
the-accord-the-first =
    Avtalet - det första – är undertecknat

# @context paragraph
# @source One, two
one-two =
    Ett , två

# @context paragraph
# @source He said that it was over.
he-said-that-it =
    Han sade att att det var över.

# @context heading 1
# @source Related posts
related-posts =
    Relaterade inlägg

# @context paragraph
# @source Some words.
some-words =
    Några ord.

# @context heading 1
# @source Related posts
related-posts-2 =
    Liknande texter

### end
