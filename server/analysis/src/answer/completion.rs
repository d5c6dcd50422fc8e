//! Completion of names: what is being typed, in any spelling, becomes the name by which the documents know the actor.
//!
//! Only where a name can stand: in prose, and in no citation.

use super::Analysis;
use super::card::role;
use crate::extract::ActorKind;
use crate::resolve::ActorId;
use crate::resolve::names::folded;
use crate::text::Span;
use unicode_normalization::char::is_combining_mark;

/// What may stand instead of what is being typed.
#[derive(Clone, Debug)]
pub struct Completion {
    /// What has been typed of it, in bytes of the note.
    pub span: Span,
    /// The offers, best first.
    pub offers: Vec<Offer>,
    /// True where typing on may bring others.
    pub more: bool,
}

/// One actor that may be meant.
#[derive(Clone, Debug)]
pub struct Offer {
    /// The actor.
    pub actor: ActorId,
    /// Its name, to be inserted.
    pub name: String,
    /// Its kind.
    pub kind: ActorKind,
    /// The spelling that begins as what was typed.
    pub spelling: String,
    /// What was typed, as it was typed, with the rest of that spelling: editors compare it with what is typed next.
    pub filter: String,
    /// What a document calls the actor, with its key in brackets; empty where none does.
    pub role: String,
}

/// As many actors are offered.
const MOST: usize = 40;

/// Of less than this many letters everything begins.
const LETTERS: usize = 2;

/// As many words may have been typed of a name.
const WORDS: usize = 4;

/// The actors that the words before byte `offset` may be going to name.
pub(super) fn completion(analysis: &Analysis, offset: usize) -> Option<Completion> {
    let reference = analysis.reference.as_ref();
    for span in typed_before(analysis, offset) {
        let typed = span.of(&analysis.note.text);
        let beginnings = reference.actors_beginning(typed, MOST);
        let several = beginnings.found.iter().any(|found| found.several);
        let offer = |found: &crate::resolve::Beginning| {
            let actor = reference.actor(found.actor)?;
            let spelling = &actor.aliases.get(found.alias)?.text;
            Some(Offer {
                actor: actor.id,
                name: actor.name.clone(),
                kind: actor.kind,
                filter: format!("{typed}{}", rest_of(spelling, typed)),
                spelling: spelling.clone(),
                role: role(analysis, &actor),
            })
        };
        let offers: Vec<_> = beginnings.found.iter().filter_map(offer).collect();
        if !offers.is_empty() {
            return Some(Completion { span, offers, more: beginnings.more || several });
        }
    }
    None
}

/// The words before `offset` that may be the beginning of a name, the most first.
fn typed_before(analysis: &Analysis, offset: usize) -> Vec<Span> {
    let text = &analysis.note.text;
    let Some(before) = text.get(..offset) else { return Vec::new() };
    let line = before.rfind('\n').map_or(0, |at| at + 1);
    let mut spans = Vec::new();
    let mut end = offset;
    for word in before[line..].rsplit(' ').take(WORDS) {
        let letters =
            word.rfind(|c| !is_of_word(c)).map_or(0, |at| at + word[at..].chars().next().map_or(0, char::len_utf8));
        let span = Span::new(end - word.len() + letters, offset);
        let cites = before[..span.start()].ends_with('@');
        if letters == word.len() || cites || !is_prose(analysis, span) {
            break;
        }
        spans.push(span);
        if letters > 0 {
            break;
        }
        end = span.start().saturating_sub(1);
    }
    spans.retain(|span| begins_name(span.of(text)));
    spans.reverse();
    spans
}

fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '\'' | '’' | '‘' | 'ʿ' | 'ʾ' | '`' | '-' | '.') || is_combining_mark(c)
}

fn is_prose(analysis: &Analysis, span: Span) -> bool {
    analysis.note.prose.text.get(span.start()..span.end()) == Some(span.of(&analysis.note.text))
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
