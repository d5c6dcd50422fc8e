//! Inlay hints: behind a verified figure how many independent sources stand behind it.

use super::{Analysis, Claim, wording};
use crate::judge::{Side, Verdict};
use crate::resolve::Passage;
use crate::text::Span;

/// A mark behind a verified figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hint {
    /// The figure, in bytes of the note; the mark stands behind it.
    pub figure: Span,
    /// How many sources agree; what copies another is no source of its own.
    pub sources: usize,
    /// The first passage that agrees.
    pub passage: Passage,
}

/// The marks that stand within `span` or at its ends.
pub(super) fn hints(analysis: &Analysis, span: Span) -> Vec<Hint> {
    if !analysis.settings.marks.inlay_hints {
        return Vec::new();
    }
    let marked = analysis.claims().iter().filter(|claim| span.touches(claim.evidence.figure.span.end()));
    marked.filter_map(hint).collect()
}

fn hint(claim: &Claim) -> Option<Hint> {
    let first = agreeing(claim).next().filter(|_| claim.judgement.verdict == Verdict::Supported)?;
    let passage = Passage { document: first.evidence.document, span: first.evidence.figure.span };
    Some(Hint { figure: claim.evidence.figure.span, sources: agreeing(claim).count(), passage })
}

/// What the mark behind the figure that ends at byte `offset` says, as plain text, a line for each source.
pub(super) fn told(analysis: &Analysis, offset: usize) -> Option<(Hint, String)> {
    let mut found = analysis.claims().iter().filter(|claim| claim.evidence.figure.span.end() == offset);
    let (claim, hint) = found.find_map(|claim| Some((claim, hint(claim)?)))?;
    let head = if hint.sources == 1 { "1 source agrees".to_owned() } else { format!("{} sources agree", hint.sources) };
    let lines = agreeing(claim).map(|side| line(analysis, side));
    Some((hint, [head].into_iter().chain(lines).collect::<Vec<_>>().join("\n")))
}

fn agreeing(claim: &Claim) -> impl Iterator<Item = &Side> {
    claim.judgement.sides.iter().filter(|side| side.agrees)
}

fn line(analysis: &Analysis, side: &Side) -> String {
    let reference = analysis.reference.as_ref();
    let said =
        reference.document(side.evidence.document).map(|document| side.evidence.figure.span.in_a_line(&document.text));
    format!("{}: {}", said.unwrap_or_default(), wording::source(side, reference))
}
