//! Gates: what every piece of evidence must pass before it is compared with a claim.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::extract::figures::frame::adds_nothing;
use crate::extract::{ActorKind, Figure, Hedge, Kind, Modality, Role, Scope, Subject, Time, TimeKind};
use crate::lexicon::nouns::NounRelation;
use crate::lexicon::{events, nouns, units};
use crate::resolve::{ActorId, Evidence, Reference};

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
    let published = reference.document(evidence.document).and_then(|document| document.date);
    let time = if said.quantity.kind == Kind::Date { Shared::Unknown } else { times(said, found, published)? };
    ranks(said, found)?;
    let known = matches!(actors, Shared::Yes | Shared::Nearby) && places != Shared::Missing;
    let closeness = closeness(said, found, [actors, places, time]).max(ACCOUNT * told(said, found, known));
    // `It was 7.1 metres`: what it was, only the other words can tell.
    let untold = found.noun.is_none() && said.noun.is_some() && told(said, found, known) < WORD_FOR_WORD;
    let doubtful = time == Shared::Missing
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

fn kinds(said: &Figure, found: &Figure) -> Result<(), Gate> {
    let (a, b) = (&said.quantity, &found.quantity);
    let base = |unit: &str| units().named(unit).map(|unit| unit.base);
    let same_unit = a.unit == b.unit
        || base(&a.unit).is_some() && base(&a.unit) == base(&b.unit)
        || units().is_like(&a.unit, &b.unit);
    let points = (a.unit == "percent") == (b.unit == "percent");
    if a.kind == b.kind && same_unit && points && said.per == found.per { Ok(()) } else { Err(Gate::Kind) }
}

fn noun_relation(said: &Figure, found: &Figure) -> Result<NounRelation, Gate> {
    let persons = |figure: &Figure| {
        figure.role == Some(Role::Patient)
            && figure.predicate.as_deref().is_some_and(|class| events().is_done_to_persons(class))
    };
    match (&said.noun, &found.noun) {
        (Some(a), Some(b)) => {
            // An amount is told by its words; which of them is the noun can differ.
            let different = said.quantity.kind == Kind::Count || told(said, found, false) < WORD_FOR_WORD;
            match nouns().relation(&a.lemma, &b.lemma) {
                // Whom it is done to is somebody, though no table knows the word (`the arrest of 17 pickets`).
                NounRelation::Different if persons(said) && persons(found) && is_somebody(&a.lemma, &b.lemma) => {
                    Ok(NounRelation::KindOf)
                }
                NounRelation::Different if persons(said) && persons(found) && is_somebody(&b.lemma, &a.lemma) => {
                    Ok(NounRelation::HasKind)
                }
                NounRelation::Different if different => Err(Gate::Noun),
                _ if modifiers_clash(&a.modifiers, &b.modifiers) => Err(Gate::Noun),
                relation => Ok(relation),
            }
        }
        (None, None) => Ok(NounRelation::Same),
        (Some(noun), None) if persons(found) && nouns().is_person(&noun.lemma) => {
            Ok(whole_or(&noun.lemma, NounRelation::KindOf))
        }
        (None, Some(noun)) if persons(said) && nouns().is_person(&noun.lemma) => {
            Ok(whole_or(&noun.lemma, NounRelation::HasKind))
        }
        _ if said.quantity.kind != Kind::Count => Ok(NounRelation::Same),
        _ => Err(Gate::Noun),
    }
}

/// True for a word that no table knows, beside a general word for persons.
fn is_somebody(unknown: &str, general: &str) -> bool {
    nouns().is_general(general) && !nouns().is_known(unknown)
}

/// A figure without a noun counts persons; a general word for them counts the same, a special one only some.
fn whole_or(lemma: &str, special: NounRelation) -> NounRelation {
    let general = nouns().is_general(lemma);
    if general { NounRelation::Same } else { special }
}

/// `iraqi soldiers` and `american soldiers`, `senior` and `junior members`: both say more, and nothing of it is the same.
fn modifiers_clash(a: &[String], b: &[String]) -> bool {
    !a.is_empty() && !b.is_empty() && !a.iter().any(|word| b.contains(word))
}

/// Passes what tells of the same kind of event, in the same role. How many there are of a narrowly named thing (`There are
/// four pro-Sistani factions`, `the four factions`) bounds what anything else is told of.
fn predicates(said: &Figure, found: &Figure, noun: NounRelation) -> Result<NounRelation, Gate> {
    let modifiers = |figure: &Figure| figure.noun.as_ref().map(|noun| noun.modifiers.clone()).unwrap_or_default();
    let narrow = noun == NounRelation::Same && modifiers(said).iter().any(|word| modifiers(found).contains(word));
    let all_there_are = found.definite || found.predicate.as_deref() == Some("exist");
    // The same words around a figure can stand for its predicate where no table knows it; that something is there says
    // nothing of what happened to it.
    let unknown =
        |figure: &Figure| figure.predicate.as_deref().is_none_or(|class| class == "exist" || !events().is_class(class));
    let alike = told(said, found, false) >= WORD_FOR_WORD;
    let there = |figure: &Figure| figure.predicate.as_deref() == Some("exist");
    let same_frame = alike
        && (unknown(said) && !happens(found) && (!there(said) || there(found) || found.predicate.is_none())
            || unknown(found) && !happens(said) && (!there(said) || found.predicate.is_none()));
    match (&said.predicate, &found.predicate) {
        (Some(a), Some(b))
            if events().compatible(a, b) && (said.role == found.role || said.quantity.kind == Kind::Date) =>
        {
            Ok(noun)
        }
        (None, None) if told(said, found, false) >= HALF => Ok(noun),
        _ if narrow && all_there_are => Ok(NounRelation::KindOf),
        _ if same_frame => Ok(noun),
        (Some(a), Some(b)) if events().compatible(a, b) => {
            if same_frame {
                Ok(noun)
            } else {
                Err(Gate::Role)
            }
        }
        (None, Some(_)) | (Some(_), None) if same_frame => Ok(noun),
        _ => Err(Gate::Predicate),
    }
}

/// True for what happens, which its time, place and participants identify; a state needs the words that restrict it.
fn happens(figure: &Figure) -> bool {
    figure.predicate.as_deref().is_some_and(|class| events().is_incident(class) || events().grows(class))
}

fn scopes(said: &Figure, found: &Figure, noun: NounRelation) -> Result<(), Gate> {
    let named = said.noun.is_some() && found.noun.is_some() && noun == NounRelation::Same;
    let part_of_its_own = |scope| named && matches!(scope, Scope::Whole | Scope::Part);
    let fits = said.scope == found.scope && said.scope != Scope::Former
        || part_of_its_own(said.scope) && part_of_its_own(found.scope);
    if fits { Ok(()) } else { Err(Gate::Scope) }
}

fn actors(claim: &Evidence, evidence: &Evidence, reference: &dyn Reference) -> Result<Shared, Gate> {
    let meets = |a: &[ActorId], b: &[ActorId]| a.iter().any(|id| b.contains(id));
    let parted = |a: &[ActorId], b: &[ActorId]| !a.is_empty() && !b.is_empty() && !meets(a, b);
    let (own, others) = (specific(&claim.owners, reference), specific(&evidence.owners, reference));
    let nations = |ids: &[ActorId]| countries(ids, reference);
    let foreign = parted(&nations(&claim.owners), &nations(&evidence.owners)) && own.is_empty() && others.is_empty();
    if parted(&own, &others) || parted(&claim.holders, &evidence.holders) || foreign {
        return Err(Gate::Actors);
    }
    let (said, found) = (specific(&claim.actors, reference), specific(&evidence.actors, reference));
    let is_place = |id: &ActorId| reference.actor(*id).is_some_and(|actor| actor.kind == ActorKind::Place);
    let mut around = specific(&claim.near, reference);
    around.retain(|id| !is_place(id));
    let background = &evidence.context;
    match (said.is_empty(), found.is_empty()) {
        (false, false) if meets(&said, &found) => Ok(Shared::Yes),
        (false, false) if evidence.figure.subject == Subject::Back && meets(&said, &evidence.title) => {
            Ok(Shared::Nearby)
        }
        (false, true) if meets(&said, background) => Ok(Shared::Nearby),
        (false, _) => Err(Gate::Actors),
        (true, false) if meets(&found, &around) => Ok(Shared::Nearby),
        // The note speaks of others right here.
        (true, false) if !around.is_empty() => Err(Gate::Actors),
        (true, true) if parted(&claim.actors, &evidence.actors) && !meets(&claim.actors, background) => {
            Err(Gate::Actors)
        }
        (true, true) if meets(&around, background) => Ok(Shared::Nearby),
        _ if meets(&claim.actors, &evidence.actors) => Ok(Shared::Nearby),
        (true, true) if meets(&specific(&claim.context, reference), background) => Ok(Shared::Topic),
        _ => Ok(Shared::Unknown),
    }
}

fn countries(ids: &[ActorId], reference: &dyn Reference) -> Vec<ActorId> {
    let is_country = |id: &&ActorId| reference.actor(**id).is_some_and(|actor| actor.kind == ActorKind::Country);
    ids.iter().filter(is_country).copied().collect()
}

/// Actors that tell one event from another: not countries, unless there is nothing else.
fn specific(ids: &[ActorId], reference: &dyn Reference) -> Vec<ActorId> {
    let is_country = |id: &&ActorId| reference.actor(**id).is_some_and(|actor| actor.kind == ActorKind::Country);
    ids.iter().filter(|id| !is_country(id)).copied().collect()
}

fn places(claim: &Evidence, evidence: &Evidence, reference: &dyn Reference) -> Result<Shared, Gate> {
    let (said, found) = (specific(&claim.places, reference), specific(&evidence.places, reference));
    let around = |ids: &[ActorId]| -> Vec<ActorId> {
        ids.iter().flat_map(|id| reference.places_around(*id)).chain(ids.iter().copied()).collect()
    };
    let meets = |a: &[ActorId], b: &[ActorId]| a.iter().any(|id| b.contains(id));
    let one_in_other = |a: &[ActorId], b: &[ActorId]| meets(&around(a), b) || meets(a, &around(b));
    let is_place = |id: &ActorId| reference.actor(*id).is_some_and(|actor| actor.kind == ActorKind::Place);
    let nearby: Vec<ActorId> = evidence.near.iter().filter(|id| is_place(id)).copied().collect();
    match (said.is_empty(), found.is_empty()) {
        (false, false) if meets(&said, &found) => Ok(Shared::Yes),
        (false, false) if one_in_other(&said, &found) => Ok(Shared::Nearby),
        (false, false) => Err(Gate::Places),
        (false, true) if one_in_other(&said, &evidence.context) => Ok(Shared::Nearby),
        // The document speaks of another place right there.
        (false, true) if !nearby.is_empty() => Err(Gate::Places),
        (true, false) if meets(&found, &claim.near) => Ok(Shared::Nearby),
        (true, true) if meets(&claim.places, &evidence.places) => Ok(Shared::Nearby),
        (false, true) => Ok(Shared::Missing),
        _ => Ok(Shared::Unknown),
    }
}

fn times(claim: &Figure, evidence: &Figure, published: Option<Date>) -> Result<Shared, Gate> {
    let (Some(said), Some(found)) = (&claim.time, &evidence.time) else {
        return claim.time.map_or(Ok(Shared::Unknown), |said| undated(&said, evidence, published));
    };
    let occurrences = claim.role.is_none() && evidence.role.is_none();
    // Happenings are counted over all the days that a time spans.
    let window = |time: &Time| time.kind == TimeKind::Window || occurrences && time.days() > 3;
    let fits = match (window(said), window(found)) {
        (true, true) => said.same_window(found) || said.same_start(found),
        (false, false) => said.overlaps(found),
        _ => false,
    };
    match fits {
        false => Err(Gate::Time),
        true if said.inherited || found.inherited => Ok(Shared::Nearby),
        true => Ok(Shared::Yes),
    }
}

/// Evidence that names no day, under a claim that does: what was written before cannot tell of it, and only what happens
/// once is still told of some days later.
fn undated(said: &Time, evidence: &Figure, published: Option<Date>) -> Result<Shared, Gate> {
    let Some(published) = published.filter(|_| !said.yearless) else { return Ok(Shared::Missing) };
    let days_after = (published - said.last).get_days();
    if published < said.first && evidence.modality != Modality::Planned {
        return Err(Gate::Time);
    }
    let once = evidence.predicate.as_deref().is_some_and(|class| events().is_incident(class));
    Ok(if days_after <= if once { STILL_TOLD } else { 1 } { Shared::Unknown } else { Shared::Missing })
}

/// For how many days a happening is told of without a date.
const STILL_TOLD: i32 = 14;

/// The third album is not the fourth, and not any other either.
fn ranks(said: &Figure, found: &Figure) -> Result<(), Gate> {
    let meets = said.ranks.iter().any(|rank| found.ranks.contains(rank));
    if said.ranks.is_empty() || meets { Ok(()) } else { Err(Gate::Context) }
}

/// How sure it is that both speak of one thing: names, places and times they share, and the words around them.
fn closeness(said: &Figure, found: &Figure, shared: [Shared; 3]) -> f64 {
    let weight = |shared, yes| match shared {
        Shared::Yes => yes,
        Shared::Nearby => yes / 2.0,
        Shared::Topic => yes / 4.0,
        Shared::Unknown => 0.0,
        Shared::Missing => 0.0,
    };
    let [actors, places, time] = shared;
    let words = likeness(&said.frame, &found.frame);
    weight(actors, 0.35) + weight(places, 0.2) + weight(time, 0.3) + 0.7 * words
}

/// The share of a claim's words from which evidence tells the same, however it is put.
const WORD_FOR_WORD: f64 = 0.85;

/// The share of a claim's words that evidence must tell where no verb says what of.
const HALF: f64 = 0.5;

/// How much a claim counts that evidence tells in all its words.
const ACCOUNT: f64 = SURE / WORD_FOR_WORD;

/// The share of the claim's content words that the evidence's sentence has, or what stands over it; none where the two
/// name different subjects. `known`: its names have been found to name the same.
fn told(said: &Figure, found: &Figure, known: bool) -> f64 {
    let words: Vec<u32> = said.frame.iter().copied().filter(|word| !adds_nothing(*word)).collect();
    if words.len() < 2 || !known && !names_fit(said, found) {
        return 0.0;
    }
    let named = |word: &&u32| known && has(&said.names, word) && !has(&found.frame, word) && !has(&found.setting, word);
    let named = words.iter().filter(named).count();
    (covered(&words, found) + named) as f64 / words.len() as f64
}

/// How many of the words the evidence's sentence has, or what stands over it.
fn covered(words: &[u32], found: &Figure) -> usize {
    words.iter().filter(|word| has(&found.frame, word) || has(&found.setting, word)).count()
}

fn has(words: &[u32], word: &u32) -> bool {
    words.binary_search(word).is_ok()
}

/// True where what restricts the claim restricts the evidence too.
fn is_of_the_same(said: &Figure, found: &Figure) -> bool {
    let terms: Vec<u32> = said.terms.iter().copied().filter(|word| !adds_nothing(*word)).collect();
    names_fit(said, found) && covered(&terms, found) as f64 >= WORD_FOR_WORD * terms.len() as f64
}

/// True unless the two name different subjects.
fn names_fit(said: &Figure, found: &Figure) -> bool {
    match found.subject {
        Subject::Named => found.subject_words.iter().any(|word| has(&said.frame, word) || has(&said.setting, word)),
        Subject::Back => {
            let meant = |word: &&u32| has(&found.setting, word);
            let known = said.subject_words.is_empty() || said.subject_words.iter().any(|word| meant(&word));
            known && covered(&said.subject_words, found) as f64 >= 0.6 * said.subject_words.len() as f64
        }
        Subject::Plain => true,
    }
}

/// How alike two sentences are in their words: the share of common words, which says little where they are few, unless
/// the sentences are all but the same.
fn likeness(a: &[u32], b: &[u32]) -> f64 {
    let common = a.iter().filter(|word| b.binary_search(word).is_ok()).count() as f64;
    let all = (a.len() + b.len()) as f64 - common;
    if common >= 0.8 * all { overlap(a, b) } else { overlap(a, b) * (common / ENOUGH_WORDS).min(1.0) }
}

/// How many common words make a likeness count in full.
const ENOUGH_WORDS: f64 = 4.0;

/// The share of the shorter frame's words that the longer one has too.
pub fn overlap(a: &[u32], b: &[u32]) -> f64 {
    let shorter = a.len().min(b.len());
    if shorter == 0 {
        return 0.0;
    }
    let common = a.iter().filter(|word| b.binary_search(word).is_ok()).count();
    common as f64 / shorter as f64
}

/// True for evidence that can agree but says too little to contradict.
pub fn only_agrees(evidence: &Evidence) -> bool {
    evidence.figure.quantity.hedge == Hedge::Article
}
