//! Names as one stretch of bytes that can be looked into wherever it lies: in memory, or in a mapped file of which the
//! system keeps in memory what is used.
//!
//! Keys stand in a finite state transducer (Mihov and Maurel 2001, "Direct construction of minimal acyclic subsequential
//! transducers"), all sorts of them in one, told apart by their first byte; its values lead into plain tables of
//! little-endian numbers.

use std::fmt;
use std::sync::Arc;

use fst::raw::{CompiledAddr, Output};
use fst::{IntoStreamer, Map, MapBuilder, Streamer};
use rustc_hash::FxHashMap;

use super::recognise::{Pattern, Patterns};
use super::{Actor, ActorId};
use crate::extract::ActorKind;
use crate::resolve::names::folded;
use crate::resolve::names::parts::Name;
use crate::resolve::names::spelled;

/// What a key is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    /// A folded spelling, of actors.
    Exact = b'e' as isize,
    /// A word of a person's full name, of actors.
    Word = b'w' as isize,
    /// The last word of a person's name of more than one, of actors.
    Last = b'l' as isize,
    /// What a part of a spelling roughly sounds like, of spellings.
    Skeleton = b's' as isize,
    /// A folded spelling that a card refuses its actor, of actors.
    Refused = b'r' as isize,
    /// A folded spelling from one of its words on, behind it [`END`] and the number of the spelling.
    Beginning = b'p' as isize,
    /// A spelling as it is found in running text.
    Pattern = b'm' as isize,
}

/// Sorts before every letter and stands in no spelling.
const END: u8 = b'\n';

/// The tables behind the transducer, in order.
#[derive(Clone, Copy)]
enum Table {
    /// Numbers of actors or spellings, each list behind its length.
    Lists,
    /// Of each spelling where its text ends, its actor, its position there, and how many parts it has as a name.
    Spellings,
    /// Of each pattern its words in small letters and in capitals, sixteen bits each, and its list of actors.
    Patterns,
    /// How often each actor is mentioned.
    Mentions,
    /// The texts of the spellings, one after the other.
    Texts,
}

/// Tables.
const TABLES: usize = 5;

/// Bytes of a number.
const NUMBER: usize = 4;

/// Numbers of a spelling.
const OF_SPELLING: usize = 4;

/// Numbers of a pattern.
const OF_PATTERN: usize = 2;

/// Bytes, wherever they lie.
pub type Bytes = Arc<dyn AsRef<[u8]> + Send + Sync>;

/// A part of some bytes.
#[derive(Clone)]
struct Part {
    bytes: Bytes,
    start: usize,
    end: usize,
}

impl AsRef<[u8]> for Part {
    fn as_ref(&self) -> &[u8] {
        (*self.bytes).as_ref().get(self.start..self.end).unwrap_or_default()
    }
}

/// Names, ready to be looked up.
#[derive(Clone)]
pub(super) struct Segment {
    map: Map<Part>,
    /// Where the keys of the patterns begin.
    patterns: Option<CompiledAddr>,
    tables: [Part; TABLES],
}

impl fmt::Debug for Segment {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "names under {} keys", self.map.len())
    }
}

/// A spelling of an actor.
pub(super) struct Spelling {
    /// The actor.
    pub(super) actor: ActorId,
    /// Its position in [`Actor::aliases`].
    pub(super) position: usize,
    /// How many parts it has as a name.
    pub(super) parts: usize,
    /// It itself.
    pub(super) text: String,
}

impl Segment {
    /// The bytes it looks into.
    pub(super) fn bytes(&self) -> &[u8] {
        (*self.tables[0].bytes).as_ref()
    }

    /// Looks into `bytes`; none where [`bytes_of`] has not made them.
    pub(super) fn open(bytes: &Bytes) -> Option<Self> {
        let all = (**bytes).as_ref();
        let mut start = (TABLES + 1) * NUMBER;
        let mut parts = (0..=TABLES).map(|at| {
            let part = Part { bytes: Arc::clone(bytes), start, end: start.checked_add(number(all, at)? as usize)? };
            start = part.end;
            (start <= all.len()).then_some(part)
        });
        let map = Map::new(parts.next()??).ok()?;
        let tables: Vec<Part> = parts.collect::<Option<_>>()?;
        let tables = tables.try_into().ok()?;
        let root = map.as_fst().root();
        let patterns = root.find_input(Sort::Pattern as u8).map(|at| root.transition_addr(at));
        Some(Self { map, patterns, tables })
    }

    fn number(&self, table: Table, at: usize) -> u32 {
        number(self.tables[table as usize].as_ref(), at).unwrap_or_default()
    }

    fn list_at(&self, at: usize) -> impl Iterator<Item = u32> {
        let length = self.number(Table::Lists, at) as usize;
        (at + 1..=at + length).map(|at| self.number(Table::Lists, at))
    }

    /// What stands under a key; nothing under one that there is not.
    pub(super) fn list(&self, sort: Sort, key: &str) -> impl Iterator<Item = u32> {
        let found = self.map.get(key_of(sort, key.as_bytes()));
        found.into_iter().flat_map(|at| self.list_at(at as usize))
    }

    /// The actors under a key.
    pub(super) fn actors(&self, sort: Sort, key: &str) -> Vec<ActorId> {
        self.list(sort, key).map(ActorId).collect()
    }

    /// True where there is such a key.
    pub(super) fn has(&self, sort: Sort, key: &str) -> bool {
        self.map.contains_key(key_of(sort, key.as_bytes()))
    }

    /// A spelling by its number.
    pub(super) fn spelling(&self, number: u32) -> Spelling {
        let first = number as usize * OF_SPELLING;
        let of = |at: usize| self.number(Table::Spellings, first + at);
        let start = first.checked_sub(OF_SPELLING).map_or(0, |before| self.number(Table::Spellings, before));
        let texts = self.tables[Table::Texts as usize].as_ref();
        let text = texts.get(start as usize..of(0) as usize).unwrap_or_default();
        let text = String::from_utf8_lossy(text).into_owned();
        Spelling { actor: ActorId(of(1)), position: of(2) as usize, parts: of(3) as usize, text }
    }

    /// The name that a spelling is read as.
    pub(super) fn name(&self, number: u32) -> (Arc<Name>, ActorId) {
        let spelling = self.spelling(number);
        (spelled(&spelling.text).name, spelling.actor)
    }

    /// The spellings that begin with `typed`, folded, from any word on, in order of what stands there: their numbers, and
    /// whether they themselves begin so. `most` at most.
    pub(super) fn beginning_with(&self, typed: &str, most: usize) -> Vec<(u32, bool)> {
        let key = key_of(Sort::Beginning, typed.as_bytes());
        let mut stream = self.map.range().ge(&key).into_stream();
        let mut found = Vec::new();
        while let Some((known, value)) = stream.next()
            && known.starts_with(&key)
            && found.len() < most
        {
            found.push(((value >> 1) as u32, value & 1 == 1));
        }
        found
    }

    /// How often an actor is mentioned.
    pub(super) fn mentions(&self, actor: ActorId) -> u32 {
        self.number(Table::Mentions, actor.0 as usize)
    }

    /// The longest pattern that `text` begins with, and where it ends.
    pub(super) fn longest_pattern(&self, text: &[u8]) -> Option<(u32, usize)> {
        let transducer = self.map.as_fst();
        let mut node = transducer.node(self.patterns?);
        let root = transducer.root();
        let mut output = root.transition(root.find_input(Sort::Pattern as u8)?).out;
        let mut longest = None;
        for (at, byte) in text.iter().enumerate() {
            let Some(next) = node.find_input(*byte) else { break };
            let transition = node.transition(next);
            output = output.cat(transition.out);
            node = transducer.node(transition.addr);
            if node.is_final() {
                longest = Some((whole(output, node.final_output()), at + 1));
            }
        }
        longest
    }

    /// A pattern by its number, with its actors.
    pub(super) fn pattern(&self, number: u32) -> (Pattern, Vec<ActorId>) {
        let at = number as usize * OF_PATTERN;
        let cases = self.number(Table::Patterns, at);
        let actors = self.list_at(self.number(Table::Patterns, at + 1) as usize).map(ActorId).collect();
        (Pattern { small: cases as u16, capitals: (cases >> 16) as u16 }, actors)
    }
}

fn whole(output: Output, last: Output) -> u32 {
    output.cat(last).value() as u32
}

fn number(bytes: &[u8], at: usize) -> Option<u32> {
    let bytes = bytes.get(at * NUMBER..)?.first_chunk::<NUMBER>()?;
    Some(u32::from_le_bytes(*bytes))
}

fn key_of(sort: Sort, key: &[u8]) -> Vec<u8> {
    let mut whole = Vec::with_capacity(key.len() + 1);
    whole.push(sort as u8);
    whole.extend_from_slice(key);
    whole
}

/// Every alias of every actor as bytes that [`Segment::open`] can look into.
pub(super) fn bytes_of<'a>(actors: impl Iterator<Item = &'a Actor>) -> Vec<u8> {
    let mut writing = Writing::default();
    for actor in actors {
        for (position, alias) in actor.aliases.iter().enumerate() {
            writing.add(actor, position, &alias.text);
        }
        for name in actor.card.iter().flat_map(|card| &card.not) {
            writing.push(Sort::Refused, &folded(name), actor.id.0);
        }
        put(&mut writing.mentions, actor.mentions.len() as u32);
    }
    writing.bytes()
}

/// Names being written.
#[derive(Default)]
struct Writing {
    lists: FxHashMap<Vec<u8>, Vec<u32>>,
    /// Keys with values of their own.
    keys: Vec<(Vec<u8>, u64)>,
    spellings: Vec<u8>,
    patterns: Patterns,
    mentions: Vec<u8>,
    texts: Vec<u8>,
}

impl Writing {
    fn add(&mut self, actor: &Actor, position: usize, alias: &str) {
        let number = (self.spellings.len() / NUMBER / OF_SPELLING) as u32;
        let (fold, name) = (folded(alias), spelled(alias).name);
        let is_name = actor.kind != ActorKind::Country;
        self.texts.extend_from_slice(alias.as_bytes());
        for value in [self.texts.len() as u32, actor.id.0, position as u32, name.parts.len() as u32] {
            put(&mut self.spellings, value);
        }
        self.patterns.add(actor.id, alias);
        let words = fold.match_indices(' ').map(|(space, _)| space + 1);
        for word in [0].into_iter().chain(words) {
            let mut key = key_of(Sort::Beginning, &fold.as_bytes()[word..]);
            key.push(END);
            key.extend(number.to_be_bytes());
            self.keys.push((key, u64::from(number) << 1 | u64::from(word == 0)));
        }
        if actor.kind.may_be_person() {
            for word in fold.split(' ').filter(|word| word.len() > 1) {
                self.push(Sort::Word, word, actor.id.0);
            }
        }
        self.push(Sort::Exact, &fold, actor.id.0);
        if let [_, .., last] = name.parts.as_slice()
            && is_name
            && !name.organisation
            && actor.kind.may_be_person()
        {
            self.push(Sort::Last, &last.text, actor.id.0);
        }
        for part in name.parts.iter().filter(|_| is_name) {
            self.push(Sort::Skeleton, &part.skeleton, number);
        }
    }

    /// Appends to a list what it does not end in; values come in ascending order.
    fn push(&mut self, sort: Sort, key: &str, value: u32) {
        let list = self.lists.entry(key_of(sort, key.as_bytes())).or_default();
        if list.last() != Some(&value) {
            list.push(value);
        }
    }

    fn bytes(mut self) -> Vec<u8> {
        let mut lists = Vec::new();
        let mut put_list = |list: &[u32]| {
            let at = lists.len() / NUMBER;
            put(&mut lists, list.len() as u32);
            for value in list {
                put(&mut lists, *value);
            }
            at as u64
        };
        let mut keys = std::mem::take(&mut self.keys);
        keys.extend(self.lists.into_iter().map(|(key, list)| (key, put_list(&list))));
        let mut patterns = Vec::new();
        for (number, (folded, pattern, actors)) in (0..).zip(self.patterns.all()) {
            keys.push((key_of(Sort::Pattern, &folded), number));
            put(&mut patterns, u32::from(pattern.small) | u32::from(pattern.capitals) << 16);
            let actors: Vec<u32> = actors.iter().map(|actor| actor.0).collect();
            put(&mut patterns, put_list(&actors) as u32);
        }
        keys.sort_unstable();
        let mut builder = MapBuilder::memory();
        for (key, value) in &keys {
            // Keys come in order and each once: nothing is refused.
            let _ = builder.insert(key, *value);
        }
        let map = builder.into_inner().unwrap_or_default();
        let parts = [map, lists, self.spellings, patterns, self.mentions, self.texts];
        let mut bytes = Vec::new();
        for part in &parts {
            put(&mut bytes, part.len() as u32);
        }
        bytes.extend(parts.iter().flatten());
        bytes
    }
}

fn put(bytes: &mut Vec<u8>, value: u32) {
    bytes.extend_from_slice(&value.to_le_bytes());
}
