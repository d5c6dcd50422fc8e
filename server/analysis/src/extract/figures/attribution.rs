//! Who says so: verbs of saying, `according to`, quotation marks.

use super::super::clauses::Clause;
use super::super::events::Parse;
use super::super::phrases::{Chunk, VerbFormKind};
use crate::lexicon::speech;
use crate::text::Span;

/// Who says so: the subject of a verb of saying that governs the figure's clause, or what stands behind `according to`.
pub(super) fn attribution(parse: &Parse<'_>, clause: Option<usize>, chunk: usize) -> Option<Span> {
    let clauses = &parse.clauses.all;
    let mut at = clause;
    while let Some(parent) = at.and_then(|at| clauses[at].parent) {
        if clauses[parent].reporting.is_some() {
            return clauses[parent].subject.map(|subject| parse.span_of(subject));
        }
        at = Some(parent).filter(|parent| Some(*parent) < at);
    }
    let according =
        (0..parse.reading.len()).find(|at| speech().prepositions.longest_at(&parse.reading.lower, *at).is_some());
    if let Some(token) = according {
        let np = (0..parse.chunks.len()).find(|np| parse.noun(*np).is_some_and(|noun| noun.first > token));
        return np.filter(|np| *np != chunk).map(|np| parse.span_of(np));
    }
    // A sentence in quotation marks, or one closed by `police said`, is its speaker's.
    let quoted = parse.reading.lower.iter().any(|word| matches!(word.as_ref(), "\"" | "“" | "”"));
    let own = clause.filter(|clause| clauses[*clause].reporting.is_some());
    let speaker = clauses.iter().enumerate().find(|(number, said)| {
        said.reporting.is_some() && Some(*number) != own && (quoted || Some(*number) > clause) && is_finite(parse, said)
    })?;
    speaker.1.subject.filter(|subject| *subject != chunk).map(|subject| parse.span_of(subject))
}

pub(super) fn is_finite(parse: &Parse<'_>, clause: &Clause) -> bool {
    matches!(&parse.chunks[clause.verb], Chunk::Verb(verb) if matches!(verb.form, VerbFormKind::Finite | VerbFormKind::Ambiguous))
        && !clause.passive
}
