//! `unknown-citation`: no document, and no work of a bibliography, has the key that is cited.

use std::sync::Arc;

use super::{Diagnostic, severity};
use crate::answer::Analysis;

/// Citations whose key no document has, each with the key that comes nearest.
pub(super) fn unknown_citations(analysis: &Analysis) -> Vec<Diagnostic> {
    let Some(severity) = severity(analysis, "unknown-citation") else { return Vec::new() };
    let reference = analysis.reference.as_ref();
    let is_known = |key: &str| reference.document_of_key(key).is_some() || reference.listed(key).is_some();
    let unknown = analysis.note.facts.citations.iter().filter(|citation| !is_known(&citation.key));
    let finding = |citation: &crate::extract::Citation| {
        let nearest = nearest_key(&citation.key, analysis);
        let hint = nearest
            .map_or_else(|| "check the key, or add the document".to_owned(), |key| format!("did you mean @{key}?"));
        let message = format!("@{}: no document has this key; {hint}", citation.key);
        Diagnostic { code: "unknown-citation", severity, span: citation.span, message, related: Arc::default() }
    };
    unknown.map(finding).collect()
}

/// The key that shares the longest beginning with `key`, at least half of it.
fn nearest_key(key: &str, analysis: &Analysis) -> Option<String> {
    let reference = analysis.reference.as_ref();
    let keys =
        reference.documents().into_iter().filter_map(|id| reference.document(id)).map(|document| document.key.clone());
    let common = |other: &String| key.chars().zip(other.chars()).take_while(|(a, b)| a.eq_ignore_ascii_case(b)).count();
    keys.map(|other| (common(&other), other))
        .max_by_key(|(length, _)| *length)
        .filter(|(length, _)| *length * 2 >= key.len())
        .map(|(_, key)| key)
}
