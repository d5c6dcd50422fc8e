//! Number words, hedges and vague numbers.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::phrases::Phrases;
use super::{grammar, rows, schemas};

/// How the writer qualified a number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Hedge {
    /// As it stands.
    #[default]
    Exact,
    /// About, around, some, roughly.
    About,
    /// Nearly, almost.
    Nearly,
    /// More than.
    MoreThan,
    /// Over, as prose uses it: more than, with an implied ceiling.
    Over,
    /// At least.
    AtLeast,
    /// Fewer than.
    LessThan,
    /// At most, up to.
    AtMost,
    /// Between two values.
    Range,
    /// Dozens, several, hundreds.
    Vague,
    /// One, by the article alone ("a soldier was wounded"): never a claim, never a contradiction.
    Article,
}

/// A set of numbers without gaps. `None` is unbounded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Interval {
    /// Least value.
    pub low: Option<f64>,
    /// Greatest value.
    pub high: Option<f64>,
    /// True where `low` itself is left out.
    pub low_open: bool,
    /// True where `high` itself is left out.
    pub high_open: bool,
}

impl Interval {
    /// From `low` to `high`, both included.
    pub fn closed(low: f64, high: f64) -> Self {
        Self { low: Some(low), high: Some(high), low_open: false, high_open: false }
    }

    /// `value` alone.
    pub fn exactly(value: f64) -> Self {
        Self::closed(value, value)
    }

    /// The same interval with both bounds multiplied.
    #[must_use]
    pub fn times(self, factor: f64) -> Self {
        Self { low: self.low.map(|low| low * factor), high: self.high.map(|high| high * factor), ..self }
    }
}

/// How a number word counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberKind {
    /// One to nineteen.
    Small,
    /// Twenty to ninety.
    Ten,
    /// Hundred.
    Hundred,
    /// Thousand and above.
    Scale,
    /// Dozen.
    Dozen,
    /// Third, quarter.
    Fraction,
    /// First, 21st.
    Ordinal,
}

/// Lookups over numbers.
pub struct Numbers {
    words: FxHashMap<&'static str, (f64, NumberKind)>,
    suffixes: FxHashMap<&'static str, (f64, NumberKind)>,
    /// Phrases like `dozens of`: what agrees with it, and what does not contradict it.
    pub vague: Phrases<(Interval, Interval)>,
    /// Hedges before a number.
    pub before: Phrases<Hedge>,
    /// Hedges behind it.
    pub after: Phrases<Hedge>,
    /// Hedges that are particles of some verbs.
    particles: FxHashMap<&'static str, Vec<&'static str>>,
}

static NUMBERS: LazyLock<Numbers> =
    LazyLock::new(|| {
        let words = rows(&schemas::NUMBER_WORDS, grammar!("english/number-words.table"));
        let suffixes = rows(&schemas::NUMBER_SUFFIXES, grammar!("english/number-suffixes.table"));
        let vague = rows(&schemas::VAGUE_NUMBERS, grammar!("english/vague-numbers.table"));
        let hedges = rows(&schemas::HEDGES, grammar!("english/hedges.table"));
        let side = |side: &'static str| {
            Phrases::new(
                hedges.iter().filter(move |row| row.cells[2] == side).map(|row| (row.cells[0], hedge(row.cells[1]))),
            )
        };
        let interval = |low: &str, high: &str| Interval {
            low: low.parse().ok(),
            high: high.parse().ok(),
            low_open: false,
            high_open: true,
        };
        let value = |cell: &str| cell.parse().unwrap_or(0.0);
        Numbers {
            words: words.iter().map(|row| (row.cells[0], (value(row.cells[1]), kind(row.cells[2])))).collect(),
            suffixes: suffixes.iter().map(|row| (row.cells[0], (value(row.cells[1]), kind(row.cells[2])))).collect(),
            vague: Phrases::new(vague.iter().map(|row| {
                (row.cells[0], (interval(row.cells[1], row.cells[2]), interval(row.cells[3], row.cells[4])))
            })),
            particles: hedges.iter().map(|row| (row.cells[0], row.list(3).collect())).collect(),
            before: side("before"),
            after: side("after"),
        }
    });

/// The one instance.
pub fn numbers() -> &'static Numbers {
    &NUMBERS
}

fn kind(name: &str) -> NumberKind {
    match name {
        "small" => NumberKind::Small,
        "ten" => NumberKind::Ten,
        "hundred" => NumberKind::Hundred,
        "scale" => NumberKind::Scale,
        "dozen" => NumberKind::Dozen,
        "fraction" => NumberKind::Fraction,
        _ => NumberKind::Ordinal,
    }
}

fn hedge(name: &str) -> Hedge {
    match name {
        "about" => Hedge::About,
        "nearly" => Hedge::Nearly,
        "more-than" => Hedge::MoreThan,
        "over" => Hedge::Over,
        "at-least" => Hedge::AtLeast,
        "less-than" => Hedge::LessThan,
        "at-most" => Hedge::AtMost,
        _ => Hedge::Exact,
    }
}

impl Numbers {
    /// Value and kind of a lower-case number word.
    pub fn word(&self, lower: &str) -> Option<(f64, NumberKind)> {
        self.words.get(lower).copied()
    }

    /// True where a hedge behind the verb `lemma` is that verb's particle (`came under`).
    pub fn is_particle(&self, hedge: &str, lemma: &str) -> bool {
        self.particles.get(hedge).is_some_and(|verbs| verbs.contains(&lemma))
    }

    /// Value and kind of letters that touch digits from behind (`m`, `th`).
    pub fn suffix(&self, lower: &str) -> Option<(f64, NumberKind)> {
        self.suffixes.get(lower).copied()
    }
}
