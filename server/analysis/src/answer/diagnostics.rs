//! Findings in a note: one rule for each verdict worth telling, and citations that lead nowhere.

use serde::{Deserialize, Serialize};

use super::{Analysis, Claim, wording};
use crate::extract::Hedge;
use crate::judge::Verdict;
use crate::resolve::Passage;
use crate::text::Span;

/// How loud a diagnostic is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "the names are the protocol's")]
pub enum Severity {
    Error,
    Warning,
    Information,
    Hint,
}

/// A finding in the note.
#[derive(Clone, Debug)]
pub struct Diagnostic {
    /// The rule (`contradicted-figure`).
    pub code: &'static str,
    /// How loud.
    pub severity: Severity,
    /// Where in the note, in bytes.
    pub span: Span,
    /// One sentence of plain text, the figure first.
    pub message: String,
    /// The passages behind it, each with a sentence that says what stands there.
    pub related: Vec<(Passage, String)>,
}

/// Every diagnostic rule with its default severity (`None`: off unless asked for) and a line that says what it finds.
pub const RULES: &[(&str, Option<Severity>, &str)] = &[
    ("contradicted-figure", Some(Severity::Warning), "every comparable source says otherwise"),
    ("disputed-figure", Some(Severity::Information), "sources disagree among themselves"),
    ("outdated-figure", Some(Severity::Information), "a later count of the same total stands in the documents"),
    ("imprecise-figure", Some(Severity::Hint), "tighter or stronger than any source"),
    ("unverified-figure", None, "nothing comparable stands in the documents"),
    ("unknown-citation", Some(Severity::Warning), "no document has this key"),
    ("front-matter", Some(Severity::Warning), "a line of the front matter cannot be read"),
];

/// Every finding of the note, in order, after rule settings and dismissals.
pub(super) fn diagnostics(analysis: &Analysis) -> Vec<Diagnostic> {
    let mut found: Vec<_> = analysis.claims.iter().filter_map(|claim| figure(analysis, claim)).collect();
    found.extend(unknown_citations(analysis));
    found.extend(front_matter(analysis));
    found.retain(|finding| !is_dismissed(analysis, finding));
    found.sort_by_key(|finding| finding.span);
    found
}

/// The severity of a rule: as set, or its default.
fn severity(analysis: &Analysis, code: &str) -> Option<Severity> {
    let set = analysis.settings.rules.iter().rev().find(|(rule, _)| rule == code);
    match set {
        Some((_, severity)) => *severity,
        None => RULES.iter().find(|(rule, ..)| *rule == code).and_then(|(_, severity, _)| *severity),
    }
}

fn figure(analysis: &Analysis, claim: &Claim) -> Option<Diagnostic> {
    let code = match claim.judgement.verdict {
        Verdict::Supported => return None,
        Verdict::Contradicted => "contradicted-figure",
        Verdict::Disputed => "disputed-figure",
        Verdict::Outdated => "outdated-figure",
        Verdict::Imprecise => "imprecise-figure",
        Verdict::Unverified => "unverified-figure",
    };
    let mut severity = severity(analysis, code)?;
    if code == "contradicted-figure" && severity == Severity::Warning && is_weak(claim) {
        severity = Severity::Information;
    }
    let span = claim.evidence.figure.span;
    let sides = claim.judgement.sides.iter();
    let related = sides.map(|side| {
        let passage = Passage { document: side.evidence.document, span: side.evidence.figure.span };
        (passage, wording::side(&side.evidence, analysis.reference.as_ref()))
    });
    Some(Diagnostic { code, severity, span, message: message(analysis, claim, span), related: related.collect() })
}

/// True where the only source that differs is vague, or is somebody's word.
fn is_weak(claim: &Claim) -> bool {
    match claim.judgement.sides.as_slice() {
        [side] => {
            let figure = &side.evidence.figure;
            figure.quantity.hedge == Hedge::Vague || figure.attributed_to.is_some()
        }
        _ => false,
    }
}

/// `13 members: meog-2020-week-26 says 14, the-reference-2020-06-28 says 23`.
fn message(analysis: &Analysis, claim: &Claim, span: Span) -> String {
    let figure = wording::line_of(&analysis.note.text, span);
    let reference = analysis.reference.as_ref();
    let sides: Vec<_> = claim.judgement.sides.iter().map(|side| wording::side(&side.evidence, reference)).collect();
    match claim.judgement.verdict {
        Verdict::Unverified => format!("{figure}: nothing comparable stands in the documents"),
        Verdict::Outdated => {
            let later = claim.judgement.sides.iter().filter(|side| !side.agrees);
            let later: Vec<_> = later.map(|side| wording::later_side(&side.evidence, reference)).collect();
            format!("{figure}: since then {}", later.join(", "))
        }
        Verdict::Imprecise => format!("{figure}: no source says it so exactly; {}", sides.join(", ")),
        _ => format!("{figure}: {}", sides.join(", ")),
    }
}

fn unknown_citations(analysis: &Analysis) -> Vec<Diagnostic> {
    let Some(severity) = severity(analysis, "unknown-citation") else { return Vec::new() };
    let reference = analysis.reference.as_ref();
    let unknown =
        analysis.note.facts.citations.iter().filter(|citation| reference.document_of_key(&citation.key).is_none());
    let finding = |citation: &crate::extract::Citation| {
        let nearest = nearest_key(&citation.key, analysis);
        let hint = nearest
            .map_or_else(|| "check the key, or add the document".to_owned(), |key| format!("did you mean @{key}?"));
        let message = format!("@{}: no document has this key; {hint}", citation.key);
        Diagnostic { code: "unknown-citation", severity, span: citation.span, message, related: Vec::new() }
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

fn front_matter(analysis: &Analysis) -> Vec<Diagnostic> {
    let Some(severity) = severity(analysis, "front-matter") else { return Vec::new() };
    let note = &analysis.note;
    let finding = |(line, message): &(usize, String)| Diagnostic {
        code: "front-matter",
        severity,
        span: note.lines.line_span(&note.text, *line),
        message: message.clone(),
        related: Vec::new(),
    };
    note.front_matter.problems.iter().map(finding).collect()
}

fn is_dismissed(analysis: &Analysis, finding: &Diagnostic) -> bool {
    analysis
        .note
        .dismissals
        .iter()
        .any(|dismissal| dismissal.rule == finding.code && dismissal.block.overlaps(finding.span))
}
