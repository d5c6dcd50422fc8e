//! Names that stand for a longer one of another document: surnames, initials, firms without their noun, demonyms, handles.
//! Each is joined where one thing alone in all documents has a name that it fits.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;

use super::edges::Edge;
use super::entities::{Entity, Rank, compatible};
use super::merge::{Cluster, Forest};
use super::rulings::Rulings;
use super::shorter;
use crate::extract::ActorKind;
use crate::resolve::each::{self, Each};
use crate::resolve::names::parts::Name;

/// So many short names are looked for in one go.
const IN_ONE_GO: usize = 256;

/// Stronger than any likeness, weaker than one full name.
const ALONE: f64 = 2.5;

impl Forest {
    /// Joins what stands for longer names: names of several parts first, since they help to tell whose a surname is.
    pub(super) fn join_short(&mut self, entities: &mut [Entity], rulings: &Rulings<'_>, each: Each<'_>) {
        self.join_demonyms(entities);
        self.join_lone(entities, rulings, each, |name| name.parts.len() > 1);
        self.join_lone(entities, rulings, each, |name| name.parts.len() <= 1);
        self.join_handles(entities);
    }

    fn join_lone(&mut self, entities: &mut [Entity], rulings: &Rulings<'_>, each: Each<'_>, chosen: fn(&Name) -> bool) {
        let index = self.index();
        let most: Vec<usize> = self.clusters.iter().map(most_parts).collect();
        let is_short = |at: &usize| {
            let cluster = &self.clusters[*at];
            let settled = cluster.standing.card.is_some_and(|card| rulings.is_full(card));
            !settled && self.root(*at) == *at && cluster.names.iter().all(|name| chosen(name))
        };
        let shorts: Vec<usize> = (0..entities.len()).filter(|at| !entities[*at].listed && is_short(at)).collect();
        let chunks: Vec<&[usize]> = shorts.chunks(IN_ONE_GO).collect();
        let of_chunk = |number: usize| -> Vec<(usize, usize)> {
            let fitting =
                chunks[number].iter().map(|short| (*short, self.only_long(*short, &self.near(&index, *short, &most))));
            fitting.filter_map(|(short, long)| Some((short, long?))).collect()
        };
        let found = each::all(each, chunks.len(), of_chunk).into_iter().flatten();
        let edges = found.map(|(short, long)| {
            let because = format!("the only {} in the documents", entities[short].spellings[0].text);
            Edge { strength: ALONE, a: long, b: short, because }
        });
        let edges: Vec<Edge> = edges.collect();
        self.bind(entities, edges);
    }

    /// The one cluster among those `near` that `short` can stand for.
    fn only_long(&self, short: usize, near: &[usize]) -> Option<usize> {
        let fits = |long: &usize| self.stands_for(short, *long) && !self.parted(short, *long);
        // Two are as many as all.
        let mut fitting = near.iter().copied().filter(fits);
        let (Some(long), None) = (fitting.next(), fitting.next()) else { return None };
        (!self.is_shared(short, long, near)).then_some(long)
    }

    /// Joins short names to what they stand for, and notes that they are short.
    fn bind(&mut self, entities: &mut [Entity], edges: Vec<Edge>) {
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
    fn index(&self) -> FxHashMap<&str, Vec<usize>> {
        let mut index: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
        for (root, cluster) in self.clusters.iter().enumerate().filter(|(_, cluster)| !cluster.listed) {
            for part in cluster.names.iter().filter(|name| name.parts.len() > 1).flat_map(|name| &name.parts) {
                let roots = index.entry(part.skeleton.as_str()).or_default();
                if roots.last() != Some(&root) {
                    roots.push(root);
                }
            }
        }
        index
    }

    /// The clusters, but for its own, with a name that has a part which sounds roughly like the last of `short`'s, in order. `most`:
    /// the parts of the longest name of each cluster; only initials stand for a name that is no longer than they are.
    fn near(&self, index: &FxHashMap<&str, Vec<usize>>, short: usize, most: &[usize]) -> Vec<usize> {
        let names = &self.clusters[short].names;
        let initials = names.iter().flat_map(|name| &name.parts).any(|part| part.text.len() <= shorter::INITIAL);
        let fewest = names.iter().map(|name| name.parts.len()).min().unwrap_or_default();
        let lasts = names.iter().filter_map(|name| name.parts.last());
        let sharing = lasts.filter_map(|part| index.get(part.skeleton.as_str())).flatten().copied();
        let mut near: Vec<usize> =
            sharing.filter(|root| *root != short && (initials || most[*root] > fewest)).collect();
        near.sort_unstable();
        near.dedup();
        near
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
        let any = |fits: fn(&Name, &Name) -> bool| short.names.iter().any(|s| long.names.iter().any(|l| fits(s, l)));
        let bare = short.names.iter().all(|name| name.parts.len() == 1 && !name.parts[0].capitals);
        if short.kind.may_be_person() && long.kind.may_be_person() && any(shorter::is_shorter) {
            return true;
        }
        if short.kind.may_be_person() && long.kind == ActorKind::Person && bare {
            return any(shorter::is_last);
        }
        // A town may have given its name to a firm: one word must itself be told to be one.
        let told = !bare || is_organised(short.kind);
        if told && is_organised(long.kind) && any(shorter::is_firm) || bare && any(shorter::is_head) {
            return true;
        }
        // "the Hydrological Office" of "the Morvanian Hydrological Office"
        short.names.iter().all(|name| name.organisation && name.parts.len() > 1)
            && any(|s, l| l.parts.len() > s.parts.len() && l.organisation && shorter::is_end_or_beginning(s, l))
    }

    /// `Kerrenese` and `Kerren`: the adjective of a place that no table of countries has.
    fn join_demonyms(&mut self, entities: &mut [Entity]) {
        let mut places: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (root, cluster) in self.clusters.iter().enumerate().filter(|(_, cluster)| !cluster.listed) {
            let Some(name) = cluster.names.first().filter(|name| name.parts.len() == 1) else { continue };
            if matches!(cluster.kind, ActorKind::Place | ActorKind::Unknown) {
                places.entry(name.parts[0].text.clone()).or_default().push(root);
            }
        }
        let mut edges = Vec::new();
        for (adjective, roots) in &places {
            let [short] = roots.as_slice() else { continue };
            let found: BTreeSet<usize> =
                shorter::demonym_stems(adjective).filter_map(|stem| places.get(&stem)).flatten().copied().collect();
            let [long] = found.into_iter().collect::<Vec<_>>()[..] else { continue };
            if self.clusters[*short].kind == ActorKind::Unknown && !self.parted(*short, long) {
                let place = &entities[long].spellings[0].text;
                let because = format!("what belongs to {place}, by its ending");
                edges.push(Edge { strength: ALONE, a: long, b: *short, because });
            }
        }
        self.bind(entities, edges);
    }

    /// `@qassimalaraji`: the one name in the documents that it is made of.
    fn join_handles(&mut self, entities: &mut [Entity]) {
        if !entities.iter().any(|entity| entity.handle) {
            return;
        }
        let named = entities.iter().enumerate().filter(|(_, entity)| !entity.handle && !entity.listed);
        let full = named.flat_map(|(at, entity)| entity.ranked(Rank::Full).map(move |spelling| (at, &spelling.text)));
        let names: Vec<_> = full.filter_map(|(at, text)| Some((at, text, shorter::Letters::of(text)?))).collect();
        let mut edges = Vec::new();
        for (short, entity) in entities.iter().enumerate().filter(|(_, entity)| entity.handle) {
            let mut fits: BTreeMap<usize, &str> = BTreeMap::new();
            for (at, text, letters) in &names {
                if self.root(*at) != self.root(short) && letters.has_handle(&entity.spellings[0].text) {
                    fits.entry(self.root(*at)).or_insert(text);
                }
            }
            let mut fits = fits.into_iter();
            let (Some((long, name)), None) = (fits.next(), fits.next()) else { continue };
            if !self.parted(self.root(short), long) {
                let because = format!("a handle made of {name}");
                edges.push(Edge { strength: ALONE, a: long, b: short, because });
            }
        }
        self.bind(entities, edges);
    }
}

/// The parts of its longest name.
fn most_parts(cluster: &Cluster) -> usize {
    cluster.names.iter().map(|name| name.parts.len()).max().unwrap_or_default()
}

fn is_organised(kind: ActorKind) -> bool {
    matches!(kind, ActorKind::Company | ActorKind::Group | ActorKind::Party)
}
