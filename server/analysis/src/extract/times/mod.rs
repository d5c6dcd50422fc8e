//! Times: dates and stretches of days, absolute or relative to the day a text was written.
//!
//! First the words become a [`TimeExpression`], which knows no calendar; then [`TimeExpression::resolve`] places it, by
//! the date of its text where it needs one (proleptic Gregorian calendar, arithmetic by `jiff`).

mod dates;
mod finding;

use jiff::civil::{Date, Weekday};
use jiff::{Span as Period, ToSpan};
use serde::{Deserialize, Serialize};

use crate::text::Span;
pub(super) use finding::{TimeTokens, is_unit_or_day, names_day, times};

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

    /// The same days of the last year in which they began by `day`.
    #[must_use]
    pub fn last_before(&self, day: Date) -> Time {
        let this_year = self.in_year(day.year());
        if this_year.first <= day { this_year } else { self.in_year(day.year() - 1) }
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
    use super::super::reading::Reading;
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
