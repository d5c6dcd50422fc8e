//! What qualifies a number, before and behind it, and two bounds that make a range.

use super::super::reading::Reading;
use super::{Hedge, Interval, QuantityTokens};
use crate::lexicon::{lemmas, numbers};

/// The hedge that ends right before token `at`, and where it begins. It begins no earlier than `begin`.
pub(super) fn hedge_before(reading: &Reading<'_>, begin: usize, at: usize) -> (usize, Hedge) {
    let mut found: Option<(usize, Hedge)> = None;
    let mut start = at;
    // `up to about 30`, `just over 30`: the outer hedge qualifies, unless it adds nothing.
    while let Some((first, hedge)) = phrase_before(reading, begin, start).or_else(|| sign_before(reading, begin, start))
    {
        let kept = found.map_or(Hedge::Exact, |(_, hedge)| hedge);
        found = Some((first, if hedge == Hedge::Exact { kept } else { hedge }));
        start = first;
        if found.is_some_and(|(_, hedge)| !matches!(hedge, Hedge::About | Hedge::Exact)) {
            break;
        }
    }
    found.or_else(|| verb_before(reading, at)).unwrap_or((at, Hedge::Exact))
}

fn phrase_before(reading: &Reading<'_>, begin: usize, at: usize) -> Option<(usize, Hedge)> {
    (begin..at).rev().take(numbers().longest_hedge()).rev().find_map(|first| {
        let (length, hedge) = numbers().before.longest_at(&reading.lower[..at], first)?;
        let verb = || lemmas().verb(if first > 0 { reading.word(first - 1) } else { "" });
        let particle = || length == 1 && numbers().is_particle(reading.word(first), &verb());
        (first + length == at && !particle()).then_some((first, hedge))
    })
}

/// `>30`, `< = 100`, `~5`.
fn sign_before(reading: &Reading<'_>, begin: usize, at: usize) -> Option<(usize, Hedge)> {
    let sign =
        |back: usize| at.checked_sub(back).filter(|first| *first >= begin).map(|first| (first, reading.word(first)));
    match (sign(1)?, sign(2).map_or("", |(_, sign)| sign)) {
        ((_, ">" | "＞"), before) if !matches!(before, "<" | "=" | "-") => Some((at - 1, Hedge::MoreThan)),
        ((_, "<"), _) => Some((at - 1, Hedge::LessThan)),
        ((_, "≥"), _) => Some((at - 1, Hedge::AtLeast)),
        ((_, "≤"), _) => Some((at - 1, Hedge::AtMost)),
        ((_, "="), ">") => Some((at - 2, Hedge::AtLeast)),
        ((_, "="), "<") => Some((at - 2, Hedge::AtMost)),
        ((_, "~" | "≈" | "∼" | "±"), _) => Some((at - 1, Hedge::About)),
        _ => None,
    }
}

/// `the toll exceeded 30`: the verb bounds the number and stays a verb.
fn verb_before(reading: &Reading<'_>, at: usize) -> Option<(usize, Hedge)> {
    let word = reading.word(at.checked_sub(1)?);
    let hedge = numbers().bounding_verb(word).or_else(|| numbers().bounding_verb(&lemmas().verb(word)))?;
    Some((at, hedge))
}

/// The hedge behind a number that ends before `at`, given the one before it: what both say, and its tokens.
pub(super) fn hedge_after(reading: &Reading<'_>, at: usize, before: Hedge) -> Option<(Hedge, usize)> {
    if reading.word(at) == "+" && reading.touches_previous(at) {
        return Some((Hedge::AtLeast, 1));
    }
    let dash = usize::from(reading.word(at) == "-" && reading.touches_previous(at));
    if dash == 1
        && let Some(hedge) = numbers().joined.get(reading.word(at + 1))
    {
        return Some((hedge, 2));
    }
    // `thirty-odd` is one word.
    let joined = reading.word(at - 1).rsplit_once('-').and_then(|(_, hedge)| numbers().joined.get(hedge));
    if let Some(hedge) = joined.filter(|_| matches!(before, Hedge::Exact | Hedge::About)) {
        return Some((hedge, 0));
    }
    let (length, after) = numbers().after.longest_at(&reading.lower, at)?;
    let end = at + length;
    let plus = reading.word(at) == "plus";
    // `or more than 20`, `or equal to 6` go on with a number of their own.
    let goes_on = matches!(reading.word(end - 1), "than" | "to") && starts_number(reading, end)
        || reading.word(end) == "than" && starts_number(reading, end + 1);
    let hedge = match (after, before) {
        _ if plus || goes_on => return None,
        (Some(Hedge::Exact), _) => before,
        (Some(after), Hedge::Exact | Hedge::About) => after,
        // `more than 30 or equal to it`
        (None, Hedge::MoreThan) => Hedge::AtLeast,
        (None, Hedge::LessThan) => Hedge::AtMost,
        _ => return None,
    };
    Some((hedge, length))
}

fn starts_number(reading: &Reading<'_>, at: usize) -> bool {
    super::number_at(reading, at).is_some()
}

/// Joins the last two quantities where both bound one number: `more than 20 and at most 30`.
pub(super) fn join_bounds(reading: &Reading<'_>, found: &mut Vec<QuantityTokens>) {
    let [.., first, second] = found.as_slice() else { return };
    let comma = usize::from(reading.word(first.end) == ",");
    let and = usize::from(matches!(reading.word(first.end + comma), "and" | "but"));
    let (a, b) = (&first.quantity, &second.quantity);
    let same_unit = a.unit == b.unit || a.unit.is_empty();
    if second.first != first.end + comma + and || comma + and == 0 || !same_unit || first.attributive {
        return;
    }
    let (low, high) = match (is_lower(a.hedge), is_upper(b.hedge), is_upper(a.hedge), is_lower(b.hedge)) {
        (true, true, ..) => (a, b),
        (.., true, true) => (b, a),
        _ => return,
    };
    let between = |low: Interval, high: Interval| Interval { high: high.high, high_open: high.high_open, ..low };
    let (range, soft) = (between(low.hard, high.hard), between(low.soft, high.soft));
    if range.low.zip(range.high).is_none_or(|(low, high)| low >= high) {
        return;
    }
    let mut joined = second.clone();
    joined.first = first.first;
    joined.quantity.span = a.span.join(b.span);
    joined.quantity.number = a.number;
    (joined.quantity.hard, joined.quantity.soft, joined.quantity.hedge) = (range, soft, Hedge::Range);
    found.truncate(found.len() - 2);
    found.push(joined);
}

fn is_lower(hedge: Hedge) -> bool {
    matches!(hedge, Hedge::MoreThan | Hedge::Over | Hedge::AtLeast)
}

fn is_upper(hedge: Hedge) -> bool {
    matches!(hedge, Hedge::LessThan | Hedge::AtMost)
}
