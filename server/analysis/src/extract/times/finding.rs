//! Finds the time expressions of a sentence: windows first, then what counts from the text's date, then days and months.

use super::super::reading::Reading;
use super::dates::{
    day_number, day_of, day_then_month, iso_date, skip_period, slashed_date, trailing_weekday, written_day, year_at,
    year_behind,
};
use super::{CalendarUnit, TimeExpression};
use crate::lexicon::calendar::Day;
use crate::lexicon::numbers::NumberKind;
use crate::lexicon::words::WordClass;
use crate::lexicon::{calendar, numbers};
use crate::text::TokenKind;

/// A time expression and the tokens it takes up.
#[derive(Clone, Debug)]
pub(in crate::extract) struct TimeTokens {
    pub(in crate::extract) first: usize,
    pub(in crate::extract) end: usize,
    pub(in crate::extract) expression: TimeExpression,
}

/// Finds the time expressions of a sentence.
pub(in crate::extract) fn times(reading: &Reading<'_>) -> Vec<TimeTokens> {
    let mut found = Vec::new();
    if !reading.may_tell_time() {
        debug_assert!((0..reading.len()).all(|at| time_at(reading, at).is_none()), "`{}`", reading.text);
        return found;
    }
    let mut at = 0;
    while at < reading.len() {
        match time_at(reading, at) {
            Some((end, expression)) if end > at => {
                found.push(TimeTokens { first: at, end, expression });
                at = end;
            }
            _ => at += 1,
        }
    }
    found
}

/// True for a unit that times are counted in, and for a word that is a day by itself.
pub(in crate::extract) fn is_unit_or_day(lower: &str) -> bool {
    CalendarUnit::of(lower).is_some() || matches!(lower, "yesterday" | "today" | "tonight" | "tomorrow")
}

/// True for a word that may tell a day without any number: `Tuesday`, `yesterday`.
pub(in crate::extract) fn names_day(reading: &Reading<'_>, at: usize) -> bool {
    let named = || matches!(calendar().get(reading.word(at)), Some(Day::Weekday(_)));
    reading.word(at) == "yesterday" || reading.sense(at).calendar && reading.is_capitalised(at) && named()
}

pub(super) fn time_at(reading: &Reading<'_>, at: usize) -> Option<(usize, TimeExpression)> {
    if opens_no_time(reading, at) {
        debug_assert!(read_at(reading, at).is_none(), "`{}` opens a time", reading.word(at));
        return None;
    }
    read_at(reading, at)
}

/// True for a word with which no time begins, as nearly all are.
fn opens_no_time(reading: &Reading<'_>, at: usize) -> bool {
    let (word, sense) = (reading.word(at), reading.sense(at));
    reading.kind(at) == Some(TokenKind::Word) && !sense.number && !sense.opens_time && !word.as_bytes().contains(&b'-')
}

fn read_at(reading: &Reading<'_>, at: usize) -> Option<(usize, TimeExpression)> {
    window_at(reading, at).or_else(|| shift_at(reading, at)).or_else(|| point_at(reading, at))
}

/// `since October`, `in the past two weeks`, `in the two weeks before 28 June`, `between 1 and 5 June`.
pub(super) fn window_at(reading: &Reading<'_>, at: usize) -> Option<(usize, TimeExpression)> {
    let word = reading.word(at);
    if word == "since" {
        let article = at + 1 + usize::from(reading.word(at + 1) == "the");
        let (end, start) = shift_at(reading, article).or_else(|| point_at(reading, article))?;
        return Some((end, TimeExpression::Since(Box::new(start))));
    }
    if matches!(word, "until" | "till") || reading.stands(at, "as of") {
        let (end, limit) = point_at(reading, at + if word == "as" { 2 } else { 1 })?;
        return Some((end, TimeExpression::Until(Box::new(limit))));
    }
    if matches!(word, "after" | "before")
        && point_at(reading, at + 1).is_some_and(|(_, point)| matches!(point, TimeExpression::Day { .. }))
    {
        let (end, limit) = point_at(reading, at + 1)?;
        let limit = Box::new(limit);
        let bounded = if word == "after" { TimeExpression::Since(limit) } else { TimeExpression::Until(limit) };
        return Some((end, bounded));
    }
    if matches!(word, "between" | "from") {
        return range_at(reading, at + 1);
    }
    let mut next = at;
    while matches!(reading.word(next), "in" | "over" | "during" | "within" | "for") {
        next += 1;
    }
    if reading.word(next) == "the" {
        next += 1;
    }
    let past = matches!(reading.word(next), "past" | "last" | "previous" | "preceding");
    let (units, after) = small_number(reading, next + usize::from(past)).unwrap_or((1, next + usize::from(past)));
    let counted = after > next + usize::from(past);
    let (unit, factor) = CalendarUnit::of(reading.word(after))?;
    if past && (counted || reading.word(next) == "past") {
        return Some((after + 1, TimeExpression::Past { units: units * factor, unit, end: None }));
    }
    if counted && matches!(reading.word(after + 1), "before" | "to" | "until") && next > at {
        let (end, limit) = point_at(reading, after + 2)?;
        return Some((end, TimeExpression::Past { units: units * factor, unit, end: Some(Box::new(limit)) }));
    }
    None
}

/// `1 and 5 June`, `1 June to 5 July`, `1 to 5 June 2020` behind `between` or `from`.
pub(super) fn range_at(reading: &Reading<'_>, at: usize) -> Option<(usize, TimeExpression)> {
    let joins = |at: usize| matches!(reading.word(at), "and" | "to" | "-" | "–" | "until" | "through");
    if let Some((end, first)) = point_at(reading, at) {
        if !joins(end) {
            return None;
        }
        let (end, last) = point_at(reading, end + 1)?;
        let first = match (first, &last) {
            (TimeExpression::Day { year: None, month, day, weekday }, TimeExpression::Day { year, .. }) => {
                TimeExpression::Day { year: *year, month, day, weekday }
            }
            (TimeExpression::Month { year: None, month, part, past }, TimeExpression::Month { year, .. }) => {
                TimeExpression::Month { year: *year, month, part, past }
            }
            (first, _) => first,
        };
        return Some((end, TimeExpression::Range(Box::new(first), Box::new(last))));
    }
    let (day, next) = day_number(reading, at)?;
    if !joins(next) {
        return None;
    }
    let (end, last) = point_at(reading, next + 1)?;
    let TimeExpression::Day { year, month, .. } = last else { return None };
    let first = TimeExpression::Day { year, month, day, weekday: None };
    Some((end, TimeExpression::Range(Box::new(first), Box::new(last))))
}

/// `yesterday`, `last week`, `this month`, `three days ago`, `last October`, `on Thursday`.
pub(super) fn shift_at(reading: &Reading<'_>, at: usize) -> Option<(usize, TimeExpression)> {
    let shift = |units, unit| TimeExpression::Shift { units, unit };
    let word = reading.word(at);
    match word {
        "yesterday" => return Some((at + 1, shift(-1, CalendarUnit::Day))),
        "today" | "tonight" => return Some((at + 1, shift(0, CalendarUnit::Day))),
        "tomorrow" => return Some((at + 1, shift(1, CalendarUnit::Day))),
        _ => {}
    }
    let direction = match word {
        "last" => -1,
        "this" => 0,
        "next" => 1,
        _ => {
            let (units, after) = small_number(reading, at)?;
            let (unit, factor) = CalendarUnit::of(reading.word(after))?;
            let ago = matches!(reading.word(after + 1), "ago");
            return ago.then(|| (after + 2, shift(-units * factor, unit)));
        }
    };
    if let Some((unit, factor)) = CalendarUnit::of(reading.word(at + 1)) {
        return Some((at + 2, shift(direction * factor, unit)));
    }
    match calendar().longest_at(&reading.lower, at + 1)? {
        (length, Day::Weekday(weekday)) if reading.is_capitalised(at + 1) => {
            Some((at + 1 + length, TimeExpression::Weekday(weekday)))
        }
        (length, Day::Month(month)) if reading.is_capitalised(at + 1) => {
            Some((at + 1 + length, TimeExpression::Month { year: None, month, part: 0, past: direction < 0 }))
        }
        _ => None,
    }
}

/// A day, month, year, weekday or feast.
pub(super) fn point_at(reading: &Reading<'_>, at: usize) -> Option<(usize, TimeExpression)> {
    iso_date(reading, at)
        .or_else(|| slashed_date(reading, at))
        .or_else(|| day_then_month(reading, at))
        .or_else(|| named_day(reading, at))
        .or_else(|| year_at(reading, at).map(|(year, end)| (end, TimeExpression::Year(year))))
}

/// `June 25, 2020`, `Sept. 13`, `June 2020`, `late June`, `Thursday`, `Thursday, June 25`, `Christmas Day`.
pub(super) fn named_day(reading: &Reading<'_>, at: usize) -> Option<(usize, TimeExpression)> {
    let (part, at) = month_part(reading, at);
    let dated = Some(weekday_of_date(reading, at)).filter(|(_, next)| is_month_at(reading, *next));
    let (weekday, month_at) = dated.unwrap_or_else(|| leading_weekday(reading, at));
    let named = reading.sense(month_at).calendar && reading.is_capitalised(month_at);
    let name = if named { calendar().longest_at(&reading.lower, month_at) } else { None };
    match (name, weekday) {
        (Some((length, Day::Month(month))), _) if is_month_name(reading, month_at) => {
            Some(month_and_day(reading, skip_period(reading, month_at + length), month, weekday, part, month_at))
        }
        // `Arthur Christmas` is a name.
        (Some((length, Day::Feast(month, day))), None) if !is_behind_name(reading, month_at) => {
            let (year, end) = year_behind(reading, month_at + length);
            Some((end, TimeExpression::Day { year, month, day, weekday: None }))
        }
        // `that Thursday` is a day told before, not the last one.
        (_, Some(_)) if at > 0 && matches!(reading.word(at - 1), "that" | "same") => None,
        (_, Some(weekday)) => {
            let bare = month_at - usize::from(reading.word(month_at - 1) == ",");
            Some((bare, TimeExpression::Weekday(weekday)))
        }
        _ => None,
    }
}

/// True where a capitalised word that is no function word stands right before `at`.
fn is_behind_name(reading: &Reading<'_>, at: usize) -> bool {
    at > 0
        && reading.is_capitalised(at - 1)
        && reading.class(at - 1).is_none()
        && !matches!(reading.word(at - 1), "last" | "next" | "this")
}

/// `early`, `mid-`, `late`, `the first half of`, `the second half of` before a month, and the token behind.
pub(super) fn month_part(reading: &Reading<'_>, at: usize) -> (i8, usize) {
    let start = at + usize::from(reading.word(at) == "the");
    let of = |at: usize| reading.word(at) == "of";
    let half = || reading.word(start + 1) == "half" && of(start + 2);
    match reading.word(start) {
        // `by the end of September`, `at the start of 2020`
        "end" | "close" if of(start + 1) => (3, start + 2),
        "start" | "beginning" if of(start + 1) => (1, start + 2),
        "first" if half() => (4, start + 3),
        "second" | "latter" if half() => (5, start + 3),
        "early" if start == at => (1, at + 1),
        "mid" if start == at => (2, at + 1 + usize::from(reading.word(at + 1) == "-")),
        "late" if start == at => (3, at + 1),
        _ => (0, at),
    }
}

/// `May` and `March` begin sentences as verbs too; a month stands behind a preposition or article, or before a number.
pub(super) fn is_month_name(reading: &Reading<'_>, at: usize) -> bool {
    if !matches!(reading.word(at), "may" | "march" | "mar" | "sat" | "sun")
        || at > 0 && reading.kind(at - 1) == Some(TokenKind::Mark) && reading.kind(at + 1) == Some(TokenKind::Number)
    {
        return true;
    }
    let before = at.checked_sub(1).and_then(|before| reading.class(before));
    let governed = matches!(before, Some(WordClass::Preposition | WordClass::Determiner));
    reading.kind(at + 1) == Some(TokenKind::Number) || governed || at > 0 && !reading.is_capitalised(at - 1)
}

pub(super) fn month_and_day(
    reading: &Reading<'_>,
    next: usize,
    month: i8,
    weekday: Option<i8>,
    part: i8,
    first: usize,
) -> (usize, TimeExpression) {
    if let Some((day_in_month, end)) = day_number(reading, next) {
        // `June 2020` is no day, and neither is `June 13 members`: a day ends its phrase or has a year behind it.
        let (year, behind) = year_behind(reading, end);
        let ends = behind == reading.len() || reading.kind(behind) == Some(TokenKind::Mark);
        // `In September 17 people were killed`
        let counted = first > 0 && matches!(reading.word(first - 1), "in" | "since" | "during");
        let is_date = year.is_some() || weekday.is_some() || ends && !counted;
        if counted && !is_date {
            return (next, TimeExpression::Month { year: None, month, part, past: false });
        }
        let (weekday, behind) =
            weekday.map_or_else(|| trailing_weekday(reading, behind), |weekday| (Some(weekday), behind));
        let day = if is_date { written_day } else { day_of };
        if let Some(found) = day(year, month, day_in_month, weekday) {
            return (behind, found);
        }
    }
    let (year, end) = year_behind(reading, next + usize::from(reading.word(next) == "of"));
    if year.is_some() {
        (end, TimeExpression::Month { year, month, part, past: false })
    } else {
        (next, TimeExpression::Month { year: None, month, part, past: false })
    }
}

/// A weekday at `at` (with a comma behind it where something follows): the weekday and the token behind it.
pub(super) fn leading_weekday(reading: &Reading<'_>, at: usize) -> (Option<i8>, usize) {
    let name = if reading.sense(at).calendar { calendar().longest_at(&reading.lower, at) } else { None };
    match name {
        Some((length, Day::Weekday(weekday))) if reading.is_capitalised(at) && reading.word(at).len() > 3 => {
            let next = at + length;
            (Some(weekday), next + usize::from(reading.word(next) == ","))
        }
        _ => (None, at),
    }
}

/// The weekday of the date that follows, with what may stand between the two: `Thursday,`, `Thursday night,`, `Thu.`.
pub(super) fn weekday_of_date(reading: &Reading<'_>, at: usize) -> (Option<i8>, usize) {
    if !reading.sense(at).calendar {
        return (None, at);
    }
    let Some((length, Day::Weekday(weekday))) = calendar().longest_at(&reading.lower, at) else { return (None, at) };
    // `The Sun, 25 June 2020` is a newspaper.
    let short = reading.word(at).len() == 3;
    if !reading.is_capitalised(at) || short && at > 0 && reading.word(at - 1) == "the" {
        return (None, at);
    }
    let next = if short { skip_period(reading, at + length) } else { at + length };
    let next = next + usize::from(matches!(calendar().get(reading.word(next)), Some(Day::Part(_))));
    (Some(weekday), next + usize::from(reading.word(next) == ","))
}

fn is_month_at(reading: &Reading<'_>, at: usize) -> bool {
    let named = || matches!(calendar().longest_at(&reading.lower, at), Some((_, Day::Month(_))));
    reading.sense(at).calendar && reading.is_capitalised(at) && named()
}

/// A number of units in words or digits: `two`, `2`, `a`, `a few` counts as 3.
pub(super) fn small_number(reading: &Reading<'_>, at: usize) -> Option<(i32, usize)> {
    let word = reading.word(at);
    if matches!(word, "a" | "an") {
        return Some((1, at + 1));
    }
    if reading.kind(at) == Some(TokenKind::Number) {
        return word.parse().ok().filter(|n| *n < 10_000).map(|n| (n, at + 1));
    }
    match numbers().word(word)? {
        (value, NumberKind::Small | NumberKind::Ten) => Some((value as i32, at + 1)),
        _ => None,
    }
}
