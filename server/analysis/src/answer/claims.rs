//! The claims of a note and what became of them.

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHasher};

use super::Analysis;
use crate::extract::{ActorKind, Hedge, Kind, TimeExpression};
use crate::judge::{Judgement, Verdict, judge};
use crate::resolve::{Evidence, IncidentId, evidence_of};
use crate::text::DocumentId;

/// A claim of the note and what became of it.
#[derive(Clone, Debug)]
pub struct Claim {
    /// The figure, its actors and places looked up in the index.
    pub evidence: Evidence,
    /// The verdict and every side.
    pub judgement: Arc<Judgement>,
    /// The incident it was found to belong to.
    pub incident: Option<IncidentId>,
}

/// Judges every claim, keeping the judgements of `previous` where the same was judged.
pub(super) fn claims(analysis: &Analysis, previous: Option<&Analysis>) -> (Vec<Claim>, FxHashMap<u64, Arc<Judgement>>) {
    let actors = |mention: u32| analysis.actors_of(mention);
    let kind = |id| analysis.reference.actor(id).map_or(ActorKind::Unknown, |actor| actor.kind);
    let figures = evidence_of(DocumentId(u32::MAX), &analysis.note.facts, actors, kind);
    let as_of = analysis.as_of();
    let previous = previous.filter(|previous| previous.as_of() == as_of);
    let mut kept = FxHashMap::default();
    let mut claims = Vec::new();
    for evidence in figures.into_iter().filter(is_claim) {
        let key = fingerprint(&evidence);
        let known = previous.and_then(|previous| previous.kept.get(&key)).or_else(|| kept.get(&key)).cloned();
        let judgement = known.unwrap_or_else(|| Arc::new(judge(&evidence, analysis.reference.as_ref(), as_of)));
        kept.insert(key, Arc::clone(&judgement));
        let incident = judgement.sides.iter().find_map(|side| side.evidence.incident);
        claims.push(Claim { evidence, judgement, incident });
    }
    (one_a_day(claims), kept)
}

/// A day may date several events of its sentence; the claim is the one that is best known.
fn one_a_day(claims: Vec<Claim>) -> Vec<Claim> {
    let rank = |claim: &Claim| match claim.judgement.verdict {
        Verdict::Supported => 0,
        Verdict::Unverified => 2,
        _ => 1,
    };
    let mut kept: Vec<Claim> = Vec::with_capacity(claims.len());
    for claim in claims {
        let is_day = claim.evidence.figure.quantity.kind == Kind::Date;
        match kept.last_mut().filter(|last| is_day && last.evidence.figure.span == claim.evidence.figure.span) {
            Some(last) if rank(&claim) < rank(last) => *last = claim,
            Some(_) => {}
            None => kept.push(claim),
        }
    }
    kept
}

/// An article claims no number, and of times only a day is a claim.
fn is_claim(evidence: &Evidence) -> bool {
    let figure = &evidence.figure;
    match figure.quantity.kind {
        Kind::Date => matches!(figure.when, Some((_, TimeExpression::Day { .. }))),
        _ => figure.quantity.hedge != Hedge::Article,
    }
}

/// A hash of all that a judgement depends on; two claims that read alike have it in common wherever they stand.
fn fingerprint(evidence: &Evidence) -> u64 {
    let mut hasher = FxHasher::default();
    let figure = &evidence.figure;
    let quantity = &figure.quantity;
    for interval in [quantity.hard, quantity.soft] {
        (interval.low.map(f64::to_bits), interval.high.map(f64::to_bits), interval.low_open, interval.high_open)
            .hash(&mut hasher);
    }
    (quantity.kind, quantity.hedge, &quantity.unit).hash(&mut hasher);
    figure.noun.as_ref().map(|noun| (&noun.lemma, &noun.modifiers)).hash(&mut hasher);
    (&figure.predicate, figure.role, figure.scope, figure.modality, figure.running, &figure.frame).hash(&mut hasher);
    figure.time.map(|time| (time.first, time.last, time.kind, time.yearless, time.inherited)).hash(&mut hasher);
    if let Some((_, TimeExpression::Day { weekday, .. })) = &figure.when {
        weekday.hash(&mut hasher);
    }
    (&figure.terms, &figure.setting, &figure.names, &figure.descriptors, &figure.ranks, &figure.per).hash(&mut hasher);
    (figure.subject, &figure.subject_words).hash(&mut hasher);
    (figure.told, figure.place, &evidence.elsewhere, &evidence.holders, evidence.stranger, evidence.strange_place)
        .hash(&mut hasher);
    (&evidence.actors, &evidence.owners, &evidence.places, &evidence.near, &evidence.context).hash(&mut hasher);
    hasher.finish()
}
