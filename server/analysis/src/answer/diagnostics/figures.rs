//! One rule for each verdict worth telling: `contradicted-figure`, `disputed-figure` and their like.

use std::sync::Arc;

use super::{Diagnostic, Severity, severity};
use crate::answer::{Analysis, Claim, wording};
use crate::extract::Hedge;
use crate::judge::{Judgement, Verdict};
use crate::resolve::Passage;

/// What is to be said of a verdict, wherever its claim stands.
#[derive(Clone, Debug)]
pub(in crate::answer) struct Remark {
    code: &'static str,
    severity: Severity,
    /// What follows the figure's words.
    said: String,
    /// The passages behind it.
    related: Arc<[(Passage, String)]>,
}

/// What is to be said of a claim by its judgement.
pub(in crate::answer) fn remark(analysis: &Analysis, judgement: &Judgement) -> Option<Remark> {
    let code = match judgement.verdict {
        Verdict::Supported => return None,
        Verdict::Contradicted => "contradicted-figure",
        Verdict::Disputed => "disputed-figure",
        Verdict::Outdated => "outdated-figure",
        Verdict::Imprecise => "imprecise-figure",
        Verdict::Unverified => "unverified-figure",
    };
    let mut severity = severity(analysis, code)?;
    if code == "contradicted-figure" && severity == Severity::Warning && is_weak(judgement) {
        severity = Severity::Information;
    }
    let reference = analysis.reference.as_ref();
    let sides: Vec<_> = judgement.sides.iter().map(|side| wording::side(&side.evidence, reference)).collect();
    let said = match judgement.verdict {
        Verdict::Unverified => "nothing comparable stands in the documents".to_owned(),
        Verdict::Outdated => {
            let later = judgement.sides.iter().filter(|side| !side.agrees);
            let later: Vec<_> = later.map(|side| wording::later_side(&side.evidence, reference)).collect();
            format!("since then {}", later.join(", "))
        }
        Verdict::Imprecise => format!("no source says it so exactly; {}", sides.join(", ")),
        _ => sides.join(", "),
    };
    let passages = judgement.sides.iter().map(|side| {
        let evidence = &side.evidence;
        Passage { document: evidence.document, span: evidence.figure.span }
    });
    Some(Remark { code, severity, said, related: passages.zip(sides).collect() })
}

/// True where the only source that differs is vague, or is somebody's word.
fn is_weak(judgement: &Judgement) -> bool {
    match judgement.sides.as_slice() {
        [side] => {
            let figure = &side.evidence.figure;
            figure.quantity.hedge == Hedge::Vague || figure.attributed_to.is_some()
        }
        _ => false,
    }
}

/// What the documents say against the note's figures: `13 members: meog-2020-week-26 says 14, the-reference-2020-06-28 says
/// 23`.
pub(super) fn verdicts(analysis: &Analysis) -> Vec<Diagnostic> {
    let finding = |claim: &Claim| {
        let Remark { code, severity, said, related } = claim.remark.as_deref()?;
        let span = claim.evidence.figure.span;
        let message = format!("{}: {said}", span.in_a_line(&analysis.note.text));
        Some(Diagnostic { code, severity: *severity, span, message, related: Arc::clone(related) })
    };
    analysis.claims().iter().filter_map(finding).collect()
}
