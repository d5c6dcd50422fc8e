//! Lists of sources at a document's end: who is named there wrote or printed something and is no actor of the story.
//!
//! An entry has a head (`Habib, Mustafa`, `Bas News`), a title in quotation marks and a tail (`Twitter, 12/25/20`). What the
//! title names belongs to the story. Of an entry whose title stands without quotation marks only the head is read.

use std::ops::Range;

use super::ActorKind;
use super::words::{Case, Line, Words};
use crate::lexicon::kinds::is_reference_heading;
use crate::text::TokenKind;

/// A block without quotation marks and with more words is no entry: the list is over.
const LONGEST_ENTRY: usize = 45;
/// The quotation mark that opens a title stands among so many words of its entry.
const EARLY: usize = 14;

/// What stands in one entry of a list of sources.
#[derive(Clone, Debug, Default)]
pub(super) struct Listed {
    /// Authors and publishers at the head of entries: their words, in order.
    heads: Vec<Range<usize>>,
    /// The words behind titles: where a source was printed.
    tails: Vec<Range<usize>>,
    /// Words of entries whose title is not set off.
    loose: Vec<Range<usize>>,
}

impl Listed {
    /// The head of an entry that holds word `at`.
    pub(super) fn head(&self, at: usize) -> Option<&Range<usize>> {
        holding(&self.heads, at)
    }

    /// True for a word behind the title of an entry.
    pub(super) fn is_tail(&self, at: usize) -> bool {
        holding(&self.tails, at).is_some()
    }

    /// True for a word of a title that is not set off: its capitals mean nothing.
    pub(super) fn is_loose(&self, at: usize) -> bool {
        holding(&self.loose, at).is_some()
    }
}

fn holding(ranges: &[Range<usize>], at: usize) -> Option<&Range<usize>> {
    let number = ranges.partition_point(|range| range.end <= at);
    ranges.get(number).filter(|range| range.contains(&at))
}

/// What a name at the head of an entry names: who stands surname first is a person.
pub(super) fn kind_of_head(words: &Words, head: &Range<usize>) -> ActorKind {
    if head.clone().any(|at| words.written(at) == ",") {
        return ActorKind::Person;
    }
    let last = head.clone().rev().find(|at| words.all[*at].kind == TokenKind::Word);
    last.and_then(|at| words.all[at].facts.head).map_or(ActorKind::Publication, |(kind, _)| kind)
}

/// True for the words of a block that stand over a list of sources.
pub(super) fn is_heading(words: &Words) -> bool {
    let told = |line: &Line| (line.first..line.end).filter(|at| words.all[*at].kind == TokenKind::Word);
    let [line] = words.lines.as_slice() else { return false };
    line.end - line.first <= 3
        && is_reference_heading(&told(line).map(|at| words.lower(at)).collect::<Vec<_>>().join(" "))
}

/// Reads the words of a block as an entry of a list of sources; none where it is no entry, and the list is over.
pub(super) fn entry(words: &Words) -> Option<Listed> {
    let mut listed = Listed::default();
    let block = 0..words.all.len();
    let start = behind_number(words, block.clone());
    let opened = (start..block.end.min(start + EARLY)).find(|at| is_quote(words, *at));
    let closed = (start..block.end).rev().find(|at| is_quote(words, *at));
    match (opened, closed) {
        (Some(opened), Some(closed)) => {
            listed.heads.extend(authors(words, start..opened));
            if closed > opened {
                listed.tails.push(closed..block.end);
            }
        }
        _ if closed.is_some() => {}
        _ if block.len() > LONGEST_ENTRY => return None,
        _ => {
            let author = surname_first(words, start..block.end);
            let end = author.as_ref().map_or(block.start, |author| author.end);
            listed.heads.extend(author);
            listed.loose.push(end..block.end);
        }
    }
    Some(listed)
}

fn is_quote(words: &Words, at: usize) -> bool {
    words.all[at].kind == TokenKind::Mark && words.written(at).starts_with(['“', '"', '”', '‘', '«', '»'])
}

/// The entry without its bullet or number (`[1]`, `2.`).
fn behind_number(words: &Words, block: Range<usize>) -> usize {
    let idle = |at: &usize| {
        let kind = words.all[*at].kind;
        kind == TokenKind::Mark && !is_quote(words, *at) || kind == TokenKind::Number && *at <= block.start + 1
    };
    block.clone().find(|at| !idle(at)).unwrap_or(block.end)
}

/// The authors before a title, each by their words: `Teller, Rose and Sung, April`.
fn authors(words: &Words, head: Range<usize>) -> impl Iterator<Item = Range<usize>> + use<'_> {
    let surname_first = head.clone().any(|at| words.written(at) == ",");
    let parts = move |at: &usize| surname_first && matches!(words.lower(*at), "and" | "&" | ";");
    let mut cuts: Vec<usize> = head.clone().filter(parts).collect();
    cuts.push(head.end);
    let mut start = head.start;
    let ranges = cuts.into_iter().map(move |cut| std::mem::replace(&mut start, cut + 1)..cut);
    ranges.map(|range| trimmed(words, range)).filter(|range| !range.is_empty())
}

fn trimmed(words: &Words, range: Range<usize>) -> Range<usize> {
    let is_mark = |at: usize| words.all[at].kind == TokenKind::Mark;
    let Range { mut start, mut end } = range;
    while start < end && is_mark(start) {
        start += 1;
    }
    while end > start && is_mark(end - 1) {
        end -= 1;
    }
    start..end
}

/// `Lyell, Thomas, The Ins and Outs`, `Hale, M. (2021)`: an author at the start of an entry without quotation marks.
fn surname_first(words: &Words, entry: Range<usize>) -> Option<Range<usize>> {
    let is_name = |at: usize| at < entry.end && words.all[at].case == Case::Initial && !words.all[at].function;
    let (family, given) = (entry.start, entry.start + 2);
    if !is_name(family) || !is_name(given) || words.written(family + 1) != "," {
        return None;
    }
    let mut end = given + 1;
    while end < entry.end && (is_name(end) || words.written(end) == "." && words.all[end].glued) {
        end += 1;
    }
    let closed = end < entry.end && matches!(words.written(end), "," | "(" | ":" | ";" | "&" | "and");
    let closed = closed || words.written(end - 1) == ".";
    (closed && end - given <= 4).then(|| trimmed(words, entry.start..end))
}
