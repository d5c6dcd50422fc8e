//! `deskcheck/timeline`: what the documents tell of an actor, day by day.

use deskcheck_analysis::answer::{Milestone, timeline};
use deskcheck_analysis::resolve::ActorId;
use serde::{Deserialize, Serialize};
use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::{Position, TextDocumentIdentifier};

use super::Telling;
use crate::lsp::documents::Documents;
use crate::lsp::positions::Encoding;
use crate::lsp::server::Server;
use crate::lsp::snapshot::Snapshot;

/// Parameters: an actor by place or by name.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::lsp) struct OfActor {
    text_document: TextDocumentIdentifier,
    position: Option<Position>,
    name: Option<String>,
}

/// The answer.
#[derive(Clone, Debug, Serialize)]
pub(in crate::lsp) struct Timelines {
    timelines: Vec<Timeline>,
}

#[derive(Clone, Debug, Serialize)]
struct Timeline {
    actor: String,
    kind: &'static str,
    events: Vec<EventShown>,
}

#[derive(Clone, Debug, Serialize)]
struct EventShown {
    from: Option<String>,
    to: Option<String>,
    when: Option<String>,
    words: String,
    passages: Vec<Telling>,
}

impl Server {
    /// `deskcheck/timeline`.
    pub(in crate::lsp) async fn timeline(&self, params: OfActor) -> Result<Option<Timelines>> {
        let uri = params.text_document.uri.clone();
        self.ask(&uri, move |snapshot| timelines(snapshot, &params)).await
    }
}

fn timelines(snapshot: &Snapshot, params: &OfActor) -> Option<Timelines> {
    let (analysis, documents) = (snapshot.analysis.as_ref()?, snapshot.documents.as_deref()?);
    let actors = match (&params.name, params.position) {
        (Some(name), _) => analysis.reference().actors_named(name),
        (None, Some(position)) => analysis.actors_at(snapshot.byte(position)),
        (None, None) => Vec::new(),
    };
    let encoding = snapshot.client.encoding;
    let timelines: Vec<_> = actors.into_iter().filter_map(|actor| told(documents, actor, encoding)).collect();
    (!timelines.is_empty()).then_some(Timelines { timelines })
}

fn told(documents: &Documents, actor: ActorId, encoding: Encoding) -> Option<Timeline> {
    let reference = documents.corpus().reference().as_ref();
    let known = reference.called(actor)?;
    let events = timeline(reference, actor).into_iter().map(|event| shown(documents, event, encoding)).collect();
    Some(Timeline { actor: known.name.clone(), kind: known.kind.word(), events })
}

fn shown(documents: &Documents, event: Milestone, encoding: Encoding) -> EventShown {
    let tellings = event.tellings.iter();
    let passages = tellings.filter_map(|(words, sentence)| Telling::new(documents, *words, *sentence, encoding));
    EventShown {
        from: event.days.map(|(first, _)| first.to_string()),
        to: event.days.map(|(_, last)| last.to_string()),
        when: event.when,
        words: event.name,
        passages: passages.collect(),
    }
}
