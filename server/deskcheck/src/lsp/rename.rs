//! `textDocument/prepareRename` and `textDocument/rename`: an actor called by another spelling throughout the note.

use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::ls_types::{Position, PrepareRenameResponse, Uri, WorkspaceEdit};

use super::edits::note_edit;
use super::snapshot::Snapshot;

/// The name at `position` and what to begin with, where it can be renamed.
pub(super) fn prepare(snapshot: &Snapshot, position: Position) -> Option<PrepareRenameResponse> {
    let span = snapshot.analysis.as_ref()?.renamable(snapshot.byte(position))?;
    let placeholder = span.in_a_line(&snapshot.note.text);
    Some(PrepareRenameResponse::RangeWithPlaceholder { range: snapshot.range(span), placeholder })
}

/// The edits that call what stands at `position` `new` throughout the note at `uri`.
///
/// # Errors
///
/// Where nothing there can be renamed, or `new` is no name.
pub(super) fn rename(snapshot: &Snapshot, uri: &Uri, position: Position, new: &str) -> Result<Option<WorkspaceEdit>> {
    let Some(analysis) = &snapshot.analysis else { return Ok(None) };
    let edits = analysis
        .rename(snapshot.byte(position), new)
        .map_err(|unfit| Error { message: unfit.describe().into(), ..Error::invalid_params("") })?;
    Ok(Some(note_edit(snapshot, uri, &edits)))
}
