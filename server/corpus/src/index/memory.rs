//! The reference index in memory: everything hashed or sorted once, nothing scanned on a keystroke.

use std::ffi::OsStr;
use std::sync::Arc;

use deskcheck_analysis::extract::TextFacts;
use deskcheck_analysis::lexicon::events;
use deskcheck_analysis::resolve::cards::CardFinding;
use deskcheck_analysis::resolve::{
    Actor, ActorId, Beginnings, Candidates, Cards, Each, Evidence, Incident, IncidentId, Passage, Recognised,
    Reference, Resolution,
    reference::{Sources, Unread},
    resolve_shared,
};
use deskcheck_analysis::text::{Document, DocumentId, Span};
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::reading::Library;

/// [`Reference`] over a [`Library`].
#[derive(Default)]
pub struct MemoryIndex {
    documents: Vec<Arc<Document>>,
    /// Files that are none of them.
    unread: Arc<[Unread]>,
    /// What each of them says.
    facts: Vec<Arc<TextFacts>>,
    /// Documents by citation key in lower case.
    keys: FxHashMap<String, DocumentId>,
    /// Works that a bibliography lists and of which no document is there, by citation key in lower case.
    listed: FxHashMap<String, Arc<Document>>,
    resolution: Resolution,
    /// Actors, most mentioned first.
    actors: Vec<ActorId>,
    /// For each document its mentions with their actors, in order.
    mentions: Vec<Vec<(Passage, ActorId)>>,
    /// Positions in `resolution.evidence` by what a claim may have in common with it.
    candidates: Candidates,
    /// Positions in `resolution.evidence` by sentence.
    figures: FxHashMap<Passage, Vec<u32>>,
    /// Positions in `resolution.incidents` by the widest class above theirs; all tellings of one incident have it in common.
    incidents: FxHashMap<String, Vec<u32>>,
}

impl MemoryIndex {
    /// Resolves the library's documents as `cards` overrule them, and indexes what comes out.
    pub fn build(library: &Library, cards: &Cards) -> Self {
        let sources: Sources =
            library.sources.iter().map(|source| (source.document.clone(), source.facts.clone())).collect();
        let on_all_cores: Each<'_> = &|count, work| (0..count).into_par_iter().for_each(work);
        let listed = library.missing.iter().map(|work| (work.key.to_lowercase(), Arc::clone(work))).collect();
        Self { listed, unread: unread(library), ..Self::of(&sources, resolve_shared(&sources, cards, on_all_cores)) }
    }

    /// Indexes what [`resolve_shared`] made of `sources`.
    pub fn of(sources: &Sources, resolution: Resolution) -> Self {
        let ids = || (0..).map(DocumentId);
        let documents: Vec<_> = sources.iter().map(|(document, _)| document.clone()).collect();
        let keys = documents.iter().zip(ids()).map(|(document, id)| (document.key.to_lowercase(), id)).collect();
        let mut actors: Vec<_> = resolution.actors.iter().map(|actor| (actor.mentions.len(), actor.id)).collect();
        actors.sort_by_key(|(mentions, id)| (std::cmp::Reverse(*mentions), *id));
        let mut index = Self {
            keys,
            actors: actors.into_iter().map(|(_, id)| id).collect(),
            mentions: ids().zip(sources).zip(&resolution.mention_actors).map(mentions_in_order).collect(),
            documents,
            facts: sources.iter().map(|(_, facts)| facts.clone()).collect(),
            candidates: Candidates::new(&resolution.evidence),
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
        for (at, evidence) in (0..).zip(&self.resolution.evidence) {
            let sentence = Passage { document: evidence.document, span: evidence.sentence };
            self.figures.entry(sentence).or_default().push(at);
        }
        for (at, incident) in (0..).zip(&self.resolution.incidents) {
            self.incidents.entry(events().root(&incident.predicate).to_owned()).or_default().push(at);
        }
    }
}

/// The files of a library that it has problems with and no document of.
fn unread(library: &Library) -> Arc<[Unread]> {
    let read: FxHashSet<_> = library.sources.iter().map(|source| source.path.as_path()).collect();
    let problems = library.problems.iter().filter(|problem| !read.contains(problem.path.as_path()));
    let unread = problems.filter_map(|problem| {
        let name = |name: Option<&OsStr>| Some(name?.to_string_lossy().into_owned());
        Some(Unread {
            key: name(problem.path.file_stem())?,
            file: name(problem.path.file_name())?,
            message: problem.message.clone(),
        })
    });
    unread.collect()
}

type DocumentMentions<'a> = ((DocumentId, &'a (Arc<Document>, Arc<TextFacts>)), &'a Vec<ActorId>);

fn mentions_in_order(((document, (_, facts)), actors): DocumentMentions<'_>) -> Vec<(Passage, ActorId)> {
    let passages = facts.mentions.iter().map(|mention| Passage { document, span: mention.span });
    let mut mentions: Vec<_> = passages.zip(actors.iter().copied()).collect();
    mentions.sort();
    mentions
}

impl Reference for MemoryIndex {
    fn documents(&self) -> Vec<DocumentId> {
        (0..self.documents.len() as u32).map(DocumentId).collect()
    }

    fn document(&self, id: DocumentId) -> Option<Arc<Document>> {
        self.documents.get(id.0 as usize).cloned()
    }

    fn document_of_key(&self, key: &str) -> Option<DocumentId> {
        self.keys.get(key.to_lowercase().as_str()).copied()
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
        let Some(mentions) = self.mentions.get(passage.document.0 as usize) else { return Vec::new() };
        let first = mentions.partition_point(|(mention, _)| mention.span.start() < passage.span.start());
        let within = mentions[first..].iter().take_while(|(mention, _)| mention.span.start() < passage.span.end());
        within.filter(|(mention, _)| passage.span.covers(mention.span)).copied().collect()
    }

    fn sentence_of(&self, passage: Passage) -> Passage {
        let facts = self.facts.get(passage.document.0 as usize);
        let sentences = facts.map_or(&[][..], |facts| &facts.sentences);
        let next = sentences.partition_point(|sentence| sentence.start() <= passage.span.start());
        let sentence = next.checked_sub(1).map(|at| sentences[at]).filter(|span| span.covers(passage.span));
        Passage { span: sentence.unwrap_or(passage.span), ..passage }
    }

    fn candidates(&self, claim: &Evidence) -> Vec<Arc<Evidence>> {
        let evidence = &self.resolution.evidence;
        self.candidates.of(claim).into_iter().filter_map(|at| evidence.get(at as usize).cloned()).collect()
    }

    fn figures_in(&self, sentence: Passage) -> Vec<Arc<Evidence>> {
        let figures = self.figures.get(&sentence).into_iter().flatten();
        figures.filter_map(|at| self.resolution.evidence.get(*at as usize).cloned()).collect()
    }

    fn incidents(&self) -> Vec<IncidentId> {
        self.resolution.incidents.iter().map(|incident| incident.id).collect()
    }

    fn incident(&self, id: IncidentId) -> Option<Arc<Incident>> {
        self.resolution.incidents.get(id.0 as usize).cloned()
    }

    fn incidents_like(&self, predicate: &str) -> Vec<Arc<Incident>> {
        let same = self.incidents.get(events().root(predicate)).into_iter().flatten();
        same.filter_map(|at| self.resolution.incidents.get(*at as usize).cloned()).collect()
    }

    fn places_around(&self, place: ActorId) -> Vec<ActorId> {
        self.resolution.within.get(&place).cloned().unwrap_or_default()
    }

    fn reprint_group(&self, id: DocumentId) -> u32 {
        self.resolution.reprints.documents.get(id.0 as usize).copied().unwrap_or(id.0)
    }

    fn copies(&self, sentence: Passage) -> Vec<Passage> {
        self.resolution.reprints.of(sentence).to_vec()
    }
}

#[cfg(test)]
mod tests {
    use deskcheck_analysis::extract::{ActorKind, Mention};

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
