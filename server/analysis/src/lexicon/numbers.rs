//! Number words, hedges and vague numbers.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::lookup::Lookup;
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
    /// Score and gross, which multiply only where that is clear.
    Score,
    /// Third, quarter: the value is the number of parts.
    Fraction,
    /// `½`: the value is the part.
    Part,
    /// First, 21st.
    Ordinal,
    /// Minus.
    Minus,
}

/// What a word does in a range of two numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RangePart {
    /// Opens a range whose ends are joined by `and`.
    Between,
    /// Joins the ends behind `between`.
    And,
    /// Joins the ends.
    To,
    /// Joins the ends.
    Or,
    /// Opens a range behind a word that tells of one, a change behind others.
    From,
    /// Tells that what follows is a range (`ranging`).
    Spread,
}

/// Lookups over numbers.
pub struct Numbers {
    words: Lookup<(f64, NumberKind)>,
    /// The words of one to nineteen and of the tens, the usual one of each first.
    spelled: Vec<(u32, &'static str)>,
    suffixes: Lookup<(f64, NumberKind)>,
    /// Phrases like `dozens of`: what agrees with it, and what does not contradict it.
    pub vague: Phrases<(Interval, Interval)>,
    /// Hedges before a number.
    pub before: Phrases<Hedge>,
    /// Hedges behind it; none where it takes in the number that a bound left out (`or equal`).
    pub after: Phrases<Option<Hedge>>,
    /// Hedges joined to it by a hyphen (`thirty-odd`).
    pub joined: Phrases<Hedge>,
    /// Verbs that bound the number behind them.
    verbs: Lookup<Hedge>,
    /// Words of ranges.
    ranges: Lookup<RangePart>,
    /// Most words of a hedge.
    longest_hedge: usize,
    /// Hedges that are particles of some verbs.
    particles: Lookup<Vec<&'static str>>,
}

static NUMBERS: LazyLock<Numbers> =
    LazyLock::new(|| {
        let words = rows(&schemas::NUMBER_WORDS, grammar!("english/number-words.table"));
        let suffixes = rows(&schemas::NUMBER_SUFFIXES, grammar!("english/number-suffixes.table"));
        let vague = rows(&schemas::VAGUE_NUMBERS, grammar!("english/vague-numbers.table"));
        let hedges = rows(&schemas::HEDGES, grammar!("english/hedges.table"));
        let ranges = rows(&schemas::RANGE_WORDS, grammar!("english/range-words.table"));
        let side = |side: &'static str| {
            let rows = hedges.iter().filter(move |row| row.cells[2] == side);
            rows.map(|row| (row.cells[0], hedge(row.cells[1]))).collect::<Vec<_>>()
        };
        let known = |side: Vec<(&'static str, Option<Hedge>)>| {
            side.into_iter().map(|(phrase, hedge)| (phrase, hedge.unwrap_or_default()))
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
            spelled: words
                .iter()
                .filter(|row| matches!(kind(row.cells[2]), NumberKind::Small | NumberKind::Ten))
                .map(|row| (value(row.cells[1]) as u32, row.cells[0]))
                .collect(),
            suffixes: suffixes.iter().map(|row| (row.cells[0], (value(row.cells[1]), kind(row.cells[2])))).collect(),
            vague: Phrases::new(vague.iter().map(|row| {
                (row.cells[0], (interval(row.cells[1], row.cells[2]), interval(row.cells[3], row.cells[4])))
            })),
            particles: hedges
                .iter()
                .filter(|row| row.cells[2] == "before")
                .map(|row| (row.cells[0], row.list(3).collect()))
                .collect(),
            before: Phrases::new(known(side("before"))),
            after: Phrases::new(side("after")),
            joined: Phrases::new(known(side("joined"))),
            verbs: known(side("verb")).collect(),
            ranges: ranges.iter().map(|row| (row.cells[0], range_part(row.cells[1]))).collect(),
            longest_hedge: hedges.iter().map(|row| row.cells[0].split(' ').count()).max().unwrap_or(0),
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
        "score" => NumberKind::Score,
        "fraction" => NumberKind::Fraction,
        "part" => NumberKind::Part,
        "minus" => NumberKind::Minus,
        _ => NumberKind::Ordinal,
    }
}

fn hedge(name: &str) -> Option<Hedge> {
    Some(match name {
        "about" => Hedge::About,
        "nearly" => Hedge::Nearly,
        "more-than" => Hedge::MoreThan,
        "over" => Hedge::Over,
        "at-least" => Hedge::AtLeast,
        "less-than" => Hedge::LessThan,
        "at-most" => Hedge::AtMost,
        "exact" => Hedge::Exact,
        _ => return None,
    })
}

fn range_part(name: &str) -> RangePart {
    match name {
        "between" => RangePart::Between,
        "and" => RangePart::And,
        "to" => RangePart::To,
        "or" => RangePart::Or,
        "from" => RangePart::From,
        _ => RangePart::Spread,
    }
}

impl Numbers {
    /// Every number word, in no order.
    pub(super) fn words(&self) -> impl Iterator<Item = &'static str> {
        self.words.words().copied()
    }

    /// Value and kind of a lower-case number word.
    pub fn word(&self, lower: &str) -> Option<(f64, NumberKind)> {
        self.words.get(lower).copied()
    }

    /// A whole number below a hundred in words.
    pub fn spelled(&self, value: u32) -> Option<String> {
        let word = |value: u32| self.spelled.iter().find(|(known, _)| *known == value).map(|(_, word)| *word);
        match (word(value), value) {
            (Some(word), _) => Some(word.to_owned()),
            (None, 21..=99) => Some(format!("{}-{}", word(value - value % 10)?, word(value % 10)?)),
            _ => None,
        }
    }

    /// How a verb (a form or a lemma) bounds the number behind it (`exceeded`).
    pub fn bounding_verb(&self, verb: &str) -> Option<Hedge> {
        self.verbs.get(verb).copied()
    }

    /// What a lower-case word does between or before two numbers.
    pub fn range_part(&self, lower: &str) -> Option<RangePart> {
        self.ranges.get(lower).copied()
    }

    /// Words of the longest hedge before a number.
    pub fn longest_hedge(&self) -> usize {
        self.longest_hedge
    }

    /// True where a hedge behind the verb `lemma` is that verb's particle (`came under`).
    pub fn is_particle(&self, hedge: &str, lemma: &str) -> bool {
        self.particles.get(hedge).is_some_and(|verbs| verbs.contains(&lemma))
    }

    /// Value and kind of letters that touch digits from behind (`m`, `th`, `MM`), as written.
    pub fn suffix(&self, written: &str) -> Option<(f64, NumberKind)> {
        self.suffixes.get(written).or_else(|| self.suffixes.get(written.to_lowercase().as_str())).copied()
    }
}
