//! SARIF 2.1.0 (<https://docs.oasis-open.org/sarif/sarif/v2.1.0/>), for code scanning services.

use std::io::{self, Write};

use deskcheck_analysis::answer::{Diagnostic, RULES, Severity};
use deskcheck_analysis::resolve::Passage;
use deskcheck_analysis::text::Span;
use serde_json::{Value, json};

use super::Checked;
use super::columns::Columns;
use super::json::write_object;
use crate::workspace::paths;

/// Writes one SARIF log and a line end.
///
/// # Errors
///
/// Where `out` cannot be written to.
pub fn write(out: &mut impl Write, notes: &[Checked]) -> io::Result<()> {
    let rules = RULES.iter().map(|(name, severity, finds)| {
        json!({
            "id": name,
            "shortDescription": {"text": finds},
            "defaultConfiguration": {"enabled": severity.is_some(), "level": severity.map_or("none", level)},
        })
    });
    let results: Vec<_> = notes.iter().flat_map(results).collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "deskcheck",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": rules.collect::<Vec<_>>(),
            }},
            "columnKind": "utf16CodeUnits",
            "results": results,
        }],
    });
    write_object(out, &log)
}

fn results(checked: &Checked) -> Vec<Value> {
    let columns = Columns::of(checked);
    checked.diagnostics.iter().map(|found| result(checked, &columns, found)).collect()
}

fn result(checked: &Checked, columns: &Columns<'_>, found: &Diagnostic) -> Value {
    let related = found.related.iter().filter_map(|(passage, message)| related(checked, *passage, message));
    json!({
        "ruleId": found.code,
        "level": level(found.severity),
        "message": {"text": found.message},
        "locations": [{"physicalLocation": {
            "artifactLocation": {"uri": uri(&checked.path)},
            "region": region(columns, found.span),
        }}],
        "relatedLocations": related.collect::<Vec<_>>(),
    })
}

fn related(checked: &Checked, passage: Passage, message: &str) -> Option<Value> {
    let (source, place) = checked.corpus.locate(passage)?;
    Some(json!({
        "message": {"text": message},
        "physicalLocation": {
            "artifactLocation": {"uri": uri(&paths::shown(&source.path))},
            "region": {
                "startLine": place.start.line + 1,
                "startColumn": place.start.column_utf16 + 1,
                "endLine": place.end.line + 1,
                "endColumn": place.end.column_utf16 + 1,
            },
        },
    }))
}

fn region(columns: &Columns<'_>, span: Span) -> Value {
    let (start, end) = columns.places(span);
    json!({
        "startLine": start.line + 1,
        "startColumn": start.utf16 + 1,
        "endLine": end.line + 1,
        "endColumn": end.utf16 + 1,
    })
}

/// The levels of SARIF, which knows no hints.
fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Information | Severity::Hint => "note",
    }
}

/// A path as a URI reference: what may not stand in one is percent-encoded (RFC 3986, section 2.1).
fn uri(path: &str) -> String {
    let encoded = |byte| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    };
    path.bytes().map(encoded).collect()
}
