//! `workspace/symbol` and `workspaceSymbol/resolve`: actors, incidents and documents by a few letters of their names.

use std::path::PathBuf;
use std::sync::Arc;

use deskcheck_analysis::answer::symbols::{self, Named, Symbol};
use deskcheck_analysis::extract::ActorKind;
use deskcheck_analysis::resolve::{ActorId, IncidentId};
use deskcheck_analysis::text::DocumentId;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use tower_lsp::ls_types::notification::Notification;
use tower_lsp::ls_types::{
    OneOf, ProgressToken, SymbolKind, WorkspaceLocation, WorkspaceSymbol, WorkspaceSymbolParams,
};

use super::documents::Documents;
use super::frames::Outgoing;
use super::initialize::Traits;
use super::stop::Stop;

/// So many names are told at most.
const MOST: usize = 128;

/// So many come in one part, where the client takes parts.
const PART: usize = 32;

/// A part of a result that is yet to come.
enum Part {}

impl Notification for Part {
    type Params = Value;
    const METHOD: &'static str = "$/progress";
}

/// What `workspaceSymbol/resolve` needs to know of a symbol.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Origin {
    /// Whose documents.
    workspace: PathBuf,
    /// What it stands for among the documents of that moment.
    named: Number,
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Number {
    Actor(u32),
    Incident(u32),
    Document(u32),
}

/// The names that fit what was typed, over the documents of all workspaces; in parts, where the client takes parts.
pub(super) fn found(
    all: &[Arc<Documents>],
    client: &Traits,
    params: &WorkspaceSymbolParams,
    outgoing: &Outgoing,
    stop: &Stop,
) -> Vec<WorkspaceSymbol> {
    let mut told = Vec::new();
    for documents in all {
        let found = documents.symbols().find(&params.query, MOST - told.len(), &|| stop.is_stopped());
        told.extend(found.iter().filter_map(|found| symbol(documents, client, found)));
    }
    let Some(token) = &params.partial_result_params.partial_result_token else { return told };
    for part in told.chunks(PART).take_while(|_| !stop.is_stopped()) {
        tell_part(outgoing, token, part);
    }
    Vec::new()
}

fn tell_part(outgoing: &Outgoing, token: &ProgressToken, part: &[WorkspaceSymbol]) {
    outgoing.notify::<Part>(&json!({ "token": token, "value": part }));
}

/// A symbol; its range is left for later, where the client asks for it.
fn symbol(documents: &Documents, client: &Traits, found: &Symbol) -> Option<WorkspaceSymbol> {
    let reference = documents.corpus().reference().as_ref();
    let passage = symbols::place_of(reference, found.named)?;
    let location = if client.resolves_symbols {
        OneOf::Right(WorkspaceLocation { uri: documents.uri(passage.document)? })
    } else {
        OneOf::Left(documents.locate(passage, client.encoding)?)
    };
    let origin = Origin { workspace: documents.workspace().key().to_path_buf(), named: found.named.into() };
    Some(WorkspaceSymbol {
        name: found.name.clone(),
        kind: kind(found.named, symbols::kind_of(reference, found.named)),
        tags: None,
        container_name: symbols::about(reference, found),
        location,
        data: serde_json::to_value(origin).ok(),
    })
}

/// The symbol with its range; as it was where the documents have changed meanwhile.
pub(super) fn resolved(all: &[Arc<Documents>], client: &Traits, symbol: WorkspaceSymbol) -> WorkspaceSymbol {
    let place = || {
        let origin: Origin = serde_json::from_value(symbol.data.clone()?).ok()?;
        let documents = all.iter().find(|documents| documents.workspace().key() == origin.workspace)?;
        let named = origin.named.into();
        let reference = documents.corpus().reference().as_ref();
        let still = symbols::is_called(reference, named, &symbol.name);
        let passage = still.then(|| symbols::place_of(reference, named))??;
        documents.locate(passage, client.encoding)
    };
    match place() {
        Some(location) => WorkspaceSymbol { location: OneOf::Left(location), ..symbol },
        None => symbol,
    }
}

fn kind(named: Named, kind: Option<ActorKind>) -> SymbolKind {
    match (named, kind) {
        (Named::Incident(_), _) => SymbolKind::EVENT,
        (Named::Document(_), _) | (_, Some(ActorKind::Publication)) => SymbolKind::FILE,
        (_, Some(ActorKind::Person)) => SymbolKind::CONSTANT,
        (_, Some(ActorKind::Country | ActorKind::Place)) => SymbolKind::NAMESPACE,
        _ => SymbolKind::CLASS,
    }
}

impl From<Named> for Number {
    fn from(named: Named) -> Self {
        match named {
            Named::Actor(id) => Self::Actor(id.0),
            Named::Incident(id) => Self::Incident(id.0),
            Named::Document(id) => Self::Document(id.0),
        }
    }
}

impl From<Number> for Named {
    fn from(number: Number) -> Self {
        match number {
            Number::Actor(id) => Self::Actor(ActorId(id)),
            Number::Incident(id) => Self::Incident(IncidentId(id)),
            Number::Document(id) => Self::Document(DocumentId(id)),
        }
    }
}
