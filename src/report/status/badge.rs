//! Badge: how far the translations are, in one line for a README: as the JSON that shields.io reads from an
//! address, and as a picture.

use std::io::{self, Write};

use serde::Serialize;

use super::{Progress, Question, is_complete, progress};
use crate::compare::Status;
use crate::report::json;
use crate::report::screen::width;

/// Is shields.io's endpoint format.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Endpoint<'b> {
    schema_version: u8,
    label: &'b str,
    message: &'b str,
    color: &'static str,
}

/// Is what a badge says.
struct Badge {
    label: String,
    message: String,
    grade: Grade,
}

/// Is how good that is, the worst first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Grade {
    Nothing,
    Begun,
    Half,
    Close,
    Shipped,
    Complete,
}

impl Grade {
    fn of(progress: &Progress<'_, '_>) -> Self {
        let percent = percent(progress);
        if is_complete(&progress.coverage) {
            Grade::Complete
        } else if progress.n_short() == 0 {
            Grade::Shipped
        } else {
            match percent {
                75.. => Grade::Close,
                50.. => Grade::Half,
                1.. => Grade::Begun,
                0 => Grade::Nothing,
            }
        }
    }

    /// Returns shields.io's name of the colour.
    fn name(self) -> &'static str {
        match self {
            Grade::Nothing => "red",
            Grade::Begun => "orange",
            Grade::Half => "yellow",
            Grade::Close => "yellowgreen",
            Grade::Shipped => "green",
            Grade::Complete => "brightgreen",
        }
    }

    /// Returns a colour of that kind on which white text can be read (WCAG AA).
    fn colour(self) -> &'static str {
        match self {
            Grade::Nothing => "#b3261e",
            Grade::Begun => "#a84300",
            Grade::Half => "#8a6100",
            Grade::Close => "#63701a",
            Grade::Shipped => "#3f7a2a",
            Grade::Complete => "#1f7a34",
        }
    }
}

/// Writes the badge of the locales that are asked for as the JSON that shields.io reads.
pub fn badge_json(out: &mut dyn Write, question: &Question<'_, '_, '_>) -> io::Result<()> {
    let badge = badge(&progress(question));
    json::write(
        out,
        &Endpoint {
            schema_version: 1,
            label: &badge.label,
            message: &badge.message,
            color: badge.grade.name(),
        },
    )
}

/// Writes it as a picture.
pub fn badge_svg(out: &mut dyn Write, question: &Question<'_, '_, '_>) -> io::Result<()> {
    let Badge {
        label,
        message,
        grade,
    } = badge(&progress(question));
    // The text is set to the width that the boxes have, whatever font the reader has.
    let (n_label, n_message) = (7 * width(&label), 7 * width(&message));
    let (left, right) = (n_label + 12, n_message + 12);
    write!(
        out,
        include_str!("badge.svg"),
        label = label,
        message = message,
        width = left + right,
        left = left,
        right = right,
        n_label = n_label,
        n_message = n_message,
        at_message = left + 6,
        colour = grade.colour(),
    )
}

fn percent(progress: &Progress<'_, '_>) -> usize {
    let words = &progress.coverage.words;
    words.percent(|status| status == Status::Current)
}

/// Says one locale's share of current words, or those of all.
fn badge(progress: &[Progress<'_, '_>]) -> Badge {
    match progress {
        [] => Badge {
            label: "translations".to_owned(),
            message: "none".to_owned(),
            grade: Grade::Nothing,
        },
        [own] => Badge {
            label: own.locale.to_string(),
            message: format!("{}%", percent(own)),
            grade: Grade::of(own),
        },
        all => Badge {
            label: "translations".to_owned(),
            message: all
                .iter()
                .map(|own| format!("{} {}%", own.locale, percent(own)))
                .collect::<Vec<_>>()
                .join(" · "),
            grade: all.iter().map(Grade::of).min().unwrap_or(Grade::Complete),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::levels::Levels;
    use crate::report::Scope;
    use crate::report::fixture::{workspace, written};
    use crate::report::status::fixture::{levels, question};

    #[test]
    fn a_locale_has_its_badge_and_all_have_one() {
        let workspace = workspace();
        let es = ["es".parse().unwrap()];
        let json = |locales, levels: &Levels| {
            let scope = Scope {
                locales,
                paths: Some(&|path| path != "locales/en/site.ftl"),
            };
            let question = Question {
                scope,
                levels,
                ..question(&workspace)
            };
            written(|out| badge_json(out, &question))
        };
        assert_eq!(
            json(&es, &Levels::default()),
            "{\"schemaVersion\":1,\"label\":\"es\",\"message\":\"25%\",\"color\":\"orange\"}\n"
        );
        assert_eq!(
            json(&es, &levels(16, &[])),
            "{\"schemaVersion\":1,\"label\":\"es\",\"message\":\"25%\",\"color\":\"green\"}\n"
        );
        // 25% are translated, yet of one article 16% alone.
        assert_eq!(
            json(&es, &levels(25, &[])),
            "{\"schemaVersion\":1,\"label\":\"es\",\"message\":\"25%\",\"color\":\"orange\"}\n"
        );
        assert_eq!(
            json(&es, &levels(25, &[("news/*", 10)])),
            "{\"schemaVersion\":1,\"label\":\"es\",\"message\":\"25%\",\"color\":\"green\"}\n"
        );
        assert_eq!(
            json(&[], &Levels::default()),
            "{\"schemaVersion\":1,\"label\":\"translations\",\"message\":\"es 25% · es-CO 33% · ru 0%\",\"color\":\"red\"}\n"
        );
    }

    #[test]
    fn the_picture_says_the_same() {
        let workspace = workspace();
        let es = ["es".parse().unwrap()];
        let question = Question {
            scope: Scope {
                locales: &es,
                paths: None,
            },
            ..question(&workspace)
        };
        let svg = written(|out| badge_svg(out, &question));
        assert!(
            svg.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"59\""),
            "{svg}"
        );
        assert!(svg.contains("<title>es: 25%</title>"), "{svg}");
        assert!(
            svg.contains("textLength=\"21\" lengthAdjust=\"spacingAndGlyphs\">25%</text>"),
            "{svg}"
        );
        assert!(svg.ends_with("</svg>\n"));
    }
}
