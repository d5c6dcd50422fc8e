//! Units, currencies and rates around a number.

use super::super::reading::Reading;
use crate::lexicon::units;
use crate::lexicon::units::Unit;
use crate::text::TokenKind;

pub(super) fn sign_width(reading: &Reading<'_>, number: usize) -> usize {
    if number >= 2 && reading.touches_previous(number - 1) && currency_of(reading, number - 2, number).is_some() {
        2
    } else {
        1
    }
}

/// A currency sign or code at `at` and the token of the number behind it.
pub(super) fn currency_sign(reading: &Reading<'_>, at: usize) -> Option<(Unit, usize)> {
    [at + 2, at + 1].into_iter().find_map(|number| {
        let touching = number == at + 1 || reading.touches_previous(at + 1);
        let is_number = reading.kind(number) == Some(TokenKind::Number);
        (touching && is_number).then(|| currency_of(reading, at, number)).flatten().map(|unit| (unit, number))
    })
}

pub(super) fn currency_of(reading: &Reading<'_>, first: usize, end: usize) -> Option<Unit> {
    units().sign(reading.span(first, end).of(reading.text))
}

/// The unit behind the number that ends before `at`: the unit, its end, and whether a hyphen joins it.
pub(super) fn unit_behind(reading: &Reading<'_>, at: usize) -> Option<(Unit, usize, bool)> {
    if reading.word(at) == "-" && reading.kind(at + 1) == Some(TokenKind::Word) {
        let word = reading.word(at + 1);
        let head = word.split('-').next().unwrap_or_default();
        return units().words.get(head).map(|unit| (unit, at + 2, true));
    }
    if let Some(unit) =
        units().sign(reading.written(at)).filter(|_| !reading.written(at).starts_with(char::is_alphabetic))
    {
        return Some((unit, at + 1, false));
    }
    let (length, unit) = units().words.longest_at(&reading.lower, at)?;
    // One letter may be anything but where it touches its digits.
    let sure = reading.word(at).len() > 1 || reading.touches_previous(at);
    sure.then_some((unit, at + length, false))
}

/// `per hour`, `a day` behind a unit: the unit's name and the number of tokens.
pub(super) fn rate_behind(reading: &Reading<'_>, at: usize) -> Option<(&'static str, usize)> {
    if !matches!(reading.word(at), "per" | "a" | "an") {
        return None;
    }
    let (length, unit) = units().words.longest_at(&reading.lower, at + 1)?;
    Some((unit.name, length + 1))
}
