//! The names that stand in a note, and whom each may mean.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::spellings::Spelling;
use super::{Analysis, Note};
use crate::extract::BlockFacts;
use crate::resolve::{ActorId, Recognised, Reference};
use crate::text::Span;
use crate::text::tokens::tokenize;

/// A name in the note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// Where it stands, in bytes, without title, article and possessive.
    pub span: Span,
    /// The actors of the documents that it may name; none where no document knows it.
    pub actors: Arc<[ActorId]>,
    /// Where it is one of the note's mentions: how it is spelled.
    spelling: Option<Arc<Spelling>>,
}

impl Name {
    /// The one actor it names.
    pub fn actor(&self) -> Option<ActorId> {
        match *self.actors {
            [actor] => Some(actor),
            _ => None,
        }
    }

    /// The actors that it means or, where it is not one alone, may mean.
    pub(super) fn meant(&self) -> &[ActorId] {
        if self.actor().is_some() { &self.actors } else { self.candidates() }
    }

    /// The actors that it may mean, where it is not one alone: those that are called so, or else those whose longer name
    /// ends in this word.
    pub(super) fn candidates(&self) -> &[ActorId] {
        match (&*self.actors, &self.spelling) {
            ([_], _) | ([], None) => &[],
            ([], Some(spelling)) => &spelling.sharing,
            (several, _) => several,
        }
    }
}

/// The spellings of the documents that stand in each block of `note`, from its first byte on. Those of a block that
/// `previous` has too are not looked for again.
pub(super) fn standing(note: &Note, reference: &dyn Reference, previous: Option<&Analysis>) -> Vec<Arc<[Recognised]>> {
    let known = previous.map(|previous| previous.note.blocks().zip(&previous.standing));
    let known: FxHashMap<*const BlockFacts, &Arc<[Recognised]>> =
        known.into_iter().flatten().map(|((_, block), standing)| (Arc::as_ptr(block), standing)).collect();
    let in_block = |(span, block): (Span, &Arc<BlockFacts>)| {
        if let Some(standing) = known.get(&Arc::as_ptr(block)) {
            return Arc::clone(standing);
        }
        let text = span.of(&note.prose.text);
        reference.actors_standing_in(text, &[Span::new(0, text.len())]).into()
    };
    note.blocks().map(in_block).collect()
}

/// Every name of the note, in order, without overlap: those that the extractor finds, and the known spellings that it does
/// not take for names, or not whole.
///
/// The extractor's names are the note's mentions, for claims as for documents. What the documents know besides (a name that
/// begins a sentence, a longer name) is for the answers only. Inside a longer name that no document knows a known one means
/// nothing: Sadr City is not Sadr.
pub(super) fn names(note: &Note, mentions: &[Arc<Spelling>], standing: &[Arc<[Recognised]>]) -> Vec<Name> {
    let mentions = note.facts.mentions.iter().zip(mentions);
    let mentions = mentions.map(|(mention, spelling)| Name {
        span: mention.span,
        actors: Arc::clone(&spelling.actors),
        spelling: Some(Arc::clone(spelling)),
    });
    let mut mentions = mentions.peekable();
    let mut found = Vec::with_capacity(note.facts.mentions.len());
    // Names that the next known spelling may lie in.
    let mut near: Vec<Name> = Vec::new();
    for ((block, _), standing) in note.blocks().zip(standing) {
        for known in standing.iter() {
            let span = Span::new(block.start() + known.span.start(), block.start() + known.span.end());
            near.extend(std::iter::from_fn(|| mentions.next_if(|name| name.span.start() < span.end())));
            let passed = near.iter().take_while(|name| name.span.end() <= span.start()).count();
            found.extend(near.drain(..passed));
            if near.iter().all(|name| span.covers(name.span) && span.len() > name.span.len()) {
                near.clear();
                found.push(Name { span, actors: known.actors.as_slice().into(), spelling: None });
            }
        }
    }
    found.append(&mut near);
    found.extend(mentions);
    bind(&mut found);
    found
}

/// A name that several actors are called is the one's that the note names beyond doubt elsewhere.
fn bind(names: &mut [Name]) {
    let certain: FxHashSet<ActorId> = names.iter().filter_map(Name::actor).collect();
    // A stranger's last word may be his.
    let strangers = names.iter().filter_map(|name| name.spelling.as_ref()).filter_map(|name| name.surname.as_deref());
    let taken: FxHashSet<&str> = strangers.collect();
    let fitting = |name: &Name| {
        let is_taken = name.spelling.as_ref().is_some_and(|spelling| taken.contains(spelling.folded.as_str()));
        let mut fitting = name.candidates().iter().filter(|id| certain.contains(id) && !is_taken);
        let only = fitting.next().filter(|_| name.actor().is_none())?;
        fitting.next().is_none().then(|| Arc::from([*only]))
    };
    let bound: Vec<Option<Arc<[ActorId]>>> = names.iter().map(fitting).collect();
    for (name, bound) in names.iter_mut().zip(bound) {
        if let Some(actor) = bound {
            name.actors = actor;
        }
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
    (!actors.is_empty()).then(|| Name { span: token.span, actors: actors.into(), spelling: None })
}

/// Where the note names what the name at byte `offset` names, in order: the same actor, or, where no document knows it, the
/// same words.
pub(super) fn same_as_at(analysis: &Analysis, offset: usize) -> Vec<Span> {
    let Some(name) = at(analysis, offset) else { return Vec::new() };
    let mut spans = match &*name.actors {
        [] => spelled_as(analysis, name.span),
        actors => analysis.names.iter().filter(|other| *other.actors == *actors).map(|other| other.span).collect(),
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
