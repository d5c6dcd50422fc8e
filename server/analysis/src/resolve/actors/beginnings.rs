//! Spellings by what they begin with: those that a typed prefix may become, from any of their words on.
//!
//! One sorted list of places in one string; a lookup is a binary search, and nothing is copied but what is returned.

use super::{Actor, ActorId};
use crate::resolve::names::folded;

/// A spelling that begins, from one of its words on, with what was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Beginning {
    /// The actor.
    pub actor: ActorId,
    /// The spelling: its position in [`Actor::aliases`].
    pub alias: usize,
    /// True where the spelling itself begins so, and not just a word inside it.
    pub whole: bool,
    /// True where other spellings of the actor begin so too.
    pub several: bool,
}

/// The spellings that fit, best first, each actor once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Beginnings {
    /// Those that were asked for.
    pub found: Vec<Beginning>,
    /// True where there are more of them.
    pub more: bool,
}

/// Every spelling from each of its words on.
#[derive(Clone, Debug, Default)]
pub(super) struct Prefixes {
    /// Folded spellings, each ended by [`END`].
    text: String,
    /// Where each begins in `text`, with its actor and its position there.
    spellings: Vec<(u32, ActorId, u32)>,
    /// Places in `text` where a word begins, in the order of what stands there.
    sorted: Vec<u32>,
    /// How often each actor is mentioned, by id.
    mentions: Vec<u32>,
}

/// Sorts before every letter and stands in no spelling.
const END: char = '\n';

/// Of a prefix with more places than this the first are looked at: whoever typed so little will type more.
const LOOKED_AT: usize = 4096;

impl Prefixes {
    /// Takes in every alias of every actor.
    pub(super) fn new(actors: &[Actor]) -> Self {
        let mut prefixes = Self::default();
        for actor in actors {
            for (at, alias) in actor.aliases.iter().enumerate() {
                prefixes.add(actor.id, at, &folded(&alias.text));
            }
            prefixes.mentions.push(actor.mentions.len() as u32);
        }
        let text = &prefixes.text;
        prefixes.sorted.sort_unstable_by(|a, b| text[*a as usize..].cmp(&text[*b as usize..]));
        prefixes
    }

    fn add(&mut self, actor: ActorId, alias: usize, fold: &str) {
        let start = self.text.len();
        self.spellings.push((start as u32, actor, alias as u32));
        let words = fold.match_indices(' ').map(|(space, _)| space + 1);
        self.sorted.extend([0].into_iter().chain(words).map(|word| (start + word) as u32));
        self.text.push_str(fold);
        self.text.push(END);
    }

    /// The spellings that begin with `typed`, folded, from any word on; `most` actors at most: those that begin so
    /// themselves first, then those that are mentioned most.
    pub(super) fn beginning_with(&self, typed: &str, most: usize) -> Beginnings {
        let behind = |place: &u32| &self.text[*place as usize..];
        let first = self.sorted.partition_point(|place| behind(place) < typed);
        let fitting = self.sorted[first..].iter().take_while(|place| behind(place).starts_with(typed));
        let mut found: Vec<Beginning> = fitting.take(LOOKED_AT + 1).map(|place| self.spelling_at(*place)).collect();
        let more = found.len() > LOOKED_AT;
        found.truncate(LOOKED_AT);
        found.sort_unstable_by_key(|found| (found.actor, !found.whole, found.alias));
        found.dedup_by(|next, kept| {
            let same = next.actor == kept.actor;
            kept.several |= same && next.alias != kept.alias;
            same
        });
        let mentions = |actor: ActorId| self.mentions.get(actor.0 as usize).copied().unwrap_or_default();
        found.sort_by_key(|found| (!found.whole, std::cmp::Reverse(mentions(found.actor)), found.actor));
        let more = more || found.len() > most;
        found.truncate(most);
        Beginnings { found, more }
    }

    fn spelling_at(&self, place: u32) -> Beginning {
        let number = self.spellings.partition_point(|(start, ..)| *start <= place) - 1;
        let (start, actor, alias) = self.spellings[number];
        Beginning { actor, alias: alias as usize, whole: start == place, several: false }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::resolve::Alias;

    fn actor(id: u32, spellings: &[&str]) -> Actor {
        let alias =
            |text: &&str| Alias { text: (*text).to_owned(), count: 1, documents: vec![], because: String::new() };
        let aliases: Vec<_> = spellings.iter().map(alias).collect();
        Actor {
            id: ActorId(id),
            name: spellings[0].to_owned(),
            kind: crate::extract::ActorKind::Group,
            aliases,
            descriptions: vec![],
            mentions: vec![],
            ambiguous_with: vec![],
            card: None,
        }
    }

    fn check(typed: &str, most: usize, expected: &[(u32, usize, bool)], more: bool) {
        let actors = [
            actor(0, &["Kata'ib Hezbollah", "Khataib Hezbollah", "KH"]),
            actor(1, &["Hezbollah"]),
            actor(2, &["Asa'ib Ahl al-Haq"]),
        ];
        let found = Prefixes::new(&actors).beginning_with(typed, most);
        let shown: Vec<_> = found.found.iter().map(|found| (found.actor.0, found.alias, found.whole)).collect();
        assert_eq!((shown.as_slice(), found.more), (expected, more), "{typed}");
    }

    #[test]
    fn any_spelling_from_any_word_on() {
        check("kh", 9, &[(0, 1, true)], false);
        check("hezb", 9, &[(1, 0, true), (0, 0, false)], false);
        check("hezb", 1, &[(1, 0, true)], true);
        check("kataib hez", 9, &[(0, 0, true)], false);
        check("haq", 9, &[(2, 0, false)], false);
        check("x", 9, &[], false);
        check("hezbollah kh", 9, &[], false);
    }
}
