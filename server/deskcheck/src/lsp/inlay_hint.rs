//! `textDocument/inlayHint` and `inlayHint/resolve`: behind a verified figure the number of its sources.

use deskcheck_analysis::answer::Hint;
use deskcheck_analysis::text::Span;
use tower_lsp::ls_types::{InlayHint, InlayHintLabel, InlayHintLabelPart, InlayHintTooltip, Location, Range, Uri};

use super::origin;
use super::snapshot::Snapshot;

/// The hints that stand within `range` of the note at `uri`.
pub(super) fn inlay_hints(snapshot: &Snapshot, uri: &Uri, range: Range) -> Option<Vec<InlayHint>> {
    let span = Span::new(snapshot.byte(range.start), snapshot.byte(range.end));
    let hints = snapshot.analysis.as_ref()?.hints(span);
    Some(hints.iter().map(|hint| shown(snapshot, uri, hint)).collect())
}

fn shown(snapshot: &Snapshot, uri: &Uri, hint: &Hint) -> InlayHint {
    let client = &snapshot.client.display;
    let at = hint.figure.end();
    let tooltip = if client.lazy_tooltips { None } else { tooltip(snapshot, at) };
    let location = if client.lazy_places { None } else { place(snapshot, hint) };
    InlayHint {
        position: snapshot.range(Span::new(at, at)).start,
        label: label(hint, location),
        kind: None,
        text_edits: None,
        tooltip,
        padding_left: Some(true),
        padding_right: None,
        data: origin::kept(uri),
    }
}

/// The hint with what was left out of it; as it was where the figure is no longer there.
pub(super) fn resolve(snapshot: &Snapshot, mut hint: InlayHint) -> InlayHint {
    let at = snapshot.byte(hint.position);
    if let Some((known, _)) = snapshot.analysis.as_ref().and_then(|analysis| analysis.hint_told(at)) {
        hint.label = label(&known, place(snapshot, &known));
        hint.tooltip = tooltip(snapshot, at);
    }
    hint
}

/// A check mark with the number of sources. It leads to the first passage.
fn label(hint: &Hint, location: Option<Location>) -> InlayHintLabel {
    let part = InlayHintLabelPart { value: format!("✓{}", hint.sources), location, ..InlayHintLabelPart::default() };
    InlayHintLabel::LabelParts(vec![part])
}

fn tooltip(snapshot: &Snapshot, at: usize) -> Option<InlayHintTooltip> {
    let (_, told) = snapshot.analysis.as_ref()?.hint_told(at)?;
    Some(InlayHintTooltip::String(told))
}

fn place(snapshot: &Snapshot, hint: &Hint) -> Option<Location> {
    snapshot.documents.as_ref()?.locate(hint.passage, snapshot.client.encoding)
}
