//! Number words: the numbers of a text that stand in words, Roman numerals and names of months.
//! Shared by checks of numbers; it judges nothing.

use std::collections::BTreeMap;

use unicode_segmentation::UnicodeSegmentation;

/// Tells whether numbers in words of a language are known.
pub fn knows_words(language: &str) -> bool {
    matches!(language, "en" | "es" | "sv" | "ru")
}

/// The English words that count, from two to twelve, or order, from the third on, with what they count: *first* and
/// *second* say other things more often.
pub const COUNTING: [(&str, u8); 21] = [
    ("two", 2),
    ("three", 3),
    ("third", 3),
    ("four", 4),
    ("fourth", 4),
    ("five", 5),
    ("fifth", 5),
    ("six", 6),
    ("sixth", 6),
    ("seven", 7),
    ("seventh", 7),
    ("eight", 8),
    ("eighth", 8),
    ("nine", 9),
    ("ninth", 9),
    ("ten", 10),
    ("tenth", 10),
    ("eleven", 11),
    ("eleventh", 11),
    ("twelve", 12),
    ("twelfth", 12),
];

/// Returns the number that an English word counts or orders, capitals apart.
pub fn count(word: &str) -> Option<u8> {
    let found = COUNTING
        .iter()
        .find(|(own, _)| own.eq_ignore_ascii_case(word));
    found.map(|(_, value)| *value)
}

/// Returns how often each value stands in words, Roman numerals and names of months in a text of `language`.
///
/// Generous: what may be meant as a number counts, because words only ever excuse a number, in digits or
/// in words, of the other side.
pub fn in_words(text: &str, language: &str) -> BTreeMap<String, usize> {
    let mut values: BTreeMap<String, usize> = BTreeMap::new();
    let mut add = |value: String| *values.entry(value).or_default() += 1;
    let mut last: Option<u64> = None;
    let is_shouted = !text.contains(char::is_lowercase);
    for word in text.unicode_words() {
        if let Some(roman) = roman(word) {
            add(roman.to_string());
        }
        // MS-DOS
        let is_in_capitals = 1 < word.len() && word.chars().all(char::is_uppercase);
        if is_in_capitals && !is_shouted {
            last = None;
            continue;
        }
        let word = word.to_lowercase();
        let month = MONTHS
            .iter()
            .find(|(of, _)| *of == language)
            .and_then(|(_, names)| best(names.iter().copied(), &word));
        if let Some(month) = month {
            add(month.to_string());
        }
        if matches!(&*word, "y" | "and" | "och") {
            continue;
        }
        let value = word_value(&word, language);
        if let Some(value) = value {
            add(value.to_string());
            if let Some(before) = last {
                if before < value {
                    add((before * value).to_string());
                } else if 20 <= before {
                    add((before + value).to_string());
                }
            }
        }
        for extra in extras(&word) {
            add((*extra).to_owned());
        }
        last = value;
    }
    values
}

/// Returns values that a word stands for besides its number.
fn extras(word: &str) -> &'static [&'static str] {
    match word {
        "noon" | "midday" | "mediodía" | "полдень" => &["12"],
        "midnight" | "medianoche" | "midnatt" | "полночь" | "полуночи" => {
            &["0", "12", "24"]
        }
        "half" | "mitad" | "medio" | "media" | "halva" | "halv" | "половина" | "половину"
        | "половины" => &["0.5", "50", "30", "6"],
        "quarter" | "cuarto" | "kvart" | "четверть" | "четверти" => {
            &["25", "15", "4"]
        }
        "полтора" | "полторы" | "полутора" => &["1.5"],
        "fortnight" | "quincena" => &["14", "15", "2"],
        "double" | "twice" | "doble" | "dubbelt" | "dubbla" | "вдвое" | "двойной" => {
            &["2"]
        }
        "vartannat" | "varannan" => &["2"],
        "triple" | "trippel" | "втрое" => &["3"],
        _ => &[],
    }
}

fn word_value(word: &str, language: &str) -> Option<u64> {
    let (_, words) = WORDS.iter().find(|(of, _)| *of == language)?;
    if language == "sv" && !words.iter().any(|(stem, _)| *stem == word) {
        return swedish_compound(word);
    }
    if let Some(value) = best(words.iter().copied(), word) {
        return Some(value);
    }
    if language == "es"
        && let Some(unit) = word.strip_prefix("veinti").or(word.strip_prefix("dieci"))
    {
        let tens = if word.starts_with('v') { 20 } else { 10 };
        return Some(tens + word_value(unit, language)?);
    }
    None
}

/// Reads trettiofem, tvåhundra, tioårig.
fn swedish_compound(word: &str) -> Option<u64> {
    let (_, words) = WORDS.iter().find(|(of, _)| *of == "sv")?;
    let heads = words.iter().filter(|(stem, _)| {
        let stem = stem.trim_end_matches('*');
        2 < stem.len() && may_fit(stem, word) && word.starts_with(stem)
    });
    let (stem, value) = heads.max_by_key(|(stem, _)| stem.trim_end_matches('*').len())?;
    let rest = &word[stem.trim_end_matches('*').len()..];
    match best(words.iter().copied(), rest) {
        Some(factor @ (100 | 1000)) => Some(value * factor),
        Some(unit) if unit < 10 => Some(value + unit),
        _ => Some(*value),
    }
}

/// Returns the value of the longest stem that fits; a stem with `*` fits what begins with it.
fn best<'s>(stems: impl Iterator<Item = (&'s str, u64)>, word: &str) -> Option<u64> {
    let stems = stems.filter(|(stem, _)| may_fit(stem, word));
    let fits = stems.filter(|(stem, _)| match stem.strip_suffix('*') {
        Some(stem) => word.starts_with(stem),
        None => word == *stem,
    });
    // *Eight* is no eighty.
    fits.max_by_key(|(stem, _)| (stem.trim_end_matches('*').len(), !stem.ends_with('*')))
        .map(|(_, value)| value)
}

/// Tells by two bytes whether a stem is worth a look: nearly no word is a number.
fn may_fit(stem: &str, word: &str) -> bool {
    let (stem, word) = (stem.as_bytes(), word.as_bytes());
    stem.first() == word.first() && (stem.get(1) == word.get(1) || stem.get(1) == Some(&b'*'))
}

/// Reads a Roman numeral in capitals.
fn roman(word: &str) -> Option<u64> {
    let digit = |c| {
        Some(match c {
            'I' => 1,
            'V' => 5,
            'X' => 10,
            'L' => 50,
            'C' => 100,
            'D' => 500,
            'M' => 1000,
            _ => return None,
        })
    };
    let digits: Vec<u64> = word.chars().map(digit).collect::<Option<_>>()?;
    let mut value = 0;
    for (idx, digit) in digits.iter().enumerate() {
        match digits.get(idx + 1) {
            Some(next) if digit < next => value += next - digit,
            _ if 0 < idx && digits[idx - 1] < *digit => {}
            _ => value += digit,
        }
    }
    Some(value)
}

type Table = [(&'static str, &'static [(&'static str, u64)]); 4];

#[rustfmt::skip]
static WORDS: Table = [
    ("en", &[
        ("zero", 0), ("one", 1), ("once", 1), ("first", 1), ("single", 1), ("two", 2), ("second", 2), ("both", 2),
        ("couple", 2), ("pair", 2), ("three", 3), ("third*", 3), ("four", 4), ("fourth", 4), ("five", 5), ("fifth", 5),
        ("six", 6), ("sixth", 6), ("seven", 7), ("seventh", 7), ("eight", 8), ("eighth", 8), ("nine", 9), ("ninth", 9),
        ("ten", 10), ("tenth", 10), ("decade*", 10), ("eleven*", 11), ("twelve", 12), ("twelfth", 12), ("dozen*", 12),
        ("thirteen*", 13), ("fourteen*", 14), ("fifteen*", 15), ("sixteen*", 16), ("seventeen*", 17), ("eighteen*", 18),
        ("nineteen*", 19), ("twent*", 20), ("thirty", 30), ("thirties", 30), ("thirtieth", 30), ("fort*", 40),
        ("fift*", 50), ("sixt*", 60), ("sevent*", 70), ("eight*", 80), ("ninet*", 90), ("hundred*", 100),
        ("century", 100), ("thousand*", 1000), ("million*", 1_000_000), ("billion*", 1_000_000_000),
    ]),
    ("es", &[
        ("cero", 0), ("un", 1), ("una", 1), ("uno", 1), ("primer*", 1), ("único", 1), ("única", 1), ("dos", 2),
        ("segund*", 2), ("ambos", 2), ("ambas", 2), ("par", 2), ("tres", 3), ("tercer*", 3), ("terci*", 3), ("cuatro", 4),
        ("cuart*", 4), ("cinco", 5), ("quint*", 5), ("seis", 6), ("sext*", 6), ("siete", 7), ("séptim*", 7),
        ("ocho", 8), ("octav*", 8), ("nueve", 9), ("noven*", 9), ("diez", 10), ("décim*", 10), ("década*", 10),
        ("once", 11), ("doce", 12), ("docena*", 12), ("trece", 13), ("catorce", 14), ("quince", 15), ("dieciséis", 16),
        ("veinte", 20), ("veintiún", 21), ("veintidós", 22), ("veintitrés", 23), ("veintiséis", 26), ("treinta", 30),
        ("cuarenta", 40), ("cincuenta", 50), ("sesenta", 60), ("setenta", 70), ("ochenta", 80), ("noventa", 90),
        ("cien*", 100), ("centenar*", 100), ("siglo", 100), ("doscient*", 200), ("trescient*", 300),
        ("cuatrocient*", 400), ("quinient*", 500), ("seiscient*", 600), ("setecient*", 700), ("ochocient*", 800),
        ("novecient*", 900), ("mil", 1000), ("miles", 1000), ("millón", 1_000_000), ("millones", 1_000_000),
    ]),
    ("sv", &[
        ("noll", 0), ("en", 1), ("ett", 1), ("första", 1), ("förste", 1), ("två", 2), ("andra", 2), ("andre", 2),
        ("båda", 2), ("bägge", 2), ("par", 2), ("tre", 3), ("tredje", 3), ("tredjedel*", 3), ("fyra", 4), ("fjärde", 4), ("fjärdedel*", 4), ("fem", 5),
        ("femte", 5), ("femtedel*", 5), ("sex", 6), ("sjätte", 6), ("sju", 7), ("sjunde", 7), ("åtta", 8), ("åttonde", 8), ("nio", 9),
        ("nionde", 9), ("tio", 10), ("tionde", 10), ("tiondel*", 10), ("årtionde*", 10), ("decenni*", 10), ("elva", 11), ("elfte", 11),
        ("tolv", 12), ("tolfte", 12), ("dussin*", 12), ("tretton*", 13), ("fjorton*", 14), ("femton*", 15),
        ("sexton*", 16), ("sjutton*", 17), ("arton*", 18), ("nitton*", 19), ("tjugo*", 20), ("trettio*", 30),
        ("fyrtio*", 40), ("femtio*", 50), ("sextio*", 60), ("sjuttio*", 70), ("åttio*", 80), ("nittio*", 90),
        ("hundra", 100), ("hundratal*", 100), ("sekel", 100), ("seklet", 100), ("tusen*", 1000), ("miljon*", 1_000_000),
        ("miljard*", 1_000_000_000),
    ]),
    ("ru", &[
        ("нол*", 0), ("нул*", 0), ("один", 1), ("одна", 1), ("одно", 1), ("одну", 1), ("одни", 1), ("одного", 1),
        ("одной", 1), ("одному", 1), ("одним", 1), ("одном", 1), ("одних", 1), ("однаж*", 1), ("перв*", 1),
        ("единствен*", 1), ("два", 2), ("две", 2), ("двух*", 2), ("двой*", 2), ("двус*", 2), ("двум*", 2), ("двое", 2), ("двои*", 2), ("втор*", 2),
        ("оба", 2), ("обе", 2), ("обои*", 2), ("пара", 2), ("пару", 2), ("пары", 2), ("три", 3), ("трех*", 3),
        ("трёх*", 3), ("трем*", 3), ("трём*", 3), ("трое", 3), ("трет*", 3), ("четыр*", 4), ("четвер*", 4),
        ("четвёр*", 4), ("пят*", 5), ("шест*", 6), ("семь", 7), ("семью", 7), ("семи*", 7), ("седьм*", 7), ("восем*", 8),
        ("восьм*", 8), ("девят*", 9), ("десят*", 10), ("одиннадцат*", 11), ("двенадцат*", 12), ("дюжин*", 12),
        ("тринадцат*", 13), ("четырнадцат*", 14), ("пятнадцат*", 15), ("шестнадцат*", 16), ("семнадцат*", 17),
        ("восемнадцат*", 18), ("девятнадцат*", 19), ("двадцат*", 20), ("тридцат*", 30), ("сорок*", 40),
        ("пятьдесят*", 50), ("пятидесят*", 50), ("шестьдесят*", 60), ("шестидесят*", 60), ("семьдесят*", 70),
        ("семидесят*", 70), ("восемьдесят*", 80), ("восьмидесят*", 80), ("девяност*", 90), ("сто", 100), ("ста", 100),
        ("сотн*", 100), ("сотен", 100), ("столет*", 100), ("двест*", 200), ("двухсот*", 200), ("трист*", 300),
        ("трёхсот*", 300), ("трехсот*", 300), ("четырест*", 400), ("четырёхсот*", 400), ("пятьсот*", 500),
        ("пятисот*", 500), ("шестьсот*", 600), ("шестисот*", 600), ("семьсот*", 700), ("семисот*", 700),
        ("восемьсот*", 800), ("восьмисот*", 800), ("девятьсот*", 900), ("девятисот*", 900), ("тысяч*", 1000),
        ("миллион*", 1_000_000), ("миллиард*", 1_000_000_000),
    ]),
];

#[rustfmt::skip]
static MONTHS: Table = [
    ("en", &[
        ("january", 1), ("jan", 1), ("february", 2), ("feb", 2), ("march", 3), ("mar", 3), ("april", 4), ("apr", 4),
        ("may", 5), ("june", 6), ("jun", 6), ("july", 7), ("jul", 7), ("august", 8), ("aug", 8), ("september", 9),
        ("sept", 9), ("sep", 9), ("october", 10), ("oct", 10), ("november", 11), ("nov", 11), ("december", 12),
        ("dec", 12),
    ]),
    ("es", &[
        ("enero", 1), ("ene", 1), ("febrero", 2), ("feb", 2), ("marzo", 3), ("mar", 3), ("abril", 4), ("abr", 4),
        ("mayo", 5), ("may", 5), ("junio", 6), ("jun", 6), ("julio", 7), ("jul", 7), ("agosto", 8), ("ago", 8),
        ("septiembre", 9), ("setiembre", 9), ("sept", 9), ("sep", 9), ("octubre", 10), ("oct", 10), ("noviembre", 11),
        ("nov", 11), ("diciembre", 12), ("dic", 12),
    ]),
    ("sv", &[
        ("januari*", 1), ("jan", 1), ("februari*", 2), ("feb", 2), ("mars*", 3), ("april*", 4), ("apr", 4), ("maj", 5),
        ("juni*", 6), ("juli*", 7), ("august*", 8), ("aug", 8), ("september*", 9), ("sept", 9), ("oktober*", 10),
        ("okt", 10), ("november*", 11), ("nov", 11), ("december*", 12), ("dec", 12),
    ]),
    ("ru", &[
        ("январ*", 1), ("янв", 1), ("феврал*", 2), ("фев", 2), ("март*", 3), ("мар", 3), ("апрел*", 4), ("апр", 4),
        ("май", 5), ("мая", 5), ("мае", 5), ("маю", 5), ("июн*", 6), ("июл*", 7), ("август*", 8), ("авг", 8),
        ("сентябр*", 9), ("сент", 9), ("сен", 9), ("октябр*", 10), ("окт", 10), ("ноябр*", 11), ("ноя", 11),
        ("декабр*", 12), ("дек", 12),
    ]),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_numbers() {
        let check = |language, text, value: &str| {
            let found = in_words(text, language);
            assert!(found.contains_key(value), "{text}: {found:?}");
        };
        check("en", "thirty-five years", "35");
        check("es", "treinta y cinco años", "35");
        check("es", "veinticinco", "25");
        check("sv", "trettiofem år", "35");
        check("sv", "tvåhundra", "200");
        check("ru", "тридцати пяти лет", "35");
        check("ru", "двухлетний", "2");
        check("ru", "сорок тысяч", "40000");
        check("ru", "сентября", "9");
        check("es", "siglo XIX", "19");
        check("en", "eight days", "8");
        check("es", "DOS SALAS", "2");
        assert!(!in_words("discos de MS-DOS", "es").contains_key("2"));
        assert!(!in_words("un primer libro", "es").contains_key("2"));
        for word in [
            "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
            "twelve",
        ] {
            assert_eq!(count(word).map(u64::from), word_value(word, "en"), "{word}");
        }
    }
}
