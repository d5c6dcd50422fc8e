//! Pairs: each row one sentence as the note and one passage as the whole corpus, and whether the passage supports it,
//! contradicts it, or says nothing of it.

use std::collections::BTreeMap;
use std::fmt::Write;

use anyhow::Result;
use deskcheck_analysis::judge::Verdict;
use serde_json::Value;

use super::Options;
use super::confusion::{ALARM, Confusion};
use super::desk::{self, Desk, Telling};
use super::report::{Measure, Report, Wrong};
use super::rows::{Rows, in_parallel, word};

/// `{"id", "note", "document", "title", "expect": "supported" | "contradicted" | "silent"}`.
pub fn recognises(row: &Value) -> bool {
    row["note"].is_string() && row["document"].is_string() && row["expect"].is_string()
}

/// Scores a file of pairs.
///
/// # Errors
///
/// Where no document can be written to be read.
pub fn score(rows: &Rows, options: &Options) -> Result<Report> {
    let answers = in_parallel(&rows.rows, Desk::new, |desk, row| match desk {
        Ok(desk) => judge(row, desk, options),
        Err(error) => Err(anyhow::anyhow!("{error:#}")),
    });
    let (mut all, mut shapes) = (Confusion::default(), BTreeMap::<&str, Confusion>::new());
    let mut wrong = Vec::new();
    for (row, answer) in rows.rows.iter().zip(answers) {
        let (came, text) = answer?;
        all.add(word(row, "expect"), came);
        shapes.entry(word(row, "shape")).or_default().add(word(row, "expect"), came);
        wrong.extend(text.map(|text| Wrong { alarm: came == ALARM, text }));
    }
    wrong.sort_by_key(|wrong| !wrong.alarm);
    let mut tables = vec![all.table()];
    if shapes.len() > 1 {
        tables.push(by_shape(&shapes));
    }
    Ok(Report { what: format!("{} pairs", all.total()), measures: measures(&all), tables, wrong, ..Report::default() })
}

fn measures(confusion: &Confusion) -> Vec<Measure> {
    vec![
        Measure::share("accuracy", confusion.right(), confusion.total()),
        confusion.precision("contradicted precision", ALARM),
        confusion.recall("contradicted recall", ALARM),
        confusion.alarms_on("false alarms on supported", "supported"),
        confusion.alarms_on("false alarms on silent", "silent"),
        confusion.precision("supported precision", "supported"),
        confusion.recall("supported recall", "supported"),
    ]
}

/// The same figures, a column for each shape.
fn by_shape(shapes: &BTreeMap<&str, Confusion>) -> String {
    let names: Vec<_> = shapes.iter().map(|(name, confusion)| format!("{name} ({})", confusion.total())).collect();
    let columns: Vec<_> = shapes.values().map(measures).collect();
    let mut table = line("shape", &names);
    for (at, first) in columns[0].iter().enumerate() {
        let values = columns.iter().map(|column| column[at].value);
        let values: Vec<_> = values.map(|value| value.map_or("-".to_owned(), |value| format!("{value:.4}"))).collect();
        table.push('\n');
        table.push_str(&line(first.name, &values));
    }
    table
}

fn line(head: &str, cells: &[String]) -> String {
    let mut line = format!("  {head:<28}");
    for cell in cells {
        // Writing to a string cannot fail.
        let _ = write!(line, "{cell:>20}");
    }
    line
}

/// What came of a pair, and where that is wrong the whole row.
fn judge(row: &Value, desk: &Desk, options: &Options) -> Result<(&'static str, Option<String>)> {
    let title = word(row, "title");
    let gap = if title.is_empty() { "" } else { "\n\n" };
    let corpus = desk.corpus_of(&format!("{title}{gap}{}", word(row, "document")))?;
    let analysis = desk::judge(word(row, "note"), &corpus);
    let has = |verdict| analysis.claims().iter().any(|claim| claim.judgement.verdict == verdict);
    let came = match () {
        () if has(Verdict::Contradicted) => ALARM,
        () if has(Verdict::Supported) => "supported",
        () => "silent",
    };
    let wanted = word(row, "expect");
    let wrong = || {
        let telling = if options.explain { Telling::Explained } else { Telling::Figures };
        let claims = analysis.claims().iter().map(|claim| desk::shown(&analysis, &corpus, claim, telling));
        let mut claims: Vec<_> = claims.collect();
        if claims.is_empty() {
            claims.push("    no figure was read in the note".to_owned());
        }
        format!(
            "{} ({}): wants {wanted}, got {came}\n    note:   {}\n    source: {}\n{}",
            word(row, "id"),
            word(row, "shape"),
            word(row, "note"),
            word(row, "document"),
            claims.join("\n")
        )
    };
    Ok((came, (came != wanted).then(wrong)))
}
