//! How alike two words sound: edit distance over sounds, with what each confusion costs.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::lexicon::transliteration::{Sound, is_vowel, transliteration};

/// The sounds of one word.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::resolve) struct Sounds(Vec<Sound>);

/// What vowels weigh against consonants.
const VOWEL: f32 = 0.4;
/// What two neighbouring sounds that changed places cost.
const SWAP: f32 = 0.6;
/// What another first consonant costs on top.
const ONSET: f32 = 0.25;

impl Sounds {
    /// The sounds of a word of small Latin letters; a word of another script has its letters' low bits instead, so that
    /// it is like itself.
    pub(in crate::resolve) fn of(word: &str) -> Self {
        let sounds = transliteration().sounds(word);
        if sounds.is_empty() {
            return Self(word.chars().map(|c| (c as u32 % 26) as u8 + b'A').collect());
        }
        Self(sounds)
    }

    /// The consonants, with those that are often confused taken together: what like names share.
    pub(in crate::resolve) fn skeleton(&self) -> String {
        let mut skeleton = String::new();
        for sound in &self.0 {
            let class = match sound {
                b'k' | b'Q' | b'X' | b'g' | b'G' => 'k',
                b'd' | b't' | b'D' | b'T' | b'z' | b's' | b'c' => 't',
                b'S' | b'C' | b'J' | b'Z' => 'j',
                b'p' | b'b' | b'f' | b'v' => 'p',
                b'm' | b'n' => 'n',
                b'l' | b'r' => 'r',
                _ => continue,
            };
            if !skeleton.ends_with(class) {
                skeleton.push(class);
            }
        }
        skeleton
    }

    /// Number of sounds.
    pub(in crate::resolve) fn len(&self) -> usize {
        self.0.len()
    }

    /// The row of the table of frequent names that this is a spelling of.
    pub(in crate::resolve) fn frequent(&self) -> Option<usize> {
        let rows = frequent().by_skeleton.get(&self.skeleton())?;
        let alike = rows.iter().map(|row| (likeness(&frequent().names[*row].0, self), *row));
        let best = alike.max_by(|x, y| x.0.total_cmp(&y.0).then(y.1.cmp(&x.1)))?;
        (best.0 > 0.92).then_some(best.1)
    }

    fn weight(&self) -> f32 {
        self.0.iter().map(|sound| weight(*sound)).sum()
    }
}

/// From 0 to 1: how much the frequent name of a row says of who is named.
pub(in crate::resolve) fn rarity(row: usize) -> f32 {
    frequent().names[row].1
}

/// The frequent names with their weights.
struct Frequent {
    names: Vec<(Sounds, f32)>,
    by_skeleton: FxHashMap<String, Vec<usize>>,
}

fn frequent() -> &'static Frequent {
    static FREQUENT: LazyLock<Frequent> = LazyLock::new(|| {
        let table = &transliteration().frequent;
        let names: Vec<_> = table.iter().map(|(name, weight)| (Sounds::of(name), *weight)).collect();
        let mut by_skeleton: FxHashMap<String, Vec<usize>> = FxHashMap::default();
        for (row, (sounds, _)) in names.iter().enumerate() {
            by_skeleton.entry(sounds.skeleton()).or_default().push(row);
        }
        Frequent { names, by_skeleton }
    });
    &FREQUENT
}

fn weight(sound: Sound) -> f32 {
    if is_vowel(sound) { VOWEL } else { 1.0 }
}

/// From 0 to 1: 1 where both sound the same.
pub(in crate::resolve) fn likeness(a: &Sounds, b: &Sounds) -> f32 {
    if a == b {
        return 1.0;
    }
    let longest = a.weight().max(b.weight()).max(1.0);
    (1.0 - (distance(&a.0, &b.0) + onset(a, b)) / longest).max(0.0)
}

/// What another beginning costs: the first sound is the one least often mistaken.
fn onset(a: &Sounds, b: &Sounds) -> f32 {
    match (a.0.first(), b.0.first()) {
        (Some(x), Some(y)) => ONSET * transliteration().cost(*x, *y),
        _ => 0.0,
    }
}

/// Weighted edit distance with neighbours that may change places.
fn distance(a: &[Sound], b: &[Sound]) -> f32 {
    let tables = transliteration();
    let mut older: Vec<f32> = Vec::new();
    let mut above: Vec<f32> = Vec::with_capacity(b.len() + 1);
    above.push(0.0);
    for sound in b {
        above.push(above[above.len() - 1] + tables.cost_of_nothing(*sound));
    }
    for (i, x) in a.iter().enumerate() {
        let mut row = Vec::with_capacity(b.len() + 1);
        row.push(above[0] + tables.cost_of_nothing(*x));
        for (j, y) in b.iter().enumerate() {
            let mut best = (above[j] + tables.cost(*x, *y))
                .min(above[j + 1] + tables.cost_of_nothing(*x))
                .min(row[j] + tables.cost_of_nothing(*y));
            if i > 0 && j > 0 && *x == b[j - 1] && a[i - 1] == *y && x != y {
                best = best.min(older[j - 1] + SWAP);
            }
            row.push(best);
        }
        older = std::mem::replace(&mut above, row);
    }
    above[b.len()]
}
