//! Claim against evidence: comparable or not and why, intervals, verdict.

pub mod gates;
pub mod intervals;
mod voices;

use std::cmp::Ordering;
use std::sync::Arc;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::extract::{Figure, Hedge, Interval, Kind, Time, TimeExpression, TimeKind};
use crate::lexicon::events;
use crate::lexicon::nouns::NounRelation;
use crate::resolve::{Evidence, Reference};
use crate::text::DocumentId;
use gates::Common;
pub use gates::Gate;
use intervals::{Relation, compare, compare_days};

/// What the evidence says of a claim.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// Every comparable source agrees, and one at least entails it.
    Supported,
    /// There is comparable evidence, and all of it is disjoint from the claim.
    Contradicted,
    /// Sources disagree among themselves.
    Disputed,
    /// It matches an earlier count of a running total.
    Outdated,
    /// Consistent, but tighter or stronger than any source.
    Imprecise,
    /// Nothing comparable.
    #[default]
    Unverified,
}

impl Verdict {
    /// The verdict as one word for the reader.
    pub fn name(self) -> &'static str {
        match self {
            Self::Supported => "supported",
            Self::Contradicted => "contradicted",
            Self::Disputed => "disputed",
            Self::Outdated => "outdated",
            Self::Imprecise => "imprecise",
            Self::Unverified => "unverified",
        }
    }
}

/// One source's side.
#[derive(Clone, Debug)]
pub struct Side {
    /// The figure.
    pub evidence: Arc<Evidence>,
    /// True where it agrees with the claim.
    pub agrees: bool,
    /// Other documents that print the same words with the same number: no voices of their own.
    pub also: Vec<DocumentId>,
}

/// A claim with what became of it.
#[derive(Clone, Debug, Default)]
pub struct Judgement {
    /// The verdict.
    pub verdict: Verdict,
    /// Comparable evidence, one a source, those that agree first.
    pub sides: Vec<Side>,
    /// Evidence that looked like it, and the gate that held it back.
    pub withheld: Vec<(Gate, Arc<Evidence>)>,
}

impl Judgement {
    /// The same without most of what was held back, which may be much: all that is retracted stays, and of the rest the first
    /// `most`.
    #[must_use]
    pub fn in_brief(mut self, most: usize) -> Self {
        let mut kept = 0;
        self.withheld.retain(|(gate, _)| {
            kept += usize::from(*gate != Gate::Retracted);
            *gate == Gate::Retracted || kept <= most
        });
        self.withheld.shrink_to_fit();
        self
    }
}

/// What the same number of 20 or more adds to closeness for each digit, up to three.
const RARE_NUMBER: f64 = 0.1;

/// What an event of the same class adds to closeness, where both agree.
const SAME_EVENT: f64 = 0.1;

/// What two days of one week add to closeness, where they disagree.
const SAME_WEEK: f64 = 0.15;

/// Evidence that passed every gate.
struct Compared {
    evidence: Arc<Evidence>,
    common: Common,
    relation: Relation,
    /// Other documents that print the same after one another.
    also: Vec<DocumentId>,
}

/// Judges `claim` by what `reference` holds. `as_of`: a source dated later never makes the claim wrong.
pub fn judge(claim: &Evidence, reference: &dyn Reference, as_of: Option<Date>) -> Judgement {
    let mut judgement = Judgement::default();
    let mut compared = Vec::new();
    let mut exact = Vec::new();
    // Set by the claim's own number in a passage that is too far off to count: reason enough not to warn.
    let mut doubt = false;
    for evidence in reference.candidates(claim) {
        match gates::pass(claim, &evidence, reference) {
            Err(gate) => judgement.withheld.push((gate, evidence)),
            Ok(_) if is_out_of_place(claim, &evidence) => judgement.withheld.push((Gate::Counterpart, evidence)),
            Ok(common) => {
                exact.extend((!is_vague(&evidence)).then_some(evidence.document));
                let Some(relation) = relation(claim, &evidence, common) else {
                    judgement.withheld.push((Gate::Noun, evidence));
                    continue;
                };
                let harmless = relation == Relation::Disjoint
                    && (is_harmless(&evidence, reference, as_of) || has_it_beside(claim, &evidence));
                let counts = !harmless && is_close(claim, &evidence, common, relation);
                if counts && is_retracted(&evidence, reference) {
                    judgement.withheld.push((Gate::Retracted, evidence));
                } else if counts {
                    compared.push(Compared { evidence, common, relation, also: Vec::new() });
                } else {
                    doubt |= relation == Relation::Entails && !is_retracted(&evidence, reference);
                    judgement.withheld.push((Gate::Context, evidence));
                }
            }
        }
    }
    let compared = counterparts(compared, &mut judgement.withheld);
    let compared = most_exact(compared, &exact, &mut judgement.withheld);
    let compared = one_incident(claim, compared, &mut judgement.withheld);
    let sources = voices::one_per_source(compared, reference);
    judgement.verdict = verdict(&sources, reference);
    let doubt = doubt || passed_on_the_way(claim, &sources, &judgement.withheld);
    if judgement.verdict == Verdict::Contradicted && doubt {
        judgement.verdict = Verdict::Unverified;
    }
    judgement.sides = sources
        .into_iter()
        .filter(|side| side.relation != Relation::Unclear)
        .map(|side| Side { agrees: side.relation != Relation::Disjoint, evidence: side.evidence, also: side.also })
        .collect();
    judgement.sides.sort_by_key(|side| (!side.agrees, side.evidence.document, side.evidence.sentence));
    judgement
}

/// Two sentences that say the same in the same words have their figures in the same order.
fn is_out_of_place(claim: &Evidence, evidence: &Evidence) -> bool {
    let (said, found) = (&claim.figure, &evidence.figure);
    let alike = said.place.1 > 0 && said.place.1 == found.place.1 && said.frame.len().abs_diff(found.frame.len()) <= 1;
    alike && said.place.0 != found.place.0 && gates::overlap(&said.frame, &found.frame) >= 0.9
}

/// How the evidence's value stands to the claim's, whatever they have in common; `None` where it has no bearing.
fn relation(claim: &Evidence, evidence: &Evidence, common: Common) -> Option<Relation> {
    if claim.figure.quantity.kind != Kind::Date {
        let noun = growing(claim, evidence).unwrap_or(common.noun);
        return Some(compare(&claim.figure, &evidence.figure, noun)).filter(|relation| *relation != Relation::Silent);
    }
    let (said, found) = (claim.figure.time.as_ref()?, evidence.figure.time.as_ref()?);
    let relation = compare_days(said, found, weekday_fits(claim, evidence));
    // Two like incidents on different days are no contradiction: only a near miss of one incident is.
    let telling = found.days() == 1 && !found.inherited && is_one_deed(&claim.figure, &evidence.figure, said, found);
    (relation != Relation::Disjoint || telling).then_some(relation)
}

/// True where two accounts of different days may be of one happening: days of one week, or the same day of another year for
/// what no calendar brings back (a killing, a raid; not a fair). What is no happening of its own (`met`, `opened`) may be done on one day
/// and on the next, and only two accounts in the same words are of one.
fn is_one_deed(claim: &Figure, evidence: &Figure, said: &Time, found: &Time) -> bool {
    let class = claim.predicate.as_deref().unwrap_or_default();
    let same_week = (said.first - found.first).get_days().abs() <= 7;
    let same_date = said.first.day() == found.first.day() && said.first.month() == found.first.month();
    let unforeseen = events().is_done_to_persons(class) || events().root_class(class) == "attack";
    let long = claim.frame.len().min(evidence.frame.len()) >= DEED;
    let spread = claim.frame.len().abs_diff(evidence.frame.len()) <= 1;
    let word_for_word = long && spread && gates::overlap(&claim.frame, &evidence.frame) >= 0.9;
    (same_week && (events().is_incident(class) || word_for_word))
        || same_date && unforeseen && events().is_incident(class)
}

/// So many content words tell a deed apart from others by the same verb.
const DEED: usize = 4;

/// True where claim and evidence have enough in common for what `relation` says.
fn is_close(claim: &Evidence, evidence: &Evidence, common: Common, relation: Relation) -> bool {
    let (said, found) = (&claim.figure, &evidence.figure);
    let same_day =
        matches!((&said.time, &found.time), (Some(a), Some(b)) if said.quantity.kind == Kind::Date && a.overlaps(b));
    if relation == Relation::Disjoint && !same_day {
        // That only days of the same week are held against each other is a sign of its own.
        let week = if said.quantity.kind == Kind::Date { SAME_WEEK } else { 0.0 };
        return common.closeness + week >= gates::SURE;
    }
    // The same number, when it is a rare one, is itself a sign that both speak of one thing; so is the same event.
    let rare = said.quantity.hard == found.quantity.hard && said.quantity.hard.low.is_some_and(|low| low >= 20.0);
    let happening = said.predicate.as_deref().is_some_and(|class| class != "exist");
    let rarity = if rare { RARE_NUMBER * said.quantity.hard.low.unwrap_or(1.0).log10().clamp(1.0, 3.0) } else { 0.0 };
    let signs = rarity + if happening { SAME_EVENT } else { 0.0 };
    common.closeness + signs >= gates::LIKELY
}

/// True where the sentence of the evidence has the claim's own number as well: then it is no word against it, unless both
/// sentences say the same things in the same order.
fn has_it_beside(claim: &Evidence, evidence: &Evidence) -> bool {
    let (said, found) = (&claim.figure, &evidence.figure);
    let parallel = said.place == found.place && gates::overlap(&said.frame, &found.frame) >= 0.9;
    // An open bound (`more than 40`) holds many numbers; only one of its own size is the claim's.
    let bound = said.quantity.hard.low.filter(|low| *low > 0.0).or(said.quantity.hard.high).unwrap_or_default();
    let its_own = |value: &Interval| {
        let size = value.low.or(value.high).unwrap_or_default();
        intervals::within(*value, said.quantity.hard) && (bound / 2.0..=bound * 2.0).contains(&size)
    };
    !parallel && !found.running && evidence.beside.iter().any(its_own)
}

/// True where evidence cannot make the claim wrong: it is later than the note claims to know, or says too little.
fn is_harmless(evidence: &Evidence, reference: &dyn Reference, as_of: Option<Date>) -> bool {
    let published = reference.date(evidence.document);
    let later = as_of.is_some_and(|as_of| published.is_some_and(|published| published > as_of));
    later || gates::only_agrees(evidence)
}

/// A total counted from one day on only grows: the longer count holds the shorter one.
fn growing(claim: &Evidence, evidence: &Evidence) -> Option<NounRelation> {
    let (said, found) = (claim.figure.time?, evidence.figure.time?);
    if !said.same_start(&found) || said.same_window(&found) {
        return None;
    }
    Some(if said.last > found.last { NounRelation::HasKind } else { NounRelation::KindOf })
}

/// False where the claim names a weekday that the evidence's day is not.
fn weekday_fits(claim: &Evidence, evidence: &Evidence) -> bool {
    match (&claim.figure.when, &evidence.figure.time) {
        (Some((_, TimeExpression::Day { weekday: Some(weekday), .. })), Some(time)) if time.days() == 1 => {
            time.first.weekday().to_monday_one_offset() == *weekday
        }
        _ => true,
    }
}

/// A sentence has at most one counterpart of a claim: the closest, or among equals one that agrees.
fn counterparts(mut compared: Vec<Compared>, withheld: &mut Vec<(Gate, Arc<Evidence>)>) -> Vec<Compared> {
    compared.sort_by(|a, b| {
        let place = |side: &Compared| (side.evidence.document, side.evidence.sentence);
        let rank = |side: &Compared| (side.common.closeness * 1000.0) as i64;
        place(a)
            .cmp(&place(b))
            .then(rank(b).cmp(&rank(a)))
            .then((a.relation == Relation::Disjoint).cmp(&(b.relation == Relation::Disjoint)))
    });
    let mut kept: Vec<Compared> = Vec::new();
    for side in compared {
        let taken = kept.last().is_some_and(|last| {
            last.evidence.document == side.evidence.document && last.evidence.sentence == side.evidence.sentence
        });
        if taken {
            withheld.push((Gate::Counterpart, side.evidence));
        } else {
            kept.push(side);
        }
    }
    kept
}

/// Where a document counts the same things once vaguely and once exactly, the exact count is its word.
fn most_exact(
    compared: Vec<Compared>,
    exact: &[DocumentId],
    withheld: &mut Vec<(Gate, Arc<Evidence>)>,
) -> Vec<Compared> {
    let (kept, dropped): (Vec<_>, Vec<_>) =
        compared.into_iter().partition(|side| !is_vague(&side.evidence) || !exact.contains(&side.evidence.document));
    withheld.extend(dropped.into_iter().map(|side| (Gate::Counterpart, side.evidence)));
    kept
}

fn is_vague(evidence: &Evidence) -> bool {
    matches!(evidence.figure.quantity.hedge, Hedge::Vague | Hedge::Article)
}

/// A claim that names no time meets evidence of several days: which incident it means cannot be told, unless all agree.
fn one_incident(claim: &Evidence, compared: Vec<Compared>, withheld: &mut Vec<(Gate, Arc<Evidence>)>) -> Vec<Compared> {
    let times: Vec<_> = compared.iter().filter_map(|side| side.evidence.figure.time).collect();
    let several = times.iter().any(|a| times.iter().any(|b| !a.overlaps(b)));
    if claim.figure.time.is_some() || !several {
        return compared;
    }
    let (kept, dropped): (Vec<_>, Vec<_>) = compared.into_iter().partition(|side| side.relation != Relation::Disjoint);
    withheld.extend(dropped.into_iter().map(|side| (Gate::Incident, side.evidence)));
    kept
}

/// True for what a retracted document says: it counts for nothing, whichever way it points, as whoever published it has
/// taken it back.
fn is_retracted(evidence: &Evidence, reference: &dyn Reference) -> bool {
    reference.is_retracted(evidence.document)
}

/// A growing total that was lower in one report and is higher in another has passed the claim's number in between, though
/// no report that could be compared says so.
fn passed_on_the_way(claim: &Evidence, sources: &[Compared], withheld: &[(Gate, Arc<Evidence>)]) -> bool {
    let Some(said) = claim.figure.quantity.hard.low.filter(|_| claim.figure.time.is_none()) else { return false };
    let low = |evidence: &Evidence| evidence.figure.quantity.hard.high.is_some_and(|high| high < said);
    let lower = sources.iter().any(|side| is_running(side) && low(&side.evidence));
    let same = |other: &Evidence| other.figure.predicate == claim.figure.predicate;
    let higher = |other: &Evidence| other.figure.quantity.hard.low.is_some_and(|low| low > said);
    lower && withheld.iter().any(|(gate, other)| *gate == Gate::Context && same(other) && higher(other))
}

fn verdict(sources: &[Compared], reference: &dyn Reference) -> Verdict {
    let agreeing: Vec<_> =
        sources.iter().filter(|side| matches!(side.relation, Relation::Entails | Relation::Consistent)).collect();
    let disjoint: Vec<_> = sources.iter().filter(|side| side.relation == Relation::Disjoint).collect();
    let unclear = sources.iter().any(|side| side.relation == Relation::Unclear);
    match (agreeing.is_empty(), disjoint.is_empty()) {
        (true, true) => Verdict::Unverified,
        (true, false) if unclear => Verdict::Unverified,
        (true, false) => Verdict::Contradicted,
        (false, true) if agreeing.iter().any(|side| side.relation == Relation::Entails) => Verdict::Supported,
        (false, true) => Verdict::Imprecise,
        (false, false) => match history(&agreeing, &disjoint, reference) {
            Some(Ordering::Greater) => Verdict::Outdated,
            Some(_) => Verdict::Supported,
            None => Verdict::Disputed,
        },
    }
}

/// Whether the sources that differ are only earlier and later counts of one growing total: `Greater` where some are later
/// and higher than what agrees, `Less` where all are earlier and lower, `None` where some conflict.
fn history(agreeing: &[&Compared], disjoint: &[&Compared], reference: &dyn Reference) -> Option<Ordering> {
    let days: Vec<Date> = agreeing.iter().map(|side| counted_on(side, reference)).collect::<Option<_>>()?;
    let last = *days.iter().max()?;
    let mut superseded = Ordering::Less;
    for side in disjoint {
        let day = counted_on(side, reference).filter(|_| is_running(side))?;
        if day > last && agreeing.iter().all(|other| grows(other, side)) {
            superseded = Ordering::Greater;
        } else if !(day < last && agreeing.iter().all(|other| grows(side, other))) {
            return None;
        }
    }
    Some(superseded)
}

/// True for a count that later ones supersede: of a growing class, a toll, or a total counted from some day on.
fn is_running(side: &Compared) -> bool {
    let figure = &side.evidence.figure;
    let window = figure.time.is_some_and(|time| time.kind == TimeKind::Window);
    figure.running || window || figure.predicate.as_deref().is_some_and(|class| events().grows(class))
}

fn grows(earlier: &Compared, later: &Compared) -> bool {
    let low = |side: &Compared| side.evidence.figure.quantity.hard.low.unwrap_or(0.0);
    low(earlier) <= low(later)
}

/// The day a count was made: its document's.
fn counted_on(side: &Compared, reference: &dyn Reference) -> Option<Date> {
    reference.date(side.evidence.document)
}
