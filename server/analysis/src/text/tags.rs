//! Part-of-speech tags, after Universal Dependencies (<https://universaldependencies.org/u/pos/>).
//!
//! Only the sentences that are parsed have any use for them.

pub(crate) use super::brill::Untagged;
use super::{Token, TokenKind, brill};

/// A part of speech.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names are the standard's")]
pub enum Tag {
    /// Not tagged, or a word the tagger has never met: often a name.
    #[default]
    Unknown,
    Adjective,
    Adposition,
    Adverb,
    Auxiliary,
    CoordinatingConjunction,
    Determiner,
    Interjection,
    Noun,
    Numeral,
    Particle,
    Pronoun,
    ProperNoun,
    Punctuation,
    SubordinatingConjunction,
    Symbol,
    Verb,
}

impl Tag {
    /// How many there are.
    pub(super) const COUNT: usize = Self::Verb as usize + 1;
}

/// Loads the model (a millisecond or two), so that the first sentence does not wait for it.
pub fn warm_up() {
    brill::model();
}

/// Gives every token of one sentence its tag.
pub fn tag(text: &str, tokens: &mut [Token]) {
    let words = tokens.iter().map(|token| untagged(&token.text(text).to_lowercase().replace('’', "'")));
    let mut words: Vec<_> = words.collect();
    tag_words(&mut words, tokens);
}

/// What is known of a lower-case word with straight apostrophes, whatever stands around it.
pub(crate) fn untagged(lower: &str) -> Untagged {
    brill::model().untagged(lower)
}

/// Gives every token of one sentence its tag; `words` are what is known of each.
pub(crate) fn tag_words(words: &mut [Untagged], tokens: &mut [Token]) {
    brill::model().tag(words);
    for (token, word) in tokens.iter_mut().zip(words) {
        token.tag = match token.kind {
            TokenKind::Number => Tag::Numeral,
            TokenKind::Possessive => Tag::Particle,
            TokenKind::Mark => Tag::Punctuation,
            TokenKind::Handle => Tag::ProperNoun,
            TokenKind::Word => word.tag,
        };
    }
}

/// The part of speech that the dictionary gives a lower-case word by itself.
pub fn dictionary_tag(lower: &str) -> Tag {
    brill::model().tag_alone(lower)
}
