//! References: every passage that tells of what stands under the cursor, in the documents and in the note itself.

use super::spellings::Spellings;
use super::{Analysis, Name, Note, incidents, names};
use crate::resolve::{ActorId, IncidentId, Passage, Reference};
use crate::text::Span;

/// One place that speaks of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// Bytes of the note.
    Note(Span),
    /// Bytes of a document.
    Document(Passage),
}

/// Everything that speaks of what stands at byte `offset`: of a citation, of an incident, of an actor, of a figure. The note's
/// own places come first.
pub(super) fn references(analysis: &Analysis, offset: usize) -> Vec<Place> {
    let kinds = [citation, incident, actor, figure];
    let mut found = kinds.iter().map(|find| find(analysis, offset)).find(|found| !found.is_empty()).unwrap_or_default();
    found.sort_unstable();
    found.dedup();
    found
}

/// Every citation of the same document.
fn citation(analysis: &Analysis, offset: usize) -> Vec<Place> {
    let citations = &analysis.note.facts.citations;
    let Some(cited) = citations.iter().find(|citation| citation.span.touches(offset)) else { return Vec::new() };
    let same = citations.iter().filter(|citation| citation.key.eq_ignore_ascii_case(&cited.key));
    same.map(|citation| Place::Note(citation.span)).collect()
}

/// Every mention of the incident that a phrase means; where it may mean several, of the one that fits best.
fn incident(analysis: &Analysis, offset: usize) -> Vec<Place> {
    let Some(meant) = incidents::meant_at(analysis, offset) else { return Vec::new() };
    // A name or a number inside the phrase is meant itself.
    let facts = &analysis.note.facts;
    let named = facts.mentions.iter().any(|mention| mention.span.touches(offset));
    let counted =
        facts.figures.iter().any(|figure| figure.quantity.number.touches(offset) && !figure.quantity.number.is_empty());
    let dated = facts.times.iter().any(|(span, _)| span.touches(offset));
    let Some(best) = meant.incidents.first().filter(|_| !named && (dated || !counted)) else { return Vec::new() };
    let wanted: [IncidentId; 1] = [best.id];
    let own = incidents::phrases_of(analysis, &wanted).into_iter().chain([meant.phrase]);
    let told = best.mentions.iter().map(|mention| Place::Document(mention.phrase));
    own.map(Place::Note).chain(told).collect()
}

/// Every mention of an actor, where only one is called so.
fn actor(analysis: &Analysis, offset: usize) -> Vec<Place> {
    let Some(id) = names::at(analysis, offset).and_then(|name| name.actor()) else { return Vec::new() };
    let own = names::same_as_at(analysis, offset).into_iter().map(Place::Note);
    let actor = analysis.reference.actor(id);
    let told = actor.iter().flat_map(|actor| &actor.mentions).map(|passage| Place::Document(*passage));
    own.chain(told).collect()
}

/// What can be told of in several notes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// A document that is cited, by its key in lower case.
    Document(String),
    /// An incident.
    Incident(IncidentId),
    /// An actor.
    Actor(ActorId),
}

impl Subject {
    /// Words, in small letters, one of which stands in every note that tells of it under a known spelling. A note that does
    /// not name an incident by a word of its own is not found by words: there are none for incidents.
    pub fn words(&self, reference: &dyn Reference) -> Vec<String> {
        match self {
            Self::Document(key) => vec![key.clone()],
            Self::Incident(_) => Vec::new(),
            Self::Actor(id) => {
                let actor = reference.called(*id);
                let aliases = actor.iter().flat_map(|actor| &actor.aliases);
                aliases
                    .filter_map(|alias| alias.text.split([' ', '-']).next_back())
                    .map(|word| word.replace(['’', '‘'], "'").to_lowercase())
                    .collect()
            }
        }
    }
}

/// What stands at byte `offset`, where other notes can tell of it too.
pub(super) fn subject(analysis: &Analysis, offset: usize) -> Option<Subject> {
    let cited = analysis.note.facts.citations.iter().find(|citation| citation.span.touches(offset));
    if let Some(citation) = cited {
        return Some(Subject::Document(citation.key.to_lowercase()));
    }
    if !incident(analysis, offset).is_empty() {
        let best = incidents::meant_at(analysis, offset)?.incidents.into_iter().next()?;
        return Some(Subject::Incident(best.id));
    }
    names::at(analysis, offset)?.actor().map(Subject::Actor)
}

/// Where the note of `analysis` tells of `subject`, in order.
pub(super) fn places_of(analysis: &Analysis, subject: &Subject) -> Vec<Span> {
    match subject {
        Subject::Document(key) => citing(&analysis.note, key),
        Subject::Incident(id) => incidents::phrases_of(analysis, &[*id]),
        Subject::Actor(id) => naming(&analysis.names, *id),
    }
}

/// Where a note that is not judged tells of `subject`, in order; incidents are told in judged ones only.
pub fn subject_places(note: &Note, reference: &dyn Reference, subject: &Subject) -> Vec<Span> {
    match subject {
        Subject::Document(key) => citing(note, key),
        Subject::Incident(_) => Vec::new(),
        Subject::Actor(id) => {
            let (mentions, _) = Spellings::of_mentions(note, reference, None);
            let standing = names::standing(note, reference, None);
            naming(&names::names(note, &mentions, &standing), *id)
        }
    }
}

fn citing(note: &Note, key: &str) -> Vec<Span> {
    let same = note.facts.citations.iter().filter(|citation| citation.key.eq_ignore_ascii_case(key));
    same.map(|citation| citation.span).collect()
}

fn naming(names: &[Name], actor: ActorId) -> Vec<Span> {
    names.iter().filter(|name| name.actor() == Some(actor)).map(|name| name.span).collect()
}

/// The passages that a figure was compared with.
fn figure(analysis: &Analysis, offset: usize) -> Vec<Place> {
    let claim = analysis.claims().iter().find(|claim| claim.evidence.figure.span.touches(offset));
    let sides = claim.iter().flat_map(|claim| &claim.judgement.sides);
    let told = sides.map(|side| Passage { document: side.evidence.document, span: side.evidence.figure.span });
    let own = claim.filter(|claim| !claim.judgement.sides.is_empty()).map(|claim| claim.evidence.figure.span);
    own.map(Place::Note).into_iter().chain(told.map(Place::Document)).collect()
}
