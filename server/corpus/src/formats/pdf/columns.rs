//! Which parts of a page are read one after the other.
//!
//! A page is cut into bands where nothing stands on both sides of a gutter, and bands into their columns, over and over. A gutter
//! counts only between columns of running text: the cells of a table are read row by row.

use super::rows::Segment;

/// Columns have at least so many lines.
const FEWEST_LINES: usize = 3;
/// Left edges within this many points are one.
const EDGE: f32 = 2.5;
/// A gutter is at least this wide, in letters' sizes.
const GUTTER: f32 = 0.7;
/// Columns within columns beyond this are no page's.
const DEEPEST: usize = 8;

/// The parts of a page in reading order, each from top to bottom.
pub(super) fn cut(segments: Vec<Segment>) -> Vec<Vec<Segment>> {
    let mut parts = Vec::new();
    cut_region(segments, DEEPEST, &mut parts);
    parts
}

fn cut_region(segments: Vec<Segment>, depth: usize, parts: &mut Vec<Vec<Segment>>) {
    let gutter = if depth == 0 { None } else { gutter(&segments) };
    let Some(Gutter { at, first, end }) = gutter else {
        if !segments.is_empty() {
            parts.push(segments);
        }
        return;
    };
    let mut above = segments;
    let mut band = above.split_off(first);
    let below = band.split_off(end - first);
    let (left, right) = band.into_iter().partition(|segment: &Segment| segment.place.left < at);
    cut_region(above, depth - 1, parts);
    cut_region(left, depth - 1, parts);
    cut_region(right, depth - 1, parts);
    cut_region(below, depth - 1, parts);
}

/// A gutter that ends at `at`, along the segments `first..end`.
#[derive(Clone, Copy, Debug)]
struct Gutter {
    at: f32,
    first: usize,
    end: usize,
}

/// The gutter along most lines, the leftmost of several.
fn gutter(segments: &[Segment]) -> Option<Gutter> {
    let mut best: Option<(usize, Gutter)> = None;
    for at in left_edges(segments) {
        for band in bands(segments, at) {
            let lines = band.end - band.first;
            if best.is_none_or(|(most, _)| lines > most) && has_columns(&segments[band.first..band.end], at) {
                best = Some((lines, band));
            }
        }
    }
    best.map(|(_, band)| band)
}

/// Where several lines begin that have something to their left, from left to right.
fn left_edges(segments: &[Segment]) -> Vec<f32> {
    let mut lefts: Vec<_> = segments.iter().map(|segment| segment.place.left).collect();
    lefts.sort_by(f32::total_cmp);
    let mut edges = Vec::new();
    let mut at = 0;
    while at < lefts.len() {
        let near = lefts[at..].iter().take_while(|left| **left - lefts[at] <= EDGE).count();
        if at > 0 && near >= FEWEST_LINES {
            edges.push(lefts[at]);
        }
        at += near;
    }
    edges
}

/// Runs of segments of which none crosses the gutter left of `at`.
fn bands(segments: &[Segment], at: f32) -> Vec<Gutter> {
    let crosses =
        |segment: &Segment| segment.place.left < at - 0.01 && segment.place.right > at - GUTTER * segment.place.size;
    let mut bands = Vec::new();
    let mut first = 0;
    for end in 0..=segments.len() {
        if end == segments.len() || crosses(&segments[end]) {
            if end > first {
                bands.push(Gutter { at, first, end });
            }
            first = end + 1;
        }
    }
    bands
}

/// True where both sides of `at` hold running text, side by side.
fn has_columns(band: &[Segment], at: f32) -> bool {
    let (left, right): (Vec<_>, Vec<_>) = band.iter().partition(|segment| segment.place.left < at - 0.01);
    if !is_prose(&left) || !is_prose(&right) {
        return false;
    }
    let reach = |side: &[&Segment]| {
        side.iter().fold((f32::MAX, f32::MIN), |(bottom, top), segment| {
            (bottom.min(segment.place.base), top.max(segment.place.base))
        })
    };
    let ((bottom, top), (other_bottom, other_top)) = (reach(&left), reach(&right));
    let shared = top.min(other_top) - bottom.max(other_bottom);
    shared * 2.0 >= (top - bottom).min(other_top - other_bottom)
}

/// True for lines of running text: most of them fill their column, and have several words.
fn is_prose(side: &[&Segment]) -> bool {
    if side.len() < FEWEST_LINES {
        return false;
    }
    let left = side.iter().map(|segment| segment.place.left).fold(f32::MAX, f32::min);
    let right = side.iter().map(|segment| segment.place.right).fold(f32::MIN, f32::max);
    let is_full = |segment: &&&Segment| segment.place.width() >= 0.55 * (right - left);
    let full = side.iter().filter(is_full).count();
    let words: usize = side.iter().map(|segment| segment.text.split_whitespace().count()).sum();
    full * 2 >= side.len() && words >= 3 * side.len()
}
