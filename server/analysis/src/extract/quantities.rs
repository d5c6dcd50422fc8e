//! Quantities: numbers in text with their hedge and unit, as intervals.
//!
//! Hedges as intervals after the strict reading of bounds ("more than n" leaves n out) and the measured widths of
//! "about" (they grow with the roundness of the number; Cummins, Sauerland & Solt 2012, "Granularity and scalar
//! implicature in numerical expressions").

use serde::{Deserialize, Serialize};

use super::reading::Reading;
use crate::lexicon::numbers::NumberKind;
pub use crate::lexicon::numbers::{Hedge, Interval};
pub use crate::lexicon::units::Kind;
use crate::lexicon::units::Unit;
use crate::lexicon::{labels, lemmas, numbers, units};
use crate::text::{Span, TokenKind};

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

/// A bare number: its value and how finely it was written.
#[derive(Clone, Copy, Debug)]
struct Number {
    value: f64,
    /// Worth of its last written digit.
    grain: f64,
    end: usize,
    /// Set where it is a vague number: what agrees, what does not contradict.
    vague: Option<(Interval, Interval)>,
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

fn sign_width(reading: &Reading<'_>, number: usize) -> usize {
    if number >= 2 && reading.touches_previous(number - 1) && currency_of(reading, number - 2, number).is_some() {
        2
    } else {
        1
    }
}

/// A currency sign or code at `at` and the token of the number behind it.
fn currency_sign(reading: &Reading<'_>, at: usize) -> Option<(Unit, usize)> {
    [at + 2, at + 1].into_iter().find_map(|number| {
        let touching = number == at + 1 || reading.touches_previous(at + 1);
        let is_number = reading.kind(number) == Some(TokenKind::Number);
        (touching && is_number).then(|| currency_of(reading, at, number)).flatten().map(|unit| (unit, number))
    })
}

fn currency_of(reading: &Reading<'_>, first: usize, end: usize) -> Option<Unit> {
    units().sign(reading.span(first, end).of(reading.text))
}

/// The number that begins at token `at`.
fn number_at(reading: &Reading<'_>, at: usize) -> Option<Number> {
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

fn digits_at(reading: &Reading<'_>, at: usize) -> Option<Number> {
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
fn half_behind(reading: &Reading<'_>, at: usize) -> Option<(f64, usize)> {
    let value = match reading.word(at) {
        "½" => 0.5,
        "¼" => 0.25,
        "¾" => 0.75,
        _ => return None,
    };
    Some((value, 1))
}

/// True for `5,200` and `5200.5`; false for `1,2` and `06.28.20`.
fn is_well_grouped(written: &str) -> bool {
    let (whole, decimals) = written.split_once('.').unwrap_or((written, "0"));
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or_default();
    let grouped = groups.clone().next().is_none() || first.len() <= 3 && groups.all(|group| group.len() == 3);
    grouped && !decimals.contains(['.', ','])
}

/// A word that multiplies: `hundred`, `million`, `dozen`, also joined by a hyphen.
fn scale_at(reading: &Reading<'_>, at: usize) -> Option<(f64, usize)> {
    let (at, dash) = if reading.word(at) == "-" { (at + 1, 1) } else { (at, 0) };
    let word = reading.word(at);
    match numbers().word(word)? {
        (scale, NumberKind::Hundred | NumberKind::Scale | NumberKind::Dozen) => Some((scale, dash + 1)),
        _ => None,
    }
}

/// Number words from token `at`: `one hundred and sixteen`, `twenty-one`, `a dozen`, `half a million`, `two thirds`.
fn words_at(reading: &Reading<'_>, at: usize) -> Option<Number> {
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
fn share_at(reading: &Reading<'_>, at: usize) -> Option<Number> {
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
fn number_word(word: &str) -> Option<(f64, NumberKind)> {
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
fn continues(reading: &Reading<'_>, at: usize, grain: f64) -> bool {
    grain >= 100.0 && matches!(number_word(reading.word(at)), Some((_, NumberKind::Small | NumberKind::Ten)))
}

/// A fraction counts only as a share of something, or where it ends its phrase.
fn is_share(reading: &Reading<'_>, at: usize) -> bool {
    matches!(reading.word(at + 1), "of" | "" | "." | "," | ";")
}

/// `half a million`, `half a dozen`.
fn half_of_scale(reading: &Reading<'_>, at: usize) -> Option<Number> {
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
fn is_pronoun_one(reading: &Reading<'_>, at: usize, end: usize) -> bool {
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

/// `5-0`, `10:30`, `2/3`: two numbers joined without a space that make no range.
fn is_score_or_clock(reading: &Reading<'_>, at: usize, end: usize) -> bool {
    let mark = |at: usize| matches!(reading.word(at), "-" | "–" | ":" | "/");
    let behind = mark(end)
        && reading.touches_previous(end)
        && reading.touches_previous(end + 1)
        && reading.kind(end + 1) == Some(TokenKind::Number);
    let before = at >= 2
        && mark(at - 1)
        && reading.touches_previous(at)
        && reading.touches_previous(at - 1)
        && reading.kind(at - 2) == Some(TokenKind::Number);
    behind || before || matches!(reading.word(end), "a.m." | "p.m." | "am" | "pm" | "o'clock")
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

/// The unit behind the number that ends before `at`: the unit, its end, and whether a hyphen joins it.
fn unit_behind(reading: &Reading<'_>, at: usize) -> Option<(Unit, usize, bool)> {
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
fn rate_behind(reading: &Reading<'_>, at: usize) -> Option<(&'static str, usize)> {
    if !matches!(reading.word(at), "per" | "a" | "an") {
        return None;
    }
    let (length, unit) = units().words.longest_at(&reading.lower, at + 1)?;
    Some((unit.name, length + 1))
}

/// Numbers that name rather than count: `Week 26`, `No. 5`, `Kurdistan 24`, `[3]`, the `1.` of a list.
fn is_label(reading: &Reading<'_>, at: usize) -> bool {
    // `at the age of eight`, `aged 16`.
    let age = |words: usize| at >= words && reading.word(at - words).starts_with("age");
    if age(1) || age(2) && reading.word(at - 1) == "of" {
        return true;
    }
    if reading.kind(at) != Some(TokenKind::Number) {
        return false;
    }
    let next = reading.word(at + 1);
    if at == 0 {
        return matches!(next, "." | ")")
            && reading.len() > 2
            && reading.touches_previous(1)
            && !reading.touches_previous(2);
    }
    let before = reading.word(at - 1);
    if before == "[" && next == "]" || before == "#" || before == "№" {
        return true;
    }
    let named = if before == "." && at >= 2 { reading.word(at - 2) } else { before };
    if labels().contains(named) {
        return true;
    }
    let follows_name =
        at >= 2 && reading.is_capitalised(at - 1) && reading.word(at - 1).len() > 1 && !is_opener(before);
    let counts_something = reading.kind(at + 1) == Some(TokenKind::Word)
        && !reading.is_capitalised(at + 1)
        && !crate::lexicon::words().is_sentence_opener(next)
        || matches!(next, "%" | "€" | "£")
        || numbers().word(next).is_some();
    follows_name && !counts_something
}

fn is_opener(lower: &str) -> bool {
    crate::lexicon::words().is_sentence_opener(lower)
}
