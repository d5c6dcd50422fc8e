//! Mentions: byte ranges that name an actor, found without any list of actors.
//!
//! After Mikheev, Moens, Grover 1999 ("Named Entity Recognition without Gazetteers"): sure-fire evidence first (titles,
//! organisation heads, apposition, a definition "Long Name (LN)"), then partial matches of what that found, then relaxed
//! rules. Evidence is gathered over the whole text. A capitalised word at the start of a sentence counts only with other
//! support. Acronyms after Schwartz and Hearst 2003 ("A simple algorithm for identifying abbreviation definitions").

mod acronyms;
mod appositions;
mod calendar;
mod candidates;
mod context;
mod descriptions;
mod evidence;
mod handles;
mod headlines;
mod references;
mod runs;
mod words;

#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

pub use crate::lexicon::kinds::ActorKind;
use crate::text::{Block, Sentence, Span};

/// One name in a text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mention {
    /// The name, without title, article or possessive.
    pub span: Span,
    /// What it names, as far as this text shows.
    pub kind: ActorKind,
    /// The sentence it stands in: the running number over all blocks.
    pub sentence: u32,
    /// True for an author or publisher in a list of sources: no actor of the story.
    pub listed: bool,
}

/// What a text calls an actor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MentionDescription {
    /// The mention it describes: its position in [`Mentions::mentions`].
    pub mention: u32,
    /// The words (`Prime Minister`, `AAH commander`), in bytes.
    pub text: Span,
}

/// Why two mentions of one text belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LinkKind {
    /// `to` is the acronym that the text defines for `from`.
    Acronym,
    /// `to` is another name of `from` ("X, also known as Y").
    Apposition,
    /// `from`, a body or group, belongs to the country `to` ("the Iraqi Interior Ministry").
    Country,
}

/// Two mentions that belong together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MentionLink {
    /// Position in [`Mentions::mentions`].
    pub from: u32,
    /// Position in [`Mentions::mentions`].
    pub to: u32,
    /// How.
    pub how: LinkKind,
    /// The words that show it, in bytes.
    pub span: Span,
}

/// The names of one text and what it says of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mentions {
    /// Names, in order, without overlap.
    pub mentions: Vec<Mention>,
    /// Titles, roles and appositions, in order of their mentions.
    pub descriptions: Vec<MentionDescription>,
    /// Mentions that belong together.
    pub links: Vec<MentionLink>,
}

/// Finds the names in `text`, the prose whose blocks have been cut into sentences. Works on a whole document, where
/// one passage helps to read another, and on one paragraph of a note.
pub fn mentions(text: &str, blocks: &[(Block, Vec<Sentence>)]) -> Mentions {
    let words = words::read(text, blocks);
    let listed = references::find(&words);
    let mut names = candidates::candidates(&words, &listed);
    headlines::restore(&words, &mut names);
    let acronyms = acronyms::define(&words, &mut names);
    context::vote(&words, &mut names);
    let kept = evidence::decide(&words, &mut names, &acronyms);
    descriptions::mentions_of(&words, &names, &kept, &acronyms, &listed)
}
