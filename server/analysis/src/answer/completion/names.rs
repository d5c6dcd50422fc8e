//! Completion of names: what is being typed, in any spelling, becomes the name by which the documents know the actor.
//!
//! Only where a name can stand: in prose, and in no citation.

use super::{Completion, Offer, Offered};
use crate::answer::Analysis;
use crate::answer::card::role;
use crate::resolve::Beginning;
use crate::resolve::names::folded;
use crate::text::Span;

/// As many actors are offered.
const MOST: usize = 40;

/// Of less than this many letters everything begins.
const LETTERS: usize = 2;

/// The actors that the words of one of `spans`, the longest first, may be going to name.
pub(super) fn completion(analysis: &Analysis, spans: &[Span]) -> Option<Completion> {
    let reference = analysis.reference.as_ref();
    for span in spans.iter().copied().filter(|span| begins_name(span.of(&analysis.note.text))) {
        let typed = span.of(&analysis.note.text);
        let beginnings = reference.actors_beginning(typed, MOST);
        let several = beginnings.found.iter().any(|found| found.several);
        let offers: Vec<_> = beginnings.found.iter().filter_map(|found| offer(analysis, found, typed)).collect();
        if !offers.is_empty() {
            return Some(Completion { span, offers, more: beginnings.more || several });
        }
    }
    None
}

fn offer(analysis: &Analysis, found: &Beginning, typed: &str) -> Option<Offer> {
    let actor = analysis.reference.called(found.actor)?;
    let spelling = &actor.aliases.get(found.alias)?.text;
    Some(Offer {
        subject: Offered::Actor(actor.id, actor.kind),
        label: actor.name.clone(),
        insert: actor.name.clone(),
        filter: format!("{typed}{}", rest_of(spelling, typed)),
        aside: if *spelling == actor.name { String::new() } else { spelling.clone() },
        detail: role(analysis, &actor),
    })
}

/// True for enough letters whose first word counts: of `the Kata` only `Kata` does.
fn begins_name(typed: &str) -> bool {
    let first = typed.split(' ').next().map(folded).unwrap_or_default();
    let long = typed.chars().filter(|c| c.is_alphanumeric()).count() >= LETTERS;
    long && !first.is_empty() && (!typed.contains(' ') || folded(typed).starts_with(&first))
}

/// What of `spelling` comes behind the letters of `typed`; nothing where they do not stand in it one after the other.
fn rest_of<'s>(spelling: &'s str, typed: &str) -> &'s str {
    let wanted = folded(typed);
    let begins = |at: usize| spelling[..at].chars().next_back().is_none_or(|c| !c.is_alphanumeric());
    let starts = spelling.char_indices().map(|(at, _)| at).filter(|at| begins(*at));
    let letters = typed.chars().filter(|c| c.is_alphanumeric()).count();
    for start in starts {
        let ends = spelling[start..].char_indices().filter(|(_, c)| c.is_alphanumeric());
        let end = ends.map(|(at, c)| start + at + c.len_utf8()).nth(letters.saturating_sub(1));
        if let Some(end) = end.filter(|end| folded(&spelling[start..*end]) == wanted) {
            return &spelling[end..];
        }
    }
    ""
}
