//! Lines to paragraphs: hard-wrapped lines joined, everything else left on lines of its own.
//!
//! Whether lines are wrapped is told by how they read on and how full they are: a file with one paragraph a line, verse,
//! tables and lists come back as they were.

use std::ops::Range;

use crate::hyphens::{Vocabulary, is_cut, keeps_hyphen};
use crate::lines::{Line, is_furniture, is_item, is_row, is_rule};
use crate::source_map::MappedText;
use crate::untangle::junctions::Word;

/// Longer lines, in characters, are paragraphs: no one wraps there.
const WIDEST_WRAP: usize = 160;
/// Shorter ones, in characters, are verse or a list; in blocks of few lines all below the second are.
const NARROWEST_WRAP: usize = 30;
const SHORT_BLOCK_WRAP: usize = 44;
/// Share of pairs of lines that must read on for a block to be wrapped.
const READS_ON: f32 = 0.35;
/// Longer paragraphs, in bytes, are cut, so that no later step meets one of tens of megabytes.
const LONGEST_PARAGRAPH: usize = 1 << 20;

/// The text of `lines` with one paragraph a line. Lines in `kept` (numbers from 0) are never joined.
pub fn flow(file: &str, lines: &[Line], kept: &[Range<usize>]) -> MappedText {
    let blocks = blocks(lines);
    let shown = Shown::of(file, lines, &blocks);
    let widths = widths(&shown, &blocks);
    let mut joins = vec![false; lines.len()];
    for (block, width) in blocks.iter().zip(widths) {
        let Some(width) = width else { continue };
        for at in block.clone().skip(1).filter(|at| !kept.iter().any(|range| range.contains(at))) {
            joins[at] = shown.reads_on(at - 1, at, width, joins[at - 1]);
        }
    }
    join(file, lines, &joins)
}

/// Runs of several lines without a blank one: a line by itself has nothing to be joined to.
fn blocks(lines: &[Line]) -> Vec<Range<usize>> {
    let mut blocks = Vec::new();
    let mut start = 0;
    for at in 0..=lines.len() {
        if lines.get(at).is_none_or(Line::is_blank) {
            if start + 1 < at {
                blocks.push(start..at);
            }
            start = at + 1;
        }
    }
    blocks
}

/// For each block the width its lines are wrapped at, in characters; `None` where they are not.
fn widths(shown: &Shown<'_>, blocks: &[Range<usize>]) -> Vec<Option<usize>> {
    let own: Vec<_> = blocks.iter().map(|block| shown.wrap_width(block.clone())).collect();
    let mut all: Vec<_> = own.iter().flatten().copied().collect();
    all.sort_unstable();
    let usual = all.get(all.len() * 3 / 4).copied();
    let fits = |block: &Range<usize>, width: usize| block.clone().all(|at| shown.width(at) <= width + width / 12 + 2);
    own.into_iter()
        .zip(blocks)
        .map(|(own, block)| own.or_else(|| usual.filter(|width| block.len() < 5 && fits(block, *width))))
        .collect()
}

/// What the lines of a text look like, those of its blocks.
struct Shown<'a> {
    lines: Vec<ShownLine<'a>>,
}

#[derive(Default)]
struct ShownLine<'a> {
    text: &'a str,
    indent: usize,
    width: usize,
    first: Option<Word<'a>>,
    last: Option<Word<'a>>,
    /// Furniture, rules and rows of tables: never joined to anything.
    alone: bool,
    item: bool,
}

impl<'a> Shown<'a> {
    fn of(file: &'a str, lines: &[Line], blocks: &[Range<usize>]) -> Self {
        let mut shown = Self { lines: Vec::new() };
        shown.lines.resize_with(lines.len(), ShownLine::default);
        for at in blocks.iter().cloned().flatten() {
            shown.lines[at] = ShownLine::of(file, &lines[at]);
        }
        shown
    }

    fn width(&self, line: usize) -> usize {
        self.lines[line].width
    }

    /// The width that the lines of a block are wrapped at, if they are.
    fn wrap_width(&self, block: Range<usize>) -> Option<usize> {
        let lines = &self.lines[block];
        let mut widths: Vec<_> = lines.iter().filter(|line| !line.alone).map(|line| line.width).collect();
        widths.sort_unstable();
        let width = widths.get((widths.len() * 9 / 10).min(widths.len().saturating_sub(1))).copied()?;
        let pairs =
            || lines.windows(2).filter(|pair| !pair[0].alone && !pair[1].alone && !begins_item(&pair[0], &pair[1]));
        let on: Vec<_> = pairs().filter(|pair| continues(&pair[0], &pair[1])).collect();
        let full = on.iter().filter(|pair| gap(&pair[0], &pair[1], width) * 4.0 <= width as f32).count();
        let wrapped = on.len() >= 2
            && on.len() as f32 >= READS_ON * pairs().count() as f32
            && full * 5 >= on.len() * 3
            && (NARROWEST_WRAP..=WIDEST_WRAP).contains(&width)
            && (lines.len() > 4 || width >= SHORT_BLOCK_WRAP);
        wrapped.then_some(width)
    }

    /// True where line `next` goes on with the paragraph that line `at` belongs to.
    fn reads_on(&self, at: usize, next: usize, width: usize, inside: bool) -> bool {
        let (line, next) = (&self.lines[at], &self.lines[next]);
        let (Some(last), Some(first)) = (&line.last, &next.first) else { return false };
        if line.alone || next.alone || begins_item(line, next) || line.width > WIDEST_WRAP {
            return false;
        }
        let mut score: f32 = 0.0;
        if is_lower_start(first) {
            score += 4.0;
        } else if first.opens_sentence() && !last.ends_sentence() {
            score -= 1.5;
        } else {
            score -= 0.3;
        }
        if is_cut(line.text) {
            score += 4.0;
        } else if last.wants_more() {
            score += 3.0;
        }
        // A line within a paragraph that ends no sentence goes on; a first line may be a heading.
        score += match (last.ends_sentence(), inside) {
            (true, _) => -1.0,
            (false, true) => 2.5,
            (false, false) => 0.7,
        };
        let gap = gap(line, next, width);
        score += if gap <= 0.0 { 1.5 } else { (-10.0 * gap / width as f32).max(-4.0) };
        if next.indent >= line.indent + 2 && inside {
            score -= 3.0;
        }
        score > 0.0
    }
}

impl<'a> ShownLine<'a> {
    fn of(file: &'a str, line: &Line) -> Self {
        let text = line.of(file);
        Self {
            text,
            indent: line.indent(),
            width: if text.len() > 4 * WIDEST_WRAP { text.len() } else { text.chars().count() },
            first: text.split_whitespace().next().map(|word| Word::new(word, 0)),
            last: text.split_whitespace().next_back().map(|word| Word::new(word, 0)),
            alone: is_furniture(text) || is_row(text) || is_rule(text),
            item: is_item(text),
        }
    }
}

/// Characters that would have been left on `line` had the first word of `next` stood there too.
fn gap(line: &ShownLine<'_>, next: &ShownLine<'_>, width: usize) -> f32 {
    let wanted = next.first.as_ref().map_or(0, |word| word.width);
    width as f32 - (line.width + 1 + wanted) as f32
}

/// True where a line cannot be the end of a paragraph before `next`, whatever their widths.
fn continues(line: &ShownLine<'_>, next: &ShownLine<'_>) -> bool {
    let (Some(last), Some(first)) = (&line.last, &next.first) else { return false };
    is_lower_start(first) && !last.ends_sentence() || is_cut(line.text) || last.wants_more()
}

/// True where `next` is a new item of a list, and not a dash or number that happens to begin a line.
fn begins_item(line: &ShownLine<'_>, next: &ShownLine<'_>) -> bool {
    let is_dash = next.text.starts_with(['–', '—']);
    let goes_on = line.last.as_ref().is_some_and(|last| {
        !line.text.ends_with([':', ';', ',']) && (last.wants_more() || is_dash && !line.item && !last.ends_sentence())
    });
    next.item && !goes_on
}

fn is_lower_start(word: &Word<'_>) -> bool {
    let bare = word.text.trim_start_matches(['“', '‘', '"', '\'', '…']);
    bare.starts_with(char::is_lowercase) || bare.starts_with('(')
}

/// The text of `lines`, of which `joins[n]` says that line `n` goes on with the line before.
pub(crate) fn join(file: &str, lines: &[Line], joins: &[bool]) -> MappedText {
    let mut text = MappedText::default();
    let mut words = None;
    let mut before: Option<&Line> = None;
    for (at, line) in lines.iter().enumerate() {
        if let Some(before) = before {
            let between = before.text.end..line.text.start;
            let between = if between.start <= between.end { between } else { line.text.start..line.text.start };
            if !joins[at] {
                text.write("\n", between);
            } else if is_cut(before.of(file)) {
                join_word(file, before, line, words.get_or_insert_with(|| Vocabulary::of(file)), &mut text);
            } else {
                text.write(" ", between);
            }
        }
        copy(file, line.text.clone(), &mut text);
        before = Some(line);
    }
    text
}

/// Takes the hyphen at the end of `text` back where it belongs to the line end only.
fn join_word(file: &str, line: &Line, next: &Line, words: &Vocabulary, text: &mut MappedText) {
    let is_part = |c: char| c.is_alphanumeric() || "-’'".contains(c);
    let end = line.of(file).trim_end_matches(['-', '\u{AD}']);
    let first = &end[end.trim_end_matches(is_part).len()..];
    let start = next.of(file);
    let second = &start[..start.len() - start.trim_start_matches(is_part).len()];
    let soft = line.of(file).ends_with('\u{AD}');
    if soft || !keeps_hyphen(first, second, words) {
        text.take_back_last();
    }
}

/// Copies a paragraph, in several where it is beyond all measure.
fn copy(file: &str, range: Range<usize>, text: &mut MappedText) {
    let mut start = range.start;
    while range.end - start > LONGEST_PARAGRAPH {
        let mut limit = start + LONGEST_PARAGRAPH;
        while !file.is_char_boundary(limit) {
            limit -= 1;
        }
        let end = file[start..limit].rfind(' ').filter(|at| *at > 0).map_or(limit, |at| start + at);
        text.copy(file, start..end);
        text.write("\n", end..end);
        start = end;
    }
    text.copy(file, start..range.end);
}

#[cfg(test)]
mod tests;
