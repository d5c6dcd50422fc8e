//! Edits that settle a finding. Nothing is changed unless the analyst asks for one of them.

use super::Analysis;
use super::diagnostics::inconsistent_spelling;
use crate::text::Span;

/// An edit that settles a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// The finding's rule.
    pub rule: &'static str,
    /// Where the finding stands, in bytes of the note.
    pub span: Span,
    /// What it does, in words.
    pub title: String,
    /// Spans of the note with what comes in their place.
    pub edits: Vec<(Span, String)>,
}

/// The edits that settle findings within `span`; what settles most comes last.
pub(super) fn fixes(analysis: &Analysis, span: Span) -> Vec<Fix> {
    inconsistent_spelling::fixes(analysis, span)
}
