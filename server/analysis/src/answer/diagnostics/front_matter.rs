//! `front-matter`: a line of the front matter cannot be read.

use std::sync::Arc;

use super::{Diagnostic, severity};
use crate::answer::Analysis;

/// Lines of the front matter that could not be read.
pub(super) fn unread_lines(analysis: &Analysis) -> Vec<Diagnostic> {
    let Some(severity) = severity(analysis, "front-matter") else { return Vec::new() };
    let note = &analysis.note;
    let finding = |(line, message): &(usize, String)| Diagnostic {
        code: "front-matter",
        severity,
        span: note.lines.line_span(&note.text, *line),
        message: message.clone(),
        related: Arc::default(),
    };
    note.front_matter.problems.iter().map(finding).collect()
}
