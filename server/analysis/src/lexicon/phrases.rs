//! Lookup of phrases of several words, longest first.

use super::lookup::{Lookup, part_before};

/// Phrases of one or more lower-case words, each with what it stands for.
#[derive(Debug)]
pub struct Phrases<T> {
    by_first: Lookup<Vec<(Vec<&'static str>, T)>>,
}

impl<T: Copy> Phrases<T> {
    /// Takes in phrases whose words are parted by single spaces.
    pub fn new(phrases: impl IntoIterator<Item = (&'static str, T)>) -> Self {
        let mut by_first: Lookup<Vec<(Vec<&'static str>, T)>> = Lookup::default();
        for (phrase, value) in phrases {
            let words: Vec<_> = phrase.split(' ').collect();
            by_first.entry(words[0]).push((words, value));
        }
        for list in by_first.values_mut() {
            list.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
        }
        Self { by_first }
    }

    /// The longest phrase that begins at `words[at]`: how many words it has, and what it stands for.
    pub fn longest_at<S: AsRef<str>>(&self, words: &[S], at: usize) -> Option<(usize, T)> {
        let candidates = self.by_first.get(words.get(at)?.as_ref())?;
        candidates.iter().find_map(|(phrase, value)| {
            let stands = words.len() - at >= phrase.len()
                && phrase.iter().zip(&words[at..]).all(|(wanted, word)| *wanted == word.as_ref());
            stands.then_some((phrase.len(), *value))
        })
    }

    /// The first words of all phrases, in no order.
    pub fn first_words(&self) -> impl Iterator<Item = &'static str> {
        self.by_first.words().copied()
    }

    /// True where some phrase begins with `word`.
    pub fn begins_with(&self, word: &str) -> bool {
        self.by_first.contains(word)
    }

    /// What the whole of `phrase` stands for.
    pub fn get(&self, phrase: &str) -> Option<T> {
        let first = part_before(phrase, b' ');
        let candidates = self.by_first.get(first)?;
        if first.len() == phrase.len() {
            return candidates.iter().find(|(words, _)| words.len() == 1).map(|(_, value)| *value);
        }
        candidates.iter().find(|(words, _)| words.iter().copied().eq(phrase.split(' '))).map(|(_, value)| *value)
    }
}
