//! `textDocument/publishDiagnostics`.

use std::path::Path;

use deskcheck_analysis::answer::{self, Severity};
use ropey::Rope;
use tower_lsp::ls_types::{
    Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, Location, NumberOrString, Position, Range,
};

use super::documents::Documents;
use super::positions::{self, Encoding};
use super::snapshot::Snapshot;
use crate::cards::CardProblem;
use crate::corpus::Problem;

/// Every finding in a note; none in a file that is itself a document.
pub(super) fn diagnostics(snapshot: &Snapshot, path: Option<&Path>) -> Vec<Diagnostic> {
    let is_document =
        path.is_some_and(|path| snapshot.documents.as_ref().is_some_and(|documents| documents.corpus().holds(path)));
    if is_document {
        return Vec::new();
    }
    if let (Some(analysis), Some(documents)) = (&snapshot.analysis, &snapshot.documents) {
        return analysis.diagnostics().into_iter().map(|found| diagnostic(snapshot, documents, found)).collect();
    }
    // Without documents a note can still be wrong about itself.
    let front = &snapshot.note.front_matter.problems;
    front.iter().map(|(line, message)| at_line(*line as u32, message)).collect()
}

/// The problems of one file as its diagnostics.
pub(super) fn of_file(problems: &[Problem]) -> Vec<Diagnostic> {
    problems.iter().map(|problem| at_line(problem.line.map_or(0, |line| line as u32 - 1), &problem.message)).collect()
}

/// What is wrong with one card file as its diagnostics; `text` is the file's.
pub(super) fn of_cards<'p>(
    problems: impl Iterator<Item = &'p CardProblem>,
    text: &Rope,
    encoding: Encoding,
) -> Vec<Diagnostic> {
    let diagnostic = |problem: &CardProblem| Diagnostic {
        severity: Some(severity(problem.severity)),
        code: Some(NumberOrString::String(problem.code.to_owned())),
        range: match problem.span {
            Some(span) => positions::range(text, span, encoding),
            None => line_range(problem.line.map_or(0, |line| line as u32 - 1)),
        },
        ..at_line(0, &problem.message)
    };
    problems.map(diagnostic).collect()
}

fn diagnostic(snapshot: &Snapshot, documents: &Documents, found: answer::Diagnostic) -> Diagnostic {
    let related = found.related.into_iter().filter_map(|(passage, message)| {
        let (uri, range) = documents.locate(passage, snapshot.client.encoding)?;
        Some(DiagnosticRelatedInformation { location: Location { uri: uri.clone(), range }, message })
    });
    let related: Option<Vec<_>> = snapshot.client.related.then(|| related.collect());
    Diagnostic {
        range: snapshot.range(found.span),
        severity: Some(severity(found.severity)),
        code: Some(NumberOrString::String(found.code.to_owned())),
        source: Some("deskcheck".to_owned()),
        message: found.message,
        related_information: related.filter(|related| !related.is_empty()),
        ..Diagnostic::default()
    }
}

/// A warning about a whole line, from 0.
fn at_line(line: u32, message: &str) -> Diagnostic {
    Diagnostic {
        range: line_range(line),
        severity: Some(DiagnosticSeverity::WARNING),
        source: Some("deskcheck".to_owned()),
        message: message.to_owned(),
        ..Diagnostic::default()
    }
}

fn line_range(line: u32) -> Range {
    Range::new(Position::new(line, 0), Position::new(line + 1, 0))
}

fn severity(severity: Severity) -> DiagnosticSeverity {
    match severity {
        Severity::Error => DiagnosticSeverity::ERROR,
        Severity::Warning => DiagnosticSeverity::WARNING,
        Severity::Information => DiagnosticSeverity::INFORMATION,
        Severity::Hint => DiagnosticSeverity::HINT,
    }
}
