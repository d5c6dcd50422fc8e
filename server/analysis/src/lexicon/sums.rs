//! Words around sums: what says that a list is not all of it, that a value was revised, that a row sums up.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::phrases::Phrases;
use super::{grammar, nouns, rows, schemas};

/// What a word beside a figure says of sums.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cue {
    /// What is listed is not all of it.
    Part,
    /// Another value of the same is told on purpose.
    Revision,
    /// It sums up.
    Total,
    /// Values like these cannot be summed.
    Uneven,
}

/// Lookups over words around sums.
pub struct Sums {
    cues: [(Cue, Phrases<()>); 4],
    nouns: FxHashMap<&'static str, &'static str>,
}

static SUMS: LazyLock<Sums> = LazyLock::new(|| {
    let cues = rows(&schemas::SUM_CUES, grammar!("english/sum-cues.table"));
    let table = rows(&schemas::SUM_NOUNS, grammar!("english/sum-nouns.table"));
    let of = |kind: &str| {
        let named = cues.iter().filter(|row| row.list(1).any(|name| name == kind));
        Phrases::new(named.map(|row| (row.cells[0], ())))
    };
    Sums {
        cues: [
            (Cue::Part, of("part")),
            (Cue::Revision, of("revision")),
            (Cue::Total, of("total")),
            (Cue::Uneven, of("uneven")),
        ],
        nouns: table.iter().map(|row| (row.cells[0], row.cells[1])).collect(),
    }
});

/// The one instance.
pub fn sums() -> &'static Sums {
    &SUMS
}

impl Sums {
    /// True where a phrase of that kind begins at `words[at]`, lower case.
    pub fn is_at<S: AsRef<str>>(&self, cue: Cue, words: &[S], at: usize) -> bool {
        self.cues.iter().any(|(kind, phrases)| *kind == cue && phrases.longest_at(words, at).is_some())
    }

    /// True where a phrase of that kind stands anywhere among `words`, lower case.
    pub fn stands_in<S: AsRef<str>>(&self, cue: Cue, words: &[S]) -> bool {
        (0..words.len()).any(|at| self.is_at(cue, words, at))
    }

    /// True for a noun (a lemma) of which whatever is listed is one.
    pub fn is_point(&self, lemma: &str) -> bool {
        self.nouns.get(lemma) == Some(&"point")
    }

    /// True for persons (a lemma) who are singled out of a number without the rest being told.
    pub fn is_highlight(&self, lemma: &str) -> bool {
        let is_listed = |lemma| self.nouns.get(lemma) == Some(&"highlight");
        is_listed(lemma) || is_listed(nouns().class(lemma))
    }
}
