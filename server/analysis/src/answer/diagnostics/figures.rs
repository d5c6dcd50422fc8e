//! One rule for each verdict worth telling: `contradicted-figure`, `disputed-figure` and their like.

use super::{Diagnostic, Severity, severity};
use crate::answer::{Analysis, Claim, wording};
use crate::extract::Hedge;
use crate::judge::Verdict;
use crate::resolve::Passage;
use crate::text::Span;

/// What the documents say against the note's figures.
pub(super) fn verdicts(analysis: &Analysis) -> Vec<Diagnostic> {
    analysis.claims().iter().filter_map(|claim| verdict(analysis, claim)).collect()
}

fn verdict(analysis: &Analysis, claim: &Claim) -> Option<Diagnostic> {
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
