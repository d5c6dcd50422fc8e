//! Entities of many documents to clusters: strongest evidence first, with vetoes between whole clusters.

use std::collections::{BTreeMap, BTreeSet};

use super::entities::{Entity, Rank, compatible, winner};
use crate::extract::ActorKind;
use crate::resolve::names::parts::{Name, Part};
use crate::resolve::names::{compare_read, sound};

/// A reason to join two entities.
struct Edge {
    strength: f64,
    a: usize,
    b: usize,
    because: String,
}

/// Skeletons shared by more entities than this propose nothing.
const CROWD: usize = 400;

/// Joins entities over all documents; returns the members of each cluster. Reasons are noted in the entities' spellings.
pub(super) fn clusters(entities: &mut [Entity]) -> Vec<Vec<usize>> {
    let mut edges = exact(entities);
    edges.extend(acronyms(entities));
    edges.extend(alike(entities));
    edges.sort_by(|x, y| y.strength.total_cmp(&x.strength).then((x.a, x.b).cmp(&(y.a, y.b))));
    let mut forest = Forest::new(entities);
    for edge in &edges {
        forest.join(entities, edge);
    }
    forest.join_lone(entities);
    forest.clusters()
}

/// The same spelling, letter case, marks and articles aside.
fn exact(entities: &[Entity]) -> Vec<Edge> {
    let mut first: BTreeMap<(bool, bool, String), Vec<usize>> = BTreeMap::new();
    for (at, entity) in entities.iter().enumerate() {
        if entity.kind() == ActorKind::Country {
            let name = format!("={}", entity.country.unwrap_or_default());
            first.entry((entity.listed, true, name)).or_default().push(at);
            continue;
        }
        let folds: BTreeSet<&str> = entity.ranked(Rank::Full).map(|spelling| spelling.folded.as_str()).collect();
        for fold in folds {
            first.entry((entity.listed, fold.contains(' '), fold.to_owned())).or_default().push(at);
        }
    }
    let mut edges = Vec::new();
    for ((_, several, _), members) in first {
        for (n, a) in members.iter().enumerate() {
            // A chain is enough where nothing forbids it; the rest keeps clusters whole where something does.
            for b in members[n + 1..].iter().take(8) {
                let strength = if several { 3.0 } else { 1.5 };
                edges.push(Edge { strength, a: *a, b: *b, because: String::new() });
            }
        }
    }
    edges
}

/// Acronyms defined in one document and used, or defined alike, in another.
fn acronyms(entities: &[Entity]) -> Vec<Edge> {
    let mut defined: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, entity) in entities.iter().enumerate() {
        for fold in entity.ranked(Rank::Acronym).map(|spelling| spelling.folded.as_str()) {
            let members = defined.entry(fold).or_default();
            if !members.contains(&at) {
                members.push(at);
            }
        }
    }
    let mut edges = Vec::new();
    for (fold, members) in &defined {
        let because = format!("acronym defined in {}", entities[members[0]].key);
        for (n, a) in members.iter().enumerate() {
            for b in &members[n + 1..] {
                let near = likest(&entities[*a], &entities[*b]);
                if near > 0.5 {
                    let because = format!("same acronym, {}", fold.to_uppercase());
                    edges.push(Edge { strength: 2.0 + near / 10.0, a: *a, b: *b, because });
                }
            }
        }
        for (at, entity) in entities.iter().enumerate() {
            let bare = !members.contains(&at)
                && !entity.listed
                && entity.ranked(Rank::Full).any(|spelling| spelling.folded == **fold)
                && entity.names.iter().all(|name| name.parts.len() == 1);
            if bare {
                // Where two things share the acronym, nothing tells which is meant.
                let one = members.iter().all(|member| likest(&entities[members[0]], &entities[*member]) > 0.5);
                if one {
                    edges.push(Edge { strength: 2.0, a: members[0], b: at, because: because.clone() });
                }
            }
        }
    }
    edges
}

/// The score of the likest two full names.
fn likest(a: &Entity, b: &Entity) -> f64 {
    let scores = a.names.iter().flat_map(|x| b.names.iter().map(move |y| compare_read(x, y).score));
    scores.fold(0.0, f64::max)
}

/// Full names alike in spelling.
fn alike(entities: &[Entity]) -> Vec<Edge> {
    let mut blocks: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, entity) in entities.iter().enumerate() {
        if entity.listed || entity.kind() == ActorKind::Country {
            continue;
        }
        let skeletons: BTreeSet<String> =
            entity.names.iter().flat_map(|name| &name.parts).map(|part| part.sounds.skeleton()).collect();
        for skeleton in skeletons.into_iter().filter(|skeleton| !skeleton.is_empty()) {
            blocks.entry(skeleton).or_default().push(at);
        }
    }
    let mut pairs: BTreeSet<(usize, usize)> = BTreeSet::new();
    for members in blocks.values().filter(|members| members.len() <= CROWD) {
        for (n, a) in members.iter().enumerate() {
            pairs.extend(members[n + 1..].iter().map(|b| (*a, *b)));
        }
    }
    let mut edges = Vec::new();
    for (a, b) in pairs {
        if !compatible(entities[a].kind(), entities[b].kind()) {
            continue;
        }
        for x in &entities[a].names {
            for y in entities[b].names.iter().filter(|y| may_be_alike(x, y)) {
                let likeness = compare_read(x, y);
                if likeness.same {
                    edges.push(Edge { strength: likeness.score, a, b, because: likeness.because.join(", ") });
                }
            }
        }
    }
    edges
}

/// Two names of more than one part; lone ones only where they are long and no acronyms.
fn may_be_alike(x: &Name, y: &Name) -> bool {
    match (x.parts.as_slice(), y.parts.as_slice()) {
        ([a], [b]) => {
            !a.capitals && !b.capitals && a.sounds.len() >= 5 && sound::likeness(&a.sounds, &b.sounds) >= 0.95
        }
        ([_], _) | (_, [_]) => false,
        _ => true,
    }
}

/// Clusters that grow together, each with what a veto must know of it.
struct Forest {
    parent: Vec<usize>,
    members: Vec<Vec<usize>>,
}

impl Forest {
    fn new(entities: &[Entity]) -> Self {
        Self { parent: (0..entities.len()).collect(), members: (0..entities.len()).map(|at| vec![at]).collect() }
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
        if a == b || self.vetoed(entities, a, b, edge.strength) {
            return;
        }
        let (into, from) = if a < b { (a, b) } else { (b, a) };
        for spelling in entities[edge.b].spellings.iter_mut().filter(|spelling| spelling.because.is_empty()) {
            spelling.because.clone_from(&edge.because);
        }
        let moved = std::mem::take(&mut self.members[from]);
        self.members[into].extend(moved);
        self.parent[from] = into;
    }

    fn kind(&self, entities: &[Entity], root: usize) -> ActorKind {
        let mut kinds = BTreeMap::new();
        for (kind, count) in self.members[root].iter().flat_map(|member| &entities[*member].kinds) {
            *kinds.entry(*kind).or_default() += count;
        }
        winner(&kinds)
    }

    fn vetoed(&self, entities: &[Entity], a: usize, b: usize, strength: f64) -> bool {
        // One full name in many words is one thing, however its kind was read here and there; one word may also be a
        // person's and a town's.
        let (kind, other) = (self.kind(entities, a), self.kind(entities, b));
        let told = compatible(kind, other)
            || strength >= 3.0
            || strength >= 1.5 && kind != ActorKind::Person && other != ActorKind::Person;
        if !told {
            return true;
        }
        let of = |root: usize| self.members[root].iter().map(|member| &entities[*member]);
        let is_country = |entity: &Entity| entity.kind() == ActorKind::Country;
        if of(a).any(is_country) != of(b).any(is_country) {
            return true;
        }
        of(a).any(|x| of(b).any(|y| x.country.is_some() && y.country.is_some() && x.country != y.country))
            || strength < 2.0 && of(a).any(|x| of(b).any(|y| names_conflict(x, y)))
    }

    /// Bare surnames and shortened names of organisations: joined where one thing alone in all documents has them.
    fn join_lone(&mut self, entities: &mut [Entity]) {
        let roots: Vec<usize> = (0..entities.len()).filter(|at| self.root(*at) == *at).collect();
        let mut edges = Vec::new();
        for short in &roots {
            let fits: Vec<usize> = roots
                .iter()
                .filter(|long| *long != short && self.stands_for(entities, *short, **long))
                .copied()
                .collect();
            if fits.len() == 1 && self.is_shared(entities, *short, fits[0], &roots) {
                continue;
            }
            if let [long] = fits.as_slice() {
                let name = entities[*short].spellings[0].text.clone();
                edges.push(Edge {
                    strength: 2.5,
                    a: *long,
                    b: *short,
                    because: format!("the only {name} in the documents"),
                });
            }
        }
        for edge in edges {
            let members = self.members[self.root(edge.b)].clone();
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

    /// True where the one word of `short` is a part of yet another person's name, or one that many people have.
    fn is_shared(&self, entities: &[Entity], short: usize, long: usize, roots: &[usize]) -> bool {
        let names = |root: usize| self.members[root].iter().flat_map(|member| &entities[*member].names);
        let only = names(short).find_map(|name| match name.parts.as_slice() {
            [part] => Some(part),
            _ => None,
        });
        let Some(only) = only else { return false };
        let has = |root: usize| {
            entities[root].kind() != ActorKind::Country
                && !entities[root].listed
                && names(root).any(|name| {
                    name.parts.len() > 1 && !name.organisation && name.parts.iter().any(|part| part.text == only.text)
                })
        };
        only.weight < 0.7 || roots.iter().any(|root| *root != short && *root != long && has(*root))
    }

    fn stands_for(&self, entities: &[Entity], short: usize, long: usize) -> bool {
        let (kind, whole) = (self.kind(entities, short), self.kind(entities, long));
        let listed = entities[short].listed || entities[long].listed;
        if listed || kind == ActorKind::Country || whole == ActorKind::Country || !compatible(kind, whole) {
            return false;
        }
        let names = |root: usize| self.members[root].iter().flat_map(|member| &entities[*member].names);
        if kind == ActorKind::Place || whole == ActorKind::Place {
            return false;
        }
        let surname = matches!(kind, ActorKind::Person | ActorKind::Unknown)
            && whole == ActorKind::Person
            && names(short).all(|name| name.parts.len() == 1 && !name.parts[0].capitals);
        if surname {
            return names(short).any(|s| names(long).any(|l| l.parts.len() > 1 && is_last(s, l)));
        }
        // "the Hydrological Office" of "the Morvanian Hydrological Office"
        names(short).all(|name| name.organisation && name.parts.len() > 1)
            && names(short).any(|s| {
                names(long).any(|l| l.organisation && l.parts.len() > s.parts.len() && is_end_or_beginning(s, l))
            })
    }

    fn clusters(self) -> Vec<Vec<usize>> {
        self.members.into_iter().filter(|members| !members.is_empty()).collect()
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

/// Two persons with different given names, two organisations with different heads.
fn names_conflict(a: &Entity, b: &Entity) -> bool {
    let person = |entity: &Entity| matches!(entity.kind(), ActorKind::Person | ActorKind::Unknown);
    if !person(a) || !person(b) {
        return false;
    }
    a.names.iter().filter(|name| name.parts.len() > 1).any(|x| {
        b.names.iter().filter(|name| name.parts.len() > 1).any(|y| {
            let first = |name: &Name| name.parts.iter().find(|part| !part.optional).cloned();
            match (first(x), first(y)) {
                (Some(p), Some(q)) if p.text.len() > 1 && q.text.len() > 1 => {
                    sound::likeness(&p.sounds, &q.sounds) < 0.7 && compare_read(x, y).score < 0.8
                }
                _ => false,
            }
        })
    })
}
