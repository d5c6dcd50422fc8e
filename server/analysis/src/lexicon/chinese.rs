//! Mandarin names in two romanisations: Hanyu pinyin (ISO 7098) and Wade-Giles as the press writes it, without apostrophes.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::{grammar, rows, schemas};

struct Syllables {
    /// Wade-Giles for each syllable of pinyin.
    pinyin: FxHashMap<&'static str, &'static str>,
    wade_giles: FxHashSet<&'static str>,
    surnames: FxHashSet<&'static str>,
}

static SYLLABLES: LazyLock<Syllables> = LazyLock::new(|| {
    let table = rows(&schemas::CHINESE, grammar!("transliteration/chinese.table"));
    Syllables {
        pinyin: table.iter().map(|row| (row.cells[0], row.cells[1])).collect(),
        wade_giles: table.iter().map(|row| row.cells[1]).collect(),
        surnames: table.iter().filter(|row| !row.cells[2].is_empty()).map(|row| row.cells[0]).collect(),
    }
});

/// Letters of the longest syllable.
const LONGEST: usize = 6;

/// Letters of three such: no part of a name has more syllables.
const LONGEST_WORD: usize = 3 * LONGEST;

/// The syllables of a word of small Latin letters that is pinyin throughout, in Wade-Giles, run together.
pub fn from_pinyin(word: &str) -> Option<String> {
    (word.len() <= LONGEST_WORD).then(|| cut(word, &|syllable| SYLLABLES.pinyin.get(syllable).copied())).flatten()
}

/// True for a frequent family name in pinyin.
pub fn is_surname(word: &str) -> bool {
    SYLLABLES.surnames.contains(word)
}

/// The word, where it is Wade-Giles throughout.
pub fn as_wade_giles(word: &str) -> Option<String> {
    (word.len() <= LONGEST_WORD).then(|| cut(word, &|syllable| SYLLABLES.wade_giles.get(syllable).copied())).flatten()
}

/// Cuts a word into syllables, the longest first, and runs together what stands for each.
fn cut(word: &str, read: &dyn Fn(&str) -> Option<&'static str>) -> Option<String> {
    if word.is_empty() {
        return Some(String::new());
    }
    (1..=LONGEST.min(word.len())).rev().find_map(|length| {
        let syllable = read(word.get(..length)?)?;
        Some(format!("{syllable}{}", cut(&word[length..], read)?))
    })
}
