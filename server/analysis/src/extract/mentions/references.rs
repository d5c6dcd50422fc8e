//! Lists of sources at a document's end: who is named there wrote or printed something and is no actor of the story.

use std::ops::Range;

use super::words::Words;
use crate::lexicon::kinds::is_reference_heading;
use crate::text::TokenKind;

/// The author or publisher at the head of an entry, and what was published.
#[derive(Clone, Debug, Default)]
pub(super) struct Listed {
    /// Words before the title: `Habib, Mustafa` or `Bas News`.
    pub(super) heads: Vec<Range<usize>>,
}

impl Listed {
    /// True where word `at` stands in the head of an entry.
    pub(super) fn head(&self, at: usize) -> Option<&Range<usize>> {
        let number = self.heads.partition_point(|head| head.end <= at);
        self.heads.get(number).filter(|head| head.contains(&at))
    }
}

/// Finds the entries of a list of sources.
pub(super) fn find(words: &Words<'_>) -> Listed {
    let mut listed = Listed::default();
    let mut inside = false;
    let mut block = usize::MAX;
    for line in &words.lines {
        let begins_block = line.block != block;
        block = line.block;
        let is_heading = begins_block
            && (1..=3).contains(&(line.end - line.first))
            && is_reference_heading(heading(words, line.first, line.end).as_str());
        inside |= is_heading;
        if inside && begins_block && !is_heading {
            listed.heads.extend(head(words, line.first, line.end));
        }
    }
    listed
}

/// The words of a short line, without marks.
fn heading(words: &Words<'_>, first: usize, end: usize) -> String {
    let told = (first..end).filter(|at| words.all[*at].kind == TokenKind::Word);
    told.map(|at| words.lower(at)).collect::<Vec<_>>().join(" ")
}

/// The words before the quotation mark that opens a title, where an entry has one near its start.
fn head(words: &Words<'_>, first: usize, end: usize) -> Option<Range<usize>> {
    let is_mark =
        |at: usize, marks: &[char]| words.all[at].kind == TokenKind::Mark && words.written(at).starts_with(marks);
    let quote = (first..end.min(first + 10)).find(|at| is_mark(*at, &['“', '"', '”', '‘', '«']))?;
    let mut start = first;
    while start < quote && words.all[start].kind == TokenKind::Mark {
        start += 1;
    }
    let mut last = quote;
    while last > start && words.all[last - 1].kind == TokenKind::Mark {
        last -= 1;
    }
    (last > start).then_some(start..last)
}
