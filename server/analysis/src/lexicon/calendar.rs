//! Months, weekdays, feasts and parts of the day.

use std::sync::LazyLock;

use super::phrases::Phrases;
use super::{grammar, rows, schemas};

/// What a name of the calendar stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Day {
    /// A month, 1 to 12.
    Month(i8),
    /// A weekday, 1 (Monday) to 7.
    Weekday(i8),
    /// A day of every year: month and day.
    Feast(i8, i8),
    /// A part of a day, and whether it runs on into the next day.
    Part(bool),
}

static CALENDAR: LazyLock<Phrases<Day>> = LazyLock::new(|| {
    let rows = rows(&schemas::CALENDAR, grammar!("english/calendar.table"));
    Phrases::new(rows.iter().map(|row| {
        let (month, day) = (row.cells[2].parse().unwrap_or(1), row.cells[3].parse().unwrap_or(1));
        let value = match row.cells[1] {
            "month" => Day::Month(month),
            "weekday" => Day::Weekday(day),
            "part" => Day::Part(day > 0),
            _ => Day::Feast(month, day),
        };
        (row.cells[0], value)
    }))
});

/// Lower-case names of the calendar.
pub fn calendar() -> &'static Phrases<Day> {
    &CALENDAR
}
