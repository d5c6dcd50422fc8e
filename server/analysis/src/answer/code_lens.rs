//! Code lenses: over each heading how the figures below it came off.

use super::sections::{claims_in, line_start, sections};
use super::{Analysis, Claim, Tally};
use crate::judge::Verdict;
use crate::text::Span;

/// What stands over one line of the note.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lens {
    /// The words that it stands over, in bytes of the note.
    pub span: Span,
    /// The figures of the section, those of its subsections among them.
    pub tally: Tally,
    /// The figure that needs a look first.
    pub first: Span,
}

/// A lens for every heading with figures below it, and one for the figures before the first heading.
pub(super) fn lenses(analysis: &Analysis) -> Vec<Lens> {
    if !analysis.settings.marks.code_lens {
        return Vec::new();
    }
    let note = &analysis.note;
    let sections = sections(note);
    let preamble = Span::new(0, sections.first().map_or(note.text.len(), |first| first.span.start()));
    let above = note.prose.blocks.first().map(|block| {
        let start = line_start(&note.text, block.span.start());
        lens(analysis, Span::new(start, block.span.start()), preamble)
    });
    let headed = sections.iter().map(|section| lens(analysis, section.heading, section.span));
    above.into_iter().chain(headed).flatten().collect()
}

fn lens(analysis: &Analysis, span: Span, section: Span) -> Option<Lens> {
    let claims = claims_in(analysis, section);
    let first = claims.iter().min_by_key(|claim| (urgency(claim), claim.evidence.figure.span))?;
    Some(Lens { span, tally: Tally::of(claims), first: first.evidence.figure.span })
}

/// Lower for what needs a look sooner.
fn urgency(claim: &Claim) -> u8 {
    match claim.judgement.verdict {
        Verdict::Contradicted => 0,
        Verdict::Disputed => 1,
        Verdict::Outdated => 2,
        Verdict::Imprecise => 3,
        Verdict::Unverified => 4,
        Verdict::Supported => 5,
    }
}
