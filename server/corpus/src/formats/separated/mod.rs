//! Rows of values (CSV, TSV): collections of events told as prose, a row a paragraph; other tables as tables.
//!
//! What happened, when, where, between whom and how many died is told in sentences that the extraction reads as it reads
//! any text, so that a figure of a note is judged by a row as by a report.

mod acled;
mod event;
mod ged;

use std::ops::Range;

use csv::{ReaderBuilder, StringRecord};
use deskcheck_analysis::text::Markup;
use jiff::civil::Date;
use rustc_hash::FxHashMap;

use self::event::Event;
use super::{Input, Reading, encoding};
use crate::metadata::Metadata;
use crate::reading::Problem;
use crate::source_map::MappedText;

/// Tables that are no events are read up to this many values: what they count is told by their heads, not by sentences.
const MOST_VALUES: usize = 1_000_000;
/// Collections are read up to this many events: what is found in each of them takes some 17 KB of memory.
const MOST_EVENTS: usize = 50_000;
/// What may part the values of a row.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// A layout that collections of events come in.
struct Layout {
    /// Who collects them.
    publisher: &'static str,
    /// Columns that a file of this layout has.
    needs: &'static [&'static str],
    read: fn(&Row<'_>) -> Event,
}

const LAYOUTS: &[Layout] = &[acled::LAYOUT, ged::LAYOUT];

/// A row by the names of its columns.
struct Row<'a> {
    columns: &'a FxHashMap<String, usize>,
    values: &'a StringRecord,
}

impl<'a> Row<'a> {
    /// A value without the blanks around it; empty where there is no such column.
    fn get(&self, column: &str) -> &'a str {
        self.columns.get(column).and_then(|at| self.values.get(*at)).unwrap_or_default().trim()
    }

    /// A value that is a number of things.
    fn count(&self, column: &str) -> Option<u32> {
        self.get(column).parse::<f64>().ok().filter(|count| (0.0..1e9).contains(count)).map(|count| count as u32)
    }
}

pub(super) fn read(input: Input<'_>, problems: &mut Vec<Problem>) -> Vec<Reading> {
    let Some(file) = encoding::decode(input.path, input.bytes, None, problems) else { return Vec::new() };
    let mut rows = rows(&file);
    let (at, heads) = rows.next().unwrap_or_default();
    let columns: FxHashMap<_, _> = heads.iter().map(|head| head.trim().to_lowercase()).zip(0..).collect();
    let layout = LAYOUTS.iter().find(|layout| layout.needs.iter().all(|need| columns.contains_key(*need)));
    let mut text = MappedText::default();
    let (metadata, faults) = if let Some(layout) = layout {
        let title = format!("Events collected by {}", layout.publisher);
        text.write(&title, at);
        let days = write_events(&file, rows, &columns, layout, &mut text);
        let undated = (days.undated, "states no day that can be read; write it as in 2021-03-12".to_owned());
        (about(layout, title, &days), vec![undated, (days.end, too_many_events())])
    } else {
        let end = write_table(&file, std::iter::once((at, heads)).chain(rows), &mut text);
        (Metadata::default(), vec![(end, too_many_values())])
    };
    for (line, message) in faults.into_iter().filter(|(line, _)| line.is_some()) {
        problems.push(Problem { path: input.path.to_owned(), line, message });
    }
    let (text, map) = text.finish(&file);
    vec![Reading { part: None, text, markup: Markup::Plain, map, metadata }]
}

fn about(layout: &Layout, title: String, days: &Days) -> Metadata {
    Metadata {
        title: Some(title),
        publisher: Some(layout.publisher.to_owned()),
        date: days.last,
        date_inferred: days.last.is_some(),
        ..Metadata::default()
    }
}

fn too_many_events() -> String {
    format!("is read up to this line only, as a file has at most {MOST_EVENTS} events; split it, by country or year")
}

fn too_many_values() -> String {
    let needs = LAYOUTS.iter().map(|layout| layout.needs.join(", "));
    format!(
        "is read up to this line only, as a table has at most {MOST_VALUES} values; split it, or, if it holds events, name \
         its columns as ACLED or UCDP GED do ({})",
        needs.collect::<Vec<_>>().join("; or ")
    )
}

/// The rows of `file` with their places in it; rows without a value are left out.
fn rows(file: &str) -> impl Iterator<Item = (Range<usize>, StringRecord)> + '_ {
    let first = file.lines().next().unwrap_or_default();
    let count = |delimiter: &u8| first.bytes().filter(|byte| byte == delimiter).count();
    let delimiter = DELIMITERS.into_iter().rev().max_by_key(count).unwrap_or(b',');
    let mut reader =
        ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(file.as_bytes());
    std::iter::from_fn(move || {
        let mut row = StringRecord::new();
        // What is read is text already, and rows may be of any length: nothing is left to fail.
        while reader.read_record(&mut row).unwrap_or(false) {
            let start = row.position().map_or(0, csv::Position::byte) as usize;
            let written = file.get(start..reader.position().byte() as usize).unwrap_or_default();
            let indent = written.len() - written.trim_start_matches(['\r', '\n']).len();
            let place = start + indent..start + written.trim_end_matches(['\r', '\n']).len();
            if row.iter().any(|value| !value.trim().is_empty()) {
                return Some((place, row));
            }
        }
        None
    })
}

/// What the days of all rows are, and which rows there is something to say of.
#[derive(Default)]
struct Days {
    /// The last of them.
    last: Option<Date>,
    /// The line, from 1, of the first row without one.
    undated: Option<usize>,
    /// The line, from 1, of the first row that is one too many.
    end: Option<usize>,
}

fn write_events(
    file: &str,
    rows: impl Iterator<Item = (Range<usize>, StringRecord)>,
    columns: &FxHashMap<String, usize>,
    layout: &Layout,
    text: &mut MappedText,
) -> Days {
    let mut days = Days::default();
    let mut end = text.text().len();
    for (number, (place, values)) in rows.enumerate() {
        let line = || Some(1 + file[..place.start].matches('\n').count());
        if number == MOST_EVENTS {
            days.end = line();
            break;
        }
        let event = (layout.read)(&Row { columns, values: &values });
        days.last = days.last.max(event.when.last());
        if event.when.last().is_none() && days.undated.is_none() {
            days.undated = line();
        }
        text.write("\n", end.min(place.start)..place.start);
        text.write(&event.told(), place.clone());
        write_notes(file, &event.notes, place.clone(), text);
        end = place.end;
    }
    days
}

/// What the row tells in words of its own: byte by byte, where it stands there so.
fn write_notes(file: &str, notes: &str, place: Range<usize>, text: &mut MappedText) {
    if notes.is_empty() {
        return;
    }
    text.write(" ", place.clone());
    match file[place.clone()].rfind(notes) {
        Some(at) => text.copy(file, place.start + at..place.start + at + notes.len()),
        None => text.write(notes, place),
    }
}

/// Writes rows as rows of a table, their values parted by bars; the line, from 1, where it ended for their number.
fn write_table(
    file: &str,
    rows: impl Iterator<Item = (Range<usize>, StringRecord)>,
    text: &mut MappedText,
) -> Option<usize> {
    let mut values = 0;
    let mut end = 0;
    for (place, row) in rows {
        values += row.len();
        if values > MOST_VALUES {
            return Some(1 + file[..place.start].matches('\n').count());
        }
        if !text.text().is_empty() {
            text.write("\n", end..place.start);
        }
        let shown: Vec<_> = row.iter().map(cell).collect();
        text.write(&shown.join(" | "), place.clone());
        end = place.end;
    }
    None
}

/// A value on one line, without what parts values.
fn cell(value: &str) -> String {
    even(value).replace('|', ";")
}

/// `text` with its white space made even.
fn even(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests;
