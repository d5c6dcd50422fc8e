//! Entities of many documents to clusters: strongest evidence first, with vetoes between whole clusters.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::edges::{self, Edge};
use super::entities::{Entity, compatible};
use super::rulings::{Rulings, Standing};
use super::tally::KindTally;
use crate::extract::ActorKind;
use crate::resolve::each::Each;
use crate::resolve::names::parts::{Name, Part};
use crate::resolve::names::{are_two_names, compare_read, sound};

/// Joins entities over all documents; returns the members of each cluster. Reasons are noted in the entities' spellings. Names
/// are compared as `each` shares it out.
pub(super) fn clusters(entities: &mut [Entity], rulings: &Rulings<'_>, each: Each<'_>) -> Vec<Vec<usize>> {
    let mut edges = edges::of(entities, each);
    edges.sort_by(|x, y| y.strength.total_cmp(&x.strength).then((x.a, x.b).cmp(&(y.a, y.b))));
    let mut forest = Forest::new(entities, rulings);
    forest.join_carded(entities);
    for edge in &edges {
        forest.join(entities, edge);
    }
    forest.join_short(entities, rulings, each);
    forest.clusters()
}

/// Entities that are one, with what a veto must know of them.
#[derive(Clone, Debug, Default)]
pub(super) struct Cluster {
    pub(super) members: Vec<usize>,
    /// Mentions by kind.
    kinds: KindTally,
    pub(super) kind: ActorKind,
    pub(super) listed: bool,
    /// The country that it is or belongs to.
    country: Option<&'static str>,
    /// Its full names, each once.
    pub(super) names: Vec<Arc<Name>>,
    /// What the cards say of it.
    pub(super) standing: Standing,
    /// The kind that its card settles.
    settled: Option<ActorKind>,
}

impl Cluster {
    fn of(number: usize, entity: &Entity, rulings: &Rulings<'_>) -> Self {
        let settled = rulings.kind(&entity.standing);
        Self {
            members: vec![number],
            kinds: entity.kinds,
            kind: settled.unwrap_or_else(|| entity.kind()),
            listed: entity.listed,
            country: entity.country,
            names: entity.names.clone(),
            standing: entity.standing.clone(),
            settled,
        }
    }

    fn take(&mut self, other: Cluster) {
        self.members.extend(other.members);
        self.kinds.take(&other.kinds);
        self.settled = self.settled.or(other.settled);
        self.kind = self.settled.unwrap_or_else(|| self.kinds.winner());
        self.listed &= other.listed;
        self.standing.take(&other.standing);
        self.country = self.country.or(other.country);
        for name in other.names {
            if !self.names.contains(&name) {
                self.names.push(name);
            }
        }
    }
}

/// Clusters that grow together.
pub(super) struct Forest {
    parent: Vec<usize>,
    pub(super) clusters: Vec<Cluster>,
}

impl Forest {
    fn new(entities: &[Entity], rulings: &Rulings<'_>) -> Self {
        Self {
            parent: (0..entities.len()).collect(),
            clusters: entities
                .iter()
                .enumerate()
                .map(|(number, entity)| Cluster::of(number, entity, rulings))
                .collect(),
        }
    }

    pub(super) fn root(&self, mut at: usize) -> usize {
        while self.parent[at] != at {
            at = self.parent[at];
        }
        at
    }

    /// Joins two clusters unless something about them forbids it.
    pub(super) fn join(&mut self, entities: &mut [Entity], edge: &Edge) {
        let (a, b) = (self.root(edge.a), self.root(edge.b));
        if a == b || self.vetoed(a, b, edge.strength) {
            return;
        }
        // Whichever of two names becomes the actor's, the other one has its reason.
        for entity in [edge.a, edge.b] {
            for spelling in entities[entity].spellings.iter_mut().filter(|spelling| spelling.because.is_empty()) {
                spelling.because.clone_from(&edge.because);
            }
        }
        self.unite(a, b);
    }

    /// Makes two clusters one, whatever speaks against it.
    fn unite(&mut self, a: usize, b: usize) {
        let (into, from) = if a < b { (a, b) } else { (b, a) };
        let moved = std::mem::take(&mut self.clusters[from]);
        self.clusters[into].take(moved);
        self.parent[from] = into;
    }

    /// Joins what stands on one card, over every veto; the spellings say so already.
    fn join_carded(&mut self, entities: &[Entity]) {
        let mut first: BTreeMap<u32, usize> = BTreeMap::new();
        for (at, card) in entities.iter().enumerate().filter_map(|(at, entity)| Some((at, entity.standing.card?))) {
            let root = self.root(*first.entry(card).or_insert(at));
            if root != at {
                self.unite(root, at);
            }
        }
    }

    /// What forbids that two clusters are one.
    fn vetoed(&self, a: usize, b: usize, strength: f64) -> bool {
        let (a, b) = (&self.clusters[a], &self.clusters[b]);
        if a.standing.parted(&b.standing) {
            return true;
        }
        if (a.kind == ActorKind::Country) != (b.kind == ActorKind::Country) {
            return true;
        }
        // One full name in many words is one thing, however its kind was read here and there; one word may also be a
        // person's and a town's.
        let told = compatible(a.kind, b.kind)
            || strength >= 3.0
            || strength >= 1.5 && a.kind != ActorKind::Person && b.kind != ActorKind::Person;
        let countries = matches!((a.country, b.country), (Some(x), Some(y)) if x != y);
        !told || countries || strength < 2.0 && names_conflict(a, b)
    }

    fn clusters(self) -> Vec<Vec<usize>> {
        self.clusters.into_iter().map(|cluster| cluster.members).filter(|members| !members.is_empty()).collect()
    }
}

/// Two persons with different given names.
fn names_conflict(a: &Cluster, b: &Cluster) -> bool {
    if !a.kind.may_be_person() || !b.kind.may_be_person() {
        return false;
    }
    let full = |cluster: &'_ Cluster| -> Vec<Arc<Name>> {
        cluster.names.iter().filter(|name| name.parts.len() > 1).cloned().collect()
    };
    let (own, others) = (full(a), full(b));
    let mut pairs = own.iter().flat_map(|x| others.iter().map(move |y| given_names_differ(x, y)));
    // A card may hold names that have nothing in common; one that fits is enough then.
    if a.standing.card.is_some() || b.standing.card.is_some() {
        return !own.is_empty() && !others.is_empty() && pairs.all(|differ| differ);
    }
    pairs.any(|differ| differ)
}

fn given_name(name: &Name) -> Option<&Part> {
    name.parts.iter().find(|part| !part.optional)
}

fn given_names_differ(x: &Name, y: &Name) -> bool {
    let (Some(p), Some(q)) = (given_name(x), given_name(y)) else { return false };
    let told = p.text.len() > 1 && q.text.len() > 1;
    let differ = sound::likeness(&p.sounds, &q.sounds) < 0.7 || are_two_names(p, q);
    told && differ && compare_read(x, y).score < 0.8
}
