//! Claim against evidence: comparable or not and why, intervals, verdict.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::resolve::Evidence;

/// What the evidence says of a claim (DESIGN: verdicts).
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

/// What every piece of evidence must pass before it is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "`Gate::describe` says it in words")]
pub enum Gate {
    Kind,
    Predicate,
    Role,
    Noun,
    Actors,
    Places,
    Time,
    Scope,
    Modality,
    Incident,
    Counterpart,
}

/// One source's side.
#[derive(Clone, Debug)]
pub struct Side {
    /// The figure.
    pub evidence: Arc<Evidence>,
    /// True where it agrees with the claim.
    pub agrees: bool,
}

/// A claim with what became of it.
#[derive(Clone, Debug)]
pub struct Judgement {
    /// The verdict.
    pub verdict: Verdict,
    /// Comparable evidence.
    pub sides: Vec<Side>,
    /// Evidence that looked like it, and the gate that held it back.
    pub withheld: Vec<(Gate, Arc<Evidence>)>,
}
