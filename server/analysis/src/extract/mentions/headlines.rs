//! Names in headlines and lines of capitals, by how running prose writes them.
//!
//! Where every word has a capital, ordinary words part names (`CORVANE CERAMICS HALTS KILNS`); what the text names
//! elsewhere is put together again.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::candidates::Name;
use super::words::{Line, Style, Words};

/// Replaces pieces of names in headlines by the whole names that they are pieces of.
pub(super) fn restore(words: &Words<'_>, names: &mut Vec<Name>) {
    let shouted = |line: &Line| line.style != Style::Prose;
    if !words.lines.iter().any(shouted) {
        return;
    }
    let known = known(words, names);
    let mut found: Vec<Name> = Vec::new();
    for (sentence, line) in words.lines.iter().enumerate().filter(|(_, line)| shouted(line)) {
        let mut at = line.first;
        while at < line.end {
            let whole = known.get(words.lower(at)).and_then(|wholes| longest(words, wholes, at, line.end));
            if let Some(length) = whole.filter(|_| words.all[at].is_capital()) {
                found.push(Name { words: at..at + length, sentence, doubtful: true, ..Name::default() });
                at += length;
            } else {
                at += 1;
            }
        }
    }
    found.retain(|whole| covers(names, &whole.words));
    if !found.is_empty() {
        replace(names, found);
    }
}

/// Names of several words in running prose, by their first.
fn known<'w>(words: &'w Words<'_>, names: &[Name]) -> FxHashMap<&'w str, Vec<Range<usize>>> {
    let mut known: FxHashMap<&str, Vec<Range<usize>>> = FxHashMap::default();
    let in_prose = |name: &&Name| words.lines[name.sentence].style == Style::Prose;
    let solid = |name: &&Name| !name.doubtful && !name.loose && !name.listed && name.country.is_none();
    for name in names.iter().filter(in_prose).filter(solid).filter(|name| name.words.len() > 1) {
        let wholes = known.entry(words.lower(name.words.start)).or_default();
        if wholes.len() < 8 {
            wholes.push(name.words.clone());
        }
    }
    known
}

/// How many words of the longest known name stand from word `at` on.
fn longest(words: &Words<'_>, wholes: &[Range<usize>], at: usize, end: usize) -> Option<usize> {
    let stands = |whole: &&Range<usize>| {
        at + whole.len() <= end && (0..whole.len()).all(|n| words.lower(at + n) == words.lower(whole.start + n))
    };
    wholes.iter().filter(stands).map(ExactSizeIterator::len).max()
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
