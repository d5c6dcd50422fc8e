//! Names across scripts and spellings: particles, sounds and what it costs to take one for another, frequent parts,
//! short forms, legal forms.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::{rows, schemas};

/// A small word inside a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Particle {
    /// Says nothing.
    Article,
    /// An article before its own sound alone.
    Assimilated,
    /// Joins two names.
    Son,
    /// One name together with the next.
    Kunya,
    /// One name together with the next, and another than that.
    Servant,
    /// Said or left out at will.
    Plain,
}

/// A sound: one ASCII letter as `grammar/transliteration/sounds.table` explains them.
pub type Sound = u8;

/// Lookups for comparing names.
pub struct Transliteration {
    particles: FxHashMap<&'static str, Particle>,
    sounds: FxHashMap<&'static str, &'static str>,
    /// Letters of the longest row of `sounds`.
    longest: usize,
    costs: Box<[[f32; 128]]>,
    cyrillic: FxHashMap<char, &'static str>,
    /// Frequent parts by their written form.
    pub frequent: Vec<(&'static str, f32)>,
    short_forms: Vec<(&'static str, &'static str)>,
    company_forms: FxHashMap<&'static str, &'static str>,
    variants: FxHashMap<&'static str, &'static str>,
}

static TRANSLITERATION: LazyLock<Transliteration> = LazyLock::new(Transliteration::read);

/// The one instance.
pub fn transliteration() -> &'static Transliteration {
    &TRANSLITERATION
}

/// Stands for "no sound" in the table of costs.
const NOTHING: Sound = b'-';

impl Transliteration {
    fn read() -> Self {
        let particles = rows(&schemas::PARTICLES, include_str!("../../../../grammar/transliteration/particles.table"));
        let sounds = rows(&schemas::SOUNDS, include_str!("../../../../grammar/transliteration/sounds.table"));
        let sounds: FxHashMap<_, _> = sounds.iter().map(|row| (row.cells[0], row.cells[1])).collect();
        let cyrillic = rows(&schemas::CYRILLIC, include_str!("../../../../grammar/transliteration/cyrillic.table"));
        let frequent =
            rows(&schemas::FREQUENT_NAMES, include_str!("../../../../grammar/transliteration/frequent-names.table"));
        let short_forms =
            rows(&schemas::SHORT_FORMS, include_str!("../../../../grammar/transliteration/short-forms.table"));
        let companies = rows(&schemas::COMPANY_FORMS, include_str!("../../../../grammar/english/company-forms.table"));
        let variants = rows(&schemas::NAME_VARIANTS, include_str!("../../../../grammar/english/name-variants.table"));
        Self {
            particles: particles.iter().map(|row| (row.cells[0], particle(row.cells[1]))).collect(),
            longest: sounds.keys().map(|written| written.len()).max().unwrap_or(1),
            sounds,
            costs: costs(),
            cyrillic: cyrillic.iter().filter_map(|row| Some((row.cells[0].chars().next()?, row.cells[1]))).collect(),
            frequent: frequent.iter().map(|row| (row.cells[0], row.cells[1].parse().unwrap_or(1.0))).collect(),
            short_forms: short_forms.iter().map(|row| (row.cells[0], row.cells[1])).collect(),
            company_forms: companies.iter().map(|row| (row.cells[0], row.cells[1])).collect(),
            variants: variants.iter().map(|row| (row.cells[0], row.cells[1])).collect(),
        }
    }

    /// What kind of particle a lower-case word is.
    pub fn particle(&self, word: &str) -> Option<Particle> {
        self.particles.get(word).copied()
    }

    /// Latin letters for a small Cyrillic one.
    pub fn latin(&self, letter: char) -> Option<&'static str> {
        self.cyrillic.get(&letter).copied()
    }

    /// The sounds of a word of small Latin letters; doubled ones count once, other letters are left out.
    pub fn sounds(&self, word: &str) -> Vec<Sound> {
        let mut sounds: Vec<Sound> = Vec::with_capacity(word.len());
        let mut at = 0;
        while at < word.len() {
            let fits = (1..=self.longest.min(word.len() - at)).rev().find_map(|length| {
                let written = word.get(at..at + length)?;
                // `Jawad`: before a vowel a w or y is a consonant and makes no diphthong with the one in front.
                let glide = length > 1 && written.ends_with(['w', 'y']);
                let before_vowel = word[at + length..].starts_with(['a', 'e', 'i', 'o', 'u']);
                let before_y = written.ends_with('w') && word[at + length..].starts_with('y');
                if glide && (before_vowel || before_y) {
                    return None;
                }
                self.sounds.get(written).map(|sound| (length, *sound))
            });
            let Some((length, read)) = fits else {
                at += word[at..].chars().next().map_or(1, char::len_utf8);
                continue;
            };
            for sound in read.bytes() {
                if sounds.last() != Some(&sound) {
                    sounds.push(sound);
                }
            }
            at += length;
        }
        // A final h behind a vowel is only the writer's.
        if let [.., vowel, b'h'] = sounds.as_slice()
            && is_vowel(*vowel)
        {
            sounds.pop();
        }
        sounds
    }

    /// What it costs to take one sound for another.
    pub fn cost(&self, a: Sound, b: Sound) -> f32 {
        self.costs[usize::from(a & 127)][usize::from(b & 127)]
    }

    /// What it costs to leave a sound out.
    pub fn cost_of_nothing(&self, a: Sound) -> f32 {
        self.cost(a, NOTHING)
    }

    /// True where `short` is a short form of `long`, or the other way round.
    pub fn is_short_form(&self, short: &str, long: &str) -> bool {
        self.short_forms.iter().any(|(s, l)| (*s, *l) == (short, long) || (*s, *l) == (long, short))
    }

    /// The shared form of a lower-case word that says a company's legal form.
    pub fn company_form(&self, word: &str) -> Option<&'static str> {
        self.company_forms.get(word).copied()
    }

    /// The standard spelling of a lower-case word of organisations' names.
    pub fn standard<'w>(&self, word: &'w str) -> &'w str {
        self.variants.get(word).copied().unwrap_or(word)
    }
}

/// True for the sounds of vowels.
pub fn is_vowel(sound: Sound) -> bool {
    matches!(sound, b'a' | b'e' | b'i' | b'o' | b'u' | b'E' | b'O')
}

fn costs() -> Box<[[f32; 128]]> {
    let mut costs = vec![[1.0; 128]; 128].into_boxed_slice();
    for sound in 0..128 {
        costs[sound][sound] = 0.0;
        // A vowel for a consonant is the worst of all, but a vowel for a vowel is little.
        for other in 0..128 {
            if sound != other && is_vowel(sound as u8) && is_vowel(other as u8) {
                costs[sound][other] = 0.3;
            }
        }
    }
    for row in rows(&schemas::LIKENESS, include_str!("../../../../grammar/transliteration/likeness.table")) {
        let (a, b) = (usize::from(row.cells[0].as_bytes()[0]), usize::from(row.cells[1].as_bytes()[0]));
        let cost = row.cells[2].parse().unwrap_or(1.0);
        costs[a & 127][b & 127] = cost;
        costs[b & 127][a & 127] = cost;
    }
    costs
}

fn particle(name: &str) -> Particle {
    match name {
        "article" => Particle::Article,
        "assimilated" => Particle::Assimilated,
        "son" => Particle::Son,
        "kunya" => Particle::Kunya,
        "servant" => Particle::Servant,
        _ => Particle::Plain,
    }
}
