//! What was measured of a server, as tables for people and as JSON.

use std::fmt::Write;
use std::time::Duration;

use serde_json::{Value, json};

use super::committed::Committed;
use super::typist::Times;
use crate::rounds::{median, p95};

/// The parts of a note's row, in order.
const PARTS: [&str; 6] = ["open", "keystroke", "burst", "hover", "definition", "completion"];

/// Median, and what 95 % stay within, in milliseconds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Both {
    pub(crate) median: f64,
    pub(crate) p95: f64,
}

/// One line of a table: what was measured of one corpus, or of one note over one corpus.
#[derive(Default)]
pub(crate) struct Row {
    /// `10 documents, 50 KB`.
    pub(crate) of: String,
    pub(crate) parts: Vec<(&'static str, Both)>,
    /// What the server held in memory behind it, in bytes.
    pub(crate) memory: Option<u64>,
}

impl Row {
    pub(super) fn new(of: String) -> Self {
        Self { of, ..Self::default() }
    }

    pub(super) fn of(of: String, times: &Times) -> Self {
        let mut row = Self::new(of);
        let Times { open, keystroke, burst, hover, definition, completion } = times;
        for (part, times) in PARTS.into_iter().zip([open, keystroke, burst, hover, definition, completion]) {
            row.take(part, times);
        }
        row
    }

    /// Adds a part; one that was not measured is left out.
    pub(super) fn take(&mut self, part: &'static str, times: &[Duration]) {
        let milliseconds = |time: Duration| time.as_secs_f64() * 1e3;
        if !times.is_empty() {
            self.parts.push((part, Both { median: milliseconds(median(times)), p95: milliseconds(p95(times)) }));
        }
    }

    fn part(&self, name: &str) -> Option<Both> {
        self.parts.iter().find(|(part, _)| *part == name).map(|(_, both)| *both)
    }
}

/// Everything that was measured.
#[derive(Default)]
pub(crate) struct Rows {
    /// Our server, each corpus.
    pub(crate) corpora: Vec<Row>,
    /// Our server, each note over each corpus.
    pub(crate) notes: Vec<Row>,
    /// Other servers, each note.
    pub(crate) peers: Vec<Row>,
}

impl Rows {
    /// Tables for a terminal; with `committed`, how many times as long everything took as it did then.
    pub(crate) fn text(&self, committed: Option<&Committed>) -> String {
        let mut text = String::from("Our server starts, in milliseconds\n\n");
        table(&["initialize", "reading"], &self.corpora, &mut text);
        text.push_str("\nA note over these documents, in milliseconds: median / 95 % within\n\n");
        table(&PARTS, &self.notes, &mut text);
        if !self.peers.is_empty() {
            text.push_str("\nThe same notes in other servers\n\n");
            table(&PARTS, &self.peers, &mut text);
        }
        if let Some(committed) = committed {
            let _ = writeln!(text, "\nTimes as long as on {} ({}): medians\n", committed.date, committed.machine);
            ratios(&["initialize", "reading"], &self.corpora, committed, &mut text);
            text.push('\n');
            ratios(&PARTS, &self.notes, committed, &mut text);
        }
        text
    }

    /// The same as JSON, in milliseconds and bytes.
    pub(crate) fn json(&self) -> Value {
        let rows = |rows: &[Row]| -> Value { rows.iter().map(json_row).collect() };
        json!({ "corpora": rows(&self.corpora), "notes": rows(&self.notes), "peers": rows(&self.peers) })
    }

    /// Every row of our own server.
    pub(crate) fn own(&self) -> impl Iterator<Item = &Row> {
        self.corpora.iter().chain(&self.notes)
    }
}

fn json_row(row: &Row) -> Value {
    let mut object = json!({ "of": row.of, "memory": row.memory });
    for (part, both) in &row.parts {
        object[*part] = json!({ "median": both.median, "p95": both.p95 });
    }
    object
}

fn table(parts: &[&str], rows: &[Row], text: &mut String) {
    let memory = |row: &Row| row.memory.map_or("-".to_owned(), |bytes| format!("{:.0} MB", bytes as f64 / 1e6));
    let cell = |both: Both| {
        if both.median == both.p95 {
            shown(both.median)
        } else {
            format!("{} / {}", shown(both.median), shown(both.p95))
        }
    };
    heads(parts, " memory", text);
    for row in rows {
        let _ = write!(text, "  {:<24}", row.of);
        for part in parts {
            let _ = write!(text, " {:>15}", row.part(part).map_or("-".to_owned(), cell));
        }
        let _ = writeln!(text, " {:>8}", memory(row));
    }
}

fn ratios(parts: &[&str], rows: &[Row], committed: &Committed, text: &mut String) {
    heads(parts, "", text);
    for row in rows {
        let _ = write!(text, "  {:<24}", row.of);
        for part in parts {
            let then = committed.both(&row.of, part).filter(|then| then.median > 0.0);
            let ratio = row.part(part).zip(then).map(|(now, then)| format!("{:.2}", now.median / then.median));
            let _ = write!(text, " {:>15}", ratio.unwrap_or_else(|| "-".to_owned()));
        }
        text.push('\n');
    }
}

fn heads(parts: &[&str], last: &str, text: &mut String) {
    let _ = write!(text, "  {:<24}", "");
    for part in parts {
        let _ = write!(text, " {part:>15}");
    }
    let _ = writeln!(text, " {last:>8}");
}

/// Three digits.
fn shown(milliseconds: f64) -> String {
    match milliseconds {
        0.0..10.0 => format!("{milliseconds:.2}"),
        10.0..100.0 => format!("{milliseconds:.1}"),
        _ => format!("{milliseconds:.0}"),
    }
}
