//! `textDocument/completion` and `completionItem/resolve`: citation keys, names by any of their spellings, incidents.

use deskcheck_analysis::answer::{Analysis, Offer, Offered};
use deskcheck_analysis::extract::ActorKind;
use deskcheck_analysis::resolve::{ActorId, IncidentId};
use deskcheck_analysis::text::DocumentId;
use serde::{Deserialize, Serialize};
use tower_lsp::ls_types::{
    CompletionItem, CompletionItemKind, CompletionItemLabelDetails, CompletionList, CompletionResponse,
    CompletionTextEdit, Documentation, MarkupContent, Position, Range, TextEdit, Uri,
};

use super::hover::content;
use super::snapshot::Snapshot;

/// What `completionItem/resolve` needs to know of an item.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Origin {
    /// The note.
    pub(super) uri: Uri,
    /// What it stands for.
    of: Subject,
}

/// What an item stands for, by its number among the documents of that moment.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Subject {
    Actor(u32),
    Document(u32),
    Incident(u32),
}

impl Origin {
    /// What was kept in an item.
    pub(super) fn of(item: &CompletionItem) -> Option<Self> {
        Self::deserialize(item.data.as_ref()?).ok()
    }
}

/// What may be meant before `position` of the note at `uri`.
pub(super) fn completion(snapshot: &Snapshot, uri: &Uri, position: Position) -> Option<CompletionResponse> {
    let found = snapshot.analysis.as_ref()?.completion(snapshot.byte(position))?;
    let range = snapshot.range(found.span);
    let items = (0..).zip(&found.offers).map(|(rank, offer)| item(uri, range, offer, rank));
    let items = items.collect();
    Some(CompletionResponse::List(CompletionList { is_incomplete: found.more, items }))
}

fn item(uri: &Uri, range: Range, offer: &Offer, rank: usize) -> CompletionItem {
    let (of, kind, beside) = match offer.subject {
        Offered::Actor(id, actor) => {
            (Subject::Actor(id.0), kind(actor), (!offer.aside.is_empty()).then(|| format!("  {}", offer.aside)))
        }
        Offered::Document(id) => (Subject::Document(id.0), CompletionItemKind::REFERENCE, None),
        Offered::Incident(id) => (Subject::Incident(id.0), CompletionItemKind::EVENT, None),
    };
    let description = (beside.is_none() && !offer.aside.is_empty()).then(|| offer.aside.clone());
    CompletionItem {
        label: offer.label.clone(),
        label_details: Some(CompletionItemLabelDetails { detail: beside, description }),
        kind: Some(kind),
        detail: (!offer.detail.is_empty()).then(|| offer.detail.clone()),
        sort_text: Some(format!("{rank:04}")),
        filter_text: Some(offer.filter.clone()),
        text_edit: Some(CompletionTextEdit::Edit(TextEdit::new(range, offer.insert.clone()))),
        data: serde_json::to_value(Origin { uri: uri.clone(), of }).ok(),
        ..CompletionItem::default()
    }
}

fn kind(kind: ActorKind) -> CompletionItemKind {
    match kind {
        ActorKind::Person => CompletionItemKind::CONSTANT,
        ActorKind::Country | ActorKind::Place => CompletionItemKind::VALUE,
        ActorKind::Publication => CompletionItemKind::FILE,
        _ => CompletionItemKind::CLASS,
    }
}

/// The item with a card as its documentation; as it was where the documents have changed meanwhile.
pub(super) fn resolve(snapshot: &Snapshot, mut item: CompletionItem) -> CompletionItem {
    let known = Origin::of(&item).zip(snapshot.analysis.as_ref());
    let card = known.and_then(|(origin, analysis)| analysis.offer_card(named(analysis, origin.of, &item.label)?));
    item.documentation = card.map(|card| {
        let (kind, value) = content(snapshot, card);
        Documentation::MarkupContent(MarkupContent { kind, value })
    });
    item
}

/// What an item stands for, where it is still called so.
fn named(analysis: &Analysis, of: Subject, label: &str) -> Option<Offered> {
    let reference = analysis.reference();
    let (offered, name) = match of {
        Subject::Actor(id) => {
            let actor = reference.called(ActorId(id))?;
            (Offered::Actor(actor.id, actor.kind), actor.name.clone())
        }
        Subject::Document(id) => (Offered::Document(DocumentId(id)), reference.document(DocumentId(id))?.key.clone()),
        Subject::Incident(id) => (Offered::Incident(IncidentId(id)), reference.happening(IncidentId(id))?.name.clone()),
    };
    (name == label).then_some(offered)
}
