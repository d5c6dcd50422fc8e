//! Units, currencies and rates around a number.

use super::super::reading::Reading;
use super::intervals::roundness;
use super::spelled::{number_word, scale_at};
use super::{Hedge, Interval, Number, Quantity, QuantityTokens, intervals, number_at};
use crate::lexicon::numbers::NumberKind;
use crate::lexicon::units::{Kind, Unit};
use crate::lexicon::{lemmas, numbers, units};
use crate::text::TokenKind;

/// The longest currency sign, in tokens: `U.S. $`.
pub(super) const LONGEST_SIGN: usize = 2;

/// A currency sign or code at `at`, and the token of the number in digits behind it.
pub(super) fn currency_sign(reading: &Reading<'_>, at: usize) -> Option<(Unit, usize)> {
    (1..=LONGEST_SIGN).rev().find_map(|length| {
        let number = at + length;
        let is_number = reading.kind(number) == Some(TokenKind::Number);
        is_number.then(|| units().sign(reading.span(at, number).of(reading.text))).flatten().map(|unit| (unit, number))
    })
}

/// `MEUR 60`, `KUSD 5`: a code with the letter of a scale before it; the unit, the scale, and the number's token.
pub(super) fn scaled_code(reading: &Reading<'_>, at: usize) -> Option<(Unit, f64)> {
    let written = reading.written(at);
    let (letter, code) = written.split_at_checked(1).filter(|_| written.len() == 4)?;
    let scale = match letter {
        "M" => 1e6,
        "k" | "K" | "T" => 1e3,
        _ => return None,
    };
    units().sign(code).map(|unit| (unit, scale))
}

/// The unit behind the number that ends before `at`: the unit, its end, and whether a hyphen joins it.
pub(super) fn unit_behind(reading: &Reading<'_>, at: usize) -> Option<(Unit, usize, bool)> {
    if reading.word(at) == "-" && reading.kind(at + 1) == Some(TokenKind::Word) {
        let mut parts = reading.word(at + 1).split('-').skip_while(|part| scale_word(part).is_some());
        let head = parts.next().unwrap_or_default();
        return units().words.get(head).map(|unit| (unit, at + 2, true));
    }
    if let Some((unit, _)) = scaled_code(reading, at) {
        return Some((unit, at + 1, false));
    }
    if let Some(found) = sign_behind(reading, at) {
        return Some(found);
    }
    let (length, unit) = units().words.longest_at(&reading.lower, at)?;
    // `3 USD50 cards`
    if reading.touches_previous(at + length) && reading.kind(at + length) == Some(TokenKind::Number) {
        return None;
    }
    // One letter may be anything but where it touches its digits.
    let sure = reading.word(at).len() > 1 || reading.touches_previous(at);
    sure.then_some((unit, at + length, false))
}

/// `10 €`, `115USD`, `75 USD million` has it too; but in `1 $10` and `10 $ 30` a sign belongs to the number it touches.
fn sign_behind(reading: &Reading<'_>, at: usize) -> Option<(Unit, usize, bool)> {
    (1..=LONGEST_SIGN).rev().find_map(|length| {
        let end = at + length;
        let unit = units().sign(reading.span(at, end).of(reading.text)).filter(|_| end <= reading.len())?;
        // `5 $ 100 bonds`: a symbol between two numbers belongs to the second, but for `10 $ 30 $`.
        let number = reading.kind(end) == Some(TokenKind::Number);
        let symbol = length == 1 && reading.kind(at) == Some(TokenKind::Mark);
        let repeated =
            || units().sign(reading.written(end + 1)).is_some() || units().words.begins_with(reading.word(end + 1));
        let others =
            number && (reading.touches_previous(end) || symbol && !reading.touches_previous(at) && !repeated());
        (!others).then_some((unit, end, false))
    })
}

/// A scale behind a currency, or within its word: `75 USD million`, `30 MEUR`, `3-million-dollar`. Its tokens behind the
/// unit.
pub(super) fn scale_behind_unit(reading: &Reading<'_>, unit: Unit, at: usize) -> Option<(f64, usize)> {
    if let Some((_, scale)) = scaled_code(reading, at - 1) {
        return Some((scale, 0));
    }
    if let Some(scale) = reading.word(at - 1).split_once('-').and_then(|(first, _)| scale_word(first)) {
        return Some((scale, 0));
    }
    scale_at(reading, at).filter(|(scale, _)| unit.kind == Kind::Money && *scale >= 1000.0)
}

/// `15-member`, `6.3-magnitude`: a number joined to a noun tells how large one thing is, not how many there are. The noun,
/// and the token behind it.
pub(super) fn joined_noun(reading: &Reading<'_>, at: usize) -> Option<(String, usize)> {
    let touching = reading.word(at) == "-" && reading.touches_previous(at) && reading.touches_previous(at + 1);
    let noun = touching && reading.kind(at + 1) == Some(TokenKind::Word) && !reading.is_capitalised(at + 1);
    noun.then(|| (lemmas().noun(reading.word(at + 1).split('-').next().unwrap_or_default()).into_owned(), at + 2))
}

/// `11- to 15-year-olds`: what the first number measures stands behind the second.
pub(super) fn is_suspended(reading: &Reading<'_>, at: usize) -> bool {
    let hyphen = reading.word(at) == "-" && reading.touches_previous(at) && !reading.touches_previous(at + 1);
    hyphen && matches!(reading.word(at + 1), "to" | "and" | "or")
}

/// `12 per 1,000`, `7.25 per dollar`, `four times as large`: what a bare number is a ratio to, and the token behind.
pub(super) fn ratio(reading: &Reading<'_>, at: usize) -> Option<(String, usize)> {
    let next = reading.word(at + 1);
    if reading.word(at) == "times" {
        let compared =
            matches!(next, "as" | "more" | "less" | "fewer" | "the" | "that" | "its") || next.ends_with("er");
        return compared.then(|| ("times".to_owned(), at + 1));
    }
    if reading.word(at) != "per" {
        return None;
    }
    if let Some((length, unit)) = units().words.longest_at(&reading.lower, at + 1) {
        let amount = matches!(unit.kind, Kind::Money | Kind::Measure);
        return amount.then(|| (format!("per {}", unit.name), at + 1 + length));
    }
    let many = number_at(reading, at + 1)?;
    let round = many.vague.is_none() && many.value >= 100.0 && roundness(many.value) == many.value;
    round.then(|| (format!("per {}", many.value), many.end))
}

fn scale_word(word: &str) -> Option<f64> {
    numbers().word(word).filter(|(_, kind)| *kind == NumberKind::Scale).map(|(scale, _)| scale)
}

/// `per hour`, `a day` behind a unit: the unit's name and the number of tokens.
pub(super) fn rate_behind(reading: &Reading<'_>, at: usize) -> Option<(&'static str, usize)> {
    if !matches!(reading.word(at), "per" | "a" | "an" | "/" | "each") {
        return None;
    }
    let (length, unit) = units().rates.longest_at(&reading.lower, at + 1)?;
    Some((unit.name, length + 1))
}

/// A number and its unit in one word, or a unit and a half: `a one-yen bid`, `a three-day visit`, `an hour and a half`. Of
/// ages (`two-year-old`) nothing.
pub(super) fn joined_unit(reading: &Reading<'_>, at: usize) -> Option<QuantityTokens> {
    if matches!(reading.word(at), "a" | "an") {
        let (length, unit) = units().words.longest_at(&reading.lower, at + 1)?;
        let end = at + 1 + length;
        return reading.stands(end, "and a half").then(|| plain_amount(reading, (at, end + 3), 1.5, unit));
    }
    let word = reading.word(at);
    if reading.kind(at) != Some(TokenKind::Word) || word.contains("-old") {
        return None;
    }
    let (unit, value) = word.match_indices('-').rev().find_map(|(dash, _)| {
        let unit = units().words.get(word[dash + 1..].split('-').next()?)?;
        let (value, kind) = number_word(&word[..dash])?;
        matches!(kind, NumberKind::Small | NumberKind::Ten).then_some((unit, value))
    })?;
    Some(QuantityTokens { attributive: true, ..plain_amount(reading, (at, at + 1), value, unit) })
}

fn plain_amount(reading: &Reading<'_>, (first, end): (usize, usize), value: f64, unit: Unit) -> QuantityTokens {
    let span = reading.span(first, end);
    let (hard, soft) = intervals(value, 1.0, Hedge::Exact);
    let quantity =
        Quantity { span, number: span, kind: unit.kind, hard, soft, unit: unit.name.to_owned(), ..Quantity::default() };
    QuantityTokens { first, end, attributive: false, quantity }
}

/// `12 euros and 50 cents`: joins the last two quantities where the second is small change of the first.
pub(super) fn join_change(reading: &Reading<'_>, found: &mut Vec<QuantityTokens>) {
    let [.., main, change] = found.as_slice() else { return };
    let and = usize::from(reading.word(main.end) == "and");
    let (a, b) = (&main.quantity, &change.quantity);
    let exact = a.hedge != Hedge::Range && b.hedge == Hedge::Exact && a.kind == Kind::Money;
    if !exact || change.first != main.end + and || !units().is_change(&b.unit, &a.unit) {
        return;
    }
    let Some(more) = b.hard.high.filter(|more| (0.0..100.0).contains(more)) else { return };
    let add = |interval: Interval| Interval {
        low: interval.low.map(|low| if low > 0.0 { low + more / 100.0 } else { low }),
        high: interval.high.map(|high| high + more / 100.0),
        ..interval
    };
    let mut joined = main.clone();
    joined.end = change.end;
    joined.quantity.span = a.span.join(b.span);
    joined.quantity.hard = add(a.hard);
    joined.quantity.soft = joined.quantity.hard;
    found.truncate(found.len() - 2);
    found.push(joined);
}

/// The number behind a currency sign, scaled where the sign's code says so: `MEUR 60`.
pub(super) fn coded_number(reading: &Reading<'_>, at: usize) -> Option<(Unit, Number)> {
    let (unit, scale) = scaled_code(reading, at)?;
    let number = number_at(reading, at + 1).filter(|_| reading.kind(at + 1) == Some(TokenKind::Number))?;
    Some((unit, number.times(scale)))
}
