//! Provenance: from a claim to the documents behind it, from a document to the claims that lean on it and to the one that it
//! reprints.

use super::Analysis;
use super::Claim;
use super::symbols::first_line;
use crate::judge::Verdict;
use crate::resolve::{Passage, Reference};
use crate::text::{DocumentId, Span};

/// What provenance goes on from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The claim whose figure stands there, in bytes of the note.
    Claim(Span),
    /// A document.
    Document(DocumentId),
}

/// How a document stands to a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stand {
    /// It says the same.
    Agrees,
    /// It says something else.
    Differs,
    /// It prints after another what that one says.
    Reprints,
    /// It printed first what another prints after it.
    Original,
    /// The claim's sentence cites it, and nothing in it could be compared.
    Cited,
}

impl Stand {
    /// As a reader is told it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Agrees => "agrees",
            Self::Differs => "differs",
            Self::Reprints => "reprints",
            Self::Original => "printed first",
            Self::Cited => "cited",
        }
    }
}

/// A passage behind a claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Behind {
    /// How its document stands to the claim.
    pub stand: Stand,
    /// The words that count.
    pub passage: Passage,
    /// The sentence around them.
    pub sentence: Passage,
}

/// A claim that leans on a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leaning {
    /// How the document stands to it.
    pub stand: Stand,
    /// Its figure, in bytes of the note.
    pub figure: Span,
    /// Its sentence, in bytes of the note.
    pub sentence: Span,
    /// What became of it.
    pub verdict: Verdict,
}

/// The cited document or the claim at byte `offset`.
pub(super) fn origin(analysis: &Analysis, offset: usize) -> Option<Origin> {
    let cited = analysis.note.facts.citations.iter().find(|citation| citation.span.touches(offset));
    if let Some(citation) = cited {
        return analysis.reference.document_of_key(&citation.key).map(Origin::Document);
    }
    let touched = |claim: &&Claim| claim.evidence.figure.span.touches(offset);
    analysis.claims().iter().find(touched).map(|claim| Origin::Claim(claim.evidence.figure.span))
}

/// The claim whose figure stands at `figure`, or, where the note has moved on, reads so.
pub(super) fn claim<'a>(analysis: &'a Analysis, figure: Span, words: &str) -> Option<&'a Claim> {
    let reads_so = |claim: &&Claim| claim.evidence.figure.span.in_a_line(&analysis.note.text) == words;
    let distance = |claim: &&Claim| claim.evidence.figure.span.start().abs_diff(figure.start());
    analysis.claims().iter().filter(reads_so).min_by_key(distance)
}

/// Everything behind a claim: those that agree, those that differ, what is cited besides.
pub(super) fn behind(analysis: &Analysis, claim: &Claim) -> Vec<Behind> {
    let reference = analysis.reference.as_ref();
    let mut found: Vec<Behind> = Vec::new();
    for side in &claim.judgement.sides {
        let document = side.evidence.document;
        let sentence = Passage { document, span: side.evidence.sentence };
        let passage = Passage { document, span: side.evidence.figure.span };
        let stand = if side.agrees { Stand::Agrees } else { Stand::Differs };
        found.push(Behind { stand, passage, sentence });
        let copies = reference.copies(sentence);
        let printed = side.also.iter().filter_map(|also| copies.iter().find(|copy| copy.document == *also));
        found.extend(printed.map(|copy| Behind { stand: Stand::Reprints, passage: *copy, sentence: *copy }));
    }
    for document in cited(analysis, claim) {
        if !found.iter().any(|other| other.passage.document == document)
            && let Some(text) = reference.document(document)
        {
            let line = first_line(document, &text);
            found.push(Behind { stand: Stand::Cited, passage: line, sentence: line });
        }
    }
    found
}

/// The claims of the note that lean on a document: it was compared with them, or their sentence cites it.
pub(super) fn leaning(analysis: &Analysis, document: DocumentId) -> Vec<Leaning> {
    let stand = |claim: &Claim| {
        let sides = &claim.judgement.sides;
        let own = sides.iter().find(|side| side.evidence.document == document);
        let own = own.map(|side| if side.agrees { Stand::Agrees } else { Stand::Differs });
        let reprints = sides.iter().any(|side| side.also.contains(&document)).then_some(Stand::Reprints);
        own.or(reprints).or_else(|| cited(analysis, claim).contains(&document).then_some(Stand::Cited))
    };
    let leaning = |claim: &Claim| {
        let (figure, sentence) = (claim.evidence.figure.span, claim.evidence.sentence);
        Some(Leaning {
            stand: stand(claim)?,
            figure,
            sentence: sentence.join(figure),
            verdict: claim.judgement.verdict,
        })
    };
    analysis.claims().iter().filter_map(leaning).collect()
}

/// The documents that the sentence of a claim cites.
fn cited(analysis: &Analysis, claim: &Claim) -> Vec<DocumentId> {
    let citations = &analysis.note.facts.citations;
    let first = citations.partition_point(|citation| citation.span.start() < claim.evidence.sentence.start());
    let own = citations[first..].iter().take_while(|citation| claim.evidence.sentence.covers(citation.span));
    own.filter_map(|citation| analysis.reference.document_of_key(&citation.key)).collect()
}

/// What `document` prints after another: the same sentence, where `sentence` is one of its own that was printed before, or
/// else the story that it reprints as a whole. None where no day tells which came first.
pub fn original(reference: &dyn Reference, document: DocumentId, sentence: Option<Span>) -> Option<Passage> {
    let dated = |id: DocumentId| reference.date(id);
    let day = dated(document)?;
    let copies = sentence.map(|span| reference.copies(Passage { document, span })).unwrap_or_default();
    let told = copies.into_iter().filter_map(|copy| Some((dated(copy.document)?, copy)));
    let first = told.min().filter(|(first, _)| *first < day).map(|(_, copy)| copy);
    first.or_else(|| {
        let others = reference.reprints_of(document).into_iter();
        let (first, id) = others.filter_map(|id| Some((dated(id)?, id))).min()?;
        (first < day).then_some(first_line(id, reference.document(id)?.as_ref()))
    })
}
