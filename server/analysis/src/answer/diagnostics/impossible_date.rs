//! `impossible-date`: a day that no calendar has (31 June), or a weekday that its date is not.
//!
//! # Why
//!
//! A brief that names the wrong weekday makes its reader doubt the date, and one of the two is wrong.
//!
//! # What stays silent
//!
//! A weekday beside a day whose year is a guess; a night told by either of its days; what is quoted; years before the
//! Gregorian calendar was everybody's.

use std::sync::Arc;

use jiff::civil::{Date, Weekday};

use super::{Diagnostic, severity};
use crate::answer::Analysis;
use crate::extract::TimeExpression;
use crate::lexicon::calendar;
use crate::lexicon::calendar::Day;
use crate::text::Span;

const RULE: &str = "impossible-date";

/// The first year by whose calendar everybody dated: Turkey's and China's changes were the last.
const GREGORIAN: i16 = 1930;

/// How many days off the note's own date (or a date beside it) a day without a year still has its year.
const NEAR: i32 = 100;

/// Days that cannot be.
pub(super) fn impossible_dates(analysis: &Analysis) -> Vec<Diagnostic> {
    let Some(severity) = severity(analysis, RULE) else { return Vec::new() };
    let finding = |(span, expression): &(Span, TimeExpression)| {
        let message = days(expression).into_iter().find_map(|day| fault(analysis, *span, day))?;
        let is_own = !is_quoted(analysis, *span) && !is_disowned(&analysis.note.text, *span);
        is_own.then(|| Diagnostic { code: RULE, severity, span: *span, message, related: Arc::default() })
    };
    analysis.note.facts.times.iter().filter_map(finding).collect()
}

/// One day as the note writes it.
#[derive(Clone, Copy)]
struct Written {
    year: Option<i16>,
    month: i8,
    day: i8,
    weekday: Option<i8>,
}

/// The days inside an expression.
fn days(expression: &TimeExpression) -> Vec<Written> {
    match expression {
        TimeExpression::Day { year, month, day, weekday } => {
            vec![Written { year: *year, month: *month, day: *day, weekday: *weekday }]
        }
        TimeExpression::Since(inner) | TimeExpression::Until(inner) => days(inner),
        TimeExpression::Past { end: Some(end), .. } => days(end),
        TimeExpression::Range(first, last) => days(first).into_iter().chain(days(last)).collect(),
        _ => Vec::new(),
    }
}

/// What is wrong with a day, in one sentence.
fn fault(analysis: &Analysis, span: Span, written: Written) -> Option<String> {
    let Written { year, month, day, weekday } = written;
    // A leap year stands in for one that is not told.
    let any = Date::new(2000, month, 1).ok()?;
    if day > any.days_in_month() {
        let name = any.strftime("%B");
        return Some(format!("there is no {day} {name}: {name} has {} days", any.days_in_month()));
    }
    if weekday.is_none() && (month, day) != (2, 29) {
        return None;
    }
    let year = year.or_else(|| year_of(analysis, span, written)).filter(|year| *year >= GREGORIAN)?;
    let Ok(date) = Date::new(year, month, day) else {
        return Some(format!("there is no 29 February {year}: {year} is no leap year"));
    };
    let told = Weekday::from_monday_one_offset(weekday?).ok()?;
    let off = date.until(date.nth_weekday(1, told).ok()?).ok()?.get_days();
    let is_night = runs_over(span.of(&analysis.note.text)) || runs_over(before(&analysis.note.text, span));
    if date.weekday() == told || is_night && (off == 1 || off == 6) {
        return None;
    }
    let verb = if writing_day(analysis).is_some_and(|written| date > written) { "is" } else { "was" };
    Some(format!("{} {verb} a {}, not a {}", date.strftime("%-d %B %Y"), name(date.weekday()), name(told)))
}

fn name(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Monday => "Monday",
        Weekday::Tuesday => "Tuesday",
        Weekday::Wednesday => "Wednesday",
        Weekday::Thursday => "Thursday",
        Weekday::Friday => "Friday",
        Weekday::Saturday => "Saturday",
        Weekday::Sunday => "Sunday",
    }
}

fn writing_day(analysis: &Analysis) -> Option<Date> {
    analysis.note.front_matter.date.or(analysis.note.front_matter.as_of)
}

/// The year of a day that names none, where it is certain: the day lies near the note's own date, or near the only other
/// dates of its block, and the note speaks of no other year in which its weekday would be right.
fn year_of(analysis: &Analysis, span: Span, written: Written) -> Option<i16> {
    let near = |anchor: Date| {
        let years = [anchor.year() - 1, anchor.year(), anchor.year() + 1];
        let days = years.into_iter().filter_map(|year| Date::new(year, written.month, written.day).ok());
        days.min_by_key(|day| (anchor - *day).get_days().abs()).filter(|day| (anchor - *day).get_days().abs() <= NEAR)
    };
    let block = analysis.note.prose.block_at(span.start()).filter(|block| block.span.covers(span))?;
    let times = &analysis.note.facts.times;
    let beside: Vec<Date> =
        times.iter().filter(|(other, _)| block.span.covers(*other)).filter_map(|(_, other)| full_date(other)).collect();
    let date = match beside.as_slice() {
        [] => near(writing_day(analysis)?)?,
        [first, rest @ ..] => {
            let date = near(*first)?;
            rest.iter().all(|other| near(*other) == Some(date)).then_some(date)?
        }
    };
    let told = times.iter().flat_map(|(_, other)| years(other));
    let may_be = |year: i16| {
        let day = Date::new(year, written.month, written.day).ok();
        year != date.year() && day.is_none_or(|day| Some(day.weekday().to_monday_one_offset()) == written.weekday)
    };
    (!told.into_iter().any(may_be)).then_some(date.year())
}

fn full_date(expression: &TimeExpression) -> Option<Date> {
    days(expression).into_iter().find_map(|day| Date::new(day.year?, day.month, day.day).ok())
}

/// Every year an expression names.
fn years(expression: &TimeExpression) -> Vec<i16> {
    match expression {
        TimeExpression::Day { year, .. } | TimeExpression::Month { year, .. } => year.iter().copied().collect(),
        TimeExpression::Year(year) => vec![*year],
        TimeExpression::Since(inner) | TimeExpression::Until(inner) => years(inner),
        TimeExpression::Past { end: Some(end), .. } => years(end),
        TimeExpression::Range(first, last) => years(first).into_iter().chain(years(last)).collect(),
        _ => Vec::new(),
    }
}

/// The words right before `span` in its line, three at most.
fn before(text: &str, span: Span) -> &str {
    let line = text[..span.start()].rfind('\n').map_or(0, |at| at + 1);
    let words = &text[line..span.start()];
    let third = words.trim_end().rmatch_indices(' ').nth(2).map_or(0, |(at, _)| at);
    &words[third..]
}

/// True where words speak of a part of the day that runs on into the next day.
fn runs_over(words: &str) -> bool {
    let mut words = words.split(|c: char| !c.is_alphabetic());
    words.any(|word| matches!(calendar().get(&word.to_lowercase()), Some(Day::Part(true))))
}

/// True inside quotation marks: what is quoted is somebody else's mistake.
fn is_quoted(analysis: &Analysis, span: Span) -> bool {
    let Some(block) = analysis.note.prose.block_at(span.start()) else { return false };
    let before = &analysis.note.text[block.span.start()..span.start()];
    let count = |mark: char| before.matches(mark).count();
    count('"') % 2 == 1 || count('“') > count('”') || count('«') > count('»')
}

/// True where the note itself says that the day is none, or that it is written so: `no 31 June`, `31 June [sic]`.
fn is_disowned(text: &str, span: Span) -> bool {
    let behind = text[span.end()..].trim_start_matches([' ', '*', '_']);
    let denied = before(text, span).split_whitespace().last().is_some_and(|word| word.eq_ignore_ascii_case("no"));
    denied || behind.starts_with("[sic") || behind.starts_with("(sic")
}
