//! Counted nouns: which mean the same, and which are a kind of which.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::lookup::Lookup;
use super::{grammar, rows, schemas};

/// How two nouns stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NounRelation {
    /// They count the same things.
    Same,
    /// All things the first counts are counted by the second as well.
    KindOf,
    /// All things the second counts are counted by the first as well.
    HasKind,
    /// Neither, as far as is known.
    Different,
}

/// Lookups over nouns.
pub struct Nouns {
    /// Word to the head of its row.
    class: Lookup<&'static str>,
    /// Head of a row to its wider kind.
    parent: Lookup<&'static str>,
    quantity: FxHashSet<&'static str>,
    general: FxHashSet<&'static str>,
    /// Widest kind and class to the class that is told instead.
    instruments: FxHashMap<(&'static str, &'static str), &'static str>,
}

static NOUNS: LazyLock<Nouns> = LazyLock::new(|| {
    let table = rows(&schemas::NOUNS, grammar!("english/nouns.table"));
    let instruments = rows(&schemas::INSTRUMENTS, grammar!("english/instruments.table"));
    let instruments =
        instruments.iter().flat_map(|row| row.list(2).map(|class| ((row.cells[0], class), row.cells[1]))).collect();
    let general = table.iter().filter(|row| row.cells[2] == "yes").map(|row| row.cells[0]).collect();
    let quantity = rows(&schemas::QUANTITY_NOUNS, grammar!("english/quantity-nouns.table"));
    let quantity = quantity.iter().map(|row| row.cells[0]).collect();
    let mut nouns = Nouns { class: Lookup::default(), parent: Lookup::default(), quantity, general, instruments };
    for row in &table {
        nouns.class.insert(row.cells[0], row.cells[0]);
        for word in row.list(3) {
            if !nouns.class.contains(word) {
                nouns.class.insert(word, row.cells[0]);
            }
        }
        if !row.cells[1].is_empty() {
            nouns.parent.insert(row.cells[0], row.cells[1]);
        }
    }
    nouns
});

static LABELS: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| {
    rows(&schemas::LABEL_NOUNS, grammar!("english/label-nouns.table")).iter().map(|row| row.cells[0]).collect()
});

/// Words of contests, and words of marks.
static CONTESTS: LazyLock<[FxHashSet<&'static str>; 2]> = LazyLock::new(|| {
    let table = rows(&schemas::CONTESTS, grammar!("english/contests.table"));
    ["mark", "contest"].map(|other| table.iter().filter(|row| row.cells[1] != other).map(|row| row.cells[0]).collect())
});

/// Lower-case nouns whose number names rather than counts (`page 10`).
pub fn labels() -> &'static FxHashSet<&'static str> {
    &LABELS
}

/// Lower-case nouns and verbs of contests and votes, beside which two joined numbers are a result (`won 3-1`).
pub fn contests() -> &'static FxHashSet<&'static str> {
    &CONTESTS[0]
}

/// Lower-case nouns and verbs behind which a number out of another is a mark (`rated 4/5`).
pub fn marks() -> &'static FxHashSet<&'static str> {
    &CONTESTS[1]
}

/// The one instance.
pub fn nouns() -> &'static Nouns {
    &NOUNS
}

impl Nouns {
    /// The word that stands for all that mean the same as `lemma`; itself where the table has none.
    pub fn class<'a>(&self, lemma: &'a str) -> &'a str
    where
        'static: 'a,
    {
        self.class.get(lemma).copied().unwrap_or(lemma)
    }

    /// The class that counts `lemma` alike under `class` (missiles fired, landing, targeting something).
    pub fn instrument(&self, lemma: &str, class: &str) -> Option<&'static str> {
        self.instruments.get(&(self.root(lemma), class)).copied()
    }

    /// True for a word for persons that tells nothing more of them (`member`, `suspect`).
    pub fn is_general(&self, lemma: &str) -> bool {
        self.general.contains(self.class(lemma))
    }

    /// Words for persons that tell nothing more of them.
    pub fn general(&self) -> impl Iterator<Item = &'static str> {
        self.general.iter().copied()
    }

    /// True where the table has `lemma`.
    pub fn is_known(&self, lemma: &str) -> bool {
        self.class.contains(lemma)
    }

    /// True where a noun stands for the number of something (`number`, `level`).
    pub fn is_quantity(&self, lemma: &str) -> bool {
        self.quantity.contains(lemma)
    }

    /// The widest kind above `lemma`.
    pub fn root<'a>(&self, lemma: &'a str) -> &'a str
    where
        'static: 'a,
    {
        let mut at = self.class(lemma);
        for _ in 0..8 {
            match self.parent.get(at) {
                Some(parent) => at = parent,
                None => break,
            }
        }
        at
    }

    /// How `a` stands to `b`, both lemmas.
    pub fn relation(&self, a: &str, b: &str) -> NounRelation {
        let (a, b) = (self.class(a), self.class(b));
        if a == b {
            NounRelation::Same
        } else if self.is_below(a, b) {
            NounRelation::KindOf
        } else if self.is_below(b, a) {
            NounRelation::HasKind
        } else {
            NounRelation::Different
        }
    }

    /// True where `lemma` is a person of any kind.
    pub fn is_person(&self, lemma: &str) -> bool {
        let class = self.class(lemma);
        class == "person" || self.is_below(class, "person") || lemma.len() > 5 && lemma.ends_with("man")
    }

    fn is_below(&self, low: &str, high: &str) -> bool {
        let mut at = low;
        // The tables hold short chains; a bound keeps a cycle in them from turning here for ever.
        for _ in 0..8 {
            match self.parent.get(at) {
                Some(parent) if *parent == high => return true,
                Some(parent) => at = parent,
                None => return false,
            }
        }
        false
    }
}
