//! What an index on disk answers: [`Files`], [`Reference`] and [`Postings`], each answer a few rows looked up.

use std::path::Path;
use std::sync::{Arc, PoisonError};

use deskcheck_analysis::extract::{ActorKind, TextFacts, Time};
use deskcheck_analysis::lexicon::events;
use deskcheck_analysis::resolve::candidates::{Posted, Postings, Sign};
use deskcheck_analysis::resolve::reference::{Titled, Unread};
use deskcheck_analysis::resolve::{
    Actor, ActorId, Beginnings, Evidence, Incident, IncidentId, Passage, Recognised, Reference, Sightings, candidates,
};
use deskcheck_analysis::text::{Document, DocumentId, Span};
use jiff::civil::Date;

use super::{DiskIndex, KEYS, Linked, filed};
use crate::files::{Filed, Files};
use crate::index::resolved::Resolved;
use crate::index::{mentions_in_order, sentence_of, weights, within};
use crate::reading::Problem;

impl Files for DiskIndex {
    fn count(&self) -> usize {
        self.resolved.about.dates.len()
    }

    fn filed(&self, id: DocumentId) -> Option<Arc<Filed>> {
        self.held(&self.documents, id, || {
            let Some((head, contents)) = self.read_unchanged(id)? else { return Ok(None) };
            let (text, map) = (contents.text()?, contents.map()?);
            let filed = filed(head, text, map, contents.figures()?.len());
            let weight = weights::filed(&filed);
            Ok(Some((filed, weight)))
        })
    }

    fn facts(&self, id: DocumentId) -> Option<Arc<TextFacts>> {
        let facts = self.read_unchanged(id).and_then(|read| {
            let facts = read.map(|(_, contents)| contents.facts_and_figures()).transpose()?;
            Ok(facts.map(Arc::new))
        });
        self.found(facts)
    }

    fn document_at(&self, path: &Path) -> Option<DocumentId> {
        let stored = self.found(self.stores.with(|store| store.document_at(path)))?;
        self.found(self.resolved.document_stored(stored))
    }

    fn problems(&self) -> &[Problem] {
        &self.problems
    }

    fn is_behind(&self) -> bool {
        self.is_behind
    }
}

impl Reference for DiskIndex {
    fn number(&self) -> usize {
        std::ptr::from_ref(self).addr()
    }

    fn documents(&self) -> Vec<DocumentId> {
        (0..self.count() as u32).map(DocumentId).collect()
    }

    fn document(&self, id: DocumentId) -> Option<Arc<Document>> {
        Some(Arc::clone(&self.filed(id)?.document))
    }

    fn document_of_key(&self, key: &str) -> Option<DocumentId> {
        let key = key.to_lowercase();
        let mut known = self.keys.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(id) = known.get(&key) {
            return *id;
        }
        let id = self.found(self.resolved.document_of_key(&key));
        if known.len() >= KEYS {
            known.clear();
        }
        known.insert(key, id);
        id
    }

    fn documents_beside(&self, key: &str) -> Vec<DocumentId> {
        self.found(self.resolved.documents_beside(&key.to_lowercase()))
    }

    fn titles(&self) -> Arc<[Titled]> {
        let read = || {
            let titles = self.found(self.resolved.titles());
            let titled = |(id, (key, title))| Titled { id: DocumentId(id), key, title };
            (0..).zip(titles).map(titled).collect()
        };
        Arc::clone(self.titles.get_or_init(read))
    }

    fn date(&self, id: DocumentId) -> Option<Date> {
        *self.resolved.about.dates.get(id.0 as usize)?
    }

    fn is_retracted(&self, id: DocumentId) -> bool {
        self.resolved.about.retracted.binary_search(&id).is_ok()
    }

    fn words_of(&self, passage: Passage) -> Option<String> {
        let stored = self.found(self.stored(passage.document))?;
        let text = self.found(self.unchanged(stored, |store| store.text(stored)))?;
        Some(text.get(passage.span.start()..passage.span.end())?.to_owned())
    }

    fn listed(&self, key: &str) -> Option<Arc<Document>> {
        if self.document_of_key(key).is_some() { None } else { self.work(key) }
    }

    fn unread(&self) -> Arc<[Unread]> {
        Arc::clone(&self.unread)
    }

    fn actors(&self) -> Vec<ActorId> {
        // They are numbered by how often they are mentioned.
        (0..self.resolved.about.kinds.len() as u32).map(ActorId).collect()
    }

    fn actor(&self, id: ActorId) -> Option<Arc<Actor>> {
        self.an_actor(&self.actors, id, Resolved::actor)
    }

    fn called(&self, id: ActorId) -> Option<Arc<Actor>> {
        self.an_actor(&self.called, id, Resolved::called)
    }

    fn sightings(&self, id: ActorId) -> Sightings {
        let seen = if self.is_resolved(id) { self.found(self.resolved.sightings(id)) } else { None };
        seen.unwrap_or_default()
    }

    /// Passages that only a card's name stands in are told by the actor alone.
    fn is_named_in(&self, actor: ActorId, document: DocumentId) -> bool {
        let is_mentioned = |held: Arc<Linked>| held.links.actors.contains(&actor);
        self.linked(document).is_some_and(is_mentioned)
            || self.has_card(actor) && self.actor(actor).is_some_and(|actor| actor.is_named_in(document))
    }

    fn kind_of(&self, id: ActorId) -> ActorKind {
        let known = self.resolved.about.kinds.get(id.0 as usize).copied();
        known.or_else(|| Some(self.actor(id)?.kind)).unwrap_or_default()
    }

    fn actors_named(&self, surface: &str) -> Vec<ActorId> {
        self.resolved.names.named_or_listed(surface, &self.cards, self.resolved.about.kinds.len())
    }

    fn actors_sharing(&self, surface: &str) -> Vec<ActorId> {
        self.resolved.names.sharing(surface)
    }

    fn actors_standing_in(&self, text: &str, within: &[Span]) -> Vec<Recognised> {
        self.resolved.names.standing_in(text, within)
    }

    fn actors_beginning(&self, typed: &str, most: usize) -> Beginnings {
        self.resolved.names.beginning_with(typed, most)
    }

    fn actors_near(&self, surface: &str, most: usize) -> Vec<ActorId> {
        self.resolved.names.near(surface, most)
    }

    fn actors_in(&self, passage: Passage) -> Vec<(Passage, ActorId)> {
        let id = passage.document;
        let (Some(linked), Some(held)) = (self.linked(id), self.outlined(id)) else { return Vec::new() };
        let in_order = || mentions_in_order(id, &held.outline.mentions, &linked.links.actors);
        within(held.mentions.get_or_init(in_order), passage)
    }

    fn sentence_of(&self, passage: Passage) -> Passage {
        let held = self.outlined(passage.document);
        sentence_of(held.as_ref().map_or(&[][..], |held| &held.outline.sentences), passage)
    }

    fn candidates(&self, claim: &Evidence) -> Vec<Arc<Evidence>> {
        candidates(self, claim)
    }

    fn figures_in(&self, sentence: Passage) -> Vec<Arc<Evidence>> {
        let Some(figures) = self.figures(sentence.document) else { return Vec::new() };
        let all: Vec<u32> = (0..figures.len() as u32).collect();
        let mut evidence = self.found(self.evidence_at(sentence.document, &all));
        evidence.retain(|figure| figure.sentence == sentence.span);
        evidence
    }

    fn incidents(&self) -> Vec<IncidentId> {
        (0..self.resolved.about.times.len() as u32).map(IncidentId).collect()
    }

    fn incident(&self, id: IncidentId) -> Option<Arc<Incident>> {
        self.an_incident(&self.incidents, id, Resolved::incident)
    }

    fn happening(&self, id: IncidentId) -> Option<Arc<Incident>> {
        self.an_incident(&self.happenings, id, Resolved::happening)
    }

    fn tellings(&self, id: IncidentId) -> usize {
        self.resolved.about.tellings.get(id.0 as usize).map_or(0, |tellings| *tellings as usize)
    }

    fn incidents_like(&self, predicate: &str) -> Vec<IncidentId> {
        self.found(self.resolved.incidents_of_class(events().root(predicate)))
    }

    fn incidents_of(&self, actor: ActorId) -> Vec<IncidentId> {
        self.found(self.resolved.incidents_of_actor(actor))
    }

    fn time_of(&self, incident: IncidentId) -> Option<Time> {
        *self.resolved.about.times.get(incident.0 as usize)?
    }

    fn places_around(&self, place: ActorId) -> Vec<ActorId> {
        self.found(self.resolved.places_around(place))
    }

    fn reprint_group(&self, id: DocumentId) -> u32 {
        self.linked(id).map_or(id.0, |held| held.links.story)
    }

    fn reprints_of(&self, id: DocumentId) -> Vec<DocumentId> {
        let reprints = self.found(self.resolved.reprints(self.reprint_group(id)));
        if reprints.is_empty() && (id.0 as usize) < self.count() { vec![id] } else { reprints }
    }

    fn copied(&self, sentence: Passage) -> Option<u32> {
        Some(self.linked(sentence.document)?.links.printed(sentence.span)?.0)
    }

    fn copies(&self, sentence: Passage) -> Vec<Passage> {
        self.copied(sentence).map_or_else(Vec::new, |group| self.found(self.resolved.copies(group)))
    }
}

impl Postings for DiskIndex {
    fn posted(&self, sign: Sign) -> Option<Posted<'_>> {
        self.found(self.resolved.posted(sign))
    }

    fn evidence_under(&self, document: DocumentId, keys: &[String]) -> Vec<Arc<Evidence>> {
        let Some(linked) = self.linked(document) else { return Vec::new() };
        self.found(self.evidence_at(document, &linked.links.figures_under(keys)))
    }
}
