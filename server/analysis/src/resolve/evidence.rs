//! Figures as evidence: with the actors and places that they and the sentences around them name.

use std::slice;
use std::sync::Arc;

use jiff::civil::Date;
use rustc_hash::FxHashMap;

use super::reference::{Actors, Source};
use super::{ActorId, Cast, Evidence, IncidentId, Passage};
use crate::extract::figures::frame::content_words;
use crate::extract::mentions::first_of_sentence;
use crate::extract::{ActorKind, Figure, Interval, Kind, Mention};
use crate::text::{DocumentId, Span};

/// What resolution says of one document.
#[derive(Clone, Copy)]
pub struct Links<'a> {
    /// The actor of each mention.
    pub actors: &'a [ActorId],
    /// The kind of an actor.
    pub kind: &'a dyn Fn(ActorId) -> ActorKind,
    /// The day by which a sentence is to be understood, where another document printed it first.
    pub written_on: &'a dyn Fn(Passage) -> Option<Date>,
    /// The incident that a figure of this class belongs to, which its sentence tells.
    pub incident: &'a dyn Fn(Passage, &str) -> Option<IncidentId>,
}

/// Figures of one document as evidence, in order: of each sentence all. `title` are the content words of its title, which
/// stand over all that it says.
pub fn evidence_of(
    id: DocumentId,
    sentences: Sentences<'_>,
    title: &[u32],
    figures: &[Arc<Figure>],
    links: &Links<'_>,
) -> Vec<Evidence> {
    let actors_of = |mention: u32| links.actors.get(mention as usize).map_or(&[][..], slice::from_ref);
    let theme = Theme::of(sentences.mentions, actors_of);
    let mut evidence = Surroundings::new(sentences, &theme, actors_of).evidence(id, figures, links.kind);
    for one in &mut evidence {
        let figure = Arc::make_mut(&mut one.figure);
        let mut setting: Vec<u32> = figure.setting.iter().chain(title).copied().collect();
        setting.sort_unstable();
        setting.dedup();
        figure.setting = setting.into();
        let sentence = Passage { document: id, span: one.sentence };
        if let (Some(written), Some((span, when))) = ((links.written_on)(sentence), &figure.when) {
            figure.time = when.resolve(*span, Some(written));
        }
        one.incident = figure.predicate.as_deref().and_then(|class| (links.incident)(sentence, class));
    }
    evidence
}

/// All figures of a document as evidence, in order.
pub fn evidence_of_document(id: DocumentId, (document, facts): &Source, links: &Links<'_>) -> Vec<Evidence> {
    let sentences = Sentences { all: &facts.sentences, blocks: &facts.blocks, mentions: &facts.mentions };
    evidence_of(id, sentences, &title_words(document.title.as_deref()), &facts.figures, links)
}

/// The content words of a title.
pub fn title_words(title: Option<&str>) -> Vec<u32> {
    title.map(content_words).unwrap_or_default()
}

/// What a text is about, by the names in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Theme {
    /// Named in its first sentence, in ascending order.
    title: Arc<[ActorId]>,
    /// The three that it names most often.
    topics: Vec<ActorId>,
}

impl Theme {
    /// The theme of a text with these mentions.
    pub fn of<'a>(mentions: &[Mention], actors_of: impl Fn(u32) -> &'a [ActorId]) -> Self {
        let in_title = mentions.iter().take_while(|mention| mention.sentence == 0).count() as u32;
        let title = distinct((0..in_title).flat_map(&actors_of).copied());
        let mut counts: FxHashMap<ActorId, usize> = FxHashMap::default();
        for id in (0..mentions.len() as u32).flat_map(actors_of) {
            *counts.entry(*id).or_default() += 1;
        }
        let mut ranked: Vec<_> = counts.into_iter().collect();
        ranked.sort_unstable_by_key(|(id, count)| (std::cmp::Reverse(*count), *id));
        Self { title: title.into(), topics: ranked.into_iter().take(3).map(|(id, _)| id).collect() }
    }
}

/// The sentences of a text, or of one block of it.
#[derive(Clone, Copy, Debug)]
pub struct Sentences<'f> {
    /// Where they stand.
    pub all: &'f [Span],
    /// The number of the block of each; none where all are of one.
    pub blocks: &'f [u32],
    /// The names in them, in order.
    pub mentions: &'f [Mention],
}

/// The actors that some sentences name.
pub struct Surroundings<'f, F> {
    sentences: Sentences<'f>,
    theme: &'f Theme,
    actors_of: F,
    /// For each sentence, and behind the last, the first mention that stands in it or later.
    first_of_sentence: Vec<u32>,
}

/// The actors around one sentence, each in ascending order.
struct Around {
    /// Named in it.
    here: Arc<[ActorId]>,
    /// Those, and what the two sentences before it in its block name.
    near: Arc<[ActorId]>,
    /// Those, and what the title or most sentences of the text name.
    context: Arc<[ActorId]>,
}

impl<'f, 'a, F: Fn(u32) -> &'a [ActorId]> Surroundings<'f, F> {
    /// Takes in the sentences of a text with that theme; `actors_of` tells the actors that a mention may name.
    pub fn new(sentences: Sentences<'f>, theme: &'f Theme, actors_of: F) -> Self {
        let first_of_sentence = first_of_sentence(sentences.mentions, sentences.all.len());
        Self { sentences, theme, actors_of, first_of_sentence }
    }

    /// Figures of these sentences, in order, all of each sentence, as evidence.
    pub fn evidence(
        &self,
        document: DocumentId,
        figures: &[Arc<Figure>],
        kind_of: impl Fn(ActorId) -> ActorKind,
    ) -> Vec<Evidence> {
        let actors_of = &self.actors_of;
        let resolved = |mentions: &[u32]| few(mentions.iter().flat_map(|mention| actors_of(*mention)).copied());
        let is_place = |id: &ActorId| kind_of(*id) == ActorKind::Place;
        let unknown =
            |mentions: &[u32]| !mentions.is_empty() && mentions.iter().all(|mention| actors_of(*mention).is_empty());
        let mut evidence = Vec::with_capacity(figures.len());
        // Figures of one sentence follow one another.
        for here in figures.chunk_by(|a, b| a.sentence == b.sentence) {
            let sentence = here[0].sentence as usize;
            let around = self.around(sentence);
            evidence.extend(here.iter().map(|figure| {
                let (places, actors): (Actors, Actors) = resolved(&figure.actors).into_iter().partition(is_place);
                let cast = Cast {
                    stranger: unknown(&figure.actors) || unknown(&figure.owners),
                    strange_place: unknown(&figure.places),
                    actors,
                    owners: resolved(&figure.owners).into_iter().filter(|id| !is_place(id)).collect(),
                    holders: resolved(&figure.holders),
                    // What the whole corpus knows to be a place is one, whatever this sentence shows.
                    places: few(places.into_iter().chain(resolved(&figure.places))),
                    context: Arc::clone(&around.context),
                    here: Arc::clone(&around.here),
                    near: Arc::clone(&around.near),
                    title: Arc::clone(&self.theme.title),
                    elsewhere: resolved(&elsewhere(here, figure)),
                    beside: beside(here, figure),
                };
                let sentence = self.sentences.all.get(sentence).copied().unwrap_or(figure.span);
                Evidence { document, figure: Arc::clone(figure), sentence, incident: None, cast: Arc::new(cast) }
            }));
        }
        evidence
    }

    /// The actors named from sentence `first` to before sentence `end`.
    fn named_in(&self, first: usize, end: usize) -> impl Iterator<Item = ActorId> {
        (self.first_of_sentence[first]..self.first_of_sentence[end]).flat_map(&self.actors_of).copied()
    }

    fn around(&self, sentence: usize) -> Around {
        let blocks = self.sentences.blocks;
        let is_near = |other: &usize| blocks.get(*other) == blocks.get(sentence);
        let begin = (sentence.saturating_sub(2)..=sentence).find(is_near).unwrap_or(sentence);
        let end = (sentence + 1).min(self.sentences.all.len());
        let near = distinct(self.named_in(begin, end));
        let context = near.iter().chain(self.theme.title.iter()).chain(&self.theme.topics);
        Around {
            context: distinct(context.copied()).into(),
            here: distinct(self.named_in(sentence, end)).into(),
            near: near.into(),
        }
    }
}

/// For a figure without a place: mentions of the places of others in its sentence that tell the same.
fn elsewhere(sentence: &[Arc<Figure>], figure: &Figure) -> Vec<u32> {
    if !figure.places.is_empty() || figure.quantity.kind == Kind::Date {
        return Vec::new();
    }
    let same =
        |other: &&Arc<Figure>| other.quantity.kind == figure.quantity.kind && other.predicate == figure.predicate;
    sentence.iter().filter(same).take(BESIDE).flat_map(|other| other.places.iter().copied()).collect()
}

/// The values of the figures around `figure` in its sentence that measure the same.
fn beside(sentence: &[Arc<Figure>], figure: &Figure) -> Vec<Interval> {
    let same = |other: &&Arc<Figure>| {
        let (a, b) = (&other.quantity, &figure.quantity);
        other.span != figure.span && a.kind == b.kind && a.unit == b.unit && a.kind != Kind::Date
    };
    sentence.iter().filter(same).take(BESIDE).map(|other| other.quantity.hard).collect()
}

/// How many figures of a sentence are kept beside each.
const BESIDE: usize = 8;

fn few(ids: impl Iterator<Item = ActorId>) -> Actors {
    let mut ids: Actors = ids.collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}

/// Ids in ascending order, each once.
pub(super) fn distinct(ids: impl Iterator<Item = ActorId>) -> Vec<ActorId> {
    let mut ids: Vec<_> = ids.collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}
