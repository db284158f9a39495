//! Decision: what was decided at a place that might have ended a sentence, and why.
//!
//! Separate because people read it (`segments --explain`); it must not know how the engine came to it.

use std::ops::Range;

use super::words::Class;

/// Is what was decided at one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// The byte offset where the next sentence starts, or would start.
    pub at: usize,
    /// Whether a sentence starts there.
    pub kept: bool,
    /// The rule that decided.
    pub rule: Rule,
    /// The word class that the rule went by, if any.
    pub class: Option<Class>,
    /// Where the word stands that the rule looked at; empty where it looked at none.
    pub word: Range<usize>,
}

/// Is a rule's answer, without its place.
#[derive(Clone, Debug)]
pub(super) struct Verdict {
    pub(super) kept: bool,
    pub(super) rule: Rule,
    pub(super) class: Option<Class>,
    pub(super) word: Range<usize>,
}

impl Verdict {
    /// Makes a verdict that went by no word.
    pub(super) fn new(rule: Rule) -> Verdict {
        Verdict {
            kept: rule.keeps(),
            rule,
            class: None,
            word: 0..0,
        }
    }

    /// Adds the word that the rule looked at, and its class.
    pub(super) fn by(self, word: Range<usize>, class: impl Into<Option<Class>>) -> Verdict {
        Verdict {
            class: class.into(),
            word,
            ..self
        }
    }
}

/// Receives the decisions in the order of the text.
pub(super) trait Sink {
    /// Takes one decision.
    fn take(&mut self, at: usize, verdict: Verdict);
}

impl Sink for Vec<usize> {
    fn take(&mut self, at: usize, verdict: Verdict) {
        if verdict.kept {
            self.push(at);
        }
    }
}

impl Sink for Vec<Decision> {
    fn take(&mut self, at: usize, verdict: Verdict) {
        let Verdict {
            kept,
            rule,
            class,
            word,
        } = verdict;
        self.push(Decision {
            at,
            kept,
            rule,
            class,
            word,
        });
    }
}

/// Declares the rules: name, whether they keep a boundary, and a sentence for people.
macro_rules! rules {
    ($($rule:ident $name:literal $keeps:literal $says:literal,)*) => {
        /// Is the rule behind a decision.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Rule {
            $(#[doc = $says] $rule,)*
        }

        impl Rule {
            /// Lists the rules.
            pub const ALL: &[Rule] = &[$(Rule::$rule,)*];

            /// Returns its name.
            pub const fn name(self) -> &'static str {
                match self { $(Rule::$rule => $name,)* }
            }

            /// Tells whether it keeps a boundary; the others reject one.
            pub const fn keeps(self) -> bool {
                match self { $(Rule::$rule => $keeps,)* }
            }

            /// Says what it goes by, in a sentence.
            pub const fn says(self) -> &'static str {
                match self { $(Rule::$rule => $says,)* }
            }
        }
    };
}

rules! {
    FullStop "full-stop" true "A full stop after an ordinary word.",
    Asked "question-or-exclamation" true "A question or exclamation mark.",
    Ellipsis "ellipsis" true "An ellipsis before a word that starts a sentence.",
    OwnMark "mark-of-its-own" true "A mark that belongs to no word, such as the ideographic full stop.",
    BlankLine "blank-line" true "A blank line ends a sentence without any mark.",
    ListItem "list-item" true "The next item of a list starts here.",
    StarterFollows "starter-follows" true "An abbreviation, letter or acronym before a word that starts sentences.",
    MayEnd "abbreviation-may-end" true "An abbreviation that ends a sentence before any capital.",
    LabelLetter "letter-after-label" true "A single letter that is a name of its own, as in “vitamin C”.",
    MissingSpace "missing-space" true "The white space between two sentences is missing.",
    NoteNumber "note-number" true "The number of a note stands between the full stop and the next sentence.",
    BracketOpens "bracket-opens" true "A bracket with a small letter, after a sentence that has ended.",
    LowerCase "lower-case" false "The next word has a small letter.",
    InsideWord "inside-word" false "The mark stands inside a word, number or address.",
    ListMarker "list-marker" false "A number or letter that opens a list item or a heading.",
    BracketedMark "bracketed-mark" false "The mark stands alone in brackets.",
    PunctuationFollows "punctuation-follows" false "A comma or another mark that cannot start a sentence follows.",
    Abbreviation "abbreviation" false "An abbreviation that ends no sentence here.",
    NumberFollows "number-follows" false "An abbreviation or letter before its number.",
    Initial "initial" false "A single letter before a name.",
    Acronym "acronym" false "Letters with full stops before a word that does not start sentences.",
    TimeRunsOn "time-runs-on" false "A time of day that its zone or day follows.",
    FrontedTime "fronted-time" false "A time or date that opens the sentence.",
    OrdinalNumber "ordinal-number" false "A full stop that makes a number an ordinal.",
    EllipsisRunsOn "ellipsis-runs-on" false "An ellipsis inside a sentence, or one that opens it.",
    ExclaimedName "exclaimed-name" false "A name that is written with this mark.",
    Attribution "attribution" false "The words after the quotation say who spoke.",
    Credit "credit" false "A dash and a name close the text: whose words they are.",
    QuotationRunsOn "quotation-runs-on" false "The sentence runs on after the quotation or bracket.",
}
