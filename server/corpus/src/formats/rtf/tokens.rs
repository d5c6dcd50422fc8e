//! RTF cut into groups, control words and bytes.

/// One piece of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// `{`
    Open,
    /// `}`
    Close,
    /// `\name`, `\name12`
    Word(&'a str, Option<i32>),
    /// `\` and one character that is no letter.
    Symbol(u8),
    /// `\'e9`
    Hex(u8),
    /// Text as it stands there, in the code page that holds.
    Bytes(&'a [u8]),
}

/// The pieces of `file`, in order; line ends and binary data are left out.
pub(super) fn tokens(file: &[u8]) -> impl Iterator<Item = Token<'_>> {
    let mut rest = file;
    std::iter::from_fn(move || {
        while let [b'\r' | b'\n' | 0, behind @ ..] = rest {
            rest = behind;
        }
        let (token, behind) = token(rest)?;
        rest = match token {
            Token::Word("bin", Some(bytes)) => behind.get(bytes.max(0) as usize..).unwrap_or_default(),
            _ => behind,
        };
        Some(token)
    })
}

/// The first piece, and what stands behind it.
fn token(rest: &[u8]) -> Option<(Token<'_>, &[u8])> {
    let (first, behind) = rest.split_first()?;
    Some(match first {
        b'{' => (Token::Open, behind),
        b'}' => (Token::Close, behind),
        b'\\' => match behind.first()? {
            b'\'' => hex(&behind[1..]),
            letter if letter.is_ascii_alphabetic() => word(behind),
            symbol => (Token::Symbol(*symbol), &behind[1..]),
        },
        _ => {
            let end = rest.iter().position(|byte| b"{}\\\r\n\0".contains(byte)).unwrap_or(rest.len());
            (Token::Bytes(&rest[..end]), &rest[end..])
        }
    })
}

/// The two digits of `\'e9`; where they are none, nothing is meant.
fn hex(rest: &[u8]) -> (Token<'_>, &[u8]) {
    let digits = rest.get(..2).and_then(|digits| std::str::from_utf8(digits).ok());
    match digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
        Some(byte) => (Token::Hex(byte), &rest[2..]),
        None => (Token::Symbol(b'\''), rest),
    }
}

/// A control word with its number and the blank that ends it.
fn word(rest: &[u8]) -> (Token<'_>, &[u8]) {
    let count = |from: usize, is: fn(&u8) -> bool| rest[from..].iter().take_while(|byte| is(byte)).count();
    let name = count(0, u8::is_ascii_alphabetic);
    let sign = usize::from(rest.get(name) == Some(&b'-'));
    let digits = count(name + sign, u8::is_ascii_digit);
    let end = if digits > 0 { name + sign + digits } else { name };
    let text = |from: usize, to: usize| std::str::from_utf8(&rest[from..to]).unwrap_or_default();
    let blank = usize::from(rest.get(end) == Some(&b' '));
    (Token::Word(text(0, name), text(name, end).parse().ok()), &rest[end + blank..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_token() {
        use Token::{Bytes, Close, Hex, Open, Symbol, Word};
        let check = |file: &[u8], expected: &[Token<'_>]| assert_eq!(tokens(file).collect::<Vec<_>>(), expected);
        check(
            br"{\rtf1\b a\par}",
            &[Open, Word("rtf", Some(1)), Word("b", None), Bytes(b"a"), Word("par", None), Close],
        );
        check(
            b"\\u-10179?\\'e9\\~x\r\ny",
            &[Word("u", Some(-10179)), Bytes(b"?"), Hex(0xE9), Symbol(b'~'), Bytes(b"x"), Bytes(b"y")],
        );
        check(b"\\bin3 {{{a\\-", &[Word("bin", Some(3)), Bytes(b"a"), Symbol(b'-')]);
        check(b"\\'zz\\b-\\bin9", &[Symbol(b'\''), Bytes(b"zz"), Word("b", None), Bytes(b"-"), Word("bin", Some(9))]);
        check(b"a\\", &[Bytes(b"a")]);
    }
}
