//! Columns side by side with the blanks between them kept.

use crate::lines::Line;

use super::{Outcome, words_of};
use crate::untangle::split::plain_coherence;

/// Share of lines that must have blanks at the gutter, in percent.
const AT_GUTTER: usize = 60;
/// Fewest words that a line of a column has on average: fewer are cells of a table.
const WORDS_A_LINE: usize = 3;

/// Cuts lines at the column of characters where most of them have two blanks or more, where both sides are running text.
pub fn columns(file: &str, lines: &[Line]) -> Option<Outcome> {
    let gaps: Vec<_> =
        lines.iter().filter(|line| !line.is_blank()).map(|line| gaps(line.of(file), line.indent())).collect();
    let gutter = common_column(&gaps)?;
    let (mut left, mut right) = (Vec::new(), Vec::new());
    for line in lines {
        let middle = cut_at(file, line, gutter);
        left.push(Line::new(file, line.raw.start..middle));
        right.push(Line::new(file, middle..line.raw.end));
    }
    (is_running(file, &left) && is_running(file, &right)).then_some(Outcome::Columns(left, right))
}

/// Stretches of two blanks or more, in characters from the start of the line; the indent is one.
fn gaps(text: &str, indent: usize) -> Vec<(usize, usize)> {
    let mut gaps = if indent > 1 { vec![(0, indent)] } else { Vec::new() };
    let mut blanks = 0;
    for (at, character) in text.chars().enumerate() {
        if character == ' ' {
            blanks += 1;
        } else {
            if blanks > 1 {
                gaps.push((indent + at - blanks, indent + at));
            }
            blanks = 0;
        }
    }
    gaps
}

/// The character before which most lines have blanks that end there.
fn common_column(lines: &[Vec<(usize, usize)>]) -> Option<usize> {
    let widest = lines.iter().flatten().map(|(_, end)| *end).max()?;
    let mut ends = vec![0; widest + 1];
    for (_, end) in lines.iter().flatten() {
        ends[*end] += 1;
    }
    let (column, count) = ends.iter().enumerate().skip(20).max_by_key(|(_, count)| **count)?;
    (count * 100 >= lines.len() * AT_GUTTER).then_some(column)
}

/// The byte of the file where the right column of `line` begins.
fn cut_at(file: &str, line: &Line, gutter: usize) -> usize {
    let raw = &file[line.raw.clone()];
    let ends_blank = |at: usize| raw[..at].ends_with(' ') || at == 0;
    match raw.char_indices().nth(gutter) {
        Some((at, _)) if ends_blank(at) => line.raw.start + at,
        // Nothing of the right column, or a left one that runs over it: by its own blanks, if it has any.
        Some(_) => raw[..].trim_end().rfind("  ").map_or(line.raw.end, |at| line.raw.start + at),
        None => line.raw.end,
    }
}

/// True where the lines of a column are prose that reads on.
fn is_running(file: &str, column: &[Line]) -> bool {
    let lines: Vec<_> = column.iter().filter(|line| !line.is_blank()).map(|line| words_of(file, &line.text)).collect();
    let words: usize = lines.iter().map(Vec::len).sum();
    let letters = column.iter().flat_map(|line| line.of(file).chars()).filter(|c| c.is_alphabetic()).count();
    let all = column.iter().flat_map(|line| line.of(file).chars()).filter(|c| !c.is_whitespace()).count();
    lines.len() >= 4 && words >= WORDS_A_LINE * lines.len() && letters * 10 >= all * 8 && plain_coherence(&lines) > 0.0
}
