//! Signs: what a text and its translation have that some check looks for, in a few bits. A check names its signs, and is
//! not asked about a pair that has none of them, as most have.

use super::flat::Flat;
use super::marks::{Letters, Marks};
use super::pair::Pair;

/// Is a set of signs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Signs(u64);

impl Signs {
    /// There is a translation.
    pub const ANY: Signs = Signs(1 << 32);
    /// One of the texts has markup.
    pub const MARKUP: Signs = Signs(1 << 33);
    /// One of the texts is not what its reader sees: it has markup, or a character reference.
    pub const FLATTENED: Signs = Signs(1 << 34);
    /// Two words in a row of the translation may be the same.
    pub const TWIN: Signs = Signs(1 << 35);
    /// A word of the translation behind the first one has a capital, or the first one has no small letter.
    pub const CAPITAL: Signs = Signs(1 << 36);
    /// The translation has letters of both scripts, Latin and Cyrillic.
    pub const SCRIPTS: Signs = Signs(1 << 37);
    /// The text that is translated has an English word that counts.
    pub const COUNT: Signs = Signs(1 << 38);

    /// Returns the marks of a translation.
    pub const fn own(marks: Marks) -> Signs {
        Signs(marks.bits() as u64)
    }

    /// Returns the marks of a text that is translated.
    pub const fn english(marks: Marks) -> Signs {
        Signs((marks.bits() as u64) << 16)
    }

    /// Returns both together.
    pub const fn or(self, other: Signs) -> Signs {
        Signs(self.0 | other.0)
    }

    /// Tells whether one of those that `others` names is there.
    pub fn any(self, others: Signs) -> bool {
        self.0 & others.0 != 0
    }

    /// Finds the signs of a pair.
    pub fn of(pair: &Pair<'_>) -> Signs {
        let (source, flat) = (pair.source_flat(), pair.flat());
        let is_flattened = |flat: &Flat<'_>| !flat.is_text();
        let scripts = flat.marks.any(Marks::LATIN) && flat.marks.any(Marks::CYRILLIC);
        let first = flat.words().first();
        let has_capital = flat.behind_first().has(Letters::CAPITAL)
            || first.is_some_and(|word| !word.letters.has(Letters::SMALL));
        let some = [
            (!pair.is_without_markup(), Signs::MARKUP),
            (
                is_flattened(&source) || is_flattened(&flat),
                Signs::FLATTENED,
            ),
            (flat.behind_first().has(Letters::TWIN), Signs::TWIN),
            (has_capital, Signs::CAPITAL),
            (scripts, Signs::SCRIPTS),
            (source.counts(), Signs::COUNT),
        ];
        let marks = Signs::own(flat.marks).or(Signs::english(source.marks));
        some.into_iter()
            .fold(marks.or(Signs::ANY), |all, (is_there, sign)| {
                Signs(all.0 | sign.0 & u64::from(is_there).wrapping_neg())
            })
    }
}

/// Is which of some pairs, 64 at most, have which signs: a bit for each pair, sign by sign. To ask a check about the pairs
/// that have its signs takes no branch for the others then, which no processor could guess.
pub struct Having([u64; u64::BITS as usize]);

impl Having {
    /// Takes the signs of pairs, in order.
    pub fn of(pairs: impl Iterator<Item = Signs>) -> Self {
        let mut having = [0; u64::BITS as usize];
        for (idx, signs) in pairs.enumerate() {
            for sign in bits(signs.0) {
                having[sign] |= 1 << idx;
            }
        }
        Having(having)
    }

    /// Yields, in order, which pairs have one of some signs.
    pub fn any(&self, of: Signs) -> impl Iterator<Item = usize> + use<> {
        bits(bits(of.0).fold(0, |all, sign| all | self.0[sign]))
    }
}

/// Yields which bits are set, the lowest first.
fn bits(mut set: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let lowest = (set != 0).then(|| set.trailing_zeros() as usize);
        set &= set.wrapping_sub(1);
        lowest
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::check::CHECKS;

    /// Texts with some of what checks look for.
    const TEXT: &str = r#"((la|den|на|the|Monday|lunes|måndag|Ryska|two|tercer|7|1,5|III|och|y|Слово|сloво|STOR|a|x)?([ .,:;!?…¿¡'"«»“”()\[\]{}–—-]|  | :e|\.\.|`a`|\*b\*|\[c\]\(d\)|!\[e\]\(f\)|<br>|&nbsp;|&#49;|\u{A0}|\u{200B}|\*\*|`)){0,8}"#;

    proptest! {
        #[test]
        fn pairs_are_asked_for_by_their_signs(
            pairs in prop::collection::vec(any::<u64>(), 0..=64),
            of in any::<u64>(),
            few in any::<u64>(),
        ) {
            let pairs: Vec<Signs> = pairs.into_iter().map(|signs| Signs(signs & few)).collect();
            let having = Having::of(pairs.iter().copied());
            let expect = pairs.iter().enumerate().filter(|(_, signs)| signs.any(Signs(of)));
            let expect: Vec<usize> = expect.map(|(idx, _)| idx).collect();
            prop_assert_eq!(having.any(Signs(of)).collect::<Vec<_>>(), expect);
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: ProptestConfig::default().cases.max(2_000), ..ProptestConfig::default() })]

        /// A check has nothing to say of a pair that has none of its signs.
        #[test]
        fn without_its_signs_a_check_is_silent(
            english in TEXT,
            translation in TEXT,
            locale in prop::sample::select(vec!["es", "sv", "ru"]),
        ) {
            let (source, own) = ("en".parse().unwrap(), locale.parse().unwrap());
            let pair = Pair::new(&source, &own, english.as_str().into(), translation.as_str().into());
            let there = Signs::of(&pair);
            for check in CHECKS.iter().filter(|check| check.signs().is_some_and(|signs| !there.any(signs))) {
                prop_assert_eq!(check.flaws(&pair), Vec::new(), "{}", check.id);
            }
        }
    }
}
