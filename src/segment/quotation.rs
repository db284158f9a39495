//! Quotation: what a quotation or a bracket says about the sentence around it.
//!
//! Sentences inside a quotation are sentences of their own, unless the quotation is only a part of one.

use memchr::memrchr3;

use super::after::After;
use super::before::previous_word;
use super::candidate::floor;
use super::decision::{Rule, Verdict};
use super::judge::Judge;
use super::letters::{Case, char_at, char_before, mark};
use super::words::Class;

/// How far a rule looks for words.
const WINDOW: usize = 80;
/// How far a rule looks for the other end of a quotation.
const QUOTATION: usize = 300;

impl Judge<'_> {
    /// Tells `“Stop!” Smith said`: names and a word of speech after a quotation.
    pub(super) fn attribution(&mut self, after: &After) -> Option<Verdict> {
        if !self.candidate.quote || after.case != Case::Upper || after.opener {
            return None;
        }
        let mut at = after.word.start;
        for idx in 0..4 {
            let word = After::read(self.text, at);
            if word.word.is_empty() || WINDOW < word.word.start - after.word.start {
                return None;
            }
            if self.lexicon.classes(word.of(self.text)).has(Class::Speech) {
                return Some(Verdict::new(Rule::Attribution).by(word.word, Class::Speech));
            }
            let pronoun = idx == 0 && self.lexicon.habits.is_always_capital(word.of(self.text));
            if word.case != Case::Upper
                || !pronoun && word.starts(self.text, self.lexicon, self.scratch)
            {
                return None;
            }
            let titled = usize::from(word.follows == Some('.'));
            let gap = word.word.end + titled;
            if !self.text[gap..].starts_with(' ') {
                return None;
            }
            at = gap + 1;
        }
        None
    }

    /// Tells `— Jane Doe` at the end of the text, which says whose words they are.
    pub(super) fn is_credit(&self, after: &After) -> bool {
        if 2 * WINDOW < self.text.len() - after.word.start {
            return false;
        }
        let rest = self.text[after.word.start..].trim_end();
        let dashed = self.text[..after.word.start].ends_with(' ');
        if !dashed || WINDOW < rest.len() || rest.ends_with(|c: char| mark(c).is_some()) {
            return false;
        }
        let mut n_words = 0;
        let names = rest.split(' ').all(|word| {
            n_words += 1;
            let letters = word.trim_end_matches('.');
            word.starts_with(char::is_uppercase)
                && letters
                    .chars()
                    .all(|c| c.is_alphabetic() || matches!(c, '-' | '’' | '\''))
        });
        names && (2..=4).contains(&n_words)
    }

    /// Tells whether the candidate stands in a quotation that is only a part of its sentence: it opens inside the
    /// sentence, after no colon, and closes without a mark of its own, because the sentence's own comes after it;
    /// or a conjunction governs it.
    pub(super) fn is_in_embedded_quotation(&self) -> bool {
        let Some(open) = self.open_quote() else {
            return false;
        };
        let before = self.text[self.from..open].trim_end();
        if before.is_empty() || before.ends_with([':', '.', '!', '?', '…', ')']) {
            return false;
        }
        let governed = previous_word(self.text, self.from, open)
            .is_some_and(|word| self.lexicon.classes(&self.text[word]).has(Class::Governing));
        let quote = char_at(self.text, open).unwrap_or('"');
        let closing = match quote {
            '“' => '”',
            '«' => '»',
            _ => quote,
        };
        let from = self.candidate.end;
        let ahead = &self.text[from..floor(self.text, from + QUOTATION)];
        for (idx, c) in ahead.char_indices() {
            if c == closing {
                let last = char_before(ahead, idx);
                return governed || last.is_some_and(char::is_alphanumeric);
            }
            if c == quote {
                return false;
            }
        }
        false
    }

    /// Returns the quotation mark that opened last in the sentence and has not closed.
    fn open_quote(&self) -> Option<usize> {
        let start = self.candidate.start;
        let from = self
            .from
            .max(floor(self.text, start.saturating_sub(QUOTATION)));
        let bytes = &self.text.as_bytes()[from..start];
        // The first bytes of `“ ”` and `« »`; a quick look, because most sentences have none.
        let idx = memrchr3(b'"', 0xE2, 0xC2, bytes)?;
        let behind = &self.text[from..start];
        let (idx, quote) = behind[..floor(behind, idx + 3)]
            .char_indices()
            .rev()
            .find(|(_, c)| matches!(c, '"' | '“' | '”' | '«' | '»'))?;
        let opens = match quote {
            '“' | '«' => true,
            '"' => char_at(behind, idx + 1).is_some_and(char::is_alphanumeric),
            _ => false,
        };
        opens.then_some(from + idx)
    }
}

#[cfg(test)]
mod tests {
    use crate::segment::tests::{check, check_rules};

    #[test]
    fn who_spoke_belongs_to_the_quotation() {
        check(
            "en",
            "“Wait!” Ana Pohl shouted. |“Why?” |The others went on.",
        );
        check("en", "“Ready?” I asked. |“Go away!” he said.");
        check("es", "—¿Sales? —quiso saber Luz. |—Nunca —dijo Leo.");
        check("ru", "«Где ты?» — спросила она. |Он молчал.");
    }

    #[test]
    fn sentences_of_a_quotation_are_sentences() {
        check(
            "en",
            "“It rained all day. |We stayed in,” she wrote. |“Then it cleared.”",
        );
        check("es", "Dijo: «Llueve. |No salgas».");
    }

    #[test]
    fn a_quotation_inside_a_sentence_is_part_of_it() {
        check(
            "en",
            "The sign says “no dogs. No bikes” in red. |Nobody minds.",
        );
    }

    #[test]
    fn a_quotation_that_a_conjunction_governs_is_part_of_its_sentence() {
        check(
            "en",
            "He wrote that “it was late. It was cold.” |We read: “It was late. |It was cold.”",
        );
    }

    #[test]
    fn a_credit_is_no_sentence() {
        check_rules("en", "It never ends. — Ada Quist", &["credit"]);
        check("en", "It never ends. |— Ada Quist wrote that.");
    }
}
