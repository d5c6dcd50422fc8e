//! The reference index in memory: everything hashed or sorted once, nothing scanned on a keystroke.

use std::collections::BTreeMap;
use std::ops::Bound::{Excluded, Unbounded};
use std::sync::{Arc, OnceLock};

use deskcheck_analysis::extract::{ActorKind, TextFacts, Time};
use deskcheck_analysis::lexicon::events;
use deskcheck_analysis::resolve::candidates::{Posted, Postings, Sign};
use deskcheck_analysis::resolve::cards::CardFinding;
use deskcheck_analysis::resolve::{
    Actor, ActorId, Beginnings, Cards, Each, Evidence, Incident, IncidentId, Passage, Recognised, Reference,
    Resolution, candidates,
    reference::{Sources, Titled, Unread},
    resolve_shared,
};
use deskcheck_analysis::text::{Document, DocumentId, Span};
use jiff::civil::Date;
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::files::unread;
use crate::reading::Library;

/// Shares work out over all cores.
pub(super) const ON_ALL_CORES: Each<'static> = &|count, work| (0..count).into_par_iter().for_each(work);

/// [`Reference`] over a [`Library`].
#[derive(Default)]
pub struct MemoryIndex {
    documents: Vec<Arc<Document>>,
    /// Files that are none of them.
    unread: Arc<[Unread]>,
    /// What each of them says.
    facts: Vec<Arc<TextFacts>>,
    /// Documents by citation key in lower case.
    keys: BTreeMap<String, DocumentId>,
    /// Works that a bibliography lists and of which no document is there, by citation key in lower case.
    listed: FxHashMap<String, Arc<Document>>,
    resolution: Resolution,
    /// Actors, most mentioned first.
    actors: Vec<ActorId>,
    /// For each document its mentions with their actors, in order.
    mentions: Vec<Vec<(Passage, ActorId)>>,
    /// The figures of each document as evidence, from the first question on.
    evidence: Vec<OnceLock<Arc<[Arc<Evidence>]>>>,
    /// Incidents by the widest class above theirs; all tellings of one incident have it in common.
    incidents: FxHashMap<String, Vec<IncidentId>>,
    /// Incidents by who takes part and where they happen.
    incidents_of: FxHashMap<ActorId, Vec<IncidentId>>,
}

impl MemoryIndex {
    /// Resolves the library's documents as `cards` overrule them, and indexes what comes out.
    pub fn build(library: &Library, cards: &Cards) -> Self {
        let sources: Sources =
            library.sources.iter().map(|source| (source.filed.document.clone(), source.facts.clone())).collect();
        let listed = library.missing.iter().map(|work| (work.key.to_lowercase(), Arc::clone(work))).collect();
        let read: FxHashSet<_> = library.sources.iter().map(|source| source.filed.path.as_path()).collect();
        let unread = unread(&library.problems, |path| read.contains(path));
        Self { unread, listed, ..Self::of(&sources, resolve_shared(&sources, cards, ON_ALL_CORES)) }
    }

    /// Indexes what [`resolve_shared`] made of `sources`.
    pub fn of(sources: &Sources, resolution: Resolution) -> Self {
        let ids = || (0..).map(DocumentId);
        let documents: Vec<_> = sources.iter().map(|(document, _)| document.clone()).collect();
        let keys = documents.iter().zip(ids()).map(|(document, id)| (document.key.to_lowercase(), id)).collect();
        let mut actors: Vec<_> = resolution.actors.iter().map(|actor| (actor.mentions.len(), actor.id)).collect();
        actors.sort_by_key(|(mentions, id)| (std::cmp::Reverse(*mentions), *id));
        let facts = ids().zip(sources.iter().zip(&resolution.mention_actors));
        let mentions = facts.map(|(id, ((_, facts), actors))| super::mentions_in_order(id, &facts.mentions, actors));
        let mut index = Self {
            keys,
            actors: actors.into_iter().map(|(_, id)| id).collect(),
            mentions: mentions.collect(),
            documents,
            facts: sources.iter().map(|(_, facts)| facts.clone()).collect(),
            evidence: sources.iter().map(|_| OnceLock::new()).collect(),
            resolution,
            ..Self::default()
        };
        index.fill();
        index
    }

    /// What is to be said of the cards.
    pub fn card_findings(&self) -> &[CardFinding] {
        &self.resolution.card_findings
    }

    fn fill(&mut self) {
        for incident in &self.resolution.incidents {
            self.incidents.entry(events().root(&incident.predicate).to_owned()).or_default().push(incident.id);
            for actor in incident.who_and_where() {
                self.incidents_of.entry(actor).or_default().push(incident.id);
            }
        }
    }

    fn evidence_of(&self, id: DocumentId) -> Arc<[Arc<Evidence>]> {
        let at = id.0 as usize;
        let (Some(known), Some(document), Some(facts)) =
            (self.evidence.get(at), self.documents.get(at), self.facts.get(at))
        else {
            return Arc::default();
        };
        let resolve = || {
            let source = (Arc::clone(document), Arc::clone(facts));
            self.resolution.evidence_of(id, &source).into_iter().map(Arc::new).collect()
        };
        Arc::clone(known.get_or_init(resolve))
    }
}

impl Postings for MemoryIndex {
    fn posted(&self, sign: Sign) -> Option<Posted<'_>> {
        self.resolution.postings.posted(sign)
    }

    fn evidence_under(&self, document: DocumentId, keys: &[String]) -> Vec<Arc<Evidence>> {
        super::under(&self.evidence_of(document), keys)
    }
}

impl Reference for MemoryIndex {
    fn number(&self) -> usize {
        std::ptr::from_ref(self).addr()
    }

    fn documents(&self) -> Vec<DocumentId> {
        (0..self.documents.len() as u32).map(DocumentId).collect()
    }

    fn document(&self, id: DocumentId) -> Option<Arc<Document>> {
        self.documents.get(id.0 as usize).cloned()
    }

    fn document_of_key(&self, key: &str) -> Option<DocumentId> {
        self.keys.get(key.to_lowercase().as_str()).copied()
    }

    fn documents_beside(&self, key: &str) -> Vec<DocumentId> {
        let key = key.to_lowercase();
        let before = self.keys.range::<str, _>((Unbounded, Excluded(key.as_str()))).next_back();
        let behind = self.keys.range::<str, _>((Excluded(key.as_str()), Unbounded)).next();
        before.into_iter().chain(behind).map(|(_, id)| *id).collect()
    }

    fn titles(&self) -> Arc<[Titled]> {
        (0..).zip(&self.documents).map(|(id, document)| Titled::new(DocumentId(id), document)).collect()
    }

    fn date(&self, id: DocumentId) -> Option<Date> {
        self.documents.get(id.0 as usize)?.date
    }

    fn is_retracted(&self, id: DocumentId) -> bool {
        self.documents.get(id.0 as usize).is_some_and(|document| document.retracted)
    }

    fn words_of(&self, passage: Passage) -> Option<String> {
        let document = self.documents.get(passage.document.0 as usize)?;
        Some(document.text.get(passage.span.start()..passage.span.end())?.to_owned())
    }

    fn listed(&self, key: &str) -> Option<Arc<Document>> {
        self.listed.get(key.to_lowercase().as_str()).cloned()
    }

    fn unread(&self) -> Arc<[Unread]> {
        Arc::clone(&self.unread)
    }

    fn actors(&self) -> Vec<ActorId> {
        self.actors.clone()
    }

    fn actor(&self, id: ActorId) -> Option<Arc<Actor>> {
        self.resolution.actor(id)
    }

    fn is_named_in(&self, actor: ActorId, document: DocumentId) -> bool {
        self.resolution.actor(actor).is_some_and(|actor| actor.is_named_in(document))
    }

    fn kind_of(&self, id: ActorId) -> ActorKind {
        self.resolution.actor(id).map_or(ActorKind::Unknown, |actor| actor.kind)
    }

    fn actors_named(&self, surface: &str) -> Vec<ActorId> {
        self.resolution.actors_named(surface)
    }

    fn actors_sharing(&self, surface: &str) -> Vec<ActorId> {
        self.resolution.names.sharing(surface)
    }

    fn actors_standing_in(&self, text: &str, within: &[Span]) -> Vec<Recognised> {
        self.resolution.names.standing_in(text, within)
    }

    fn actors_beginning(&self, typed: &str, most: usize) -> Beginnings {
        self.resolution.names.beginning_with(typed, most)
    }

    fn actors_near(&self, surface: &str, most: usize) -> Vec<ActorId> {
        self.resolution.names.near(surface, most)
    }

    fn actors_in(&self, passage: Passage) -> Vec<(Passage, ActorId)> {
        super::within(self.mentions.get(passage.document.0 as usize).map_or(&[], Vec::as_slice), passage)
    }

    fn sentence_of(&self, passage: Passage) -> Passage {
        let facts = self.facts.get(passage.document.0 as usize);
        super::sentence_of(facts.map_or(&[], |facts| &facts.sentences), passage)
    }

    fn candidates(&self, claim: &Evidence) -> Vec<Arc<Evidence>> {
        candidates(self, claim)
    }

    fn figures_in(&self, sentence: Passage) -> Vec<Arc<Evidence>> {
        let evidence = self.evidence_of(sentence.document);
        evidence.iter().filter(|figure| figure.sentence == sentence.span).cloned().collect()
    }

    fn incidents(&self) -> Vec<IncidentId> {
        self.resolution.incidents.iter().map(|incident| incident.id).collect()
    }

    fn incident(&self, id: IncidentId) -> Option<Arc<Incident>> {
        self.resolution.incidents.get(id.0 as usize).cloned()
    }

    fn incidents_like(&self, predicate: &str) -> Vec<IncidentId> {
        self.incidents.get(events().root(predicate)).cloned().unwrap_or_default()
    }

    fn incidents_of(&self, actor: ActorId) -> Vec<IncidentId> {
        self.incidents_of.get(&actor).cloned().unwrap_or_default()
    }

    fn time_of(&self, incident: IncidentId) -> Option<Time> {
        self.resolution.incidents.get(incident.0 as usize)?.time
    }

    fn places_around(&self, place: ActorId) -> Vec<ActorId> {
        self.resolution.within.get(&place).cloned().unwrap_or_default()
    }

    fn reprint_group(&self, id: DocumentId) -> u32 {
        self.resolution.reprints.documents.get(id.0 as usize).copied().unwrap_or(id.0)
    }

    fn reprints_of(&self, id: DocumentId) -> Vec<DocumentId> {
        let group = self.reprint_group(id);
        let of_group = (0..).zip(&self.resolution.reprints.documents).filter(|(_, other)| **other == group);
        of_group.map(|(id, _)| DocumentId(id)).collect()
    }

    fn copied(&self, sentence: Passage) -> Option<u32> {
        self.resolution.reprints.group(sentence)
    }

    fn copies(&self, sentence: Passage) -> Vec<Passage> {
        self.resolution.reprints.of(sentence).to_vec()
    }
}

#[cfg(test)]
mod tests {
    use deskcheck_analysis::extract::Mention;

    use super::*;

    fn index() -> MemoryIndex {
        let mention =
            |start, end| Mention { span: Span::new(start, end), kind: ActorKind::Unknown, sentence: 0, listed: false };
        let facts =
            TextFacts { mentions: vec![mention(0, 4), mention(10, 14), mention(20, 30)], ..TextFacts::default() };
        let document = Document { key: "Selm-Post".to_owned(), ..Document::default() };
        let mut resolution =
            Resolution { mention_actors: vec![vec![ActorId(0), ActorId(1), ActorId(0)]], ..Resolution::default() };
        resolution.reprints.documents = vec![7];
        MemoryIndex::of(&vec![(Arc::new(document), Arc::new(facts))], resolution)
    }

    #[test]
    fn actors_in_a_passage() {
        let within = |start, end| {
            let passage = Passage { document: DocumentId(0), span: Span::new(start, end) };
            index().actors_in(passage).len()
        };
        assert_eq!((within(0, 30), within(5, 30), within(5, 14), within(5, 13), within(31, 40)), (3, 2, 1, 0, 0));
    }

    #[test]
    fn keys_in_any_letter_case() {
        assert_eq!(index().document_of_key("selm-post"), Some(DocumentId(0)));
        assert_eq!(index().document_of_key("SELM-POST"), Some(DocumentId(0)));
        assert_eq!(index().document_of_key("other"), None);
        assert_eq!((index().reprint_group(DocumentId(0)), index().reprint_group(DocumentId(9))), (7, 9));
    }
}
