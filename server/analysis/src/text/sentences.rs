//! Sentences of a block of prose.
//!
//! A sentence ends at `.`, `!`, `?` or `…` (with the quotes and brackets that close behind it) before white space and
//! something that can begin a sentence; a period behind an abbreviation or an initial ends none.

use super::tokens::tokenize;
use super::{Span, Token, TokenKind};
use crate::lexicon;

/// One sentence with its tokens.
#[derive(Clone, Debug)]
pub struct Sentence {
    /// From its first to its last token, in bytes of the text it was read from.
    pub span: Span,
    /// Its tokens, untagged.
    pub tokens: Vec<Token>,
}

/// Tokens after which a sentence is cut wherever it stands: no sentence that means something is so long, and the reading
/// of one takes time that grows with the square of its length.
const LONGEST: usize = 400;

/// Cuts `text[block]` into sentences.
///
/// # Example
///
/// ```
/// use deskcheck_analysis::text::{Span, sentences::sentences};
/// let text = "Gen. Rasool spoke on Sept. 25. \"All is calm.\" Then he left.";
/// assert_eq!(sentences(text, Span::new(0, text.len())).len(), 3);
/// ```
pub fn sentences(text: &str, block: Span) -> Vec<Sentence> {
    let tokens = tokenize(text, block);
    let mut sentences = Vec::new();
    let mut first = 0;
    let mut at = 0;
    while at < tokens.len() {
        if at - first < LONGEST && !may_end(text, tokens[at]) {
            at += 1;
            continue;
        }
        let last = closing(text, &tokens, at);
        if ends_sentence(text, &tokens, at, last) || last - first >= LONGEST {
            sentences.push(sentence(&tokens[first..=last]));
            first = last + 1;
            at = first;
        } else {
            at += 1;
        }
    }
    if first < tokens.len() {
        sentences.push(sentence(&tokens[first..]));
    }
    sentences
}

/// What nearly every token says no to.
fn may_end(text: &str, token: Token) -> bool {
    match token.kind {
        TokenKind::Word => token.text(text).ends_with('.'),
        TokenKind::Mark => token.text(text).starts_with(['.', '!', '?', '…']),
        _ => false,
    }
}

fn sentence(tokens: &[Token]) -> Sentence {
    let span = tokens[0].span.join(tokens[tokens.len() - 1].span);
    Sentence { span, tokens: tokens.to_vec() }
}

/// The last of the quotes and brackets that touch token `at` from behind.
fn closing(text: &str, tokens: &[Token], at: usize) -> usize {
    let mut last = at;
    while let Some(next) = tokens.get(last + 1).filter(|_| last - at < LONGEST) {
        let closes =
            next.kind != TokenKind::Word && matches!(next.text(text), "\"" | "”" | "’" | "'" | ")" | "]" | "»" | "''");
        if !(closes && tokens[last].touches(*next)) {
            break;
        }
        last += 1;
    }
    last
}

fn ends_sentence(text: &str, tokens: &[Token], at: usize, last: usize) -> bool {
    if !may_end(text, tokens[at]) {
        return false;
    }
    let word = tokens[at].text(text);
    // `U.S.` swallows the period that may also end the sentence; only a clear new beginning behind it counts.
    let initialism = tokens[at].kind == TokenKind::Word;
    let Some(next) = tokens.get(last + 1) else { return true };
    if tokens[last].touches(*next) {
        return false;
    }
    let begins = next
        .text(text)
        .starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || "\"“‘'([«•-–—@#$€£".contains(c));
    if initialism {
        return next.is_capitalised(text) && lexicon::words().is_sentence_opener(next.text(text));
    }
    if word.starts_with(['!', '?', '…']) || at == 0 {
        return begins;
    }
    let before = tokens[at - 1];
    let abbreviated = before.touches(tokens[at]) && is_abbreviation(text, before, *next);
    begins && !abbreviated
}

fn is_abbreviation(text: &str, before: Token, next: Token) -> bool {
    let word = before.text(text);
    let initial = before.kind == TokenKind::Word && word.chars().count() == 1 && before.is_capitalised(text);
    initial && next.is_capitalised(text) || lexicon::words().is_abbreviation(word, next.kind == TokenKind::Number)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let found: Vec<_> = sentences(text, Span::new(0, text.len())).iter().map(|s| s.span.of(text)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn abbreviations_do_not_end_a_sentence() {
        check("Gen. Qadir came on Sept. 25. He left.", &["Gen. Qadir came on Sept. 25.", "He left."]);
        check(
            "The U.S. Army left. U.S. targets were hit by George W. Bush.",
            &["The U.S. Army left.", "U.S. targets were hit by George W. Bush."],
        );
        check("It was aimed at the U.S. The group denied it.", &["It was aimed at the U.S.", "The group denied it."]);
    }

    #[test]
    fn a_sentence_without_end_is_cut() {
        let text = "14 ".repeat(3 * LONGEST);
        let lengths: Vec<_> =
            sentences(&text, Span::new(0, text.len())).iter().map(|sentence| sentence.tokens.len()).collect();
        assert!(lengths.iter().all(|length| *length <= LONGEST + 1), "{lengths:?}");
        assert_eq!(lengths.iter().sum::<usize>(), 3 * LONGEST);
    }

    #[test]
    fn quotes_close_with_their_sentence() {
        check("“We are ready.” He smiled (twice). 13 left.", &["“We are ready.”", "He smiled (twice).", "13 left."]);
    }
}
