//! What the analyst may have done to the note, as edits. Nothing is changed unless one of them is asked for.
//!
//! A file for each purpose: `correction` puts a source's figure in the place of the note's, `citing` cites the source of a
//! figure, `spelling` writes a name as the documents do, `dismissal` takes back a finding. How a number or a day is
//! written is known to `manner` and `days`.

mod citing;
mod correction;
mod days;
mod dismissal;
mod manner;
mod spelling;

use super::Analysis;
use super::diagnostics::inconsistent_spelling;
use crate::text::Span;

/// What an edit is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Purpose {
    /// The note's figure becomes a source's.
    Correct,
    /// The source of a figure is cited.
    Cite,
    /// A name is spelled as elsewhere in the note.
    Spell,
    /// A name is spelled as the documents mostly do.
    Canonical,
    /// A finding is taken back.
    Dismiss,
}

/// An edit that is offered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What it is for.
    pub purpose: Purpose,
    /// The rule whose findings within `span` it settles; none where it settles none.
    pub rule: Option<&'static str>,
    /// What it is about, in bytes of the note.
    pub span: Span,
    /// What it does, in words.
    pub title: String,
    /// Spans of the note with what comes in their place, in order, without overlap; none where it cannot be done.
    pub edits: Vec<(Span, String)>,
    /// Bytes of the first edit's new text that wait for the analyst's own words.
    pub blank: Option<Span>,
    /// True where nothing else would settle the finding.
    pub preferred: bool,
    /// Why the analyst should look again before it is done.
    pub doubt: Option<String>,
    /// Why it cannot be done.
    pub unfit: Option<&'static str>,
}

impl Fix {
    /// An edit that settles no finding and is beyond doubt.
    pub(super) fn new(purpose: Purpose, span: Span, title: String, edits: Vec<(Span, String)>) -> Self {
        Self { purpose, rule: None, span, title, edits, blank: None, preferred: false, doubt: None, unfit: None }
    }

    /// What cannot be done, and why.
    fn unfit(purpose: Purpose, span: Span, title: String, reason: &'static str) -> Self {
        Self { unfit: Some(reason), ..Self::new(purpose, span, title, Vec::new()) }
    }
}

/// What may be done about what stands within `span`, or about the note as a whole, grouped by purpose.
pub(super) fn fixes(analysis: &Analysis, span: Span) -> Vec<Fix> {
    let spelled = inconsistent_spelling::fixes(analysis, span);
    let canonical = spelling::canonical(analysis, span, &spelled);
    let mut fixes = correction::corrections(analysis, span);
    fixes.extend(spelled);
    fixes.extend(citing::citations(analysis, span));
    fixes.extend(canonical);
    fixes.extend(dismissal::dismissals(analysis, span));
    fixes
}

/// The edits of the whole note that are beyond doubt, in order, without overlap.
///
/// Only spellings are: one that stands alone against a clear majority in the note itself. Whether a weekday or its date is
/// wrong, or which of two counts to believe, is the analyst's to say, however many sources agree.
pub(super) fn certain(analysis: &Analysis) -> Vec<(Span, String)> {
    inconsistent_spelling::certain(analysis)
}

/// True where what stands at `place` is meant by a selection of `span`: within it, or under a cursor.
fn is_meant(place: Span, span: Span) -> bool {
    place.overlaps(span) || place.touches(span.start())
}
