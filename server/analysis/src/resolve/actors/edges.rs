//! Reasons to join entities of different documents: the same name, an acronym, names alike in spelling.

use std::collections::{BTreeMap, BTreeSet};

use super::entities::{Entity, Rank, compatible};
use crate::extract::ActorKind;
use crate::resolve::each::{self, Each};
use crate::resolve::names::keys::block_keys;
use crate::resolve::names::parts::Name;
use crate::resolve::names::{compare_read, sound};

/// A reason to join two entities.
pub(super) struct Edge {
    /// 3 and more: the same full name; 2: an acronym; 1.5: one and the same word; below: the likeness of two spellings.
    pub(super) strength: f64,
    pub(super) a: usize,
    pub(super) b: usize,
    /// In words; empty where it needs no saying.
    pub(super) because: String,
}

/// Skeletons shared by more entities than this propose nothing.
const CROWD: usize = 400;

/// So many entities of one name are compared with each other; a chain joins the rest.
const ENOUGH: usize = 8;

/// How strong it is that two names differ in the order of letters alone.
const SLIP: f64 = 0.9;

/// So many pairs of names are compared in one go.
const IN_ONE_GO: usize = 4096;

/// All reasons to join; names are compared as `each` shares it out.
pub(super) fn of(entities: &[Entity], each: Each<'_>) -> Vec<Edge> {
    let mut edges = exact(entities);
    edges.extend(acronyms(entities));
    edges.extend(alike(entities, each));
    edges.extend(transposed(entities));
    edges
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
        let folds: BTreeSet<&str> = entity.ranked(Rank::Full).map(|spelling| &*spelling.folded).collect();
        for fold in folds {
            first.entry((entity.listed, fold.contains(' '), fold.to_owned())).or_default().push(at);
        }
    }
    let mut edges = Vec::new();
    for ((_, several, _), members) in first {
        for (n, a) in members.iter().enumerate() {
            // A chain is enough where nothing forbids it; the rest keeps clusters whole where something does.
            for b in members[n + 1..].iter().take(ENOUGH) {
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
        for fold in entity.ranked(Rank::Acronym).map(|spelling| &*spelling.folded) {
            let members = defined.entry(fold).or_default();
            if !members.contains(&at) {
                members.push(at);
            }
        }
    }
    let bare = lone(entities);
    let mut edges = Vec::new();
    for (fold, members) in &defined {
        let because = format!("acronym defined in {}", entities[members[0]].key);
        for (n, a) in members.iter().enumerate() {
            for b in members[n + 1..].iter().take(ENOUGH) {
                let near = likest(&entities[*a], &entities[*b]);
                if near > 0.5 {
                    let because = format!("same acronym, {}", fold.to_uppercase());
                    edges.push(Edge { strength: 2.0 + near / 10.0, a: *a, b: *b, because });
                }
            }
        }
        // Where two things share the acronym, nothing tells which is meant.
        let one = members.iter().take(ENOUGH).all(|member| likest(&entities[members[0]], &entities[*member]) > 0.5);
        let bare = bare.get(fold).into_iter().flatten().filter(|at| one && !members.contains(at));
        edges.extend(bare.map(|at| Edge { strength: 2.0, a: members[0], b: *at, because: because.clone() }));
    }
    edges
}

/// Entities that only have names of one word, by that word.
fn lone(entities: &[Entity]) -> BTreeMap<&str, Vec<usize>> {
    let mut lone: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, entity) in entities.iter().enumerate() {
        if entity.listed || entity.names.iter().any(|name| name.parts.len() > 1) {
            continue;
        }
        let folds: BTreeSet<&str> = entity.ranked(Rank::Full).map(|spelling| &*spelling.folded).collect();
        for fold in folds {
            lone.entry(fold).or_default().push(at);
        }
    }
    lone
}

/// The score of the likest two full names.
fn likest(a: &Entity, b: &Entity) -> f64 {
    let scores = a.names.iter().flat_map(|x| b.names.iter().map(move |y| compare_read(x, y).score));
    scores.fold(0.0, f64::max)
}

/// Full names alike in spelling.
fn alike(entities: &[Entity], each: Each<'_>) -> Vec<Edge> {
    let mut blocks: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    // One entity stands for all of the same name: the others are joined by that.
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    for (at, entity) in entities.iter().enumerate() {
        let new = entity.ranked(Rank::Full).filter(|spelling| seen.insert(&*spelling.folded)).count() > 0;
        if entity.listed || entity.kind() == ActorKind::Country || !new {
            continue;
        }
        for key in entity.names.iter().flat_map(|name| block_keys(name)).collect::<BTreeSet<_>>() {
            blocks.entry(key).or_default().push(at);
        }
    }
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for members in blocks.values().filter(|members| members.len() <= CROWD) {
        for (n, a) in members.iter().enumerate() {
            pairs.extend(members[n + 1..].iter().map(|b| (*a, *b)));
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    let chunks: Vec<&[(usize, usize)]> = pairs.chunks(IN_ONE_GO).collect();
    let of_chunk = |number: usize| -> Vec<Edge> {
        chunks[number].iter().flat_map(|(a, b)| alike_in_spelling(entities, *a, *b)).collect()
    };
    each::all(each, chunks.len(), of_chunk).into_iter().flatten().collect()
}

fn alike_in_spelling(entities: &[Entity], a: usize, b: usize) -> Vec<Edge> {
    let mut edges = Vec::new();
    if compatible(entities[a].kind(), entities[b].kind()) {
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

/// Letters in another order: `Asbah al-Kahf` and `Ashab al-Kahf`, `Kararda` and `Karrada`.
fn transposed(entities: &[Entity]) -> Vec<Edge> {
    let mut same_letters: BTreeMap<Vec<char>, Vec<(usize, &str)>> = BTreeMap::new();
    for (at, entity) in entities.iter().enumerate().filter(|(_, entity)| !entity.listed) {
        let named = entity.kind() != ActorKind::Country;
        for spelling in entity.ranked(Rank::Full).filter(|spelling| named && spelling.folded.len() > 5) {
            let members = same_letters.entry(sorted(&spelling.folded)).or_default();
            if members.len() < ENOUGH && !members.iter().any(|(_, folded)| **folded == *spelling.folded) {
                members.push((at, &*spelling.folded));
            }
        }
    }
    let mut edges = Vec::new();
    for members in same_letters.values() {
        for (n, (a, one)) in members.iter().enumerate() {
            for (b, other) in members[n + 1..].iter().filter(|(_, other)| is_slip(one, other)) {
                if a != b && compatible(entities[*a].kind(), entities[*b].kind()) {
                    let because = format!("letters in another order: {one}, {other}");
                    edges.push(Edge { strength: SLIP, a: *a, b: *b, because });
                }
            }
        }
    }
    edges
}

/// One long word of two names has the same letters in another order behind the first one, and the others are equal; a word
/// alone has two neighbours in each other's place.
fn is_slip(one: &str, other: &str) -> bool {
    let mut differ = one.split(' ').zip(other.split(' ')).filter(|(x, y)| x != y);
    let (Some((x, y)), None) = (differ.next(), differ.next()) else { return false };
    let slip = x.chars().count() >= 5 && x.chars().next() == y.chars().next() && sorted(x) == sorted(y);
    slip && (one.contains(' ') || are_neighbours(x, y))
}

/// Two letters next to each other, neither of them the first or last, are all that differs between two long words.
fn are_neighbours(x: &str, y: &str) -> bool {
    let mut places = x.chars().zip(y.chars()).enumerate().filter(|(_, (a, b))| a != b).map(|(at, _)| at);
    let (Some(first), Some(second), None) = (places.next(), places.next(), places.next()) else { return false };
    let length = x.chars().count();
    length > 6 && first + 1 == second && first > 0 && second + 1 < length
}

fn sorted(word: &str) -> Vec<char> {
    let mut letters: Vec<char> = word.chars().collect();
    letters.sort_unstable();
    letters
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
