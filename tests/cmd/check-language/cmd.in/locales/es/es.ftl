### source/es.md
### Missing: take away the "# " before "id =" and write below it, indented by four spaces.
### @source is the English of today. @was is the older English the text was made from: mend the text, then delete the @was line.
### @draft is a proposal: check it, then delete the @draft line. A brace is { "{" } or { "}" }.
### Other @ lines inform you; every other # line is yours.

# @context paragraph
# @source Run `cargo test` here.
run-cargo-test-here =
    Ejecútelo aquí.

# @context paragraph
# @source This is *not* so.
this-is-not-so =
    Esto no es así.

# @context paragraph
# @source Click ![save](save.png) now.
click-save-save-png =
    Haga clic ahora.

# @context paragraph
# @source They met on Monday.
they-met-on-monday =
    Se reunieron el Martes.

# @context paragraph
# @source Talks resume on Friday.
talks-resume-on-friday =
    Las conversaciones siguen el Viernes.

# @context paragraph
# @source The ministers signed an accord on training and on the exchange of students.
the-ministers-signed-an =
    Los ministros firmaron un acuerdo de formación.

# @context paragraph
# @source The accord was signed.
the-accord-was-signed =
    El acuerdo se firmó

# @context paragraph
# @source Who signed it?
who-signed-it =
    Quién lo firmó?

# @context paragraph
# @source Sources (in English)
sources-in-english =
    Fuentes (en inglés

# @context paragraph
# @source And then …
and-then =
    Y luego....

### end
