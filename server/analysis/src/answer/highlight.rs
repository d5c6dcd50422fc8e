//! Document highlight: every place of the note that names what stands under the cursor, under whatever spelling.

use super::{Analysis, names};
use crate::text::Span;

/// The places of the note that name the actor, or cite the document, at byte `offset`, in order.
pub(super) fn highlights(analysis: &Analysis, offset: usize) -> Vec<Span> {
    let cited = citations(analysis, offset);
    if cited.is_empty() { names::same_as_at(analysis, offset) } else { cited }
}

/// Every citation of the same document.
fn citations(analysis: &Analysis, offset: usize) -> Vec<Span> {
    let citations = &analysis.note.facts.citations;
    let Some(cited) = citations.iter().find(|citation| citation.span.touches(offset)) else { return Vec::new() };
    let same = citations.iter().filter(|citation| citation.key.eq_ignore_ascii_case(&cited.key));
    same.map(|citation| citation.span).collect()
}
