//! Words, numbers and marks of a sentence.
//!
//! A word keeps its inner apostrophes, hyphens and periods (`Kata'ib`, `al-Kadhimi`, `U.S.`, `Covid-19`); a possessive
//! `'s` is a token of its own; a number is digits with their separators only (`5,200`, `3.5`), so that `21st`, `5m` and
//! `13-year` begin with a number token that touches the next one.

use serde::{Deserialize, Serialize};

use super::{Span, Tag};

/// What a token is, by its form alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum TokenKind {
    /// Begins with a letter.
    Word,
    /// Digits with inner separators.
    Number,
    /// The possessive `'s`, or an apostrophe behind a plural.
    Possessive,
    /// `@name` or `#topic`.
    Handle,
    /// Punctuation and signs, one character each (a run of one sign counts as one).
    Mark,
}

/// One token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands, in bytes of the text it was read from.
    pub span: Span,
    /// Its form.
    pub kind: TokenKind,
    /// Its part of speech; [`Tag::Unknown`] until [`super::tags::tag`] has been asked.
    pub tag: Tag,
}

impl Token {
    /// Its letters in `text`.
    pub fn text(self, text: &str) -> &str {
        self.span.of(text)
    }

    /// True where it is a word that begins with an upper-case letter.
    pub fn is_capitalised(self, text: &str) -> bool {
        self.kind == TokenKind::Word && self.text(text).chars().next().is_some_and(char::is_uppercase)
    }

    /// True where nothing stands between the end of this token and the start of `next`.
    pub fn touches(self, next: Token) -> bool {
        self.span.end() == next.span.start()
    }
}

/// The tokens of `text[within]`, in order, with offsets into `text`.
///
/// # Example
///
/// ```
/// use deskcheck_analysis::text::{Span, tokens::tokenize};
/// let text = "Kata'ib Hezbollah's 5,200 men";
/// let words: Vec<_> = tokenize(text, Span::new(0, text.len())).iter().map(|t| t.text(text)).collect();
/// assert_eq!(words, ["Kata'ib", "Hezbollah", "'s", "5,200", "men"]);
/// ```
pub fn tokenize(text: &str, within: Span) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(within.len() / 5);
    let mut at = within.start();
    let bytes = &text.as_bytes()[..within.end()];
    while let Some(byte) = bytes.get(at) {
        if *byte == b' ' {
            at += 1;
            continue;
        }
        if let Some(end) = plain_word(bytes, at) {
            tokens.push(Token { span: Span::new(at, end), kind: TokenKind::Word, tag: Tag::Unknown });
            at = end;
            continue;
        }
        let Some(first) = text[at..within.end()].chars().next() else { break };
        if first.is_whitespace() {
            at += first.len_utf8();
            continue;
        }
        let rest = &text[at..within.end()];
        let (kind, length) = match first {
            '0'..='9' => (TokenKind::Number, number_length(rest)),
            '@' | '#' if handle_length(rest) > 1 => (TokenKind::Handle, handle_length(rest)),
            _ if first.is_alphabetic() => (TokenKind::Word, word_length(rest)),
            _ => mark(rest, first),
        };
        push(&mut tokens, text, kind, at, at + length);
        at += length;
    }
    tokens
}

/// The runs of letters and digits of `text`, in order: its words, whatever stands between them.
///
/// # Example
///
/// ```
/// use deskcheck_analysis::text::tokens::bare_words;
/// assert_eq!(bare_words("Kata'ib: 13 café-goers").collect::<Vec<_>>(), ["Kata", "ib", "13", "café", "goers"]);
/// ```
pub fn bare_words(text: &str) -> impl Iterator<Item = &str> {
    let mut at = 0;
    // Whether a word goes on at a place, and the bytes of what stands there.
    let letter = |at: usize| {
        let byte = *text.as_bytes().get(at)?;
        if byte.is_ascii() {
            return Some((byte.is_ascii_alphanumeric(), 1));
        }
        text[at..].chars().next().map(|letter| (letter.is_alphanumeric(), letter.len_utf8()))
    };
    std::iter::from_fn(move || {
        while let (false, length) = letter(at)? {
            at += length;
        }
        let start = at;
        while let Some((true, length)) = letter(at) {
            at += length;
        }
        Some(&text[start..at])
    })
}

fn push(tokens: &mut Vec<Token>, text: &str, kind: TokenKind, start: usize, end: usize) {
    let token = |kind, start, end| Token { span: Span::new(start, end), kind, tag: Tag::Unknown };
    let stem = possessive_stem(&text[start..end]);
    if kind == TokenKind::Word && stem < end - start {
        tokens.push(token(TokenKind::Word, start, start + stem));
        tokens.push(token(TokenKind::Possessive, start + stem, end));
        return;
    }
    let behind_plural = || {
        tokens.last().is_some_and(|last| {
            last.kind == TokenKind::Word && last.span.end() == start && last.text(text).ends_with(['s', 'S'])
        })
    };
    let apostrophe = kind == TokenKind::Mark && matches!(&text[start..end], "'" | "’");
    let kind = if apostrophe && behind_plural() { TokenKind::Possessive } else { kind };
    tokens.push(token(kind, start, end));
}

/// The end of a word of ASCII letters and digits that begins at `at`, where nothing behind it can belong to it: most words
/// are so written.
fn plain_word(bytes: &[u8], at: usize) -> Option<usize> {
    if !bytes[at].is_ascii_alphabetic() {
        return None;
    }
    let length = bytes[at..].iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
    let ends = match bytes.get(at + length) {
        Some(b'\'' | b'`' | b'-') => false,
        // `U.S.`, `Q&A`
        Some(b'.' | b'&') => length > 2,
        Some(byte) => byte.is_ascii(),
        None => true,
    };
    ends.then_some(at + length)
}

/// Length of `word` without a final possessive `'s`.
fn possessive_stem(word: &str) -> usize {
    ["'s", "’s", "'S", "’S"].iter().find_map(|ending| word.strip_suffix(ending)).map_or(word.len(), str::len)
}

fn number_length(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    let mut at = 0;
    loop {
        while bytes.get(at).is_some_and(u8::is_ascii_digit) {
            at += 1;
        }
        let separator = matches!(bytes.get(at), Some(b',' | b'.'));
        if !(separator && bytes.get(at + 1).is_some_and(u8::is_ascii_digit)) {
            return at;
        }
        at += 1;
    }
}

fn handle_length(rest: &str) -> usize {
    let name = |c: &char| c.is_alphanumeric() || *c == '_';
    1 + rest.chars().skip(1).take_while(name).map(char::len_utf8).sum::<usize>()
}

/// Letters, digits, and apostrophes, hyphens, periods, ampersands between them; `U.S.` keeps its last period.
fn word_length(rest: &str) -> usize {
    let mut end = 0;
    let mut chars = rest.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|(_, next)| *next);
        let joins = match c {
            '\'' | '’' | '‘' | 'ʿ' | 'ʾ' | '`' | '-' | '‑' => next.is_some_and(char::is_alphanumeric),
            '&' => next.is_some_and(char::is_uppercase) && end <= 2,
            '.' => is_initialism_dot(&rest[..at], next),
            _ => c.is_alphanumeric() || is_combining(c) || c == '\u{ad}',
        };
        if !joins {
            break;
        }
        end = at + c.len_utf8();
    }
    end
}

/// True for the periods of `U.S.` and `a.m.`: each behind one single letter, and the run has at least two of them.
fn is_initialism_dot(before: &str, next: Option<char>) -> bool {
    let letters = before.rsplit('.').next().unwrap_or_default();
    let single = letters.chars().count() == 1 && letters.chars().all(char::is_alphabetic);
    single && (next.is_some_and(char::is_alphabetic) || before.contains('.'))
}

fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{64b}'..='\u{65f}' | '\u{1ab0}'..='\u{1aff}' | '\u{20d0}'..='\u{20ff}')
}

fn mark(rest: &str, first: char) -> (TokenKind, usize) {
    let lower = rest[first.len_utf8()..].chars().next();
    let clitic = matches!(first, '\'' | '’') && matches!(lower, Some('s' | 'S'));
    if clitic && !rest[first.len_utf8() + 1..].starts_with(char::is_alphanumeric) {
        return (TokenKind::Possessive, first.len_utf8() + 1);
    }
    (TokenKind::Mark, rest.chars().take_while(|c| *c == first).map(char::len_utf8).sum())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let words: Vec<_> = tokenize(text, Span::new(0, text.len())).iter().map(|t| t.text(text)).collect();
        assert_eq!(words, expected, "{text}");
    }

    #[test]
    fn words_keep_what_belongs_to_them() {
        check("the militias’ leader", &["the", "militias", "’", "leader"]);
        check("U.S. forces, al-Ka'bi", &["U.S.", "forces", ",", "al-Ka'bi"]);
        check("in Iraq. Then", &["in", "Iraq", ".", "Then"]);
        check("CTS’s raid", &["CTS", "’s", "raid"]);
        check("AT&T and Q&A", &["AT&T", "and", "Q&A"]);
    }

    #[test]
    fn numbers_stand_alone() {
        check("5,200 or $1.2m, 13-year-old", &["5,200", "or", "$", "1.2", "m", ",", "13", "-", "year-old"]);
        check("Covid-19 on 21st, 12/25/20.", &["Covid-19", "on", "21", "st", ",", "12", "/", "25", "/", "20", "."]);
        check("#Iraq @MAKadhimi’s", &["#Iraq", "@MAKadhimi", "’s"]);
    }
}
