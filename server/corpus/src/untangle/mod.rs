//! Pages whose two columns stand side by side, line by line, in one line of text each.
//!
//! Where the blanks between the columns are kept ([`gutter`]) they say where to cut; otherwise [`mod@split`] finds the cuts by
//! how both columns read on. A region is taken apart only where that makes much better text than leaving it: ordinary
//! text, tables, lists and verse pass through untouched. Nothing is ever dropped: the lines come back in reading order,
//! left column first, each with its place in the file.

pub mod gutter;
pub mod junctions;
pub mod split;

use std::ops::Range;

use crate::lines::{Line, is_furniture, is_item, is_row};
use junctions::Word;
use split::{Split, plain_coherence, split};

/// The lines of a text, those of columns run together in reading order.
#[derive(Clone, Debug, PartialEq)]
pub struct Untangled {
    /// The lines.
    pub lines: Vec<Line>,
    /// Whether a region was taken apart.
    pub changed: bool,
    /// Regions that look like columns run together but could not be taken apart, as line numbers from 0: their lines
    /// must not be joined.
    pub doubtful: Vec<Range<usize>>,
}

/// Fewest lines of a region worth looking at.
const FEWEST_LINES: usize = 8;
/// Lengths of a full line with two columns, in characters.
const LENGTHS: Range<usize> = 56..240;
/// Above this the lines read on as they are.
const PLAIN_ENOUGH: f32 = 0.5;
/// How much better the columns must read on than the lines do, twice that counted off. Measured on windows of 8 to 40
/// lines: prose stays below 0.5, pages with columns run together above 1.0.
const SURE: f32 = 0.95;
const DOUBTFUL: f32 = 0.65;
/// In few lines some cuts always look good: the gain counts as if so many lines more had gained nothing.
const CHANCE: f32 = 6.0;
/// Of a long region so many lines are tried first.
const TRIAL: usize = 200;
/// Least share of lines that must hold both columns.
const SHARED: f32 = 0.55;

/// Takes apart the regions of `lines` that hold two columns run together.
pub fn untangle(file: &str, lines: &[Line]) -> Untangled {
    let mut untangled = Untangled { lines: Vec::new(), changed: false, doubtful: Vec::new() };
    let mut at = 0;
    for region in regions(file, lines) {
        untangled.lines.extend_from_slice(&lines[at..region.start]);
        at = region.end;
        let within = &lines[region];
        match gutter::columns(file, within).or_else(|| without_gutter(file, within)) {
            Some(Outcome::Columns(left, right)) => {
                untangled.changed = true;
                append_columns(file, left, right, &mut untangled.lines);
            }
            Some(Outcome::Doubtful) => {
                let first = untangled.lines.len();
                untangled.doubtful.push(first..first + within.len());
                untangled.lines.extend_from_slice(within);
            }
            None => untangled.lines.extend_from_slice(within),
        }
    }
    untangled.lines.extend_from_slice(&lines[at..]);
    untangled
}

/// What was made of a region.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// Its left and its right column.
    Columns(Vec<Line>, Vec<Line>),
    /// Columns run together, no one knows how.
    Doubtful,
}

/// Puts the columns behind `lines`, apart from what stands before and behind them. The right column is a text of its
/// own, or goes on where the left one ends.
fn append_columns(file: &str, left: Vec<Line>, right: Vec<Line>, lines: &mut Vec<Line>) {
    let end = left.iter().rev().find(|line| !line.is_blank()).and_then(|line| line.of(file).split_whitespace().last());
    let goes_on = end.is_some_and(|word| !Word::new(word, 0).ends_sentence());
    let gap = |at: usize| Line { raw: at..at, text: at..at };
    let (first, last) = (left.first().map_or(0, |line| line.raw.start), right.last().map_or(0, |line| line.raw.end));
    lines.push(gap(first));
    lines.extend(left);
    if !goes_on {
        lines.push(gap(first));
    }
    lines.extend(right);
    lines.push(gap(last));
}

/// Stretches of lines that may hold two columns: long lines of even length, at most one blank line between them.
fn regions(file: &str, lines: &[Line]) -> Vec<Range<usize>> {
    let mut regions = Vec::new();
    let mut start = 0;
    while start < lines.len() {
        let end = block_end(file, lines, start);
        regions.extend(long_lines(file, &lines[start..end]).map(|inner| start + inner.start..start + inner.end));
        start = end.max(start + 1);
    }
    regions
}

/// The end of the block that begins at `start`: two blank lines or page furniture end it.
fn block_end(file: &str, lines: &[Line], start: usize) -> usize {
    let ends = |at: &usize| {
        let line = &lines[*at];
        line.is_blank() && lines.get(at + 1).is_none_or(Line::is_blank) || is_furniture(line.of(file))
    };
    (start..lines.len()).find(ends).unwrap_or(lines.len())
}

/// The lines of a block from its first long one on, where most of them are long.
fn long_lines(file: &str, block: &[Line]) -> Option<Range<usize>> {
    let length = |line: &Line| line.of(file).chars().count();
    let mut lengths: Vec<_> = block.iter().filter(|line| !line.is_blank()).map(length).collect();
    if lengths.len() < FEWEST_LINES {
        return None;
    }
    lengths.sort_unstable();
    let full = lengths[lengths.len() * 85 / 100];
    let is_long = |line: &Line| length(line) * 4 >= full * 3;
    let long = block.iter().filter(|line| is_long(line)).count();
    if !LENGTHS.contains(&full) || long < FEWEST_LINES || long * 2 < lengths.len() {
        return None;
    }
    let first = block.iter().position(is_long)?;
    let last = block.iter().rposition(|line| !line.is_blank())?;
    Some(first..last + 1)
}

fn without_gutter(file: &str, lines: &[Line]) -> Option<Outcome> {
    let full: Vec<_> = lines.iter().filter(|line| !line.is_blank()).collect();
    let odd = full.iter().filter(|line| is_item(line.of(file)) || is_row(line.of(file))).count();
    if odd * 4 > full.len() {
        return None;
    }
    let ends: Vec<_> = full.iter().map(|line| ends_of(line.of(file))).collect();
    let plain = plain_coherence(&ends);
    if plain > PLAIN_ENOUGH {
        return None;
    }
    let words: Vec<Vec<_>> =
        full.iter().map(|line| words_of(file, &line.text).into_iter().map(Word::keyed).collect()).collect();
    let worth = 2.0 * plain;
    let gain = |split: &Split| {
        let lines = split.cuts.len() as f32;
        (split.coherence - worth) * lines / (lines + CHANCE)
    };
    if words.len() > 2 * TRIAL && split(&words[..TRIAL], worth).is_none_or(|trial| gain(&trial) < DOUBTFUL) {
        return None;
    }
    let split = split(&words, worth)?;
    let gain = gain(&split);
    if split.shared < SHARED || gain < DOUBTFUL {
        None
    } else if gain < SURE {
        Some(Outcome::Doubtful)
    } else {
        Some(cut(file, lines, &words, &split))
    }
}

/// The first and the last word of a line.
fn ends_of(line: &str) -> Vec<Word<'_>> {
    let mut words = line.split_whitespace();
    words.next().into_iter().chain(words.next_back()).map(|word| Word::new(word, 0)).collect()
}

/// The words of a line.
fn words_of<'a>(file: &'a str, line: &Range<usize>) -> Vec<Word<'a>> {
    let text = &file[line.clone()];
    let base = text.as_ptr() as usize;
    text.split_whitespace().map(|word| Word::new(word, line.start + (word.as_ptr() as usize - base))).collect()
}

fn cut(file: &str, lines: &[Line], words: &[Vec<Word<'_>>], split: &Split) -> Outcome {
    let (mut left, mut right) = (Vec::new(), Vec::new());
    let mut cuts = words.iter().zip(&split.cuts);
    for line in lines.iter().filter(|line| !line.is_blank()) {
        let Some((words, cut)) = cuts.next() else { break };
        let middle = words.get(*cut).map_or(line.text.end, |word| word.start);
        left.push(Line::new(file, line.text.start..middle));
        right.push(Line::new(file, middle..line.text.end));
    }
    Outcome::Columns(left, right)
}

#[cfg(test)]
mod tests;
