//! Bytes of the base protocol to the bodies of messages: which bytes belong together, and nothing of what they say.

use std::io::{BufRead, Read};

/// The longest message that is taken in, in bytes.
const MAX_BYTES: usize = 256 << 20;

/// Why no message comes of what was sent.
#[derive(Debug, PartialEq)]
pub enum Unreadable {
    /// The input has ended within a frame, or cannot be read.
    Gone,
    /// This frame makes no sense.
    Frame(&'static str),
}

/// The body of the next frame; none at the end of the input. Behind a frame that makes no sense the next one is looked for.
///
/// # Errors
///
/// Where the frame makes no sense, or the input ends within it.
///
/// # Example
///
/// ```
/// use deskcheck::lsp::reader::next_message;
/// let mut input = &b"Content-Length: 2\r\n\r\n{}"[..];
/// assert_eq!(next_message(&mut input), Ok(Some(b"{}".to_vec())));
/// assert_eq!(next_message(&mut input), Ok(None));
/// ```
pub fn next_message(input: &mut impl BufRead) -> Result<Option<Vec<u8>>, Unreadable> {
    let mut length = None;
    let mut line = Vec::new();
    loop {
        line.clear();
        let read = input.by_ref().take(1 << 12).read_until(b'\n', &mut line).map_err(|_| Unreadable::Gone)?;
        if read == 0 {
            return Ok(None);
        }
        let header = line.trim_ascii();
        if header.is_empty() {
            match length {
                Some(length) => break read_body(input, length).map(Some),
                // Blank lines between frames harm nobody.
                None => continue,
            }
        }
        if let Some(value) = content_length(header) {
            let number = str::from_utf8(value).ok().and_then(|value| value.trim().parse().ok());
            length = Some(number.filter(|length| *length <= MAX_BYTES).ok_or(Unreadable::Frame(BAD_LENGTH))?);
        } else if length.is_none() && !header.to_ascii_lowercase().starts_with(b"content-type") {
            return Err(Unreadable::Frame(NO_HEADER));
        }
    }
}

const BAD_LENGTH: &str = "Content-Length is not a number of bytes that can be read";
const NO_HEADER: &str = "a message begins with a header Content-Length";

/// What stands behind `Content-Length:`, wherever in the line it begins: garbage may stand before it.
fn content_length(header: &[u8]) -> Option<&[u8]> {
    const NAME: &[u8] = b"content-length:";
    let at = header.windows(NAME.len()).position(|window| window.eq_ignore_ascii_case(NAME))?;
    Some(&header[at + NAME.len()..])
}

fn read_body(input: &mut impl BufRead, length: usize) -> Result<Vec<u8>, Unreadable> {
    let mut body = Vec::with_capacity(length.min(1 << 20));
    let read = input.by_ref().take(length as u64).read_to_end(&mut body).map_err(|_| Unreadable::Gone)?;
    if read == length { Ok(body) } else { Err(Unreadable::Gone) }
}

#[cfg(test)]
mod tests {
    use super::{NO_HEADER, Unreadable, next_message};

    fn check(input: &str, expected: &[Result<Option<&str>, Unreadable>]) {
        let mut input = input.as_bytes();
        for wanted in expected {
            let found = next_message(&mut input);
            let found = found.map(|body| body.map(|body| String::from_utf8_lossy(&body).into_owned()));
            assert_eq!(
                &found.as_ref().map(|body| body.as_deref()).map_err(|_| Unreadable::Gone),
                &wanted.as_ref().map(|body| *body).map_err(|_| Unreadable::Gone)
            );
        }
    }

    #[test]
    fn frames_follow_one_another() {
        check(
            "Content-Length: 2\r\n\r\n{}\r\ncontent-length:3\r\nContent-Type: x\r\n\r\n[1]",
            &[Ok(Some("{}")), Ok(Some("[1]")), Ok(None)],
        );
    }

    #[test]
    fn a_bad_frame_is_told_and_the_next_is_read() {
        check(
            "rubbish\r\nContent-Length: x\r\nxxContent-Length: 2\r\n\r\n{}Content-Length: 9\r\n\r\n{}",
            &[
                Err(Unreadable::Frame(NO_HEADER)),
                Err(Unreadable::Frame(NO_HEADER)),
                Ok(Some("{}")),
                Err(Unreadable::Gone),
            ],
        );
    }
}
