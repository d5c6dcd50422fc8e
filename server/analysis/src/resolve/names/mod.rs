//! How alike two names are, and whether they are one.
//!
//! Names are cut into words of small Latin letters (`words`) and taken apart (`parts`, `weights`), which is done once a
//! name. Two of them are then compared part by part (`pairs`, by `sound`) and aligned (`align`); half of the score (`score`) is
//! the mean over the aligned parts, weighted by rarity, half is the weakest of them. A name whose words are a part of
//! another's is never the same by score. Why, is told by `explain`; which names are worth comparing, by `keys`.

mod align;
mod explain;
pub(super) mod keys;
mod pairs;
pub(super) mod parts;
mod score;
pub(super) mod sound;
mod spelled;
mod weights;
pub(super) mod words;

#[cfg(test)]
mod tests;

use align::{Alignment, align};
pub use explain::{Explanation, Line, explain};
pub(super) use pairs::are_two_names;
pub use parts::folded;
use parts::{Name, read};
pub(super) use spelled::spelled;

/// At this score two names are taken for one.
pub const SAME: f64 = 0.87;

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
///
/// # Example
///
/// ```
/// use deskcheck_analysis::resolve::names::compare;
/// assert!(compare("Mustafa al-Kadhimi", "Mustafa Kazemi").same);
/// assert!(!compare("Hezbollah", "Kata'ib Hezbollah").same);
/// ```
pub fn compare(a: &str, b: &str) -> Likeness {
    let (a, b) = (read(a), read(b));
    let comparison = Comparison::of(&a, &b);
    Likeness { score: comparison.score, same: comparison.same(), because: explain::reasons(&comparison) }
}

/// Compares two names that have been taken apart; the reasons are told only where they are taken for one.
pub(super) fn compare_read(a: &Name, b: &Name) -> Likeness {
    let comparison = Comparison::of(a, b);
    let same = comparison.same();
    let because = if same { explain::reasons(&comparison) } else { Vec::new() };
    Likeness { score: comparison.score, same, because }
}

/// All that comparing two names found.
struct Comparison<'n> {
    alignment: Alignment<'n>,
    /// From 0 to 1.
    score: f64,
    /// One is an acronym with the initials of the other.
    initials: bool,
}

/// What an acronym is to the name whose initials it has: likely, but only a definition in a text makes them one.
const INITIALS: f64 = 0.85;

impl<'n> Comparison<'n> {
    fn of(a: &'n Name, b: &'n Name) -> Self {
        let alignment = align(a, b);
        let initials = is_acronym(a, b) || is_acronym(b, a);
        let score = if initials { INITIALS } else { alignment.score() };
        Self { alignment, score, initials }
    }

    fn same(&self) -> bool {
        !self.initials && self.score >= SAME && self.alignment.veto().is_none()
    }
}

/// `PLA` and `People's Liberation Army`.
fn is_acronym(short: &Name, long: &Name) -> bool {
    let [part] = short.parts.as_slice() else { return false };
    part.capitals
        && long.parts.len() > 2
        && long.parts.len() == part.text.chars().count()
        && long.parts.iter().map(|word| word.text.chars().next()).eq(part.text.chars().map(Some))
}
