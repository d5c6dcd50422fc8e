//! Interval arithmetic between a claim and a piece of evidence.

use crate::extract::{Figure, Hedge, Interval, Quantity, Time};
use crate::lexicon::nouns::NounRelation;
use crate::lexicon::units;

/// How a claim's numbers stand to the evidence's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// The evidence says what the claim says, or more exactly.
    Entails,
    /// Both can be true, and the claim says more than the evidence.
    Consistent,
    /// One counts a part of what the other counts, and both can be true: no word on the claim.
    Silent,
    /// Too close or too vague to tell.
    Unclear,
    /// Both cannot be true.
    Disjoint,
}

/// Compares two figures; `noun` tells how the claim's noun stands to the evidence's.
pub fn compare(claim: &Figure, evidence: &Figure, noun: NounRelation) -> Relation {
    let factor = conversion(&evidence.quantity, &claim.quantity);
    let (hard, soft) = (evidence.quantity.hard.times(factor), evidence.quantity.soft.times(factor));
    let (hard, soft) = match noun {
        // All the evidence counts are among what the claim counts: the claim is at least as many.
        NounRelation::HasKind => (at_least(hard), at_least(soft)),
        NounRelation::KindOf => (at_most(hard), at_most(soft)),
        _ => (hard, soft),
    };
    let whole = matches!(noun, NounRelation::Same | NounRelation::Different);
    let vague = evidence.quantity.hedge == Hedge::Vague && !disjoint(claim.quantity.hard, evidence.quantity.hard);
    if disjoint(claim.quantity.soft, soft) {
        Relation::Disjoint
    } else if disjoint(claim.quantity.hard, hard) {
        if near_bound(&claim.quantity, &evidence.quantity) { Relation::Disjoint } else { Relation::Unclear }
    } else if whole {
        // `over 15 million` as a claim says no more than its bound.
        let said = if claim.quantity.hedge == Hedge::Over { claim.quantity.soft } else { claim.quantity.hard };
        if within(hard, said) { Relation::Entails } else { Relation::Consistent }
    } else if evidence.quantity.hard.times(factor) == claim.quantity.hard {
        // The same number under a wider or narrower noun (`three members`, `three people`) is the same count.
        Relation::Entails
    } else if vague {
        Relation::Consistent
    } else {
        Relation::Silent
    }
}

/// Compares two days; a weekday beside a day must fit it as well.
pub fn compare_days(claim: &Time, evidence: &Time, weekday_fits: bool) -> Relation {
    if !claim.overlaps(evidence) || !weekday_fits {
        Relation::Disjoint
    } else if evidence.days() <= claim.days() {
        Relation::Entails
    } else {
        Relation::Consistent
    }
}

/// A claim's strict bound excludes its own number whatever the slack of round numbers: `more than 300` is not 300.
fn near_bound(claim: &Quantity, evidence: &Quantity) -> bool {
    let strict = |quantity: &Quantity| matches!(quantity.hedge, Hedge::MoreThan | Hedge::LessThan);
    let plain = |quantity: &Quantity| matches!(quantity.hedge, Hedge::Exact | Hedge::MoreThan | Hedge::LessThan);
    strict(claim) && plain(evidence)
}

/// How many of `to`'s units one of `from`'s is.
fn conversion(from: &Quantity, to: &Quantity) -> f64 {
    if from.unit == to.unit {
        return 1.0;
    }
    match (units().named(&from.unit), units().named(&to.unit)) {
        (Some(from), Some(to)) if from.base == to.base => from.factor / to.factor,
        _ => 1.0,
    }
}

fn at_least(interval: Interval) -> Interval {
    Interval { high: None, high_open: false, ..interval }
}

fn at_most(interval: Interval) -> Interval {
    Interval { low: Some(0.0), low_open: false, ..interval }
}

/// True where no number is in both.
pub fn disjoint(a: Interval, b: Interval) -> bool {
    let below = |a: Interval, b: Interval| match (a.high, b.low) {
        (Some(high), Some(low)) => high < low || high <= low && (a.high_open || b.low_open),
        _ => false,
    };
    below(a, b) || below(b, a)
}

/// True where every number of `a` is in `b`.
pub fn within(a: Interval, b: Interval) -> bool {
    let low = match (a.low, b.low) {
        (_, None) => true,
        (None, Some(_)) => false,
        (Some(low), Some(bound)) => low > bound || low >= bound && (!b.low_open || a.low_open),
    };
    let high = match (a.high, b.high) {
        (_, None) => true,
        (None, Some(_)) => false,
        (Some(high), Some(bound)) => high < bound || high <= bound && (!b.high_open || a.high_open),
    };
    low && high
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::quantities::intervals;

    fn check(claim: (f64, f64, Hedge), evidence: (f64, f64, Hedge), expected: Relation) {
        let figure = |(value, grain, hedge)| {
            let (hard, soft) = intervals(value, grain, hedge);
            Figure { quantity: Quantity { hard, soft, hedge, ..Quantity::default() }, ..Figure::default() }
        };
        assert_eq!(compare(&figure(claim), &figure(evidence), NounRelation::Same), expected, "{claim:?} {evidence:?}");
    }

    #[test]
    fn bounds_are_strict() {
        check((14.0, 1.0, Hedge::MoreThan), (14.0, 1.0, Hedge::Exact), Relation::Disjoint);
        check((300.0, 100.0, Hedge::LessThan), (300.0, 100.0, Hedge::Exact), Relation::Disjoint);
        check((34.0, 1.0, Hedge::Exact), (33.0, 1.0, Hedge::MoreThan), Relation::Consistent);
        check((33.0, 1.0, Hedge::MoreThan), (33.0, 1.0, Hedge::MoreThan), Relation::Entails);
        check((10.0, 10.0, Hedge::AtLeast), (13.0, 1.0, Hedge::Exact), Relation::Entails);
    }

    #[test]
    fn about_leaves_room() {
        check((13.0, 1.0, Hedge::Exact), (14.0, 1.0, Hedge::About), Relation::Consistent);
        check((30.0, 10.0, Hedge::Exact), (14.0, 1.0, Hedge::About), Relation::Disjoint);
        check((5200.0, 100.0, Hedge::Exact), (5230.0, 10.0, Hedge::Exact), Relation::Unclear);
    }
}
