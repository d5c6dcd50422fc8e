//! Incidents: one real-world happening, gathered from the mentions of it in several documents.

use serde::{Deserialize, Serialize};

use super::{ActorId, Passage};
use crate::extract::Time;

/// The number of an incident within one corpus.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct IncidentId(pub u32);

/// One happening.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Incident {
    /// Its number.
    pub id: IncidentId,
    /// A short name of it (`raid on Kata'ib Hezbollah, Dora, 25 June 2020`).
    pub name: String,
    /// Its class (`raid`).
    pub predicate: String,
    /// When.
    pub time: Option<Time>,
    /// Who takes part.
    pub actors: Vec<ActorId>,
    /// Where.
    pub places: Vec<ActorId>,
    /// Every mention of it: the sentence and the words in it that tell it.
    pub mentions: Vec<(Passage, Passage)>,
    /// Why these mentions are one, in words.
    pub because: Vec<String>,
}
