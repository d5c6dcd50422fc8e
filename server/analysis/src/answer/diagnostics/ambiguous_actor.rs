//! `ambiguous-actor`: a name in the note that several actors of the documents are called.
//!
//! # Why
//!
//! Whoever reads a bare surname that two men in the file share cannot tell which of them did it; nor can the analyst, in a
//! year.
//!
//! # What stays silent
//!
//! A name that the note itself settles by naming one of them in full, or by citing beside it a document that names only one
//! of them; a name that was told of before; actors whose names are so alike that they may be one after all.

use std::sync::Arc;

use rustc_hash::FxHashSet;

use super::{Diagnostic, severity};
use crate::answer::{Analysis, Name};
use crate::lexicon::kept::Kept;
use crate::resolve::names::{compare, folded};
use crate::resolve::{Actor, ActorId};
use crate::text::Span;

const RULE: &str = "ambiguous-actor";

/// Names so alike may be one actor's.
const LIKE: f64 = 0.75;

/// As many candidates are named.
const NAMED: usize = 3;

/// Names that several actors are called, each spelling at its first place.
pub(super) fn ambiguous_actors(analysis: &Analysis) -> Vec<Diagnostic> {
    let Some(severity) = severity(analysis, RULE) else { return Vec::new() };
    let (mut written, mut told) = (FxHashSet::default(), FxHashSet::default());
    let finding = |name: &Name| {
        let candidates = name.candidates();
        if candidates.len() < 2 {
            return None;
        }
        let surface = name.span.of(&analysis.note.text);
        // Most names stand more than once as they stand here.
        let is_told = !written.insert(surface) || !told.insert(folded(surface));
        if is_told || is_settled(analysis, name.span, candidates) {
            return None;
        }
        let actors: Vec<_> = candidates.iter().filter_map(|id| analysis.reference.called(*id)).collect();
        if !are_apart(&actors) {
            return None;
        }
        let first =
            |actor: &Arc<Actor>| Some((*analysis.reference.sightings(actor.id).first.first()?, actor.name.clone()));
        let related = actors.iter().take(NAMED).filter_map(first);
        let message = format!("{surface}: the documents name {}; say which one is meant", listed(&actors));
        Some(Diagnostic { code: RULE, severity, span: name.span, message, related: related.collect() })
    };
    analysis.names.iter().filter_map(finding).collect()
}

fn listed(actors: &[Arc<Actor>]) -> String {
    let mut names: Vec<_> = actors.iter().take(NAMED).map(|actor| actor.name.clone()).collect();
    let last = match actors.len() - names.len() {
        0 => names.pop().unwrap_or_default(),
        1 => "another".to_owned(),
        more => format!("{more} others"),
    };
    format!("{} and {last}", names.join(", "))
}

/// True where a document cited in the same block names one of them only.
fn is_settled(analysis: &Analysis, span: Span, candidates: &[ActorId]) -> bool {
    let reference = analysis.reference.as_ref();
    let Some(block) = analysis.note.prose.block_at(span.start()) else { return false };
    let near = analysis.note.facts.citations.iter().filter(|citation| block.span.overlaps(citation.span));
    let mut cited = near.filter_map(|citation| reference.document_of_key(&citation.key));
    cited.any(|document| {
        let named = candidates.iter().filter(|id| reference.is_named_in(**id, document));
        named.count() == 1
    })
}

/// True where every word of one name is a word of the other, as where a title was taken for a name.
fn is_part(short: &str, long: &str) -> bool {
    let long = folded(long);
    folded(short).split(' ').all(|word| long.split(' ').any(|other| other == word))
}

fn are_apart(actors: &[Arc<Actor>]) -> bool {
    let mut pairs = actors.iter().enumerate().flat_map(|(at, a)| actors[at + 1..].iter().map(move |b| (a, b)));
    actors.len() > 1 && !pairs.any(|(a, b)| may_be_one(&a.name, &b.name))
}

/// True of names that are so alike, or the one so much a part of the other, that they may be one actor's.
fn may_be_one(a: &str, b: &str) -> bool {
    thread_local! {
        static ALIKE: Kept<bool> = const { Kept::new() };
    }
    let alike = |_: &str| is_part(a, b) || is_part(b, a) || compare(a, b).score >= LIKE;
    ALIKE.with(|kept| kept.of(&format!("{a}\n{b}"), alike))
}
