//! Requests: each row a note, words under the cursor, go-to-definition or hover, and what must and must not show.
//!
//! The analysis is asked in process; what the protocol makes of the answer is the business of `tests/tests/protocol.rs`.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use deskcheck::corpus::Corpus;
use deskcheck_analysis::answer::{Analysis, Target};
use serde_json::Value;

use super::Options;
use super::desk::{self, Desk};
use super::report::{Measure, Report, Wrong};
use super::rows::{Rows, list, word};

/// `{"id", "corpus", "note", "at", "request": "definition" | "hover", "expect", "forbid"}`.
pub fn recognises(row: &Value) -> bool {
    row["at"].is_string() && row["request"].is_string()
}

/// Scores a file of requests.
///
/// # Errors
///
/// Where a corpus cannot be read, or a row's words do not stand in its note.
pub fn score(rows: &Rows, options: &Options) -> Result<Report> {
    let corpora = rows.corpora(options)?;
    let desk = Desk::new()?;
    let mut known: BTreeMap<&str, Corpus> = BTreeMap::new();
    let mut right: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    let mut wrong = Vec::new();
    for row in &rows.rows {
        let name = word(row, "corpus");
        if !known.contains_key(name) {
            known.insert(name, desk.corpus(&corpora.join(name))?);
        }
        let faults = faults(row, &known[name])?;
        let (good, all) = right.entry(word(row, "request")).or_default();
        *all += 1;
        *good += usize::from(faults.is_empty());
        if !faults.is_empty() {
            let (id, at) = (word(row, "id"), word(row, "at"));
            wrong.push(Wrong { alarm: false, text: format!("{id} at `{at}`: {}", faults.join("; ")) });
        }
    }
    let share = |name, request| {
        let (good, all) = right.get(request).copied().unwrap_or_default();
        Measure::share(name, good, all)
    };
    let measures = vec![share("definitions", "definition"), share("hovers", "hover")];
    Ok(Report { what: format!("{} requests", rows.rows.len()), measures, wrong, ..Report::default() })
}

fn faults(row: &Value, corpus: &Corpus) -> Result<Vec<String>> {
    let (note, at) = (word(row, "note"), word(row, "at"));
    let start = note.find(at).with_context(|| format!("row {}: `{at}` does not stand in the note", word(row, "id")))?;
    let middle = at.char_indices().nth(at.chars().count() / 2).map_or(0, |(byte, _)| byte);
    let analysis = desk::judge(note, corpus);
    Ok(match word(row, "request") {
        "definition" => definition_faults(row, &analysis.definition(start + middle), corpus),
        _ => hover_faults(row, &analysis, start + middle),
    })
}

fn definition_faults(row: &Value, targets: &[Target], corpus: &Corpus) -> Vec<String> {
    let shown: Vec<_> = targets.iter().filter_map(|target| target_text(target, corpus)).collect();
    let missing = list(row, "expect").iter().filter(|want| {
        // Words that are told by their hash only are anyone's guess here: the document must do.
        let words = folded(word(want, "contains"));
        !shown.iter().any(|(key, text)| key == word(want, "document") && text.contains(&words))
    });
    let missing = missing.map(|want| format!("no target shows {}: {}", word(want, "document"), word(want, "contains")));
    let forbidden = list(row, "forbid").iter().filter_map(Value::as_str);
    let forbidden = forbidden.filter(|words| shown.iter().any(|(_, text)| text.contains(&folded(words))));
    missing.chain(forbidden.map(|words| format!("a target shows {words}"))).collect()
}

/// The name of a target's file, and what stands in its lines and those around them.
fn target_text(target: &Target, corpus: &Corpus) -> Option<(String, String)> {
    let (source, place) = corpus.locate(target.passage)?;
    let file = std::fs::read(&source.path).ok()?;
    let file = String::from_utf8_lossy(&file);
    let (first, last) = (place.start.line as usize, place.end.line as usize);
    let from = first.saturating_sub(1);
    let lines: Vec<_> = file.lines().skip(from).take(last + 2 - from).collect();
    let stem = source.path.file_stem()?.to_string_lossy().into_owned();
    Some((stem, folded(&lines.join(" "))))
}

fn hover_faults(row: &Value, analysis: &Analysis, offset: usize) -> Vec<String> {
    let card = analysis.hover(offset).map_or_else(String::new, |hover| folded(&hover.markdown));
    let holds = |words: &Value| words.as_str().is_some_and(|words| card.contains(&folded(words)));
    let any = |want: &Value| want.as_array().map_or_else(|| holds(want), |choice| choice.iter().any(holds));
    let lacks = list(row, "expect").iter().filter(|want| !any(want)).map(|want| format!("the card lacks {want}"));
    let has = list(row, "forbid").iter().filter(|words| holds(words)).map(|words| format!("the card has {words}"));
    lacks.chain(has).collect()
}

/// Lower case, plain quotes, single spaces.
fn folded(text: &str) -> String {
    let plain = text.replace(['’', '‘'], "'").replace(['“', '”'], "\"");
    plain.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}
