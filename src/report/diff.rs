//! Diff: segments that are not current, for people: what changed in the English, the translation, and the place to
//! open. Which comes first is for `chapters`.

use std::borrow::Cow;
use std::io::{self, Write};

use super::Scope;
use super::facts::{Facts, Original};
use super::flow::{Piece, beside, hang, line, list, piece};
use super::screen::{Ink, Screen, safe, width};
use super::status::ink;
use crate::diff::{Change, Op};
use crate::locale::Locale;

/// Is a segment that is not current, with what it is a segment of.
pub(super) struct Shown<'w, 'a> {
    pub locale: &'w Locale,
    pub original: Original<'w, 'a>,
    pub facts: Facts<'w>,
}

/// Says how the two languages of a segment stand to each other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Layout {
    /// The translation below its English.
    #[default]
    Below,
    /// Beside it, where the screen is wide enough.
    Beside,
}

/// The narrowest screen on which two columns read better than one.
const N_BESIDE: usize = 90;
/// How wide two columns are where nobody says how wide the screen is.
const N_UNKNOWN: usize = 120;

/// Writes segments of one article or message file in one locale for people.
pub(super) fn write_text(
    out: &mut Vec<u8>,
    screen: &Screen,
    layout: Layout,
    source_locale: &Locale,
    own: &[&Shown<'_, '_>],
) -> io::Result<()> {
    // What one text translates is read in one piece.
    for group in own.chunk_by(|_, next| next.facts.remarks.joined.is_some()) {
        let n_joined = 1 + group[1..]
            .iter()
            .take_while(|next| is_joined(group[0], next))
            .count();
        let (together, apart) = group.split_at(n_joined);
        for group in std::iter::once(together).chain(apart.chunks(1)) {
            write_group(out, screen, layout, source_locale, group)?;
            writeln!(out)?;
        }
    }
    Ok(())
}

/// Tells whether a segment is shown with the parent that its locale has it from.
pub(super) fn is_shown_above(segment: &Shown<'_, '_>, scope: &Scope<'_>) -> bool {
    segment
        .facts
        .inherited_from
        .is_some_and(|parent| scope.has_locale(parent))
}

/// Tells whether the translation of `next` stands in the entry of `head`.
fn is_joined(head: &Shown<'_, '_>, next: &Shown<'_, '_>) -> bool {
    next.facts.remarks.joined == Some(head.facts.id) && next.facts.status == head.facts.status
}

/// Writes segments that have one text: the first one's.
fn write_group(
    out: &mut dyn Write,
    screen: &Screen,
    layout: Layout,
    source_locale: &Locale,
    group: &[&Shown<'_, '_>],
) -> io::Result<()> {
    let Shown {
        locale,
        original,
        facts,
    } = group[0];
    let mut header = vec![
        piece(Ink::Strong, locale.as_str()),
        piece(Ink::Plain, " "),
        piece(
            Ink::Path,
            format!("{}:{}", safe(original.path()), facts.source_line),
        ),
        piece(Ink::Plain, " "),
    ];
    let ids = group.iter().map(|own| piece(Ink::Strong, own.facts.id));
    header.extend(list(ids, " + "));
    header.extend([
        piece(Ink::Plain, " "),
        piece(ink(facts.status), facts.status.name()),
    ]);
    let why = why(facts);
    if !why.is_empty() {
        header.push(piece(Ink::Dim, format!(" ({})", why.join(", "))));
    }
    line(out, screen, 4, &header)?;
    // The two languages stand below or beside each other, so that they are read together.
    let reader = facts.inherited_from.unwrap_or(locale);
    let indent = 4 + width(source_locale.as_str())
        .max(width(reader.as_str()))
        .max(2);
    let mut english: Vec<Piece<'_>> = Vec::new();
    for own in group {
        if !english.is_empty() {
            english.push(piece(Ink::Dim, " + "));
        }
        match &own.facts.diff {
            Some(diff) => english.extend(word_diff(screen, diff)),
            None => english.push(piece(Ink::Plain, safe(own.facts.source))),
        }
    }
    let translation = if let Some(head) = facts.remarks.joined {
        vec![piece(Ink::Dim, format!("stands in {head}"))]
    } else if let Some(translation) = &facts.translation {
        vec![piece(Ink::Plain, safe(translation))]
    } else if let Some(fluent) = &facts.remarks.unresolved {
        vec![piece(Ink::Plain, safe(fluent))]
    } else {
        Vec::new()
    };
    let labels = [source_locale.as_str(), reader.as_str()];
    let label = |label: &str| [piece(Ink::Dim, format!("  {label}"))];
    match columns(screen, layout) {
        Some(n_columns) if !translation.is_empty() => {
            let labels = labels.map(|name| piece(Ink::Dim, format!("  {name}")));
            beside(
                out,
                screen,
                n_columns,
                indent,
                labels,
                [&english, &translation],
            )?;
        }
        _ => {
            hang(out, screen, &label(labels[0]), indent, &english)?;
            if !translation.is_empty() {
                hang(out, screen, &label(labels[1]), indent, &translation)?;
            }
        }
    }
    let mut remark = |name: &str, ink: Ink, text: &str| {
        let pieces = [piece(Ink::Dim, format!("{name}: ")), piece(ink, safe(text))];
        hang(out, screen, &label(""), indent, &pieces)
    };
    if let Some(proposal) = &facts.proposal {
        remark("proposal", Ink::Plain, proposal)?;
    }
    for note in group.iter().flat_map(|own| &own.facts.notes) {
        remark("note", Ink::Dim, note)?;
    }
    let place = match facts.line {
        Some(line) => format!("{}:{line}", safe(facts.path)),
        None => safe(facts.path).into_owned(),
    };
    // A place is opened by a click, or taken with the mouse: a line break inside would part it.
    let endless = Screen {
        width: None,
        ..*screen
    };
    hang(
        out,
        &endless,
        &label("at"),
        indent,
        &[piece(Ink::Path, place)],
    )
}

/// Returns the columns for two languages side by side, where that is asked for and there is room.
fn columns(screen: &Screen, layout: Layout) -> Option<usize> {
    let n_columns = screen.width.unwrap_or(N_UNKNOWN);
    (layout == Layout::Beside && N_BESIDE <= n_columns).then_some(n_columns)
}

/// Says what is behind a status, in a word or two.
pub fn why<'f>(facts: &'f Facts<'_>) -> Vec<Cow<'f, str>> {
    let mut why: Vec<Cow<'_, str>> = Vec::new();
    why.extend(facts.remarks.draft.map(safe));
    why.extend(facts.class.map(|class| Cow::Borrowed(class.name())));
    why.extend(
        facts
            .remarks
            .same_as
            .map(|id| Cow::Owned(format!("same as {id}"))),
    );
    if facts.remarks.is_slip {
        why.push(Cow::Borrowed(
            "Fluent does not read its text: run \"tolka check\"",
        ));
    }
    if facts.remarks.unresolved.is_some() {
        why.push(Cow::Borrowed("does not resolve"));
    }
    why.extend(
        facts
            .inherited_from
            .map(|locale| Cow::Owned(format!("from {locale}"))),
    );
    why.retain(|word| !word.is_empty());
    why
}

/// Returns a word diff as pieces: in ink, or with marks (`[-announced-]{+signed+}`) where there is none.
pub fn word_diff<'c>(screen: &Screen, changes: &[Change<'c>]) -> Vec<Piece<'c>> {
    let pieces = changes
        .iter()
        .map(|change| match (change.op, screen.is_coloured) {
            (Op::Equal, _) => piece(Ink::Plain, safe(change.text)),
            (Op::Delete, true) => piece(Ink::Deleted, visible(change.text)),
            (Op::Insert, true) => piece(Ink::Inserted, visible(change.text)),
            (Op::Delete, false) => piece(Ink::Plain, format!("[-{}-]", visible(change.text))),
            (Op::Insert, false) => piece(Ink::Plain, format!("{{+{}+}}", visible(change.text))),
        });
    pieces.collect()
}

/// Shows the white space of a change where it could be what changed: no-break spaces always, other spaces
/// where there is nothing else.
pub fn visible(text: &str) -> Cow<'_, str> {
    let is_blank = text.trim().is_empty();
    let sign = |c: char| match c {
        '\u{A0}' | '\u{202F}' => '⍽',
        ' ' if is_blank => '·',
        c => c,
    };
    if text.chars().any(|c| sign(c) != c) {
        Cow::Owned(safe(&text.chars().map(sign).collect::<String>()).into_owned())
    } else {
        safe(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diff::words;
    use crate::relate::Workspace;
    use crate::report::chapters::{Voice, chapters, write};
    use crate::report::fixture::{self, relate, screen, valid, written};

    /// Writes all of a workspace.
    fn all(
        out: &mut dyn Write,
        voice: Voice,
        workspace: &Workspace<'_>,
        scope: &Scope<'_>,
    ) -> io::Result<()> {
        let chapters = chapters(workspace, scope, voice, <[u8]>::to_vec);
        write(out, voice, workspace, chapters, &Ok)
    }

    fn check(screen: &Screen, workspace: &Workspace<'static>, scope: &Scope<'_>, expect: &str) {
        let voice = Voice::Text(*screen, Layout::Below);
        let shown = written(|out| all(out, voice, workspace, scope));
        assert_eq!(shown, expect, "\n{shown}");
    }

    #[test]
    fn each_segment_has_its_english_its_translation_and_its_place() {
        let locales = ["es", "es-CO"].map(|tag| tag.parse().unwrap());
        let scope = Scope {
            locales: &locales,
            paths: None,
        };
        check(
            &screen(80),
            &fixture::workspace(),
            &scope,
            "\
es source/news/accord.md:3 colombias-minister-signed-an stale (wording)
  en  Colombia’s minister [-announced-]{+signed+} an accord on Saturday.
  es  El ministro anunció el sábado un acuerdo.
  at  locales/es/news/accord.ftl:9

es source/news/accord.md:3 pinzon-also-held-meetings missing
  en  Pinzon also held meetings with Carl Bildt.
  at  locales/es/news/accord.ftl:13

es source/news/accord.md:6 sida-gives unverified
  en  SIDA gives 100 million.
  es  La ASDI da cien millones.
      note: SIDA is an agency
  at  locales/es/news/accord.ftl:16

es source/news/accord.md:8 related-posts draft (same as news/talks.md related)
  en  Related posts
  es  Relacionados
  at  locales/es/news/accord.ftl:21

es locales/en/site.ftl:3 read-in stale (wording)
  en  Read [-it -]in
  es  Lea en
  at  locales/es/site.ftl:5

to do: es 5 segments, 22 words;
       es-CO 4 segments, 20 words, all of them shown with its parent
",
        );
    }

    #[test]
    fn an_overlay_asked_for_alone_shows_what_it_inherits() {
        let locales = ["es-CO".parse().unwrap()];
        let scope = Scope {
            locales: &locales,
            paths: Some(&|path| path == "locales/en/site.ftl"),
        };
        check(
            &screen(80),
            &fixture::workspace(),
            &scope,
            "\
es-CO locales/en/site.ftl:3 read-in stale (wording, from es)
  en  Read [-it -]in
  es  Lea en
  at  locales/es/site.ftl:5

to do: es-CO 1 segment, 2 words
",
        );
    }

    #[test]
    fn long_texts_hang_below_their_first_word() {
        let files = [
            (
                "source/a.md",
                "The minister of defense signed an accord in Stockholm on Saturday.\n",
            ),
            (
                "locales/en/a.ftl",
                "### source/a.md\n\nthe-minister-of-defense =\n    The minister of defense announced an accord in Stockholm.\n",
            ),
            (
                "locales/ru/a.ftl",
                "### source/a.md\n\n# @source The minister of defense announced an accord in Stockholm on Saturday.\n\
                 the-minister-of-defense =\n    Министр обороны объявил в субботу о соглашении в Стокгольме.\n",
            ),
        ];
        check(
            &screen(46),
            &relate(&[("ru", None)], &files),
            &Scope::default(),
            "\
ru source/a.md:1 the-minister-of-defense stale
    (wording)
  en  The minister of defense
      [-announced-]{+signed+} an accord in
      Stockholm on Saturday.
  ru  Министр обороны объявил в субботу о
      соглашении в Стокгольме.
  at  locales/ru/a.ftl:4

to do: ru 1 segment, 11 words
",
        );
    }

    const JOINED: [(&str, &str); 2] = [
        ("source/a.md", "He came in 11 days. He saw. He left.\n"),
        (
            "locales/es/a.ftl",
            "### source/a.md\n\n# @source He came in 10 days.\nhe-came-in = Llegó en 10 días y vio.\n\n\
             # @source He saw.\n# @joined he-came-in\nhe-saw = { \"\" }\n\n\
             # @source He left it.\nhe-left = Se fue.\n",
        ),
    ];

    #[test]
    fn what_one_text_translates_is_one_piece_with_its_proposal() {
        check(
            &screen(80),
            &relate(&[("es", None)], &JOINED),
            &Scope::default(),
            "\
es source/a.md:1 he-came-in + he-saw stale (number)
  en  He came in [-10-]{+11+} days. + He saw.
  es  Llegó en 10 días y vio.
      proposal: Llegó en 11 días y vio.
  at  locales/es/a.ftl:4

es source/a.md:1 he-left stale (wording)
  en  He left[- it-].
  es  Se fue.
  at  locales/es/a.ftl:11

to do: es 3 segments, 9 words
",
        );
    }

    #[test]
    fn side_by_side_where_there_is_room() {
        let workspace = relate(&[("es", None)], &JOINED);
        let shown = |n_columns| {
            let scope = Scope::default();
            let voice = Voice::Text(screen(n_columns), Layout::Beside);
            written(|out| all(out, voice, &workspace, &scope))
        };
        assert!(
            shown(90).starts_with(
                "\
es source/a.md:1 he-came-in + he-saw stale (number)
  en  He came in [-10-]{+11+} days. + He    │   es  Llegó en 10 días y vio.
      saw.                                  │
      proposal: Llegó en 11 días y vio.
"
            ),
            "{}",
            shown(90)
        );
        assert!(shown(89).contains("\n  es  Llegó"), "{}", shown(89));
    }

    #[test]
    fn terms_come_first_then_the_most_words_then_messages() {
        let files = [
            (
                "locales/en/site.ftl",
                "read = Read all of this in another language\n",
            ),
            ("locales/en/terms.ftl", "-bank = bank\n"),
            ("source/a.md", "One.\n"),
            ("source/b.md", "One two.\n\nThree.\n"),
            ("source/c.md", "Four.\n"),
        ];
        let workspace = relate(&[("ru", None)], &files);
        let json = valid(|out| all(out, Voice::Json, &workspace, &Scope::default()));
        let order = json["units"].as_array().unwrap().iter().map(|unit| {
            let text = |name: &str| unit[name].as_str().unwrap().to_owned();
            format!("{} {}", text("source_path"), text("id"))
        });
        let order: Vec<String> = order.collect();
        assert_eq!(
            order,
            [
                "locales/en/terms.ftl -bank",
                "source/b.md one-two",
                "source/b.md three",
                "source/a.md one",
                "source/c.md four",
                "locales/en/site.ftl read",
            ]
        );
    }

    #[test]
    fn a_place_to_open_is_in_one_piece() {
        let path: &str = format!("source/{}/a.md", "long".repeat(12)).leak();
        let workspace = relate(&[("ru", None)], &[(path, "One.\n")]);
        let voice = Voice::Text(screen(40), Layout::Below);
        let shown = written(|out| all(out, voice, &workspace, &Scope::default()));
        let place = format!("  at  locales/ru/{}/a.ftl\n", "long".repeat(12));
        assert!(shown.contains(&place), "{shown}");
    }

    #[test]
    fn nothing_to_do_is_said() {
        let scope = Scope {
            locales: &[],
            paths: Some(&|_| false),
        };
        check(
            &screen(80),
            &fixture::workspace(),
            &scope,
            "Every segment is current.\n",
        );
    }

    #[test]
    fn what_has_no_entry_yet_names_sync() {
        let files = [("source/a.md", "One.\n")];
        check(
            &Screen::default(),
            &relate(&[("ru", None)], &files),
            &Scope::default(),
            "\
ru source/a.md:1 one missing
  en  One.
  at  locales/ru/a.ftl

to do: ru 1 segment, 1 word
Some have no entry in their locale file yet: run \"tolka sync\"
",
        );
    }

    #[test]
    fn white_space_that_changed_is_seen() {
        let shown = |old: &str, new: &str| -> String {
            word_diff(&Screen::default(), &words(old, new))
                .iter()
                .map(|piece| &*piece.text)
                .collect()
        };
        assert_eq!(shown("10 km", "10\u{A0}km"), "10[-·-]{+⍽+}km");
        assert_eq!(shown("a\u{A0}b c", "a\u{A0}b d"), "a\u{A0}b [-c-]{+d+}");
        assert_eq!(shown("a\nb", "a b"), "a[-⏎-]{+·+}b");
        assert_eq!(shown("a, b", "a\u{202E}, b"), "[-a-]{+a\\u{202E}+}, b");
    }

    #[test]
    fn colour_takes_the_place_of_marks() {
        let screen = Screen {
            width: None,
            is_coloured: true,
        };
        let pieces = word_diff(&screen, &words("was here", "is here"));
        let inks: Vec<Ink> = pieces.iter().map(|piece| piece.ink).collect();
        assert_eq!(inks, [Ink::Deleted, Ink::Inserted, Ink::Plain]);
        assert_eq!(&*pieces[0].text, "was");
    }

    #[test]
    fn json_is_as_published() {
        let workspace = fixture::workspace();
        let json = valid(|out| all(out, Voice::Json, &workspace, &Scope::default()));
        let units = json["units"].as_array().unwrap();
        let of = |locale: &str| units.iter().filter(|unit| unit["locale"] == locale).count();
        // A machine gets the inherited ones too.
        assert_eq!((of("es"), of("es-CO"), of("ru")), (5, 4, 9));
        assert_eq!(units[4]["article"], serde_json::Value::Null);
        assert_eq!(units[4]["source_path"], "locales/en/site.ftl");
    }
}
