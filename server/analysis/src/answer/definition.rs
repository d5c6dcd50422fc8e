//! Go to source: from a citation, a figure or a phrase that names an incident to the passage.

use super::Analysis;
use crate::extract::{ActorKind, Time};
use crate::lexicon::events;
use crate::resolve::{ActorId, Incident, Passage};
use crate::text::Span;

/// A place to go to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Target {
    /// What was clicked, in bytes of the note.
    pub origin: Span,
    /// The sentence (or the document's first, for a citation) that shows around it.
    pub context: Passage,
    /// The exact passage.
    pub passage: Passage,
}

/// Where what stands at byte `offset` comes from; best first.
pub(super) fn definition(analysis: &Analysis, offset: usize) -> Vec<Target> {
    let cited = citation(analysis, offset);
    if !cited.is_empty() {
        return cited;
    }
    let mut targets = figure(analysis, offset);
    // A date before its noun is part of the phrase that names an incident: `the 25 June raid`.
    let names_incident = analysis.note.facts.events.iter().any(|event| {
        let before =
            event.when.as_ref().is_some_and(|(when, _)| when.touches(offset) && when.end() < event.span.start());
        event.nominal && before
    });
    if targets.is_empty() || names_incident {
        for target in incident(analysis, offset) {
            if !targets.iter().any(|other| other.context == target.context) {
                targets.push(target);
            }
        }
    }
    targets
}

fn citation(analysis: &Analysis, offset: usize) -> Vec<Target> {
    let cited = analysis.note.facts.citations.iter().filter(|citation| citation.span.touches(offset));
    let target = |citation: &crate::extract::Citation| {
        let document = analysis.reference.document_of_key(&citation.key)?;
        let text = &analysis.reference.document(document)?.text;
        let first = text.len() - text.trim_start().len();
        let line = Span::new(first, text[first..].find('\n').map_or(text.len(), |end| first + end));
        let passage = Passage { document, span: line };
        Some(Target { origin: citation.span, context: passage, passage })
    };
    cited.filter_map(target).collect()
}

/// The passages of a figure: those that agree first.
fn figure(analysis: &Analysis, offset: usize) -> Vec<Target> {
    let claim = analysis
        .claims
        .iter()
        .find(|claim| claim.evidence.figure.span.touches(offset) && !claim.judgement.sides.is_empty());
    let Some(claim) = claim else { return Vec::new() };
    let target = |side: &crate::judge::Side| Target {
        origin: claim.evidence.figure.span,
        context: Passage { document: side.evidence.document, span: side.evidence.sentence },
        passage: Passage { document: side.evidence.document, span: side.evidence.figure.span },
    };
    claim.judgement.sides.iter().map(target).collect()
}

/// The passages of the incident that a phrase names.
fn incident(analysis: &Analysis, offset: usize) -> Vec<Target> {
    let named = analysis.note.facts.events.iter().filter(|event| event.phrase.touches(offset));
    let Some(event) = named.min_by_key(|event| event.phrase.len()) else { return Vec::new() };
    let looked_for = Looked {
        predicate: &event.predicate,
        time: event.time,
        actors: specific(analysis, &event.actors),
        places: specific(analysis, &event.places),
    };
    let reference = analysis.reference.as_ref();
    let incidents = reference.incidents_like(&event.predicate).into_iter();
    let mut ranked: Vec<_> =
        incidents.map(|incident| (rank(&looked_for, &incident), incident)).filter(|(rank, _)| *rank > 0).collect();
    ranked.sort_by_key(|(rank, incident)| (std::cmp::Reverse(*rank), incident.id));
    let best = ranked.first().map_or(0, |(rank, _)| *rank);
    // An incident whose day is not told may be the one that is meant.
    let kept = ranked
        .into_iter()
        .filter(|(rank, incident)| *rank == best || *rank >= 3 || *rank == 2 && incident.time.is_none());
    let mentions = kept.flat_map(|(_, incident)| incident.mentions.clone());
    let targets = mentions.map(|mention| (mention.sentence, mention.phrase));
    let mut targets: Vec<_> =
        targets.map(|(context, passage)| Target { origin: event.phrase, context, passage }).collect();
    targets.dedup();
    targets
}

/// What an incident phrase says.
struct Looked<'a> {
    predicate: &'a str,
    time: Option<Time>,
    actors: Vec<ActorId>,
    places: Vec<ActorId>,
}

/// The actors that mentions of the note may name, countries left out.
fn specific(analysis: &Analysis, mentions: &[u32]) -> Vec<ActorId> {
    let ids = mentions.iter().filter_map(|at| analysis.actors.get(*at as usize)).flatten();
    ids.filter(|id| analysis.reference.actor(**id).is_some_and(|actor| actor.kind != ActorKind::Country))
        .copied()
        .collect()
}

/// How well an incident fits: 0 not at all. Its class must fit; a time, an actor and a place that the phrase names count
/// for it where the incident has them, and against it where it has others.
fn rank(looked_for: &Looked<'_>, incident: &Incident) -> usize {
    let class = incident.predicates.iter().any(|predicate| events().compatible(predicate, looked_for.predicate));
    let shares = |a: &[ActorId], b: &[ActorId]| a.iter().any(|id| b.contains(id));
    let time = match (looked_for.time, incident.time) {
        (Some(a), Some(b)) if !a.overlaps(&b) => return 0,
        (Some(_), Some(_)) => 2,
        _ => 0,
    };
    let actors = shares(&looked_for.actors, &incident.actors);
    let places = shares(&looked_for.places, &incident.places) || shares(&looked_for.places, &incident.actors);
    let names_any = !looked_for.actors.is_empty() || !looked_for.places.is_empty();
    if !class || names_any && !actors && !places {
        return 0;
    }
    time + 2 * usize::from(actors) + usize::from(places)
}
