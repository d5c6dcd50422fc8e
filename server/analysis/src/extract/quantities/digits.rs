//! Numbers in digits: separators of thousands and decimals, letters and words that scale.

use super::super::reading::Reading;
use super::Number;
use super::fractions::{slashed, vulgar};
use super::spelled::scale_at;
use crate::lexicon::numbers::NumberKind;
use crate::lexicon::words::WordClass;
use crate::lexicon::{nouns, numbers, units};
use crate::text::TokenKind;

/// Digits as they stand, before anything that scales them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Written {
    pub(super) value: f64,
    /// Worth of the last written digit.
    pub(super) grain: f64,
    /// What the value would be if a point parted thousands (`1.250`).
    pub(super) grouped: Option<f64>,
    /// True where the decimals stand behind a comma.
    pub(super) decimal_comma: bool,
}

/// The number in digits that begins at token `at`, with what scales it.
pub(super) fn digits_at(reading: &Reading<'_>, at: usize) -> Option<Number> {
    if let Some(share) = slashed(reading, at) {
        return Some(share);
    }
    let (written, mut end) = spaced_groups(reading, at).or_else(|| Some((read(reading.word(at))?, at + 1)))?;
    let Written { mut value, mut grain, .. } = written;
    if let Some((part, next)) = vulgar(reading, end).or_else(|| mixed(reading, end)).filter(|_| grain >= 1.0) {
        (value, grain, end) = (value + part, 0.1, next);
    }
    let mut scale = 1.0;
    if let Some((power, next)) = power_of_ten(reading, end) {
        (scale, end) = (power, next);
    } else if reading.touches_previous(end) && reading.kind(end) == Some(TokenKind::Word) {
        match numbers().suffix(reading.written(end)).filter(|_| !is_metre(reading, at, end)) {
            Some((letters, NumberKind::Scale)) => (scale, end) = (letters, end + 1),
            Some(_) => return None,
            None if !is_unit(reading, end) => return None,
            None => {}
        }
    }
    while let Some((word, length)) = scale_at(reading, end) {
        (scale, end) = (scale * word, end + length);
    }
    let grouped = written.grouped.filter(|_| scale == 1.0);
    let number = Number { value: value * scale, grain: grain * scale, scale, end, ..Number::default() };
    // `30.000 people`: what is counted one by one has no decimals.
    match grouped {
        Some(grouped) if counts_things(reading, end) => Some(Number { value: grouped, grain: 1.0, ..number }),
        _ if written.decimal_comma && scale == 1.0 && counts_things(reading, end) => None,
        _ => Some(Number { grouped, ..number }),
    }
}

/// `1.3e6`, `1.3x10^-6`, `1.3 × 10^6`: the power of ten behind a number, and the token behind it.
fn power_of_ten(reading: &Reading<'_>, at: usize) -> Option<(f64, usize)> {
    let touching = reading.touches_previous(at);
    let (word, next) = (reading.word(at), reading.word(at + 1));
    let signed = |at: usize| {
        let sign = usize::from(matches!(reading.word(at), "+" | "-" | "−") && reading.touches_previous(at + 1));
        let power: i32 = reading.word(at + sign).parse().ok()?;
        let power = if sign == 1 && reading.word(at) != "+" { -power } else { power };
        Some((10f64.powi(power), at + sign + 1))
    };
    if let Some(power) = word.strip_prefix('e').and_then(|power| power.parse::<i32>().ok()).filter(|_| touching) {
        return (power.abs() < 40).then(|| (10f64.powi(power), at + 1));
    }
    let base = match (word, next) {
        ("e", "+" | "-") if touching && reading.touches_previous(at + 1) => return signed(at + 1),
        ("x10" | "×10", "^") => at + 1,
        ("x" | "×", "10") if reading.word(at + 2) == "^" => at + 2,
        _ => return None,
    };
    signed(base + 1)
}

/// `.08`: decimals without a zero before them.
pub(super) fn bare_decimals(reading: &Reading<'_>, at: usize) -> Option<Number> {
    let bare = reading.word(at) == "."
        && !reading.touches_previous(at)
        && reading.touches_previous(at + 1)
        && reading.kind(at + 1) == Some(TokenKind::Number)
        && is_all_digits(reading.word(at + 1));
    let touched = reading.touches_previous(at + 2) && reading.kind(at + 2) == Some(TokenKind::Word);
    if touched && !is_unit(reading, at + 2) {
        return None;
    }
    let written = bare.then(|| read(&format!("0.{}", reading.word(at + 1)))).flatten()?;
    Some(Number { value: written.value, grain: written.grain, end: at + 2, ..Number::default() })
}

/// `5 1/2`: the part behind a whole number.
fn mixed(reading: &Reading<'_>, at: usize) -> Option<(f64, usize)> {
    let share = slashed(reading, at)?;
    Some((share.value, share.end))
}

fn is_unit(reading: &Reading<'_>, at: usize) -> bool {
    units().words.longest_at(&reading.lower, at).is_some() || units().sign(reading.written(at)).is_some()
}

/// `a 30m wall`, `5m tall`, `1m`: a metre, where neither money nor many things are spoken of.
fn is_metre(reading: &Reading<'_>, at: usize, letter: usize) -> bool {
    let money = at > 0 && units().sign(reading.written(at - 1)).is_some();
    let next = reading.word(letter + 1);
    let many = units().sign(reading.written(letter + 1)).is_some()
        || units().words.begins_with(next)
        || reading.kind(letter + 1) == Some(TokenKind::Word) && (next.ends_with('s') || nouns().is_person(next));
    reading.written(letter) == "m" && !money && !many
}

/// True where a word that can be counted stands at `at`.
pub(super) fn counts_things(reading: &Reading<'_>, at: usize) -> bool {
    reading.kind(at) == Some(TokenKind::Word)
        && !is_unit(reading, at)
        && !reading.touches_previous(at)
        && matches!(reading.class(at), None | Some(WordClass::Opener))
}

/// `3 500 000`, with spaces of any width. A plain space parts thousands only where nothing else can be meant.
fn spaced_groups(reading: &Reading<'_>, at: usize) -> Option<(Written, usize)> {
    let first = reading.word(at);
    if first.len() > 3 || !is_all_digits(first) || first.starts_with('0') {
        return None;
    }
    let mut plain = first.to_owned();
    let mut end = at + 1;
    while let Some(space) = space_before(reading, end) {
        let group = reading.word(end);
        let whole = group.split('.').next().unwrap_or_default();
        if reading.kind(end) != Some(TokenKind::Number) || whole.len() != 3 || !is_all_digits(whole) {
            // `12 345 6789` is no grouped number but a row of names.
            let row = reading.kind(end) == Some(TokenKind::Number) && space == ' ';
            return if row || end == at + 1 { None } else { Some((read(&plain)?, end)) };
        }
        plain.push_str(group);
        end += 1;
        if group.len() > 3 {
            break;
        }
    }
    let joined = matches!(reading.word(end), "-" | "–" | "/") && reading.touches_previous(end);
    let known = end > at + 1 && !joined;
    Some((read(&plain)?, end)).filter(|_| known)
}

/// The one space before token `at`, where it is on the same line.
fn space_before(reading: &Reading<'_>, at: usize) -> Option<char> {
    let (before, token) = (reading.tokens.get(at.checked_sub(1)?)?, reading.tokens.get(at)?);
    let mut between = reading.text[before.span.end()..token.span.start()].chars();
    let space = between.next().filter(|_| between.next().is_none())?;
    matches!(space, ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}' | '\u{2008}' | '\u{200a}').then_some(space)
}

fn is_all_digits(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit())
}

/// Reads digits with their separators; nothing for what can be no number (`06.28.20`, `1,2,3`, `007`).
pub(super) fn read(written: &str) -> Option<Written> {
    if written.len() > 24 || is_zero_led(written) && is_all_digits(written) {
        return None;
    }
    // Most numbers have no separators.
    if is_all_digits(written) {
        let zeros = written.bytes().rev().take_while(|byte| *byte == b'0').count().min(written.len() - 1);
        let value = written.parse().ok()?;
        return Some(Written { value, grain: 10f64.powi(zeros as i32), grouped: None, decimal_comma: false });
    }
    let (commas, points) = (written.matches(',').count(), written.matches('.').count());
    let last_comma = written.rfind(',');
    let decimal_comma = match (commas, points) {
        (1, 0) => last_comma.is_some_and(|at| written.len() - at - 1 <= 2),
        (1, _) => last_comma > written.rfind('.'),
        _ => false,
    };
    let (group, point) = if decimal_comma || points > 1 { ('.', ',') } else { (',', '.') };
    let (whole, decimals) = written.split_once(point).unwrap_or((written, ""));
    if decimals.contains([',', '.']) || !is_well_grouped(whole, group) || is_zero_led(whole) {
        return None;
    }
    let plain = format!("{}.{}", whole.replace(group, ""), decimals);
    let value: f64 = plain.trim_end_matches('.').parse().ok()?;
    let digits = plain.find('.').unwrap_or_default();
    let zeros = plain[..digits].bytes().rev().take_while(|byte| *byte == b'0').count();
    let zeros = if decimals.is_empty() { zeros.min(digits.saturating_sub(1)) } else { 0 };
    let grain = 10f64.powi(zeros as i32 - decimals.len() as i32);
    let ambiguous = points == 1 && commas == 0 && decimals.len() == 3 && whole.len() <= 3 && whole != "0";
    let grouped = ambiguous.then(|| (value * 1000.0).round());
    Some(Written { value, grain, grouped, decimal_comma })
}

/// `007` names something.
fn is_zero_led(whole: &str) -> bool {
    whole.len() > 1 && whole.starts_with('0')
}

/// True for groups of three, and for groups of two before the last (`12,34,567`).
fn is_well_grouped(whole: &str, group: char) -> bool {
    let groups: Vec<_> = whole.split(group).map(str::len).collect();
    let [first, middle @ .., last] = groups.as_slice() else { return groups.len() == 1 };
    let (first, last) = (*first, *last);
    let thousands = first <= 3 && middle.iter().all(|length| *length == 3);
    let lakhs = first <= 2 && !middle.is_empty() && middle.iter().all(|length| *length == 2);
    first > 0 && last == 3 && (thousands || lakhs)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(written: &str, expected: Option<(f64, f64)>) {
        assert_eq!(read(written).map(|read| (read.value, read.grain)), expected, "{written}");
    }

    #[test]
    fn separators() {
        check("5200", Some((5200.0, 100.0)));
        check("5,200", Some((5200.0, 100.0)));
        check("5,200.5", Some((5200.5, 0.1)));
        check("5.200,5", Some((5200.5, 0.1)));
        check("5.200.000", Some((5_200_000.0, 100_000.0)));
        check("12,34,567", Some((1_234_567.0, 1.0)));
        check("3,5", Some((3.5, 0.1)));
        check("0.125", Some((0.125, 0.001)));
        check("0", Some((0.0, 1.0)));
    }

    #[test]
    fn what_names_is_no_number() {
        for name in ["06.28.20", "22,24,26", "007", "10.0.0.1", "1,2345"] {
            check(name, None);
        }
    }

    #[test]
    fn a_point_before_three_digits_may_part_thousands() {
        assert_eq!(read("30.000").and_then(|read| read.grouped), Some(30_000.0));
        assert_eq!(read("0.500").and_then(|read| read.grouped), None);
        assert_eq!(read("30.00").and_then(|read| read.grouped), None);
    }
}
