//! The card of an incident: its name, what tells it, and why these tellings are one.

use std::fmt::Write;

use super::{Analysis, wording};
use crate::resolve::{Incident, IncidentMention};

/// Sentences on a card.
const SENTENCES: usize = 3;

/// The card of an incident, as Markdown.
pub(super) fn incident_card(analysis: &Analysis, incident: &Incident) -> String {
    let mut card = format!("**{}**  \n{}", incident.name, told_in(incident));
    if !incident.because.is_empty() {
        let _ = write!(card, "  \nOne incident because: {}", incident.because.join("; "));
    }
    let mut tellings: Vec<&IncidentMention> = incident.mentions.iter().collect();
    tellings.dedup_by_key(|mention| mention.sentence.document);
    for mention in tellings.into_iter().take(SENTENCES) {
        let Some(document) = analysis.reference().document(mention.sentence.document) else { continue };
        let day = document.day().map(|day| format!("{day}, ")).unwrap_or_default();
        let _ = write!(card, "\n\n> {} ({day}{})", wording::quote(&document.text, mention.sentence.span), document.key);
    }
    card
}

/// `told in 3 documents`.
pub(super) fn told_in(incident: &Incident) -> String {
    let mut documents: Vec<_> = incident.mentions.iter().map(|mention| mention.sentence.document).collect();
    documents.sort_unstable();
    documents.dedup();
    match documents.len() {
        1 => "told in 1 document".to_owned(),
        several => format!("told in {several} documents"),
    }
}
