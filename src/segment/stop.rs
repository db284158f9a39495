//! Stop: decides at one full stop, where abbreviations, initials and ordinals make most of the doubt.
//!
//! The word before is judged by its classes first, by its shape after.

use super::after::{After, is_roman};
use super::before::{Before, Shape, lower, previous_word};
use super::decision::{Rule, Verdict};
use super::judge::Judge;
use super::letters::{Case, case, char_at};
use super::words::Class;

/// How far before a time of day the start of its sentence is looked for.
const WINDOW: usize = 80;
/// How many words may stand between a preposition that opens a sentence and a time of day.
const N_FRONTED: usize = 3;

impl Judge<'_> {
    /// Decides at one full stop before white space and something else than a small letter.
    pub(super) fn stop(&mut self, before: &Before, after: &After) -> Verdict {
        if before.shape == Shape::Empty {
            return Verdict::new(Rule::FullStop);
        }
        let by = |rule, class: Option<Class>| Verdict::new(rule).by(before.word.clone(), class);
        let classes = before.classes;
        let unit = classes.has(Class::Unit);
        // `40 a. C.` measures nothing.
        let chained =
            before.shape == Shape::Letter && after.word.len() == 1 && after.follows == Some('.');
        let measured = unit && !chained && self.is_measured(before);
        if after.is_number(self.text) && !self.closed() {
            if classes.has(Class::Number) {
                return by(Rule::NumberFollows, Some(Class::Number));
            }
            if measured && self.is_compound(after) {
                return by(Rule::NumberFollows, Some(Class::Unit));
            }
            // `p. 5`
            if !measured
                && after.case == Case::Digit
                && before.shape == Shape::Letter
                && self.is_small(before)
            {
                return by(Rule::NumberFollows, None);
            }
        }
        // Where nouns have capitals, `1,5 Mio. Euro` tells nothing.
        let both = classes.has(Class::Both) || measured && self.lexicon.habits.capital_nouns;
        if classes.has(Class::Number)
            && !self.closed()
            && self
                .lexicon
                .classes(after.of(self.text))
                .has(Class::AfterTime)
        {
            return Verdict::new(Rule::TimeRunsOn).by(after.word.clone(), Class::AfterTime);
        }
        if measured && !both {
            return self.may_end(before, after, Class::Unit);
        }
        for class in [Class::Title, Class::Never] {
            if classes.has(class) {
                return by(Rule::Abbreviation, Some(class));
            }
        }
        if classes.has(Class::End) {
            return self.may_end(before, after, Class::End);
        }
        let starts = after.starts(self.text, self.lexicon, self.scratch);
        if both {
            return match starts {
                true => by(Rule::StarterFollows, Some(Class::Both)),
                false => by(Rule::Abbreviation, Some(Class::Both)),
            };
        }
        match before.shape {
            Shape::Letter | Shape::Dotted if starts => {
                by(Rule::StarterFollows, Some(Class::Starter))
            }
            Shape::Letter if self.follows_label(before) => {
                by(Rule::LabelLetter, Some(Class::Label))
            }
            Shape::Letter => by(Rule::Initial, None),
            Shape::Dotted => by(Rule::Acronym, None),
            Shape::Number => self.number(before, after, starts),
            Shape::Word
                if is_roman(before.of(self.text))
                    && self.lexicon.habits.capital_nouns
                    && !starts =>
            {
                by(Rule::OrdinalNumber, None)
            }
            Shape::Empty | Shape::Word => by(Rule::FullStop, None),
        }
    }

    /// Decides after an abbreviation that ends a sentence before any capital.
    fn may_end(&mut self, before: &Before, after: &After, class: Class) -> Verdict {
        if !self.closed() {
            if self
                .lexicon
                .classes(after.of(self.text))
                .has(Class::AfterTime)
            {
                return Verdict::new(Rule::TimeRunsOn).by(after.word.clone(), Class::AfterTime);
            }
            let starts =
                class == Class::Unit && after.starts(self.text, self.lexicon, self.scratch);
            if !starts && self.is_fronted(before) {
                return Verdict::new(Rule::FrontedTime).by(before.word.clone(), Class::Fronting);
            }
        }
        Verdict::new(Rule::MayEnd).by(before.word.clone(), class)
    }

    /// Decides after a number.
    fn number(&mut self, before: &Before, after: &After, starts: bool) -> Verdict {
        let number = before.of(self.text);
        let short = number.len() <= 3 && number.bytes().all(|byte| byte.is_ascii_digit());
        let ordinal = Verdict::new(Rule::OrdinalNumber);
        if short && !self.closed() {
            if self
                .lexicon
                .classes(after.of(self.text))
                .has(Class::Ordinal)
            {
                return ordinal.by(after.word.clone(), Class::Ordinal);
            }
            let noun = self.lexicon.habits.capital_nouns && !starts && after.case != Case::Symbol;
            if noun && number.len() <= 2 {
                return ordinal.by(before.word.clone(), None);
            }
        }
        Verdict::new(Rule::FullStop).by(before.word.clone(), None)
    }

    /// Tells whether a number stands before the unit, perhaps with other units between: `1,5 млн. чел.`
    fn is_measured(&self, before: &Before) -> bool {
        if before
            .of(self.text)
            .starts_with(|c: char| c.is_ascii_digit())
        {
            return true;
        }
        let mut start = before.word.start;
        for _ in 0..3 {
            let Some(word) = previous_word(self.text, self.from, start) else {
                return false;
            };
            let bare = self.text[word.clone()].trim_end_matches('.');
            let number = bare.chars().any(|c| case(c) == Case::Digit);
            if number || is_roman(bare) {
                return true;
            }
            if !self.lexicon.classes(bare).has(Class::Unit) {
                return false;
            }
            start = word.start;
        }
        false
    }

    /// Tells `11 in.` after `5 ft.`: one measure in two units.
    fn is_compound(&self, after: &After) -> bool {
        let rest = &self.text[after.word.end..];
        let unit = After::read(
            self.text,
            after.word.end + rest.len() - rest.trim_start_matches(' ').len(),
        );
        after.case == Case::Digit && self.lexicon.classes(unit.of(self.text)).has(Class::Unit)
    }

    /// Tells whether the letter names something: `vitamin C`
    fn follows_label(&mut self, before: &Before) -> bool {
        let Some(word) = previous_word(self.text, self.from, before.word.start) else {
            return false;
        };
        lower(&self.text[word], self.scratch);
        self.lexicon.classes(self.scratch).has(Class::Label)
    }

    fn is_small(&self, before: &Before) -> bool {
        char_at(self.text, before.word.start).is_some_and(|c| case(c) == Case::Lower)
    }

    /// Tells whether the sentence has no more than the time so far: `At 5 a.m.`, `On Jan. 5; at 6 a.m.`
    fn is_fronted(&mut self, before: &Before) -> bool {
        let mut start = before.word.start;
        let mut n_others = 0;
        let (mut fronting, mut numbered) = (false, false);
        for _ in 0..8 {
            let text = self.text[self.from..start].trim_end();
            if text.is_empty() || text.ends_with([':', ';']) {
                return fronting && n_others <= N_FRONTED
                    || numbered && (1..=N_FRONTED).contains(&n_others);
            }
            if WINDOW < before.word.start - self.from - text.len() {
                return false;
            }
            let Some(word) = previous_word(self.text, self.from, start) else {
                return false;
            };
            let text = self.text[word.clone()].trim_end_matches('.');
            let classes = self.lexicon.classes(text);
            fronting = classes.has(Class::Fronting);
            numbered = text
                .bytes()
                .next()
                .is_some_and(|byte| byte.is_ascii_digit())
                || is_roman(text);
            n_others += usize::from(!(fronting || numbered || classes.has(Class::Number)));
            start = word.start;
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use crate::segment::tests::{check, check_rules};

    #[test]
    fn titles_and_initials_end_nothing() {
        check(
            "en",
            "Lt. Col. Ines Prado met Prof. R. K. Osei. |They talked.",
        );
        check("es", "La Sra. Paz y el Dr. Ibáñez llegaron. |Hablaron.");
        check("ru", "Акад. Н. П. Белов живёт в г. Томске. |Он стар.");
        check("sv", "Prof. Lind och dr. Ek kom. |De satt ned.");
    }

    #[test]
    fn an_abbreviation_before_a_starter_ends() {
        check(
            "en",
            "He works for Brill Inc. |The firm is old. |Brill Inc. Chairman Ode left.",
        );
        check(
            "en",
            "They moved to the U.S. |We stayed in the U.K. Parliament gardens.",
        );
    }

    #[test]
    fn a_number_keeps_its_abbreviation() {
        check("en", "See No. 7 and fig. 3. |No. |Not that one.");
        check("sv", "Vi möts kl. 9. |Kom!");
        check("es", "Véase la pág. 12 y el cap. IV. |Es breve.");
        check("ru", "См. рис. 2 на с. 40. |Там всё ясно.");
    }

    #[test]
    fn units_end_after_numbers() {
        check(
            "en",
            "She ran 12 mi. |Kofi walked. |The pole is 6 ft. 2 in. tall.",
        );
        check(
            "ru",
            "Он родился в 1931 г. |Жена была моложе. |В 1960 г. Петров уехал.",
        );
        check("pl", "Wieża ma 45 m. |Most jest krótszy.");
    }

    #[test]
    fn times_of_day_run_on() {
        check(
            "en",
            "At 7 a.m. Ms. Ruiz left. |She was home by 9 p.m. |Ms. Ruiz slept.",
        );
        check_rules(
            "en",
            "Call at 5 p.m. Eastern time.",
            &["inside-word", "time-runs-on"],
        );
    }

    #[test]
    fn ordinals_are_no_ends() {
        check("de", "Sie kam am 3. Mai. |Er kam am 12. |Das war spät.");
        check("da", "Den 4. april 1990 kom hun. |Så gik hun.");
        check("fi", "Hän tuli 6. kesäkuuta. |Sitten hän lähti.");
    }

    #[test]
    fn a_labelled_letter_ends() {
        check("en", "They all lack vitamin C. |Fruit helps.");
        check("en", "It was written by C. Adeyemi.");
    }
}
