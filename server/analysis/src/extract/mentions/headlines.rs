//! Names in headlines and lines of capitals, by how running prose writes them.
//!
//! Where every word has a capital, ordinary words part names (`CORVANE CERAMICS HALTS KILNS`); what the text names
//! elsewhere is put together again.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::candidates::Name;
use super::words::{Line, Style, Words};
use crate::lexicon::lookup::hash;

/// Names of several words in running prose, by the hash of their first.
#[derive(Default)]
pub(super) struct Known<'t>(FxHashMap<u64, Vec<(&'t Words, Range<usize>)>>);

impl<'t> Known<'t> {
    /// The names that begin with a word of a headline of `blocks`.
    pub(super) fn in_prose<'b>(blocks: impl Iterator<Item = (&'t Words, &'b [Name])> + Clone) -> Self {
        let mut known = Self::default();
        for (words, _) in blocks.clone().filter(|(words, _)| words.is_shouted()) {
            for line in words.lines.iter().filter(|line| is_shouted(line)) {
                known.0.extend((line.first..line.end).map(|at| (hash(words.lower(at)), Vec::new())));
            }
        }
        if known.0.is_empty() {
            return known;
        }
        for (words, names) in blocks {
            let in_prose = |name: &&Name| words.lines[name.sentence].style == Style::Prose;
            let solid = |name: &&Name| !name.doubtful && !name.loose && !name.listed && name.country.is_none();
            for name in names.iter().filter(|name| name.words.len() > 1).filter(in_prose).filter(solid) {
                let wholes = known.0.get_mut(&hash(words.lower(name.words.start)));
                if let Some(wholes) = wholes.filter(|wholes| wholes.len() < 8) {
                    wholes.push((words, name.words.clone()));
                }
            }
        }
        known
    }
}

fn is_shouted(line: &Line) -> bool {
    line.style != Style::Prose
}

/// Replaces pieces of names in the headlines of a block by the whole names that they are pieces of; true where there are
/// such.
pub(super) fn restore(words: &Words, names: &mut Vec<Name>, known: &Known<'_>) -> bool {
    let mut found: Vec<Name> = Vec::new();
    for (sentence, line) in words.lines.iter().enumerate().filter(|(_, line)| is_shouted(line)) {
        let mut at = line.first;
        while at < line.end {
            let wholes = known.0.get(&hash(words.lower(at))).filter(|_| words.all[at].is_capital());
            if let Some(length) = wholes.and_then(|wholes| longest(words, wholes, at, line.end)) {
                found.push(Name { words: at..at + length, sentence, doubtful: true, ..Name::default() });
                at += length;
            } else {
                at += 1;
            }
        }
    }
    found.retain(|whole| covers(names, &whole.words));
    let restores = !found.is_empty();
    if restores {
        replace(names, found);
    }
    restores
}

/// How many words of the longest known name stand from word `at` on.
fn longest(words: &Words, wholes: &[(&Words, Range<usize>)], at: usize, end: usize) -> Option<usize> {
    let stands = |(other, whole): &&(&Words, Range<usize>)| {
        at + whole.len() <= end && (0..whole.len()).all(|n| words.lower(at + n) == other.lower(whole.start + n))
    };
    wholes.iter().filter(stands).map(|(_, whole)| whole.len()).max()
}

/// True where every candidate that overlaps these words lies within them and is shorter.
fn covers(names: &[Name], words: &Range<usize>) -> bool {
    let first = names.partition_point(|name| name.words.end <= words.start);
    let over = names[first..].iter().take_while(|name| name.words.start < words.end);
    over.into_iter().all(|name| {
        let within = words.start <= name.words.start && name.words.end <= words.end;
        within && name.words.len() < words.len() && !name.listed
    })
}

/// Puts `found` in the place of what they cover; both are in order.
fn replace(names: &mut Vec<Name>, found: Vec<Name>) {
    let old = std::mem::take(names);
    let mut moved = vec![None; old.len()];
    let mut found = found.into_iter().peekable();
    let mut end = 0;
    for (at, name) in old.into_iter().enumerate() {
        while found.peek().is_some_and(|whole| whole.words.start <= name.words.start) {
            end = found.peek().map_or(end, |whole| whole.words.end);
            names.extend(found.next());
        }
        if name.words.start >= end {
            moved[at] = Some(names.len());
            names.push(name);
        } else if let Some(whole) = names.last_mut() {
            whole.title = whole.title.take().or(name.title);
        }
    }
    names.extend(found);
    for name in names {
        name.of_country = name.of_country.and_then(|country| moved[country]);
    }
}
