//! Many texts to actors, incidents and reprints.

pub mod actors;
pub mod candidates;
pub mod cards;
pub mod incidents;
pub mod names;
pub mod places;
pub mod reference;
pub mod reprints;

pub use actors::{Actor, ActorCard, ActorId, Alias, Beginning, Beginnings, Description, Passage, Recognised};
pub use candidates::Candidates;
pub use cards::{Card, Cards};
pub use incidents::{Incident, IncidentId, IncidentMention};
pub use reference::{Evidence, Reference, Sources};
pub use reprints::Reprints;

use std::slice;
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::extract::figures::frame::content_words;
use crate::extract::{ActorKind, Figure, Interval, Kind, TextFacts};
use crate::text::{Document, DocumentId};

/// What many texts say together: what an index keeps.
#[derive(Clone, Default)]
pub struct Resolution {
    /// Every actor, at the position of its id.
    pub actors: Vec<Arc<Actor>>,
    /// Actors by spelling.
    pub names: actors::ActorNames,
    /// For each document (in the order of the sources), the actor of each of its mentions.
    pub mention_actors: Vec<Vec<ActorId>>,
    /// Every figure of every document, in the order of the sources.
    pub evidence: Vec<Arc<Evidence>>,
    /// Every incident, at the position of its id, in order of time.
    pub incidents: Vec<Arc<Incident>>,
    /// For each place, the places it lies in, as documents tell.
    pub within: FxHashMap<ActorId, Vec<ActorId>>,
    /// Which documents and sentences copy one another.
    pub reprints: Reprints,
    /// What is to be said of the cards.
    pub card_findings: Vec<cards::CardFinding>,
    /// The cards, with the entities of lists that no document names.
    pub cards: Cards,
}

impl Resolution {
    /// An actor: one of [`Resolution::actors`], or behind these an entity of a list.
    pub fn actor(&self, id: ActorId) -> Option<Arc<Actor>> {
        let position = id.0 as usize;
        if let Some(actor) = self.actors.get(position) {
            return Some(Arc::clone(actor));
        }
        let entity = position - self.actors.len();
        let card = self.cards.entity(entity)?;
        Some(Arc::new(Actor::of_card(id, (self.cards.written.len() + entity) as u32, &card)))
    }

    /// The actors that are called `surface`: under a known spelling, of documents, cards or lists, or else under one so like
    /// it that it can be no other.
    pub fn actors_named(&self, surface: &str) -> Vec<ActorId> {
        if !self.cards.lists.is_empty() && !self.names.is_known(surface) {
            let listed = self.cards.all_listed(&names::folded(surface));
            if !listed.is_empty() {
                return listed.into_iter().map(|entity| self.listed_actor(entity)).collect();
            }
        }
        self.names.named(surface)
    }

    /// The id of an entity of a list that no document names; `entity` is its position over all lists.
    pub fn listed_actor(&self, entity: usize) -> ActorId {
        ActorId((self.actors.len() + entity) as u32)
    }
}

/// Resolves names, incidents and reprints over all documents, as `cards` overrule them. The order of `sources` never
/// changes the result but for ids.
pub fn resolve(sources: &Sources, cards: &Cards) -> Resolution {
    let (actors, mention_actors) = actors::resolve_actors(sources, cards);
    let card_findings = card_findings(&actors, &cards.written);
    let names = actors::ActorNames::new(&actors);
    let actors_by_kind: Vec<ActorKind> = actors.iter().map(|actor| actor.kind).collect();
    let reprints = reprints::reprints(sources);
    let within = places::within(sources, &mention_actors, &actors_by_kind);
    let incidents = incidents::resolve_incidents(sources, &mention_actors, &actors, &reprints, &within);
    let evidence = (0..).zip(sources).zip(&mention_actors).flat_map(|((number, (_, facts)), mention_actors)| {
        let actors_of = |mention| mention_actors.get(mention as usize).map_or(&[][..], slice::from_ref);
        evidence_of(DocumentId(number), facts, actors_of, |id| {
            actors.get(id.0 as usize).map_or(ActorKind::Unknown, |actor: &Actor| actor.kind)
        })
    });
    let told = incidents::by_sentence(&incidents);
    let titles: Vec<Vec<u32>> = sources.iter().map(|(document, _)| title_words(document)).collect();
    let evidence = evidence.map(|mut evidence| {
        let title = titles.get(evidence.document.0 as usize).into_iter().flatten();
        let mut setting: Vec<u32> = evidence.figure.setting.iter().chain(title).copied().collect();
        setting.sort_unstable();
        setting.dedup();
        evidence.figure.setting = setting.into();
        let sentence = Passage { document: evidence.document, span: evidence.sentence };
        if let (Some(written), Some((span, when))) = (reprints.written_on(sentence), &evidence.figure.when) {
            evidence.figure.time = when.resolve(*span, Some(written));
        }
        evidence.incident = incidents::told_beside(&evidence, &told, &incidents);
        Arc::new(evidence)
    });
    let evidence: Vec<_> = evidence.collect();
    Resolution {
        actors: actors.into_iter().map(Arc::new).collect(),
        names,
        evidence,
        incidents: incidents.into_iter().map(Arc::new).collect(),
        reprints,
        within,
        mention_actors,
        card_findings,
        cards: cards.clone(),
    }
}

fn card_findings(actors: &[Actor], cards: &[Card]) -> Vec<cards::CardFinding> {
    let told = actors.iter().filter(|actor| !actor.mentions.is_empty()).filter_map(|actor| actor.card.as_ref());
    let told: FxHashSet<u32> = told.map(|card| card.number).collect();
    let mut found = cards::contradictions(cards);
    found.extend(cards::unmatched(cards, |number| told.contains(&(number as u32))));
    found.sort_by_key(|finding| (finding.card, finding.place));
    found
}

/// The content words of a document's title: they stand over all that it says.
fn title_words(document: &Document) -> Vec<u32> {
    document.title.as_deref().map(content_words).unwrap_or_default()
}

/// The figures of one text with their actors and places; `actors_of` tells the actors that a mention may name, `kind_of`
/// their kinds.
pub fn evidence_of<'a>(
    document: DocumentId,
    facts: &TextFacts,
    actors_of: impl Fn(u32) -> &'a [ActorId],
    kind_of: impl Fn(ActorId) -> ActorKind,
) -> Vec<Evidence> {
    let resolved = |mentions: &[u32]| distinct(mentions.iter().flat_map(|mention| actors_of(*mention)).copied());
    let is_place = |id: &ActorId| kind_of(*id) == ActorKind::Place;
    let unknown =
        |mentions: &[u32]| !mentions.is_empty() && mentions.iter().all(|mention| actors_of(*mention).is_empty());
    let surroundings = Surroundings::new(facts, &actors_of);
    let mut around: Option<(u32, Around)> = None;
    let figures = facts.figures.iter().map(|figure| {
        // Figures of one sentence follow one another.
        let around = match around.take_if(|(sentence, _)| *sentence == figure.sentence) {
            Some(known) => &around.insert(known).1,
            None => &around.insert((figure.sentence, surroundings.around(figure.sentence as usize))).1,
        };
        let (places, actors): (Vec<_>, Vec<_>) = resolved(&figure.actors).into_iter().partition(is_place);
        Evidence {
            stranger: unknown(&figure.actors) || unknown(&figure.owners),
            strange_place: unknown(&figure.places),
            document,
            sentence: facts.sentences.get(figure.sentence as usize).copied().unwrap_or(figure.span),
            actors,
            owners: resolved(&figure.owners).into_iter().filter(|id| !is_place(id)).collect(),
            holders: resolved(&figure.holders),
            // What the whole corpus knows to be a place is one, whatever this sentence shows.
            places: distinct(places.into_iter().chain(resolved(&figure.places))),
            context: Arc::clone(&around.context),
            here: Arc::clone(&around.here),
            near: Arc::clone(&around.near),
            title: Arc::clone(&surroundings.title),
            elsewhere: distinct(elsewhere(&facts.figures, figure).flat_map(&actors_of).copied()),
            beside: beside(&facts.figures, figure),
            incident: None,
            figure: figure.clone(),
        }
    });
    figures.collect()
}

/// The actors that a text names, by where it does.
struct Surroundings<'f, F> {
    facts: &'f TextFacts,
    actors_of: F,
    /// For each sentence, and behind the last, the first mention that stands in it or later.
    first_of_sentence: Vec<u32>,
    title: Arc<[ActorId]>,
    topics: Vec<ActorId>,
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
    fn new(facts: &'f TextFacts, actors_of: F) -> Self {
        let mut first_of_sentence = vec![0; facts.sentences.len() + 1];
        for mention in &facts.mentions {
            first_of_sentence[(mention.sentence as usize + 1).min(facts.sentences.len())] += 1;
        }
        for at in 1..first_of_sentence.len() {
            first_of_sentence[at] += first_of_sentence[at - 1];
        }
        let topics = topics(facts, &actors_of);
        let mut surroundings = Self { facts, actors_of, first_of_sentence, title: Arc::default(), topics };
        surroundings.title = distinct(surroundings.named_in(0, 1)).into();
        surroundings
    }

    /// The actors named from sentence `first` to before sentence `end`.
    fn named_in(&self, first: usize, end: usize) -> impl Iterator<Item = ActorId> {
        let end = end.min(self.facts.sentences.len());
        (self.first_of_sentence[first]..self.first_of_sentence[end]).flat_map(&self.actors_of).copied()
    }

    fn around(&self, sentence: usize) -> Around {
        let blocks = &self.facts.blocks;
        let is_near = |other: &usize| blocks.get(*other) == blocks.get(sentence);
        let begin = (sentence.saturating_sub(2)..=sentence).find(is_near).unwrap_or(sentence);
        let near = distinct(self.named_in(begin, sentence + 1));
        let context = near.iter().chain(self.title.iter()).chain(&self.topics);
        Around {
            context: distinct(context.copied()).into(),
            here: distinct(self.named_in(sentence, sentence + 1)).into(),
            near: near.into(),
        }
    }
}

/// The figures of one sentence; figures are in order.
fn of_sentence(figures: &[Figure], sentence: u32) -> impl Iterator<Item = &Figure> {
    let first = figures.partition_point(|other| other.sentence < sentence);
    figures[first..].iter().take_while(move |other| other.sentence == sentence)
}

/// For a figure without a place: mentions of the places of others in its sentence that tell the same.
fn elsewhere(figures: &[Figure], figure: &Figure) -> impl Iterator<Item = u32> {
    let same = |other: &&Figure| other.quantity.kind == figure.quantity.kind && other.predicate == figure.predicate;
    let whole = figure.places.is_empty() && figure.quantity.kind != Kind::Date;
    let others = of_sentence(figures, figure.sentence).filter(move |_| whole).filter(same).take(BESIDE);
    others.flat_map(|other| other.places.iter().copied()).collect::<Vec<_>>().into_iter()
}

/// The values of the figures around `figure` in its sentence that measure the same.
fn beside(figures: &[Figure], figure: &Figure) -> Vec<Interval> {
    let sentence = of_sentence(figures, figure.sentence);
    let same = |other: &&Figure| {
        let (a, b) = (&other.quantity, &figure.quantity);
        other.span != figure.span && a.kind == b.kind && a.unit == b.unit && a.kind != Kind::Date
    };
    sentence.filter(same).take(BESIDE).map(|other| other.quantity.hard).collect()
}

/// How many figures of a sentence are kept beside each.
const BESIDE: usize = 8;

/// The three actors a text names most often: what it is about.
fn topics<'a>(facts: &TextFacts, actors_of: impl Fn(u32) -> &'a [ActorId]) -> Vec<ActorId> {
    let mut counts: FxHashMap<ActorId, usize> = FxHashMap::default();
    for id in (0..facts.mentions.len() as u32).flat_map(actors_of) {
        *counts.entry(*id).or_default() += 1;
    }
    let mut ranked: Vec<_> = counts.into_iter().collect();
    ranked.sort_by_key(|(id, count)| (std::cmp::Reverse(*count), *id));
    ranked.into_iter().take(3).map(|(id, _)| id).collect()
}

/// Ids in ascending order, each once.
fn distinct(ids: impl Iterator<Item = ActorId>) -> Vec<ActorId> {
    let mut ids: Vec<_> = ids.collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}
