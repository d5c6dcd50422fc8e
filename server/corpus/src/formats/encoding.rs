//! Bytes to text, whatever encoding they are in.

use std::path::Path;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, ISO_2022_JP, UTF_8, UTF_16BE, UTF_16LE};

use crate::reading::Problem;

/// How many bytes from the start are looked at to tell text from other files.
const SNIFFED: usize = 64 * 1024;

/// What begins Japanese in ISO-2022-JP, whose bytes are all ASCII.
const ISO_2022_JP_SHIFTS: &[&[u8]] = &[b"\x1B$B", b"\x1B$@"];

/// Files of other formats that are sometimes named as text: how they begin, and what their names should end with.
const OTHERS: &[(&[u8], &str)] =
    &[(b"%PDF-", ".pdf"), (b"{\\rtf", ".rtf"), (b"PK\x03\x04", ".docx, .odt or .epub"), (b"\xD0\xCF\x11\xE0", ".doc")];

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
    if let Some((_, ending)) = OTHERS.iter().find(|(start, _)| bytes.starts_with(start)) {
        let message = format!("is not text, whatever its name says; give it the ending {ending}");
        problems.push(Problem::of_file(path, message));
        return None;
    }
    let head = &bytes[..bytes.len().min(SNIFFED)];
    if let Some(text) = utf32::decode(head, bytes) {
        return Some(text);
    }
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return Some(decode_as(encoding, path, &bytes[mark..], problems));
    }
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
    let shifts = |shift: &&[u8]| head.windows(shift.len()).any(|window| window == *shift);
    if head.contains(&0x1B) && ISO_2022_JP_SHIFTS.iter().any(shifts) {
        return Some(decode_as(ISO_2022_JP, path, bytes, problems));
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

/// UTF-16 where `head` makes text of it, in the order of bytes that makes more ASCII: blanks, points and line ends stand in
/// every script.
fn utf16_without_mark(head: &[u8]) -> Option<&'static Encoding> {
    let zeros = head.split(|byte| *byte == 0).count() - 1;
    let rest_is_ascii = head.iter().all(|byte| *byte == 0 || byte.is_ascii() && is_of_text(char::from(*byte)));
    if rest_is_ascii && zeros * 3 < head.len() {
        // A text with a few zeros in it.
        return None;
    }
    let ascii = |encoding: &'static Encoding| {
        // The last character may be cut.
        let even = &head[..head.len().saturating_sub(2) & !1];
        let text = encoding.decode_without_bom_handling_and_without_replacement(even)?;
        let is_text = text.chars().all(is_of_text);
        is_text.then(|| text.chars().filter(char::is_ascii).count()).filter(|count| *count > 0)
    };
    let (little, big) = (ascii(UTF_16LE), ascii(UTF_16BE));
    if little.is_none() && big.is_none() {
        return None;
    }
    Some(if little >= big { UTF_16LE } else { UTF_16BE })
}

/// False for what no text holds: control characters, private ones, and those that are none.
fn is_of_text(character: char) -> bool {
    let is_private = matches!(character as u32, 0xE000..=0xF8FF | 0xF_0000.. | 0xFDD0..=0xFDEF | 0xFFFE | 0xFFFF);
    !is_private && (!character.is_control() || matches!(character, '\t' | '\n' | '\r' | '\x0c' | '\u{85}'))
}

/// UTF-32, which `encoding_rs` leaves out as browsers do.
mod utf32 {
    use super::is_of_text;

    type FromBytes = fn([u8; 4]) -> u32;

    /// The text, where the `head` of `bytes` has the byte-order mark or is text in this encoding and no other.
    pub(super) fn decode(head: &[u8], bytes: &[u8]) -> Option<String> {
        let orders: [FromBytes; 2] = [u32::from_le_bytes, u32::from_be_bytes];
        let order = orders.into_iter().find(|order| head.len() >= 8 && is_text(head, *order))?;
        let text: String = characters(bytes, order).map(|found| found.unwrap_or('\u{FFFD}')).collect();
        Some(text.strip_prefix('\u{FEFF}').map(str::to_owned).unwrap_or(text))
    }

    fn is_text(head: &[u8], order: FromBytes) -> bool {
        characters(head, order).all(|found| found.is_some_and(is_of_text))
    }

    fn characters(bytes: &[u8], order: FromBytes) -> impl Iterator<Item = Option<char>> {
        let quads = bytes.chunks_exact(4).map(|quad| [quad[0], quad[1], quad[2], quad[3]]);
        quads.map(move |quad| char::from_u32(order(quad)))
    }
}

/// The encoding of bytes that are no valid UTF-8: UTF-8 all the same where as much of it fits as does not, or where no other
/// encoding makes words of it.
fn guess(bytes: &[u8]) -> &'static Encoding {
    let fits: usize = bytes.utf8_chunks().map(|chunk| chunk.valid().chars().filter(|c| !c.is_ascii()).count()).sum();
    let broken = bytes.utf8_chunks().filter(|chunk| !chunk.invalid().is_empty()).count();
    if fits >= broken {
        return UTF_8;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let encoding = detector.guess(None, Utf8Detection::Deny);
    let (text, broken) = encoding.decode_without_bom_handling(bytes);
    if broken || is_debris(&text) { UTF_8 } else { encoding }
}

/// True where the characters beyond ASCII are those that stray bytes become: control characters, and mostly such as stand
/// where no writer puts them.
fn is_debris(text: &str) -> bool {
    let (mut stray, mut beyond) = (0, 0);
    let mut before = ' ';
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        if !character.is_ascii() {
            if character.is_control() && character != '\u{85}' {
                return true;
            }
            beyond += 1;
            stray += usize::from(is_stray(before, character, characters.peek().copied().unwrap_or(' ')));
        }
        before = character;
    }
    stray * 2 > beyond
}

/// True for a character that stray bytes decode to in single-byte encodings, where it stands by itself: no currency sign
/// at a number, no letter at a letter, no mark that opens a question.
fn is_stray(before: char, character: char, next: char) -> bool {
    let beside = [before, next];
    match character {
        'ÿ' | 'þ' | 'Ã' | 'Â' | 'Ð' => !beside.iter().any(|letter| letter.is_alphabetic()),
        '€' | '¤' => !beside.iter().any(|sign| sign.is_ascii_digit() || *sign == '\u{A0}' || *sign == ' '),
        '¿' => !next.is_alphabetic(),
        '¦' | '¬' => true,
        _ => false,
    }
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
    fn encodings_of_single_bytes() {
        check(b"Caf\xE9 and na\xEFve \x93quotes\x94", ("Café and naïve “quotes”", 0));
        check(b"Le caf\xE9 co\xFBte 12 \x80, le th\xE9 \x803", ("Le café coûte 12 €, le thé €3", 0));
        check(b"It cost 12 \x80 a head.", ("It cost 12 € a head.", 0));
        check(b"\xBFCu\xE1ntos murieron? Trece.", ("¿Cuántos murieron? Trece.", 0));
        check(b"A SITUA\xC7\xC3O EM S\xC3O PAULO", ("A SITUAÇÃO EM SÃO PAULO", 0));
        check(
            b"Pow\xF3d\x9F zabra\xB3a \x9Cwi\xEAta, \xBFycie i \xB9ki, a ludzie stracili swoje domy.",
            ("Powódź zabrała święta, życie i ąki, a ludzie stracili swoje domy.", 0),
        );
    }

    /// `text` in `encoding` is read as it stands.
    fn check_round_trip(text: &str, encoding: &'static Encoding) {
        let (bytes, _, broken) = encoding.encode(text);
        assert!(!broken, "{}", encoding.name());
        check(&bytes, (text, 0));
    }

    #[test]
    fn encodings_of_other_scripts() {
        let russian = "В городе погибли 13 человек, сообщил представитель министерства. Ещё 40 человек ранены.";
        for encoding in [encoding_rs::WINDOWS_1251, encoding_rs::KOI8_R, encoding_rs::IBM866, encoding_rs::ISO_8859_5] {
            check_round_trip(russian, encoding);
        }
        let greek = "Τουλάχιστον 13 άνθρωποι έχασαν τη ζωή τους στην πόλη, δήλωσε ο υπουργός.";
        check_round_trip(greek, encoding_rs::WINDOWS_1253);
        let arabic = "قتل ثلاثة عشر شخصا في المدينة، حسبما قال المتحدث باسم الوزارة اليوم.";
        check_round_trip(arabic, encoding_rs::WINDOWS_1256);
        let japanese = "市内で十三人が死亡したと、報道官が月曜日に発表した。けが人は四十人。";
        for encoding in [encoding_rs::SHIFT_JIS, encoding_rs::EUC_JP, ISO_2022_JP] {
            check_round_trip(japanese, encoding);
        }
        let chinese = "发言人星期一表示,市内有13人死亡,另有40人受伤。救援人员仍在寻找失踪者。";
        for encoding in [encoding_rs::GB18030, encoding_rs::GBK] {
            check_round_trip(chinese, encoding);
        }
        check_round_trip("發言人星期一表示,市內有13人死亡,另有40人受傷。救援人員仍在尋找失蹤者。", encoding_rs::BIG5);
        check_round_trip("대변인은 월요일 시내에서 13명이 사망했다고 밝혔다. 부상자는 40명이다.", encoding_rs::EUC_KR);
    }

    #[test]
    fn unicode_with_and_without_mark() {
        for text in
            ["Hello men, 13 of them.\n", "Погибли 13 человек.\n", "发言人表示,13人死亡。\n", "Ships 🚢 and men\r\n"]
        {
            for mark in ["", "\u{FEFF}"] {
                let marked = format!("{mark}{text}");
                let units = |order: fn(u16) -> [u8; 2]| marked.encode_utf16().flat_map(order).collect::<Vec<_>>();
                let quads =
                    |order: fn(u32) -> [u8; 4]| marked.chars().flat_map(|c| order(c as u32)).collect::<Vec<_>>();
                check(&units(u16::to_le_bytes), (text, 0));
                check(&units(u16::to_be_bytes), (text, 0));
                check(&quads(u32::to_le_bytes), (text, 0));
                check(&quads(u32::to_be_bytes), (text, 0));
            }
        }
    }

    #[test]
    fn broken_utf8_is_shown_and_named() {
        check(b"one\ntwo \xFF men\n", ("one\ntwo \u{FFFD} men\n", 2));
        check("Iraq’s\n".bytes().chain(*b"\xE2\x80 men").collect::<Vec<_>>().as_slice(), ("Iraq’s\n\u{FFFD} men", 2));
    }

    #[test]
    fn binary_files_are_no_text() {
        check(b"\x7FELF\0\0\0\x01\x02\0\x03", ("", 99));
        check(b"text with \0 in it, as no text has", ("", 99));
        check(b"\0\0\0\0\0\0\0\0", ("", 99));
        check(b"%PDF-1.7\n%\xE2\xE3", ("", 99));
        check(b"PK\x03\x04\x14\0", ("", 99));
    }
}
