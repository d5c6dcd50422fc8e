//! A finding taken back: a comment in its block, with a reason for the analyst to fill in.
//!
//! The comment comes behind the block's last words, on their line: there Markdown takes it for a part of the paragraph,
//! item, heading or cell, wherever that stands.

use super::{Fix, Purpose, is_meant};
use crate::answer::Analysis;
use crate::answer::diagnostics::Diagnostic;
use crate::text::{Block, BlockKind, Span};

/// What stands for the reason until the analyst has given it.
const REASON: &str = "not given";

/// Comments that take back what was found within `span`, one for each rule and block.
pub(super) fn dismissals(analysis: &Analysis, span: Span) -> Vec<Fix> {
    let found = analysis.diagnostics();
    let mut fixes: Vec<Fix> = Vec::new();
    for finding in found.iter().filter(|finding| is_meant(finding.span, span)) {
        let Some(fix) = dismissal(analysis, finding) else { continue };
        if !fixes.iter().any(|other| other.edits == fix.edits) {
            fixes.push(fix);
        }
    }
    fixes
}

fn dismissal(analysis: &Analysis, finding: &Diagnostic) -> Option<Fix> {
    let blocks = &analysis.note.prose.blocks;
    let block = blocks.iter().find(|block| block.span.overlaps(finding.span))?;
    let at = end_of(&analysis.note.text, analysis, *block);
    let before = format!(" <!-- deskcheck: dismiss {} reason=\"", finding.code);
    let blank = Span::new(before.len(), before.len() + REASON.len());
    let new = format!("{before}{REASON}\" -->");
    let title = format!("Dismiss {} here", finding.code);
    let edits = vec![(Span::new(at, at), new)];
    Some(Fix { rule: Some(finding.code), blank: Some(blank), ..Fix::new(Purpose::Dismiss, block.span, title, edits) })
}

/// Where a comment may stand behind the last words of a block.
fn end_of(text: &str, analysis: &Analysis, block: Block) -> usize {
    let end = block.span.end();
    let rest = text.get(end..).unwrap_or_default();
    let line = &rest[..rest.find(['\n', '\r']).unwrap_or(rest.len())];
    let own = if block.kind == BlockKind::Cell { &line[..end_of_cell(line)] } else { line };
    // What closes a heading stays its last.
    let own = match block.kind {
        BlockKind::Heading(_) => own.trim_end().trim_end_matches('#'),
        _ => own,
    };
    // Behind notation that may run on into the next line, a comment would be a part of it.
    if own.contains(['`', '<', '$']) {
        let links = analysis.note.prose.links.iter().map(|(link, _)| *link);
        return links.filter(|link| link.start() < end && end < link.end()).map(Span::end).next().unwrap_or(end);
    }
    end + own.trim_end().len()
}

/// The first bar of a row that is not escaped.
fn end_of_cell(line: &str) -> usize {
    let bytes = line.as_bytes();
    (0..bytes.len()).find(|at| bytes[*at] == b'|' && (*at == 0 || bytes[at - 1] != b'\\')).unwrap_or(bytes.len())
}
