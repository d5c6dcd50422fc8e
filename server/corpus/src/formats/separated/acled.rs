//! Events as ACLED (Armed Conflict Location & Event Data) exports them.

use jiff::{Span, civil::Date};

use super::event::{Deaths, Event, Kind, When, side};
use super::{Layout, Row, even};
use crate::metadata::dates::day_of;

pub(super) const LAYOUT: Layout =
    Layout { publisher: "ACLED", needs: &["event_date", "event_type", "actor1", "country", "fatalities"], read };

fn read(row: &Row<'_>) -> Event {
    let places = [row.get("location"), row.get("country")];
    Event {
        when: day_of(row.get("event_date")).map_or(When::Unknown, |day| when(day, row.get("time_precision"))),
        kind: Kind::of(row.get("sub_event_type")).or_else(|| Kind::of(row.get("event_type"))),
        sides: [side(row.get("actor1")), side(row.get("actor2"))],
        places: places.into_iter().filter(|place| !place.is_empty()).map(even).collect(),
        deaths: Deaths { best: row.count("fatalities"), ..Deaths::default() },
        among: Vec::new(),
        notes: even(row.get("notes")),
    }
}

/// The time of an event that is known to the day (1), the week around it (2) or the month (3).
fn when(day: Date, precision: &str) -> When {
    let some_days = Span::new().days(3);
    match precision {
        "2" => When::days(day.checked_sub(some_days).ok(), day.checked_add(some_days).ok()),
        "3" => When::Month(day),
        _ => When::Day(day),
    }
}
