//! Actors by spelling: known ones exactly, unseen ones by likeness.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::beginnings::{self, Beginnings};
use super::recognise::{self, Recognised};
use super::segment::{self, Bytes, Segment, Sort};
use super::{Actor, ActorId};
use crate::lexicon::countries::country_named;
use crate::lexicon::kinds::{Title, name_word};
use crate::resolve::Cards;
use crate::resolve::names::keys::{skeletons, unit_skeletons};
use crate::resolve::names::parts::{Name, read};
use crate::resolve::names::{compare_read, folded, sound};
use crate::text::Span;

/// Actors by spelling.
#[derive(Clone, Debug)]
pub struct ActorNames(Segment);

impl Default for ActorNames {
    fn default() -> Self {
        Self::new([].iter())
    }
}

/// As many known names are compared with an unseen one.
const LOOKED_AT: usize = 400;

/// A part that no more names have is enough to compare them.
const FEW: usize = 24;

/// An unseen spelling of one word must be this like a known one.
const LONE: f32 = 0.93;

/// From this score on a spelling is so like another that a user may want to join the two: one part alike is not enough
/// where another is different.
const NEAR: f64 = 0.75;

impl ActorNames {
    /// Takes in every alias of every actor; these come in order of their ids.
    pub fn new<'a>(actors: impl Iterator<Item = &'a Actor>) -> Self {
        // What was just made can be looked into.
        let bytes: Bytes = Arc::new(segment::bytes_of(actors));
        Self::open(&bytes).unwrap_or_else(|| unreachable!("names that were just written"))
    }

    /// The bytes behind it, which can be kept.
    pub fn bytes(&self) -> &[u8] {
        self.0.bytes()
    }

    /// Looks into [`ActorNames::bytes`] that are as they were; none where that is plainly not so.
    pub fn open(bytes: &Bytes) -> Option<Self> {
        Segment::open(bytes).map(Self)
    }

    /// The actors that are called `surface`, under a known spelling (letter case, marks, apostrophes and articles aside)
    /// or else under one so like it that it can be no other.
    pub fn named(&self, surface: &str) -> Vec<ActorId> {
        let bare = without_title(surface);
        for candidate in [surface, bare] {
            let ids = self.0.actors(Sort::Exact, &folded(candidate));
            if !ids.is_empty() {
                return ids;
            }
        }
        if let Some(country) = country_named(bare) {
            let ids = self.0.actors(Sort::Exact, &folded(country));
            if !ids.is_empty() {
                return ids;
            }
        }
        self.by_last_word(bare).unwrap_or_else(|| self.alike(bare))
    }

    /// As [`ActorNames::named`], with the entities of the lists in `cards` that no document names: these are numbered behind
    /// the `actors` that documents name.
    pub fn named_or_listed(&self, surface: &str, cards: &Cards, actors: usize) -> Vec<ActorId> {
        if !cards.lists.is_empty() && !self.is_known(surface) {
            let listed = cards.all_listed(&folded(surface));
            if !listed.is_empty() {
                return listed.into_iter().map(|entity| ActorId((actors + entity) as u32)).collect();
            }
        }
        self.named(surface)
    }

    /// The actors with a spelling that begins with `typed` from any of its words on, letter case, marks and apostrophes
    /// aside; `most` at most, best first.
    pub fn beginning_with(&self, typed: &str, most: usize) -> Beginnings {
        let typed = folded(typed);
        if typed.is_empty() { Beginnings::default() } else { beginnings::beginning_with(&self.0, &typed, most) }
    }

    /// True where an actor has just this spelling, letter case, marks, apostrophes and articles aside.
    pub fn is_known(&self, surface: &str) -> bool {
        self.0.has(Sort::Exact, &folded(surface)) || self.0.has(Sort::Exact, &folded(without_title(surface)))
    }

    /// The actors with a spelling somewhat like `surface`; `most` at most, likest first.
    pub fn near(&self, surface: &str, most: usize) -> Vec<ActorId> {
        let bare = without_title(surface);
        let (name, mut best) = (read(bare), FxHashMap::<ActorId, f64>::default());
        let exact = self.0.actors(Sort::Exact, &folded(bare)).into_iter().map(|id| (id, 1.0));
        let alike = self.sharing_skeleton(&name).map(|(known, id)| (id, compare_read(&name, &known).score));
        for (id, score) in exact.chain(alike).filter(|(_, score)| *score >= NEAR) {
            let known = best.entry(id).or_default();
            *known = known.max(score);
        }
        let mut ranked: Vec<_> = best.into_iter().collect();
        ranked.sort_by(|(a, x), (b, y)| y.total_cmp(x).then(a.cmp(b)));
        ranked.into_iter().take(most).map(|(id, _)| id).collect()
    }

    /// Known names with a part that sounds roughly like one of `name`'s.
    fn sharing_skeleton(&self, name: &Name) -> impl Iterator<Item = (Arc<Name>, ActorId)> {
        let blocks = name.parts.iter().map(|part| self.0.list(Sort::Skeleton, &part.skeleton).take(LOOKED_AT));
        let mut numbers: Vec<u32> = blocks.flatten().collect();
        numbers.sort_unstable();
        numbers.dedup();
        numbers.into_iter().map(|number| self.0.name(number))
    }

    fn is_refused(&self, folded: &str, id: ActorId) -> bool {
        self.0.list(Sort::Refused, folded).any(|refused| refused == id.0)
    }

    /// The persons whose longer name ends in the word `surface`.
    pub fn sharing(&self, surface: &str) -> Vec<ActorId> {
        let fold = folded(without_title(surface));
        let ids = self.0.actors(Sort::Last, &fold).into_iter();
        ids.filter(|id| !self.is_refused(&fold, *id)).collect()
    }

    /// The known spellings that stand in the stretches `within` of `text`, in order, without overlap.
    pub fn standing_in(&self, text: &str, within: &[Span]) -> Vec<Recognised> {
        recognise::find(&self.0, text, within)
    }

    /// The one person whose full name ends in this word, where no other person's name has it.
    fn by_last_word(&self, surface: &str) -> Option<Vec<ActorId>> {
        let fold = folded(surface);
        let known = self.0.actors(Sort::Word, &fold);
        if known.is_empty() {
            return None;
        }
        let ids: Vec<ActorId> = known.into_iter().filter(|id| !self.is_refused(&fold, *id)).collect();
        let [id] = ids.as_slice() else { return Some(Vec::new()) };
        let is_last = self.0.list(Sort::Last, &fold).any(|last| last == id.0);
        Some(if is_last { vec![*id] } else { Vec::new() })
    }

    /// Known names that may be alike, by their positions: those that share with `name` two parts that sound roughly alike, two
    /// neighbours also counting as one; or one that few names have; of a lone word its own.
    fn sounding_like(&self, name: &Name) -> Vec<u32> {
        let of_keys = |keys: Vec<String>| -> Vec<u32> {
            let mut numbers: Vec<u32> = keys.iter().flat_map(|key| self.0.list(Sort::Skeleton, key)).collect();
            numbers.sort_unstable();
            numbers.dedup();
            numbers
        };
        if let [part] = name.parts.as_slice() {
            let mut lone = of_keys(skeletons(part));
            lone.retain(|number| self.0.spelling(*number).parts == 1);
            lone.truncate(LOOKED_AT);
            return lone;
        }
        let (mut proposed, mut met) = (Vec::new(), Vec::new());
        for keys in unit_skeletons(name) {
            let numbers = of_keys(keys);
            if numbers.len() <= FEW {
                proposed.extend(&numbers);
            }
            met.extend(numbers);
        }
        met.sort_unstable();
        proposed.extend(met.chunk_by(|a, b| a == b).filter(|same| same.len() > 1).map(|same| same[0]));
        proposed.sort_unstable();
        proposed.dedup();
        proposed.truncate(LOOKED_AT);
        proposed
    }

    /// The actors with the likest spelling, where one is like enough.
    fn alike(&self, surface: &str) -> Vec<ActorId> {
        let name = read(surface);
        let mut best = (0.0, Vec::new());
        let fold = folded(surface);
        let known = self.sounding_like(&name).into_iter().map(|number| self.0.name(number));
        for (known, id) in known.filter(|(_, id)| !self.is_refused(&fold, *id)) {
            let score = likeness(&name, &known);
            if score > best.0 + 0.001 {
                best = (score, vec![id]);
            } else if score > 0.0 && score + 0.001 > best.0 && !best.1.contains(&id) {
                best.1.push(id);
            }
        }
        best.1
    }
}

/// How like an unseen name is to a known one; 0 where it is not like enough.
fn likeness(name: &Name, known: &Name) -> f64 {
    if let ([a], [b]) = (name.parts.as_slice(), known.parts.as_slice()) {
        let alike = sound::likeness(&a.sounds, &b.sounds);
        let fits = !a.capitals && !b.capitals && a.bound == b.bound && a.sounds.len() >= 4 && alike >= LONE;
        return if fits { f64::from(alike) } else { 0.0 };
    }
    let likeness = compare_read(name, known);
    if likeness.same { likeness.score } else { 0.0 }
}

/// `PM Kazemi` without what stands before a name; a possessive falls away too.
fn without_title(surface: &str) -> &str {
    let mut rest = surface.trim().trim_end_matches("'s").trim_end_matches("’s").trim_end_matches(['\'', '’']);
    while let Some((first, behind)) = rest.split_once(' ') {
        let word = name_word(first.trim_end_matches('.').to_lowercase().as_str());
        let title = word.title.is_some_and(|title| title != Title::Modifier) || first.eq_ignore_ascii_case("the");
        let modifier = word.title == Some(Title::Modifier)
            && behind.split(' ').next().is_some_and(|next| name_word(&next.to_lowercase()).title.is_some());
        if !title && !modifier {
            break;
        }
        rest = behind.trim_start();
    }
    rest
}
