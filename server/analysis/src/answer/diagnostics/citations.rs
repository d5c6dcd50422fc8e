//! `unknown-citation`: no document, and no work of a bibliography, has the key that is cited, or the file that is cited or linked
//! could not be read.

use std::sync::Arc;

use super::{Diagnostic, severity};
use crate::answer::Analysis;
use crate::resolve::reference::Unread;
use crate::text::Span;

/// Citations whose key no document has, each with the key that comes nearest.
pub(super) fn unknown_citations(analysis: &Analysis) -> Vec<Diagnostic> {
    let Some(severity) = severity(analysis, "unknown-citation") else { return Vec::new() };
    let reference = analysis.reference.as_ref();
    let unread = reference.unread();
    let of_key = |key: &str| unread.iter().find(|unread| unread.key.eq_ignore_ascii_case(key));
    let is_known = |key: &str| {
        reference.document_of_key(key).is_some() || of_key(key).is_none() && reference.listed(key).is_some()
    };
    let unknown = analysis.note.facts.citations.iter().filter(|citation| !is_known(&citation.key));
    let finding = |citation: &crate::extract::Citation| {
        let message = match of_key(&citation.key) {
            Some(unread) => could_not_be_read(&format!("@{}", citation.key), unread),
            None => format!("@{}: no document has this key; {}", citation.key, hint(&citation.key, analysis)),
        };
        Diagnostic { code: "unknown-citation", severity, span: citation.span, message, related: Arc::default() }
    };
    unknown.map(finding).collect()
}

/// Links to files of the documents that could not be read.
pub(super) fn unread_links(analysis: &Analysis) -> Vec<Diagnostic> {
    let Some(severity) = severity(analysis, "unknown-citation") else { return Vec::new() };
    let unread = analysis.reference.unread();
    let finding = |(span, target): &(Span, String)| {
        let file = target.split(['#', '?']).next()?.rsplit('/').next()?.replace("%20", " ");
        let unread = unread.iter().find(|unread| unread.file == file)?;
        let message = could_not_be_read(&unread.file, unread);
        Some(Diagnostic { code: "unknown-citation", severity, span: *span, message, related: Arc::default() })
    };
    analysis.note.prose.links.iter().filter_map(finding).collect()
}

fn could_not_be_read(cited: &str, unread: &Unread) -> String {
    let file = if cited == unread.file { String::new() } else { format!("{} ", unread.file) };
    format!("{cited}: could not be read: {file}{}", unread.message)
}

/// What to do about a key that no document has.
fn hint(key: &str, analysis: &Analysis) -> String {
    nearest_key(key, analysis)
        .map_or_else(|| "check the key, or add the document".to_owned(), |key| format!("did you mean @{key}?"))
}

/// The key that shares the longest beginning with `key`, at least half of it. Where keys are sorted, it stands beside it.
fn nearest_key(key: &str, analysis: &Analysis) -> Option<String> {
    let common = |other: &str| key.chars().zip(other.chars()).take_while(|(a, b)| a.eq_ignore_ascii_case(b)).count();
    let beside = analysis.reference.documents_beside(key).into_iter();
    let keys = beside.filter_map(|id| Some(analysis.reference.document(id)?.key.clone()));
    let nearest = keys.map(|other| (common(&other), other)).max_by_key(|(length, _)| *length);
    nearest.filter(|(length, _)| *length * 2 >= key.len()).map(|(_, key)| key)
}
