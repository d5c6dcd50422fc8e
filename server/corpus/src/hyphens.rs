//! Words cut at a line end: whether the hyphen belongs to the word (`pro-Iran`) or to the line end (`govern-ment`).

use std::hash::Hasher;
use std::sync::LazyLock;

use deskcheck_analysis::lexicon::tables;
use rustc_hash::{FxHashMap, FxHashSet, FxHasher};

use crate::schemas::HYPHENS;

/// Parts of compounds, with whether they stand before the hyphen.
static PARTS: LazyLock<FxHashMap<&'static str, bool>> = LazyLock::new(|| {
    let rows = tables::rows(&HYPHENS, include_str!("../../../grammar/english/hyphens.table"))
        .unwrap_or_else(|faults| unreachable!("the build script checks every table: {faults:?}"));
    rows.iter().map(|row| (row.cells[0], row.cells[1] == "first")).collect()
});

/// The words of a text, lower case, as far as no line end cuts them: what halves are held against.
#[derive(Debug, Default)]
pub struct Vocabulary {
    /// Hashes: a text has many words.
    words: FxHashSet<u64>,
}

impl Vocabulary {
    /// The words of `text`.
    pub fn of(text: &str) -> Self {
        let words = text.split(|c: char| !(c.is_alphanumeric() || "-’'".contains(c)));
        let whole = words.filter(|word| !word.is_empty() && !word.ends_with('-'));
        Self { words: whole.map(hash).collect() }
    }

    fn has(&self, word: &str) -> bool {
        self.words.contains(&hash(word))
    }
}

/// The hash of a word, letter case aside.
fn hash(word: &str) -> u64 {
    let mut hasher = FxHasher::default();
    for letter in word.chars().flat_map(char::to_lowercase) {
        hasher.write_u32(letter as u32);
    }
    hasher.finish()
}

/// True where a line that ends with `line_end` ends with a word cut by its hyphen.
pub fn is_cut(line_end: &str) -> bool {
    let Some(before) = line_end.strip_suffix(['-', '\u{AD}']) else { return false };
    before.ends_with(char::is_alphanumeric)
}

/// True where the hyphen between `first-` at a line end and `second` at the next line's beginning is part of the word.
///
/// # Example
///
/// ```
/// use deskcheck_corpus::hyphens::{Vocabulary, keeps_hyphen};
/// let text = Vocabulary::of("The months-long talks about a well armed militia.");
/// assert!(keeps_hyphen("pro", "Iran", &text));
/// assert!(keeps_hyphen("months", "long", &text));
/// assert!(keeps_hyphen("well", "armed", &text));
/// assert!(!keeps_hyphen("mili", "tia", &text));
/// assert!(!keeps_hyphen("al-Ka", "dhimi", &text));
/// ```
pub fn keeps_hyphen(first: &str, second: &str, words: &Vocabulary) -> bool {
    if !second.starts_with(char::is_lowercase) {
        return true;
    }
    let joined = format!("{first}{second}");
    let last = first.rsplit('-').next().unwrap_or(first);
    if words.has(&joined) || words.has(&format!("{last}{second}")) {
        return false;
    }
    if words.has(&format!("{first}-{second}")) {
        return true;
    }
    let (last, second) = (last.to_lowercase(), second.to_lowercase());
    let is_number = last.bytes().all(|byte| byte.is_ascii_digit());
    let is_first = PARTS.get(last.as_str()) == Some(&true);
    let is_second = PARTS.get(second.as_str()) == Some(&false);
    is_number || is_second && (is_first || words.has(&last)) || is_first && words.has(&second)
}
