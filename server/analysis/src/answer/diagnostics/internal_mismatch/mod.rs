//! `internal-mismatch`: sums and counts of the note itself that do not add up. No source is asked.
//!
//! # Why
//!
//! Whoever reads "three bridges" above a list of four trusts neither the number nor the list.
//!
//! # What stays silent
//!
//! Lists and parts that need not be all ("including", "among them", "at least", women and children singled out), bullets
//! that are no things of the counted kind, values that the note itself tells apart.

mod lists;
mod parts;
mod tables;
mod twice;

use std::sync::Arc;

use super::{Diagnostic, severity};
use crate::answer::Analysis;
use crate::extract::{Figure, Hedge, Kind, Modality, Scope};
use crate::lexicon::sums;
use crate::lexicon::sums::Cue;
use crate::text::Span;
use crate::text::tokens::tokenize;

const RULE: &str = "internal-mismatch";

/// One mismatch: where, and in one sentence what.
struct Mismatch {
    span: Span,
    message: String,
}

/// Figures of the note that do not fit one another.
pub(super) fn mismatches(analysis: &Analysis) -> Vec<Diagnostic> {
    let Some(severity) = severity(analysis, RULE) else { return Vec::new() };
    let found = [
        lists::uneven_lists(analysis),
        parts::uneven_parts(analysis),
        tables::uneven_totals(analysis),
        twice::told_twice(analysis),
    ];
    let finding =
        |Mismatch { span, message }| Diagnostic { code: RULE, severity, span, message, related: Arc::default() };
    found.into_iter().flatten().map(finding).collect()
}

/// The words and marks of a stretch of prose, in lower case.
fn words(text: &str, span: Span) -> Vec<String> {
    tokenize(text, span).iter().map(|token| token.text(text).to_lowercase().replace('’', "'")).collect()
}

/// True where something says that what is told is not all.
fn is_partial<S: AsRef<str>>(words: &[S]) -> bool {
    sums().stands_in(Cue::Part, words)
}

/// True for a figure that counts in numbers, dates and articles left out.
fn counts(figure: &Figure) -> bool {
    figure.quantity.kind == Kind::Count && figure.quantity.hedge != Hedge::Article
}

/// The number of a figure that says exactly how many there are of something whole.
fn exact(figure: &Figure) -> Option<f64> {
    let quantity = &figure.quantity;
    let plain = counts(figure)
        && quantity.hedge == Hedge::Exact
        && quantity.span == quantity.number
        && figure.scope == Scope::Whole
        && figure.modality == Modality::Asserted
        && !figure.running;
    quantity.hard.low.filter(|number| plain && number.fract() == 0.0)
}

/// The figures that count in sentence `number`.
fn of_sentence(analysis: &Analysis, number: usize) -> impl Iterator<Item = &Figure> {
    let figures = &analysis.note.facts.figures;
    let first = figures.partition_point(|figure| (figure.sentence as usize) < number);
    let here = figures[first..].iter().map(Arc::as_ref).take_while(move |figure| figure.sentence as usize == number);
    here.filter(|figure| counts(figure))
}
