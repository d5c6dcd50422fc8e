//! Quantities: numbers in text with their hedge and unit, as intervals.
//!
//! A number is read in digits (`digits`), words (`spelled`) or as a share (`fractions`); what stands around it makes it a
//! bound (`bounds`), a range (`ranges`), an amount of something (`measured`), or no quantity at all (`labels`).

mod bounds;
mod digits;
mod fractions;
mod intervals;
mod labels;
mod measured;
mod ranges;
mod spelled;

use serde::{Deserialize, Serialize};

use super::reading::Reading;
use crate::lexicon::numbers;
use crate::lexicon::numbers::NumberKind;
pub use crate::lexicon::numbers::{Hedge, Interval};
pub use crate::lexicon::units::Kind;
use crate::lexicon::units::Unit;
use crate::text::{Span, Tag, TokenKind};
use bounds::{hedge_after, hedge_before, join_bounds};
pub use intervals::intervals;
use labels::{after_naming, bounds_age, is_clock, is_label, is_result, is_score_or_clock};
use measured::{
    LONGEST_SIGN, coded_number, currency_sign, is_suspended, join_change, joined_noun, joined_unit, rate_behind, ratio,
    scale_behind_unit, unit_behind,
};
use ranges::{UpperEnd, join_range, join_repeated, opening, share_unit, with_range};

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

/// The unit of how old somebody is.
const YEAR_OF_AGE: &str = "year of age";

/// A bare number.
#[derive(Clone, Copy, Debug)]
struct Number {
    value: f64,
    /// Worth of its last written digit.
    grain: f64,
    /// What its scale words multiply it by.
    scale: f64,
    /// The token behind it.
    end: usize,
    /// True for a part of a whole (`two thirds`): the unit is then the whole.
    share: bool,
    /// What marks are given out of, where it is one (`7 out of 10`).
    mark_of: Option<f64>,
    /// Its value if its point parts thousands, where that cannot be told.
    grouped: Option<f64>,
    /// Set where it is a vague number: what agrees, what does not contradict.
    vague: Option<(Interval, Interval)>,
}

impl Default for Number {
    fn default() -> Self {
        Self { value: 0.0, grain: 1.0, scale: 1.0, end: 0, share: false, mark_of: None, grouped: None, vague: None }
    }
}

impl Number {
    fn times(self, factor: f64) -> Self {
        Self { value: self.value * factor, grain: self.grain * factor, scale: self.scale * factor, ..self }
    }
}

/// Finds the quantities of a sentence; `taken` tells the tokens that are read as something else (dates).
pub(super) fn quantities(reading: &Reading<'_>, taken: &[bool]) -> Vec<QuantityTokens> {
    let mut found: Vec<QuantityTokens> = Vec::new();
    let (digits, mut at) = (reading.has_digits(), 0);
    while at < reading.len() {
        if taken[at] {
            at += 1;
            continue;
        }
        if is_plain(reading, at, digits) {
            debug_assert!(number_opening(reading, at).is_none() && joined_unit(reading, at).is_none());
            at = after_naming(reading, at);
            continue;
        }
        let begin = found.last().map_or(0, |last| last.end);
        let Some(quantity) = quantity_at(reading, taken, begin, at) else {
            at = after_naming(reading, at);
            continue;
        };
        at = quantity.end.max(at + 1);
        found.push(quantity);
        join_change(reading, &mut found);
        join_range(reading, &mut found);
        join_bounds(reading, &mut found);
        join_repeated(reading, &mut found);
        share_unit(reading, &mut found);
    }
    found
}

/// What stands at a token as far as its number: a minus, a currency sign, the number.
struct Opening {
    /// The first token of all.
    first: usize,
    /// The token of the number.
    at: usize,
    unit: Option<Unit>,
    number: Number,
}

fn quantity_at(reading: &Reading<'_>, taken: &[bool], begin: usize, at: usize) -> Option<QuantityTokens> {
    let Some(opened) = number_opening(reading, at) else { return joined_unit(reading, at) };
    let Opening { first, at, unit, number } = opened;
    if taken[at..number.end.min(taken.len())].contains(&true) {
        return None;
    }
    let (start, hedge) = hedge_before(reading, begin, first);
    let (number, upper) = with_range(reading, at, number, start);
    let end = upper.map_or(number.end, |upper| upper.end);
    // `5-6 June`
    if taken[number.end.min(taken.len())..end.min(taken.len())].contains(&true) {
        return None;
    }
    let result = if upper.is_some() { is_result(reading, at, end) } else { is_score_or_clock(reading, at, end) };
    if result || is_clock(reading, end) {
        return None;
    }
    let (hedge, end) = with_hedge_behind(reading, end, hedge);
    let amount = amount(reading, number, unit, end)?;
    let (hedge, end) = with_hedge_behind(reading, amount.end, hedge);
    let (kind, unit) = match amount.kind {
        Kind::Count if upper.is_none() && bounds_age(reading, start, end, hedge) => {
            (Kind::Duration, YEAR_OF_AGE.to_owned())
        }
        kind => (kind, amount.unit),
    };
    let first = if upper.is_some() { opening(reading, start) } else { start };
    let (hard, soft, hedge) = both_intervals(amount.number, upper, hedge);
    let (span, number) = (reading.span(first, end), reading.span(at, number.end));
    let quantity = Quantity { span, number, kind, hard, soft, hedge, unit };
    Some(QuantityTokens { first, end, attributive: amount.attributive, quantity })
}

fn with_hedge_behind(reading: &Reading<'_>, end: usize, hedge: Hedge) -> (Hedge, usize) {
    hedge_after(reading, end, hedge).map_or((hedge, end), |(hedge, length)| (hedge, end + length))
}

/// What a number is an amount of.
struct Amount {
    /// The number, scaled where the unit says so.
    number: Number,
    kind: Kind,
    unit: String,
    /// The token behind the unit.
    end: usize,
    attributive: bool,
}

/// The amount of `number`, which ends before token `end`; `unit` is a unit before it. None for the age in `13-year-old`.
fn amount(reading: &Reading<'_>, number: Number, unit: Option<Unit>, end: usize) -> Option<Amount> {
    // `all 12 won`: what can be a verb is a currency only behind amounts of it.
    let verb = reading.tokens.get(end).is_some_and(|token| token.tag == Tag::Verb) && number.value < 1000.0;
    let behind = || unit_behind(reading, end).filter(|(unit, ..)| !(verb && unit.kind == Kind::Money));
    let count = Amount { number, kind: Kind::Count, unit: String::new(), end, attributive: false };
    if is_suspended(reading, end) {
        return None;
    }
    let count = joined_noun(reading, end).filter(|_| unit.is_none()).map_or(count, |(unit, end)| Amount {
        number,
        kind: Kind::Measure,
        unit,
        end,
        attributive: true,
    });
    let mut amount = match unit.map(|unit| (unit, end, false)).or_else(behind) {
        Some((unit, end, attributive)) => {
            let (scale, length) = scale_behind_unit(reading, unit, end).unwrap_or((1.0, 0));
            let (number, end) = (number.times(scale), end + length);
            Amount { number, kind: unit.kind, unit: unit.name.to_owned(), end, attributive }
        }
        None => count,
    };
    let old = reading.word(amount.end - 1).contains("-old") || reading.word(amount.end) == "old";
    if amount.attributive && old {
        return None;
    }
    if let Some((unit, end)) = ratio(reading, amount.end).filter(|_| amount.kind == Kind::Count) {
        amount = Amount { kind: Kind::Measure, unit, end, ..amount };
    }
    if let Some((rate, length)) = rate_behind(reading, amount.end).filter(|_| amount.kind != Kind::Count) {
        amount.unit = format!("{}/{rate}", amount.unit);
        amount.end += length;
    }
    if let Some(most) = number.mark_of {
        (amount.kind, amount.unit) = (Kind::Measure, format!("of {most}"));
    } else if number.share {
        (amount.kind, amount.unit) = (Kind::Percent, "percent".to_owned());
    }
    Some(amount)
}

/// True for a token with which no quantity begins, as with nearly all: neither a number nor an article nor several words
/// joined by hyphens, no minus, and no sign or code of a currency, which `digits` follow, if the sentence has any.
fn is_plain(reading: &Reading<'_>, at: usize, digits: bool) -> bool {
    let (word, sense) = (reading.word(at), reading.sense(at));
    let digits = digits && (1..=LONGEST_SIGN).any(|behind| reading.kind(at + behind) == Some(TokenKind::Number));
    reading.kind(at) != Some(TokenKind::Number)
        && !digits
        && !matches!(word, "a" | "an" | "−")
        && !sense.number
        && !sense.vague
        && !word.as_bytes().contains(&b'-')
}

/// True where the number at `at` is bounded by the words before it (`more than`, `nearly`), as no year is; but `until at
/// least 2014`.
pub(super) fn is_bounded(reading: &Reading<'_>, at: usize) -> bool {
    let (start, hedge) = hedge_before(reading, 0, at);
    start < at && matches!(hedge, Hedge::MoreThan | Hedge::LessThan | Hedge::Nearly | Hedge::Over)
}

/// `-5`, `minus $5 million`, `MEUR 60`, `30`.
fn number_opening(reading: &Reading<'_>, first: usize) -> Option<Opening> {
    let negative = is_minus(reading, first);
    let from = first + usize::from(negative);
    let sign = if negative { -1.0 } else { 1.0 };
    if let Some((unit, number)) = coded_number(reading, from) {
        return Some(Opening { first, at: from + 1, unit: Some(unit), number: number.times(sign) });
    }
    let (unit, at) = currency_sign(reading, from).map_or((None, from), |(unit, at)| (Some(unit), at));
    let mut number = number_at(reading, at)?;
    if unit.is_none() && is_label(reading, at) {
        return None;
    }
    if negative {
        number.value = -number.value;
    }
    Some(Opening { first, at, unit, number })
}

/// `minus five`, `-5`; a hyphen behind a word or before a space is none.
fn is_minus(reading: &Reading<'_>, at: usize) -> bool {
    // `tested negative two days later`
    let tagged = |at: usize, tag: Tag| reading.tokens.get(at).is_some_and(|token| token.tag == tag);
    let complement = at > 0 && tagged(at, Tag::Adjective) && tagged(at - 1, Tag::Verb);
    let in_words = numbers().word(reading.word(at)).is_some_and(|(_, kind)| kind == NumberKind::Minus) && !complement;
    let joined = reading.touches_previous(at) && reading.kind(at - 1) != Some(TokenKind::Mark);
    let sign = matches!(reading.word(at), "-" | "−") && reading.touches_previous(at + 1) && !joined;
    sign || in_words && number_at(reading, at + 1).is_some()
}

/// The number that begins at token `at`.
fn number_at(reading: &Reading<'_>, at: usize) -> Option<Number> {
    if let Some((length, (hard, soft))) = numbers().vague.longest_at(&reading.lower, at) {
        let of = reading.word(at + length - 1) == "of";
        let end = at + length - usize::from(of);
        return Some(Number { value: hard.low.unwrap_or(0.0), end, vague: Some((hard, soft)), ..Number::default() });
    }
    if let Some(share) = fractions::share_at(reading, at) {
        return Some(share);
    }
    match reading.kind(at)? {
        TokenKind::Number => {
            let digits = digits::digits_at(reading, at)?;
            // `3 hundred and 21`
            let longer = (digits.scale > 1.0).then(|| spelled::words_at(reading, at)).flatten();
            Some(longer.filter(|words| words.end > digits.end).unwrap_or(digits))
        }
        TokenKind::Word => spelled::words_at(reading, at),
        TokenKind::Mark => digits::bare_decimals(reading, at),
        _ => None,
    }
}

/// The hard and soft interval of a number and the upper end of its range, and the hedge that remains.
fn both_intervals(number: Number, upper: Option<UpperEnd>, hedge: Hedge) -> (Interval, Interval, Hedge) {
    if let Some((hard, soft)) = number.vague {
        return (hard, soft, Hedge::Vague);
    }
    if let Some(upper) = upper {
        let hard = Interval::closed(number.value, upper.value);
        return (hard, Interval::closed(upper.least.min(number.value), upper.value), Hedge::Range);
    }
    if number.share {
        let (hard, soft) = intervals(number.value * 100.0, 5.0, hedge);
        // Who tells a share by a fraction rounds it.
        let widened = |bound: Option<f64>, by: f64| bound.map(|bound| bound + by);
        return (hard, Interval { low: widened(soft.low, -2.5), high: widened(soft.high, 2.5), ..soft }, hedge);
    }
    let (hard, mut soft) = intervals(number.value, number.grain, hedge);
    if let Some(grouped) = number.grouped {
        soft = Interval { low: soft.low, high: soft.high.map(|high| high.max(grouped)), ..soft };
    }
    (hard, soft, hedge)
}

#[cfg(test)]
mod tests;
