//! The cast of a note: whom it names, and where.

use rustc_hash::FxHashMap;

use super::Analysis;
use crate::resolve::{ActorId, Passage};
use crate::text::Span;

/// An actor that the note names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// Who.
    pub actor: ActorId,
    /// Where the note names it, in order, in bytes; where the name may be several actors', each of them has it.
    pub places: Vec<Span>,
    /// The sentence that says best who it is.
    pub introduction: Option<Passage>,
}

/// Whom the note names, by first mention; names that no document knows are left out.
pub(super) fn cast(analysis: &Analysis) -> Vec<Named> {
    let mut cast: Vec<Named> = Vec::new();
    let mut known: FxHashMap<ActorId, usize> = FxHashMap::default();
    for name in &analysis.names {
        for &actor in name.meant() {
            let at = *known.entry(actor).or_insert_with(|| {
                let introduction = analysis.introduction(actor);
                cast.push(Named { actor, places: Vec::new(), introduction });
                cast.len() - 1
            });
            cast[at].places.push(name.span);
        }
    }
    cast
}
