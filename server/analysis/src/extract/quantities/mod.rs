//! Quantities: numbers in text with their hedge and unit, as intervals.
//!
//! Hedges as intervals after the strict reading of bounds ("more than n" leaves n out) and the measured widths of
//! "about" (they grow with the roundness of the number; Cummins, Sauerland & Solt 2012, "Granularity and scalar
//! implicature in numerical expressions").

mod labels;
mod measured;
mod written;

use serde::{Deserialize, Serialize};

use super::reading::Reading;
pub use crate::lexicon::numbers::{Hedge, Interval};
pub use crate::lexicon::units::Kind;
use crate::lexicon::{lemmas, numbers};
use crate::text::{Span, TokenKind};
use labels::{is_label, is_score_or_clock};
use measured::{currency_sign, rate_behind, sign_width, unit_behind};
use written::{Number, number_at};

/// A number with its hedge and unit.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Quantity {
    /// From the hedge to the unit, in bytes.
    pub span: Span,
    /// The digits or number words alone, in bytes.
    pub number: Span,
    /// What is measured.
    pub kind: Kind,
    /// Values inside agree with it.
    pub hard: Interval,
    /// Values outside contradict it; between `hard` and `soft` there is silence.
    pub soft: Interval,
    /// How it was qualified.
    pub hedge: Hedge,
    /// The unit (`percent`, `USD`, `metre`, `day`), for counts empty; a rate has both (`USD/tonne`).
    pub unit: String,
}

/// A quantity and the tokens it takes up, from its hedge to its unit.
#[derive(Clone, Debug)]
pub(super) struct QuantityTokens {
    pub(super) first: usize,
    pub(super) end: usize,
    /// True where it qualifies the noun behind it by a hyphen (`48-hour`, `100-foot`).
    pub(super) attributive: bool,
    pub(super) quantity: Quantity,
}

/// Finds the quantities of a sentence; `taken` tells the tokens that are read as something else (dates).
pub(super) fn quantities(reading: &Reading<'_>, taken: &[bool]) -> Vec<QuantityTokens> {
    let mut found: Vec<QuantityTokens> = Vec::new();
    let mut at = 0;
    while at < reading.len() {
        let begin = found.last().map_or(0, |last| last.end);
        match quantity_at(reading, taken, begin, at) {
            Some(quantity) => {
                at = quantity.end.max(at + 1);
                found.push(quantity);
            }
            None => at += skip_digits(reading, at),
        }
    }
    found
}

/// Digits that are no quantity take the digits joined to them along (`03:27`, `5-0`).
fn skip_digits(reading: &Reading<'_>, at: usize) -> usize {
    let joined = |next: usize| {
        matches!(reading.word(next), "-" | "–" | ":" | "/" | ".")
            && reading.touches_previous(next)
            && reading.touches_previous(next + 1)
    };
    if reading.kind(at) == Some(TokenKind::Number) && joined(at + 1) && reading.kind(at + 2) == Some(TokenKind::Number)
    {
        3
    } else {
        1
    }
}

fn quantity_at(reading: &Reading<'_>, taken: &[bool], begin: usize, at: usize) -> Option<QuantityTokens> {
    if taken[at] || is_label(reading, at) {
        return None;
    }
    let (sign, at) = match currency_sign(reading, at) {
        Some((unit, next)) => (Some(unit), next),
        None => (None, at),
    };
    let number = number_at(reading, at).filter(|number| !taken[at..number.end.min(taken.len())].contains(&true))?;
    let start = at - usize::from(sign.is_some()) * sign_width(reading, at);
    let (hedge_start, mut hedge) = hedge_before(reading, begin, start);
    let (number, range_end) = with_range(reading, number, hedge_start);
    let mut end = number.end.max(range_end.map_or(0, |(_, end)| end));
    if range_end.is_none() && is_score_or_clock(reading, at, end) {
        return None;
    }
    if let Some((after, length)) = hedge_after(reading, end) {
        (hedge, end) = (after, end + length);
    }
    let unit = sign.map(|unit| (unit, end, false)).or_else(|| unit_behind(reading, end));
    let (kind, mut unit_name, unit_end, attributive) = match unit {
        Some((unit, end, attributive)) => (unit.kind, unit.name.to_owned(), end, attributive),
        None => (Kind::Count, String::new(), end, false),
    };
    if attributive && reading.word(unit_end - 1).ends_with("-old") {
        return None;
    }
    end = unit_end;
    if let Some((rate, length)) = rate_behind(reading, end).filter(|_| kind != Kind::Count) {
        unit_name = format!("{unit_name}/{rate}");
        end += length;
    }
    if let Some((after, length)) = hedge_after(reading, end).filter(|_| hedge == Hedge::Exact) {
        (hedge, end) = (after, end + length);
    }
    let first = if range_end.is_some() {
        hedge_start.saturating_sub(usize::from(hedge_start > 0 && reading.word(hedge_start - 1) == "between"))
    } else {
        hedge_start
    };
    let is_share = number.grain == 0.0;
    if is_share {
        "percent".clone_into(&mut unit_name);
    }
    let kind = if is_share { Kind::Percent } else { kind };
    let (hard, soft, hedge) = match (range_end, number.vague) {
        _ if is_share => {
            let (hard, soft) = intervals(number.value * 100.0, 5.0, hedge);
            (hard, Interval::closed(soft.low.unwrap_or(0.0) - 2.5, soft.high.unwrap_or(100.0) + 2.5), hedge)
        }
        (Some((high, _)), _) => {
            (Interval::closed(number.value, high), Interval::closed(number.value, high), Hedge::Range)
        }
        (None, Some((hard, soft))) => (hard, soft, Hedge::Vague),
        (None, None) => {
            let (hard, soft) = intervals(number.value, number.grain, hedge);
            (hard, soft, hedge)
        }
    };
    let quantity = Quantity {
        span: reading.span(first, end),
        number: reading.span(at, number.end),
        kind,
        hard,
        soft,
        hedge,
        unit: unit_name,
    };
    Some(QuantityTokens { first, end, attributive, quantity })
}

/// The hard and the soft interval of `value` under `hedge`; `grain` is the worth of its last written digit.
pub fn intervals(value: f64, grain: f64, hedge: Hedge) -> (Interval, Interval) {
    let half = about_half_width(value, grain);
    let bound = |low, high, low_open, high_open| Interval { low, high, low_open, high_open };
    let low = |value, open| bound(Some(value), None, open, false);
    let high = |value, open| bound(Some(0.0f64.min(value)), Some(value), false, open);
    match hedge {
        Hedge::About => {
            (Interval::closed(value - half, value + half), Interval::closed(value - 2.0 * half, value + 2.0 * half))
        }
        Hedge::Nearly => {
            let (low, least) = (value - 2.0 * half, value - 4.0 * half);
            (bound(Some(low), Some(value), false, true), Interval::closed(least, value))
        }
        Hedge::MoreThan => (low(value, true), low(value, true)),
        Hedge::Over => (bound(Some(value), Some(value + 4.0 * half.max(grain)), true, false), low(value, true)),
        Hedge::AtLeast => (low(value, false), low(value, false)),
        Hedge::LessThan => (high(value, true), high(value, true)),
        Hedge::AtMost => (high(value, false), high(value, false)),
        Hedge::Article => (Interval::exactly(value), low(value, false)),
        Hedge::Exact | Hedge::Range | Hedge::Vague => {
            let slack = if (1.0..100.0).contains(&grain) { 0.0 } else { grain / 2.0 };
            (Interval::exactly(value), bound(Some(value - slack), Some(value + slack), slack > 0.0, slack > 0.0))
        }
    }
}

/// Half the width of "about n": grows as n to the power of 3/4, and shrinks with each significant digit.
fn about_half_width(value: f64, grain: f64) -> f64 {
    let digits = (value.abs() / grain).max(1.0).log10().floor() as i32;
    let share = [0.3, 0.12, 0.05].get(digits.max(0) as usize).copied().unwrap_or(0.02);
    // A fraction counts in its own grain: about 3.5 is about 35 tenths.
    let steps = if grain < 1.0 { value.abs() / grain } else { value.abs() };
    // Whole things differ by whole ones: about 14 leaves room for 13 and 15.
    let half = share * steps.powf(0.75);
    (if grain == 1.0 { half.max(1.0) } else { half }) * grain.min(1.0)
}

/// A second number that makes a range of the first: `10-15`, `10 to 15`, `between 10 and 15`. Returns the number (scaled by
/// the scale of the second: `2 to 3 million`) and the upper value with its end.
fn with_range(reading: &Reading<'_>, number: Number, hedge_start: usize) -> (Number, Option<(f64, usize)>) {
    let between = hedge_start > 0 && reading.word(hedge_start - 1) == "between";
    let at = number.end;
    let joins = match reading.word(at) {
        "-" | "–" | "—" | "~" => reading.touches_previous(at) && reading.touches_previous(at + 1),
        "to" | "or" => !(hedge_start > 0 && reading.word(hedge_start - 1) == "from"),
        "and" => between,
        _ => false,
    };
    let next = at + 1 + usize::from(currency_sign(reading, at + 1).is_some());
    if !joins || number.vague.is_some() {
        return (number, None);
    }
    let Some(high) = number_at(reading, next).filter(|high| high.vague.is_none()) else { return (number, None) };
    let mut low = number;
    if high.grain >= 1000.0 && low.value < 1000.0 && low.value > 0.0 {
        let scale = 10f64.powf((high.value / low.value).log10().floor());
        let scale = [1e12, 1e9, 1e6, 1e3].into_iter().find(|s| scale * 1.01 >= *s && high.value >= *s).unwrap_or(1.0);
        low.value *= scale;
    }
    if low.value < high.value { (low, Some((high.value, high.end))) } else { (number, None) }
}

/// The hedge that ends right before token `at`, and where it begins.
fn hedge_before(reading: &Reading<'_>, begin: usize, at: usize) -> (usize, Hedge) {
    for length in (1..=4).rev() {
        let Some(first) = at.checked_sub(length).filter(|first| *first >= begin) else { continue };
        let phrase = reading.lower[first..at].join(" ");
        let verb = || lemmas().verb(if first > 0 { reading.word(first - 1) } else { "" });
        if let Some(hedge) = numbers().before.get(&phrase).filter(|_| !numbers().is_particle(&phrase, &verb())) {
            return (first, hedge);
        }
    }
    let sign = |first: usize| match reading.word(first) {
        ">" | "＞" => Some(Hedge::MoreThan),
        "<" => Some(Hedge::LessThan),
        "≥" => Some(Hedge::AtLeast),
        "≤" => Some(Hedge::AtMost),
        "~" | "≈" => Some(Hedge::About),
        _ => None,
    };
    match at.checked_sub(1).filter(|first| *first >= begin) {
        Some(first) if reading.touches_previous(at) || sign(first).is_some() => {
            sign(first).map_or((at, Hedge::Exact), |hedge| (first, hedge))
        }
        _ => (at, Hedge::Exact),
    }
}

fn hedge_after(reading: &Reading<'_>, at: usize) -> Option<(Hedge, usize)> {
    if reading.word(at) == "+" && reading.touches_previous(at) {
        return Some((Hedge::AtLeast, 1));
    }
    numbers()
        .after
        .longest_at(&reading.lower, at)
        .filter(|_| reading.word(at) != "plus")
        .map(|(length, hedge)| (hedge, length))
}
