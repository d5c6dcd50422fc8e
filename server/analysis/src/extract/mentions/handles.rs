//! `@name`, which names whose account it is, and `#topic`, which names what the text names elsewhere.

use super::ActorKind;
use super::candidates::Name;
use super::words::Words;
use crate::lexicon::countries::country_named;
use crate::text::{Span, TokenKind};

/// The handle or hashtag at word `at` as a candidate, where it can be a name.
pub(super) fn candidate(words: &Words, sentence: usize, at: usize) -> Option<Name> {
    let (sign, bare) = words.written(at).split_at(1);
    let letters = bare.chars().filter(|c| c.is_alphabetic()).count();
    let name = Name { words: at..at + 1, sentence, doubtful: true, ..Name::default() };
    // `press@fenwater.example`: an address.
    if letters < 2 || words.all[at].glued && at > words.lines[sentence].first {
        return None;
    }
    if sign == "@" {
        return Some(Name { sure: true, doubtful: false, ..name });
    }
    let country = bare.starts_with(char::is_uppercase).then(|| country_named(&spaced(bare))).flatten();
    let mut name = Name { country, loose: true, ..name };
    if country.is_some() {
        name.votes.add(ActorKind::Country, 9);
    }
    Some(name)
}

/// The words of a handle: `SokolZapada`, `Green_Zone`.
pub(super) fn spaced(bare: &str) -> String {
    let mut spaced = String::with_capacity(bare.len() + 2);
    let mut small = false;
    for c in bare.chars() {
        if c == '_' || small && c.is_uppercase() {
            spaced.push(' ');
        }
        if c != '_' {
            spaced.push(c);
        }
        small = c.is_lowercase();
    }
    spaced
}

/// The span of a name: a handle without its sign.
pub(super) fn bare_span(words: &Words, name: &Name) -> Span {
    let span = words.span(name.words.start, name.words.end);
    match words.all[name.words.start].kind {
        TokenKind::Handle => Span::new(span.start() + 1, span.end()),
        _ => span,
    }
}
