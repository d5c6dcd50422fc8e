//! `textDocument/references`: every passage of the documents and of the note that tells of an incident, an actor, a figure.

use deskcheck_analysis::answer::Place;
use tower_lsp::ls_types::{Location, Position, Uri};

use super::snapshot::Snapshot;

/// What speaks of what stands at `position` of the note at `uri`.
pub(super) fn references(snapshot: &Snapshot, uri: &Uri, position: Position) -> Option<Vec<Location>> {
    let documents = snapshot.documents.as_ref()?;
    let places = snapshot.analysis.as_ref()?.references(snapshot.byte(position));
    let location = |place: &Place| match place {
        Place::Note(span) => Some(Location { uri: uri.clone(), range: snapshot.range(*span) }),
        Place::Document(passage) => {
            let (uri, range) = documents.locate(*passage, snapshot.client.encoding)?;
            Some(Location { uri: uri.clone(), range })
        }
    };
    let found: Vec<Location> = places.iter().filter_map(location).collect();
    (!found.is_empty()).then_some(found)
}
