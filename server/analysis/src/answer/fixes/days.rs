//! Days written as the note writes them: order, month in words or digits, year and weekday where it has them.

use jiff::civil::Date;

use crate::lexicon::calendar;
use crate::lexicon::calendar::Day;

/// `like`, which names the day `old`, made to name `new`; none where a part of it would not change with the day.
///
/// Numbers alone (`5/6/2020`) are changed only where they can mean one order.
pub(super) fn written_like(like: &str, old: Date, new: Date) -> Option<String> {
    if like == old.to_string() {
        return Some(new.to_string());
    }
    let is_numbers = !like.contains(char::is_alphabetic) && like.split_whitespace().count() == 1;
    if is_numbers && old.day() == old.month() {
        return None;
    }
    let is_padded = is_numbers && pieces(like).any(|piece| piece.starts_with('0'));
    let mut written = String::with_capacity(like.len());
    let mut told = (old.year() == new.year(), old.month() == new.month(), old.day() == new.day());
    for piece in pieces(like) {
        let part = if piece.starts_with(char::is_alphanumeric) { part(piece, old, is_numbers)? } else { Part::Other };
        match part {
            Part::Year => written.push_str(&new.year().to_string()),
            Part::Month => written.push_str(&month(piece, new, is_padded)),
            Part::Day => written.push_str(&day(piece, new, is_padded)),
            Part::Weekday => written.push_str(&in_form_of(piece, new, "%A", "%a")),
            Part::Other => written.push_str(piece),
        }
        told.0 |= part == Part::Year;
        told.1 |= part == Part::Month;
        told.2 |= part == Part::Day;
    }
    (told == (true, true, true)).then_some(written)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Year,
    Month,
    Day,
    Weekday,
    Other,
}

/// Words and numbers, and what stands between them.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let other = |c: char| c.is_alphanumeric() != first.is_alphanumeric();
        let (piece, behind) = rest.split_at(rest.find(other).unwrap_or(rest.len()));
        rest = behind;
        Some(piece)
    })
}

/// What a word or number of the day `old` tells; none where it is none of its numbers.
fn part(piece: &str, old: Date, is_numbers: bool) -> Option<Part> {
    let digits = piece.trim_end_matches(char::is_alphabetic);
    if digits.is_empty() {
        return Some(match calendar::calendar().get(&piece.to_lowercase()) {
            Some(Day::Month(month)) if month == old.month() => Part::Month,
            Some(Day::Weekday(_)) => Part::Weekday,
            Some(Day::Month(_) | Day::Feast(..)) => return None,
            Some(Day::Part(_)) | None => Part::Other,
        });
    }
    let number: i16 = digits.parse().ok()?;
    match number {
        _ if number == old.year() && digits.len() == 4 => Some(Part::Year),
        _ if number == i16::from(old.day()) => Some(Part::Day),
        _ if number == i16::from(old.month()) && is_numbers => Some(Part::Month),
        _ => None,
    }
}

/// A month in words or digits, as `like`.
fn month(like: &str, new: Date, is_padded: bool) -> String {
    if like.starts_with(|c: char| c.is_ascii_digit()) {
        return padded(new.month(), is_padded);
    }
    in_form_of(like, new, "%B", "%b")
}

/// A day of the month with its ending, as `like`.
fn day(like: &str, new: Date, is_padded: bool) -> String {
    let digits = like.trim_end_matches(char::is_alphabetic);
    let ending = if like.len() > digits.len() { ordinal_ending(new.day()) } else { "" };
    format!("{}{ending}", padded(new.day(), is_padded))
}

fn padded(number: i8, is_padded: bool) -> String {
    if is_padded { format!("{number:02}") } else { number.to_string() }
}

fn ordinal_ending(day: i8) -> &'static str {
    match (day / 10, day % 10) {
        (1, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    }
}

/// A name of the calendar, whole or short as `like` is, in capitals where `like` is.
fn in_form_of(like: &str, date: Date, whole: &str, short: &str) -> String {
    let name = date.strftime(if is_whole(like) { whole } else { short }).to_string();
    if like.chars().all(char::is_uppercase) { name.to_uppercase() } else { name }
}

/// True for a name of the calendar that is not cut short.
fn is_whole(name: &str) -> bool {
    let lower = name.to_lowercase();
    let any = |form: &str| {
        (1..=12).any(|number| {
            let day = Date::new(2001, number, 1).ok();
            day.is_some_and(|day| day.strftime(form).to_string().to_lowercase() == lower)
        })
    };
    any("%B") || any("%A")
}

#[cfg(test)]
mod tests {
    use jiff::civil::{Date, date};

    use super::written_like;

    const OLD: Date = date(2020, 6, 25);

    fn check(like: &str, new: Date, expected: Option<&str>) {
        assert_eq!(written_like(like, OLD, new).as_deref(), expected, "{like}");
    }

    #[test]
    fn the_order_and_the_form_stay() {
        let next = date(2020, 7, 2);
        check("25 June 2020", next, Some("2 July 2020"));
        check("June 25, 2020", next, Some("July 2, 2020"));
        check("25 Jun 2020", next, Some("2 Jul 2020"));
        check("Jun. 25", next, Some("Jul. 2"));
        check("25 JUNE", next, Some("2 JULY"));
        check("the 25th of June", next, Some("the 2nd of July"));
        check("Thursday, 25 June", date(2020, 6, 26), Some("Friday, 26 June"));
        check("Thu 25 June", date(2020, 6, 26), Some("Fri 26 June"));
        check("2020-06-25", next, Some("2020-07-02"));
        check("25/06/2020", next, Some("02/07/2020"));
        check("25.6.2020", next, Some("2.7.2020"));
        check("06/25/2020", next, Some("07/02/2020"));
        check("25 June", date(2020, 5, 3), Some("3 May"));
        check("Thurs 25 June", date(2020, 6, 26), Some("Fri 26 June"));
    }

    #[test]
    fn what_is_not_told_cannot_change() {
        check("25 June", date(2021, 6, 26), None);
        check("the 25th", date(2020, 7, 2), None);
        check("Midsummer", date(2020, 6, 26), None);
        check("25 June", OLD, Some("25 June"));
        assert_eq!(written_like("06/06/2020", date(2020, 6, 6), date(2020, 6, 7)), None);
    }
}
