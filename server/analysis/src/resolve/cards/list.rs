//! Lists of entities made elsewhere (sanctions lists, registers), as ready-made cards: many, of which few are ever met.
//!
//! Kept compactly: all names in one text, found by the hash of their folded form. An entity becomes a card only where a
//! document uses one of its names, and an actor without mentions where a note does.

use std::borrow::Cow;
use std::hash::{Hash, Hasher};

use rustc_hash::FxHasher;

use super::Card;
use crate::extract::ActorKind;
use crate::resolve::names::folded;

/// One entity as it is put on a list.
#[derive(Clone, Copy, Debug)]
pub struct Listed<'t> {
    /// Names that mean it wherever they stand; the first is what it is called.
    pub names: &'t [&'t str],
    /// Names that never mean it alone.
    pub weak: &'t [&'t str],
    /// Its kind.
    pub kind: ActorKind,
    /// Its line in the file, from 1.
    pub line: usize,
}

/// A list of entities.
#[derive(Clone, Debug, Default)]
pub struct EntityList {
    file: String,
    /// Every name, one behind the other.
    text: String,
    /// Where each name ends in `text`.
    ends: Vec<u32>,
    entities: Vec<Entity>,
    /// Names that bind, by the hash of their folded form: hash and number of the name, in order.
    lookup: Vec<(u64, u32)>,
}

#[derive(Clone, Copy, Debug)]
struct Entity {
    /// Number of its first name.
    names: u32,
    /// Number of its first weak name.
    weak: u32,
    line: u32,
    kind: ActorKind,
}

impl EntityList {
    /// An empty list; `file` is the name of the file to show.
    pub fn new(file: String) -> Self {
        Self { file, ..Self::default() }
    }

    /// Puts an entity on the list; one without names is left out. A person's name of one word counts as weak.
    pub fn push(&mut self, listed: &Listed<'_>) {
        let Some((first, others)) = listed.names.split_first() else { return };
        let entity = Entity { names: self.ends.len() as u32, weak: 0, line: listed.line as u32, kind: listed.kind };
        let mut hashes = Vec::with_capacity(listed.names.len());
        let mut weak = listed.weak.to_vec();
        let binds = |folded: &str| binds(listed.kind, folded);
        let first = natural(first, listed.kind);
        let name = folded(&first);
        if binds(&name) {
            hashes.push(hash(&name));
            self.lookup.push((hash(&name), self.ends.len() as u32));
        }
        self.write(&first);
        for name in others {
            let natural = natural(name, listed.kind);
            let folded = folded(&natural);
            if folded.is_empty() || hashes.contains(&hash(&folded)) {
                continue;
            }
            if !binds(&folded) {
                weak.push(name);
                continue;
            }
            hashes.push(hash(&folded));
            self.lookup.push((hash(&folded), self.ends.len() as u32));
            self.write(&natural);
        }
        self.entities.push(Entity { weak: self.ends.len() as u32, ..entity });
        for name in weak {
            self.write(name);
        }
    }

    /// Makes what was put on the list ready to be looked up; gives back memory that is not needed any more.
    #[must_use]
    pub fn finished(mut self) -> Self {
        self.lookup.sort_unstable();
        self.text.shrink_to_fit();
        self.ends.shrink_to_fit();
        self.entities.shrink_to_fit();
        self.lookup.shrink_to_fit();
        self
    }

    /// How many entities there are.
    pub fn len(&self) -> usize {
        self.entities.len()
    }

    /// True where there is none.
    pub fn is_empty(&self) -> bool {
        self.entities.is_empty()
    }

    /// Positions of the entities that `folded` (see [`folded`]) means wherever it stands, each once.
    pub fn named(&self, folded: &str) -> Vec<usize> {
        let wanted = hash(folded);
        let first = self.lookup.partition_point(|(hash, _)| *hash < wanted);
        let same = self.lookup[first..].iter().take_while(|(hash, _)| *hash == wanted);
        let same = same.filter(|(_, name)| self::folded(self.name(*name)) == folded);
        let mut found: Vec<usize> = same.map(|(_, name)| self.owner(*name)).collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// An entity as a card.
    pub fn card(&self, position: usize) -> Option<Card> {
        let entity = self.entities.get(position)?;
        let end = self.entities.get(position + 1).map_or(self.ends.len() as u32, |next| next.names);
        let names = |from: u32, to: u32| (from..to).map(|name| self.name(name).to_owned()).collect();
        Some(Card {
            name: self.name(entity.names).to_owned(),
            aliases: names(entity.names + 1, entity.weak),
            weak: names(entity.weak, end),
            not: Vec::new(),
            kind: (entity.kind != ActorKind::Unknown).then_some(entity.kind),
            note: None,
            file: self.file.clone(),
            line: entity.line as usize,
            ready_made: true,
        })
    }

    fn write(&mut self, name: &str) {
        self.text.push_str(name);
        self.ends.push(self.text.len() as u32);
    }

    fn name(&self, number: u32) -> &str {
        let number = number as usize;
        let start = number.checked_sub(1).map_or(0, |before| self.ends[before] as usize);
        &self.text[start..self.ends[number] as usize]
    }

    /// The entity that a name is one of.
    fn owner(&self, name: u32) -> usize {
        self.entities.partition_point(|entity| entity.names <= name) - 1
    }
}

/// False for a person's name of one word: too many are called so.
pub(super) fn binds(kind: ActorKind, folded: &str) -> bool {
    kind != ActorKind::Person || folded.contains(' ')
}

/// A person's name that stands surname first (`KADHRI, Nadim`) turned round, as texts write it.
fn natural(name: &str, kind: ActorKind) -> Cow<'_, str> {
    match name.split_once(',') {
        Some((family, given)) if kind == ActorKind::Person && !given.contains(',') && !given.trim().is_empty() => {
            Cow::Owned(format!("{} {}", given.trim(), family.trim()))
        }
        _ => Cow::Borrowed(name),
    }
}

fn hash(folded: &str) -> u64 {
    let mut hasher = FxHasher::default();
    folded.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list() -> EntityList {
        let mut list = EntityList::new("list.ftm.json".to_owned());
        let person = |names, weak, line| Listed { names, weak, kind: ActorKind::Person, line };
        list.push(&person(
            &["Nadim al-Kadhri", "Nadeem KAZRI", "nadīm al kadhri", "Abu Salim", "Kadhri"],
            &["the Fox"],
            1,
        ));
        list.push(&person(&[], &["nobody"], 2));
        list.push(&person(&["Salim"], &[], 3));
        list.push(&Listed { names: &["Asaib", "Nadeem Kazri"], weak: &[], kind: ActorKind::Unknown, line: 4 });
        list.push(&person(&["RUDD, Petra"], &[], 5));
        list.finished()
    }

    #[test]
    fn names_are_found_but_for_weak_ones() {
        let list = list();
        let named = |name: &str| list.named(&folded(name));
        assert_eq!(list.len(), 4);
        assert_eq!(named("Nadim Kadhri"), [0]);
        assert_eq!(named("abu salim"), [0]);
        assert_eq!(named("Nadeem Kazri"), [0, 2], "two are called so");
        assert_eq!(named("Asaib"), [2]);
        assert_eq!(named("Petra Rudd"), [3]);
        for weak in ["the Fox", "Kadhri", "Salim", "nobody", "", "Nadim"] {
            assert_eq!(named(weak), Vec::<usize>::new(), "{weak}");
        }
    }

    #[test]
    fn an_entity_as_a_card() {
        let list = list();
        let card = list.card(0).expect("it is there");
        assert_eq!((card.name.as_str(), card.line, card.kind), ("Nadim al-Kadhri", 1, Some(ActorKind::Person)));
        assert_eq!(card.aliases, ["Nadeem KAZRI", "Abu Salim"]);
        assert_eq!(card.weak, ["the Fox", "Kadhri"]);
        assert_eq!(list.card(2).map(|card| card.kind), Some(None));
        assert_eq!(list.card(4), None);
        let mut surfaces: Vec<_> = list.lookup.iter().map(|(_, name)| (list.name(*name), list.owner(*name))).collect();
        surfaces.sort_unstable();
        let all = [
            ("Abu Salim", 0),
            ("Asaib", 2),
            ("Nadeem KAZRI", 0),
            ("Nadeem Kazri", 2),
            ("Nadim al-Kadhri", 0),
            ("Petra RUDD", 3),
        ];
        assert_eq!(surfaces, all);
    }
}
