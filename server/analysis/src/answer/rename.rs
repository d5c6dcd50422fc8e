//! Rename: an actor called by another spelling throughout the note.
//!
//! Every spelling of it is replaced, with these exceptions, each of which keeps the note true and readable:
//!
//! - what stands between quotation marks is a source's words and stays;
//! - a bare surname becomes the surname of the new name, and where a bare surname is renamed, given names stay;
//! - an acronym that the note itself introduces (`Grey Wolves (GW)`) stays, and renaming it leaves the long name;
//! - a name with notation inside it (`**Grey** Wolves`) stays.
//!
//! Titles, articles and possessives are no part of a name, and stay where they are.

use super::{Analysis, Name, names};
use crate::extract::ActorKind;
use crate::resolve::names::{compare, folded};
use crate::text::Span;

/// Why a name cannot be changed so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// No name that the documents know, and know as one actor, stands there.
    NoActor,
    /// The new name has no letters, or more than one line.
    NoName,
}

impl Unfit {
    /// In words that say what to do.
    pub fn describe(self) -> &'static str {
        match self {
            Self::NoActor => "no name of a single actor of the documents stands here",
            Self::NoName => "the new name must have letters and stand on one line",
        }
    }
}

/// The name at byte `offset`, where it can be renamed.
pub(super) fn renamable(analysis: &Analysis, offset: usize) -> Option<Span> {
    names::at(analysis, offset)
        .filter(|name| name.actor().is_some() && is_plain(analysis, name.span))
        .map(|name| name.span)
}

/// The edits that call the actor at byte `offset` `new` throughout the note.
pub(super) fn rename(analysis: &Analysis, offset: usize, new: &str) -> Result<Vec<(Span, String)>, Unfit> {
    let new = new.trim();
    if !new.contains(char::is_alphabetic) || new.contains(['\n', '\r']) {
        return Err(Unfit::NoName);
    }
    let here = names::at(analysis, offset).filter(|name| name.actor().is_some()).ok_or(Unfit::NoActor)?;
    let renaming = Renaming::new(analysis, &here, new);
    let spans = names::same_as_at(analysis, offset).into_iter();
    let edits = spans.filter_map(|span| Some((span, renaming.replacement(span)?)));
    Ok(edits.filter(|(span, new)| span.of(&analysis.note.text) != new).collect())
}

struct Renaming<'a> {
    analysis: &'a Analysis,
    /// The name under the cursor: it is replaced wherever it stands.
    here: Span,
    /// Its words, folded.
    old: Vec<String>,
    new: &'a str,
    person: bool,
    /// Acronyms that the note introduces, and whether the name under the cursor is one of them.
    introduced: Vec<String>,
    of_acronym: bool,
}

impl<'a> Renaming<'a> {
    fn new(analysis: &'a Analysis, here: &Name, new: &'a str) -> Self {
        let text = &analysis.note.text;
        let kind = here.actor().map(|actor| analysis.reference.kind_of(actor));
        let introduced = introduced_acronyms(analysis);
        let old = here.span.of(text);
        Self {
            of_acronym: introduced.iter().any(|acronym| acronym == old),
            analysis,
            here: here.span,
            old: words(old),
            new,
            person: kind == Some(ActorKind::Person),
            introduced,
        }
    }

    /// What comes in the place of a name; none where it stays.
    fn replacement(&self, span: Span) -> Option<String> {
        let text = &self.analysis.note.text;
        let written = span.of(text);
        if span == self.here {
            return Some(self.new.to_owned());
        }
        let acronym = self.introduced.iter().any(|acronym| acronym == written);
        if acronym != self.of_acronym || !is_plain(self.analysis, span) || is_quoted(self.analysis, span) {
            return None;
        }
        if self.person { Some(self.of_person(written)) } else { Some(self.new.to_owned()) }
    }

    /// A bare surname for a bare surname, a full name for a full name.
    fn of_person(&self, written: &str) -> String {
        let (there, new) = (words(written), words(self.new));
        let surname = last_word(self.new);
        match (there.len(), self.old.len(), new.len()) {
            // A surname, where the full name was renamed.
            (1, 2.., 2..) => surname.to_owned(),
            // A full name, where the surname was renamed.
            (2.., 1, 1) => match written.rsplit_once(' ') {
                Some((given, last)) if alike(last, &self.old) => format!("{given} {}", with_article(last, self.new)),
                _ => self.new.to_owned(),
            },
            _ => self.new.to_owned(),
        }
    }
}

/// The letters of a name's words, articles left out.
fn words(name: &str) -> Vec<String> {
    folded(name).split(' ').map(str::to_owned).collect()
}

/// The last word as it is written, without the article that hangs on it.
fn last_word(name: &str) -> &str {
    let last = name.rsplit(' ').next().unwrap_or(name);
    match last.split_once(['-', '‑']) {
        Some((article, rest)) if folded(&format!("{article} x")) == "x" => rest,
        _ => last,
    }
}

/// `new` with the article that hangs on `old`, where it has none itself.
fn with_article(old: &str, new: &str) -> String {
    let bare = last_word(old);
    let article = &old[..old.len() - bare.len()];
    if last_word(new).len() < new.len() { new.to_owned() } else { format!("{article}{new}") }
}

fn alike(word: &str, old: &[String]) -> bool {
    let old = old.join(" ");
    folded(last_word(word)) == old || compare(last_word(word), &old).same
}

/// Acronyms that the note puts in brackets behind a name, or before the bracket that spells them out.
fn introduced_acronyms(analysis: &Analysis) -> Vec<String> {
    let facts = &analysis.note.facts;
    let links = facts.links.iter().filter(|link| link.how == crate::extract::LinkKind::Acronym);
    let mentions = links.filter_map(|link| facts.mentions.get(link.to as usize));
    mentions.map(|mention| mention.span.of(&analysis.note.text).to_owned()).collect()
}

/// True where no notation stands inside the name.
pub(super) fn is_plain(analysis: &Analysis, span: Span) -> bool {
    analysis.note.prose.text.get(span.start()..span.end()) == Some(span.of(&analysis.note.text))
}

/// True where the name stands between quotation marks of its block.
pub(super) fn is_quoted(analysis: &Analysis, span: Span) -> bool {
    let prose = &analysis.note.prose;
    let Some(block) = prose.block_at(span.start()) else { return false };
    // In most blocks none is opened.
    let before = Span::new(block.span.start(), span.start()).of(&prose.text);
    if !before.bytes().any(|byte| byte == b'"' || !byte.is_ascii()) {
        return false;
    }
    let mut open = None;
    for (at, c) in block.span.of(&prose.text).char_indices().map(|(at, c)| (block.span.start() + at, c)) {
        match (open, c) {
            (None, '"' | '“' | '«' | '„') => open = Some((at, c)),
            (Some((from, '"')), '"')
            | (Some((from, '“')), '”')
            | (Some((from, '„')), '“' | '”')
            | (Some((from, '«')), '»') => {
                if from < span.start() && span.end() <= at {
                    return true;
                }
                open = None;
            }
            _ => {}
        }
        if open.is_none() && at > span.end() {
            break;
        }
    }
    false
}
