//! Figures: quantities bound to what they count.

use serde::{Deserialize, Serialize};

use super::{Modality, Quantity, Role, Time};
use crate::text::Span;

/// What is counted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Noun {
    /// The head noun, in bytes.
    pub span: Span,
    /// Its lemma, lower case (`member`).
    pub lemma: String,
    /// Its modifiers, lower case (`iraqi`, `senior`).
    pub modifiers: Vec<String>,
}

/// Which share of the things a figure counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Scope {
    /// All of them.
    #[default]
    Whole,
    /// Some of a greater number ("including three leaders", "three of them").
    Part,
    /// In addition to others ("another five").
    Increment,
}

/// A quantity bound to what it counts.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Figure {
    /// The number and what it counts (`13 members`), in bytes.
    pub span: Span,
    /// Its sentence.
    pub sentence: u32,
    /// The number, hedge and unit.
    pub quantity: Quantity,
    /// What is counted; none for money, percentages and dates that stand alone.
    pub noun: Option<Noun>,
    /// Class or lemma of what happens to or is done by what is counted (`arrest`, `exist`).
    pub predicate: Option<String>,
    /// The part that what is counted plays in it.
    pub role: Option<Role>,
    /// The event it belongs to.
    pub event: Option<u32>,
    /// Mentions of the actors that take part in it, or that the counted things belong to.
    pub actors: Vec<u32>,
    /// Mentions of places it is bound to.
    pub places: Vec<u32>,
    /// When.
    pub time: Option<Time>,
    /// Whole, part or increment.
    pub scope: Scope,
    /// Whether it is asserted.
    pub modality: Modality,
    /// Who says so, in bytes.
    pub attributed_to: Option<Span>,
}
