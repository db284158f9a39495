//! Calendar: the names of months and weekdays in English, Spanish, Swedish and Russian, in all their forms. Shared
//! by checks of dates and capitals; it judges nothing.
//!
//! Sources: Unicode CLDR, calendars; RAE, Språkrådet and Розенталь for the small letters.

/// Is a name that stands for a month or a weekday, by number: January and Monday are 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Day {
    /// A month.
    Month(u8),
    /// A weekday.
    Weekday(u8),
}

impl Day {
    /// Returns the English name.
    pub fn english(self) -> &'static str {
        let (names, idx) = match self {
            Day::Month(n) => (&ENGLISH[..12], n),
            Day::Weekday(n) => (&ENGLISH[12..], n),
        };
        names[usize::from(idx) - 1]
    }
}

/// Is a set of days, one bit each, months first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Days(u32);

impl Days {
    /// Adds a day.
    pub fn insert(&mut self, day: Day) {
        self.0 |= 1 << idx(day);
    }

    /// Tells whether a day is among them.
    pub fn contains(self, day: Day) -> bool {
        self.0 & 1 << idx(day) != 0
    }

    /// Tells whether there is none.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Yields them, months first, each kind by number.
    pub fn iter(self) -> impl Iterator<Item = Day> {
        (0..ENGLISH.len())
            .map(nth)
            .filter(move |day| self.contains(*day))
    }
}

fn idx(day: Day) -> u8 {
    match day {
        Day::Month(n) => n - 1,
        Day::Weekday(n) => n + 11,
    }
}

/// Tells by three letters whether a word with a capital may be the English name of a day.
pub fn may_be_english(word: &str) -> bool {
    matches!(
        word.as_bytes().get(..3),
        Some(
            b"Jan"
                | b"Feb"
                | b"Mar"
                | b"Apr"
                | b"May"
                | b"Jun"
                | b"Jul"
                | b"Aug"
                | b"Sep"
                | b"Oct"
                | b"Nov"
                | b"Dec"
                | b"Mon"
                | b"Tue"
                | b"Wed"
                | b"Thu"
                | b"Fri"
                | b"Sat"
                | b"Sun"
        )
    )
}

static ENGLISH: [&str; 19] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];

/// Reads a word in small letters.
pub fn day(word: &str, language: &str) -> Option<Day> {
    let table: &[(&str, &[&str])] = match language {
        "en" => {
            let bare = word
                .strip_suffix("'s")
                .or(word.strip_suffix("’s"))
                .unwrap_or(word);
            let bare = if bare.ends_with("days") {
                &bare[..bare.len() - 1]
            } else {
                bare
            };
            let idx = ENGLISH
                .iter()
                .position(|name| name.eq_ignore_ascii_case(bare))?;
            return Some(nth(idx));
        }
        "es" => &SPANISH,
        "sv" => &SWEDISH,
        "ru" => &RUSSIAN,
        _ => return None,
    };
    let idx = table.iter().position(|(stem, ends)| {
        word.strip_prefix(stem)
            .is_some_and(|end| ends.contains(&end))
    })?;
    // September has two spellings in Spanish.
    Some(match idx {
        19 => Day::Month(9),
        idx => nth(idx),
    })
}

fn nth(idx: usize) -> Day {
    match u8::try_from(idx).unwrap_or_default() {
        n @ 0..12 => Day::Month(n + 1),
        n => Day::Weekday(n - 11),
    }
}

type Forms = (&'static str, &'static [&'static str]);

const NONE: &[&str] = &[""];
const PLURAL: &[&str] = &["", "s"];

static SPANISH: [Forms; 20] = [
    ("enero", NONE),
    ("febrero", NONE),
    ("marzo", NONE),
    ("abril", NONE),
    ("mayo", NONE),
    ("junio", NONE),
    ("julio", NONE),
    ("agosto", NONE),
    ("septiembre", NONE),
    ("octubre", NONE),
    ("noviembre", NONE),
    ("diciembre", NONE),
    ("lunes", NONE),
    ("martes", NONE),
    ("miércoles", NONE),
    ("jueves", NONE),
    ("viernes", NONE),
    ("sábado", PLURAL),
    ("domingo", PLURAL),
    ("setiembre", NONE),
];

const DAG: &[&str] = &[
    "",
    "s",
    "en",
    "ens",
    "ar",
    "arna",
    "arnas",
    "ars",
    "skväll",
    "skvällen",
    "smorgon",
    "smorgonen",
    "seftermiddag",
    "seftermiddagen",
    "snatt",
    "snatten",
];

static SWEDISH: [Forms; 19] = [
    ("januari", PLURAL),
    ("februari", PLURAL),
    ("mars", NONE),
    ("april", PLURAL),
    ("maj", PLURAL),
    ("juni", PLURAL),
    ("juli", PLURAL),
    ("augusti", PLURAL),
    ("september", PLURAL),
    ("oktober", PLURAL),
    ("november", PLURAL),
    ("december", PLURAL),
    ("måndag", DAG),
    ("tisdag", DAG),
    ("onsdag", DAG),
    ("torsdag", DAG),
    ("fredag", DAG),
    ("lördag", DAG),
    ("söndag", DAG),
];

const SOFT: &[&str] = &["ь", "я", "ю", "ем", "е", "ём", "и", "ей"];
const HARD: &[&str] = &["", "а", "у", "ом", "е", "ы", "ов"];
const FEMININE: &[&str] = &["а", "ы", "у", "е", "ой", "", "ам", "ами", "ах"];

static RUSSIAN: [Forms; 19] = [
    ("январ", SOFT),
    ("феврал", SOFT),
    ("март", HARD),
    ("апрел", SOFT),
    ("ма", &["й", "я", "ю", "ем", "е"]),
    ("июн", SOFT),
    ("июл", SOFT),
    ("август", HARD),
    ("сентябр", SOFT),
    ("октябр", SOFT),
    ("ноябр", SOFT),
    ("декабр", SOFT),
    (
        "понедельник",
        &["", "а", "у", "ом", "е", "и", "ов", "ам", "ами", "ах"],
    ),
    (
        "вторник",
        &["", "а", "у", "ом", "е", "и", "ов", "ам", "ами", "ах"],
    ),
    ("сред", FEMININE),
    (
        "четверг",
        &["", "а", "у", "ом", "е", "и", "ов", "ам", "ами", "ах"],
    ),
    ("пятниц", &["а", "ы", "у", "е", "ей", "", "ам", "ами", "ах"]),
    ("суббот", FEMININE),
    ("воскресень", &["е", "я", "ю", "ем", "и", "ям", "ями", "ях"]),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_in_all_their_forms() {
        let check =
            |language, word, expect| assert_eq!(day(word, language), Some(expect), "{word}");
        check("en", "september", Day::Month(9));
        check("en", "mondays", Day::Weekday(1));
        check("en", "monday’s", Day::Weekday(1));
        check("es", "setiembre", Day::Month(9));
        check("es", "sábados", Day::Weekday(6));
        check("sv", "fredagskvällen", Day::Weekday(5));
        check("sv", "decembers", Day::Month(12));
        check("ru", "сентября", Day::Month(9));
        check("ru", "маем", Day::Month(5));
        check("ru", "среду", Day::Weekday(3));
        check("ru", "воскресенье", Day::Weekday(7));
        assert_eq!(day("воскресение", "ru"), None);
        assert_eq!(Day::Weekday(7).english(), "Sunday");
    }
}
