//! JSON, version 1: a stable contract. A field is never renamed or left out; what is not known is null.

use std::io::{self, Write};

use deskcheck_analysis::answer::{Claim, Diagnostic};
use deskcheck_analysis::extract::{Figure, Hedge, Kind};
use deskcheck_analysis::judge::{Gate, Side, Verdict};
use deskcheck_analysis::resolve::{Evidence, Passage};
use deskcheck_analysis::text::Span;
use serde::Serialize;

use super::columns::{Columns, Place};
use super::{Checked, severity_name};
use crate::corpus::Corpus;
use crate::workspace::paths;

/// Writes one JSON object and a line end.
///
/// # Errors
///
/// Where `out` cannot be written to.
pub fn write(out: &mut impl Write, notes: &[Checked]) -> io::Result<()> {
    let answer = Answer { version: 1, notes: notes.iter().map(note).collect() };
    write_object(out, &answer)
}

/// Writes any answer as one JSON object and a line end.
///
/// # Errors
///
/// Where `out` cannot be written to.
pub fn write_object(out: &mut impl Write, answer: &impl Serialize) -> io::Result<()> {
    // In one piece: standard output takes line by line otherwise.
    let mut text = serde_json::to_string(answer)?;
    text.push('\n');
    out.write_all(text.as_bytes())?;
    out.flush()
}

#[derive(Serialize)]
struct Answer<'a> {
    version: u32,
    notes: Vec<NoteAnswer<'a>>,
}

#[derive(Serialize)]
struct NoteAnswer<'a> {
    path: &'a str,
    claims: Vec<ClaimAnswer<'a>>,
    diagnostics: Vec<DiagnosticAnswer<'a>>,
}

#[derive(Serialize)]
struct ClaimAnswer<'a> {
    text: &'a str,
    byte_range: Span,
    range: Range,
    kind: Kind,
    value: Value<'a>,
    predicate: Option<&'a str>,
    incident: Option<String>,
    verdict: Verdict,
    evidence: Vec<EvidenceAnswer<'a>>,
    withheld: Vec<Withheld>,
}

/// The value of a figure.
#[derive(Serialize)]
pub(crate) struct Value<'a> {
    low: Option<String>,
    high: Option<String>,
    hedge: Hedge,
    unit: Option<&'a str>,
}

#[derive(Serialize)]
struct EvidenceAnswer<'a> {
    document: String,
    path: String,
    page: Option<u32>,
    line: Option<u32>,
    byte_range: Span,
    text: String,
    value: Value<'a>,
    agrees: bool,
    attributed_to: Option<String>,
    dated: Option<String>,
    /// True where that is concluded, not stated.
    date_inferred: bool,
    title: Option<String>,
    publisher: Option<String>,
    author: Option<String>,
    grade: Option<String>,
    sentence: String,
    also_in: Vec<String>,
}

#[derive(Serialize)]
struct Withheld {
    gate: Gate,
    document: String,
    line: Option<u32>,
}

#[derive(Serialize)]
struct DiagnosticAnswer<'a> {
    code: &'a str,
    severity: &'static str,
    message: &'a str,
    range: Range,
}

#[derive(Serialize)]
struct Range {
    start: Position,
    end: Position,
}

#[derive(Serialize)]
struct Position {
    line: u32,
    character: u32,
}

fn note(checked: &Checked) -> NoteAnswer<'_> {
    let columns = Columns::of(checked);
    NoteAnswer {
        path: &checked.path,
        claims: checked.analysis.claims().iter().map(|claim| claim_answer(checked, &columns, claim)).collect(),
        diagnostics: checked.diagnostics.iter().map(|found| diagnostic(&columns, found)).collect(),
    }
}

fn claim_answer<'a>(checked: &'a Checked, columns: &Columns<'_>, claim: &'a Claim) -> ClaimAnswer<'a> {
    let note = checked.analysis.note();
    let figure = &claim.evidence.figure;
    let corpus = &checked.corpus;
    let incident = claim.incident.and_then(|id| corpus.reference().happening(id));
    let held_back = checked.analysis.held_back(claim);
    ClaimAnswer {
        text: figure.span.of(&note.text),
        byte_range: figure.span,
        range: range(columns, figure.span),
        kind: figure.quantity.kind,
        value: value(figure),
        predicate: figure.predicate.as_deref(),
        incident: incident.map(|incident| incident.name.clone()),
        verdict: claim.judgement.verdict,
        evidence: claim.judgement.sides.iter().filter_map(|side| evidence(corpus, side)).collect(),
        withheld: held_back.iter().map(|(gate, held)| withheld(corpus, *gate, held)).collect(),
    }
}

fn evidence<'a>(corpus: &Corpus, side: &'a Side) -> Option<EvidenceAnswer<'a>> {
    let evidence = &side.evidence;
    let figure = &evidence.figure;
    let (source, place) = corpus.locate(Passage { document: evidence.document, span: figure.span })?;
    let document = &source.document;
    Some(EvidenceAnswer {
        document: document.key.clone(),
        path: paths::shown(&source.path),
        page: place.page,
        line: line(place.page, place.start.line),
        byte_range: figure.span,
        text: figure.span.of(&document.text).to_owned(),
        value: value(figure),
        agrees: side.agrees,
        attributed_to: figure.attributed_to.map(|span| span.of(&document.text).to_owned()),
        dated: document.date.map(|date| date.to_string()),
        date_inferred: document.date_inferred,
        title: document.title.clone(),
        publisher: document.publisher.clone(),
        author: document.author.clone(),
        grade: document.grade.clone(),
        sentence: evidence.sentence.of(&document.text).to_owned(),
        also_in: side.also.iter().map(|id| corpus.key(*id)).collect(),
    })
}

fn withheld(corpus: &Corpus, gate: Gate, evidence: &Evidence) -> Withheld {
    let place = corpus.locate(Passage { document: evidence.document, span: evidence.figure.span });
    Withheld {
        gate,
        document: corpus.key(evidence.document),
        line: place.and_then(|(_, place)| line(place.page, place.start.line)),
    }
}

fn diagnostic<'a>(columns: &Columns<'_>, found: &'a Diagnostic) -> DiagnosticAnswer<'a> {
    DiagnosticAnswer {
        code: found.code,
        severity: severity_name(found.severity),
        message: &found.message,
        range: range(columns, found.span),
    }
}

/// The line, from 1, in a file that has lines rather than pages.
fn line(page: Option<u32>, line: u32) -> Option<u32> {
    page.is_none().then_some(line + 1)
}

/// Bounds as decimal strings, of dates as days (`2020-06-25`): what lies outside contradicts the figure.
pub(crate) fn value(figure: &Figure) -> Value<'_> {
    let quantity = &figure.quantity;
    let days = figure.time.as_ref().filter(|_| quantity.kind == Kind::Date);
    let counted = figure.noun.as_ref().map_or("", |noun| noun.lemma.as_str());
    let unit = if quantity.unit.is_empty() { counted } else { &quantity.unit };
    Value {
        low: days.map(|days| days.first.to_string()).or_else(|| quantity.hard.low.map(decimal)),
        high: days.map(|days| days.last.to_string()).or_else(|| quantity.hard.high.map(decimal)),
        hedge: quantity.hedge,
        unit: (!unit.is_empty()).then_some(unit),
    }
}

/// A number as a decimal string.
pub(crate) fn decimal(number: f64) -> String {
    // Rust prints the shortest decimal that reads back as the same number, and never an exponent; -0 is 0.
    format!("{}", number + 0.0)
}

fn range(columns: &Columns<'_>, span: Span) -> Range {
    let position = |place: Place| Position { line: place.line as u32, character: place.utf16 as u32 };
    let (start, end) = columns.places(span);
    Range { start: position(start), end: position(end) }
}
