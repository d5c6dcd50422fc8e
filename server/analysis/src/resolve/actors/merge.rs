//! Entities of many documents to clusters: strongest evidence first, with vetoes between whole clusters.

use std::collections::{BTreeMap, BTreeSet};

use super::edges::{self, Edge};
use super::entities::{Entity, Rank, compatible, winner};
use super::rulings::{Rulings, Standing};
use crate::extract::ActorKind;
use crate::resolve::names::parts::{Name, Part};
use crate::resolve::names::{compare_read, sound};

/// Joins entities over all documents; returns the members of each cluster. Reasons are noted in the entities' spellings.
pub(super) fn clusters(entities: &mut [Entity], rulings: &Rulings<'_>) -> Vec<Vec<usize>> {
    let mut edges = edges::of(entities);
    edges.sort_by(|x, y| y.strength.total_cmp(&x.strength).then((x.a, x.b).cmp(&(y.a, y.b))));
    let mut forest = Forest::new(entities, rulings);
    forest.join_carded(entities);
    for edge in &edges {
        forest.join(entities, edge);
    }
    forest.join_lone(entities, rulings);
    forest.clusters()
}

/// Entities that are one, with what a veto must know of them.
#[derive(Clone, Debug, Default)]
struct Cluster {
    members: Vec<usize>,
    /// Mentions by kind.
    kinds: BTreeMap<ActorKind, usize>,
    kind: ActorKind,
    listed: bool,
    /// The country that it is or belongs to.
    country: Option<&'static str>,
    /// Its full names, each once.
    names: Vec<Name>,
    /// What the cards say of it.
    standing: Standing,
    /// The kind that its card settles.
    settled: Option<ActorKind>,
}

impl Cluster {
    fn of(number: usize, entity: &Entity, rulings: &Rulings<'_>) -> Self {
        let settled = rulings.kind(&entity.standing);
        Self {
            members: vec![number],
            kinds: entity.kinds.clone(),
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
        for (kind, count) in other.kinds {
            *self.kinds.entry(kind).or_default() += count;
        }
        self.settled = self.settled.or(other.settled);
        self.kind = self.settled.unwrap_or_else(|| winner(&self.kinds));
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
struct Forest {
    parent: Vec<usize>,
    clusters: Vec<Cluster>,
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

    fn root(&self, mut at: usize) -> usize {
        while self.parent[at] != at {
            at = self.parent[at];
        }
        at
    }

    /// Joins two clusters unless something about them forbids it.
    fn join(&mut self, entities: &mut [Entity], edge: &Edge) {
        let (a, b) = (self.root(edge.a), self.root(edge.b));
        if a == b || self.vetoed(a, b, edge.strength) {
            return;
        }
        for spelling in entities[edge.b].spellings.iter_mut().filter(|spelling| spelling.because.is_empty()) {
            spelling.because.clone_from(&edge.because);
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

    /// Bare surnames and shortened names of organisations: joined where one thing alone in all documents has them.
    fn join_lone(&mut self, entities: &mut [Entity], rulings: &Rulings<'_>) {
        let index = self.index();
        let mut edges = Vec::new();
        for short in (0..entities.len()).filter(|at| self.root(*at) == *at && !entities[*at].listed) {
            if self.clusters[short].standing.card.is_some_and(|card| rulings.is_full(card)) {
                continue;
            }
            let near = self.near(&index, short);
            let fits: Vec<usize> = near
                .iter()
                .filter(|long| self.stands_for(short, **long) && !self.parted(short, **long))
                .copied()
                .collect();
            let [long] = fits.as_slice() else { continue };
            if !self.is_shared(short, *long, &near) {
                let name = entities[short].spellings[0].text.clone();
                let because = format!("the only {name} in the documents");
                edges.push(Edge { strength: 2.5, a: *long, b: short, because });
            }
        }
        for edge in edges {
            let members = self.clusters[self.root(edge.b)].members.clone();
            self.join(entities, &edge);
            if self.root(edge.a) == self.root(edge.b) {
                for member in members {
                    for spelling in &mut entities[member].spellings {
                        spelling.rank = spelling.rank.max(Rank::Short);
                        if spelling.because.is_empty() {
                            spelling.because.clone_from(&edge.because);
                        }
                    }
                }
            }
        }
    }

    fn parted(&self, a: usize, b: usize) -> bool {
        self.clusters[a].standing.parted(&self.clusters[b].standing)
    }

    /// Clusters by the skeleton of each part of their names.
    fn index(&self) -> BTreeMap<String, BTreeSet<usize>> {
        let mut index: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
        for (root, cluster) in self.clusters.iter().enumerate().filter(|(_, cluster)| !cluster.listed) {
            for part in cluster.names.iter().filter(|name| name.parts.len() > 1).flat_map(|name| &name.parts) {
                index.entry(part.skeleton.clone()).or_default().insert(root);
            }
        }
        index
    }

    /// The clusters, but for its own, with a name that has a part which sounds roughly like the last of `short`'s.
    fn near(&self, index: &BTreeMap<String, BTreeSet<usize>>, short: usize) -> Vec<usize> {
        let names = &self.clusters[short].names;
        let lasts = names.iter().filter_map(|name| name.parts.last()).filter_map(|part| index.get(&part.skeleton));
        let near: BTreeSet<usize> = lasts.flatten().copied().filter(|root| *root != short).collect();
        near.into_iter().collect()
    }

    /// True where the one word of `short` is a part of yet another person's name, or one that many people have.
    fn is_shared(&self, short: usize, long: usize, near: &[usize]) -> bool {
        let only = self.clusters[short].names.iter().find_map(|name| match name.parts.as_slice() {
            [part] => Some(part),
            _ => None,
        });
        let Some(only) = only else { return false };
        let has = |root: usize| {
            let cluster = &self.clusters[root];
            cluster.kind != ActorKind::Country
                && cluster.names.iter().any(|name| {
                    name.parts.len() > 1 && !name.organisation && name.parts.iter().any(|part| part.text == only.text)
                })
        };
        only.weight < 0.7 || near.iter().any(|root| *root != long && has(*root))
    }

    fn stands_for(&self, short: usize, long: usize) -> bool {
        let (short, long) = (&self.clusters[short], &self.clusters[long]);
        let named = |cluster: &Cluster| matches!(cluster.kind, ActorKind::Country | ActorKind::Place);
        if long.listed || named(short) || named(long) || !compatible(short.kind, long.kind) {
            return false;
        }
        let surname = matches!(short.kind, ActorKind::Person | ActorKind::Unknown)
            && long.kind == ActorKind::Person
            && short.names.iter().all(|name| name.parts.len() == 1 && !name.parts[0].capitals);
        let any = |fits: fn(&Name, &Name) -> bool| {
            short.names.iter().any(|s| long.names.iter().any(|l| l.parts.len() > s.parts.len() && fits(s, l)))
        };
        if surname {
            return any(is_last);
        }
        // "the Hydrological Office" of "the Morvanian Hydrological Office"
        short.names.iter().all(|name| name.organisation && name.parts.len() > 1)
            && any(|s, l| l.organisation && is_end_or_beginning(s, l))
    }

    fn clusters(self) -> Vec<Vec<usize>> {
        self.clusters.into_iter().map(|cluster| cluster.members).filter(|members| !members.is_empty()).collect()
    }
}

fn is_last(short: &Name, long: &Name) -> bool {
    let (Some(a), Some(b)) = (short.parts.last(), long.parts.last()) else { return false };
    a.bound == b.bound && sound::likeness(&a.sounds, &b.sounds) >= 0.9
}

/// A long name of an organisation that begins as the short one does, or that has in front of it a proper name or the
/// whole organisation it belongs to; ordinary words (`Supreme`, `Federal`) make it another one.
fn is_end_or_beginning(short: &Name, long: &Name) -> bool {
    let equal = |a: &[Part], b: &[Part]| a.iter().zip(b).all(|(x, y)| x.text == y.text);
    let (n, m) = (short.parts.len(), long.parts.len());
    let front = &long.parts[..m - n];
    let proper = front.iter().all(|part| !part.plain) || front.iter().any(|part| part.head.is_some());
    equal(&short.parts, &long.parts[..n]) || proper && equal(&short.parts, &long.parts[m - n..])
}

/// Two persons with different given names.
fn names_conflict(a: &Cluster, b: &Cluster) -> bool {
    let personal = |cluster: &Cluster| matches!(cluster.kind, ActorKind::Person | ActorKind::Unknown);
    if !personal(a) || !personal(b) {
        return false;
    }
    let full =
        |cluster: &'_ Cluster| cluster.names.iter().filter(|name| name.parts.len() > 1).cloned().collect::<Vec<_>>();
    let (own, others) = (full(a), full(b));
    let mut pairs = own.iter().flat_map(|x| others.iter().map(move |y| given_names_differ(x, y)));
    // A card may hold names that have nothing in common; one that fits is enough then.
    if a.standing.card.is_some() || b.standing.card.is_some() {
        return !own.is_empty() && !others.is_empty() && pairs.all(|differ| differ);
    }
    pairs.any(|differ| differ)
}

fn given_names_differ(x: &Name, y: &Name) -> bool {
    let given = |name: &Name| name.parts.iter().find(|part| !part.optional).cloned();
    let (Some(p), Some(q)) = (given(x), given(y)) else { return false };
    let told = p.text.len() > 1 && q.text.len() > 1;
    told && sound::likeness(&p.sounds, &q.sounds) < 0.7 && compare_read(x, y).score < 0.8
}
