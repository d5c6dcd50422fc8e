//! Gates: what every piece of evidence must pass before it is compared with a claim.

mod account;
mod measures;
mod parties;
mod predicates;
mod times;

use serde::{Deserialize, Serialize};

use crate::extract::{Hedge, Kind, Modality, Told};
use crate::lexicon::nouns::NounRelation;
use crate::resolve::{Evidence, Reference};
pub use account::overlap;
use account::{ACCOUNT, WORD_FOR_WORD, closeness, covered, happens, is_of_the_same, names_fit, told};
use measures::{kinds, noun_relation, ranks, scopes};
use parties::{actors, places};
use predicates::predicates;
use times::times;

/// A gate that held evidence back, in the order in which they are passed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "`Gate::describe` says it in words")]
pub enum Gate {
    Kind,
    Noun,
    Predicate,
    Role,
    Scope,
    Modality,
    Actors,
    Places,
    Time,
    Context,
    Counterpart,
    Incident,
    Retracted,
}

impl Gate {
    /// Why it held the evidence back, to stand behind the document's name.
    pub fn describe(self) -> &'static str {
        match self {
            Self::Kind => "measures something else",
            Self::Predicate => "tells of another kind of event",
            Self::Role => "counts who did it, not to whom it was done (or the other way round)",
            Self::Noun => "counts other things",
            Self::Actors => "speaks of other actors",
            Self::Places => "speaks of another place",
            Self::Time => "speaks of another time",
            Self::Scope => "counts a part, an addition or an earlier value",
            Self::Modality => "is denied, planned or conditional",
            Self::Incident => "may be one of several like incidents",
            Self::Counterpart => "another figure of the same sentence fits better",
            Self::Retracted => "stands in a document that was retracted",
            Self::Context => "has too little in common to be compared",
        }
    }
}

/// What a claim and a piece of evidence that passed have in common.
#[derive(Clone, Copy, Debug)]
pub struct Common {
    /// How the claim's noun stands to the evidence's.
    pub noun: NounRelation,
    /// From 0 to 1: how sure it is that both speak of one thing.
    pub closeness: f64,
}

/// Closeness from which a difference in numbers may be called a contradiction.
pub const SURE: f64 = 0.55;

/// The most closeness of two figures that may be of different things: it can support, not contradict.
const DOUBTFUL: f64 = SURE - 0.01;

/// Closeness from which the same number may be called support.
pub const LIKELY: f64 = 0.3;

/// Passes `evidence` through every gate.
///
/// # Errors
///
/// The first gate that holds it back.
pub fn pass(claim: &Evidence, evidence: &Evidence, reference: &dyn Reference) -> Result<Common, Gate> {
    let (said, found) = (&claim.figure, &evidence.figure);
    kinds(said, found)?;
    let noun = noun_relation(said, found)?;
    let noun = predicates(said, found, noun)?;
    scopes(said, found, noun)?;
    // A forecast can be held against a forecast, but not against a fact; and what would follow from a condition against
    // what follows from the same one.
    let comparable = said.modality == found.modality
        && match said.modality {
            Modality::Asserted | Modality::Planned => true,
            Modality::Conditional => told(said, found, false) >= WORD_FOR_WORD,
            Modality::Negated => false,
        };
    if !comparable {
        return Err(Gate::Modality);
    }
    // Of whom no document knows, none can tell.
    let spelled_out = !said.names.is_empty() && covered(&said.names, found) == said.names.len();
    if claim.stranger && !spelled_out {
        return Err(Gate::Actors);
    }
    if claim.strange_place && !spelled_out {
        return Err(Gate::Places);
    }
    let actors = match actors(claim, evidence, reference) {
        // A title and a sentence that goes back to it name somebody though the index may not know that it is one.
        Err(_) if evidence.actors.is_empty() && spelled_out && names_fit(said, found) => Shared::Nearby,
        other => other?,
    };
    let places = places(claim, evidence, reference)?;
    let published = reference.date(evidence.document);
    let time = if said.quantity.kind == Kind::Date { Shared::Unknown } else { times(said, found, published)? };
    ranks(said, found)?;
    let known = matches!(actors, Shared::Yes | Shared::Nearby) && places != Shared::Missing;
    let closeness = closeness(said, found, [actors, places, time]).max(ACCOUNT * told(said, found, known));
    // `It was 7.1 metres`: what it was, only the other words can tell.
    let untold = found.noun.is_none() && said.noun.is_some() && told(said, found, known) < WORD_FOR_WORD;
    // A cell says no more than its heads do: what else a sentence tells of its figure may tell it from the cell's.
    let beyond_heads = found.told == Told::Heads && !is_of_the_same(said, found)
        || said.told == Told::Heads && !is_of_the_same(found, said);
    let doubtful = time == Shared::Missing
        || beyond_heads
        || !happens(said) && (places == Shared::Missing || untold || !is_of_the_same(said, found));
    Ok(Common { noun, closeness: if doubtful { closeness.min(DOUBTFUL) } else { closeness } })
}

/// Whether two sides share what a gate looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shared {
    /// Both name it, and it is the same.
    Yes,
    /// One names it, and the other's surroundings do.
    Nearby,
    /// Neither names it, and their texts are about the same.
    Topic,
    /// One of them does not name it.
    Unknown,
    /// The claim names it, and nothing shows that the evidence means the same.
    Missing,
}

/// True for evidence that can agree but says too little to contradict.
pub fn only_agrees(evidence: &Evidence) -> bool {
    evidence.figure.quantity.hedge == Hedge::Article
}
