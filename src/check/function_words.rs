//! Function words: the small words that every text of a language is full of, by which a reader tells it at a
//! glance. Shared by checks of language; it judges nothing.

use std::ops::Range;
use std::sync::LazyLock;

/// Is a set of languages, one bit each, in the order of `LANGUAGES`.
pub type Languages = u32;

/// The languages that a text in any other is likeliest mistaken for: those of this program's sources and locales in
/// Latin letters. They are the first ones of `LANGUAGES`.
pub const WIDESPREAD: Languages = 0b111;

/// Returns the languages that the word in small letters at `range` of a text is a function word of.
pub fn languages_at(text: &str, range: &Range<usize>) -> Languages {
    let bytes = text.as_bytes();
    let len = range.len();
    // The words of most texts have others behind them, whose bytes are read with them and taken away again.
    let behind = bytes.get(range.start..range.start + 16);
    let Some(bytes) = behind.and_then(|bytes| <[u8; 16]>::try_from(bytes).ok()) else {
        return languages_of(&text[range.clone()]);
    };
    if 16 < len {
        return 0;
    }
    find(u128::from_le_bytes(bytes) & FIRST_BYTES[len])
}

/// The first bytes of sixteen, by how many.
const FIRST_BYTES: [u128; 17] = {
    let mut masks = [0; 17];
    let mut n = 1;
    while n <= 16 {
        masks[n] = u128::MAX >> (128 - 8 * n);
        n += 1;
    }
    masks
};

/// Returns the languages that a word in small letters is a function word of.
pub fn languages_of(word: &str) -> Languages {
    key(word).map_or(0, find)
}

fn find(key: u128) -> Languages {
    static ALL: LazyLock<Table> = LazyLock::new(Table::new);
    match ALL.slots[ALL.slot(key)] {
        0 => 0,
        place => ALL.words[usize::from(place) - 1].1,
    }
}

/// Is all function words with their languages. Each has its place in the list, counted from one, in the first free slot
/// from that of its hash on: most words are none, and end at a free slot of a table that is small enough to stay at hand.
struct Table {
    slots: Box<[u16; N_SLOTS]>,
    words: Vec<(u128, Languages)>,
}

/// More than twice as many as there are words.
const N_SLOTS: usize = 4096;

impl Table {
    fn new() -> Self {
        let mut table = Table {
            slots: Box::new([0; N_SLOTS]),
            words: Vec::new(),
        };
        for (idx, (_, words)) in LANGUAGES.iter().enumerate() {
            for key in words.iter().filter_map(|word| key(word)) {
                let slot = table.slot(key);
                match table.slots[slot] {
                    0 => {
                        table.words.push((key, 1 << idx));
                        table.slots[slot] = table.words.len() as u16;
                    }
                    place => table.words[usize::from(place) - 1].1 |= 1 << idx,
                }
            }
        }
        table
    }

    /// Returns the slot of a word, or the free one that it would have.
    fn slot(&self, key: u128) -> usize {
        const ODD: u64 = 0x9E37_79B9_7F4A_7C15;
        let folded = key as u64 ^ ((key >> 64) as u64).rotate_left(23);
        let mut at = (folded.wrapping_mul(ODD) >> 52) as usize;
        while let Some(place) = usize::from(self.slots[at]).checked_sub(1)
            && self.words[place].0 != key
        {
            at = (at + 1) % N_SLOTS;
        }
        at
    }
}

/// Returns the bytes of a word as a number; the longest function word has 16.
fn key(word: &str) -> Option<u128> {
    let mut bytes = [0; 16];
    bytes
        .get_mut(..word.len())?
        .copy_from_slice(word.as_bytes());
    Some(u128::from_le_bytes(bytes))
}

/// Returns the bit of a language that is known.
pub fn bit(language: &str) -> Option<Languages> {
    let language = if matches!(language, "no" | "nn") {
        "nb"
    } else {
        language
    };
    let idx = LANGUAGES.iter().position(|(code, _)| *code == language)?;
    Some(1 << idx)
}

/// Returns the code of the language of a bit.
pub fn code(idx: usize) -> &'static str {
    LANGUAGES[idx].0
}

/// How many languages there are.
pub const N_LANGUAGES: usize = LANGUAGES.len();

#[rustfmt::skip]
static LANGUAGES: [(&str, &[&str]); 16] = [
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
        let is = |word, language| languages_of(word) & bit(language).unwrap() != 0;
        assert!(is("the", "en") && !is("the", "sv"));
        assert!(is("de", "es") && is("de", "sv") && is("de", "fr"));
        assert!(is("который", "ru") && !is("який", "ru"));
        assert_eq!(languages_of("säkerhet"), 0);
        let widespread = ["en", "es", "sv"].map(|language| bit(language).unwrap());
        assert_eq!(widespread.iter().sum::<Languages>(), WIDESPREAD);
        let text = "the которых säkerhetsuppdatering, ord el";
        let words = text.split([' ', ',']).filter(|word| !word.is_empty());
        for word in words {
            let start = text.find(word).unwrap();
            let range = start..start + word.len();
            assert_eq!(languages_at(text, &range), languages_of(word), "{word}");
        }
        let longest = LANGUAGES
            .iter()
            .flat_map(|(_, words)| *words)
            .map(|word| word.len())
            .max();
        assert!(longest.unwrap() <= 16);
    }
}
