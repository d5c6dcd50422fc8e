//! Quantities: numbers in text with their hedge and unit, as intervals.

use serde::{Deserialize, Serialize};

use crate::text::Span;

/// What is measured.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Things that can be counted.
    #[default]
    Count,
    /// An amount of money; the unit is an ISO 4217 code.
    Money,
    /// A share of a hundred; percentage points have the unit `point`.
    Percent,
    /// A length of time, in its unit.
    Duration,
    /// A length, weight, temperature..., in its unit.
    Measure,
    /// A day, or a stretch of days.
    Date,
}

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

/// A number with its hedge and unit.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Quantity {
    /// From the hedge to the unit, in bytes.
    pub span: Span,
    /// What is measured.
    pub kind: Kind,
    /// Values outside contradict it.
    pub hard: Interval,
    /// Values inside agree with it; between `hard` and `soft` there is silence.
    pub soft: Interval,
    /// How it was qualified.
    pub hedge: Hedge,
    /// The unit (`percent`, `USD`, `metre`, `day`), for counts empty.
    pub unit: String,
}
