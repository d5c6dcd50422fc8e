//! What was measured, for people and for programs.

use std::fmt::Write;
use std::time::Duration;

use serde_json::{Value, json};

use crate::editing::Editing;
use crate::extraction::Extraction;
use crate::judging::Judging;
use crate::names::Names;
use crate::rounds::{median, p95};
use crate::server::{Committed, Rows};

/// What was measured.
#[derive(Default)]
pub(crate) struct Report {
    pub(crate) load: Option<f64>,
    pub(crate) server: Option<Rows>,
    pub(crate) extraction: Option<Extraction>,
    pub(crate) editing: Vec<Editing>,
    pub(crate) judging: Vec<Judging>,
    pub(crate) names: Option<Names>,
}

impl Report {
    /// Tables for a terminal; the server's are compared with the `committed` ones.
    pub(crate) fn text(&self, committed: Option<&Committed>) -> String {
        let mut text = String::new();
        if let Some(load) = self.load {
            let _ = writeln!(text, "Load of this machine when it began: {load:.1}\n");
        }
        if let Some(rows) = &self.server {
            text.push_str(&rows.text(committed));
        }
        if let Some(extraction) = &self.extraction {
            extraction_text(extraction, &mut text);
        }
        if !self.editing.is_empty() {
            editing_text(&self.editing, &mut text);
        }
        if !self.judging.is_empty() {
            judging_text(&self.judging, &mut text);
        }
        if let Some(names) = &self.names {
            names_text(names, &mut text);
        }
        text
    }

    /// The same as JSON; speeds in MB/s (a million bytes), times in microseconds.
    pub(crate) fn json(&self) -> Value {
        let both = |times: &[Duration]| json!({ "median": micros(median(times)), "p95": micros(p95(times)) });
        let extraction = self.extraction.as_ref().map(|read| {
            let stages = read.stages.iter().map(|(stage, time)| (name(*stage), json!(per_byte(*time, read.bytes))));
            json!({
                "bytes": read.bytes, "texts": read.texts, "figures": read.figures,
                "mb_per_second": { "one_thread": speed(read.bytes, read.one_thread), "two_threads": speed(read.bytes, read.two_threads) },
                "stages_ns_per_byte": stages.collect::<serde_json::Map<_, _>>(),
            })
        });
        let editing = self.editing.iter().map(|note| {
            json!({
                "bytes": note.bytes, "claims": note.claims, "paragraph": both(&note.paragraph),
                "reading": both(&note.reading), "judging": both(&note.judging), "whole": both(&note.whole),
            })
        });
        let editing = editing.collect::<Vec<_>>();
        let judging: Vec<_> = self
            .judging
            .iter()
            .map(|note| json!({ "corpus": note.corpus, "claims": note.claims, "note": both(&note.times) }))
            .collect();
        let names = self.names.as_ref().map(|names| {
            json!({
                "aliases": names.aliases, "bytes": names.bytes, "known": names.known, "unseen": names.unseen,
                "tables": both(&names.tables), "finding": both(&names.finding), "likeness": both(&names.likeness),
                "completing": both(&names.completing),
            })
        });
        let server = self.server.as_ref().map(Rows::json);
        json!({ "load": self.load, "server": server, "extraction": extraction, "editing": editing, "judging": judging, "names": names })
    }
}

fn extraction_text(read: &Extraction, text: &mut String) {
    let megabytes = read.bytes as f64 / 1e6;
    let _ = writeln!(text, "Extraction: {megabytes:.1} MB in {} texts, {} figures", read.texts, read.figures);
    let _ = writeln!(text, "  one thread   {:6.2} MB/s", speed(read.bytes, read.one_thread));
    let _ = writeln!(text, "  two threads  {:6.2} MB/s\n", speed(read.bytes, read.two_threads));
    let all: Duration = read.stages.iter().map(|(_, time)| *time).sum();
    let _ = writeln!(text, "  step         ns/byte   share");
    for (stage, time) in &read.stages {
        let share = 100.0 * time.as_secs_f64() / all.as_secs_f64();
        let _ = writeln!(text, "  {:<12} {:7.1} {share:6.1}%", name(*stage), per_byte(*time, read.bytes));
    }
    let _ = writeln!(text, "  {:<12} {:7.1}\n", "all", per_byte(all, read.bytes));
}

fn editing_text(notes: &[Editing], text: &mut String) {
    let _ = writeln!(text, "A keystroke, in microseconds: median / 95 % within");
    let _ = writeln!(
        text,
        "  {:>8} {:>7}   {:>15} {:>15} {:>15} {:>15}",
        "note", "claims", "paragraph", "reading", "judging", "diagnostics"
    );
    for note in notes {
        let both = |times: &[Duration]| format!("{:.0} / {:.0}", micros(median(times)), micros(p95(times)));
        let _ = writeln!(
            text,
            "  {:>5} KB {:>7}   {:>15} {:>15} {:>15} {:>15}",
            note.bytes / 1000,
            note.claims,
            both(&note.paragraph),
            both(&note.reading),
            both(&note.judging),
            both(&note.whole)
        );
    }
    text.push('\n');
}

fn judging_text(notes: &[Judging], text: &mut String) {
    let _ = writeln!(text, "All claims of a brief judged anew, in microseconds: median / 95 % within");
    for note in notes {
        let (median, p95) = (micros(median(&note.times)), micros(p95(&note.times)));
        let each = median / note.claims as f64;
        let _ = writeln!(
            text,
            "  {:<14} {:>3} claims   {median:.0} / {p95:.0}   {each:.1} a claim",
            note.corpus, note.claims
        );
    }
}

fn names_text(names: &Names, text: &mut String) {
    let _ = writeln!(
        text,
        "\nNames of a note of {} KB against {} spellings, in microseconds: median / 95 % within",
        names.bytes / 1000,
        names.aliases
    );
    let rows = [
        ("tables made".to_owned(), &names.tables),
        (format!("{} known ones found", names.known), &names.finding),
        (format!("{} others looked up", names.unseen), &names.likeness),
        ("two letters completed".to_owned(), &names.completing),
    ];
    for (what, times) in rows {
        let _ = writeln!(text, "  {what:<24} {:.0} / {:.0}", micros(median(times)), micros(p95(times)));
    }
}

fn name(stage: deskcheck_analysis::extract::Stage) -> String {
    format!("{stage:?}").to_lowercase()
}

fn speed(bytes: usize, time: Duration) -> f64 {
    bytes as f64 / 1e6 / time.as_secs_f64()
}

fn per_byte(time: Duration, bytes: usize) -> f64 {
    time.as_nanos() as f64 / bytes as f64
}

fn micros(time: Duration) -> f64 {
    time.as_nanos() as f64 / 1e3
}
