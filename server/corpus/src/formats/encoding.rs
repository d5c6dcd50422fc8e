//! Bytes to text, whatever encoding they are in.

use std::path::Path;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use crate::reading::Problem;

/// How many bytes from the start are looked at to tell text from other files.
const SNIFFED: usize = 64 * 1024;

/// The text of `bytes` without byte-order mark, or `None` with a problem where they are no text. Bytes that do not fit
/// become U+FFFD, and a problem names the line of the first.
///
/// `declared` is the encoding that the file itself names; it counts where the bytes are no UTF-8.
pub fn decode(
    path: &Path,
    bytes: &[u8],
    declared: Option<&'static Encoding>,
    problems: &mut Vec<Problem>,
) -> Option<String> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return Some(decode_as(encoding, path, &bytes[mark..], problems));
    }
    let head = &bytes[..bytes.len().min(SNIFFED)];
    if head.contains(&0) {
        let Some(encoding) = utf16_without_mark(head) else {
            problems.push(Problem::of_file(
                path,
                "is not text but a binary file; convert it to text, Markdown or HTML, or take it out of the corpus",
            ));
            return None;
        };
        return Some(decode_as(encoding, path, bytes, problems));
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Some(text.to_owned());
    }
    let encoding = declared.filter(|encoding| *encoding != UTF_8).unwrap_or_else(|| guess(bytes));
    Some(decode_as(encoding, path, bytes, problems))
}

fn decode_as(encoding: &'static Encoding, path: &Path, bytes: &[u8], problems: &mut Vec<Problem>) -> String {
    let (text, broken) = encoding.decode_without_bom_handling(bytes);
    if broken {
        let at = text.find('\u{FFFD}').unwrap_or_default();
        problems.push(Problem {
            path: path.to_owned(),
            line: Some(1 + text[..at].matches('\n').count()),
            message: format!(
                "holds bytes that are no {}; they are shown as \u{FFFD}, so save the file anew in UTF-8",
                encoding.name()
            ),
        });
    }
    text.into_owned()
}

/// UTF-16 shows by every second byte being zero, as Latin letters have it.
fn utf16_without_mark(head: &[u8]) -> Option<&'static Encoding> {
    let zeros = |from: usize| head.iter().skip(from).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd, half) = (zeros(0), zeros(1), head.len() / 2);
    if odd * 10 > half * 7 && even * 20 < half {
        Some(UTF_16LE)
    } else if even * 10 > half * 7 && odd * 20 < half {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// The encoding of bytes that are no valid UTF-8: UTF-8 all the same where some of it fits, or where no other encoding
/// makes words of it.
fn guess(bytes: &[u8]) -> &'static Encoding {
    if bytes.utf8_chunks().any(|chunk| !chunk.valid().is_ascii()) {
        return UTF_8;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let encoding = detector.guess(None, Utf8Detection::Deny);
    let (text, broken) = encoding.decode_without_bom_handling(bytes);
    if broken || text.chars().any(is_debris) { UTF_8 } else { encoding }
}

/// Characters that stray bytes decode to in single-byte encodings, and that texts in those hardly hold.
fn is_debris(character: char) -> bool {
    character.is_control() && !character.is_whitespace() || "ÿþÃÂÐ¿¤¦¬€".contains(character)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text, and the line of the problem met (0 for none, 99 for the whole file).
    fn check(bytes: &[u8], expected: (&str, usize)) {
        let mut problems = Vec::new();
        let text = decode(Path::new("a.txt"), bytes, None, &mut problems);
        let line = problems.first().map_or(0, |problem| problem.line.unwrap_or(99));
        assert_eq!((text.as_deref().unwrap_or_default(), line), expected);
    }

    #[test]
    fn utf8_with_and_without_mark() {
        check("Iraq’s 13".as_bytes(), ("Iraq’s 13", 0));
        check(b"\xEF\xBB\xBFIraq", ("Iraq", 0));
        check(b"", ("", 0));
    }

    #[test]
    fn other_encodings() {
        check(b"Caf\xE9 and na\xEFve \x93quotes\x94", ("Café and naïve “quotes”", 0));
        check(b"\xFF\xFEH\0i\0", ("Hi", 0));
        check(b"\xFE\xFF\0H\0i", ("Hi", 0));
        check(b"H\0e\0l\0l\0o\0 \0m\0e\0n\0", ("Hello men", 0));
    }

    #[test]
    fn broken_utf8_is_shown_and_named() {
        check(b"one\ntwo \xFF men\n", ("one\ntwo \u{FFFD} men\n", 2));
        check("Iraq’s\n".bytes().chain(*b"\xE2\x80 men").collect::<Vec<_>>().as_slice(), ("Iraq’s\n\u{FFFD} men", 2));
    }

    #[test]
    fn binary_files_are_no_text() {
        check(b"\x7FELF\0\0\0\x01\x02\0\x03", ("", 99));
    }
}
