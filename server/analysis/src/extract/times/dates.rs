//! Days and years in figures: `2020-06-28`, `12/25/20`, `25 June 2020`, `in 2008`.

use jiff::civil::Date;

use super::super::quantities;
use super::super::reading::Reading;
use super::TimeExpression;
use super::finding::weekday_of_date;
use crate::lexicon::calendar::Day;
use crate::lexicon::numbers::NumberKind;
use crate::lexicon::{calendar, numbers};
use crate::text::TokenKind;

/// `2020-06-28`.
pub(super) fn iso_date(reading: &Reading<'_>, at: usize) -> Option<(usize, TimeExpression)> {
    let dash = |at| reading.word(at) == "-" && reading.touches_previous(at) && reading.touches_previous(at + 1);
    let year = year_number(reading.word(at))?;
    if !(dash(at + 1) && dash(at + 3)) {
        return None;
    }
    let (month, day) = (reading.word(at + 2).parse().ok()?, reading.word(at + 4).parse().ok()?);
    written_day(Some(year), month, day, None).map(|day| (at + 5, day))
}

/// `12/25/20` (month first; day first where the first number is no month), `28/June/2020`, `01•July•2020`.
pub(super) fn slashed_date(reading: &Reading<'_>, at: usize) -> Option<(usize, TimeExpression)> {
    let mark = reading.word(at + 1);
    if !matches!(mark, "/" | "•" | "." | "-")
        || reading.word(at + 3) != mark
        || reading.kind(at) != Some(TokenKind::Number)
    {
        return None;
    }
    let first: i8 = reading.word(at).parse().ok()?;
    let year = match reading.word(at + 4) {
        short if short.len() == 2 => 2000 + short.parse::<i16>().ok()?,
        long => year_number(long)?,
    };
    // Two numbers and a short one may be anything; only a day that there is makes a date of them.
    let day = if reading.word(at + 4).len() == 4 { written_day } else { day_of };
    if let Some(Day::Month(month)) = calendar().get(reading.word(at + 2)) {
        return day(Some(year), month, first, None).map(|day| (at + 5, day));
    }
    let second: i8 = reading.word(at + 2).parse().ok()?;
    let (month, number) = if first > 12 { (second, first) } else { (first, second) };
    day(Some(year), month, number, None).map(|day| (at + 5, day))
}

/// `25 June 2020`, `25th of June`, `Thursday 25 June`, `Thursday night, 25 June`, `25 June 2020 (Thursday)`.
pub(super) fn day_then_month(reading: &Reading<'_>, at: usize) -> Option<(usize, TimeExpression)> {
    let (weekday, at) = weekday_of_date(reading, at);
    let at = at + usize::from(weekday.is_some() && reading.word(at) == "the");
    let (day, next) = day_number(reading, at)?;
    let next = next + usize::from(reading.word(next) == "of");
    let (length, Day::Month(month)) = calendar().longest_at(&reading.lower, next)? else { return None };
    if !reading.is_capitalised(next) {
        return None;
    }
    let end = skip_period(reading, next + length);
    let (year, end) = year_behind(reading, end);
    let (weekday, end) = weekday.map_or_else(|| trailing_weekday(reading, end), |weekday| (Some(weekday), end));
    written_day(year, month, day, weekday).map(|day| (end, day))
}

/// `25 June 2020 (Thursday)`, `25 June 2020, a Thursday`: the weekday and the token behind it.
pub(super) fn trailing_weekday(reading: &Reading<'_>, end: usize) -> (Option<i8>, usize) {
    let (first, close) = match (reading.word(end), reading.word(end + 1)) {
        ("(", _) => (end + 1, true),
        (",", "a") => (end + 2, false),
        _ => return (None, end),
    };
    match calendar().longest_at(&reading.lower, first) {
        Some((length, Day::Weekday(weekday)))
            if reading.is_capitalised(first) && (!close || reading.word(first + length) == ")") =>
        {
            (Some(weekday), first + length + usize::from(close))
        }
        _ => (None, end),
    }
}

/// A day of a month: `25`, `25th`.
pub(super) fn day_number(reading: &Reading<'_>, at: usize) -> Option<(i8, usize)> {
    let word = reading.word(at);
    if reading.kind(at) != Some(TokenKind::Number) || word.len() > 2 {
        return None;
    }
    let day: i8 = word.parse().ok().filter(|day| (1..=31).contains(day))?;
    let ordinal = reading.touches_previous(at + 1)
        && matches!(numbers().suffix(reading.word(at + 1)), Some((_, NumberKind::Ordinal)));
    Some((day, at + 1 + usize::from(ordinal)))
}

/// A day as it is written, also where no calendar has it (`31 June`): such words count nothing.
pub(super) fn written_day(year: Option<i16>, month: i8, day: i8, weekday: Option<i8>) -> Option<TimeExpression> {
    let is_written = (1..=12).contains(&month) && (1..=31).contains(&day);
    is_written.then_some(TimeExpression::Day { year, month, day, weekday })
}

pub(super) fn day_of(year: Option<i16>, month: i8, day: i8, weekday: Option<i8>) -> Option<TimeExpression> {
    // A leap year stands in for one that is not told, so that 29 February can be read.
    Date::new(year.unwrap_or(2000), month, day).ok()?;
    Some(TimeExpression::Day { year, month, day, weekday })
}

/// `Sept.` brings its period along.
pub(super) fn skip_period(reading: &Reading<'_>, at: usize) -> usize {
    at + usize::from(reading.word(at) == "." && reading.touches_previous(at) && at + 1 < reading.len())
}

/// A year behind a month or day, also behind a comma.
pub(super) fn year_behind(reading: &Reading<'_>, at: usize) -> (Option<i16>, usize) {
    let comma = usize::from(reading.word(at) == ",");
    match year_number(reading.word(at + comma)) {
        Some(year) => (Some(year), at + comma + 1),
        None => (None, at),
    }
}

pub(super) fn year_number(word: &str) -> Option<i16> {
    let year: i16 = word.parse().ok()?;
    (word.len() == 4 && (1000..=2199).contains(&year)).then_some(year)
}

/// A year that stands alone: `in 2008`, `the 2014 elections`; not `2000 people`.
pub(super) fn year_at(reading: &Reading<'_>, at: usize) -> Option<(i16, usize)> {
    let year = year_number(reading.word(at)).filter(|year| (1500..=2199).contains(year))?;
    let touching = reading.touches_previous(at) && !matches!(reading.word(at - 1), "(" | "\"" | "'" | "-" | "–" | "[")
        || reading.touches_previous(at + 1)
            && (reading.kind(at + 1) == Some(TokenKind::Word) || matches!(reading.word(at + 1), "%" | "+"));
    let before = if at > 0 { reading.word(at - 1) } else { "" };
    let dated = matches!(
        before,
        "in" | "since"
            | "from"
            | "until"
            | "before"
            | "after"
            | "by"
            | "of"
            | "during"
            | "the"
            | "("
            | "between"
            | "early"
            | "late"
            | "mid"
            | ","
            | "and"
            | "to"
            | "–"
            | "-"
    );
    // `more than 2000 were killed`
    if quantities::is_bounded(reading, at) {
        return None;
    }
    let next = reading.word(at + 1);
    let counts = reading.kind(at + 1) == Some(TokenKind::Word)
        && !reading.is_capitalised(at + 1)
        && (crate::lexicon::units::units().words.get(next).is_some()
            || next == "people"
            || next.ends_with('s') && !crate::lexicon::words().is_sentence_opener(next));
    (!touching && (dated && before != "of" || !counts)).then_some((year, at + 1))
}
