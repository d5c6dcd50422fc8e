//! Findings as diagnostics, for clients that ask and for those that are told.

use std::path::Path;
use std::sync::Arc;

use deskcheck_analysis::answer::{self, Severity};
use deskcheck_analysis::resolve::Passage;
use ropey::Rope;
use rustc_hash::FxHashMap;
use serde::Serialize;
use serde_json::value::RawValue;
use tower_lsp::ls_types::notification::{Notification, PublishDiagnostics};
use tower_lsp::ls_types::{
    Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, NumberOrString, Position, PublishDiagnosticsParams,
    Range, Uri,
};

use super::documents::Documents;
use super::frames::Prepared;
use super::positions::{self, Encoding};
use super::snapshot::Snapshot;
use crate::cards::CardProblem;
use crate::corpus::Problem;

/// What is to be said of a note by its documents: nothing of a file that is itself one of them; none where there are none.
fn findings<'s>(snapshot: &'s Snapshot, path: Option<&Path>) -> Option<(&'s Arc<Documents>, Vec<answer::Diagnostic>)> {
    let (analysis, documents) = snapshot.analysis.as_ref().zip(snapshot.documents.as_ref())?;
    let is_document = path.is_some_and(|path| documents.document_of(path).is_some());
    Some((documents, if is_document { Vec::new() } else { analysis.diagnostics() }))
}

/// Every finding in a note; none in a file that is itself a document.
pub(super) fn diagnostics(snapshot: &Snapshot, path: Option<&Path>) -> Vec<Diagnostic> {
    if let Some((documents, found)) = findings(snapshot, path) {
        return found.into_iter().map(|found| diagnostic(snapshot, documents, found)).collect();
    }
    // Without documents a note can still be wrong about itself.
    let front = &snapshot.note.front_matter.problems;
    front.iter().map(|(line, message)| at_line(*line as u32, message)).collect()
}

/// The notification that tells a client every finding in a note. What the passages behind a finding say is put into JSON
/// once, and stays for as long as the note has that finding.
pub(super) fn notification(
    snapshot: &Snapshot,
    uri: &Uri,
    path: Option<&Path>,
    previous: Option<&Snapshot>,
) -> Prepared {
    let version = snapshot.version;
    let Some((documents, found)) = findings(snapshot, path) else {
        let found = diagnostics(snapshot, path);
        return Prepared::new::<PublishDiagnostics>(&PublishDiagnosticsParams::new(uri.clone(), found, Some(version)));
    };
    let same = |previous: &&Snapshot| previous.documents.as_ref().is_some_and(|other| Arc::ptr_eq(other, documents));
    let known = previous.filter(same).and_then(|previous| previous.quoted.get());
    let mut quoted = Quoted::default();
    let told = found.into_iter().map(|found| {
        let quotes = snapshot.client.related && !found.related.is_empty();
        let related_information = quotes.then(|| {
            let address = found.related.as_ptr() as usize;
            let (_, json) = quoted.0.entry(address).or_insert_with(|| {
                let known = known.and_then(|known| known.0.get(&address));
                known
                    .cloned()
                    .unwrap_or_else(|| (Arc::clone(&found.related), in_json(&related(snapshot, documents, &found))))
            });
            Arc::clone(json)
        });
        Told {
            range: snapshot.range(found.span),
            severity: severity(found.severity),
            code: found.code,
            source: SOURCE,
            message: found.message,
            related_information,
        }
    });
    let params = ToldOf { uri, diagnostics: told.collect(), version };
    // It is set nowhere else.
    let _ = snapshot.quoted.set(quoted);
    Prepared::of(PublishDiagnostics::METHOD, &params)
}

/// What the passages behind findings say, in JSON, by where they stand in memory: they stay there as long as they stand here.
#[derive(Default)]
pub(super) struct Quoted(FxHashMap<usize, (Passages, Arc<RawValue>)>);

/// Passages, each with what is said of it.
type Passages = Arc<[(Passage, String)]>;

fn in_json(related: &[DiagnosticRelatedInformation]) -> Arc<RawValue> {
    // Protocol types have string keys and no fallible serialisers.
    serde_json::value::to_raw_value(related).unwrap_or_default().into()
}

#[derive(Serialize)]
struct ToldOf<'a> {
    uri: &'a Uri,
    diagnostics: Vec<Told>,
    version: i32,
}

/// A diagnostic as it is told.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Told {
    range: Range,
    severity: DiagnosticSeverity,
    code: &'static str,
    source: &'static str,
    message: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    related_information: Option<Arc<RawValue>>,
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
    let related = snapshot.client.related.then(|| related(snapshot, documents, &found));
    Diagnostic {
        range: snapshot.range(found.span),
        severity: Some(severity(found.severity)),
        code: Some(NumberOrString::String(found.code.to_owned())),
        source: Some(SOURCE.to_owned()),
        message: found.message,
        related_information: related.filter(|related| !related.is_empty()),
        ..Diagnostic::default()
    }
}

/// Who speaks.
const SOURCE: &str = "deskcheck";

fn related(
    snapshot: &Snapshot,
    documents: &Documents,
    found: &answer::Diagnostic,
) -> Vec<DiagnosticRelatedInformation> {
    let information = |(passage, message): &(Passage, String)| {
        let location = documents.locate(*passage, snapshot.client.encoding)?;
        Some(DiagnosticRelatedInformation { location, message: message.clone() })
    };
    found.related.iter().filter_map(information).collect()
}

/// A warning about a whole line, from 0.
fn at_line(line: u32, message: &str) -> Diagnostic {
    Diagnostic {
        range: line_range(line),
        severity: Some(DiagnosticSeverity::WARNING),
        source: Some(SOURCE.to_owned()),
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
