//! Events: what is said to have happened, to whom, by whom, in active, passive and nominal form.

use serde::{Deserialize, Serialize};

use super::Time;
use crate::text::Span;

/// The part something plays in an event, whatever the voice of the verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Who does it.
    Agent,
    /// Whom or what it is done to.
    Patient,
    /// What stands behind any other preposition.
    Other,
}

/// Whether a text asserts what it tells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Modality {
    /// As a fact.
    #[default]
    Asserted,
    /// As not so.
    Negated,
    /// As intended, expected, demanded or possible.
    Planned,
    /// As depending on something.
    Conditional,
}

/// One part of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Participant {
    /// Its part.
    pub role: Role,
    /// The head noun or name, in bytes.
    pub span: Span,
    /// The mention, where it is a name.
    pub mention: Option<u32>,
}

/// One happening as one sentence tells it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Event {
    /// The verb or noun that tells it.
    pub span: Span,
    /// Its sentence.
    pub sentence: u32,
    /// Class (`arrest`, `kill`, ...) of the grammar's event table, or the lemma of the verb.
    pub predicate: String,
    /// Who and what takes part.
    pub participants: Vec<Participant>,
    /// Mentions of the places it is said to have happened in.
    pub places: Vec<u32>,
    /// When, as far as the text tells.
    pub time: Option<Time>,
    /// Whether it is asserted.
    pub modality: Modality,
    /// Who says so, as the text has it (`several Iraqi reports`), in bytes.
    pub attributed_to: Option<Span>,
}
