//! Actors by spelling: known ones exactly, unseen ones by likeness.

use rustc_hash::FxHashMap;

use super::beginnings::{Beginnings, Prefixes};
use super::recognise::{Recognised, Recogniser};
use super::{Actor, ActorId};
use crate::extract::ActorKind;
use crate::lexicon::countries::country_named;
use crate::lexicon::kinds::{Title, name_word};
use crate::resolve::names::keys::{skeletons, unit_skeletons};
use crate::resolve::names::parts::{Name, read};
use crate::resolve::names::{compare_read, folded, sound};
use crate::text::Span;

/// Actors by spelling.
#[derive(Clone, Debug, Default)]
pub struct ActorNames {
    /// Folded spellings.
    exact: FxHashMap<String, Vec<ActorId>>,
    /// Spellings and persons' last words, taken apart.
    names: Vec<(Name, ActorId)>,
    /// Positions in `names` by the skeleton of each part.
    skeletons: FxHashMap<String, Vec<u32>>,
    /// Words of persons' full names.
    words: FxHashMap<String, Vec<ActorId>>,
    /// Last words of names of more than one.
    lasts: FxHashMap<String, Vec<ActorId>>,
    /// Spellings by what they begin with.
    prefixes: Prefixes,
    /// Folded spellings that a card refuses its actor.
    refused: FxHashMap<String, Vec<ActorId>>,
    /// Spellings as they are found in running text.
    recogniser: Recogniser,
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
    /// Takes in every alias of every actor.
    pub fn new(actors: &[Actor]) -> Self {
        let mut names =
            Self { prefixes: Prefixes::new(actors), recogniser: Recogniser::new(actors), ..Self::default() };
        for actor in actors {
            for alias in &actor.aliases {
                names.add(actor, &alias.text);
            }
            for name in actor.card.iter().flat_map(|card| &card.not) {
                push(names.refused.entry(folded(name)).or_default(), actor.id);
            }
        }
        names
    }

    fn add(&mut self, actor: &Actor, alias: &str) {
        let fold = folded(alias);
        if actor.kind.may_be_person() {
            for word in fold.split(' ').filter(|word| word.len() > 1) {
                append(self.words.entry(word.to_owned()).or_default(), actor.id);
            }
        }
        append(self.exact.entry(fold).or_default(), actor.id);
        if actor.kind == ActorKind::Country {
            return;
        }
        let name = read(alias);
        let number = self.names.len() as u32;
        if let [_, .., last] = name.parts.as_slice()
            && !name.organisation
            && actor.kind.may_be_person()
        {
            append(self.lasts.entry(last.text.clone()).or_default(), actor.id);
        }
        for part in &name.parts {
            let numbers = self.skeletons.entry(part.skeleton.clone()).or_default();
            if numbers.last() != Some(&number) {
                numbers.push(number);
            }
        }
        self.names.push((name, actor.id));
    }

    /// The actors that are called `surface`, under a known spelling (letter case, marks, apostrophes and articles aside)
    /// or else under one so like it that it can be no other.
    pub fn named(&self, surface: &str) -> Vec<ActorId> {
        let bare = without_title(surface);
        for candidate in [surface, bare] {
            if let Some(ids) = self.exact.get(&folded(candidate)) {
                return ids.clone();
            }
        }
        if let Some(country) = country_named(bare)
            && let Some(ids) = self.exact.get(&folded(country))
        {
            return ids.clone();
        }
        self.by_last_word(bare).unwrap_or_else(|| self.alike(bare))
    }

    /// The actors with a spelling that begins with `typed` from any of its words on, letter case, marks and apostrophes
    /// aside; `most` at most, best first.
    pub fn beginning_with(&self, typed: &str, most: usize) -> Beginnings {
        let typed = folded(typed);
        if typed.is_empty() { Beginnings::default() } else { self.prefixes.beginning_with(&typed, most) }
    }

    /// True where an actor has just this spelling, letter case, marks, apostrophes and articles aside.
    pub fn is_known(&self, surface: &str) -> bool {
        self.exact.contains_key(&folded(surface)) || self.exact.contains_key(&folded(without_title(surface)))
    }

    /// The actors with a spelling somewhat like `surface`; `most` at most, likest first.
    pub fn near(&self, surface: &str, most: usize) -> Vec<ActorId> {
        let bare = without_title(surface);
        let (name, mut best) = (read(bare), FxHashMap::<ActorId, f64>::default());
        let exact = self.exact.get(&folded(bare)).into_iter().flatten().map(|id| (*id, 1.0));
        let alike = self.sharing_skeleton(&name).map(|(known, id)| (*id, compare_read(&name, known).score));
        for (id, score) in exact.chain(alike).filter(|(_, score)| *score >= NEAR) {
            let known = best.entry(id).or_default();
            *known = known.max(score);
        }
        let mut ranked: Vec<_> = best.into_iter().collect();
        ranked.sort_by(|(a, x), (b, y)| y.total_cmp(x).then(a.cmp(b)));
        ranked.into_iter().take(most).map(|(id, _)| id).collect()
    }

    /// Known names with a part that sounds roughly like one of `name`'s.
    fn sharing_skeleton(&self, name: &Name) -> impl Iterator<Item = &(Name, ActorId)> {
        let blocks = name.parts.iter().filter_map(|part| self.skeletons.get(&part.skeleton));
        let mut numbers: Vec<u32> = blocks.flat_map(|block| block.iter().take(LOOKED_AT)).copied().collect();
        numbers.sort_unstable();
        numbers.dedup();
        numbers.into_iter().map(|number| &self.names[number as usize])
    }

    fn is_refused(&self, folded: &str, id: ActorId) -> bool {
        self.refused.get(folded).is_some_and(|ids| ids.contains(&id))
    }

    /// The persons whose longer name ends in the word `surface`.
    pub fn sharing(&self, surface: &str) -> Vec<ActorId> {
        let fold = folded(without_title(surface));
        let ids = self.lasts.get(&fold).into_iter().flatten().copied();
        ids.filter(|id| !self.is_refused(&fold, *id)).collect()
    }

    /// The known spellings that stand in the stretches `within` of `text`, in order, without overlap.
    pub fn standing_in(&self, text: &str, within: &[Span]) -> Vec<Recognised> {
        self.recogniser.find(text, within)
    }

    /// The one person whose full name ends in this word, where no other person's name has it.
    fn by_last_word(&self, surface: &str) -> Option<Vec<ActorId>> {
        let fold = folded(surface);
        let ids: Vec<ActorId> =
            self.words.get(&fold)?.iter().copied().filter(|id| !self.is_refused(&fold, *id)).collect();
        let [id] = ids.as_slice() else { return Some(Vec::new()) };
        let is_last = self.lasts.get(&fold).is_some_and(|ids| ids.contains(id));
        Some(if is_last { vec![*id] } else { Vec::new() })
    }

    /// Known names that may be alike, by their positions: those that share with `name` two parts that sound roughly alike, two
    /// neighbours also counting as one; or one that few names have; of a lone word its own.
    fn sounding_like(&self, name: &Name) -> Vec<u32> {
        let of_keys = |keys: Vec<String>| -> Vec<u32> {
            let mut numbers: Vec<u32> =
                keys.iter().filter_map(|key| self.skeletons.get(key)).flatten().copied().collect();
            numbers.sort_unstable();
            numbers.dedup();
            numbers
        };
        if let [part] = name.parts.as_slice() {
            let mut lone = of_keys(skeletons(part));
            lone.retain(|number| self.names[*number as usize].0.parts.len() == 1);
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
        let known = self.sounding_like(&name).into_iter().map(|number| &self.names[number as usize]);
        for (known, id) in known.filter(|(_, id)| !self.is_refused(&fold, *id)) {
            let score = likeness(&name, known);
            if score > best.0 + 0.001 {
                best = (score, vec![*id]);
            } else if score > 0.0 && score + 0.001 > best.0 {
                push(&mut best.1, *id);
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

fn push(ids: &mut Vec<ActorId>, id: ActorId) {
    if !ids.contains(&id) {
        ids.push(id);
    }
}

/// Appends an id, once; actors are taken in one after the other.
fn append(ids: &mut Vec<ActorId>, id: ActorId) {
    if ids.last() != Some(&id) {
        ids.push(id);
    }
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
