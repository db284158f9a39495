//! Numbers: what counts as digits, units and dates.

/// Units that are written with a sign, whose letter case tells them apart.
const UNIT_SIGNS: &[&str] = &[
    "A", "B", "Bq", "C", "F", "G", "GB", "GHz", "GW", "GWh", "GiB", "Gbit", "Gy", "Hz", "J", "K",
    "KB", "KiB", "L", "MB", "MHz", "MJ", "MPa", "MW", "MWh", "Mbit", "MeV", "MiB", "N", "Pa", "Sv",
    "T", "TB", "TW", "TWh", "TiB", "V", "W", "Wh", "bar", "bn", "cal", "cm", "d", "dB", "dl", "eV",
    "ft", "g", "gal", "h", "ha", "hPa", "hp", "hr", "hrs", "in", "k", "kB", "kHz", "kJ", "kPa",
    "kV", "kW", "kWh", "kbit", "kcal", "keV", "kg", "km", "kn", "kph", "l", "lb", "lbs", "lm", "m",
    "mA", "mBq", "mGy", "mL", "mSv", "mV", "mW", "mg", "mi", "min", "ml", "mm", "mn", "mol", "mph",
    "ms", "nm", "ns", "oz", "pH", "ppb", "ppm", "pt", "px", "s", "sec", "t", "tn", "x", "yd", "yr",
    "µA", "µg", "µm", "µs", "µSv", "Ω",
];

/// Units that are words, without the `s` of their plural, and what else stands behind a number.
const UNIT_WORDS: &[&str] = &[
    "acre",
    "am",
    "a.m",
    "p.m",
    "pm",
    "billion",
    "byte",
    "cent",
    "centimeter",
    "centimetre",
    "century",
    "centuries",
    "day",
    "decade",
    "degree",
    "dollar",
    "dozen",
    "euro",
    "feet",
    "foot",
    "gallon",
    "gigabyte",
    "gram",
    "hectare",
    "hour",
    "hundred",
    "inch",
    "inches",
    "kilobyte",
    "kilogram",
    "kilometer",
    "kilometre",
    "kilowatt",
    "knot",
    "krona",
    "kronor",
    "liter",
    "litre",
    "megabyte",
    "megawatt",
    "meter",
    "metre",
    "mile",
    "milligram",
    "millimeter",
    "millimetre",
    "million",
    "millisecond",
    "minute",
    "month",
    "nd",
    "ounce",
    "percent",
    "peso",
    "point",
    "pound",
    "quarter",
    "rd",
    "ruble",
    "second",
    "st",
    "terabyte",
    "th",
    "thousand",
    "ton",
    "tonne",
    "trillion",
    "volt",
    "watt",
    "week",
    "yard",
    "year",
];

const MONTHS: &[&str] = &[
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
    "Jan",
    "Feb",
    "Mar",
    "Apr",
    "Jun",
    "Jul",
    "Aug",
    "Sep",
    "Sept",
    "Oct",
    "Nov",
    "Dec",
];

const WEEKDAYS: &[&str] = &[
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
    "Mon",
    "Tue",
    "Tues",
    "Wed",
    "Thu",
    "Thur",
    "Thurs",
    "Fri",
    "Sat",
    "Sun",
];

/// Cardinal numbers in words: changing one is wording, and a misspelt one may stand for another.
pub(super) const NUMBER_WORDS: &[&str] = &[
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
    "thirty",
    "forty",
    "fifty",
    "sixty",
    "seventy",
    "eighty",
    "ninety",
    "hundred",
    "thousand",
    "million",
    "billion",
    "trillion",
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
];

/// Tells the signs that make another quantity of a number: currencies, percent, degrees, comparisons.
pub(super) fn is_sign(c: char) -> bool {
    matches!(
        c,
        '$' | '¢'..='¥' | '\u{20A0}'..='\u{20CF}' | '%' | '‰' | '‱' | '°' | '±' | '+' | '−' | '×' | '÷' | '~' | '≈' | '<'
            | '>' | '≤' | '≥' | '=' | '′' | '″' | '²' | '³' | '§' | '№'
    )
}

/// Tells two months or two weekdays.
pub(super) fn are_dates(old: &str, new: &str) -> bool {
    both_in(MONTHS, old, new) || both_in(WEEKDAYS, old, new)
}

/// Yields the names of months and weekdays in full.
pub(super) fn date_words() -> impl Iterator<Item = &'static str> {
    MONTHS
        .iter()
        .chain(WEEKDAYS)
        .copied()
        .filter(|name| 5 < name.len() || name.len() == 4)
}

fn both_in(names: &[&str], old: &str, new: &str) -> bool {
    names.contains(&old) && names.contains(&new)
}

/// Tells two units; both stand behind a number. A sign of one or two letters in other case is one as well.
pub(super) fn are_units(old: &str, new: &str) -> bool {
    let is_unit = |word: &str| {
        let singular = word.strip_suffix('s').unwrap_or(word);
        UNIT_SIGNS.contains(&word) || UNIT_WORDS.contains(&singular) || UNIT_WORDS.contains(&word)
    };
    (is_unit(old) && is_unit(new)) || (old.len() <= 2 && old.eq_ignore_ascii_case(new))
}

/// Tells whether a word is a unit's sign in any case, where it does not follow a number; `in`, `a` and other
/// single letters are words there.
pub(super) fn is_unit_sign(word: &str) -> bool {
    1 < word.chars().count()
        && word != "in"
        && word != "In"
        && UNIT_SIGNS
            .iter()
            .any(|sign| sign.eq_ignore_ascii_case(word))
}

/// Tells words such as `F16` and `F18` that are one word but for their digits.
pub(super) fn differ_in_digits(old: &str, new: &str) -> bool {
    let parts = |word: &str| -> Vec<String> {
        let parts = word.split(char::is_numeric).filter(|part| !part.is_empty());
        parts.map(str::to_string).collect()
    };
    let has_digit = |word: &str| word.contains(char::is_numeric);
    has_digit(old) && has_digit(new) && parts(old) == parts(new)
}
