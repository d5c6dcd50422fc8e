//! Findings in a note: a file for each rule that has logic of its own, and one for the rules that tell a verdict.

mod ambiguous_actor;
mod citations;
pub(super) mod figures;
mod front_matter;
mod impossible_date;
pub(super) mod inconsistent_spelling;
mod internal_mismatch;
mod retracted_source;

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::Analysis;
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
    pub related: Arc<[(Passage, String)]>,
}

/// Every diagnostic rule with its default severity (`None`: off unless asked for) and a line that says what it finds.
pub const RULES: &[(&str, Option<Severity>, &str)] = &[
    ("contradicted-figure", Some(Severity::Warning), "every comparable source says otherwise"),
    ("disputed-figure", Some(Severity::Information), "sources disagree among themselves"),
    ("outdated-figure", Some(Severity::Information), "a later count of the same total stands in the documents"),
    ("imprecise-figure", Some(Severity::Hint), "tighter or stronger than any source"),
    ("unverified-figure", None, "nothing comparable stands in the documents"),
    ("impossible-date", Some(Severity::Warning), "a day that no calendar has, or a weekday that its date is not"),
    ("internal-mismatch", Some(Severity::Warning), "sums and counts of the note itself that do not add up"),
    ("ambiguous-actor", Some(Severity::Hint), "a name that several actors of the documents are called"),
    ("inconsistent-spelling", Some(Severity::Hint), "one actor whose name the note spells in more than one way"),
    ("unknown-citation", Some(Severity::Warning), "no document has this key, or its file could not be read"),
    ("retracted-source", Some(Severity::Warning), "whoever published this source has taken it back"),
    ("front-matter", Some(Severity::Warning), "a line of the front matter cannot be read"),
    ("contradictory-card", Some(Severity::Warning), "one name on two actor cards, or claimed and refused by one"),
    ("unmatched-card", Some(Severity::Hint), "no document uses a name of an actor card"),
    ("invalid-card", Some(Severity::Warning), "a line of a card file cannot be read"),
];

/// Every finding of the note, in order, after rule settings and dismissals.
pub(super) fn diagnostics(analysis: &Analysis) -> Vec<Diagnostic> {
    let mut found = figures::verdicts(analysis);
    found.extend(impossible_date::impossible_dates(analysis));
    found.extend(internal_mismatch::mismatches(analysis));
    found.extend(ambiguous_actor::ambiguous_actors(analysis));
    found.extend(inconsistent_spelling::inconsistent_spellings(analysis));
    found.extend(citations::unknown_citations(analysis));
    found.extend(citations::unread_links(analysis));
    found.extend(retracted_source::retracted_sources(analysis));
    found.extend(front_matter::unread_lines(analysis));
    found.retain(|finding| !is_dismissed(analysis, finding));
    found.sort_by_key(|finding| finding.span);
    found
}

/// The severity of a rule: as set, or its default.
fn severity(analysis: &Analysis, code: &str) -> Option<Severity> {
    analysis.settings.severity(code)
}

fn is_dismissed(analysis: &Analysis, finding: &Diagnostic) -> bool {
    analysis
        .note
        .dismissals
        .iter()
        .any(|dismissal| dismissal.rule == finding.code && dismissal.block.overlaps(finding.span))
}
