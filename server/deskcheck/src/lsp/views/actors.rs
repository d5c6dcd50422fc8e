//! `deskcheck/actors`: whom a note names, and where the documents say who that is.

use deskcheck_analysis::answer::{Analysis, Named};
use serde::Serialize;
use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::Range;

use super::{OfNote, Telling};
use crate::lsp::documents::Documents;
use crate::lsp::server::Server;
use crate::lsp::snapshot::Snapshot;

/// The answer.
#[derive(Clone, Debug, Serialize)]
pub(in crate::lsp) struct Actors {
    actors: Vec<ActorShown>,
}

#[derive(Clone, Debug, Serialize)]
struct ActorShown {
    name: String,
    kind: &'static str,
    ranges: Vec<Range>,
    documents: usize,
    introduction: Option<Telling>,
}

impl Server {
    /// `deskcheck/actors`.
    pub(in crate::lsp) async fn actors(&self, params: OfNote) -> Result<Option<Actors>> {
        self.ask(&params.text_document.uri, |snapshot| Some(actors(snapshot))).await
    }
}

fn actors(snapshot: &Snapshot) -> Actors {
    let judged = snapshot.analysis.as_ref().zip(snapshot.documents.as_deref());
    let shown = |(analysis, documents): (&Analysis, &Documents)| {
        let cast = analysis.cast();
        cast.into_iter().filter_map(|named| shown(snapshot, analysis, documents, &named)).collect()
    };
    Actors { actors: judged.map(shown).unwrap_or_default() }
}

fn shown(snapshot: &Snapshot, analysis: &Analysis, documents: &Documents, named: &Named) -> Option<ActorShown> {
    let reference = analysis.reference();
    let actor = reference.called(named.actor)?;
    let introduction = named
        .introduction
        .and_then(|passage| Telling::new(documents, passage, reference.sentence_of(passage), snapshot.client.encoding));
    Some(ActorShown {
        name: actor.name.clone(),
        kind: actor.kind.word(),
        ranges: named.places.iter().map(|place| snapshot.range(*place)).collect(),
        documents: reference.sightings(named.actor).documents as usize,
        introduction,
    })
}
