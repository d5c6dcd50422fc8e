//! Numbers in words: `one hundred and sixteen`, `twenty-five hundred`, `3 hundred and 21`, `nine point nought four`.

use super::super::reading::Reading;
use super::Number;
use super::digits::read;
use super::fractions;
use super::intervals::roundness;
use crate::lexicon::numbers;
use crate::lexicon::numbers::NumberKind;
use crate::text::TokenKind;

/// A whole number in words, while it is put together.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cardinal {
    pub(super) value: f64,
    /// What it has been multiplied by last; only less than that can be added to it.
    unit: f64,
    pub(super) end: usize,
    /// True where it is so many dozens, of which nobody expects the single ones.
    dozens: bool,
}

/// Number words from token `at`.
pub(super) fn words_at(reading: &Reading<'_>, at: usize) -> Option<Number> {
    let cardinal = cardinal(reading, at, true)?;
    let whole = Number {
        value: cardinal.value,
        grain: if cardinal.dozens { 1.0 } else { roundness(cardinal.value) },
        scale: cardinal.unit.max(1.0),
        end: cardinal.end,
        ..Number::default()
    };
    if let Some(number) = point_behind(reading, whole).or_else(|| fractions::behind(reading, at, whole)) {
        return Some(number);
    }
    (!is_ordinal(reading, whole.end) && !is_pronoun_one(reading, at, whole.end)).then_some(whole)
}

/// Groups that get smaller: `four thousand | three hundred and | twenty-one`. Without `ands` it ends before an `and`.
pub(super) fn cardinal(reading: &Reading<'_>, at: usize, ands: bool) -> Option<Cardinal> {
    let mut total = group(reading, at, ands)?;
    let in_digits = reading.kind(at) == Some(TokenKind::Number);
    while total.unit >= 100.0 {
        let and = usize::from(ands && reading.word(total.end) == "and");
        let next = total.end + and;
        let digits = reading.kind(next) == Some(TokenKind::Number);
        // `3 hundred and 21`, `4 thousand 3 hundred`, but not `4 thousand 21`, nor words and digits in one.
        let Some(more) = group(reading, next, ands).filter(|more| !digits || in_digits && (and > 0 || more.unit > 1.0))
        else {
            break;
        };
        if more.value <= 0.0 || more.value >= total.unit || digits && more.value.fract() != 0.0 {
            break;
        }
        if and > 0 && fractions::is_proper(reading, more) {
            break;
        }
        total = Cardinal { value: total.value + more.value, ..more };
    }
    Some(total)
}

/// Up to a hundred, times what follows: `two hundred and two thousand`, `a dozen`, `three lakh crore`.
fn group(reading: &Reading<'_>, at: usize, ands: bool) -> Option<Cardinal> {
    let mut group = below_hundred(reading, at)?;
    if let Some((hundred, NumberKind::Hundred)) = numbers().word(unhedged(reading.word(group.end))) {
        group = Cardinal { value: group.value * hundred, unit: hundred, end: group.end + 1, dozens: false };
        group = rest_of_hundred(reading, group, ands).unwrap_or(group);
    }
    while let Some((scale, length)) = scale_at(reading, group.end).filter(|(scale, _)| *scale >= group.unit) {
        let dozens = scale < 100.0;
        group = Cardinal { value: group.value * scale, unit: scale, end: group.end + length, dozens };
        if dozens {
            group.unit = 1.0;
            break;
        }
    }
    Some(group)
}

/// `two hundred | and two`.
fn rest_of_hundred(reading: &Reading<'_>, hundred: Cardinal, ands: bool) -> Option<Cardinal> {
    let and = usize::from(ands && reading.word(hundred.end) == "and");
    let next = hundred.end + and;
    let rest = below_hundred(reading, next).filter(|rest| (1.0..100.0).contains(&rest.value))?;
    let multiplied = matches!(
        numbers().word(reading.word(rest.end)),
        Some((_, NumberKind::Hundred | NumberKind::Dozen | NumberKind::Score))
    );
    let in_digits = reading.kind(next) == Some(TokenKind::Number);
    let fraction = and > 0 && fractions::is_proper(reading, rest);
    (!multiplied && !in_digits && !fraction).then_some(Cardinal {
        value: hundred.value + rest.value,
        unit: 1.0,
        ..rest
    })
}

/// `twenty`, `twenty-one`, `fifty two`, `a` before what multiplies it, digits before what multiplies them.
fn below_hundred(reading: &Reading<'_>, at: usize) -> Option<Cardinal> {
    let plain = |value, end| Cardinal { value, unit: 1.0, end, dozens: false };
    let word = reading.word(at);
    if reading.kind(at) == Some(TokenKind::Number) {
        return read(word).filter(|read| !read.decimal_comma).map(|read| plain(read.value, at + 1));
    }
    if matches!(word, "a" | "an") {
        let multiplied = multiplier(reading.word(at + 1)).filter(|_| reading.word(at + 1) != "-");
        return multiplied.map(|_| plain(1.0, at + 1));
    }
    match number_word(word)? {
        (ten, NumberKind::Ten) => {
            let dash = usize::from(reading.word(at + 1) == "-");
            match numbers().word(reading.word(at + 1 + dash)) {
                Some((one, NumberKind::Small)) if (1.0..10.0).contains(&one) => Some(plain(ten + one, at + 2 + dash)),
                _ => Some(plain(ten, at + 1)),
            }
        }
        (small, NumberKind::Small) => Some(plain(small, at + 1)),
        // `hundred thousand`, `hundred million`
        (_, NumberKind::Hundred) => scale_at(reading, at + 1).map(|_| plain(1.0, at)),
        _ => None,
    }
}

/// What a word multiplies by, with `hundred`.
pub(super) fn multiplier(word: &str) -> Option<f64> {
    match numbers().word(unhedged(word))? {
        (value, NumberKind::Hundred | NumberKind::Scale | NumberKind::Dozen) => Some(value),
        _ => None,
    }
}

/// A word that multiplies what stands before it: `million`, `dozen`, `score`, also joined by a hyphen. What it is worth,
/// and the number of its tokens.
pub(super) fn scale_at(reading: &Reading<'_>, at: usize) -> Option<(f64, usize)> {
    let dash = usize::from(
        matches!(reading.word(at), "-" | "–") && reading.touches_previous(at) && reading.touches_previous(at + 1),
    );
    match numbers().word(unhedged(reading.word(at + dash)))? {
        (scale, NumberKind::Scale | NumberKind::Hundred | NumberKind::Dozen) => Some((scale, dash + 1)),
        // `two score of them`, `five gross of eggs`: alone both are something else.
        (scale, NumberKind::Score) if reading.word(at + dash + 1) == "of" || is_few(reading, at) => {
            Some((scale, dash + 1))
        }
        _ => None,
    }
}

/// True behind a number word below ten: `three score`.
fn is_few(reading: &Reading<'_>, at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|before| numbers().word(reading.word(before)));
    matches!(before, Some((value, NumberKind::Small)) if (2.0..10.0).contains(&value)) && reading.word(at) == "score"
}

/// Value and kind of a number word, also of several joined by hyphens (`twenty-one`, `one-hundred`, `three-dozen`).
pub(super) fn number_word(word: &str) -> Option<(f64, NumberKind)> {
    if let Some(known) = numbers().word(word) {
        return Some(known);
    }
    if !word.as_bytes().contains(&b'-') {
        return None;
    }
    let word = unhedged(word);
    let mut parts = word.split('-').map(|part| numbers().word(part));
    let (mut total, kind) = parts.next()??;
    if !matches!(kind, NumberKind::Small | NumberKind::Ten) {
        return None;
    }
    let mut room = if kind == NumberKind::Ten { 10.0 } else { 0.0 };
    for part in parts {
        match part? {
            (value, NumberKind::Hundred | NumberKind::Scale | NumberKind::Dozen) => {
                (total, room) = (total * value, value);
            }
            (value, NumberKind::Small | NumberKind::Ten) if value < room => {
                (total, room) = (total + value, if value >= 20.0 { 10.0 } else { 0.0 });
            }
            _ => return None,
        }
    }
    Some((total, NumberKind::Small))
}

/// `thirty-odd`, `hundred-odd` without the hedge that a hyphen joins to them.
fn unhedged(word: &str) -> &str {
    if !word.as_bytes().contains(&b'-') {
        return word;
    }
    word.rsplit_once('-').filter(|(_, hedge)| numbers().joined.get(hedge).is_some()).map_or(word, |(word, _)| word)
}

/// `nine point nought four`, `five point five million`.
fn point_behind(reading: &Reading<'_>, whole: Number) -> Option<Number> {
    if reading.word(whole.end) != "point" {
        return None;
    }
    let (mut digits, mut end) = (String::new(), whole.end + 1);
    while let Some((value, NumberKind::Small | NumberKind::Ten)) = number_word(reading.word(end)) {
        // `point seventy-one` ends with its two digits; single digits go on.
        if !digits.is_empty() && value >= 10.0 {
            break;
        }
        digits.push_str(&value.to_string());
        end += 1;
        if value >= 10.0 {
            break;
        }
    }
    let part: f64 = format!("0.{digits}").parse().ok().filter(|_| !digits.is_empty())?;
    let mut number = Number { value: whole.value + part, grain: 10f64.powi(-(digits.len() as i32)), end, ..whole };
    while let Some((scale, length)) = scale_at(reading, number.end) {
        let (value, grain, scale) = (number.value * scale, number.grain * scale, number.scale * scale);
        number = Number { value, grain, scale, end: number.end + length, ..number };
    }
    Some(number)
}

/// True where an ordinal goes on at `at`: `twenty first`, `one hundred and eleventh`.
fn is_ordinal(reading: &Reading<'_>, at: usize) -> bool {
    let kind = |at: usize| numbers().word(reading.word(at)).map(|(_, kind)| kind);
    let joined = reading.word(at) == "-" && matches!(kind(at + 1), Some(NumberKind::Ordinal | NumberKind::Fraction));
    kind(at) == Some(NumberKind::Ordinal) || joined
}

/// `one` that counts nothing: one another, no one, one of these days, the one that.
fn is_pronoun_one(reading: &Reading<'_>, at: usize, end: usize) -> bool {
    if end != at + 1 || reading.word(at) != "one" {
        return false;
    }
    let before = if at > 0 { reading.word(at - 1) } else { "" };
    let next = reading.word(end);
    // `one of 12 survived`
    let of_many = reading.kind(end + 1) == Some(TokenKind::Number) || number_word(reading.word(end + 1)).is_some();
    if next == "of" && of_many {
        return false;
    }
    matches!(before, "no" | "this" | "that" | "every" | "any" | "each" | "another" | "which" | "the")
        || matches!(
            next,
            "of" | "another" | "day" | "is" | "was" | "who" | "that" | "can" | "must" | "should" | "'s" | "," | "."
        )
}
