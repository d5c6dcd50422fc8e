//! What the documents know of the spellings that a note has: asked once each, and kept from one state of the note to the
//! next.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::Note;
use crate::resolve::names::folded;
use crate::resolve::{ActorId, Reference};

/// A spelling of the note.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Spelling {
    /// The actors that are called so.
    pub(super) actors: Arc<[ActorId]>,
    /// Where there are none: the persons whose longer name ends in this word.
    pub(super) sharing: Vec<ActorId>,
    /// Without what spelling varies in; only where it is not one actor's.
    pub(super) folded: String,
    /// The same of its last word, where no document knows it and it has several: a stranger's surname.
    pub(super) surname: Option<String>,
}

impl Spelling {
    fn new(surface: &str, reference: &dyn Reference) -> Self {
        let actors: Arc<[ActorId]> = reference.actors_named(surface).into();
        let (is_open, is_stranger) = (actors.len() != 1, actors.is_empty());
        Self {
            sharing: if is_stranger { reference.actors_sharing(surface) } else { Vec::new() },
            folded: if is_open { folded(surface) } else { String::new() },
            surname: surface.rsplit_once(' ').filter(|_| is_stranger).map(|(_, last)| folded(last)),
            actors,
        }
    }
}

/// Spellings that were asked for: those of the note, and some that it no longer has.
#[derive(Clone, Default)]
pub(super) struct Spellings(Arc<FxHashMap<Arc<str>, Arc<Spelling>>>);

/// More spellings are kept than the note has mentions, up to so many: words half typed are forgotten some time.
const FORGOTTEN: usize = 1000;

impl Spellings {
    /// The spelling of each mention of `note`, and all of them for its next state. `known` are those of its last state,
    /// over the same `reference`.
    pub(super) fn of_mentions(
        note: &Note,
        reference: &dyn Reference,
        known: Option<&Self>,
    ) -> (Vec<Arc<Spelling>>, Self) {
        let mentions = &note.facts.mentions;
        let mut known = known.filter(|known| known.0.len() < mentions.len() + FORGOTTEN).cloned().unwrap_or_default();
        let spelling = |surface: &str| {
            if let Some(spelling) = known.0.get(surface) {
                return Arc::clone(spelling);
            }
            let spelling = Arc::new(Spelling::new(surface, reference));
            Arc::make_mut(&mut known.0).insert(surface.into(), Arc::clone(&spelling));
            spelling
        };
        let found = mentions.iter().map(|mention| mention.span.of(&note.text)).map(spelling).collect();
        (found, known)
    }
}
