//! How alike two names are, and whether they are one.
//!
//! Names are taken apart (`parts`), their parts compared by sound (`sound`) and aligned (`align`); half of the score
//! is the mean over the aligned parts, weighted by rarity, half is the weakest of them. A name whose words are a part of
//! another's is never the same by score.

mod align;
pub(super) mod parts;
pub(super) mod sound;

#[cfg(test)]
mod tests;

use align::align;
pub use parts::folded;
use parts::{Name, read};

/// At this score two names are taken for one.
const SAME: f64 = 0.87;

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
    compare_read(&read(a), &read(b))
}

/// Compares two names that have been taken apart.
pub(super) fn compare_read(a: &Name, b: &Name) -> Likeness {
    if let Some(likeness) = initials(a, b).or_else(|| initials(b, a)) {
        return likeness;
    }
    let alignment = align(a, b);
    let mut because = alignment.reasons.clone();
    let veto = alignment.veto(a, b);
    because.extend(veto.iter().map(|veto| format!("not the same: {veto}")));
    let score = alignment.score();
    if score >= SAME && because.is_empty() {
        because.push("the same words".to_owned());
    }
    Likeness { score, same: veto.is_none() && score >= SAME, because }
}

/// `PLA` and `People's Liberation Army`: likely, but only a definition in a text makes them one.
fn initials(short: &Name, long: &Name) -> Option<Likeness> {
    let [part] = short.parts.as_slice() else { return None };
    let fits = part.capitals && long.parts.len() > 2 && {
        let initials: String = long.parts.iter().filter_map(|word| word.text.chars().next()).collect();
        initials == part.text
    };
    fits.then(|| Likeness { score: 0.85, same: false, because: vec!["initials".to_owned()] })
}
