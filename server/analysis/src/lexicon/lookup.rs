//! Lookup of what is known of one word, quick where nothing is: of most words, most tables know nothing.

use std::borrow::Borrow;
use std::hash::{BuildHasher, Hash};

use rustc_hash::{FxBuildHasher, FxHashMap};

/// Words, each with what it stands for.
#[derive(Debug)]
pub struct Lookup<T, W = &'static str> {
    known: FxHashMap<W, T>,
    /// For each byte the lengths of the words that begin with it, a bit each.
    beginnings: Box<[u64; 256]>,
    /// For each byte the lengths of the words that end in it.
    endings: Box<[u64; 256]>,
}

impl<T, W> Default for Lookup<T, W> {
    fn default() -> Self {
        Self { known: FxHashMap::default(), beginnings: Box::new([0; 256]), endings: Box::new([0; 256]) }
    }
}

impl<T, W: Borrow<str> + Hash + Eq> Lookup<T, W> {
    /// What `word` stands for.
    #[inline]
    pub fn get(&self, word: &str) -> Option<&T> {
        let (first, last, length) = shape(word)?;
        if self.beginnings[first] & self.endings[last] & length == 0 {
            return None;
        }
        self.known.get(word)
    }

    /// True where `word` is known.
    pub fn contains(&self, word: &str) -> bool {
        self.get(word).is_some()
    }

    /// From now on `word` stands for `meaning` alone.
    pub fn insert(&mut self, word: W, meaning: T) {
        self.see(word.borrow());
        self.known.insert(word, meaning);
    }

    /// What `word` stands for, made where it is not known yet.
    pub fn entry(&mut self, word: W) -> &mut T
    where
        T: Default,
    {
        self.see(word.borrow());
        self.known.entry(word).or_default()
    }

    /// Every word, in no order.
    pub fn words(&self) -> impl Iterator<Item = &W> {
        self.known.keys()
    }

    /// Every word with what it stands for, in no order.
    pub fn iter(&self) -> impl Iterator<Item = (&W, &T)> {
        self.known.iter()
    }

    /// What they stand for, in no order.
    pub fn values_mut(&mut self) -> impl Iterator<Item = &mut T> {
        self.known.values_mut()
    }

    fn see(&mut self, word: &str) {
        if let Some((first, last, length)) = shape(word) {
            self.beginnings[first] |= length;
            self.endings[last] |= length;
        }
    }
}

/// The hash by which words are looked up while the program runs.
pub(crate) fn hash(word: &str) -> u64 {
    FxBuildHasher.hash_one(word)
}

/// What stands in a word before the first `mark`, an ASCII character; all of it where there is none.
#[inline]
pub(crate) fn part_before(word: &str, mark: u8) -> &str {
    &word[..word.bytes().position(|byte| byte == mark).unwrap_or(word.len())]
}

/// First and last byte of a word, and the bit that stands for its length; the empty word is never known.
#[inline]
fn shape(word: &str) -> Option<(usize, usize, u64)> {
    let bytes = word.as_bytes();
    Some((usize::from(*bytes.first()?), usize::from(*bytes.last()?), 1 << bytes.len().min(63)))
}

impl<T, W: Borrow<str> + Hash + Eq> FromIterator<(W, T)> for Lookup<T, W> {
    /// Of a word that comes twice the last meaning is kept.
    fn from_iter<I: IntoIterator<Item = (W, T)>>(words: I) -> Self {
        let mut lookup = Self::default();
        for (word, meaning) in words {
            lookup.insert(word, meaning);
        }
        lookup
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_its_words_are_known() {
        let lookup: Lookup<u8> = [("raid", 1), ("rain", 2), ("été", 3)].into_iter().collect();
        let found = ["raid", "rain", "été", "", "rd", "raided", "raif"].map(|word| lookup.get(word).copied());
        assert_eq!(found, [Some(1), Some(2), Some(3), None, None, None, None]);
    }
}
