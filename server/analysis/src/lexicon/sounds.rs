//! How the letters of names sound, and what it costs to take one sound for another.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::{grammar, rows, schemas};

/// A sound: one ASCII letter as `grammar/transliteration/sounds.table` explains them.
pub type Sound = u8;

/// Stands for "no sound" in the table of costs.
pub const NOTHING: Sound = b'-';

/// Lookups for the sounds of names.
pub struct SoundTables {
    everywhere: Reading,
    languages: Vec<Reading>,
    /// How each sound is shown to people.
    shown: FxHashMap<Sound, &'static str>,
    costs: Costs,
    reasons: FxHashMap<(Sound, Sound), &'static str>,
}

/// What it costs to take one sound for another, by their `place`s.
type Costs = Box<[[f32; PLACES]; PLACES]>;

/// So many places there are in the table of costs.
const PLACES: usize = 64;

/// What it costs to take one sound for any other.
#[derive(Clone, Copy)]
pub struct CostsOf<'a>(&'a [f32; PLACES]);

impl CostsOf<'_> {
    /// For that one.
    #[inline]
    pub fn of(self, other: Sound) -> f32 {
        self.0[place(other)]
    }
}

/// The place of a sound in the table of costs: letters keep their lower six bits, in which none are alike; nothing has the 0.
#[inline]
fn place(sound: Sound) -> usize {
    if sound == NOTHING { 0 } else { usize::from(sound) % PLACES }
}

/// How letters are read, everywhere or in one language.
struct Reading {
    language: &'static str,
    /// Rows by the first letter of what is written, the longest first, then those that begin with no small Latin letter.
    rows: [Vec<Row>; 27],
    /// The letters of each row, as `letter_set` has them.
    letters: Vec<u32>,
}

/// What is written, and its sounds.
type Row = (&'static str, &'static str);

static SOUNDS: LazyLock<SoundTables> = LazyLock::new(SoundTables::read);

/// The one instance.
pub fn sounds() -> &'static SoundTables {
    &SOUNDS
}

impl SoundTables {
    fn read() -> Self {
        let mut everywhere = Reading::new("");
        let mut languages: Vec<Reading> = Vec::new();
        let mut shown = FxHashMap::default();
        for row in rows(&schemas::SOUNDS, grammar!("transliteration/sounds.table")) {
            let (written, sound, language) = (row.cells[0], row.cells[1], row.cells[2]);
            if !language.is_empty() {
                let at = languages.iter().position(|reading| reading.language == language).unwrap_or(languages.len());
                if at == languages.len() {
                    languages.push(Reading::new(language));
                }
                languages[at].add(written, sound);
                continue;
            }
            everywhere.add(written, sound);
            if let [letter] = sound.as_bytes() {
                let shown = shown.entry(*letter).or_insert(written);
                if written == sound {
                    *shown = written;
                }
            }
        }
        let (costs, reasons) = costs();
        Self { everywhere, languages, shown, costs, reasons }
    }

    /// The sounds of a word of small Latin letters; doubled ones count once, other letters are left out.
    pub fn of(&self, word: &str) -> Vec<Sound> {
        self.read_as(word, None)
    }

    /// Other ways to read the word, in languages that write some of its letters for other sounds.
    pub fn others(&self, word: &str) -> impl Iterator<Item = Vec<Sound>> {
        let letters = letter_set(word);
        let apply = move |reading: &&Reading| reading.letters.iter().any(|row| row & !letters == 0);
        self.languages.iter().filter(apply).map(move |reading| self.read_as(word, Some(reading)))
    }

    fn read_as(&self, word: &str, language: Option<&Reading>) -> Vec<Sound> {
        let mut sounds: Vec<Sound> = Vec::with_capacity(word.len());
        let mut rest = word;
        while let Some(first) = rest.chars().next() {
            let row = language.and_then(|language| language.at(rest)).or_else(|| self.everywhere.at(rest));
            let Some((written, read)) = row else {
                rest = &rest[first.len_utf8()..];
                continue;
            };
            for sound in read.bytes() {
                if sounds.last() != Some(&sound) {
                    sounds.push(sound);
                }
            }
            rest = &rest[written.len()..];
        }
        // A final h behind a vowel is only the writer's.
        if let [.., vowel, b'h'] = sounds.as_slice()
            && is_vowel(*vowel)
        {
            sounds.pop();
        }
        sounds
    }

    /// What it costs to take a sound for any other.
    #[inline]
    pub fn costs_of(&self, a: Sound) -> CostsOf<'_> {
        CostsOf(&self.costs[place(a)])
    }

    /// What it costs to take one sound for another.
    #[inline]
    pub fn cost(&self, a: Sound, b: Sound) -> f32 {
        self.costs_of(a).of(b)
    }

    /// What it costs to leave a sound out.
    #[inline]
    pub fn cost_of_nothing(&self, a: Sound) -> f32 {
        self.cost(a, NOTHING)
    }

    /// Why the table has two sounds taken for each other, or one left out (`NOTHING`).
    pub fn reason(&self, a: Sound, b: Sound) -> Option<&'static str> {
        self.reasons.get(&(a, b)).or_else(|| self.reasons.get(&(b, a))).copied()
    }

    /// Letters by which a sound is shown to people.
    pub fn shown(&self, sound: Sound) -> &'static str {
        self.shown.get(&sound).copied().unwrap_or("")
    }
}

impl Reading {
    fn new(language: &'static str) -> Self {
        Self { language, rows: Default::default(), letters: Vec::new() }
    }

    fn add(&mut self, written: &'static str, sound: &'static str) {
        let rows = &mut self.rows[Self::drawer(written)];
        let at = rows.partition_point(|(other, _)| other.len() >= written.len());
        rows.insert(at, (written, sound));
        self.letters.push(letter_set(written));
    }

    fn drawer(word: &str) -> usize {
        match word.bytes().next() {
            Some(letter @ b'a'..=b'z') => usize::from(letter - b'a'),
            _ => 26,
        }
    }

    /// The longest row that a word begins with.
    fn at(&self, word: &str) -> Option<Row> {
        let fits = |(written, _): &&Row| {
            let Some(behind) = word.strip_prefix(written) else { return false };
            // `Jawad`: before a vowel a v, w or y is a consonant and makes no diphthong with the one in front.
            let glide = written.len() > 1 && written.ends_with(['v', 'w', 'y']);
            let consonant =
                behind.starts_with(['a', 'e', 'i', 'o', 'u']) || written.ends_with('w') && behind.starts_with('y');
            !(glide && consonant)
        };
        self.rows[Self::drawer(word)].iter().find(fits).copied()
    }
}

/// True for the sounds of vowels.
pub fn is_vowel(sound: Sound) -> bool {
    matches!(sound, b'a' | b'e' | b'i' | b'o' | b'u' | b'E' | b'O')
}

/// A bit for each of the letters a to z that a word has, and one for all others.
fn letter_set(word: &str) -> u32 {
    word.bytes().fold(0, |set, byte| set | if byte.is_ascii_lowercase() { 1 << (byte - b'a') } else { 1 << 26 })
}

fn costs() -> (Costs, FxHashMap<(Sound, Sound), &'static str>) {
    let mut costs = Box::new([[1.0; PLACES]; PLACES]);
    let mut reasons = FxHashMap::default();
    let letters = || (b'A'..=b'Z').chain(b'a'..=b'z');
    for sound in letters() {
        costs[place(sound)][place(sound)] = 0.0;
        // A vowel for a consonant is the worst of all, but a vowel for a vowel is little.
        for other in letters().filter(|other| *other != sound && is_vowel(*other) && is_vowel(sound)) {
            costs[place(sound)][place(other)] = 0.3;
        }
    }
    for row in rows(&schemas::LIKENESS, grammar!("transliteration/likeness.table")) {
        let (a, b) = (row.cells[0].as_bytes()[0], row.cells[1].as_bytes()[0]);
        let cost = row.cells[2].parse().unwrap_or(1.0);
        costs[place(a)][place(b)] = cost;
        costs[place(b)][place(a)] = cost;
        reasons.insert((a, b), row.cells[3]);
    }
    (costs, reasons)
}
