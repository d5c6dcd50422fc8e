//! One sentence laid out for reading: its tokens with their lower-case words.

use crate::text::{Span, Token, TokenKind, tags};

/// A sentence's tokens, tagged, and their words in lower case with straight apostrophes.
pub(super) struct Reading<'a> {
    pub(super) text: &'a str,
    pub(super) tokens: Vec<Token>,
    pub(super) lower: Vec<String>,
}

impl<'a> Reading<'a> {
    /// Lays out `tokens` of `text`; untagged until [`Reading::tag`].
    pub(super) fn new(text: &'a str, tokens: Vec<Token>) -> Self {
        let lower = tokens.iter().map(|token| token.text(text).to_lowercase().replace('’', "'")).collect();
        Self { text, tokens, lower }
    }

    /// Gives every token its part of speech.
    pub(super) fn tag(&mut self) {
        tags::tag(self.text, &mut self.tokens);
    }

    /// The lower-case word at `at`; empty outside the sentence.
    pub(super) fn word(&self, at: usize) -> &str {
        self.lower.get(at).map_or("", String::as_str)
    }

    /// The word at `at` as written.
    pub(super) fn written(&self, at: usize) -> &'a str {
        self.tokens.get(at).map_or("", |token| token.text(self.text))
    }

    /// The form of the token at `at`.
    pub(super) fn kind(&self, at: usize) -> Option<TokenKind> {
        self.tokens.get(at).map(|token| token.kind)
    }

    /// Number of tokens.
    pub(super) fn len(&self) -> usize {
        self.tokens.len()
    }

    /// From the start of token `first` to the end of the token before `end`, in bytes.
    pub(super) fn span(&self, first: usize, end: usize) -> Span {
        match (self.tokens.get(first), self.tokens.get(end.max(first + 1) - 1)) {
            (Some(first), Some(last)) => first.span.join(last.span),
            _ => Span::default(),
        }
    }

    /// True where no space stands between token `at` and the one before it.
    pub(super) fn touches_previous(&self, at: usize) -> bool {
        at > 0 && at < self.len() && self.tokens[at - 1].touches(self.tokens[at])
    }

    /// True where the token at `at` begins with an upper-case letter.
    pub(super) fn is_capitalised(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.is_capitalised(self.text))
    }

    /// True where the words from `at` on are those of `phrase`, parted by spaces.
    pub(super) fn stands(&self, at: usize, phrase: &str) -> bool {
        phrase.split(' ').enumerate().all(|(n, word)| self.word(at + n) == word)
    }
}
