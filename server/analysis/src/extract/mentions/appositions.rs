//! What stands behind a name and says what it names: `secretary of the council`, `which is a faction`.

use super::ActorKind;
use super::words::{Case, Word, Words};
use crate::lexicon::WordClass;
use crate::lexicon::kinds::{Seat, Title};
use crate::text::{Span, TokenKind};

/// The most words an apposition may have.
const LONGEST: usize = 16;
/// Its telling noun stands among so many words at its start.
const EARLY: usize = 8;

/// A noun that only a person is called by.
pub(super) fn is_role(word: &Word) -> bool {
    let title = word.facts.title;
    word.case == Case::Lower && title.is_some_and(|title| !matches!(title, Title::Modifier | Title::Honorific))
}

/// A noun that groups and bodies are called by.
pub(super) fn is_group(word: &Word) -> bool {
    let cue = word.facts.cue;
    word.case == Case::Lower && cue.is_some_and(|(kind, seat)| kind != ActorKind::Person && seat == Seat::Both)
}

/// The apposition that begins at word `first` behind a comma, where its noun is one that `tells`; it ends at the next mark.
pub(super) fn told(words: &Words, first: usize, end: usize, tells: fn(&Word) -> bool) -> Option<Span> {
    let mut start = first;
    while start < end && matches!(words.lower(start), "who" | "which" | "is" | "was" | "are" | "were") {
        start += 1;
    }
    let limit = end.min(start + LONGEST);
    let close = (start..limit).find(|at| closes(words, *at))?;
    let bare = if start < close && matches!(words.lower(start), "the" | "a" | "an") { start + 1 } else { start };
    let mut opened = false;
    for at in bare..close.min(bare + EARLY) {
        let word = &words.all[at];
        if word.kind == TokenKind::Word && tells(word) {
            return Some(words.span(bare, close));
        }
        // "one of the recently formed factions": determiners only before the first word of content.
        if word.function {
            let small = words.lower(at);
            let leads = matches!(small, "of" | "then" | "former")
                || crate::lexicon::words().class(small) == Some(WordClass::Determiner);
            if opened || !leads {
                return None;
            }
        } else if word.kind == TokenKind::Word && word.case == Case::Lower && words.lower(at) != "one" {
            opened = true;
        }
    }
    None
}

fn closes(words: &Words, at: usize) -> bool {
    words.all[at].kind == TokenKind::Mark
        && matches!(words.written(at), "," | "." | ";" | ":" | "(" | ")" | "—" | "–" | "”" | "\"")
}
