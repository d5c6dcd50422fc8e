//! Documents that have changed since an index was resolved, laid over what was: seen at once, and resolved with the rest
//! later.
//!
//! They are resolved among themselves; what they name is taken for what the index knows under that name, and for something
//! new where it knows none. Documents, actors and incidents of theirs are numbered behind those of the index.

use std::path::Path;
use std::sync::Arc;

use deskcheck_analysis::extract::{ActorKind, TextFacts, Time};
use deskcheck_analysis::lexicon::events;
use deskcheck_analysis::resolve::actors::ActorNames;
use deskcheck_analysis::resolve::candidates::{Posted, Postings, Sign};
use deskcheck_analysis::resolve::incidents::is_of;
use deskcheck_analysis::resolve::reference::{Titled, Unread};
use deskcheck_analysis::resolve::{
    Actor, ActorId, Beginnings, Evidence, IN_ORDER, Incident, IncidentId, Links, Passage, PostingLists, Recognised,
    Reference, Resolution, Sightings, Signs, Source, Sources, candidates, evidence_of_document, resolve_shared,
};
use deskcheck_analysis::text::{Document, DocumentId, Span};
use jiff::civil::Date;
use rustc_hash::FxHashSet;

use super::disk::{DiskIndex, Loaded};
use super::store::StoreError;
use crate::files::{Filed, Files, unread};
use crate::reading::Problem;

/// So many changed documents are laid over an index; with more it is resolved anew before anything is seen.
const MOST: usize = 256;

/// Added to the numbers of actors that the index does not know.
const NEW: u32 = 1 << 31;

/// An index with what has changed since it was resolved.
pub struct Overlaid {
    base: Arc<DiskIndex>,
    /// Documents of the index that are gone or say something else now.
    replaced: FxHashSet<DocumentId>,
    added: Vec<Added>,
    /// What the added documents say together, with numbers of their own.
    resolution: Resolution,
    /// The actor here of each actor of theirs.
    actors: Vec<ActorId>,
    /// What a claim may have in common with the added documents, by their own numbers.
    postings: PostingLists,
    /// The keys of figures that the changed documents have or had.
    touched: FxHashSet<u64>,
    problems: Vec<Problem>,
    unread: Arc<[Unread]>,
}

/// A document that has changed.
struct Added {
    filed: Arc<Filed>,
    facts: Arc<TextFacts>,
    evidence: Arc<[Arc<Evidence>]>,
    mentions: Vec<(Passage, ActorId)>,
}

impl Overlaid {
    /// Lays over `base` what was written to its index since it was resolved; none where that is too much.
    ///
    /// # Errors
    ///
    /// Where the index cannot be read or is damaged.
    pub fn new(base: &Arc<DiskIndex>) -> Result<Option<Self>, StoreError> {
        let (changed, removed) = base.changed()?;
        if changed.len() + removed.len() > MOST {
            return Ok(None);
        }
        let mut replaced = FxHashSet::default();
        for stored in changed.iter().chain(&removed) {
            replaced.extend(base.document_stored(*stored)?);
        }
        let mut sources: Vec<Loaded> = Vec::new();
        for stored in changed {
            sources.extend(base.load(stored)?);
        }
        sources.sort_by(|(a, _), (b, _)| a.document.key.cmp(&b.document.key));
        let mut problems = base.problems_now()?;
        problems.sort();
        problems.dedup();
        let among: Sources =
            sources.iter().map(|(filed, facts)| (Arc::clone(&filed.document), Arc::clone(facts))).collect();
        let mut resolution = resolve_shared(&among, base.cards(), IN_ORDER);
        // Cards of which these documents say nothing are known to the index.
        resolution.names =
            ActorNames::new(resolution.actors.iter().map(AsRef::as_ref).filter(|actor| is_mentioned(actor)));
        let mut overlaid = Self {
            actors: resolution.actors.iter().map(|actor| known_as(base, actor)).collect(),
            base: Arc::clone(base),
            touched: replaced.iter().flat_map(|id| base.keys_of(*id)).collect(),
            replaced,
            added: Vec::new(),
            resolution,
            postings: PostingLists::default(),
            problems,
            unread: Arc::default(),
        };
        for (number, (filed, facts)) in (0..).zip(sources) {
            overlaid.add(DocumentId(number), filed, facts);
        }
        overlaid.unread = unread(&overlaid.problems, |path| overlaid.document_at(path).is_some());
        Ok(Some(overlaid))
    }

    /// Takes in the added document with this number of its own.
    fn add(&mut self, own: DocumentId, filed: Arc<Filed>, facts: Arc<TextFacts>) {
        let id = self.document_here(own);
        let local = self.resolution.mention_actors.get(own.0 as usize).map_or(&[][..], Vec::as_slice);
        let actors: Vec<ActorId> = local.iter().map(|actor| self.actor_here(*actor)).collect();
        let incident = |sentence: Passage, class: &str| {
            let told = self.resolution.told.get(&Passage { document: own, span: sentence.span })?;
            let is_own = |id: &&IncidentId| is_of(class, &self.resolution.incidents[id.0 as usize].predicates);
            told.iter().find(is_own).map(|id| self.incident_here(*id))
        };
        let links = Links { actors: &actors, kind: &|id| self.kind_of(id), written_on: &|_| None, incident: &incident };
        let source: Source = (Arc::clone(&filed.document), Arc::clone(&facts));
        let evidence = evidence_of_document(id, &source, &links);
        let signs = Signs::of(&evidence);
        let mentions = super::mentions_in_order(id, &facts.mentions, &actors);
        self.touched.extend(signs.keys().map(Sign::number_of));
        self.postings.take(own, &signs);
        self.added.push(Added { filed, facts, evidence: evidence.into_iter().map(Arc::new).collect(), mentions });
    }

    /// True where something was written.
    pub fn has_changes(&self) -> bool {
        !(self.added.is_empty() && self.replaced.is_empty())
    }

    /// The index that this is laid over.
    pub fn base(&self) -> &Arc<DiskIndex> {
        &self.base
    }

    fn document_here(&self, own: DocumentId) -> DocumentId {
        DocumentId(self.base.count() as u32 + own.0)
    }

    fn added(&self, id: DocumentId) -> Option<&Added> {
        self.added.get((id.0 as usize).checked_sub(self.base.count())?)
    }

    fn is_of_base(&self, id: DocumentId) -> bool {
        (id.0 as usize) < self.base.count() && !self.replaced.contains(&id)
    }

    fn actor_here(&self, own: ActorId) -> ActorId {
        self.actors.get(own.0 as usize).copied().unwrap_or(own)
    }

    /// True for an actor of the added documents that the index does not know.
    fn is_new(&self, own: ActorId) -> bool {
        self.actor_here(own).0 >= NEW
    }

    /// An actor that the index does not know.
    fn new_actor(&self, id: ActorId) -> Option<&Actor> {
        self.resolution.actors.get(id.0.checked_sub(NEW)? as usize).map(AsRef::as_ref)
    }

    fn incident_here(&self, own: IncidentId) -> IncidentId {
        IncidentId(self.base.incidents_known() as u32 + own.0)
    }

    fn own_incident(&self, id: IncidentId) -> Option<&Incident> {
        let own = (id.0 as usize).checked_sub(self.base.incidents_known())?;
        self.resolution.incidents.get(own).map(AsRef::as_ref)
    }

    fn passage_here(&self, own: Passage) -> Passage {
        Passage { document: self.document_here(own.document), span: own.span }
    }

    fn actors_here(&self, own: &[ActorId]) -> Vec<ActorId> {
        let mut here: Vec<ActorId> = own.iter().map(|actor| self.actor_here(*actor)).collect();
        here.sort_unstable();
        here.dedup();
        here
    }

    /// The added incidents that fit.
    fn incidents_where(&self, fits: impl Fn(&Incident) -> bool) -> impl Iterator<Item = IncidentId> {
        let fitting = self.resolution.incidents.iter().filter(move |incident| fits(incident));
        fitting.map(|incident| self.incident_here(incident.id))
    }

    /// What the index knows, and behind it those here that it does not know.
    fn with_new(&self, mut known: Vec<ActorId>, own: Vec<ActorId>) -> Vec<ActorId> {
        for actor in own.into_iter().map(|actor| self.actor_here(actor)) {
            if !known.contains(&actor) {
                known.push(actor);
            }
        }
        known
    }
}

fn is_mentioned(actor: &Actor) -> bool {
    !actor.mentions.is_empty()
}

/// What an index knows an actor of changed documents as; a new number where it knows it under no name.
fn known_as(base: &DiskIndex, actor: &Actor) -> ActorId {
    let names = std::iter::once(&actor.name).chain(actor.aliases.iter().map(|alias| &alias.text));
    let mut known = names.filter(|name| base.is_known(name)).map(|name| base.actors_named(name));
    let named =
        known.find(|ids| ids.len() == 1).or_else(|| Some(base.actors_named(&actor.name)).filter(|ids| ids.len() == 1));
    named.map_or(ActorId(NEW + actor.id.0), |ids| ids[0])
}

/// The added documents, by their own numbers.
struct OfAdded<'a>(&'a Overlaid);

impl Postings for OfAdded<'_> {
    fn posted(&self, sign: Sign) -> Option<Posted<'_>> {
        self.0.postings.posted(sign)
    }

    fn evidence_under(&self, own: DocumentId, keys: &[String]) -> Vec<Arc<Evidence>> {
        self.0.added.get(own.0 as usize).map_or_else(Vec::new, |added| super::under(&added.evidence, keys))
    }
}

impl Files for Overlaid {
    fn count(&self) -> usize {
        self.base.count() + self.added.len()
    }

    fn filed(&self, id: DocumentId) -> Option<Arc<Filed>> {
        if self.is_of_base(id) { self.base.filed(id) } else { Some(Arc::clone(&self.added(id)?.filed)) }
    }

    fn facts(&self, id: DocumentId) -> Option<Arc<TextFacts>> {
        if self.is_of_base(id) { self.base.facts(id) } else { Some(Arc::clone(&self.added(id)?.facts)) }
    }

    fn document_at(&self, path: &Path) -> Option<DocumentId> {
        let own = self.added.iter().position(|added| added.filed.path == path);
        let own = own.map(|own| self.document_here(DocumentId(own as u32)));
        own.or_else(|| self.base.document_at(path).filter(|id| self.is_of_base(*id)))
    }

    fn problems(&self) -> &[Problem] {
        &self.problems
    }

    fn is_behind(&self) -> bool {
        self.base.is_behind()
    }
}

impl Reference for Overlaid {
    fn number(&self) -> usize {
        self.base.number()
    }

    fn has_news_for(&self, claim: &Evidence) -> bool {
        claim.keys().iter().any(|key| self.touched.contains(&Sign::key(key).number_of()))
    }

    fn documents(&self) -> Vec<DocumentId> {
        (0..self.count() as u32).map(DocumentId).filter(|id| !self.replaced.contains(id)).collect()
    }

    fn document(&self, id: DocumentId) -> Option<Arc<Document>> {
        Some(Arc::clone(&self.filed(id)?.document))
    }

    fn document_of_key(&self, key: &str) -> Option<DocumentId> {
        let is_called = |added: &Added| added.filed.document.key.to_lowercase() == key.to_lowercase();
        let own = self.added.iter().position(is_called).map(|own| self.document_here(DocumentId(own as u32)));
        own.or_else(|| self.base.document_of_key(key).filter(|id| self.is_of_base(*id)))
    }

    fn documents_beside(&self, key: &str) -> Vec<DocumentId> {
        let mut beside = self.base.documents_beside(key);
        beside.retain(|id| self.is_of_base(*id));
        beside.extend((0..self.added.len() as u32).map(|own| self.document_here(DocumentId(own))));
        beside
    }

    fn titles(&self) -> Arc<[Titled]> {
        let own = (0..).zip(&self.added).map(|(own, added)| (self.document_here(DocumentId(own)), added));
        let own = own.map(|(id, added)| Titled::new(id, &added.filed.document));
        let base = self.base.titles();
        base.iter().filter(|document| self.is_of_base(document.id)).cloned().chain(own).collect()
    }

    fn date(&self, id: DocumentId) -> Option<Date> {
        if self.is_of_base(id) { self.base.date(id) } else { self.added(id)?.filed.document.date }
    }

    fn is_retracted(&self, id: DocumentId) -> bool {
        if self.is_of_base(id) {
            return self.base.is_retracted(id);
        }
        self.added(id).is_some_and(|added| added.filed.document.retracted)
    }

    fn words_of(&self, passage: Passage) -> Option<String> {
        if self.is_of_base(passage.document) {
            return self.base.words_of(passage);
        }
        let text = &self.added(passage.document)?.filed.document.text;
        Some(text.get(passage.span.start()..passage.span.end())?.to_owned())
    }

    fn listed(&self, key: &str) -> Option<Arc<Document>> {
        if self.document_of_key(key).is_some() { None } else { self.base.work(key) }
    }

    fn unread(&self) -> Arc<[Unread]> {
        Arc::clone(&self.unread)
    }

    fn actors(&self) -> Vec<ActorId> {
        let own = self.resolution.actors.iter().filter(|actor| is_mentioned(actor) && self.is_new(actor.id));
        self.base.actors().into_iter().chain(own.map(|actor| self.actor_here(actor.id))).collect()
    }

    fn actor(&self, id: ActorId) -> Option<Arc<Actor>> {
        let Some(own) = self.new_actor(id) else { return self.base.actor(id) };
        let mut actor = own.clone();
        actor.id = id;
        actor.mentions.iter_mut().for_each(|mention| *mention = self.passage_here(*mention));
        actor.ambiguous_with = self.actors_here(&own.ambiguous_with);
        for alias in &mut actor.aliases {
            alias.documents.iter_mut().for_each(|document| *document = self.document_here(*document));
        }
        for description in &mut actor.descriptions {
            description.passage = self.passage_here(description.passage);
        }
        Some(Arc::new(actor))
    }

    fn called(&self, id: ActorId) -> Option<Arc<Actor>> {
        if self.new_actor(id).is_some() { self.actor(id) } else { self.base.called(id) }
    }

    fn sightings(&self, id: ActorId) -> Sightings {
        let own = |actor: Arc<Actor>| Sightings::of(&actor, |document| self.date(document));
        if self.new_actor(id).is_some() {
            return self.actor(id).map(own).unwrap_or_default();
        }
        self.base.sightings(id)
    }

    fn is_named_in(&self, actor: ActorId, document: DocumentId) -> bool {
        if self.is_of_base(document) {
            return self.base.is_named_in(actor, document);
        }
        self.added(document).is_some_and(|added| added.mentions.iter().any(|(_, named)| *named == actor))
    }

    fn kind_of(&self, id: ActorId) -> ActorKind {
        self.new_actor(id).map_or_else(|| self.base.kind_of(id), |actor| actor.kind)
    }

    fn actors_named(&self, surface: &str) -> Vec<ActorId> {
        // The entities of lists are those of the index.
        let mut own = self.resolution.names.named(surface);
        let is_known = self.resolution.names.is_known(surface);
        // What is only like a name of an actor in the index is for the index to tell.
        own.retain(|actor| is_known || self.is_new(*actor));
        let known = if is_known && !self.base.is_known(surface) { Vec::new() } else { self.base.actors_named(surface) };
        self.with_new(known, own)
    }

    fn actors_sharing(&self, surface: &str) -> Vec<ActorId> {
        self.with_new(self.base.actors_sharing(surface), self.resolution.names.sharing(surface))
    }

    fn actors_standing_in(&self, text: &str, within: &[Span]) -> Vec<Recognised> {
        let mut found = self.base.actors_standing_in(text, within);
        for own in self.resolution.names.standing_in(text, within) {
            if !found.iter().any(|known| known.span.start() < own.span.end() && own.span.start() < known.span.end()) {
                found.push(Recognised { actors: self.actors_here(&own.actors), ..own });
            }
        }
        found.sort_by_key(|found| found.span);
        found
    }

    /// Names that only the changed documents have are not completed before they are resolved with the rest.
    fn actors_beginning(&self, typed: &str, most: usize) -> Beginnings {
        self.base.actors_beginning(typed, most)
    }

    fn actors_near(&self, surface: &str, most: usize) -> Vec<ActorId> {
        let mut near = self.with_new(self.base.actors_near(surface, most), self.resolution.names.near(surface, most));
        near.truncate(most);
        near
    }

    fn actors_in(&self, passage: Passage) -> Vec<(Passage, ActorId)> {
        if self.is_of_base(passage.document) {
            return self.base.actors_in(passage);
        }
        self.added(passage.document).map_or_else(Vec::new, |added| super::within(&added.mentions, passage))
    }

    fn sentence_of(&self, passage: Passage) -> Passage {
        if self.is_of_base(passage.document) {
            return self.base.sentence_of(passage);
        }
        super::sentence_of(self.added(passage.document).map_or(&[], |added| &added.facts.sentences), passage)
    }

    fn candidates(&self, claim: &Evidence) -> Vec<Arc<Evidence>> {
        let mut found = self.base.candidates(claim);
        found.retain(|evidence| self.is_of_base(evidence.document));
        found.extend(candidates(&OfAdded(self), claim));
        found
    }

    fn figures_in(&self, sentence: Passage) -> Vec<Arc<Evidence>> {
        if self.is_of_base(sentence.document) {
            return self.base.figures_in(sentence);
        }
        let evidence = self.added(sentence.document).map(|added| Arc::clone(&added.evidence)).unwrap_or_default();
        evidence.iter().filter(|figure| figure.sentence == sentence.span).cloned().collect()
    }

    fn incidents(&self) -> Vec<IncidentId> {
        self.base.incidents().into_iter().chain(self.incidents_where(|_| true)).collect()
    }

    fn incident(&self, id: IncidentId) -> Option<Arc<Incident>> {
        let Some(own) = self.own_incident(id) else { return self.base.incident(id) };
        let mut incident = own.clone();
        incident.id = id;
        for actors in [&mut incident.actors, &mut incident.patients, &mut incident.places] {
            *actors = self.actors_here(actors);
        }
        for mention in &mut incident.mentions {
            (mention.sentence, mention.phrase) =
                (self.passage_here(mention.sentence), self.passage_here(mention.phrase));
        }
        Some(Arc::new(incident))
    }

    fn happening(&self, id: IncidentId) -> Option<Arc<Incident>> {
        if self.own_incident(id).is_some() { self.incident(id) } else { self.base.happening(id) }
    }

    fn tellings(&self, id: IncidentId) -> usize {
        self.own_incident(id).map_or_else(|| self.base.tellings(id), |own| own.mentions.len())
    }

    fn incidents_like(&self, predicate: &str) -> Vec<IncidentId> {
        let root = events().root(predicate);
        let own = self.incidents_where(|incident| events().root(&incident.predicate) == root);
        self.base.incidents_like(predicate).into_iter().chain(own).collect()
    }

    fn incidents_of(&self, actor: ActorId) -> Vec<IncidentId> {
        let takes_part = |incident: &Incident| self.actors_here(&incident.who_and_where()).contains(&actor);
        self.base.incidents_of(actor).into_iter().chain(self.incidents_where(takes_part)).collect()
    }

    fn time_of(&self, incident: IncidentId) -> Option<Time> {
        self.own_incident(incident).map_or_else(|| self.base.time_of(incident), |own| own.time)
    }

    fn places_around(&self, place: ActorId) -> Vec<ActorId> {
        let mut around = self.base.places_around(place);
        let own = self.resolution.within.iter().filter(|(inner, _)| self.actor_here(**inner) == place);
        around.extend(own.flat_map(|(_, outer)| self.actors_here(outer)));
        around.sort_unstable();
        around.dedup();
        around
    }

    fn reprint_group(&self, id: DocumentId) -> u32 {
        if self.is_of_base(id) { self.base.reprint_group(id) } else { id.0 }
    }

    fn reprints_of(&self, id: DocumentId) -> Vec<DocumentId> {
        if !self.is_of_base(id) {
            return self.added(id).map_or_else(Vec::new, |_| vec![id]);
        }
        self.base.reprints_of(id).into_iter().filter(|id| self.is_of_base(*id)).collect()
    }

    fn copied(&self, sentence: Passage) -> Option<u32> {
        if self.is_of_base(sentence.document) { self.base.copied(sentence) } else { None }
    }

    fn copies(&self, sentence: Passage) -> Vec<Passage> {
        if !self.is_of_base(sentence.document) {
            return Vec::new();
        }
        let copies = self.base.copies(sentence).into_iter().filter(|copy| self.is_of_base(copy.document));
        Some(copies.collect::<Vec<_>>()).filter(|copies| copies.len() > 1).unwrap_or_default()
    }
}
