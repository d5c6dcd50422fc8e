//! `retracted-source`: a document is cited that whoever published it has taken back.

use std::sync::Arc;

use super::{Diagnostic, severity};
use crate::answer::Analysis;

/// Citations of retracted documents.
pub(super) fn retracted_sources(analysis: &Analysis) -> Vec<Diagnostic> {
    let Some(severity) = severity(analysis, "retracted-source") else { return Vec::new() };
    let reference = analysis.reference.as_ref();
    let is_retracted = |key: &str| {
        let document = reference.document_of_key(key).and_then(|id| reference.document(id));
        document.or_else(|| reference.listed(key)).is_some_and(|document| document.retracted)
    };
    let cited = analysis.note.facts.citations.iter().filter(|citation| is_retracted(&citation.key));
    let finding = |citation: &crate::extract::Citation| Diagnostic {
        code: "retracted-source",
        severity,
        span: citation.span,
        message: format!("@{}: this source was retracted; cite another one, or say that it was", citation.key),
        related: Arc::default(),
    };
    cited.map(finding).collect()
}
