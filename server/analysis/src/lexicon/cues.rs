//! Single words and phrases with one meaning each: near synonyms, cues of growing totals, rates and ranks.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::lookup::Lookup;
use super::phrases::Phrases;
use super::{grammar, rows, schemas};

static SYNONYMS: LazyLock<Lookup<&'static str>> = LazyLock::new(|| {
    let table = rows(&schemas::SYNONYMS, grammar!("english/synonyms.table"));
    table.iter().flat_map(|row| row.list(1).map(|word| (word, row.cells[0]))).collect()
});

/// Lower-case words to the one that stands for all that say the same.
pub fn synonyms() -> &'static Lookup<&'static str> {
    &SYNONYMS
}

static RUNNING_CUES: LazyLock<Phrases<()>> = LazyLock::new(|| {
    Phrases::new(
        rows(&schemas::RUNNING_CUES, grammar!("english/running-cues.table")).iter().map(|row| (row.cells[0], ())),
    )
});

/// Lower-case words that make a count one of a growing total (`so far`).
pub fn running_cues() -> &'static Phrases<()> {
    &RUNNING_CUES
}

static RATES: LazyLock<FxHashMap<&'static str, &'static str>> = LazyLock::new(|| {
    rows(&schemas::RATES, grammar!("english/rates.table")).iter().map(|row| (row.cells[0], row.cells[1])).collect()
});

/// Lower-case words that make a figure one for each stretch of time, with that stretch (`daily`: `day`).
pub fn rates() -> &'static FxHashMap<&'static str, &'static str> {
    &RATES
}

static ATTRIBUTES: LazyLock<FxHashMap<&'static str, &'static str>> = LazyLock::new(|| {
    let table = rows(&schemas::ATTRIBUTES, grammar!("english/attributes.table"));
    table.iter().map(|row| (row.cells[0], row.cells[1])).collect()
});

/// Lower-case adjectives behind a measure, with the attribute they measure (`long`: `length`).
pub fn attributes() -> &'static FxHashMap<&'static str, &'static str> {
    &ATTRIBUTES
}

/// What the locator of a citation counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Locator {
    /// Pages, as the document numbers them.
    Page,
    /// Paragraphs, from 1.
    Paragraph,
}

/// Longest first, so that `pp.` is not read as `p`.
static LOCATORS: LazyLock<Vec<(&'static str, Locator)>> = LazyLock::new(|| {
    let table = rows(&schemas::LOCATORS, grammar!("english/locators.table"));
    let unit = |of: &str| if of == "page" { Locator::Page } else { Locator::Paragraph };
    let mut locators: Vec<_> = table.iter().map(|row| (row.cells[0], unit(row.cells[1]))).collect();
    locators.sort_by_key(|(unit, _)| std::cmp::Reverse(unit.len()));
    locators
});

/// The unit of a locator that `text` begins with, with its length in bytes.
pub fn locator(text: &str) -> Option<(Locator, usize)> {
    let (unit, of) = LOCATORS.iter().find(|(unit, _)| text.starts_with(unit))?;
    let ends_word = !unit.ends_with(char::is_alphabetic) || !text[unit.len()..].starts_with(char::is_alphabetic);
    ends_word.then_some((*of, unit.len()))
}

static RANK_WORDS: LazyLock<FxHashMap<&'static str, i16>> = LazyLock::new(|| {
    let table = rows(&schemas::RANK_WORDS, grammar!("english/rank-words.table"));
    table.iter().filter_map(|row| Some((row.cells[0], row.cells[1].parse().ok()?))).collect()
});

/// Lower-case words that pick one of a row of like things, with its place from the front, or (negative) from behind.
pub fn rank_words() -> &'static FxHashMap<&'static str, i16> {
    &RANK_WORDS
}
