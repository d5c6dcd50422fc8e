//! Events as the UCDP (Uppsala Conflict Data Program) publishes them in its Georeferenced Event Dataset.

use super::event::{Dead, Deaths, Event, Kind, When, side};
use super::{Layout, Row, even};
use crate::metadata::dates::day_of;

pub(super) const LAYOUT: Layout =
    Layout { publisher: "UCDP", needs: &["date_start", "date_end", "side_a", "side_b", "country", "best"], read };

/// Places known less closely than to a second-order division are no place that a note would name.
const CLOSE_PLACES: u32 = 3;

fn read(row: &Row<'_>) -> Event {
    let days = When::days(day_of(row.get("date_start")), day_of(row.get("date_end")));
    let year = row.get("year").parse().map_or(When::Unknown, When::Year);
    let sides = [side(row.get("side_a")), side(row.get("side_b"))];
    let close = row.count("where_prec").is_none_or(|precision| precision <= CLOSE_PLACES);
    let town = Some(row.get("where_coordinates")).filter(|_| close).unwrap_or(row.get("adm_1"));
    let dead = [
        (row.count("deaths_a"), Dead::Members(sides[0].clone())),
        (row.count("deaths_b"), Dead::Members(sides[1].clone())),
        (row.count("deaths_civilians"), Dead::Civilians),
    ];
    let among = dead.into_iter().filter_map(|(count, dead)| Some((count.filter(|count| *count > 0)?, dead)));
    Event {
        when: if days.last().is_some() { days } else { year },
        kind: Kind::of(row.get("type_of_violence")),
        places: [town, row.get("country")].into_iter().filter(|place| !place.is_empty()).map(even).collect(),
        deaths: Deaths { low: row.count("low"), best: row.count("best"), high: row.count("high") },
        among: among.collect(),
        sides,
        notes: String::new(),
    }
}
