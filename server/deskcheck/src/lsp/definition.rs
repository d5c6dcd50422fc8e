//! `textDocument/definition`: from a citation, an incident or a figure to the passage.

use deskcheck_analysis::answer::Target;
use tower_lsp::ls_types::{GotoDefinitionResponse, Location, LocationLink, Position, Range, Uri};

use super::document_link;
use super::documents::Documents;
use super::initialize::path;
use super::snapshot::Snapshot;

/// Where what stands at `position` of the note at `uri` comes from, best first.
pub(super) fn definition(snapshot: &Snapshot, uri: &Uri, position: Position) -> Option<GotoDefinitionResponse> {
    let documents = snapshot.documents.as_ref()?;
    let offset = snapshot.byte(position);
    let mut targets = snapshot.analysis.as_ref()?.definition(offset);
    if targets.is_empty() {
        targets.extend(linked(snapshot, uri, offset));
    }
    if targets.is_empty() {
        return None;
    }
    Some(if snapshot.client.links {
        GotoDefinitionResponse::Link(targets.iter().filter_map(|target| link(snapshot, documents, target)).collect())
    } else {
        GotoDefinitionResponse::Array(
            targets.iter().filter_map(|target| location(snapshot, documents, target)).collect(),
        )
    })
}

/// Where the link to a document at byte `offset` leads.
fn linked(snapshot: &Snapshot, uri: &Uri, offset: usize) -> Option<Target> {
    let folder = path(uri)?.parent()?.to_path_buf();
    let (origin, passage) = document_link::place(snapshot, &folder, offset)?;
    Some(Target { origin, context: passage, passage })
}

fn link(snapshot: &Snapshot, documents: &Documents, target: &Target) -> Option<LocationLink> {
    let Location { uri, range: selection } = documents.locate(target.passage, snapshot.client.encoding)?;
    let context = documents.locate(target.context, snapshot.client.encoding)?.range;
    Some(LocationLink {
        origin_selection_range: Some(snapshot.range(target.origin)),
        target_uri: uri,
        // The protocol wants the selection inside.
        target_range: Range::new(context.start.min(selection.start), context.end.max(selection.end)),
        target_selection_range: selection,
    })
}

fn location(snapshot: &Snapshot, documents: &Documents, target: &Target) -> Option<Location> {
    documents.locate(target.passage, snapshot.client.encoding)
}
