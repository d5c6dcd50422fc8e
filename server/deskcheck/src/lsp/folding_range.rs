//! `textDocument/foldingRange`: sections, front matter, list items, tables and comments, in whole lines, which every client
//! can fold.

use deskcheck_analysis::answer::{Fold, folds};
use tower_lsp::ls_types::{FoldingRange, FoldingRangeKind};

use super::snapshot::Snapshot;

/// The folds of the note; of more than the client takes, the longest.
pub(super) fn folding_ranges(snapshot: &Snapshot) -> Vec<FoldingRange> {
    let mut ranges: Vec<FoldingRange> = folds(&snapshot.note).iter().filter_map(|fold| range(snapshot, fold)).collect();
    // A line can be folded in one way: the wider of two folds comes first.
    ranges.dedup_by_key(|range| range.start_line);
    if let Some(most) = snapshot.client.display.most_folds {
        ranges.sort_by_key(|range| std::cmp::Reverse(range.end_line - range.start_line));
        ranges.truncate(most);
        ranges.sort_by_key(|range| range.start_line);
    }
    ranges
}

fn range(snapshot: &Snapshot, fold: &Fold) -> Option<FoldingRange> {
    let range = snapshot.range(fold.span);
    (range.start.line < range.end.line).then(|| FoldingRange {
        start_line: range.start.line,
        end_line: range.end.line,
        kind: fold.is_comment.then_some(FoldingRangeKind::Comment),
        ..FoldingRange::default()
    })
}
