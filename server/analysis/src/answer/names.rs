//! The names that stand in a note, and whom each may mean.

use super::{Analysis, Note};
use crate::resolve::{ActorId, Reference};
use crate::text::Span;
use crate::text::tokens::tokenize;

/// A name in the note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// Where it stands, in bytes, without title, article and possessive.
    pub span: Span,
    /// The actors of the documents that it may name; none where no document knows it.
    pub actors: Vec<ActorId>,
}

impl Name {
    /// The one actor it names.
    pub fn actor(&self) -> Option<ActorId> {
        match self.actors.as_slice() {
            [actor] => Some(*actor),
            _ => None,
        }
    }
}

/// Every name of the note, in order, without overlap: those that the extractor finds.
pub(super) fn names(note: &Note, actors: &[Vec<ActorId>]) -> Vec<Name> {
    let mentions = note.facts.mentions.iter().zip(actors);
    mentions.map(|(mention, actors)| Name { span: mention.span, actors: actors.clone() }).collect()
}

/// The name that byte `offset` touches. Where none stands there: the capitalised word, if it names an actor although the
/// note does not show it to be a name.
pub(super) fn at(analysis: &Analysis, offset: usize) -> Option<Name> {
    let touching = || analysis.names.iter().filter(|name| name.span.touches(offset));
    let inside = touching().find(|name| name.span.contains(offset));
    let found = inside.or_else(|| touching().next());
    match found {
        Some(name) if !name.actors.is_empty() => Some(name.clone()),
        _ => word_at(&analysis.note, analysis.reference.as_ref(), offset).or_else(|| found.cloned()),
    }
}

fn word_at(note: &Note, reference: &dyn Reference, offset: usize) -> Option<Name> {
    let text = &note.prose.text;
    let block = note.prose.blocks.iter().find(|block| block.span.touches(offset))?;
    let tokens = tokenize(text, block.span);
    let token = tokens.iter().find(|token| token.span.touches(offset) && token.is_capitalised(text))?;
    let actors = reference.actors_named(token.span.of(text));
    (!actors.is_empty()).then_some(Name { span: token.span, actors })
}

/// Where the note names what the name at byte `offset` names, in order: the same actor, or, where no document knows it, the
/// same words.
pub(super) fn same_as_at(analysis: &Analysis, offset: usize) -> Vec<Span> {
    let Some(name) = at(analysis, offset) else { return Vec::new() };
    let mut spans = match name.actors.as_slice() {
        [] => spelled_as(analysis, name.span),
        actors => analysis.names.iter().filter(|other| other.actors == actors).map(|other| other.span).collect(),
    };
    if !spans.contains(&name.span) {
        spans.push(name.span);
        spans.sort_unstable();
    }
    spans
}

fn spelled_as(analysis: &Analysis, span: Span) -> Vec<Span> {
    let text = &analysis.note.text;
    let same = |other: &Span| other.of(text).eq_ignore_ascii_case(span.of(text));
    analysis.names.iter().map(|name| name.span).filter(same).collect()
}
