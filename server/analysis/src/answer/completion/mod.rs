//! Completion: behind an `@` the keys of documents; in prose names by any of their spellings, and incidents by what happened.
//!
//! Whatever is offered, editors compare its [`Offer::filter`] with what is typed next: it begins as what was typed, and goes
//! on as what matched it.

mod incidents;
mod keys;
mod names;

use super::Analysis;
use crate::extract::ActorKind;
use crate::resolve::{ActorId, IncidentId};
use crate::text::{DocumentId, Span};
use unicode_normalization::char::is_combining_mark;

/// What may stand instead of what is being typed.
#[derive(Clone, Debug)]
pub struct Completion {
    /// What has been typed of it, in bytes of the note.
    pub span: Span,
    /// The offers, best first.
    pub offers: Vec<Offer>,
    /// True where typing on may bring others.
    pub more: bool,
}

/// What an offer stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Offered {
    /// An actor and its kind.
    Actor(ActorId, ActorKind),
    /// A document, by its citation key.
    Document(DocumentId),
    /// An incident.
    Incident(IncidentId),
}

/// One thing that may be meant.
#[derive(Clone, Debug)]
pub struct Offer {
    /// What it stands for.
    pub subject: Offered,
    /// What it is called in the list.
    pub label: String,
    /// What is inserted.
    pub insert: String,
    /// What was typed, as it was typed, with the rest of what matched it.
    pub filter: String,
    /// Shown beside the label: the spelling that matched, a day; may be empty.
    pub aside: String,
    /// A line about it; may be empty.
    pub detail: String,
}

/// What the words before byte `offset` may be going to be.
pub(super) fn completion(analysis: &Analysis, offset: usize) -> Option<Completion> {
    if let Some(typed) = keys::typed_before(analysis, offset) {
        return keys::completion(analysis, typed);
    }
    let spans = words_before(analysis, offset);
    together(analysis, names::completion(analysis, &spans), incidents::completion(analysis, &spans))
}

/// The card of what an offer stands for, as Markdown; none where there is no such thing any more.
pub(super) fn card(analysis: &Analysis, subject: Offered) -> Option<String> {
    let reference = analysis.reference.as_ref();
    match subject {
        Offered::Actor(actor, _) => analysis.card(actor),
        Offered::Document(document) => Some(super::card::document_card(reference.document(document)?.as_ref())),
        Offered::Incident(incident) => {
            Some(super::incident_card::incident_card(analysis, reference.incident(incident)?.as_ref()))
        }
    }
}

/// The offers of both, over one stretch of the note: some editors take no other list.
fn together(analysis: &Analysis, first: Option<Completion>, second: Option<Completion>) -> Option<Completion> {
    let (Some(first), Some(second)) = (first.clone(), second.clone()) else { return first.or(second) };
    let span = first.span.join(second.span);
    let (first, second) = (widened(analysis, first, span), widened(analysis, second, span));
    let offers = first.offers.into_iter().chain(second.offers).collect();
    Some(Completion { span, offers, more: first.more || second.more })
}

/// The same offers with the words of the note that stand before them, from the start of `span` on.
fn widened(analysis: &Analysis, mut completion: Completion, span: Span) -> Completion {
    let before = Span::new(span.start(), completion.span.start()).of(&analysis.note.text);
    for offer in &mut completion.offers {
        offer.insert.insert_str(0, before);
        offer.filter.insert_str(0, before);
    }
    completion
}

/// As many words may have been typed.
const WORDS: usize = 6;

/// The words before `offset` that may be the beginning of a name, the most first.
fn words_before(analysis: &Analysis, offset: usize) -> Vec<Span> {
    let text = &analysis.note.text;
    let Some(before) = text.get(..offset) else { return Vec::new() };
    let line = before.rfind('\n').map_or(0, |at| at + 1);
    let mut spans = Vec::new();
    let mut end = offset;
    for word in before[line..].rsplit(' ').take(WORDS) {
        let letters =
            word.rfind(|c| !is_of_word(c)).map_or(0, |at| at + word[at..].chars().next().map_or(0, char::len_utf8));
        let span = Span::new(end - word.len() + letters, offset);
        let cites = before[..span.start()].ends_with('@');
        if letters == word.len() || cites || !is_prose(analysis, span) {
            break;
        }
        spans.push(span);
        if letters > 0 {
            break;
        }
        end = span.start().saturating_sub(1);
    }
    spans.reverse();
    spans
}

fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '\'' | '’' | '‘' | 'ʿ' | 'ʾ' | '`' | '-' | '.') || is_combining_mark(c)
}

fn is_prose(analysis: &Analysis, span: Span) -> bool {
    analysis.note.prose.text.get(span.start()..span.end()) == Some(span.of(&analysis.note.text))
}
