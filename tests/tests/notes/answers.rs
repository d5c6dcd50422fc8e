//! What the analysis says of a case: documents made in memory, the note read and judged, no file touched.

use std::sync::Arc;

use deskcheck_analysis::answer::{Analysis, Note, RULES, Settings, Severity};
use deskcheck_analysis::extract::extract_in;
use deskcheck_analysis::resolve::{Cards, Sources, resolve};
use deskcheck_analysis::text::{Document, Markup, Span};
use deskcheck_corpus::MemoryIndex;
use jiff::civil::Date;

use super::suite::{Case, Fenced};

/// What is said of one note.
pub(crate) struct Answers {
    /// The note, with its front matter.
    pub(crate) text: String,
    /// Number of each figure read, its whole, and its verdict, in order.
    pub(crate) claims: Vec<(Span, Span, &'static str)>,
    /// `warning contradicted-figure: ...`, in order.
    pub(crate) findings: Vec<String>,
    /// The note, judged.
    analysis: Analysis,
}

impl Answers {
    /// The card for what stands at byte `offset` of the note, on one line; empty where there is none.
    pub(crate) fn hover(&self, offset: usize) -> String {
        let card = self.analysis.hover(offset).map(|hover| hover.markdown).unwrap_or_default();
        card.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// Judges the note of `case` by its sources.
pub(crate) fn answers(case: &Case) -> Answers {
    let mut sources: Sources = case.sources.iter().map(source).collect();
    sources.sort_by(|(a, _), (b, _)| a.key.cmp(&b.key));
    let reference = MemoryIndex::of(&sources, resolve(&sources, &Cards::default()));
    let text = note_text(&case.note);
    let note = Arc::new(Note::read(text.clone(), None));
    let analysis = Analysis::new(note, Arc::new(reference), Arc::new(settings(&case.note)), None);
    let claims = analysis.claims().iter().map(|claim| {
        let figure = &claim.evidence.figure;
        (figure.quantity.span, figure.span, claim.judgement.verdict.name())
    });
    let findings = analysis.diagnostics().into_iter().map(|finding| {
        let severity = match finding.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Information => "information",
            Severity::Hint => "hint",
        };
        format!("{severity} {}: {}", finding.code, finding.message)
    });
    Answers { claims: claims.collect(), findings: findings.collect(), text, analysis }
}

fn source(block: &Fenced) -> (Arc<Document>, Arc<deskcheck_analysis::extract::TextFacts>) {
    let attribute = |key: &str| block.attributes.get(key).cloned();
    let markdown = attribute("markup").as_deref() == Some("markdown");
    let document = Document {
        key: block.name.clone().unwrap_or_default(),
        publisher: attribute("publisher"),
        author: attribute("author"),
        language: attribute("language"),
        grade: attribute("grade"),
        retracted: attribute("retracted").is_some(),
        date: attribute("date").map(|date| day(block, &date)),
        date_inferred: attribute("inferred").is_some(),
        text: if markdown { block.lines.join("\n") } else { paragraphs(&block.lines) },
        markup: if markdown { Markup::Markdown } else { Markup::Plain },
        ..Document::default()
    };
    let facts = extract_in(&document.text, document.markup, document.date, document.language.as_deref());
    (Arc::new(document), Arc::new(facts))
}

/// Lines joined to paragraphs, one a line, as the readers of files hand plain text over.
fn paragraphs(lines: &[String]) -> String {
    let paragraphs: Vec<_> = lines.split(|line| line.trim().is_empty()).map(|lines| lines.join(" ")).collect();
    paragraphs.join("\n")
}

/// The note with front matter made of the block's dates, unless it brings its own.
fn note_text(block: &Fenced) -> String {
    let body = block.lines.join("\n");
    let dates: String = ["date", "as-of"]
        .iter()
        .filter_map(|key| block.attributes.get(*key).map(|date| format!("{key}: {date}\n")))
        .collect();
    if dates.is_empty() || body.starts_with("---") { body } else { format!("---\n{dates}---\n{body}") }
}

fn settings(block: &Fenced) -> Settings {
    let rules = block.attributes.iter().filter(|(key, _)| RULES.iter().any(|(rule, ..)| rule == key));
    let severity = |value: &str| match value {
        "error" => Some(Severity::Error),
        "warning" => Some(Severity::Warning),
        "information" => Some(Severity::Information),
        "hint" => Some(Severity::Hint),
        _ => None,
    };
    Settings { rules: rules.map(|(rule, value)| (rule.clone(), severity(value))).collect(), ..Settings::default() }
}

fn day(block: &Fenced, date: &str) -> Date {
    date.parse().unwrap_or_else(|_| panic!("line {}: `{date}` is no date", block.line))
}
