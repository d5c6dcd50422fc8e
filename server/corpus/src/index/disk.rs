//! The reference index on disk: opened in no time, and of it only what is asked for is read.

use std::collections::VecDeque;
use std::path::Path;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use deskcheck_analysis::extract::{ActorKind, Figure, TextFacts, Time};
use deskcheck_analysis::lexicon::events;
use deskcheck_analysis::resolve::candidates::{Posted, Postings, Sign};
use deskcheck_analysis::resolve::cards::{CardFinding, card_findings};
use deskcheck_analysis::resolve::incidents::is_of;
use deskcheck_analysis::resolve::reference::{Titled, Unread};
use deskcheck_analysis::resolve::{
    Actor, ActorId, Beginnings, Cards, Evidence, Incident, IncidentId, Links, Passage, Recognised, Reference,
    Sentences, candidates, evidence_of,
};
use deskcheck_analysis::text::{Document, DocumentId, Span};
use jiff::civil::Date;
use rustc_hash::FxHashMap;

use super::pool::{Pool, stores};
use super::recent::Recent;
use super::resolved::{self, MadeOf, Resolved};
use super::store::{Damaged, Head, Outline, Store, StoreError, StoredContents, StoredFigures};
use crate::bibliography::Bibliographies;
use crate::files::{Filed, Files, unread};
use crate::reading::Problem;

/// What the documents that were asked for last may take up, in bytes, twice.
const DOCUMENTS: usize = 4 << 20;

/// The same for what their figures are resolved by.
const OUTLINES: usize = 12 << 20;

/// The same for actors.
const ACTORS: usize = 4 << 20;

/// The same for incidents.
const INCIDENTS: usize = 4 << 20;

/// So many citation keys are remembered.
const KEYS: usize = 8_192;

/// Figures take up so many times as much as they do on disk.
const OF_FIGURES: usize = 4;

/// [`Reference`] and [`Files`] over an index in a folder.
pub struct DiskIndex {
    stores: Pool<Store>,
    resolved: Resolved,
    cards: Cards,
    bibliographies: Arc<Bibliographies>,
    problems: Vec<Problem>,
    is_behind: bool,
    unread: Arc<[Unread]>,
    /// How all documents are called, from the first question on.
    titles: OnceLock<Arc<[Titled]>>,
    /// Documents by keys that were asked for.
    keys: Mutex<FxHashMap<String, Option<DocumentId>>>,
    documents: Recent<DocumentId, Arc<Filed>>,
    outlines: Recent<DocumentId, Outlined>,
    actors: Recent<ActorId, Actor>,
    /// Actors without where they are named.
    called: Recent<ActorId, Actor>,
    incidents: Recent<IncidentId, Incident>,
    /// What went wrong first.
    failed: Mutex<Option<StoreError>>,
}

/// A document as its figures are resolved.
struct Outlined {
    outline: Outline,
    links: resolved::Links,
    figures: StoredFigures,
    /// Those figures that were asked for, as evidence, by position.
    evidence: Mutex<FxHashMap<u32, Arc<Evidence>>>,
    /// Its mentions with their actors, in order.
    mentions: OnceLock<Vec<(Passage, ActorId)>>,
}

/// A document with its file, and what it says.
pub(super) type Loaded = (Arc<Filed>, Arc<TextFacts>);

impl DiskIndex {
    /// Opens what was resolved last in `folder`, as `cards` overrule it; none where nothing was. `bibliographies` tell of works
    /// that are not there; `is_behind` is true where another process is writing it.
    ///
    /// # Errors
    ///
    /// Where it cannot be opened or is damaged.
    pub fn open(
        folder: &Path,
        cards: &Cards,
        bibliographies: &Arc<Bibliographies>,
        is_behind: bool,
    ) -> Result<Option<Self>, StoreError> {
        if Store::open(folder)?.is_none() {
            return Ok(None);
        }
        let stores = stores(folder)?;
        let Some(resolved) = stores.with(|store| Resolved::last(folder, store))? else { return Ok(None) };
        let mut index = Self {
            stores,
            resolved,
            cards: cards.clone(),
            bibliographies: Arc::clone(bibliographies),
            problems: Vec::new(),
            is_behind,
            unread: Arc::default(),
            titles: OnceLock::new(),
            keys: Mutex::default(),
            documents: Recent::new(DOCUMENTS),
            outlines: Recent::new(OUTLINES),
            actors: Recent::new(ACTORS),
            called: Recent::new(ACTORS),
            incidents: Recent::new(INCIDENTS),
            failed: Mutex::default(),
        };
        index.add_problems(index.problems_now()?);
        Ok(Some(index))
    }

    /// Takes in what else is to be said of files.
    pub fn add_problems(&mut self, more: impl IntoIterator<Item = Problem>) {
        self.problems.extend(more);
        self.problems.sort();
        self.problems.dedup();
        self.unread = unread(&self.problems, |path| self.document_at(path).is_some());
    }

    /// What it was made of.
    pub fn made_of(&self) -> MadeOf {
        self.resolved.about.made_of
    }

    /// What is to be said of the cards.
    pub fn card_findings(&self) -> Vec<CardFinding> {
        card_findings(&self.cards.written, |number| self.resolved.about.cards.contains(&number))
    }

    /// Looks at every byte of what was resolved; what is wrong is noted. Who cannot take an answer back has this done before
    /// giving it out.
    pub fn check(&self) {
        if let Err(error) = self.resolved.verify() {
            self.note(error);
        }
    }

    /// What went wrong first, where something did: then it is best made anew.
    pub fn fault(&self) -> Option<String> {
        self.failed.lock().unwrap_or_else(PoisonError::into_inner).as_ref().map(ToString::to_string)
    }

    fn note(&self, error: StoreError) {
        self.failed.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(error);
    }

    /// What was found, or nothing where something went wrong, which is noted.
    fn found<T: Default>(&self, found: Result<T, StoreError>) -> T {
        found.unwrap_or_else(|error| {
            self.note(error);
            T::default()
        })
    }

    /// What `read` gives of a document with its weight; none where it gives none, or something went wrong, which is noted.
    fn held<V>(
        &self,
        recent: &Recent<DocumentId, V>,
        id: DocumentId,
        read: impl FnOnce() -> Result<Option<(V, usize)>, StoreError>,
    ) -> Option<Arc<V>> {
        match recent.get(id, || read()?.ok_or(Unheld::Changed)) {
            Ok(held) => Some(held),
            Err(Unheld::Changed) => None,
            Err(Unheld::Failed(error)) => {
                self.note(error);
                None
            }
        }
    }

    fn outlined(&self, id: DocumentId) -> Option<Arc<Outlined>> {
        self.held(&self.outlines, id, || {
            if id.0 as usize >= self.count() {
                return Ok(None);
            }
            let (stored, links) = self.resolved.document(id)?.ok_or(Damaged)?;
            let generation = self.resolved.about.made_of.generation;
            let found = self.stores.with(|store| store.outline_since(stored, generation))?;
            let found = match found {
                Some(found) => Some(found),
                // Whether it has changed, or is damaged.
                None => self.unchanged(stored, |store| store.outline(stored))?,
            };
            Ok(found.map(|(outline, figures)| {
                let weight = figures.bytes() * OF_FIGURES + outline.mentions.len() * 32 + links.keys.len() * 16;
                let (evidence, mentions) = (Mutex::default(), OnceLock::new());
                (Outlined { outline, links, figures, evidence, mentions }, weight)
            }))
        })
    }

    /// A document by its number in the index of documents; none where that has no such document.
    pub(super) fn load(&self, stored: DocumentId) -> Result<Option<Loaded>, StoreError> {
        let read = self.stores.with(|store| store.at_one_moment(|store| read(store, stored)))?;
        read.map(loaded).transpose()
    }

    /// As [`DiskIndex::load`], of a document that has not been written to since it was resolved.
    fn load_unchanged(&self, id: DocumentId) -> Result<Option<Loaded>, StoreError> {
        let Some(stored) = self.stored(id)? else { return Ok(None) };
        self.unchanged(stored, |store| read(store, stored))?.map(loaded).transpose()
    }

    /// The number of a document in the index of documents; none where there is no such document.
    fn stored(&self, id: DocumentId) -> Result<Option<DocumentId>, StoreError> {
        let is_there = (id.0 as usize) < self.count();
        if is_there { Ok(Some(self.resolved.stored(id)?.ok_or(Damaged)?)) } else { Ok(None) }
    }

    /// What `look` finds of a document; none where it has been written to, or is gone, since it was resolved.
    fn unchanged<T>(
        &self,
        stored: DocumentId,
        look: impl FnOnce(&Store) -> Result<Option<T>, StoreError>,
    ) -> Result<Option<T>, StoreError> {
        let generation = self.resolved.about.made_of.generation;
        let look = |store: &Store| {
            if !store.is_unchanged(stored, generation)? && store.generation()? != generation {
                return Ok(None);
            }
            // Where nothing has been written it is there, or damaged.
            Ok(Some(look(store)?.ok_or(Damaged)?))
        };
        self.stores.with(|store| store.at_one_moment(look))
    }

    /// The documents, by their numbers in the index of documents, that were written there since it was resolved, and those
    /// that were removed.
    pub(super) fn changed(&self) -> Result<(Vec<DocumentId>, Vec<DocumentId>), StoreError> {
        self.stores.with(|store| store.changed_since(self.resolved.about.made_of.generation))
    }

    /// As [`Resolved::document_stored`].
    pub(super) fn document_stored(&self, stored: DocumentId) -> Result<Option<DocumentId>, StoreError> {
        self.resolved.document_stored(stored)
    }

    /// What is to be said of files now.
    pub(super) fn problems_now(&self) -> Result<Vec<Problem>, StoreError> {
        let mut problems = self.bibliographies.problems.clone();
        problems.extend(self.stores.with(Store::problems)?);
        Ok(problems)
    }

    /// The keys of a document's figures.
    pub(super) fn keys_of(&self, id: DocumentId) -> Vec<u64> {
        self.outlined(id).map_or_else(Vec::new, |held| held.links.keys.iter().map(|(key, _)| *key).collect())
    }

    /// The cards.
    pub(super) fn cards(&self) -> &Cards {
        &self.cards
    }

    /// How many incidents there are.
    pub(super) fn incidents_known(&self) -> usize {
        self.resolved.about.times.len()
    }

    /// True where an actor has just this spelling.
    pub(super) fn is_known(&self, surface: &str) -> bool {
        self.resolved.names.is_known(surface)
    }

    /// A work that libraries of references list.
    pub(super) fn work(&self, key: &str) -> Option<Arc<Document>> {
        self.bibliographies.work(key).map(Arc::new)
    }

    /// Figures of a document, by their positions in order, as evidence.
    fn evidence_at(
        &self,
        id: DocumentId,
        held: &Outlined,
        positions: &[u32],
    ) -> Result<Vec<Arc<Evidence>>, StoreError> {
        let mut known = held.evidence.lock().unwrap_or_else(PoisonError::into_inner);
        for position in positions {
            if !known.contains_key(position) {
                let (first, figures) = of_one_sentence(&held.figures, *position)?;
                known.extend((first..).zip(self.evidence_of(id, held, &figures).into_iter().map(Arc::new)));
            }
        }
        Ok(positions.iter().filter_map(|position| known.get(position).cloned()).collect())
    }

    fn evidence_of(&self, id: DocumentId, held: &Outlined, figures: &[Figure]) -> Vec<Evidence> {
        let (outline, of_document) = (&held.outline, &held.links);
        let incident = |sentence: Passage, class: &str| {
            let mut told = of_document.told(sentence.span).iter().copied();
            told.find(|id| self.incident(*id).is_some_and(|incident| is_of(class, &incident.predicates)))
        };
        let links = Links {
            actors: &of_document.actors,
            kind: &|id| self.kind_of(id),
            written_on: &|sentence| of_document.printed(sentence.span)?.1,
            incident: &incident,
        };
        let sentences = Sentences { all: &outline.sentences, blocks: &outline.blocks, mentions: &outline.mentions };
        evidence_of(id, sentences, &of_document.title, figures, &links)
    }
}

/// A document by its number in the index of documents, as it lies there.
fn read(store: &Store, stored: DocumentId) -> Result<Option<(Head, StoredContents)>, StoreError> {
    Ok(store.head(stored)?.zip(store.contents(stored)?))
}

fn loaded((head, contents): (Head, StoredContents)) -> Result<Loaded, StoreError> {
    let map = contents.map()?;
    let (document, facts) = contents.said(head.document)?;
    let filed = Filed {
        document: Arc::new(document),
        path: head.path,
        part: head.part,
        map,
        format: head.format,
        figures: facts.figures.len(),
        fingerprint: head.fingerprint,
    };
    Ok((Arc::new(filed), Arc::new(facts)))
}

/// All figures of the sentence of the one at `position`, and the position of the first.
fn of_one_sentence(figures: &StoredFigures, position: u32) -> Result<(u32, Vec<Figure>), Damaged> {
    let at = position as usize;
    let mut around = VecDeque::from([figures.get(at)?]);
    let sentence = around[0].sentence;
    let (mut first, mut end) = (at, at + 1);
    while first > 0 {
        let before = figures.get(first - 1)?;
        if before.sentence != sentence {
            break;
        }
        around.push_front(before);
        first -= 1;
    }
    while end < figures.len() {
        let behind = figures.get(end)?;
        if behind.sentence != sentence {
            break;
        }
        around.push_back(behind);
        end += 1;
    }
    Ok((first as u32, around.into()))
}

/// Why a document is not at hand.
enum Unheld {
    /// Its file says something else than when it was resolved, or is gone.
    Changed,
    Failed(StoreError),
}

impl From<StoreError> for Unheld {
    fn from(error: StoreError) -> Self {
        Self::Failed(error)
    }
}

impl Files for DiskIndex {
    fn count(&self) -> usize {
        self.resolved.about.dates.len()
    }

    fn filed(&self, id: DocumentId) -> Option<Arc<Filed>> {
        let filed = self.held(&self.documents, id, || {
            let loaded = self.load_unchanged(id)?;
            Ok(loaded.map(|(filed, _)| {
                let weight = filed.document.text.len() * 2;
                (filed, weight)
            }))
        })?;
        Some(Arc::clone(&filed))
    }

    fn facts(&self, id: DocumentId) -> Option<Arc<TextFacts>> {
        Some(self.found(self.load_unchanged(id))?.1)
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
        if id.0 as usize >= self.resolved.about.kinds.len() {
            return self.cards.listed_actor(id, self.resolved.about.kinds.len()).map(Arc::new);
        }
        let read = || {
            let actor = self.resolved.actor(id)?.ok_or(Damaged)?;
            let documents: usize = actor.aliases.iter().map(|alias| alias.documents.len() + alias.text.len()).sum();
            let weight = (actor.mentions.len() * 3 + documents) * 4 + 1_024;
            Ok((actor, weight))
        };
        self.found(self.actors.get(id, read).map(Some))
    }

    fn called(&self, id: ActorId) -> Option<Arc<Actor>> {
        if id.0 as usize >= self.resolved.about.kinds.len() {
            return self.actor(id);
        }
        let read = || {
            let actor = self.resolved.called(id)?.ok_or(Damaged)?;
            let weight = actor.aliases.iter().map(|alias| alias.text.len() + 128).sum::<usize>() + 512;
            Ok((actor, weight))
        };
        self.found(self.called.get(id, read).map(Some))
    }

    /// Passages that only a card's name stands in are told by the actor alone.
    fn is_named_in(&self, actor: ActorId, document: DocumentId) -> bool {
        let is_mentioned = |held: Arc<Outlined>| held.links.actors.contains(&actor);
        self.outlined(document).is_some_and(is_mentioned)
            || !self.cards.written.is_empty() && self.actor(actor).is_some_and(|actor| actor.is_named_in(document))
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
        let Some(held) = self.outlined(passage.document) else { return Vec::new() };
        let in_order = || super::mentions_in_order(passage.document, &held.outline.mentions, &held.links.actors);
        super::within(held.mentions.get_or_init(in_order), passage)
    }

    fn sentence_of(&self, passage: Passage) -> Passage {
        let held = self.outlined(passage.document);
        super::sentence_of(held.as_ref().map_or(&[][..], |held| &held.outline.sentences), passage)
    }

    fn candidates(&self, claim: &Evidence) -> Vec<Arc<Evidence>> {
        candidates(self, claim)
    }

    fn figures_in(&self, sentence: Passage) -> Vec<Arc<Evidence>> {
        let Some(held) = self.outlined(sentence.document) else { return Vec::new() };
        let all: Vec<u32> = (0..held.figures.len() as u32).collect();
        let mut evidence = self.found(self.evidence_at(sentence.document, &held, &all));
        evidence.retain(|figure| figure.sentence == sentence.span);
        evidence
    }

    fn incidents(&self) -> Vec<IncidentId> {
        (0..self.resolved.about.times.len() as u32).map(IncidentId).collect()
    }

    fn incident(&self, id: IncidentId) -> Option<Arc<Incident>> {
        if id.0 as usize >= self.resolved.about.times.len() {
            return None;
        }
        let read = || {
            let incident = self.resolved.incident(id)?.ok_or(Damaged)?;
            let weight = incident.mentions.len() * 64 + 512;
            Ok((incident, weight))
        };
        self.found(self.incidents.get(id, read).map(Some))
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
        self.outlined(id).map_or(id.0, |held| held.links.story)
    }

    fn reprints_of(&self, id: DocumentId) -> Vec<DocumentId> {
        let reprints = self.found(self.resolved.reprints(self.reprint_group(id)));
        if reprints.is_empty() && (id.0 as usize) < self.count() { vec![id] } else { reprints }
    }

    fn copied(&self, sentence: Passage) -> Option<u32> {
        Some(self.outlined(sentence.document)?.links.printed(sentence.span)?.0)
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
        let Some(held) = self.outlined(document) else { return Vec::new() };
        self.found(self.evidence_at(document, &held, &held.links.figures_under(keys)))
    }
}
