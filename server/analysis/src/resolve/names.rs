//! How alike two names are, and whether they are one.

/// What comparing two names gave.
#[derive(Clone, Debug, PartialEq)]
pub struct Likeness {
    /// From 0 (nothing in common) to 1 (the same).
    pub score: f64,
    /// The decision.
    pub same: bool,
    /// The reasons, in words.
    pub because: Vec<String>,
}

/// Compares two names.
pub fn compare(a: &str, b: &str) -> Likeness {
    Likeness { score: f64::from(u8::from(a == b)), same: a == b, because: Vec::new() }
}
