//! Function words: the small words that every text of a language is full of, by which a reader tells it at a
//! glance. Shared by checks of language; it judges nothing.

use std::ops::Range;

/// Is a set of languages, one bit each, in the order of `LANGUAGES`.
pub type Languages = u32;

/// The languages that a text in any other is likeliest mistaken for: those of this program's sources and locales in
/// Latin letters. They are the first ones of `LANGUAGES`.
pub const WIDESPREAD: Languages = 0b111;

/// How many bytes the longest function word has.
pub const LONGEST: usize = 16;

/// Returns the languages that the word in small letters at `range` of a text is a function word of.
pub fn languages_at(text: &str, range: &Range<usize>) -> Languages {
    let bytes = text.as_bytes();
    if !ALL.may_have(&bytes[range.clone()]) {
        return 0;
    }
    // The words of most texts have others behind them, whose bytes are read with them and taken away again.
    match bytes[range.start..].first_chunk() {
        Some(bytes) => ALL.find(u128::from_le_bytes(*bytes) & FIRST_BYTES[range.len()]),
        None => ALL.find(key(&bytes[range.clone()])),
    }
}

/// The first bytes of sixteen, by how many.
const FIRST_BYTES: [u128; LONGEST + 1] = {
    let mut masks = [0; LONGEST + 1];
    let mut n = 1;
    while n <= LONGEST {
        masks[n] = u128::MAX >> (128 - 8 * n);
        n += 1;
    }
    masks
};

/// Returns the languages that a word in small letters is a function word of.
pub fn languages_of(word: &[u8]) -> Languages {
    match ALL.may_have(word) {
        true => ALL.find(key(word)),
        false => 0,
    }
}

/// Is all function words with their languages. Each has its place in the list, counted from one, in the first free slot
/// from that of its hash on: most words are none, and end at a free slot of a table that is small enough to stay at hand.
struct Table {
    slots: [u16; N_SLOTS],
    words: [(u128, Languages); N_PLACES],
    /// How long the words are that begin with a byte, a bit each.
    lengths: [u32; 256],
}

static ALL: Table = Table::new();

/// More than twice as many as there are words.
const N_SLOTS: usize = 4096;

/// Enough for every word of every language.
const N_PLACES: usize = {
    let (mut n, mut idx) = (0, 0);
    while idx < N_LANGUAGES {
        n += LANGUAGES[idx].1.len();
        idx += 1;
    }
    n
};

impl Table {
    const fn new() -> Self {
        let mut table = Table {
            slots: [0; N_SLOTS],
            words: [(0, 0); N_PLACES],
            lengths: [0; 256],
        };
        let (mut n_words, mut idx) = (0, 0);
        while idx < N_LANGUAGES {
            let (words, mut at) = (LANGUAGES[idx].1, 0);
            while at < words.len() {
                let word = words[at].as_bytes();
                let key = key(word);
                let slot = table.slot(key);
                if table.slots[slot] == 0 {
                    table.words[n_words].0 = key;
                    n_words += 1;
                    table.slots[slot] = n_words as u16;
                }
                table.words[table.slots[slot] as usize - 1].1 |= 1 << idx;
                table.lengths[word[0] as usize] |= 1 << word.len();
                at += 1;
            }
            idx += 1;
        }
        table
    }

    /// Tells whether a word begins with the first byte of `word` and is as long.
    fn may_have(&self, word: &[u8]) -> bool {
        let first = word.first().map_or(0, |byte| usize::from(*byte));
        word.len() <= LONGEST && self.lengths[first] >> word.len() & 1 == 1
    }

    fn find(&self, key: u128) -> Languages {
        match self.slots[self.slot(key)] {
            0 => 0,
            place => self.words[usize::from(place) - 1].1,
        }
    }

    /// Returns the slot of a word, or the free one that it would have.
    const fn slot(&self, key: u128) -> usize {
        const ODD: u64 = 0x9E37_79B9_7F4A_7C15;
        let folded = key as u64 ^ ((key >> 64) as u64).rotate_left(23);
        let mut at = (folded.wrapping_mul(ODD) >> 52) as usize;
        while self.slots[at] != 0 && self.words[self.slots[at] as usize - 1].0 != key {
            at = (at + 1) % N_SLOTS;
        }
        at
    }
}

/// Returns the bytes of a word, at most sixteen, as a number.
const fn key(word: &[u8]) -> u128 {
    let (mut key, mut idx) = (0, word.len());
    while 0 < idx {
        idx -= 1;
        key = key << 8 | word[idx] as u128;
    }
    key
}

/// Returns the bit of a language that is known.
pub fn bit(language: &str) -> Option<Languages> {
    let language = if matches!(language, "no" | "nn") {
        "nb"
    } else {
        language
    };
    let idx = CODES.iter().position(|code| *code == language)?;
    Some(1 << idx)
}

/// Returns the code of the language of a bit.
pub fn code(idx: usize) -> &'static str {
    CODES[idx]
}

/// How many languages there are.
pub const N_LANGUAGES: usize = LANGUAGES.len();

static CODES: [&str; N_LANGUAGES] = {
    let mut codes = [""; N_LANGUAGES];
    let mut idx = 0;
    while idx < N_LANGUAGES {
        codes[idx] = LANGUAGES[idx].0;
        idx += 1;
    }
    codes
};

/// The languages with their words. No part of the program: it has them in its table.
#[rustfmt::skip]
const LANGUAGES: [(&str, &[&str]); 16] = [
    ("en", &[
        "about", "after", "against", "all", "also", "an", "and", "any", "are", "as", "at", "be", "because", "been",
        "before", "being", "between", "both", "but", "by", "can", "could", "did", "do", "does", "during", "each",
        "for", "from", "get", "got", "had", "has", "have", "he", "her", "here", "him", "his", "how", "however", "if",
        "in", "into", "is", "it", "its", "just", "made", "make", "many", "may", "me", "more", "most", "my", "new",
        "no", "not", "now", "of", "on", "one", "only", "or", "other", "our", "out", "over", "please", "see", "she",
        "should", "so", "some", "such", "than", "that", "the", "their", "them", "then", "there", "therefore", "these",
        "they", "this", "through", "to", "two", "under", "up", "us", "use", "used", "using", "very", "was", "we",
        "were", "what", "when", "where", "which", "while", "who", "why", "will", "with", "within", "without", "would",
        "you", "your",
    ]),
    ("es", &[
        "a", "además", "ahora", "al", "algo", "algunas", "algunos", "ante", "antes", "así", "aunque", "cada", "como",
        "con", "contra", "cual", "cuando", "cómo", "de", "del", "desde", "donde", "durante", "e", "el", "ella",
        "ellos", "en", "entre", "era", "es", "esa", "ese", "eso", "esta", "estar", "estas", "este", "esto", "estos",
        "está", "están", "fue", "ha", "han", "hasta", "hay", "la", "las", "le", "les", "lo", "los", "me", "mientras",
        "mucho", "muchos", "muy", "más", "mí", "nada", "ni", "no", "nos", "nosotros", "o", "otra", "otras", "otro",
        "otros", "para", "pero", "poco", "por", "porque", "puede", "que", "quien", "quienes", "qué", "se", "según",
        "ser", "si", "sido", "sin", "sobre", "solo", "son", "su", "sus", "sí", "sólo", "también", "tanto", "tiene",
        "todo", "todos", "un", "una", "uno", "unos", "y", "ya", "yo", "él",
    ]),
    ("sv", &[
        "alla", "andra", "annan", "att", "av", "bakom", "bara", "blev", "bli", "blir", "de", "dem", "den", "denna",
        "deras", "dess", "dessa", "det", "detta", "dig", "din", "ditt", "dock", "du", "där", "då", "efter", "eller",
        "en", "enligt", "er", "ett", "finns", "framför", "från", "får", "för", "genom", "hade", "han", "har", "hon",
        "hos", "hur", "här", "i", "inga", "ingen", "innan", "inom", "inte", "jag", "kan", "kommer", "man", "med",
        "mellan", "men", "mer", "mig", "mot", "mycket", "måste", "ni", "nu", "när", "någon", "något", "några", "och",
        "också", "om", "oss", "på", "redan", "samt", "se", "sedan", "sig", "sin", "sina", "sitt", "ska", "skall",
        "skulle", "som", "så", "till", "under", "upp", "ut", "utan", "vad", "var", "vara", "varför", "varje", "vem",
        "vi", "vid", "vilka", "vilken", "vilket", "vår", "våra", "än", "ännu", "är", "även", "åt", "över",
    ]),
    ("ru", &[
        "а", "без", "более", "будет", "бы", "был", "были", "было", "быть", "в", "вам", "вас", "во", "все", "всё",
        "вы", "где", "для", "до", "его", "ее", "ему", "если", "есть", "еще", "ещё", "её", "же", "за", "и", "из",
        "или", "их", "к", "как", "когда", "которая", "которого", "которое", "которые", "который", "которых", "между",
        "может", "можно", "мы", "на", "нам", "нас", "не", "нет", "ни", "ним", "них", "но", "о", "однако", "он", "она",
        "они", "от", "по", "под", "после", "при", "с", "свои", "своих", "свой", "себя", "со", "так", "также", "тем",
        "то", "того", "только", "ты", "у", "уже", "чем", "через", "что", "чтобы", "эта", "эти", "это", "этого",
        "этой", "этом", "этот", "я",
    ]),
    ("de", &[
        "aber", "als", "an", "auch", "auf", "aus", "bei", "bis", "das", "dass", "dem", "den", "der", "des", "die",
        "diese", "dieser", "dieses", "durch", "ein", "eine", "einem", "einen", "einer", "es", "für", "haben", "hat",
        "im", "ist", "kann", "mehr", "mit", "nach", "nicht", "noch", "nur", "oder", "sich", "sind", "und", "von",
        "vor", "war", "wenn", "werden", "wie", "wird", "zu", "zum", "zur", "über",
    ]),
    ("fr", &[
        "au", "aux", "avec", "ce", "ces", "cette", "comme", "dans", "de", "des", "dont", "du", "elle", "en", "entre",
        "est", "et", "fait", "il", "la", "le", "les", "leur", "mais", "ne", "nous", "ont", "ou", "par", "pas", "peut",
        "plus", "pour", "que", "qui", "sa", "sans", "se", "ses", "si", "son", "sont", "sur", "tous", "tout", "un",
        "une", "vous", "à", "été", "être",
    ]),
    ("pt", &[
        "a", "ao", "as", "até", "com", "como", "da", "das", "de", "depois", "do", "dos", "e", "ela", "ele", "em",
        "entre", "essa", "esse", "esta", "este", "está", "foi", "foram", "há", "isso", "já", "mais", "mas", "mesmo",
        "muito", "na", "no", "nos", "não", "o", "os", "ou", "para", "pela", "pelo", "pode", "por", "quando", "que",
        "se", "sem", "ser", "seu", "sua", "são", "só", "também", "tem", "um", "uma", "você", "à",
    ]),
    ("it", &[
        "al", "alla", "anche", "che", "come", "con", "da", "dal", "dei", "del", "della", "delle", "di", "e", "ed",
        "essere", "gli", "ha", "i", "il", "in", "la", "le", "lo", "loro", "ma", "nel", "nella", "non", "o", "per",
        "più", "può", "quando", "questa", "questo", "si", "sono", "stato", "sua", "sul", "suo", "tra", "un", "una",
        "è",
    ]),
    ("nl", &[
        "aan", "als", "bij", "dan", "dat", "de", "deze", "die", "door", "een", "en", "er", "hebben", "heeft", "het",
        "in", "is", "kan", "maar", "met", "naar", "niet", "nog", "of", "om", "ook", "op", "over", "te", "tot", "uit",
        "van", "voor", "was", "worden", "wordt", "ze", "zich", "zijn",
    ]),
    ("da", &[
        "af", "at", "blev", "blive", "de", "den", "denne", "der", "det", "dette", "disse", "efter", "eller", "en",
        "er", "et", "for", "fra", "han", "har", "hun", "hvor", "i", "ikke", "jeg", "kan", "med", "mellem", "men",
        "nu", "når", "og", "også", "om", "over", "på", "sig", "skal", "som", "til", "ud", "under", "var", "ved",
        "vil",
    ]),
    ("nb", &[
        "av", "ble", "bli", "de", "den", "denne", "der", "det", "dette", "disse", "eller", "en", "er", "et", "etter",
        "for", "fra", "han", "har", "hun", "hvor", "i", "ikke", "jeg", "kan", "med", "mellom", "men", "nå", "når",
        "og", "også", "om", "over", "på", "seg", "skal", "som", "til", "under", "ut", "var", "ved", "vil", "å",
    ]),
    ("pl", &[
        "ale", "być", "był", "czy", "dla", "do", "i", "ich", "jak", "jego", "jest", "która", "które", "który", "lub",
        "może", "na", "nie", "o", "od", "oraz", "po", "przez", "przy", "się", "są", "tak", "tego", "to", "tym", "w",
        "z", "za", "że",
    ]),
    ("uk", &[
        "або", "але", "без", "буде", "були", "було", "бути", "більше", "в", "вже", "ви", "вона", "вони", "всі", "від",
        "він", "де", "для", "до", "з", "за", "й", "його", "коли", "ми", "може", "можна", "між", "на", "не", "немає",
        "ніж", "о", "при", "після", "та", "також", "тільки", "у", "це", "цей", "цього", "ця", "ці", "через", "ще",
        "що", "щоб", "як", "яка", "який", "якщо", "які", "є", "і", "їх", "її",
    ]),
    ("bg", &[
        "беше", "в", "във", "да", "до", "е", "за", "и", "или", "има", "като", "когато", "които", "който", "която",
        "може", "на", "не", "но", "от", "още", "по", "при", "с", "са", "се", "след", "със", "тази", "тези", "това",
        "този", "че", "ще",
    ]),
    ("fi", &[
        "ei", "että", "hän", "ja", "joka", "jos", "kuin", "kun", "mukaan", "mutta", "myös", "ne", "niin", "ole",
        "oli", "on", "ovat", "se", "sekä", "sen", "tai", "voi",
    ]),
    ("ca", &[
        "a", "al", "als", "amb", "aquest", "aquesta", "com", "de", "del", "dels", "el", "els", "en", "entre", "fins",
        "ha", "han", "i", "la", "les", "més", "no", "o", "per", "però", "quan", "que", "ser", "seu", "seva", "si",
        "són", "també", "un", "una", "és",
    ]),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_know_their_languages() {
        let is = |word: &str, language| languages_of(word.as_bytes()) & bit(language).unwrap() != 0;
        assert!(is("the", "en") && !is("the", "sv"));
        assert!(is("de", "es") && is("de", "sv") && is("de", "fr"));
        assert!(is("который", "ru") && !is("який", "ru"));
        assert_eq!(languages_of("säkerhet".as_bytes()), 0);
        let widespread = ["en", "es", "sv"].map(|language| bit(language).unwrap());
        assert_eq!(widespread.iter().sum::<Languages>(), WIDESPREAD);
        let text = "the которых säkerhetsuppdatering, ord el";
        let words = text.split([' ', ',']).filter(|word| !word.is_empty());
        for word in words {
            let start = text.find(word).unwrap();
            let range = start..start + word.len();
            assert_eq!(
                languages_at(text, &range),
                languages_of(word.as_bytes()),
                "{word}"
            );
        }
        let longest = LANGUAGES
            .iter()
            .flat_map(|(_, words)| *words)
            .map(|word| word.len())
            .max();
        assert_eq!(longest, Some(LONGEST));
    }
}
