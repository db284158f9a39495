//! Numerals: the numbers of a text in digits, with every value that a reader of the language may take them for.
//! Shared by checks of numbers; it judges nothing.
//!
//! Sources: the Chicago Manual of Style and RAE's *Ortografía* for the marks of thousands and decimals,
//! Språkrådet's *Svenska skrivregler*, Мильчин's *Справочник издателя и автора*.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

/// Is a number in digits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Numeral {
    /// Its bytes in the text.
    pub range: Range<usize>,
    /// What it may be, in plain digits with a point: `1234.5`.
    pub values: Vec<String>,
    /// Its runs of digits, where they may be numbers of their own: of a time, a date, a version.
    pub parts: Vec<String>,
    /// Whether it is part of a name (`H1N1`, `3D`): it may stand for a number, and need not be translated.
    pub is_name: bool,
}

/// Is what marks thousands and decimals in a language.
struct Marks {
    comma_groups: bool,
    comma_decimals: bool,
    point_groups: bool,
}

fn marks(language: &str) -> Marks {
    match language {
        "en" => Marks {
            comma_groups: true,
            comma_decimals: false,
            point_groups: false,
        },
        // Decimal comma; a comma never marks thousands.
        "sv" | "ru" | "uk" | "de" | "da" | "nb" | "fi" | "pl" | "cs" | "fr" | "it" | "nl" => {
            Marks {
                comma_groups: false,
                comma_decimals: true,
                point_groups: true,
            }
        }
        // Spanish: the point in Mexico, the comma in Spain; RAE accepts both.
        _ => Marks {
            comma_groups: true,
            comma_decimals: true,
            point_groups: true,
        },
    }
}

/// Finds the numbers in digits in the parts `visible` of `text`, which is in `language`.
pub fn numerals(text: &str, visible: &[Range<usize>], language: &str) -> Vec<Numeral> {
    let mut found: Vec<Numeral> = Vec::new();
    for stretch in visible {
        let mut at = stretch.start;
        while let Some(offset) = text[at..stretch.end].find(|c: char| c.is_ascii_digit()) {
            let start = at + offset;
            let (runs, separators) = runs(&text[..stretch.end], start, language);
            at = runs.last().map_or(start + 1, |run| run.end);
            push(text, &runs, &separators, language, &mut found);
        }
    }
    found
}

/// Reads the runs of digits of one number and what stands between them; a blank stands for any kind.
fn runs(text: &str, start: usize, language: &str) -> (Vec<Range<usize>>, Vec<char>) {
    let n_digits = |at: usize| text[at..].bytes().take_while(u8::is_ascii_digit).count();
    let first = start..start + n_digits(start);
    let mut runs = vec![first];
    let mut separators = Vec::new();
    loop {
        let end = runs[runs.len() - 1].end;
        let Some(mark) = text[end..].chars().next() else {
            break;
        };
        let next = end + mark.len_utf8();
        let n = n_digits(next);
        let is_blank =
            matches!(mark, '\u{A0}' | '\u{202F}' | '\u{2009}') || mark == ' ' && language != "en";
        let joins = match mark {
            '.' | ',' => 0 < n,
            _ if is_blank => {
                n == 3 && runs[0].len() <= 3 && separators.iter().all(|mark| *mark == ' ')
            }
            _ => false,
        };
        if !joins {
            break;
        }
        separators.push(if is_blank { ' ' } else { mark });
        runs.push(next..next + n);
    }
    (runs, separators)
}

fn push(
    text: &str,
    runs: &[Range<usize>],
    separators: &[char],
    language: &str,
    found: &mut Vec<Numeral>,
) {
    let digits: Vec<&str> = runs.iter().map(|run| &text[run.clone()]).collect();
    let (mut values, is_group) = values(&digits, separators, language);
    if values.is_empty() {
        // 21.09.2014, 1.2.3: numbers of their own.
        for run in runs {
            push(text, std::slice::from_ref(run), &[], language, found);
        }
        return;
    }
    let range = runs[0].start..runs[runs.len() - 1].end;
    let (before, after) = (&text[..range.start], &text[range.end..]);
    // Where words have no blanks between them, a letter beside a number makes no name of it.
    let is_unspaced = |c: char| matches!(c, '\u{E00}'..='\u{EFF}' | '\u{2E80}'..='\u{FFEF}');
    let is_letter = |c: char| c.is_alphabetic() && !is_unspaced(c);
    let mut behind = after.chars();
    let is_name = before.ends_with(is_letter)
        || behind.next().is_some_and(char::is_uppercase)
            && !behind.next().is_some_and(|c| c.is_alphabetic() || c == '-');
    if let [whole] = &*digits {
        other_readings(whole, before, after, found.last(), &mut values);
    }
    if let Some(exponent) = scale(after) {
        let scaled: Vec<String> = values
            .iter()
            .map(|value| shifted(value, exponent))
            .collect();
        values.extend(scaled);
    }
    let parts = if is_group || digits.len() == 1 {
        Vec::new()
    } else {
        digits.iter().map(|run| whole(run)).collect()
    };
    found.push(Numeral {
        range,
        values,
        parts,
        is_name,
    });
}

/// Returns what runs of digits may be as one number, and whether their marks can only be of thousands.
fn values(digits: &[&str], separators: &[char], language: &str) -> (Vec<String>, bool) {
    let [.., last] = digits else {
        return (Vec::new(), false);
    };
    let Some((mark, earlier)) = separators.split_last() else {
        return (vec![whole(last)], false);
    };
    let marks = marks(language);
    let groups = |mark: char| match mark {
        // Two commas can mark nothing else.
        ',' => marks.comma_groups || 1 < separators.len(),
        '.' => marks.point_groups,
        _ => true,
    };
    let are_groups = |digits: &[&str], separators: &[char]| {
        (1..=3).contains(&digits[0].len())
            && !digits[0].starts_with('0')
            && digits[1..].iter().all(|run| run.len() == 3)
            && separators.windows(2).all(|pair| pair[0] == pair[1])
            && separators.first().is_none_or(|mark| groups(*mark))
    };
    let mut values = Vec::new();
    let is_grouped = are_groups(digits, separators);
    if is_grouped {
        values.push(whole(&digits.concat()));
    }
    let is_decimal = match mark {
        ',' => marks.comma_decimals,
        '.' => true,
        _ => false,
    };
    let head = &digits[..digits.len() - 1];
    let head_is_whole = earlier.is_empty() || !earlier.contains(mark) && are_groups(head, earlier);
    if is_decimal && head_is_whole {
        let fraction = last.trim_end_matches('0');
        let head = whole(&head.concat());
        values.push(if fraction.is_empty() {
            head
        } else {
            format!("{head}.{fraction}")
        });
    }
    (values, is_grouped && *mark != '.')
}

/// Adds what a plain run of digits may stand for where it stands.
fn other_readings(
    digits: &str,
    before: &str,
    after: &str,
    last: Option<&Numeral>,
    values: &mut Vec<String>,
) {
    let Ok(n) = digits.parse::<u64>() else {
        return;
    };
    // 10 p.m., 10:30 p.m.
    let minutes = after
        .strip_prefix(':')
        .filter(|rest| rest.len() >= 2 && rest.as_bytes()[..2].iter().all(u8::is_ascii_digit));
    let behind = minutes.map_or(after, |rest| &rest[2..]);
    let behind = behind.trim_start_matches([' ', '\u{A0}', '\u{202F}']);
    let mut letters = behind
        .chars()
        .filter(|c| *c != '.')
        .map(|c| c.to_ascii_lowercase());
    let half = (letters.next(), letters.next(), letters.next());
    if (1..=12).contains(&n)
        && let (Some(half), Some('m'), rest) = half
        && !rest.is_some_and(char::is_alphabetic)
    {
        match half {
            'p' => values.push((n % 12 + 12).to_string()),
            'a' => values.push((n % 12).to_string()),
            _ => {}
        }
    }
    // The 1990s are las de los 90.
    if n % 10 == 0 && (100..=2100).contains(&n) && after.starts_with(['s', '-']) {
        values.push((n % 100).to_string());
    }
    // The 19th century is 1800-talet.
    let is_ordinal = ["st", "nd", "rd", "th"]
        .iter()
        .any(|end| after.starts_with(end));
    if is_ordinal && (1..=21).contains(&n) {
        let rest = after[2..].trim_start_matches([' ', '-', '\u{A0}']);
        if rest.starts_with("centur") {
            values.push(((n - 1) * 100).to_string());
        }
    }
    // 1914–18
    let is_range_end = before.ends_with(['-', '–', '—', '/', '−']);
    if let Some(last) = last
        && digits.len() == 2
        && is_range_end
        && last.values[0].len() == 4
        && last.values[0].as_str() < format!("{}{digits}", &last.values[0][..2]).as_str()
        && before.len() - last.range.end <= 3
    {
        values.push(format!("{}{digits}", &last.values[0][..2]));
    }
}

/// Returns the power of ten that the words after a number multiply it by.
fn scale(after: &str) -> Option<usize> {
    let trimmed = after.trim_start_matches([' ', '\u{A0}', '\u{202F}', '-']);
    let is_attached = trimmed.len() == after.len();
    let mut exponent = None;
    for word in trimmed.unicode_words().take(2) {
        let word = word.to_lowercase();
        let own = match &*word {
            "k" | "thousand" | "mil" | "tusen" | "тыс" => 3,
            "m" | "mn" | "million" | "millions" | "millón" | "millones" | "miljon" | "miljoner"
            | "млн" => 6,
            "bn" | "billion" | "billions" | "miljard" | "miljarder" | "mdr" | "млрд" => 9,
            "trillion" | "trillions" | "billón" | "billones" | "biljon" | "biljoner" | "трлн" => {
                12
            }
            word if word.starts_with("тысяч") => 3,
            word if word.starts_with("миллион") => 6,
            word if word.starts_with("миллиард") => 9,
            word if word.starts_with("триллион") => 12,
            _ => break,
        };
        exponent = Some(exponent.unwrap_or(0) + own);
        // Only Spanish counts on: mil millones.
        if is_attached || word != "mil" {
            break;
        }
    }
    exponent
}

/// Moves the point of a value to the right.
fn shifted(value: &str, exponent: usize) -> String {
    let (head, fraction) = value.split_once('.').unwrap_or((value, ""));
    let n_moved = fraction.len().min(exponent);
    let digits = format!(
        "{head}{}{}",
        &fraction[..n_moved],
        "0".repeat(exponent - n_moved)
    );
    let head = whole(&digits);
    match &fraction[n_moved..] {
        "" => head,
        rest => format!("{head}.{rest}"),
    }
}

/// Returns digits without leading zeros.
fn whole(digits: &str) -> String {
    match digits.trim_start_matches('0') {
        "" => "0".to_owned(),
        digits => digits.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(language: &str, text: &str, expect: &[&[&str]]) {
        let all = 0..text.len();
        let found = numerals(text, &[all], language);
        let values: Vec<_> = found.iter().map(|numeral| &numeral.values[..]).collect();
        assert_eq!(values, expect, "{text}");
    }

    #[test]
    fn marks_are_read_as_the_language_has_them() {
        check(
            "en",
            "1,234.5 and 1,234 or 12.50",
            &[&["1234.5"], &["1234"], &["12.5"]],
        );
        check("ru", "1 234,5 и 1\u{202F}234", &[&["1234.5"], &["1234"]]);
        check("es", "1.234,5 y 1.234", &[&["1234.5"], &["1234", "1.234"]]);
        check("sv", "1,234", &[&["1.234"]]);
        check("en", "in 2014 100 people", &[&["2014"], &["100"]]);
    }

    #[test]
    fn dates_and_versions_are_several_numbers() {
        check("ru", "21.09.2014", &[&["21"], &["9"], &["2014"]]);
        check("en", "2014-09-21", &[&["2014"], &["9"], &["21"]]);
    }

    #[test]
    fn what_stands_beside_a_number_gives_it_other_values() {
        check("en", "5 million", &[&["5", "5000000"]]);
        check("es", "2,5 mil millones", &[&["2.5", "2500000000"]]);
        check("en", "at 3 p.m.", &[&["3", "15"]]);
        check("en", "the 1990s", &[&["1990", "90"]]);
        check("en", "1914–18", &[&["1914"], &["18", "1918"]]);
        check("en", "the 19th century", &[&["19", "1800"]]);
    }
}
