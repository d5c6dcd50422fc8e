//! Lookup of phrases of several words, longest first.

use rustc_hash::FxHashMap;

/// Phrases of one or more lower-case words, each with what it stands for.
#[derive(Debug)]
pub struct Phrases<T> {
    by_first: FxHashMap<&'static str, Vec<(Vec<&'static str>, T)>>,
}

impl<T: Copy> Phrases<T> {
    /// Takes in phrases whose words are parted by single spaces.
    pub fn new(phrases: impl IntoIterator<Item = (&'static str, T)>) -> Self {
        let mut by_first: FxHashMap<_, Vec<_>> = FxHashMap::default();
        for (phrase, value) in phrases {
            let words: Vec<_> = phrase.split(' ').collect();
            by_first.entry(words[0]).or_default().push((words, value));
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
        self.by_first.keys().copied()
    }

    /// True where some phrase begins with `word`.
    pub fn begins_with(&self, word: &str) -> bool {
        self.by_first.contains_key(word)
    }

    /// What the whole of `phrase` stands for.
    pub fn get(&self, phrase: &str) -> Option<T> {
        let words: Vec<_> = phrase.split(' ').collect();
        self.longest_at(&words, 0).filter(|(length, _)| *length == words.len()).map(|(_, value)| value)
    }
}
