//! Words: what the generated site is written with, in English and in its three translations, and the translator
//! between them. Word by word: nobody reads these sentences, but their lengths, letters and small words are real.

/// The locales that the site is translated to.
pub const LOCALES: [&str; 3] = ["es", "sv", "ru"];

/// English, Spanish, Swedish, Russian; the frequent ones first.
type Words = [[&'static str; 4]];

const PREPOSITIONS: &Words = &[
    ["of", "de", "av", "из"],
    ["in", "en", "i", "в"],
    ["for", "para", "för", "для"],
    ["with", "con", "med", "с"],
    ["on", "sobre", "på", "на"],
    ["from", "desde", "från", "от"],
    ["without", "sin", "utan", "без"],
    ["between", "entre", "mellan", "между"],
    ["after", "tras", "efter", "после"],
    ["before", "antes", "före", "перед"],
];

const VERBS: &Words = &[
    ["has", "tiene", "har", "имеет"],
    ["reads", "lee", "läser", "читает"],
    ["writes", "escribe", "skriver", "пишет"],
    ["keeps", "guarda", "behåller", "хранит"],
    ["sends", "envía", "skickar", "отправляет"],
    ["needs", "necesita", "behöver", "требует"],
    ["shows", "muestra", "visar", "показывает"],
    ["starts", "inicia", "startar", "запускает"],
    ["stops", "detiene", "stoppar", "останавливает"],
    ["changes", "cambia", "ändrar", "изменяет"],
    ["measures", "mide", "mäter", "измеряет"],
    ["finds", "encuentra", "hittar", "находит"],
    ["receives", "recibe", "mottar", "получает"],
    ["removes", "elimina", "raderar", "удаляет"],
];

const ADJECTIVES: &Words = &[
    ["new", "nuevo", "ny", "новый"],
    ["old", "viejo", "gammal", "старый"],
    ["whole", "entero", "hel", "целый"],
    ["small", "pequeño", "liten", "малый"],
    ["open", "abierto", "öppen", "открытый"],
    ["second", "segundo", "andra", "второй"],
    ["local", "propio", "lokal", "местный"],
    ["common", "común", "vanlig", "общий"],
    ["safe", "seguro", "säker", "надёжный"],
    ["slow", "lento", "långsam", "медленный"],
];

const NOUNS: &Words = &[
    ["service", "servicio", "tjänst", "служба"],
    ["value", "valor", "värde", "значение"],
    ["file", "archivo", "fil", "файл"],
    ["name", "nombre", "namn", "имя"],
    ["request", "pedido", "begäran", "запрос"],
    ["setting", "ajuste", "inställning", "настройка"],
    ["server", "servidor", "maskin", "сервер"],
    ["version", "edición", "utgåva", "версия"],
    ["reader", "lector", "läsare", "читатель"],
    ["order", "orden", "ordning", "порядок"],
    ["signal", "aviso", "signal", "сигнал"],
    ["step", "paso", "steg", "шаг"],
    ["page", "página", "sida", "страница"],
    ["record", "registro", "post", "запись"],
    ["harbour", "puerto", "hamn", "гавань"],
    ["bridge", "puente", "bro", "мост"],
    ["winter", "invierno", "vinter", "зима"],
    ["letter", "carta", "brev", "письмо"],
    ["table", "tabla", "tabell", "таблица"],
    ["folder", "carpeta", "mapp", "папка"],
    ["process", "proceso", "förlopp", "процесс"],
    ["reason", "motivo", "skäl", "причина"],
    ["window", "ventana", "fönster", "окно"],
    ["question", "pregunta", "fråga", "вопрос"],
    ["market", "mercado", "marknad", "рынок"],
    ["road", "camino", "väg", "дорога"],
    ["number", "número", "antal", "число"],
    ["library", "biblioteca", "bibliotek", "библиотека"],
];

const SMALL: &Words = &[
    ["the", "el", "den", "этот"],
    ["and", "y", "och", "и"],
    ["that", "que", "att", "что"],
    ["why", "por qué", "varför", "почему"],
    ["does", "entonces", "då", "же"],
    ["when", "cuando", "när", "когда"],
    ["not", "no", "inte", "не"],
    ["see", "véase", "se", "смотри"],
    ["also", "también", "även", "также"],
    ["it", "ello", "det", "это"],
];

/// Makes numbers from a seed (SplitMix64).
pub struct Seeded(pub u64);

impl Seeded {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    pub fn below(&mut self, n: usize) -> usize {
        usize::try_from(self.next() % n as u64).expect("below a usize")
    }

    /// Tells yes in `percent` of 100 cases.
    pub fn once_in(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// Chooses one; the first ones are frequent, as words are.
    fn word(&mut self, words: &Words) -> &'static str {
        let bound = 1 + self.below(words.len());
        words[self.below(bound)][0]
    }

    pub fn noun(&mut self) -> String {
        // A rare word now and then: a site has thousands of names.
        if self.once_in(12) {
            self.rare()
        } else {
            self.word(NOUNS).to_owned()
        }
    }

    pub fn adjective(&mut self) -> &'static str {
        self.word(ADJECTIVES)
    }

    pub fn preposition(&mut self) -> &'static str {
        self.word(PREPOSITIONS)
    }

    pub fn verb(&mut self) -> &'static str {
        self.word(VERBS)
    }

    /// Makes a word of syllables.
    pub fn rare(&mut self) -> String {
        const SYLLABLES: [&str; 16] = [
            "ka", "mo", "re", "lin", "tu", "sol", "ver", "da", "ni", "pel", "or", "ba", "ste",
            "gi", "fan", "um",
        ];
        let n = 2 + self.below(2);
        (0..n)
            .map(|_| SYLLABLES[self.below(SYLLABLES.len())])
            .collect()
    }
}

/// Translates a text of the site, word by word. What is code, a link's target or a tag stays.
pub fn translate(text: &str, locale: &str) -> String {
    let column = 1 + LOCALES
        .iter()
        .position(|known| *known == locale)
        .expect("a locale of the site");
    let mut translated = String::with_capacity(text.len() * 2);
    if column == 1 && text.ends_with('?') {
        translated.push('¿');
    }
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let n = match first {
            '`' => rest[1..].find('`').map_or(rest.len(), |end| end + 2),
            '<' => rest.find('>').map_or(rest.len(), |end| end + 1),
            ']' if rest.starts_with("][") => rest[1..].find(']').map_or(rest.len(), |end| end + 2),
            ']' if rest.starts_with("](") => rest.find(')').map_or(rest.len(), |end| end + 1),
            '{' => rest.find('}').map_or(rest.len(), |end| end + 1),
            'a'..='z' | 'A'..='Z' => {
                let end = rest.find(|letter: char| !letter.is_ascii_alphabetic());
                let end = end.unwrap_or(rest.len());
                translated.push_str(&one(&rest[..end], column));
                rest = &rest[end..];
                continue;
            }
            other => other.len_utf8(),
        };
        translated.push_str(&rest[..n]);
        rest = &rest[n..];
    }
    translated
}

fn one(word: &str, column: usize) -> String {
    let lower = word.to_ascii_lowercase();
    let known = [SMALL, PREPOSITIONS, VERBS, ADJECTIVES, NOUNS];
    let known = known.iter().flat_map(|words| words.iter());
    let found = known.into_iter().find(|words| words[0] == lower);
    let new = match found {
        Some(words) => words[column].to_owned(),
        None if column == 3 => lower.chars().map(cyrillic).collect(),
        None => lower,
    };
    if !word.starts_with(|letter: char| letter.is_ascii_uppercase()) {
        return new;
    }
    let mut letters = new.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}

fn cyrillic(letter: char) -> char {
    const FROM: &str = "abdefgiklmnoprstuv";
    let to = "абдефгиклмнопрстув";
    let at = FROM.find(letter);
    at.and_then(|at| to.chars().nth(at)).unwrap_or(letter)
}
