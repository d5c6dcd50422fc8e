//! Workspace symbols: actors under any spelling, incidents and documents, by a few letters of their names.
//!
//! The list is made once for a reading of the documents. A query first asks of each name whether it has the letters at
//! all, which is one comparison of bits; only names that have them are matched letter by letter, in order and with gaps.

use nucleo_matcher::pattern::{AtomKind, CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};
use rustc_hash::FxHashSet;
use unicode_normalization::UnicodeNormalization;

use super::definition::introduction;
use crate::extract::ActorKind;
use crate::resolve::{ActorId, IncidentId, Passage, Reference};
use crate::text::tokens::bare_words;
use crate::text::{Document, DocumentId, Span};

/// What a symbol stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Named {
    /// An actor.
    Actor(ActorId),
    /// An incident.
    Incident(IncidentId),
    /// A document.
    Document(DocumentId),
}

/// A name that fits a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Symbol {
    /// What it stands for.
    pub named: Named,
    /// The name that fits: for an actor one of its spellings, for a document its key or its title.
    pub name: String,
}

/// Every name of one reading of the documents.
#[derive(Clone, Debug, Default)]
pub struct Symbols {
    /// What is named most often comes first.
    names: Vec<Entry>,
    /// All names, one after the other.
    text: String,
}

#[derive(Clone, Debug)]
struct Entry {
    named: Named,
    /// Its name in the text, in bytes.
    name: Span,
    /// Which letters it has.
    letters: u64,
    /// Which letters begin its words.
    initials: u64,
    /// How often the documents name the thing.
    mentions: u32,
}

/// What fits less than this share of how the best name fits is left out: letters that stand in a long name by chance.
const FAIR: f64 = 0.5;

/// So many names that begin as the query are matched, where they are of things enough.
const ENOUGH: usize = 4096;

/// So many names are matched at most, those of what is named most often.
const LOOKED_AT: usize = 16_384;

/// Names matched before the caller is asked again whether to go on.
const STRIDE: usize = 1024;

impl Symbols {
    /// The names of everything that `reference` holds.
    pub fn new(reference: &dyn Reference) -> Self {
        let (mut names, mut text) = (Vec::new(), String::new());
        let mut add = |named, name: &str, mentions: usize| {
            let start = text.len();
            text.push_str(name);
            names.push(Entry {
                named,
                name: Span::new(start, text.len()),
                letters: letters(name),
                initials: initials(name),
                mentions: mentions as u32,
            });
        };
        for actor in reference.actors().into_iter().filter_map(|id| reference.called(id)) {
            let mentions = actor.aliases.iter().map(|alias| alias.count).sum();
            let others = actor.aliases.iter().map(|alias| &alias.text).filter(|text| **text != actor.name);
            for name in std::iter::once(&actor.name).chain(others) {
                add(Named::Actor(actor.id), name, mentions);
            }
        }
        for incident in reference.incidents().into_iter().filter_map(|id| reference.happening(id)) {
            add(Named::Incident(incident.id), &incident.name, reference.tellings(incident.id));
        }
        for document in reference.titles().iter() {
            add(Named::Document(document.id), &document.key, 1);
            document.title.iter().for_each(|title| add(Named::Document(document.id), title, 1));
        }
        // Names of one thing keep their order, the canonical one first.
        names.sort_by_key(|entry| std::cmp::Reverse(entry.mentions));
        names.shrink_to_fit();
        text.shrink_to_fit();
        Self { names, text }
    }

    fn name(&self, entry: &Entry) -> &str {
        entry.name.of(&self.text)
    }

    /// The names to match, by position: where enough of them have words that begin as those of the query, which fit better than
    /// any others, these alone; otherwise all that have its letters. What is named most often comes first.
    fn worth_matching(&self, query: &str, wanted: u64, most: usize) -> Vec<usize> {
        let has_letters = |entry: &Entry| entry.letters & wanted == wanted || entry.letters & UNSURE != 0;
        let words: Vec<&str> = query.split_whitespace().collect();
        let first = initials(query);
        let mut fitting = Vec::new();
        let mut beginning = Vec::new();
        let mut things = FxHashSet::default();
        for (at, entry) in self.names.iter().enumerate().filter(|(_, entry)| has_letters(entry)) {
            if entry.initials & first == first && words.iter().all(|word| has_word_beginning(self.name(entry), word)) {
                beginning.push(at);
                things.insert(entry.named);
            }
            // One thing may have many names.
            if things.len() > most && beginning.len() >= ENOUGH {
                break;
            }
            if fitting.len() < LOOKED_AT {
                fitting.push(at);
            }
        }
        if things.len() > most { beginning } else { fitting }
    }

    /// What fits `query`, best first, each thing once and `most` at most; for an empty query what is named most often. Ends
    /// early, with nothing, once `stop` is true.
    pub fn find(&self, query: &str, most: usize, stop: &dyn Fn() -> bool) -> Vec<Symbol> {
        let query = query.trim();
        let mut ranked: Vec<(u32, usize)> = Vec::new();
        if query.is_empty() {
            ranked.extend((0..self.names.len()).map(|at| (0, at)));
        } else {
            let wanted = query.split_whitespace().map(letters).fold(0, |all, letters| all | letters) & !UNSURE;
            let pattern = Pattern::new(query, CaseMatching::Ignore, Normalization::Smart, AtomKind::Fuzzy);
            let mut matcher = Matcher::new(Config::DEFAULT);
            let mut characters = Vec::new();
            for (count, at) in self.worth_matching(query, wanted, most).into_iter().enumerate() {
                let entry = &self.names[at];
                if count % STRIDE == 0 && stop() {
                    return Vec::new();
                }
                let score = pattern.score(Utf32Str::new(self.name(entry), &mut characters), &mut matcher);
                ranked.extend(score.map(|score| (score, at)));
            }
            // What fits alike stays in order of mentions.
            ranked.sort_unstable_by_key(|(score, at)| (std::cmp::Reverse(*score), *at));
            let best = ranked.first().map_or(0, |(score, _)| *score);
            ranked.retain(|(score, _)| f64::from(*score) >= f64::from(best) * FAIR);
        }
        let mut seen = FxHashSet::default();
        let first = ranked.into_iter().map(|(_, at)| &self.names[at]).filter(|entry| seen.insert(entry.named));
        first.take(most).map(|entry| Symbol { named: entry.named, name: self.name(entry).to_owned() }).collect()
    }
}

/// Which of the letters and digits begin words of a name.
fn initials(name: &str) -> u64 {
    bare_words(name)
        .filter_map(|word| word.chars().next())
        .map(|first| letters(first.encode_utf8(&mut [0; 4])))
        .fold(0, |all, bit| all | bit)
}

/// True where a word of `name` begins with `word`, letter case aside.
fn has_word_beginning(name: &str, word: &str) -> bool {
    let (name, word) = (name.as_bytes(), word.as_bytes());
    let is_begin = |at: usize| at == 0 || !name[at - 1].is_ascii_alphanumeric();
    let last = name.len().checked_sub(word.len());
    last.is_some_and(|last| (0..=last).any(|at| is_begin(at) && name[at..at + word.len()].eq_ignore_ascii_case(word)))
}

/// Set for a name with letters that cannot be told by a bit each.
const UNSURE: u64 = 1 << 63;

/// Which of the letters and digits a name has, marks and letter case aside.
fn letters(name: &str) -> u64 {
    let bit = |c: char| match c {
        'a'..='z' => 1 << (c as u32 - 'a' as u32),
        '0'..='9' => 1 << (26 + c as u32 - '0' as u32),
        c if c.is_ascii() || ('\u{300}'..'\u{370}').contains(&c) => 0,
        _ => UNSURE,
    };
    if name.is_ascii() {
        return name.bytes().map(|byte| bit(byte.to_ascii_lowercase() as char)).fold(0, |all, bit| all | bit);
    }
    name.nfd().flat_map(char::to_lowercase).map(bit).fold(0, |all, bit| all | bit)
}

/// Where a named thing is met first: the sentence that says who an actor is, the first telling of an incident, a
/// document's first line.
pub fn place_of(reference: &dyn Reference, named: Named) -> Option<Passage> {
    match named {
        Named::Actor(id) => introduction(reference, id),
        Named::Incident(id) => Some(reference.incident(id)?.mentions.first()?.phrase),
        Named::Document(id) => Some(first_line(id, reference.document(id)?.as_ref())),
    }
}

/// The first line of a document that says something.
pub(super) fn first_line(id: DocumentId, document: &Document) -> Passage {
    first_line_of(id, document, Span::new(0, document.text.len()))
}

/// The first line of a part of a document that says something.
pub(super) fn first_line_of(id: DocumentId, document: &Document, part: Span) -> Passage {
    let text = part.of(&document.text);
    let first = text.len() - text.trim_start().len();
    let end = text[first..].find('\n').map_or(text.len(), |end| first + end);
    Passage { document: id, span: Span::new(part.start() + first, part.start() + end) }
}

/// What a named thing is, in a few words: `person`, `incident`, `document of 2020-06-28`; behind an actor's other spellings its
/// canonical name.
pub fn about(reference: &dyn Reference, symbol: &Symbol) -> Option<String> {
    match symbol.named {
        Named::Actor(id) => {
            let actor = reference.called(id)?;
            let other = (actor.name != symbol.name).then_some(actor.name.as_str());
            let told: Vec<_> = other.into_iter().chain([actor.kind.word()]).filter(|word| !word.is_empty()).collect();
            (!told.is_empty()).then(|| told.join(" · "))
        }
        Named::Incident(_) => Some("incident".to_owned()),
        Named::Document(id) => {
            let document = reference.document(id)?;
            let date = document.date.map(|date| format!("document of {date}"));
            let about = date.unwrap_or_else(|| "document".to_owned());
            Some(if document.key == symbol.name { about } else { format!("{} · {about}", document.key) })
        }
    }
}

/// True where a thing is still called so.
pub fn is_called(reference: &dyn Reference, named: Named, name: &str) -> bool {
    match named {
        Named::Actor(id) => {
            reference.called(id).is_some_and(|actor| actor.aliases.iter().any(|alias| alias.text == name))
        }
        Named::Incident(id) => reference.happening(id).is_some_and(|incident| incident.name == name),
        Named::Document(id) => reference
            .document(id)
            .is_some_and(|document| document.key == name || document.title.as_deref() == Some(name)),
    }
}

/// The kind of a named actor.
pub fn kind_of(reference: &dyn Reference, named: Named) -> Option<ActorKind> {
    match named {
        Named::Actor(id) => Some(reference.kind_of(id)),
        Named::Incident(_) | Named::Document(_) => None,
    }
}
