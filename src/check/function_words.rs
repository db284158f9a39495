//! Function words: the small words that every text of a language is full of, by which a reader tells it at a
//! glance, and with them the English words that count. `scan` looks every word up here; it judges nothing.

use std::hint::select_unpredictable;
use std::ops::Range;

use super::marks::Letters;
use super::number_words::COUNTING;

/// Is a set of languages, one bit each, in the order of `LANGUAGES`; `COUNT` is the bit behind them.
pub type Languages = u32;

/// The languages that a text in any other is likeliest mistaken for: those of this program's sources and locales in
/// Latin letters. They are the first ones of `LANGUAGES`.
pub const WIDESPREAD: Languages = 0b111;

/// The bit of an English word that counts, from two to twelve, or orders.
pub const COUNT: Languages = 1 << N_LANGUAGES;

/// Returns the languages that a word is a function word of, and whether it counts; its `letters` tell whether it has
/// capitals, of which only the first one may be one where the word is small. `first` is the text's sixteen bytes from its
/// start on.
pub fn small_word(text: &str, range: Range<usize>, letters: Letters, first: u128) -> Languages {
    let len = range.len();
    let capitals = letters.any(Letters::CAPITALS);
    let is_one = letters.has(Letters::CAPITAL)
        && !letters.has(Letters::INNER_CAPITAL)
        && text.as_bytes()[range.start].is_ascii_uppercase();
    if len <= LONGEST && (!capitals || is_one) {
        let mut key = key(first, len);
        // Of ASCII one bit makes a capital small.
        key[0] |= u64::from(is_one) << 5;
        return ALL.find(key);
    }
    match capitals {
        true => with_capital(&text[range], letters),
        false => 0,
    }
}

/// Returns what a word in small letters is by its key.
#[inline]
pub fn find(key: Key) -> Languages {
    ALL.find(key)
}

/// Returns the key of the first `len` bytes of sixteen.
#[inline]
pub fn key(sixteen: u128, len: usize) -> Key {
    let [of_first, of_second] = FIRST_BYTES[len];
    [
        sixteen as u64 & of_first,
        (sixteen >> 64) as u64 & of_second,
    ]
}

/// Returns a number that hardly any two keys have in common.
#[inline]
pub const fn fold(key: Key) -> u64 {
    key[0] ^ key[1].rotate_left(23)
}

/// Returns what a word is that has capitals, of which only those of a word that begins with one make no other word of it.
fn with_capital(word: &str, letters: Letters) -> Languages {
    if !letters.has(Letters::CAPITAL) {
        return 0;
    }
    let mut small = [0; LONGEST];
    match (!letters.has(Letters::INNER_CAPITAL)).then(|| lower_first(word, &mut small)) {
        Some(Some(len)) => languages_of(&small[..len]),
        _ => languages_of(word.to_lowercase().as_bytes()),
    }
}

/// Writes a word of which only the first letter is large in small letters, and returns its length; `None` where it is
/// longer than any function word, or the letter has no small one of its own.
fn lower_first(word: &str, small: &mut [u8; LONGEST]) -> Option<usize> {
    let mut rest = word.chars();
    let mut first = rest.next()?.to_lowercase();
    let (Some(c), None) = (first.next(), first.next()) else {
        return None;
    };
    let (start, rest) = (c.len_utf8(), rest.as_str());
    let own = small.get_mut(start..start + rest.len())?;
    own.copy_from_slice(rest.as_bytes());
    c.encode_utf8(&mut small[..start]);
    Some(start + rest.len())
}

/// How many bytes the longest function word has.
const LONGEST: usize = 16;

/// The first bytes of sixteen, by how many.
const FIRST_BYTES: [Key; LONGEST + 1] = {
    let mut masks = [[0; 2]; LONGEST + 1];
    let mut n = 1;
    while n <= LONGEST {
        let all = u128::MAX >> (128 - 8 * n);
        masks[n] = [all as u64, (all >> 64) as u64];
        n += 1;
    }
    masks
};

/// Returns the languages that a word in small letters is a function word of, and whether it counts.
pub fn languages_of(word: &[u8]) -> Languages {
    match word.len() <= LONGEST {
        true => ALL.find(key_of(word)),
        false => 0,
    }
}

/// Is all small words with what they are. A word is in one of the two places of the bucket of its hash. So two words are
/// compared with it, whatever it is: one word in three is small, and no processor guesses which.
struct Table {
    /// The factor of the hash.
    factor: u64,
    /// Two places each in the list; the first one of that is no word.
    buckets: [[u16; 2]; N_BUCKETS],
    words: [(Key, Languages); N_PLACES],
}

/// Is the bytes of a word, at most sixteen, the first ones lowest.
pub type Key = [u64; 2];

static ALL: Table = Table::new();

/// So many that some factor puts no three words into one.
const N_BUCKETS: usize = 4096;

/// Enough for every word of every language, and for what is no word; a power of two, of which a mask makes places.
const N_PLACES: usize = {
    let (mut n, mut idx) = (COUNTING.len() + 1, 0);
    while idx < N_LANGUAGES {
        n += LANGUAGES[idx].1.len();
        idx += 1;
    }
    n.next_power_of_two()
};

impl Table {
    const fn new() -> Self {
        let mut table = Table {
            factor: 0x9E37_79B9_7F4A_7C15,
            buckets: [[0; 2]; N_BUCKETS],
            words: [([u64::MAX; 2], 0); N_PLACES],
        };
        // The bits of a word are put together in the first place; so many meet in no bucket.
        let (mut n_words, mut idx) = (1, 0);
        while idx < N_LANGUAGES {
            let (words, mut at) = (LANGUAGES[idx].1, 0);
            while at < words.len() {
                n_words = table.add(n_words, words[at], 1 << idx);
                at += 1;
            }
            idx += 1;
        }
        idx = 0;
        while idx < COUNTING.len() {
            n_words = table.add(n_words, COUNTING[idx].0, COUNT);
            idx += 1;
        }
        while !table.fill(n_words) {
            table.factor = table.factor.wrapping_mul(0x5851_F42D_4C95_7F2D) | 1;
        }
        table
    }

    /// Says of a word what it is, and returns how many there are then.
    const fn add(&mut self, n_words: usize, word: &str, bits: Languages) -> usize {
        let key = key_of(word.as_bytes());
        let mut idx = 1;
        while idx < n_words {
            if is_same(self.words[idx].0, key) {
                self.words[idx].1 |= bits;
                return n_words;
            }
            idx += 1;
        }
        self.words[n_words] = (key, bits);
        n_words + 1
    }

    /// Puts the words into their buckets; tells whether there was place for all.
    const fn fill(&mut self, n_words: usize) -> bool {
        self.buckets = [[0; 2]; N_BUCKETS];
        let mut idx = 1;
        while idx < n_words {
            let bucket = &mut self.buckets[bucket(self.factor, self.words[idx].0)];
            match bucket {
                [place @ 0, _] | [_, place @ 0] => *place = idx as u16,
                _ => return false,
            }
            idx += 1;
        }
        true
    }

    #[inline]
    fn find(&self, key: Key) -> Languages {
        let [one, other] = self.buckets[bucket(self.factor, key)];
        let bits_of = |place: u16| {
            let (own, bits) = &self.words[usize::from(place) & (N_PLACES - 1)];
            select_unpredictable(is_same(*own, key), *bits, 0)
        };
        bits_of(one) | bits_of(other)
    }
}

/// Returns the bucket of a key.
#[inline]
const fn bucket(factor: u64, key: Key) -> usize {
    (fold(key).wrapping_mul(factor) >> (u64::BITS - N_BUCKETS.ilog2())) as usize
}

/// Tells whether two keys are one, without a branch.
#[inline]
const fn is_same(one: Key, other: Key) -> bool {
    (one[0] ^ other[0]) | (one[1] ^ other[1]) == 0
}

/// Returns the bytes of a word, at most sixteen, as numbers.
const fn key_of(word: &[u8]) -> Key {
    let (mut key, mut idx) = ([0; 2], word.len());
    while 0 < idx {
        idx -= 1;
        key[idx / 8] = key[idx / 8] << 8 | word[idx] as u64;
    }
    key
}

/// Returns the bit of a language that is known.
pub fn bit(language: &str) -> Option<Languages> {
    let language = match language.as_bytes() {
        b"no" | b"nn" => *b"nb",
        other => <[u8; 2]>::try_from(other).ok()?,
    };
    let idx = CODES.iter().position(|code| code.as_bytes() == language)?;
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
    use super::super::scan::Scan;
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
        let text = "the которых säkerhetsuppdatering, ord el Och ÄR iThe The two";
        for word in text.split([' ', ',']).filter(|word| !word.is_empty()) {
            let letters = Scan::of(word).words[0].letters;
            let small = match word {
                "iThe" => 0,
                _ => languages_of(word.to_lowercase().as_bytes()),
            };
            let mut first = [0; LONGEST];
            first[..word.len().min(LONGEST)]
                .copy_from_slice(&word.as_bytes()[..word.len().min(LONGEST)]);
            assert_eq!(
                small_word(word, 0..word.len(), letters, u128::from_le_bytes(first)),
                small,
                "{word}"
            );
        }
        assert_eq!(languages_of(b"two") & COUNT, COUNT);
        assert_eq!(languages_of(b"the") & COUNT, 0);
        let longest = LANGUAGES
            .iter()
            .flat_map(|(_, words)| *words)
            .map(|word| word.len())
            .max();
        assert_eq!(longest, Some(LONGEST));
    }
}
