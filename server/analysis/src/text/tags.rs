//! Part-of-speech tags, after Universal Dependencies (<https://universaldependencies.org/u/pos/>).
//!
//! The tagger is a Brill tagger (Brill 1992, "A simple rule-based part of speech tagger") whose model comes inside its
//! crate. It costs about a microsecond a word, so callers tag only the sentences they have a use for.

use std::sync::{Arc, LazyLock};

use harper_brill::{BrillTagger, FreqDict, Tagger, UPOS, brill_tagger};

use super::{Token, TokenKind};

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

static TAGGER: LazyLock<Arc<BrillTagger<FreqDict>>> = LazyLock::new(brill_tagger);

/// Loads the model (some milliseconds), so that the first sentence does not wait for it.
pub fn warm_up() {
    LazyLock::force(&TAGGER);
}

/// Gives every token of one sentence its tag.
pub fn tag(text: &str, tokens: &mut [Token]) {
    let words: Vec<String> = tokens.iter().map(|token| token.text(text).replace('’', "'")).collect();
    for (token, tag) in tokens.iter_mut().zip(TAGGER.tag_sentence(&words)) {
        token.tag = match token.kind {
            TokenKind::Number => Tag::Numeral,
            TokenKind::Possessive => Tag::Particle,
            TokenKind::Mark => Tag::Punctuation,
            TokenKind::Handle => Tag::ProperNoun,
            TokenKind::Word => tag.map_or(Tag::Unknown, from_upos),
        };
    }
}

/// The part of speech that the dictionary gives a lower-case word by itself.
pub fn dictionary_tag(lower: &str) -> Tag {
    let words = [lower.to_owned()];
    TAGGER.tag_sentence(&words).first().copied().flatten().map_or(Tag::Unknown, from_upos)
}

fn from_upos(tag: UPOS) -> Tag {
    match tag {
        UPOS::ADJ => Tag::Adjective,
        UPOS::ADP => Tag::Adposition,
        UPOS::ADV => Tag::Adverb,
        UPOS::AUX => Tag::Auxiliary,
        UPOS::CCONJ => Tag::CoordinatingConjunction,
        UPOS::DET => Tag::Determiner,
        UPOS::INTJ => Tag::Interjection,
        UPOS::NOUN => Tag::Noun,
        UPOS::NUM => Tag::Numeral,
        UPOS::PART => Tag::Particle,
        UPOS::PRON => Tag::Pronoun,
        UPOS::PROPN => Tag::ProperNoun,
        UPOS::PUNCT => Tag::Punctuation,
        UPOS::SCONJ => Tag::SubordinatingConjunction,
        UPOS::SYM => Tag::Symbol,
        UPOS::VERB => Tag::Verb,
    }
}
