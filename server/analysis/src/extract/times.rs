//! Times: dates and stretches of days, absolute or relative to the day a text was written.
//!
//! First the words become a [`TimeExpression`], which knows no calendar; then [`TimeExpression::resolve`] places it, by
//! the date of its text where it needs one (proleptic Gregorian calendar, arithmetic by `jiff`).

use jiff::civil::{Date, Weekday};
use jiff::{Span as Period, ToSpan};
use serde::{Deserialize, Serialize};

use super::reading::Reading;
use crate::lexicon::calendar::Day;
use crate::lexicon::numbers::NumberKind;
use crate::lexicon::words::WordClass;
use crate::lexicon::{calendar, numbers, words};
use crate::text::{Span, TokenKind};

/// How a stretch of days is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TimeKind {
    /// It happened on some day of these.
    Point,
    /// A count over all of these days ("since October", "in the past two weeks").
    Window,
}

/// Days, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Time {
    /// The words, in bytes; empty where the time was taken over from elsewhere.
    pub span: Span,
    /// First day.
    pub first: Date,
    /// Last day.
    pub last: Date,
    /// How it is meant.
    pub kind: TimeKind,
    /// True where the words name no year and the text has no date to tell it by: then the year of `first` and `last`
    /// means nothing.
    pub yearless: bool,
    /// True where the words stand in another clause or sentence than what is dated by them.
    pub inherited: bool,
}

impl Time {
    /// True where some day is in both, or may be where a year is not told.
    pub fn overlaps(&self, other: &Time) -> bool {
        match (self.yearless, other.yearless) {
            (true, false) => {
                self.in_year(other.first.year()).meets(other) || self.in_year(other.last.year()).meets(other)
            }
            (false, true) => other.overlaps(self),
            _ => self.meets(other),
        }
    }

    fn meets(&self, other: &Time) -> bool {
        self.first <= other.last && other.first <= self.last
    }

    /// The same days of another year.
    fn in_year(&self, year: i16) -> Time {
        let shift = |date: Date| date.with().year(year).build().unwrap_or(date);
        Time { first: shift(self.first), last: shift(self.last), yearless: false, ..*self }
    }

    /// Number of days it spans, at least 1.
    pub fn days(&self) -> i32 {
        (self.last - self.first).get_days() + 1
    }

    /// True where both count from about the same day on: counts of one total as it grows.
    pub fn same_start(&self, other: &Time) -> bool {
        self.kind == TimeKind::Window
            && other.kind == TimeKind::Window
            && (self.first - other.first).get_days().abs() <= 3
    }

    /// True where both count over about the same days: their ends differ by no more than a tenth of the longer, or 3 days.
    /// A window without a known end is compared by its start.
    pub fn same_window(&self, other: &Time) -> bool {
        let near = |a: Date, b: Date, slack: i32| (a - b).get_days().abs() <= slack;
        if self.last == Date::MAX || other.last == Date::MAX {
            return near(self.first, other.first, 3);
        }
        let slack = (self.days().max(other.days()) / 10).max(3);
        near(self.first, other.first, slack) && near(self.last, other.last, slack)
    }
}

/// What the words of a time say, before a calendar is asked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum TimeExpression {
    /// A day of a year or of any year; `weekday` where it stands beside it.
    Day {
        /// The year, where it is told.
        year: Option<i16>,
        /// 1 to 12.
        month: i8,
        /// 1 to 31.
        day: i8,
        /// 1 (Monday) to 7.
        weekday: Option<i8>,
    },
    /// A month; `part` is 0 for all of it, 1 to 3 for early, mid, late.
    Month {
        /// The year, where it is told.
        year: Option<i16>,
        /// 1 to 12.
        month: i8,
        /// 0 for all of it; 1 early, 2 middle, 3 late; 4 its first, 5 its second half.
        part: i8,
        /// True for `last June`.
        past: bool,
    },
    /// A year.
    Year(i16),
    /// A weekday, the last one before the text's date.
    Weekday(i8),
    /// `units` before (negative) or behind the text's date: yesterday is -1 day, last year -1 year.
    Shift {
        /// How many, with their direction.
        units: i32,
        /// Of what.
        unit: CalendarUnit,
    },
    /// From a time on to the text's date.
    Since(Box<TimeExpression>),
    /// The stretch of so many units that ends at the text's date, or at another time.
    Past {
        /// How many.
        units: i32,
        /// Of what.
        unit: CalendarUnit,
        /// Where the stretch ends, where not at the text's date.
        end: Option<Box<TimeExpression>>,
    },
    /// From one time to another.
    Range(Box<TimeExpression>, Box<TimeExpression>),
    /// Everything up to a time.
    Until(Box<TimeExpression>),
}

/// A calendar unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names say it")]
pub enum CalendarUnit {
    Day,
    Week,
    Month,
    Year,
}

impl CalendarUnit {
    fn of(word: &str) -> Option<(Self, i32)> {
        Some(match word {
            "day" | "days" | "night" => (Self::Day, 1),
            "week" | "weeks" | "weekend" => (Self::Week, 1),
            "fortnight" | "fortnights" => (Self::Week, 2),
            "month" | "months" => (Self::Month, 1),
            "year" | "years" => (Self::Year, 1),
            "decade" | "decades" => (Self::Year, 10),
            _ => return None,
        })
    }

    fn times(self, units: i32) -> Period {
        match self {
            Self::Day => units.days(),
            Self::Week => units.weeks(),
            Self::Month => units.months(),
            Self::Year => units.years(),
        }
    }
}

/// A time expression and the tokens it takes up.
#[derive(Clone, Debug)]
pub(super) struct TimeTokens {
    pub(super) first: usize,
    pub(super) end: usize,
    pub(super) expression: TimeExpression,
}

/// Finds the time expressions of a sentence.
pub(super) fn times(reading: &Reading<'_>) -> Vec<TimeTokens> {
    let mut found = Vec::new();
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

fn time_at(reading: &Reading<'_>, at: usize) -> Option<(usize, TimeExpression)> {
    window_at(reading, at).or_else(|| shift_at(reading, at)).or_else(|| point_at(reading, at))
}

/// `since October`, `in the past two weeks`, `in the two weeks before 28 June`, `between 1 and 5 June`.
fn window_at(reading: &Reading<'_>, at: usize) -> Option<(usize, TimeExpression)> {
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
fn range_at(reading: &Reading<'_>, at: usize) -> Option<(usize, TimeExpression)> {
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
fn shift_at(reading: &Reading<'_>, at: usize) -> Option<(usize, TimeExpression)> {
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
fn point_at(reading: &Reading<'_>, at: usize) -> Option<(usize, TimeExpression)> {
    iso_date(reading, at)
        .or_else(|| slashed_date(reading, at))
        .or_else(|| day_then_month(reading, at))
        .or_else(|| named_day(reading, at))
        .or_else(|| year_at(reading, at).map(|(year, end)| (end, TimeExpression::Year(year))))
}

/// `2020-06-28`.
fn iso_date(reading: &Reading<'_>, at: usize) -> Option<(usize, TimeExpression)> {
    let dash = |at| reading.word(at) == "-" && reading.touches_previous(at) && reading.touches_previous(at + 1);
    let year = year_number(reading.word(at))?;
    if !(dash(at + 1) && dash(at + 3)) {
        return None;
    }
    let (month, day) = (reading.word(at + 2).parse().ok()?, reading.word(at + 4).parse().ok()?);
    day_of(Some(year), month, day, None).map(|day| (at + 5, day))
}

/// `12/25/20` (month first; day first where the first number is no month), `28/June/2020`, `01•July•2020`.
fn slashed_date(reading: &Reading<'_>, at: usize) -> Option<(usize, TimeExpression)> {
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
    if let Some(Day::Month(month)) = calendar().get(reading.word(at + 2)) {
        return day_of(Some(year), month, first, None).map(|day| (at + 5, day));
    }
    let second: i8 = reading.word(at + 2).parse().ok()?;
    let (month, day) = if first > 12 { (second, first) } else { (first, second) };
    day_of(Some(year), month, day, None).map(|day| (at + 5, day))
}

/// `25 June 2020`, `25th of June`, `Thursday 25 June`.
fn day_then_month(reading: &Reading<'_>, at: usize) -> Option<(usize, TimeExpression)> {
    let (weekday, at) = leading_weekday(reading, at);
    let at = at + usize::from(weekday.is_some() && reading.word(at) == "the");
    let (day, next) = day_number(reading, at)?;
    let next = next + usize::from(reading.word(next) == "of");
    let (length, Day::Month(month)) = calendar().longest_at(&reading.lower, next)? else { return None };
    if !reading.is_capitalised(next) {
        return None;
    }
    let end = skip_period(reading, next + length);
    let (year, end) = year_behind(reading, end);
    day_of(year, month, day, weekday).map(|day| (end, day))
}

/// `June 25, 2020`, `Sept. 13`, `June 2020`, `late June`, `Thursday`, `Thursday, June 25`, `Christmas Day`.
fn named_day(reading: &Reading<'_>, at: usize) -> Option<(usize, TimeExpression)> {
    let (part, at) = month_part(reading, at);
    let (weekday, month_at) = leading_weekday(reading, at);
    let name = calendar().longest_at(&reading.lower, month_at).filter(|_| reading.is_capitalised(month_at));
    match (name, weekday) {
        (Some((length, Day::Month(month))), _) if is_month_name(reading, month_at) => {
            Some(month_and_day(reading, skip_period(reading, month_at + length), month, weekday, part))
        }
        (Some((length, Day::Feast(month, day))), None) => {
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

/// `early`, `mid-`, `late`, `the first half of`, `the second half of` before a month, and the token behind.
fn month_part(reading: &Reading<'_>, at: usize) -> (i8, usize) {
    let start = at + usize::from(reading.word(at) == "the");
    match reading.word(at) {
        "early" => (1, at + 1),
        "mid" => (2, at + 1 + usize::from(reading.word(at + 1) == "-")),
        "late" => (3, at + 1),
        _ if reading.stands(start, "first half of") => (4, start + 3),
        _ if reading.stands(start, "second half of") || reading.stands(start, "latter half of") => (5, start + 3),
        _ => (0, at),
    }
}

/// `May` and `March` begin sentences as verbs too; a month stands behind a preposition or article, or before a number.
fn is_month_name(reading: &Reading<'_>, at: usize) -> bool {
    if !matches!(reading.word(at), "may" | "march" | "mar" | "sat" | "sun")
        || at > 0 && reading.kind(at - 1) == Some(TokenKind::Mark) && reading.kind(at + 1) == Some(TokenKind::Number)
    {
        return true;
    }
    let before = if at > 0 { reading.word(at - 1) } else { "" };
    let governed = matches!(words().class(before), Some(WordClass::Preposition | WordClass::Determiner));
    reading.kind(at + 1) == Some(TokenKind::Number) || governed || at > 0 && !reading.is_capitalised(at - 1)
}

fn month_and_day(
    reading: &Reading<'_>,
    next: usize,
    month: i8,
    weekday: Option<i8>,
    part: i8,
) -> (usize, TimeExpression) {
    if let Some((day, end)) = day_number(reading, next) {
        // `June 2020` is no day, and neither is `June 13 members`: a day ends its phrase or has a year behind it.
        let (year, behind) = year_behind(reading, end);
        if let Some(found) = day_of(year, month, day, weekday) {
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
fn leading_weekday(reading: &Reading<'_>, at: usize) -> (Option<i8>, usize) {
    match calendar().longest_at(&reading.lower, at) {
        Some((length, Day::Weekday(weekday))) if reading.is_capitalised(at) && reading.word(at).len() > 3 => {
            let next = at + length;
            (Some(weekday), next + usize::from(reading.word(next) == ","))
        }
        _ => (None, at),
    }
}

/// A day of a month: `25`, `25th`.
fn day_number(reading: &Reading<'_>, at: usize) -> Option<(i8, usize)> {
    let word = reading.word(at);
    if reading.kind(at) != Some(TokenKind::Number) || word.len() > 2 {
        return None;
    }
    let day: i8 = word.parse().ok().filter(|day| (1..=31).contains(day))?;
    let ordinal = reading.touches_previous(at + 1)
        && matches!(numbers().suffix(reading.word(at + 1)), Some((_, NumberKind::Ordinal)));
    Some((day, at + 1 + usize::from(ordinal)))
}

fn day_of(year: Option<i16>, month: i8, day: i8, weekday: Option<i8>) -> Option<TimeExpression> {
    // A leap year stands in for one that is not told, so that 29 February can be read.
    Date::new(year.unwrap_or(2000), month, day).ok()?;
    Some(TimeExpression::Day { year, month, day, weekday })
}

/// `Sept.` brings its period along.
fn skip_period(reading: &Reading<'_>, at: usize) -> usize {
    at + usize::from(reading.word(at) == "." && reading.touches_previous(at) && at + 1 < reading.len())
}

/// A year behind a month or day, also behind a comma.
fn year_behind(reading: &Reading<'_>, at: usize) -> (Option<i16>, usize) {
    let comma = usize::from(reading.word(at) == ",");
    match year_number(reading.word(at + comma)) {
        Some(year) => (Some(year), at + comma + 1),
        None => (None, at),
    }
}

fn year_number(word: &str) -> Option<i16> {
    let year: i16 = word.parse().ok()?;
    (word.len() == 4 && (1000..=2199).contains(&year)).then_some(year)
}

/// A year that stands alone: `in 2008`, `the 2014 elections`; not `2000 people`.
fn year_at(reading: &Reading<'_>, at: usize) -> Option<(i16, usize)> {
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
    let next = reading.word(at + 1);
    let counts = reading.kind(at + 1) == Some(TokenKind::Word)
        && !reading.is_capitalised(at + 1)
        && (crate::lexicon::units::units().words.get(next).is_some()
            || next == "people"
            || next.ends_with('s') && !crate::lexicon::words().is_sentence_opener(next));
    (!touching && (dated && before != "of" || !counts)).then_some((year, at + 1))
}

/// A number of units in words or digits: `two`, `2`, `a`, `a few` counts as 3.
fn small_number(reading: &Reading<'_>, at: usize) -> Option<(i32, usize)> {
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

impl TimeExpression {
    /// The days it means in a text written on `date`; `None` where it needs a date that the text does not have.
    pub fn resolve(&self, span: Span, date: Option<Date>) -> Option<Time> {
        let time = |first, last, kind| Some(Time { span, first, last, kind, yearless: false, inherited: false });
        let point = |(first, last)| time(first, last, TimeKind::Point);
        match self {
            Self::Day { year: None, month, day, weekday } => yearless_day(span, *month, *day, *weekday, date),
            Self::Month { year: None, month, part, past } => yearless_month(span, *month, *part, *past, date),
            Self::Day { .. } | Self::Month { .. } | Self::Year(_) | Self::Weekday(_) => point(self.days(date)?),
            Self::Shift { units, unit } => point(shifted(date?, *units, *unit)?),
            Self::Since(start) => {
                let start = start.resolve(span, date)?;
                // Without a date the window has no end that could be told.
                let end = date.unwrap_or(Date::MAX).max(start.first);
                Some(Time { last: end, kind: TimeKind::Window, ..start })
            }
            Self::Past { units, unit, end } => {
                let end = match end {
                    Some(end) => end.resolve(span, date)?.last,
                    None => date?,
                };
                time(end.checked_sub(unit.times(*units)).ok()?, end, TimeKind::Window)
            }
            Self::Range(first, last) => {
                let (first, last) = (first.resolve(span, date)?, last.resolve(span, date)?);
                Some(Time { last: last.last.max(first.first), kind: TimeKind::Window, ..first })
            }
            Self::Until(limit) => {
                let limit = limit.resolve(span, date)?;
                Some(Time { first: limit.last, kind: TimeKind::Point, ..limit })
            }
        }
    }

    /// First and last day of an expression that names its year or needs only the date.
    fn days(&self, date: Option<Date>) -> Option<(Date, Date)> {
        match self {
            Self::Day { year: Some(year), month, day, .. } => Date::new(*year, *month, *day).ok().map(|day| (day, day)),
            Self::Month { year: Some(year), month, part, .. } => month_days(*year, *month, *part),
            Self::Year(year) => Some((Date::new(*year, 1, 1).ok()?, Date::new(*year, 12, 31).ok()?)),
            Self::Weekday(weekday) => {
                let weekday = Weekday::from_monday_one_offset(*weekday).ok()?;
                let date = date?;
                let day = if date.weekday() == weekday { date } else { date.nth_weekday(-1, weekday).ok()? };
                Some((day, day))
            }
            _ => None,
        }
    }
}

/// A day without a year: the last one before the text's date (or within a month behind it), whose weekday fits.
fn yearless_day(span: Span, month: i8, day: i8, weekday: Option<i8>, date: Option<Date>) -> Option<Time> {
    let point =
        |day, yearless| Some(Time { span, first: day, last: day, kind: TimeKind::Point, yearless, inherited: false });
    let fits = |day: &Date| weekday.is_none_or(|weekday| day.weekday().to_monday_one_offset() == weekday);
    let Some(date) = date else { return point(Date::new(2000, month, day).ok()?, true) };
    let latest = date.saturating_add(31.days());
    let candidates =
        (0..8).filter_map(|back| Date::new(latest.year() - back, month, day).ok()).filter(|day| *day <= latest);
    let nearest = candidates.clone().next();
    point(candidates.into_iter().find(fits).or(nearest)?, false)
}

fn yearless_month(span: Span, month: i8, part: i8, past: bool, date: Option<Date>) -> Option<Time> {
    let (year, yearless) = match date {
        None => (2000, true),
        Some(date) if month > date.month() || past && month == date.month() => (date.year() - 1, false),
        Some(date) => (date.year(), false),
    };
    let (first, last) = month_days(year, month, part)?;
    Some(Time { span, first, last, kind: TimeKind::Point, yearless, inherited: false })
}

/// The days of a month, or of its early, middle or late part.
fn month_days(year: i16, month: i8, part: i8) -> Option<(Date, Date)> {
    let first = Date::new(year, month, 1).ok()?;
    let last = first.last_of_month();
    Some(match part {
        1 => (first, first.saturating_add(11.days())),
        2 => (first.saturating_add(9.days()), first.saturating_add(20.days())),
        3 => (first.saturating_add(19.days()), last),
        4 => (first, first.saturating_add(14.days())),
        5 => (first.saturating_add(14.days()), last),
        _ => (first, last),
    })
}

/// The day, week, month or year that lies `units` off the one `date` is in.
fn shifted(date: Date, units: i32, unit: CalendarUnit) -> Option<(Date, Date)> {
    let date = date.checked_add(unit.times(units)).ok()?;
    Some(match unit {
        CalendarUnit::Day => (date, date),
        CalendarUnit::Week => {
            let monday = date.saturating_sub(i64::from(date.weekday().to_monday_zero_offset()).days());
            (monday, monday.saturating_add(6.days()))
        }
        CalendarUnit::Month => (date.first_of_month(), date.last_of_month()),
        CalendarUnit::Year => (date.first_of_year(), date.last_of_year()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::tokens::tokenize;

    fn check(text: &str, expected: &[&str]) {
        let reading = Reading::new(text, tokenize(text, Span::new(0, text.len())));
        let date = Some(Date::constant(2020, 6, 28));
        let found: Vec<_> = times(&reading)
            .iter()
            .map(|time| {
                let span = reading.span(time.first, time.end);
                match time.expression.resolve(span, date) {
                    Some(t) => format!("{}: {}..{} {:?}", span.of(text), t.first, t.last, t.kind),
                    None => span.of(text).to_owned(),
                }
            })
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn days() {
        check(
            "On 25 June 2020 and June 11, 2019.",
            &["25 June 2020: 2020-06-25..2020-06-25 Point", "June 11, 2019: 2019-06-11..2019-06-11 Point"],
        );
        check("On Thursday, June 25, they came.", &["Thursday, June 25: 2020-06-25..2020-06-25 Point"]);
        check("The raid on Thursday night", &["Thursday: 2020-06-25..2020-06-25 Point"]);
        check("\"calm,\" Twitter, 12/25/20", &["12/25/20: 2020-12-25..2020-12-25 Point"]);
        check("dated 2020-06-11.", &["2020-06-11: 2020-06-11..2020-06-11 Point"]);
        check("by the 25th of June", &["25th of June: 2020-06-25..2020-06-25 Point"]);
    }

    #[test]
    fn months_and_years() {
        check(
            "It began in March, and the May raid followed.",
            &["March: 2020-03-01..2020-03-31 Point", "May: 2020-05-01..2020-05-31 Point"],
        );
        check(
            "in 2014, which ended in 2018",
            &["2014: 2014-01-01..2014-12-31 Point", "2018: 2018-01-01..2018-12-31 Point"],
        );
        check("2000 people may march in late June", &["late June: 2020-06-20..2020-06-30 Point"]);
        check("about 5,200 last year", &["last year: 2019-01-01..2019-12-31 Point"]);
    }

    #[test]
    fn windows() {
        check("Since October 2019 more", &["Since October 2019: 2019-10-01..2020-06-28 Window"]);
        check("Since October, nearly", &["Since October: 2019-10-01..2020-06-28 Window"]);
        check("six attacks in the past two weeks", &["in the past two weeks: 2020-06-14..2020-06-28 Window"]);
        check("six attacks over the past two weeks", &["over the past two weeks: 2020-06-14..2020-06-28 Window"]);
        check(
            "In the two weeks before 28 June 2020 there",
            &["In the two weeks before 28 June 2020: 2020-06-14..2020-06-28 Window"],
        );
        check("between 1 and 5 June", &["between 1 and 5 June: 2020-06-01..2020-06-05 Window"]);
        check("three days ago", &["three days ago: 2020-06-25..2020-06-25 Point"]);
    }
}
