//! Links of a note: from a citation to its document, from a wiki link to the sentence that says who an actor is. Links to
//! files are told as they are written; where they lead only who knows the note's folder can say.

use super::definition::cited_line;
use super::{Analysis, Name};
use crate::resolve::names::folded;
use crate::resolve::{ActorId, Beginning, Passage};
use crate::text::{DocumentId, Span};

/// A link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// What is clicked, in bytes of the note.
    pub span: Span,
    /// Where it leads.
    pub leads_to: LeadsTo,
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LeadsTo {
    /// To a document, and to the place in it that a citation names, where it has that.
    Document(DocumentId, Option<Passage>),
    /// To where a document introduces an actor ([`Analysis::introduction`]).
    Actor(ActorId),
    /// To a file or an address, as written.
    Target(String),
}

/// Of the spellings that begin as a wiki link's target does, so many are compared with it.
const LOOKED_AT: usize = 8;

/// The links of the note, in order, to what may be there.
pub(super) fn links(analysis: &Analysis) -> Vec<Link> {
    let reference = analysis.reference.as_ref();
    let cited = analysis.note.facts.citations.iter().filter_map(|citation| {
        let document = reference.document_of_key(&citation.key)?;
        Some(Link {
            span: citation.span,
            leads_to: LeadsTo::Document(document, cited_line(reference, document, citation)),
        })
    });
    let linked = analysis.note.prose.links.iter().filter_map(|(span, target)| {
        let leads_to = if span.of(&analysis.note.text).starts_with("[[") {
            LeadsTo::Actor(actor(analysis, *span, target)?)
        } else {
            LeadsTo::Target(target.clone())
        };
        Some(Link { span: *span, leads_to })
    });
    let mut links: Vec<Link> = cited.chain(linked).collect();
    links.sort_by_key(|link| link.span);
    links
}

/// The one actor that a wiki link names: by its shown words, or else by its target.
fn actor(analysis: &Analysis, link: Span, target: &str) -> Option<ActorId> {
    let first = analysis.names.partition_point(|name| name.span.start() < link.start());
    let inside = analysis.names[first..].iter().take_while(|name| name.span.end() <= link.end());
    let mut named = inside.filter_map(Name::actor);
    let (shown, other) = (named.next(), named.next());
    if other.is_some() {
        return None;
    }
    shown.or_else(|| spelled(analysis, target))
}

/// The one actor with a spelling that is `target`.
fn spelled(analysis: &Analysis, target: &str) -> Option<ActorId> {
    let wanted = folded(target);
    let is_spelled = |found: &Beginning| {
        let actor = analysis.reference.called(found.actor);
        actor.and_then(|actor| Some(folded(&actor.aliases.get(found.alias)?.text) == wanted)) == Some(true)
    };
    let found = analysis.reference.actors_beginning(target, LOOKED_AT).found;
    let mut fitting = found.into_iter().filter(|found| found.whole && is_spelled(found)).map(|found| found.actor);
    let only = fitting.next()?;
    fitting.next().is_none().then_some(only)
}
