//! Notes: each row a note, the corpus it is checked against, and the verdict that each named figure must get.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::Arc;

use anyhow::{Context, Result};
use deskcheck::corpus::Corpus;
use deskcheck_analysis::answer::{Analysis, Claim};
use serde_json::Value;

use super::Options;
use super::confusion::{ALARM, Confusion};
use super::desk::{self, Desk, Telling};
use super::report::{Measure, Report, Wrong};
use super::rows::{Rows, in_parallel, list, word};

/// `{"id", "corpus", "note", "expect": [{"figure", "verdict"}]}`; where rows are grouped, `about`; where a careful reader
/// would accept another verdict too, `or` beside `verdict`.
pub fn recognises(row: &Value) -> bool {
    row["note"].is_string() && row["corpus"].is_string() && row["expect"].is_array()
}

/// What came of one expected figure.
struct Answer {
    about: String,
    corpus: String,
    wanted: String,
    came: String,
    /// The whole row, where it went wrong.
    text: Option<String>,
}

/// Scores a file of notes.
///
/// # Errors
///
/// Where a corpus cannot be read or a row names a figure that its note has not.
pub fn score(rows: &Rows, options: &Options) -> Result<Report> {
    let corpora = rows.corpora(options)?;
    let desk = Desk::new()?;
    let mut known: BTreeMap<&str, Arc<Corpus>> = BTreeMap::new();
    for name in rows.rows.iter().map(|row| word(row, "corpus")) {
        if !known.contains_key(name) {
            known.insert(name, Arc::new(desk.corpus(&corpora.join(name))?));
        }
    }
    let answers = in_parallel(&rows.rows, || (), |(), row| judge(row, &known[word(row, "corpus")], options));
    let answers = answers.into_iter().collect::<Result<Vec<_>>>()?;
    Ok(report(rows.rows.len(), answers.into_iter().flatten().collect()))
}

fn judge(row: &Value, corpus: &Corpus, options: &Options) -> Result<Vec<Answer>> {
    let note = word(row, "note");
    let telling = if options.explain { Telling::Explained } else { Telling::Sentences };
    let analysis = desk::judge(note, corpus);
    let answer = |want: &Value| {
        let (figure, wanted) = (word(want, "figure"), word(want, "verdict"));
        let start = note
            .find(figure)
            .filter(|_| !figure.is_empty())
            .with_context(|| format!("row {}: `{figure}` does not stand in the note", word(row, "id")))?;
        let hit = claim_at(&analysis, start, start + figure.len());
        let accepted = || [wanted].into_iter().chain(list(want, "or").iter().filter_map(Value::as_str));
        let found = hit.map_or("unverified", |claim| claim.judgement.verdict.name());
        let came = match hit {
            _ if accepted().any(|verdict| verdict == found) => wanted,
            Some(_) => found,
            None => "not found",
        };
        let text = (came != wanted).then(|| {
            let reading = hit.map_or_else(
                || format!("    no figure was read at `{figure}`"),
                |claim| desk::shown(&analysis, corpus, claim, telling),
            );
            format!(
                "{} ({}): `{figure}` wants {wanted}, got {came}\n    note: {note}\n{reading}",
                word(row, "id"),
                word(row, "about")
            )
        });
        let own = |field| word(row, field).to_owned();
        Ok(Answer {
            about: own("about"),
            corpus: own("corpus"),
            wanted: wanted.to_owned(),
            came: came.to_owned(),
            text,
        })
    };
    list(row, "expect").iter().map(answer).collect()
}

/// The first claim whose figure overlaps a range of bytes of the note.
fn claim_at(analysis: &Analysis, start: usize, end: usize) -> Option<&Claim> {
    analysis.claims().iter().find(|claim| {
        let span = claim.evidence.figure.span;
        span.start() < end && start < span.end()
    })
}

fn report(notes: usize, answers: Vec<Answer>) -> Report {
    let mut confusion = Confusion::default();
    for answer in &answers {
        confusion.add(&answer.wanted, &answer.came);
    }
    let mut tables = vec![confusion.table()];
    tables.extend(grouped("corpus", &answers, |answer| &answer.corpus));
    tables.extend(grouped("about", &answers, |answer| answer.about.split(':').next().unwrap_or_default()));
    let details = grouped("about", &answers, |answer| &answer.about).into_iter().collect();
    let quiet = ["unverified", "imprecise", "outdated"];
    let silent: usize = quiet.iter().map(|wanted| confusion.count(Some(wanted), None)).sum();
    let disturbed: usize = quiet.iter().map(|wanted| confusion.count(Some(wanted), Some(ALARM))).sum();
    let measures = vec![
        Measure::share("accuracy", confusion.right(), confusion.total()),
        confusion.precision("alarm precision", ALARM),
        confusion.recall("alarm recall", ALARM),
        confusion.precision("supported precision", "supported"),
        confusion.recall("supported recall", "supported"),
        confusion.recall("disputed recall", "disputed"),
        confusion.recall("kept silent", "unverified"),
        confusion.alarms_on("false alarms on supported", "supported"),
        Measure::share("false alarms on silent", disturbed, silent),
    ];
    let mut wrong: Vec<_> = answers.into_iter().filter_map(wrong).collect();
    wrong.sort_by_key(|wrong| !wrong.alarm);
    Report { what: format!("{notes} notes, {} figures", confusion.total()), measures, tables, details, wrong }
}

fn wrong(answer: Answer) -> Option<Wrong> {
    Some(Wrong { alarm: answer.came == ALARM, text: answer.text? })
}

/// Figures, how many are right, and false alarms, by one property of their rows; none where all have the same.
fn grouped(title: &str, answers: &[Answer], property: impl Fn(&Answer) -> &str) -> Option<String> {
    let mut groups: BTreeMap<&str, (usize, usize, usize)> = BTreeMap::new();
    for answer in answers {
        let (all, right, alarms) = groups.entry(property(answer)).or_default();
        *all += 1;
        *right += usize::from(answer.came == answer.wanted);
        *alarms += usize::from(answer.came == ALARM && answer.wanted != ALARM);
    }
    if groups.len() < 2 {
        return None;
    }
    let mut table = format!("  {title:<28}{:>8}{:>8}{:>14}", "figures", "right", "false alarms");
    for (name, (all, right, alarms)) in groups {
        let alarms = if alarms == 0 { "·".to_owned() } else { alarms.to_string() };
        // Writing to a string cannot fail.
        let _ = write!(table, "\n  {name:<28}{all:>8}{right:>8}{alarms:>14}");
    }
    Some(table)
}
