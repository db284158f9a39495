//! The check `end-punctuation`.

use super::ending::Ending;
use super::flat::Flat;
use super::pair::{Flaw, Pair};
use super::signs::Signs;
use super::{Check, Docs, Look};
use crate::finding::Severity;

/// Finds closing punctuation that a translation lost or changed.
pub static CHECK: Check = Check {
    id: "end-punctuation",
    summary: "Finds the closing punctuation of a text that is lost or changed in a translation",
    docs: Docs {
        what: "Compares the mark that a text ends in with that of its English, quotation marks and brackets behind \
it apart. It names a full stop, question mark, colon or ellipsis that is lost, a question that became a statement, \
and the reverse; a question mark may stand before brackets or behind them (*(y/N)?*). It also names a text that breaks off behind a word which \
something has to follow (*de*, *och*, *и*). A full stop for an exclamation mark, or one that the English does not have, is the translator's \
choice; so is that of an abbreviation.",
        why: "A lost mark is often what is left of a lost half of a sentence. And the next sentence of the article \
follows it on the same line.",
        example: "
```ftl locales/en/site.ftl
signed = The accord was signed.
```

```ftl locales/sv/site.ftl
# @source The accord was signed.
signed = Avtalet undertecknades
```

> the text ends without \".\"",
        todo: "End the text as the English ends; if the language asks for another mark, write `# @ignore \
end-punctuation (reason)` above the entry.",
        sources: "- Weblate: trailing stop, colon, question; pofilter: endpunc
- RAE, *Ortografía* (2010), III.3.4; Språkrådet, *Svenska skrivregler* (2017), 13; Розенталь, *Справочник по пунктуации*, § 1–3: a sentence ends in a mark",
    },
    severity: Severity::Warning,
    look: Look::Pair(Signs::ANY, judge),
};

fn judge(pair: &Pair<'_>) -> Option<Flaw> {
    let (source, flat) = (pair.source_flat(), pair.flat());
    let (wanted, source_end) = pair.english().ending(|| Ending::of(&source));
    let (own, end) = Ending::of(&flat);
    let is_empty = flat.words().is_empty() && flat.text.trim().is_empty();
    if is_empty || end == 0 || source_end == 0 {
        return None;
    }
    if let Some(flaw) = cut_off(pair, (own, end), source_end) {
        return Some(flaw);
    }
    if wanted == own {
        let has_lost = wanted == Ending::Stop
            && stops(source.text) == (true, true)
            && stops(flat.text) == (true, false);
        return has_lost.then(|| {
            let start = flat.text[..end].char_indices().next_back();
            let shown = start.map_or(0, |(at, _)| at)..end;
            let message = "the text ends without \".\" behind the bracket".to_owned();
            pair.flaw(shown, message, "end the text as the English ends")
        });
    }
    // A full stop that belongs to an abbreviation goes with it, unless it ends a sentence too.
    let is_abbreviated = |ending: Ending| {
        ending == Ending::Stop
            && source.words().len() < 8
            && last_word(&source, source_end) != last_word(&flat, end)
            && Ending::is_abbreviation(&source, source_end)
    };
    // The question mark stands before the brackets, or behind them: (y/N)?
    let asks = |ending, flat: &Flat<'_>| ending == Ending::Question || asks_before_bracket(flat);
    if wanted != own && asks(wanted, &source) && asks(own, &flat) {
        return None;
    }
    let message = match (wanted, own) {
        (Ending::Open | Ending::Comma | Ending::Semicolon, _) | (_, Ending::Semicolon) => {
            let is_new_question =
                own == Ending::Question && wanted == Ending::Open && 2 < source.words().len();
            if !is_new_question {
                return None;
            }
            "the text ends in \"?\", and the English asks nothing".to_owned()
        }
        (wanted, Ending::Open | Ending::Comma) => {
            if is_abbreviated(wanted) || is_single_sign(&source, source_end) {
                return None;
            }
            format!("the text ends without \"{}\"", wanted.mark())
        }
        (Ending::Question, _) => "the English asks, and the text ends without \"?\"".to_owned(),
        (_, Ending::Question) => "the text ends in \"?\", and the English asks nothing".to_owned(),
        (Ending::Colon, own) => format!(
            "the text ends in \"{}\", where the English has \":\"",
            own.mark()
        ),
        // . ! … : the choice between them is the language's.
        _ => return None,
    };
    let start = flat.text[..end]
        .char_indices()
        .next_back()
        .map_or(0, |(at, _)| at);
    let shown = match own {
        Ending::Open => start..end,
        _ => end..end + flat.text[end..].chars().next().map_or(0, char::len_utf8),
    };
    Some(pair.flaw(shown, message, "end the text as the English ends"))
}

/// Tells whether a text has a full stop before brackets and quotation marks that close, and whether one behind them:
/// *(maps, etc.).*
fn stops(text: &str) -> (bool, bool) {
    // Most end in a word and a full stop.
    if let [.., byte, b'.'] = text.as_bytes()
        && byte.is_ascii_alphanumeric()
    {
        return (false, true);
    }
    let text = text.trim_end();
    let closed = text.trim_end_matches('.');
    let inner = closed.trim_end_matches([')', ']', '»', '”', '“', '"']);
    (
        inner.len() < closed.len() && inner.ends_with('.'),
        closed.len() < text.len(),
    )
}

/// Tells a text that asks before brackets at its end: *Go on? (y/N)*
fn asks_before_bracket(flat: &Flat<'_>) -> bool {
    let text = flat
        .text
        .trim_end_matches(|c: char| c.is_whitespace() || c == ':');
    let open = text
        .ends_with([')', ']'])
        .then(|| text.rfind(['(', '[']))
        .flatten();
    open.is_some_and(|open| text[..open].trim_end().ends_with('?'))
}

fn last_word<'t>(flat: &Flat<'t>, end: usize) -> &'t str {
    let start = flat.text[..end].rfind(|c: char| !c.is_alphanumeric());
    let start = start.map_or(0, |start| {
        start + flat.text[start..].chars().next().map_or(0, char::len_utf8)
    });
    &flat.text[start..end]
}

/// Finds a text that ends in a word which cannot be the last one, as English texts may: "created by".
fn cut_off(pair: &Pair<'_>, (ending, end): (Ending, usize), source_end: usize) -> Option<Flaw> {
    if !matches!(ending, Ending::Stop | Ending::Open | Ending::Comma) {
        return None;
    }
    let flat = pair.flat();
    let language = pair.locale.language();
    let head = &flat.text[..end];
    let start = start_of_last(&flat, end)?;
    let word = &head[start..];
    if !dangles(word, language) || flat.words().len() <= 2 {
        return None;
    }
    let is_last = flat.text[end..]
        .chars()
        .all(|c| c.is_whitespace() || matches!(c, '.' | ',' | '…'));
    if !is_last {
        return None;
    }
    let source = pair.source_flat();
    // A letter may be a name: x and y.
    let is_letter = || source.words().iter().any(|own| source.word(own) == word);
    let may_dangle = word.len() == 1 && is_letter()
        || Ending::of(&source).0 == Ending::Open && last_word(&source, source_end).len() <= 5
        || last_word(&source, source_end) == word;
    if may_dangle {
        return None;
    }
    let message = format!("the text breaks off behind \"{word}\"");
    Some(pair.flaw(start..end, message, "write the rest of the sentence"))
}

/// Returns where the last word before `end` begins, behind white space: neither a part of a word (*correo-e*) nor of a
/// quotation (*termina con «)»*). None that dangles has more than seven letters.
fn start_of_last(flat: &Flat<'_>, end: usize) -> Option<usize> {
    const LONGEST: usize = 7;
    let bytes = flat.text.as_bytes();
    // In nearly all texts it is the last word, behind a blank.
    if let Some(last) = flat.words().last()
        && last.end() == end
        && bytes[..last.start()].last() == Some(&b' ')
    {
        // No letter has more than four bytes.
        return (last.len() <= LONGEST * 4).then_some(last.start());
    }
    let mut tail = flat.text[..end].char_indices().rev().take(LONGEST + 2);
    let (blank, c) = tail.find(|(_, c)| c.is_whitespace())?;
    Some(blank + c.len_utf8())
}

/// Tells a word that something has to follow; most Swedish prepositions may end a sentence.
fn dangles(word: &str, language: &str) -> bool {
    match language {
        "es" => matches!(
            word,
            "de" | "del"
                | "la"
                | "los"
                | "las"
                | "el"
                | "un"
                | "y"
                | "e"
                | "o"
                | "en"
                | "con"
                | "por"
                | "para"
                | "que"
                | "al"
                | "su"
                | "sus"
                | "se"
                | "sin"
                | "sobre"
                | "como"
                | "cuyo"
                | "desde"
                | "entre"
        ),
        "sv" => matches!(
            word,
            "och" | "att" | "en" | "ett" | "som" | "eller" | "samt" | "från" | "hos"
        ),
        "ru" => matches!(
            word,
            "и" | "в"
                | "во"
                | "на"
                | "с"
                | "со"
                | "к"
                | "ко"
                | "о"
                | "об"
                | "из"
                | "у"
                | "от"
                | "для"
                | "по"
                | "за"
                | "что"
                | "или"
                | "но"
                | "при"
                | "под"
                | "без"
                | "до"
                | "между"
                | "через"
                | "чтобы"
                | "как"
                | "который"
        ),
        _ => false,
    }
}

/// Tells a text that is nothing but signs: "&c.", "1."
fn is_single_sign(flat: &Flat<'_>, end: usize) -> bool {
    !flat.text[..end].chars().any(char::is_alphabetic)
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{check_messages, fires, silent};

    #[test]
    fn fires_on_lost_and_changed_marks() {
        fires(
            "end-punctuation",
            &[
                (
                    "es",
                    "The accord was signed.",
                    "El acuerdo se firmó",
                    "the text ends without \".\"",
                ),
                (
                    "sv",
                    "Who signed the **accord**?",
                    "Vem undertecknade **avtalet**.",
                    "the English asks, and the text ends without \"?\"",
                ),
                (
                    "sv",
                    "They see all of it (maps, lists, etc.).",
                    "De ser allt (kartor, listor, etc.)",
                    "the text ends without \".\" behind the bracket",
                ),
                (
                    "ru",
                    "Switch it to `Once`.",
                    "Это `Mслово`",
                    "the text ends without \".\"",
                ),
                (
                    "ru",
                    "They signed the following:",
                    "Они подписали следующее.",
                    "the text ends in \".\", where the English has \":\"",
                ),
                (
                    "ru",
                    "The accord is signed.",
                    "Соглашение подписано?",
                    "the text ends in \"?\", and the English asks nothing",
                ),
            ],
        );
    }

    #[test]
    fn fires_on_sentences_that_break_off() {
        fires(
            "end-punctuation",
            &[
                (
                    "es",
                    "They signed an accord.",
                    "Firmaron entonces un.",
                    "the text breaks off behind \"un\"",
                ),
                (
                    "sv",
                    "They came and signed it.",
                    "De kom hit och.",
                    "the text breaks off behind \"och\"",
                ),
                (
                    "ru",
                    "They met in Stockholm.",
                    "Они встретились в.",
                    "the text breaks off behind \"в\"",
                ),
            ],
        );
        silent(
            "end-punctuation",
            &[
                ("es", "A file created by", "Un archivo creado por"),
                ("es", "Your email address", "Su dirección de correo-e"),
                ("es", "No trailing ')'", "No termina con ')'"),
                ("es", "The about screen", "La pantalla «acerca de»"),
                ("es", "Send the account", "Cuenta de envi\u{301}o"),
            ],
        );
    }

    #[test]
    fn silent_on_what_is_behind_the_mark() {
        silent(
            "end-punctuation",
            &[
                ("es", "He said, “It is signed.”", "Dijo: «Está firmado»."),
                (
                    "sv",
                    "It is signed (in May.)",
                    "Det är undertecknat (i maj).",
                ),
                ("ru", "Run `x`.[^1]", "Запустите `x`[^1]."),
                ("ru", "Really?!", "Правда?.."),
            ],
        );
    }

    #[test]
    fn silent_on_the_translators_choice() {
        silent(
            "end-punctuation",
            &[
                ("es", "Welcome!", "Le damos la bienvenida."),
                ("sv", "Made in the U.S.", "Tillverkad i USA"),
                ("ru", "Arms, drugs etc.", "Оружие, наркотики и прочее"),
                ("es", "A headline", "Un titular."),
                ("sv", "Use it? (y/N)", "Vill du använda den (j/N)?"),
                ("es", "Valid for? (0)", "¿Validez de la clave (0)?"),
                (
                    "es",
                    "\"Could not close {:?}\"",
                    "\"No se pudo cerrar {:?}.\"",
                ),
                (
                    "es",
                    "It may help to add one.",
                    "Podría ser útil añadir una.",
                ),
                (
                    "es",
                    "All pairs of x and y coordinates.",
                    "Todos los pares de x e y.",
                ),
                ("sv", "Not implemented yet.", "Är inte implementerat än."),
            ],
        );
    }

    #[test]
    fn can_be_ignored() {
        let english = "a = It is so.\n";
        let file = "# @source It is so.\na = Es así\n";
        let expect = ["a 2:10-2:11 the text ends without \".\""];
        check_messages("end-punctuation", english, "es", file, &expect);
        let file = format!("# @ignore end-punctuation (a heading here)\n{file}");
        check_messages("end-punctuation", english, "es", &file, &[]);
    }
}
