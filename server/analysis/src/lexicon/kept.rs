//! What was worked out for the words met last, so that the most frequent ones are not looked up in table after table again.

use std::cell::RefCell;

use super::lookup::hash;

/// So many words are kept, where nothing else is said; a power of two.
const PLACES: usize = 4096;

/// What a pure function says of words, or of pairs of them: each has one of so many places, from which it drives out the one
/// before.
pub(crate) struct Kept<T, const COUNT: usize = PLACES>(RefCell<Vec<Option<(u64, T)>>>);

impl<T: Copy, const COUNT: usize> Kept<T, COUNT> {
    /// With nothing in it; no memory is taken before the first word comes.
    pub(crate) const fn new() -> Self {
        Self(RefCell::new(Vec::new()))
    }

    /// What `told` says of `word`, asked only where it is not known any more. Words are told apart by 64 bits of hash.
    pub(crate) fn of(&self, word: &str, told: impl FnOnce(&str) -> T) -> T {
        self.under(hash(word), || told(word))
    }

    /// The same of what has this hash.
    #[inline]
    pub(crate) fn under(&self, key: u64, told: impl FnOnce() -> T) -> T {
        let place = key as usize % COUNT;
        if let Some(Some((known, value))) = self.0.borrow().get(place)
            && *known == key
        {
            return *value;
        }
        let value = told();
        let mut places = self.0.borrow_mut();
        if places.is_empty() {
            places.resize(COUNT, None);
        }
        places[place] = Some((key, value));
        value
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    #[test]
    fn a_word_is_asked_about_once_while_it_is_kept() {
        let (kept, asked) = (Kept::<_>::new(), Cell::new(0));
        let length = |word: &str| {
            asked.set(asked.get() + 1);
            word.len()
        };
        assert_eq!([kept.of("raid", length), kept.of("raids", length), kept.of("raid", length)], [4, 5, 4]);
        assert_eq!(asked.get(), 2);
        let many: Vec<String> = (0..10 * PLACES).map(|number| number.to_string()).collect();
        assert!(many.iter().all(|word| kept.of(word, str::len) == word.len()));
    }
}
