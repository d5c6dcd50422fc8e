//! Semantic tokens: which words of a note are figures, citations and names, and what became of them.

use super::{Analysis, Note};
use crate::extract::ActorKind;
use crate::judge::Verdict;
use crate::text::Span;

/// Words with a meaning of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where they stand, in bytes of the note.
    pub span: Span,
    /// What they are.
    pub sort: TokenSort,
}

/// What words are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenSort {
    /// The number or day of a claim, with its verdict.
    Figure(Verdict),
    /// A citation; false where no document has its key, none where that is not known yet.
    Citation(Option<bool>),
    /// A name that documents know; true where several actors are called so.
    Name(ActorKind, bool),
}

/// The tokens of the note, in order, without overlap.
pub(super) fn tokens(analysis: &Analysis) -> Vec<Token> {
    let reference = analysis.reference.as_ref();
    let mut tokens: Vec<Token> = Vec::new();
    tokens.extend(analysis.claims().iter().map(|claim| {
        let span = claim.evidence.figure.quantity.span;
        Token { span, sort: TokenSort::Figure(claim.judgement.verdict) }
    }));
    tokens.extend(analysis.note.facts.citations.iter().map(|citation| {
        let known = reference.document_of_key(&citation.key).is_some();
        Token { span: citation.span, sort: TokenSort::Citation(Some(known)) }
    }));
    tokens.extend(analysis.names.iter().filter_map(|name| {
        let kind = reference.kind_of(*name.actors.first()?);
        Some(Token { span: name.span, sort: TokenSort::Name(kind, name.actors.len() > 1) })
    }));
    apart(tokens)
}

/// The tokens of a note that is not judged: its citations.
pub fn citation_tokens(note: &Note) -> Vec<Token> {
    let citations = note.facts.citations.iter();
    apart(citations.map(|citation| Token { span: citation.span, sort: TokenSort::Citation(None) }).collect())
}

/// In order; of two that overlap the one that begins first stays, a figure before a name.
fn apart(mut tokens: Vec<Token>) -> Vec<Token> {
    tokens.retain(|token| !token.span.is_empty());
    tokens.sort_by_key(|token| (token.span.start(), !matches!(token.sort, TokenSort::Figure(_))));
    let mut end = 0;
    tokens.retain(|token| {
        let is_apart = token.span.start() >= end;
        end = if is_apart { token.span.end() } else { end };
        is_apart
    });
    tokens
}
