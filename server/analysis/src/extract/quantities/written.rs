//! Numbers in digits and words: their value, how finely they are written, where they end.

use super::super::reading::Reading;
use crate::lexicon::numbers::{Interval, NumberKind};
use crate::lexicon::{numbers, units};
use crate::text::TokenKind;

/// A bare number: its value and how finely it was written.
#[derive(Clone, Copy, Debug)]
pub(super) struct Number {
    pub(super) value: f64,
    /// Worth of its last written digit.
    pub(super) grain: f64,
    pub(super) end: usize,
    /// Set where it is a vague number: what agrees, what does not contradict.
    pub(super) vague: Option<(Interval, Interval)>,
}

/// The number that begins at token `at`.
pub(super) fn number_at(reading: &Reading<'_>, at: usize) -> Option<Number> {
    if let Some((length, (hard, soft))) = numbers().vague.longest_at(&reading.lower, at) {
        let of = reading.word(at + length - 1) == "of";
        let end = at + length - usize::from(of);
        return Some(Number { value: hard.low.unwrap_or(0.0), grain: 1.0, end, vague: Some((hard, soft)) });
    }
    match reading.kind(at)? {
        TokenKind::Number => digits_at(reading, at),
        TokenKind::Word => words_at(reading, at),
        _ => None,
    }
}

pub(super) fn digits_at(reading: &Reading<'_>, at: usize) -> Option<Number> {
    let written = reading.word(at);
    if written.len() > 18 || !is_well_grouped(written) {
        return None;
    }
    let plain = written.replace(',', "");
    let mut value: f64 = plain.parse().ok()?;
    let decimals = plain.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    let zeros = if decimals == 0 { plain.len() - plain.trim_end_matches('0').len() } else { 0 };
    let mut grain = 10f64.powi(zeros.min(plain.len().saturating_sub(1)) as i32 - decimals as i32);
    let mut end = at + 1;
    if let Some(scale) = half_behind(reading, end) {
        (value, grain, end) = (value + scale.0, grain.min(0.1), end + scale.1);
    }
    if reading.touches_previous(end) && reading.kind(end) == Some(TokenKind::Word) {
        match numbers().suffix(reading.word(end)) {
            Some((scale, NumberKind::Scale)) => (value, grain, end) = (value * scale, grain * scale, end + 1),
            Some(_) => return None,
            None if units().words.longest_at(&reading.lower, end).is_none() => return None,
            None => {}
        }
    }
    while let Some((scale, length)) = scale_at(reading, end) {
        (value, grain, end) = (value * scale, grain * scale, end + length);
    }
    Some(Number { value, grain, end, vague: None })
}

/// `5½`, `5 1/2`.
pub(super) fn half_behind(reading: &Reading<'_>, at: usize) -> Option<(f64, usize)> {
    let value = match reading.word(at) {
        "½" => 0.5,
        "¼" => 0.25,
        "¾" => 0.75,
        _ => return None,
    };
    Some((value, 1))
}

/// True for `5,200` and `5200.5`; false for `1,2` and `06.28.20`.
pub(super) fn is_well_grouped(written: &str) -> bool {
    let (whole, decimals) = written.split_once('.').unwrap_or((written, "0"));
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or_default();
    let grouped = groups.clone().next().is_none() || first.len() <= 3 && groups.all(|group| group.len() == 3);
    grouped && !decimals.contains(['.', ','])
}

/// A word that multiplies: `hundred`, `million`, `dozen`, also joined by a hyphen.
pub(super) fn scale_at(reading: &Reading<'_>, at: usize) -> Option<(f64, usize)> {
    let (at, dash) = if reading.word(at) == "-" { (at + 1, 1) } else { (at, 0) };
    let word = reading.word(at);
    match numbers().word(word)? {
        (scale, NumberKind::Hundred | NumberKind::Scale | NumberKind::Dozen) => Some((scale, dash + 1)),
        _ => None,
    }
}

/// Number words from token `at`: `one hundred and sixteen`, `twenty-one`, `a dozen`, `half a million`, `two thirds`.
pub(super) fn words_at(reading: &Reading<'_>, at: usize) -> Option<Number> {
    if let Some(number) = half_of_scale(reading, at).or_else(|| share_at(reading, at)) {
        return Some(number);
    }
    let (mut total, mut current, mut grain) = (0.0, None::<f64>, 1.0f64);
    let mut end = at;
    let article = matches!(reading.word(at), "a" | "an");
    if article {
        scale_at(reading, at + 1).filter(|_| reading.word(at + 1) != "-")?;
        (current, end) = (Some(1.0), at + 1);
    }
    while end < reading.len() {
        let word = reading.word(end);
        if word == "and" && current.is_some() && continues(reading, end + 1, grain) {
            end += 1;
            continue;
        }
        if word == "-" && current.is_some() && number_word(reading.word(end + 1)).is_some() {
            end += 1;
            continue;
        }
        if current.is_some() && reading.kind(end) == Some(TokenKind::Number) {
            break;
        }
        let Some((value, kind)) = number_word(word) else { break };
        match kind {
            NumberKind::Small | NumberKind::Ten => {
                let fits = current
                    .is_none_or(|so_far| so_far >= 100.0 || so_far % 10.0 == 0.0 && so_far >= 20.0 && value < 10.0);
                if !fits {
                    break;
                }
                current = Some(current.unwrap_or(0.0) + value);
                grain = if value % 10.0 == 0.0 && value > 0.0 { 10.0 } else { 1.0 };
            }
            NumberKind::Hundred | NumberKind::Dozen if current.is_some() || total > 0.0 => {
                current = Some(current.unwrap_or(1.0) * value);
                grain = if kind == NumberKind::Dozen { 1.0 } else { value };
            }
            NumberKind::Scale if current.is_some() => {
                total += current.take().unwrap_or(1.0) * value;
                current = Some(0.0);
                grain = value;
            }
            NumberKind::Fraction
                if current.is_some_and(|so_far| so_far > 0.0 && (value > 2.0 || so_far == 1.0))
                    && is_share(reading, end) =>
            {
                let value = current.unwrap_or(1.0) / value;
                return Some(Number { value, grain: 0.0, end: end + 1, vague: None });
            }
            _ => break,
        }
        end += 1;
    }
    let value = total + current?;
    let ordinal = numbers().word(reading.word(end)).is_some_and(|(_, kind)| kind == NumberKind::Ordinal);
    let hyphenated_ordinal = reading.word(end) == "-"
        && numbers()
            .word(reading.word(end + 1))
            .is_some_and(|(_, kind)| matches!(kind, NumberKind::Ordinal | NumberKind::Fraction));
    if ordinal || hyphenated_ordinal || is_pronoun_one(reading, at, end) {
        return None;
    }
    Some(Number { value, grain, end, vague: None })
}

/// Shares: `a third of`, `one in five`, `two out of three`.
pub(super) fn share_at(reading: &Reading<'_>, at: usize) -> Option<Number> {
    let share = |value, end| Some(Number { value, grain: 0.0, end, vague: None });
    if matches!(reading.word(at), "a" | "an") {
        let (parts, NumberKind::Fraction) = numbers().word(reading.word(at + 1))? else { return None };
        return share(1.0 / parts, at + 2).filter(|_| reading.word(at + 2) == "of");
    }
    let (few, NumberKind::Small) = number_word(reading.word(at))? else { return None };
    let next = if reading.word(at + 1) == "in" { at + 2 } else { at + 3 };
    let joined = reading.word(at + 1) == "in" || reading.stands(at + 1, "out of");
    let (many, NumberKind::Small | NumberKind::Ten) = number_word(reading.word(next)).filter(|_| joined)? else {
        return None;
    };
    share(few / many, next + 1).filter(|_| few < many && reading.kind(next + 1) == Some(TokenKind::Word))
}

/// Value and kind of a number word, also of `twenty-one`.
pub(super) fn number_word(word: &str) -> Option<(f64, NumberKind)> {
    if let Some(known) = numbers().word(word) {
        return Some(known);
    }
    let (ten, one) = word.split_once('-')?;
    match (numbers().word(ten)?, numbers().word(one)?) {
        ((ten, NumberKind::Ten), (one, NumberKind::Small)) if one < 10.0 => Some((ten + one, NumberKind::Small)),
        ((small, NumberKind::Small), (dozen, NumberKind::Dozen)) => Some((small * dozen, NumberKind::Small)),
        _ => None,
    }
}

/// True where a number word may go on behind `and`: only below a hundred or a scale.
pub(super) fn continues(reading: &Reading<'_>, at: usize, grain: f64) -> bool {
    grain >= 100.0 && matches!(number_word(reading.word(at)), Some((_, NumberKind::Small | NumberKind::Ten)))
}

/// A fraction counts only as a share of something, or where it ends its phrase.
pub(super) fn is_share(reading: &Reading<'_>, at: usize) -> bool {
    matches!(reading.word(at + 1), "of" | "" | "." | "," | ";")
}

/// `half a million`, `half a dozen`.
pub(super) fn half_of_scale(reading: &Reading<'_>, at: usize) -> Option<Number> {
    let behind = if reading.stands(at, "half a") || reading.stands(at, "half an") {
        at + 2
    } else if reading.stands(at, "a half") || reading.word(at) == "half" {
        at + 1 + usize::from(reading.word(at) == "a")
    } else {
        return None;
    };
    if let Some((scale, length)) = scale_at(reading, behind) {
        return Some(Number { value: scale / 2.0, grain: scale / 20.0, end: behind + length, vague: None });
    }
    let ordinal = at > 0 && numbers().word(reading.word(at - 1)).is_some_and(|(_, kind)| kind == NumberKind::Ordinal);
    let share = reading.word(at) == "half" && reading.word(at + 1) == "of" && !ordinal;
    share.then_some(Number { value: 0.5, grain: 0.0, end: at + 1, vague: None })
}

/// `one` that counts nothing: one another, no one, one of these days, the one that.
pub(super) fn is_pronoun_one(reading: &Reading<'_>, at: usize, end: usize) -> bool {
    if end != at + 1 || reading.word(at) != "one" {
        return false;
    }
    let before = if at > 0 { reading.word(at - 1) } else { "" };
    let next = reading.word(end);
    matches!(before, "no" | "this" | "that" | "every" | "any" | "each" | "another" | "which" | "the")
        || matches!(
            next,
            "of" | "another" | "day" | "is" | "was" | "who" | "that" | "can" | "must" | "should" | "'s" | "," | "."
        )
}
