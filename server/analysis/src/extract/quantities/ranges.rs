//! Two numbers that are the ends of a range: `10-15`, `10 to 15`, `between 10 and 15`, `ranging from 10 to 15`.

use super::super::reading::Reading;
use super::bounds::hedge_before;
use super::measured::currency_sign;
use super::spelled::cardinal;
use super::{Hedge, Interval, Kind, Number, QuantityTokens, number_at};
use crate::lexicon::numbers::RangePart;
use crate::lexicon::{lemmas, numbers};
use crate::text::TokenKind;

/// The upper end of a range.
#[derive(Clone, Copy, Debug)]
pub(super) struct UpperEnd {
    pub(super) value: f64,
    /// The token behind it.
    pub(super) end: usize,
    /// A lower end that may be meant as well: 20 in `20 to 30,000`.
    pub(super) least: f64,
}

/// A second number that makes a range of the first, whose hedge begins at `start`. Returns the first (scaled by the
/// scale of the second: `2 to 3 million`) and the upper end.
pub(super) fn with_range(reading: &Reading<'_>, at: usize, number: Number, start: usize) -> (Number, Option<UpperEnd>) {
    if number.vague.is_some() || number.share {
        return (number, None);
    }
    let between = opens(reading, start, RangePart::Between);
    // `between one hundred and two hundred`: this `and` parts the ends.
    let parted =
        || cardinal(reading, at, false).filter(|low| between && low.end < number.end && low.value < number.value);
    for low in [Some(number), parted().map(|low| Number { value: low.value, end: low.end, scale: 1.0, ..number })] {
        if let Some((low, upper)) = low.and_then(|low| upper_end(reading, low, start, between)) {
            return (low, Some(upper));
        }
    }
    (number, None)
}

fn upper_end(reading: &Reading<'_>, number: Number, start: usize, between: bool) -> Option<(Number, UpperEnd)> {
    let next = joiner(reading, number.end, start, between)?;
    let next = currency_sign(reading, next).map_or(next, |(_, next)| next);
    let high = number_at(reading, next).filter(|high| high.vague.is_none() && !high.share)?;
    // `1-222-5550` names a line.
    let goes_on =
        matches!(reading.word(high.end), "-" | "–" | "/") && reading.kind(high.end + 1) == Some(TokenKind::Number);
    if goes_on && reading.touches_previous(high.end) {
        return None;
    }
    let mut low = number;
    // `raised by 27,000 to 202,000`: by how much, and to what; `fell by 20 to 30 percent` is a range.
    let by = start > 0 && reading.word(start - 1) == "by" && reading.word(number.end) == "to";
    if by && number.scale == high.scale && high.value > 3.0 * number.value {
        return None;
    }
    let mantissa = high.value / high.scale;
    // `2 to 3 million`, `20-30,000`; but `500 to 2 million` as it stands.
    if high.scale > 1.0 && low.scale == 1.0 && low.value < mantissa && low.value > 0.0 {
        (low.value, low.scale) = (low.value * high.scale, high.scale);
    }
    let thousands = reading.word(high.end - 1).contains(',') && low.value < high.value / 1000.0 && low.value >= 1.0;
    let least = low.value;
    if thousands && high.value % 1000.0 == 0.0 && high.value < 1_000_000.0 {
        low.value *= 1000.0;
    }
    (low.value < high.value).then_some((low, UpperEnd { value: high.value, end: high.end, least }))
}

/// The token behind what joins the ends of a range, where it stands at `at`.
fn joiner(reading: &Reading<'_>, at: usize, start: usize, between: bool) -> Option<usize> {
    let touching = reading.touches_previous(at) && reading.touches_previous(at + 1);
    let apart = at + 1 < reading.len() && !reading.touches_previous(at) && !reading.touches_previous(at + 1);
    let dash = matches!(reading.word(at), "-" | "–" | "—" | "~" | "‑" | "−");
    let digits =
        reading.kind(at.wrapping_sub(1)) == Some(TokenKind::Number) && reading.kind(at + 1) == Some(TokenKind::Number);
    if dash && (touching || apart && digits && reading.word(at) != "—") {
        return Some(at + 1);
    }
    let joins = match numbers().range_part(reading.word(at))? {
        RangePart::And => between,
        RangePart::To => !is_change(reading, start),
        RangePart::Or => true,
        RangePart::Between | RangePart::From | RangePart::Spread => false,
    };
    joins.then_some(at + 1)
}

/// `fell from 20 to 10`, `rose 20 to 31`: values before and after, and no range. `ranged from 20 to 30` is one.
fn is_change(reading: &Reading<'_>, start: usize) -> bool {
    let word = |back: usize| start.checked_sub(back).map_or("", |at| reading.word(at));
    let spread = |word: &str| {
        let part = |word: &str| numbers().range_part(word) == Some(RangePart::Spread);
        part(word) || part(&lemmas().verb(word)) || part(&lemmas().noun(word))
    };
    if numbers().range_part(word(1)) == Some(RangePart::From) {
        return !spread(word(2)) && !word(2).is_empty();
    }
    matches!(crate::lexicon::events().verb(&[lemmas().verb(word(1))], 0), Some(("rise" | "fall", _)))
}

fn opens(reading: &Reading<'_>, start: usize, part: RangePart) -> bool {
    start > 0 && numbers().range_part(reading.word(start - 1)) == Some(part)
}

/// Where a range begins that has its first number, with hedge, at `start`: at its `between`, or its `from`.
pub(super) fn opening(reading: &Reading<'_>, start: usize) -> usize {
    let opened = opens(reading, start, RangePart::Between) || opens(reading, start, RangePart::From);
    start - usize::from(opened)
}

/// Joins the last two quantities where both carry the unit of one range: `10% to 15%`, `$5m-$10m`.
pub(super) fn join_range(reading: &Reading<'_>, found: &mut Vec<QuantityTokens>) {
    let [.., first, second] = found.as_slice() else { return };
    let (a, b) = (&first.quantity, &second.quantity);
    let exact = a.hedge == Hedge::Exact && b.hedge == Hedge::Exact && a.unit == b.unit && !a.unit.is_empty();
    let between = opens(reading, first.first, RangePart::Between);
    // `fell by 3 tonnes to 20 tonnes`: by how much, and to what.
    let change = first.first > 0 && reading.word(first.first - 1) == "by";
    let joined = || !change && joiner(reading, first.end, first.first, between) == Some(second.first);
    if !exact || !joined() {
        return;
    }
    let range = Interval { low: a.hard.low, high: b.hard.high, ..Interval::default() };
    if range.low.zip(range.high).is_none_or(|(low, high)| low >= high) {
        return;
    }
    let start = hedge_before(reading, 0, first.first).0.min(first.first);
    let mut joined = second.clone();
    joined.first = opening(reading, start);
    joined.quantity.span = reading.span(joined.first, second.end);
    joined.quantity.number = a.number;
    (joined.quantity.hard, joined.quantity.soft, joined.quantity.hedge) = (range, range, Hedge::Range);
    found.truncate(found.len() - 2);
    found.push(joined);
}

/// Joins the last two quantities where the second repeats the first in brackets: `twenty (20) men`.
pub(super) fn join_repeated(reading: &Reading<'_>, found: &mut Vec<QuantityTokens>) {
    let [.., first, second] = found.as_slice() else { return };
    let bracketed = second.first == first.end + 1
        && reading.word(first.end) == "("
        && matches!(reading.word(second.end), ")" | "),");
    let (a, b) = (&first.quantity, &second.quantity);
    let same_unit = a.unit == b.unit || a.unit.is_empty() || b.unit.is_empty();
    let same = a.hard == b.hard || a.hedge == Hedge::About && a.hard.low <= b.hard.low && b.hard.high <= a.hard.high;
    if !bracketed || !same_unit || !same || b.hedge != Hedge::Exact {
        return;
    }
    let mut joined = first.clone();
    joined.end = second.end + 1;
    joined.quantity.span = reading.span(joined.first, joined.end);
    if a.unit.is_empty() {
        joined.quantity.unit.clone_from(&b.unit);
        joined.quantity.kind = b.kind;
    }
    found.truncate(found.len() - 2);
    found.push(joined);
}

/// Gives the first of two values of a change the unit of the second: `fell from 20 to 8 percent`.
pub(super) fn share_unit(reading: &Reading<'_>, found: &mut [QuantityTokens]) {
    let [.., first, second] = found else { return };
    let changes = first.first > 0
        && numbers().range_part(reading.word(first.first - 1)) == Some(RangePart::From)
        && reading.word(first.end) == "to"
        && second.first == first.end + 1;
    let bare = first.quantity.unit.is_empty() && first.quantity.kind == Kind::Count;
    let scaled = second.quantity.hard.low >= Some(1e5) && first.quantity.hard.high < Some(1000.0);
    if changes && bare && !second.quantity.unit.is_empty() && !second.attributive && !scaled {
        first.quantity.unit.clone_from(&second.quantity.unit);
        first.quantity.kind = second.quantity.kind;
    }
}
