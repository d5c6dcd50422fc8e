//! `textDocument/completion` and `completionItem/resolve`: names by any of their spellings.

use deskcheck_analysis::answer::{Completion, Offer};
use deskcheck_analysis::extract::ActorKind;
use deskcheck_analysis::resolve::ActorId;
use serde::{Deserialize, Serialize};
use tower_lsp::ls_types::{
    CompletionItem, CompletionItemKind, CompletionItemLabelDetails, CompletionList, CompletionResponse,
    CompletionTextEdit, Documentation, MarkupContent, Position, TextEdit, Uri,
};

use super::hover::content;
use super::snapshot::Snapshot;

/// What `completionItem/resolve` needs to know of an item.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Origin {
    /// The note.
    pub(super) uri: Uri,
    /// The actor's number among the documents of that moment.
    actor: u32,
}

impl Origin {
    /// What was kept in an item.
    pub(super) fn of(item: &CompletionItem) -> Option<Self> {
        serde_json::from_value(item.data.clone()?).ok()
    }
}

/// The names that may be meant before `position` of the note at `uri`.
pub(super) fn completion(snapshot: &Snapshot, uri: &Uri, position: Position) -> Option<CompletionResponse> {
    let found = snapshot.analysis.as_ref()?.completion(snapshot.byte(position))?;
    let items = (0..).zip(&found.offers).map(|(rank, offer)| item(snapshot, uri, &found, offer, rank));
    let items = items.collect();
    Some(CompletionResponse::List(CompletionList { is_incomplete: found.more, items }))
}

fn item(snapshot: &Snapshot, uri: &Uri, found: &Completion, offer: &Offer, rank: usize) -> CompletionItem {
    let origin = Origin { uri: uri.clone(), actor: offer.actor.0 };
    let spelling = (offer.spelling != offer.name).then(|| format!("  {}", offer.spelling));
    CompletionItem {
        label: offer.name.clone(),
        label_details: Some(CompletionItemLabelDetails { detail: spelling, description: None }),
        kind: Some(kind(offer.kind)),
        detail: (!offer.role.is_empty()).then(|| offer.role.clone()),
        sort_text: Some(format!("{rank:04}")),
        filter_text: Some(offer.filter.clone()),
        text_edit: Some(CompletionTextEdit::Edit(TextEdit::new(snapshot.range(found.span), offer.name.clone()))),
        data: serde_json::to_value(origin).ok(),
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

/// The item with the actor's card as its documentation; as it was where the documents have changed meanwhile.
pub(super) fn resolve(snapshot: &Snapshot, mut item: CompletionItem) -> CompletionItem {
    let card = Origin::of(&item).zip(snapshot.analysis.as_ref()).and_then(|(origin, analysis)| {
        let actor = ActorId(origin.actor);
        let known = analysis.reference().actor(actor).is_some_and(|actor| actor.name == item.label);
        analysis.card(actor).filter(|_| known)
    });
    item.documentation = card.map(|card| {
        let (kind, value) = content(snapshot, card);
        Documentation::MarkupContent(MarkupContent { kind, value })
    });
    item
}
