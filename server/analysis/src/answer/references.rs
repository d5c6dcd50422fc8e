//! References: every passage that tells of what stands under the cursor, in the documents and in the note itself.

use super::{Analysis, incidents, names};
use crate::resolve::{IncidentId, Passage};
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

/// The passages that a figure was compared with.
fn figure(analysis: &Analysis, offset: usize) -> Vec<Place> {
    let claim = analysis.claims.iter().find(|claim| claim.evidence.figure.span.touches(offset));
    let sides = claim.iter().flat_map(|claim| &claim.judgement.sides);
    let told = sides.map(|side| Passage { document: side.evidence.document, span: side.evidence.figure.span });
    let own = claim.filter(|claim| !claim.judgement.sides.is_empty()).map(|claim| claim.evidence.figure.span);
    own.map(Place::Note).into_iter().chain(told.map(Place::Document)).collect()
}
