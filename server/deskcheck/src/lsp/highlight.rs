//! `textDocument/documentHighlight`: what is under the cursor, wherever the note names it, under whatever spelling.

use tower_lsp::ls_types::{DocumentHighlight, DocumentHighlightKind, Position};

use super::snapshot::Snapshot;

/// The places of the note that name what stands at `position`.
pub(super) fn highlights(snapshot: &Snapshot, position: Position) -> Option<Vec<DocumentHighlight>> {
    let spans = snapshot.analysis.as_ref()?.highlights(snapshot.byte(position));
    let highlight = |span| DocumentHighlight { range: snapshot.range(span), kind: Some(DocumentHighlightKind::TEXT) };
    let found: Vec<_> = spans.into_iter().map(highlight).collect();
    (!found.is_empty()).then_some(found)
}
