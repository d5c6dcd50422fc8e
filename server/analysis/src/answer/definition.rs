//! Go to source: from a citation, a figure or a phrase that names an incident to the passage; from an actor to where a document
//! says who it is.

use super::incidents::{self, Meant};
use super::names;
use super::symbols::first_line_of;
use super::{Analysis, Claim};
use crate::extract::Citation;
use crate::resolve::{ActorId, IncidentMention, Passage, Reference};
use crate::text::{Document, DocumentId, Span};

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
    if targets.is_empty() {
        targets.extend(actor(analysis, offset));
    }
    targets
}

/// The passage that introduces the actor who is named at byte `offset`.
fn actor(analysis: &Analysis, offset: usize) -> Option<Target> {
    let name = names::at(analysis, offset)?;
    let passage = introduction(analysis.reference.as_ref(), name.actor()?)?;
    Some(Target { origin: name.span, context: analysis.reference.sentence_of(passage), passage })
}

/// The mention of an actor in the sentence that says best who it is; else of its first mentions the one under its own name,
/// or the first.
pub(super) fn introduction(reference: &dyn Reference, actor: ActorId) -> Option<Passage> {
    let called = reference.called(actor)?;
    let described = called.descriptions.first().map(|description| reference.sentence_of(description.passage));
    let named = described.map(|sentence| reference.actors_in(sentence)).unwrap_or_default();
    if let Some((mention, _)) = named.into_iter().find(|(_, id)| *id == actor) {
        return Some(mention);
    }
    let first = reference.sightings(actor).first;
    let in_full = |mention: &&Passage| reference.words_of(**mention).is_some_and(|words| words == called.name);
    first.iter().find(in_full).or(first.first()).copied()
}

fn citation(analysis: &Analysis, offset: usize) -> Vec<Target> {
    let cited = analysis.note.facts.citations.iter().filter(|citation| citation.span.touches(offset));
    cited.flat_map(|citation| cited_passages(analysis, citation)).collect()
}

/// Where a citation leads: on the page or in the paragraph that it names to what agrees with its sentence's figures, then to the
/// first line there; without such a place to the document's first line.
fn cited_passages(analysis: &Analysis, citation: &Citation) -> Vec<Target> {
    let Some(id) = analysis.reference.document_of_key(&citation.key) else { return Vec::new() };
    let Some(document) = analysis.reference.document(id) else { return Vec::new() };
    let place = cited_place(&document, citation);
    let whole = place.unwrap_or_else(|| Span::new(0, document.text.len()));
    let first = first_line_of(id, &document, whole);
    let cites = |claim: &&Claim| {
        let sentence = claim.evidence.sentence.join(claim.evidence.figure.span);
        // Brackets stand before the mark that ends the sentence, or right behind it.
        sentence.start() <= citation.span.start() && citation.span.start() <= sentence.end() + 3
    };
    let sides = analysis.claims().iter().filter(cites).flat_map(|claim| &claim.judgement.sides);
    let there = sides
        .map(|side| &side.evidence)
        .filter(|evidence| place.is_some() && evidence.document == id && whole.covers(evidence.figure.span));
    let mut targets: Vec<_> = there
        .map(|evidence| Target {
            origin: citation.span,
            context: Passage { document: id, span: evidence.sentence },
            passage: Passage { document: id, span: evidence.figure.span },
        })
        .collect();
    targets.push(Target { origin: citation.span, context: first, passage: first });
    targets.dedup();
    targets
}

/// The page or the paragraph of a document that a citation of it names.
fn cited_place(document: &Document, citation: &Citation) -> Option<Span> {
    let page = citation.page.as_deref().and_then(page_number);
    page.and_then(|page| document.page(page)).or_else(|| document.paragraph(citation.paragraph?))
}

/// 10 of `10`, `10-12`, `10f`.
fn page_number(page: &str) -> Option<u32> {
    let digits = page.len() - page.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    page[..digits].parse().ok()
}

/// The first line of the place that a citation names in its document; none where it names none that is there.
pub(super) fn cited_line(reference: &dyn Reference, document: DocumentId, citation: &Citation) -> Option<Passage> {
    let text = reference.document(document)?;
    Some(first_line_of(document, &text, cited_place(&text, citation)?))
}

/// The first line of a document's page; none where it has no such page.
pub(super) fn first_line_of_page(reference: &dyn Reference, document: DocumentId, page: &str) -> Option<Passage> {
    let text = reference.document(document)?;
    Some(first_line_of(document, &text, text.page(page_number(page)?)?))
}

/// The passages of a figure: those that agree first.
fn figure(analysis: &Analysis, offset: usize) -> Vec<Target> {
    let claim = analysis
        .claims()
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

/// The passages of the incidents that a phrase may mean.
fn incident(analysis: &Analysis, offset: usize) -> Vec<Target> {
    let Some(Meant { phrase, incidents }) = incidents::meant_at(analysis, offset) else { return Vec::new() };
    let mentions = incidents.iter().flat_map(|incident| &incident.mentions);
    let target =
        |mention: &IncidentMention| Target { origin: phrase, context: mention.sentence, passage: mention.phrase };
    let mut targets: Vec<_> = mentions.map(target).collect();
    targets.dedup();
    targets
}
