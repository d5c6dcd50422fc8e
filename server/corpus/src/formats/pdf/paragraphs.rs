//! Lines to paragraphs, by where they stand: how far below each other, how far in, and whether the word that begins a line
//! would have fitted on the one before.

use super::pages::{Line, Page};
use crate::hyphens::is_cut;
use crate::lines::{self, is_item};
use crate::paragraphs::join;
use crate::source_map::SourceMap;

/// The text of all pages with one paragraph a line, and where each page begins in it.
pub(super) fn flow(pages: &[Page], numbers: &[u32]) -> (String, SourceMap) {
    let all: Vec<&Line> = pages.iter().flat_map(|page| &page.lines).collect();
    let edges = edges(pages);
    let mut raw = String::new();
    let mut joins = Vec::new();
    let mut starts = Vec::new();
    let mut at: usize = 0;
    for page in pages {
        starts.push((numbers.get(page.at).copied().unwrap_or(page.at as u32 + 1), raw.len()));
        for line in &page.lines {
            let before = at.checked_sub(1).map(|before| (all[before], edges[before]));
            let joined = before.is_some_and(|(before, edge)| goes_on(before, line, edge, edges[at]));
            let parted = before.is_some_and(|(before, _)| !(joined || before.is_row && line.is_row));
            if parted {
                raw.push('\n');
                joins.push(false);
            }
            joins.push(joined);
            raw.push_str(&line.text);
            raw.push('\n');
            at += 1;
        }
    }
    join(&raw, &lines::lines(&raw), &joins).finish_paged(&raw, &starts)
}

/// The column that a line stands in.
#[derive(Clone, Copy, Debug)]
struct Edge {
    /// Which one: page and column.
    column: (usize, usize),
    left: f32,
    right: f32,
    /// From line to line, in points.
    leading: f32,
}

fn edges(pages: &[Page]) -> Vec<Edge> {
    let mut edges = Vec::new();
    for page in pages {
        for column in page.lines.chunk_by(|a, b| a.column == b.column) {
            let (mut left, mut right) = (f32::MAX, f32::MIN);
            for line in column {
                (left, right) = (left.min(line.place.left), right.max(line.place.right));
            }
            let mut steps: Vec<_> = column
                .windows(2)
                .map(|pair| pair[0].place.base - pair[1].place.base)
                .filter(|step| *step > 0.0)
                .collect();
            steps.sort_by(f32::total_cmp);
            let leading = steps.get(steps.len() / 3).copied().unwrap_or(1.2 * column[0].place.size);
            let column_of = |line: &Line| Edge { column: (page.at, line.column), left, right, leading };
            edges.extend(column.iter().map(column_of));
        }
    }
    edges
}

/// True where `next` goes on with the paragraph that `line` belongs to.
fn goes_on(line: &Line, next: &Line, edge: Edge, next_edge: Edge) -> bool {
    if line.is_row || next.is_row || is_item(&next.text) || differs(line.place.size, next.place.size) {
        return false;
    }
    let first = next.text.split(' ').next().unwrap_or_default();
    let letter = line.place.width() / line.text.chars().count().max(1) as f32;
    let fits = edge.right - line.place.right > letter * (first.chars().count() + 1) as f32 + 0.5 * line.place.size;
    let indented = next.place.left - next_edge.left > 0.7 * next.place.size;
    let is_lower = first.starts_with(char::is_lowercase);
    let cut = is_cut(&line.text);
    if edge.column != next_edge.column {
        // Between columns and pages only what must go on does.
        return !fits && (is_lower || cut) && !ends_sentence(&line.text);
    }
    let step = line.place.base - next.place.base;
    if step > edge.leading * 1.35 + 0.5 || step < 0.0 {
        return cut && is_lower && step < edge.leading * 2.5 && step > 0.0;
    }
    // A list's items hang; so do paragraphs whose first line is out.
    let hangs = indented && line.place.left < next.place.left && !is_item(&line.text);
    let was_indented = line.place.left - edge.left > 0.7 * line.place.size;
    if hangs && !was_indented && !is_lower && ends_sentence(&line.text) {
        return false;
    }
    if fits {
        cut || is_lower && !ends_sentence(&line.text) && line.place.width() > 0.5 * (edge.right - edge.left)
    } else {
        true
    }
}

fn differs(size: f32, other: f32) -> bool {
    (size - other).abs() > 0.08 * size.max(other)
}

fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(['”', '’', '"', '\'', ')']).ends_with(['.', '!', '?', ':'])
}
