//! The names that stand in a note, and whom each may mean.

use rustc_hash::FxHashSet;

use super::{Analysis, Note};
use crate::resolve::names::folded;
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

/// Every name of the note, in order, without overlap: those that the extractor finds, and the known spellings that it does
/// not take for names, or not whole.
///
/// The extractor's names are the note's mentions, for claims as for documents. What the documents know besides (a name that
/// begins a sentence, a longer name) is for the answers only. Inside a longer name that no document knows a known one means
/// nothing: Sadr City is not Sadr.
pub(super) fn names(note: &Note, reference: &dyn Reference, actors: &[Vec<ActorId>]) -> Vec<Name> {
    let mentions = note.facts.mentions.iter().zip(actors);
    let mut found: Vec<Name> =
        mentions.map(|(mention, actors)| Name { span: mention.span, actors: actors.clone() }).collect();
    let within: Vec<Span> = note.prose.blocks.iter().map(|block| block.span).collect();
    let known = reference.actors_standing_in(&note.prose.text, &within);
    let mut added = Vec::new();
    let mut first = 0;
    for known in known {
        first += found[first..].iter().take_while(|name| name.span.end() <= known.span.start()).count();
        let over = found[first..].iter().take_while(|name| name.span.start() < known.span.end()).count();
        let is_longer = |name: &Name| known.span.covers(name.span) && known.span.len() > name.span.len();
        if found[first..first + over].iter().all(is_longer) {
            found.drain(first..first + over);
            added.push(Name { span: known.span, actors: known.actors });
        }
    }
    found.extend(added);
    found.sort_unstable_by_key(|name| name.span);
    bind(&mut found, note, reference);
    found
}

/// A name that several actors are called is the one's that the note names beyond doubt elsewhere.
fn bind(names: &mut [Name], note: &Note, reference: &dyn Reference) {
    let certain: FxHashSet<ActorId> = names.iter().filter_map(Name::actor).collect();
    // A stranger's last word may be his.
    let text = &note.prose.text;
    let strangers =
        names.iter().filter(|name| name.actors.is_empty()).filter_map(|name| name.span.of(text).rsplit_once(' '));
    let taken: FxHashSet<String> = strangers.map(|(_, last)| folded(last)).collect();
    for name in names.iter_mut().filter(|name| name.actor().is_none()) {
        if taken.contains(&folded(name.span.of(text))) {
            continue;
        }
        let fitting = candidates(reference, note, name).into_iter().filter(|id| certain.contains(id));
        if let [only] = fitting.collect::<Vec<_>>().as_slice() {
            name.actors = vec![*only];
        }
    }
}

/// The actors that a name may mean, where it is not one alone: those that are called so, or else those whose longer name
/// ends in this word.
pub(super) fn candidates(reference: &dyn Reference, note: &Note, name: &Name) -> Vec<ActorId> {
    match name.actors.as_slice() {
        [_] => Vec::new(),
        [] => reference.actors_sharing(name.span.of(&note.prose.text)),
        several => several.to_vec(),
    }
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
    let block = note.prose.block_at(offset)?;
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
