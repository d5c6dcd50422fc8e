//! What an answer keeps for its resolve step: the note that it was made for.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use tower_lsp::ls_types::Uri;

/// The note.
#[derive(Debug, Serialize, Deserialize)]
struct Origin {
    uri: Uri,
}

/// What to keep in an answer for the note at `uri`.
pub(super) fn kept(uri: &Uri) -> Option<Value> {
    serde_json::to_value(Origin { uri: uri.clone() }).ok()
}

/// The note that was kept.
pub(super) fn note(data: Option<&Value>) -> Option<Uri> {
    Origin::deserialize(data?).ok().map(|origin| origin.uri)
}
