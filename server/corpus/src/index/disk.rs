//! The reference index on disk: opened in no time, and of it only what is asked for is read.

mod answers;

use std::collections::VecDeque;
use std::path::Path;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use deskcheck_analysis::extract::{Figure, TextFacts};
use deskcheck_analysis::resolve::cards::{CardFinding, card_findings};
use deskcheck_analysis::resolve::incidents::is_of;
use deskcheck_analysis::resolve::reference::{Titled, Unread};
use deskcheck_analysis::resolve::{
    Actor, ActorId, Cards, Evidence, Incident, IncidentId, Links, Passage, Reference, Sentences, evidence_of,
};
use deskcheck_analysis::text::{Document, DocumentId};
use rustc_hash::FxHashMap;

use super::pool::{Pool, stores};
use super::recent::Recent;
use super::resolved::{self, MadeOf, Resolved};
use super::store::{Damaged, Head, Outline, Store, StoreError, StoredContents, StoredFigures};
use super::weights;
use crate::bibliography::Bibliographies;
use crate::files::{Filed, Files, unread};
use crate::reading::Problem;
use crate::source_map::SourceMap;

/// What the documents that were asked for last may take up, in bytes, twice.
const DOCUMENTS: usize = 2 << 20;

/// The same for what was resolved of documents.
const LINKS: usize = 2 << 20;

/// The same for their sentences and names.
const OUTLINES: usize = 2 << 20;

/// The same for their figures, as they lie in the index.
const FIGURES: usize = 2 << 20;

/// The same for figures as evidence.
const EVIDENCE: usize = 4 << 20;

/// The same for actors.
const ACTORS: usize = 2 << 20;

/// The same for incidents.
const INCIDENTS: usize = 2 << 20;

/// No generation comes after this one: the largest number that the database holds.
const WHENEVER: u64 = i64::MAX as u64;

/// So many citation keys are remembered.
const KEYS: usize = 8_192;

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
    documents: Recent<DocumentId, Filed>,
    links: Recent<DocumentId, Linked>,
    outlines: Recent<DocumentId, Outlined>,
    figures: Recent<DocumentId, StoredFigures>,
    /// Figures as evidence, by their positions in their documents.
    evidence: Recent<(DocumentId, u32), Evidence>,
    actors: Recent<ActorId, Actor>,
    /// Actors without where they are named.
    called: Recent<ActorId, Actor>,
    incidents: Recent<IncidentId, Incident>,
    /// Incidents without where they are told.
    happenings: Recent<IncidentId, Incident>,
    /// What went wrong first.
    failed: Mutex<Option<StoreError>>,
}

/// What was resolved of a document.
struct Linked {
    /// Its number in the index of documents.
    stored: DocumentId,
    links: resolved::Links,
}

/// A document as its names and figures are resolved.
struct Outlined {
    outline: Outline,
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
            links: Recent::new(LINKS),
            outlines: Recent::new(OUTLINES),
            figures: Recent::new(FIGURES),
            evidence: Recent::new(EVIDENCE),
            actors: Recent::new(ACTORS),
            called: Recent::new(ACTORS),
            incidents: Recent::new(INCIDENTS),
            happenings: Recent::new(INCIDENTS),
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

    /// What was resolved of a document, whatever its file says by now.
    fn linked(&self, id: DocumentId) -> Option<Arc<Linked>> {
        self.held(&self.links, id, || {
            if id.0 as usize >= self.count() {
                return Ok(None);
            }
            let (stored, links) = self.resolved.document(id)?.ok_or(Damaged)?;
            let weight = weights::links(&links);
            Ok(Some((Linked { stored, links }, weight)))
        })
    }

    fn outlined(&self, id: DocumentId) -> Option<Arc<Outlined>> {
        let stored = self.linked(id)?.stored;
        self.held(&self.outlines, id, || {
            let outline = self.part(stored, Store::outline)?;
            Ok(outline.map(|outline| {
                let weight = weights::outline(&outline);
                (Outlined { outline, mentions: OnceLock::new() }, weight)
            }))
        })
    }

    fn figures(&self, id: DocumentId) -> Option<Arc<StoredFigures>> {
        let stored = self.linked(id)?.stored;
        self.held(&self.figures, id, || {
            let figures = self.part(stored, Store::figures)?;
            Ok(figures.map(|figures| {
                let weight = figures.bytes();
                (figures, weight)
            }))
        })
    }

    /// What `look` finds of a document that has not been written to since a generation; none where it has.
    fn part<T>(
        &self,
        stored: DocumentId,
        look: fn(&Store, DocumentId, u64) -> Result<Option<T>, StoreError>,
    ) -> Result<Option<T>, StoreError> {
        let generation = self.resolved.about.made_of.generation;
        match self.stores.with(|store| look(store, stored, generation))? {
            Some(found) => Ok(Some(found)),
            // Whether it has changed, or is damaged.
            None => self.unchanged(stored, |store| look(store, stored, WHENEVER)),
        }
    }

    /// A document by its number in the index of documents; none where that has no such document.
    pub(super) fn load(&self, stored: DocumentId) -> Result<Option<Loaded>, StoreError> {
        let read = self.stores.with(|store| store.at_one_moment(|store| read(store, stored)))?;
        read.map(loaded).transpose()
    }

    /// A document that has not been written to since it was resolved.
    fn read_unchanged(&self, id: DocumentId) -> Result<Option<(Head, StoredContents)>, StoreError> {
        let Some(stored) = self.stored(id)? else { return Ok(None) };
        self.unchanged(stored, |store| read(store, stored))
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
        self.linked(id).map_or_else(Vec::new, |held| held.links.keys.iter().map(|(key, _)| *key).collect())
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

    /// Figures of a document, by their positions in order, as evidence; none where its file says something else by now.
    fn evidence_at(&self, id: DocumentId, positions: &[u32]) -> Result<Vec<Arc<Evidence>>, StoreError> {
        let mut found = Vec::with_capacity(positions.len());
        // Those of the last sentence that was looked into, from this position on.
        let mut last: (u32, Vec<Arc<Evidence>>) = (0, Vec::new());
        for position in positions {
            let beside = |(first, sentence): &(u32, Vec<Arc<Evidence>>)| {
                sentence.get(position.checked_sub(*first)? as usize).cloned()
            };
            let known = beside(&last).or_else(|| self.evidence.known((id, *position)));
            if let Some(known) = known {
                found.push(known);
                continue;
            }
            let (Some(linked), Some(outlined), Some(figures)) = (self.linked(id), self.outlined(id), self.figures(id))
            else {
                return Ok(Vec::new());
            };
            let (first, figures) = of_one_sentence(&figures, *position)?;
            let made = self.evidence_of(id, &outlined.outline, &linked.links, &figures);
            last = (first, made.into_iter().map(Arc::new).collect());
            for (position, evidence) in (first..).zip(&last.1) {
                self.evidence.keep((id, position), Arc::clone(evidence), weights::evidence(evidence));
            }
            found.extend(beside(&last));
        }
        Ok(found)
    }

    fn evidence_of(
        &self,
        id: DocumentId,
        outline: &Outline,
        of_document: &resolved::Links,
        figures: &[Arc<Figure>],
    ) -> Vec<Evidence> {
        let incident = |sentence: Passage, class: &str| {
            let mut told = of_document.told(sentence.span).iter().copied();
            told.find(|id| self.happening(*id).is_some_and(|incident| is_of(class, &incident.predicates)))
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

    fn an_incident(
        &self,
        recent: &Recent<IncidentId, Incident>,
        id: IncidentId,
        read: fn(&Resolved, IncidentId) -> Result<Option<Incident>, StoreError>,
    ) -> Option<Arc<Incident>> {
        if id.0 as usize >= self.resolved.about.times.len() {
            return None;
        }
        let read = || {
            let incident = read(&self.resolved, id)?.ok_or(Damaged)?;
            let weight = weights::incident(&incident);
            Ok((incident, weight))
        };
        self.found(recent.get(id, read).map(Some))
    }

    fn an_actor(
        &self,
        recent: &Recent<ActorId, Actor>,
        id: ActorId,
        read: fn(&Resolved, ActorId) -> Result<Option<Actor>, StoreError>,
    ) -> Option<Arc<Actor>> {
        if !self.is_resolved(id) {
            return self.cards.listed_actor(id, self.resolved.about.kinds.len()).map(Arc::new);
        }
        let read = || {
            let actor = read(&self.resolved, id)?.ok_or(Damaged)?;
            let weight = weights::actor(&actor);
            Ok((actor, weight))
        };
        self.found(recent.get(id, read).map(Some))
    }

    fn has_card(&self, actor: ActorId) -> bool {
        !self.cards.written.is_empty() && self.called(actor).is_some_and(|actor| actor.card.is_some())
    }

    /// False for an entity of a list that no document names.
    fn is_resolved(&self, id: ActorId) -> bool {
        (id.0 as usize) < self.resolved.about.kinds.len()
    }
}

/// A document by its number in the index of documents, as it lies there.
fn read(store: &Store, stored: DocumentId) -> Result<Option<(Head, StoredContents)>, StoreError> {
    Ok(store.head(stored)?.zip(store.contents(stored)?))
}

fn loaded((head, contents): (Head, StoredContents)) -> Result<Loaded, StoreError> {
    let (text, map) = (contents.text()?, contents.map()?);
    let facts = contents.facts_and_figures()?;
    Ok((Arc::new(filed(head, text, map, facts.figures.len())), Arc::new(facts)))
}

/// A document with its file, its text, the way back from that, and how many figures it has.
fn filed(head: Head, text: String, map: SourceMap, figures: usize) -> Filed {
    Filed {
        document: Arc::new(Document { text, ..head.document }),
        path: head.path,
        part: head.part,
        map,
        format: head.format,
        fingerprint: head.fingerprint,
        figures,
    }
}

/// All figures of the sentence of the one at `position`, and the position of the first.
fn of_one_sentence(figures: &StoredFigures, position: u32) -> Result<(u32, Vec<Arc<Figure>>), Damaged> {
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
