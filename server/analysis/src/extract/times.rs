//! Times: dates and stretches of days, absolute or relative to the day a text was written.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::text::Span;

/// How a stretch of days is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TimeKind {
    /// It happened on some day of these.
    Point,
    /// A count over all of these days ("since October", "in the past two weeks").
    Window,
}

/// Days, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Time {
    /// The words, in bytes; empty where the time was taken over from elsewhere.
    pub span: Span,
    /// First day.
    pub first: Date,
    /// Last day.
    pub last: Date,
    /// How it is meant.
    pub kind: TimeKind,
}
