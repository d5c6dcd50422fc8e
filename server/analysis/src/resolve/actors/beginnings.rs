//! Spellings by what they begin with: those that a typed prefix may become, from any of their words on.

use super::ActorId;
use super::segment::Segment;

/// A spelling that begins, from one of its words on, with what was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Beginning {
    /// The actor.
    pub actor: ActorId,
    /// The spelling: its position in [`Actor::aliases`](super::Actor::aliases).
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

/// Of a prefix with more places than this the first are looked at: whoever typed so little will type more.
const LOOKED_AT: usize = 4096;

/// The spellings that begin with `typed`, folded, from any word on; `most` actors at most: those that begin so themselves
/// first, then those that are mentioned most.
pub(super) fn beginning_with(names: &Segment, typed: &str, most: usize) -> Beginnings {
    let fitting = names.beginning_with(typed, LOOKED_AT + 1);
    let more = fitting.len() > LOOKED_AT;
    let spelled = fitting.into_iter().take(LOOKED_AT).map(|(number, whole)| {
        let spelling = names.spelling(number);
        Beginning { actor: spelling.actor, alias: spelling.position, whole, several: false }
    });
    let mut found: Vec<Beginning> = spelled.collect();
    found.sort_unstable_by_key(|found| (found.actor, !found.whole, found.alias));
    found.dedup_by(|next, kept| {
        let same = next.actor == kept.actor;
        kept.several |= same && next.alias != kept.alias;
        same
    });
    found.sort_by_key(|found| (!found.whole, std::cmp::Reverse(names.mentions(found.actor)), found.actor));
    let more = more || found.len() > most;
    found.truncate(most);
    Beginnings { found, more }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::resolve::actors::ActorNames;
    use crate::resolve::{Actor, Alias};

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
        let found = ActorNames::new(actors.iter()).beginning_with(typed, most);
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
