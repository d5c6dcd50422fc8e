//! The sample corpora, in process: every figure of the briefs and every pair of spellings, against what a careful reader
//! says (`tests/corpus/README.md`).
//!
//! The tables below state what is right at present and name each row that is not. Both a regression and an improvement
//! make them fail until they are brought up to date (`UPDATE_EXPECT=1` does it; read the difference).

#![allow(clippy::needless_raw_string_hashes, reason = "expect-test writes them")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use deskcheck::corpus::{Corpus, Watch};
use deskcheck::workspace::Workspace;
use deskcheck_analysis::answer::{Analysis, Note};
use deskcheck_analysis::judge::Verdict;
use expect_test::{Expect, expect};
use serde_json::Value;

#[test]
fn figures_of_iraq_2020() {
    check_figures(
        "iraq-2020",
        &expect![[r#"
            24 of 24 figures
        "#]],
    );
}

#[test]
fn figures_of_veldra_flood() {
    check_figures(
        "veldra-flood",
        &expect![[r#"
            20 of 26 figures
            FIXME 36 hours: unverified, wants supported
            FIXME nine children: unverified, wants supported
            FIXME Three bridges: unverified, wants supported
            FIXME 7.4 metres: unverified, wants disputed
            FIXME 40 million crowns: supported, wants disputed
            FIXME 31 people: unverified, wants outdated
        "#]],
    );
}

#[test]
fn actors_of_iraq_2020() {
    check_actors(
        "iraq-2020",
        &expect![[r"
        26 of 26 joined
        14 of 14 kept apart
    "]],
    );
}

#[test]
fn actors_of_veldra_flood() {
    check_actors(
        "veldra-flood",
        &expect![[r"
        9 of 11 joined
        9 of 9 kept apart
        FIXME Maren Ostwick and Ostwick: wants joined
        FIXME Jorun Hask and Mayor Jorun Hask: wants joined
    "]],
    );
}

#[test]
fn every_document_is_read_without_a_problem() {
    for corpus in ["iraq-2020", "veldra-flood"] {
        let (workspace, documents) = opened(corpus);
        assert_eq!(workspace.problems, [], "{corpus}");
        assert_eq!(documents.files().problems(), [], "{corpus}");
        for (_, source) in documents.sources() {
            assert!(source.document.date.is_some(), "{corpus}: {} has no date", source.document.key);
        }
    }
}

/// A figure with its verdict, as `expected.jsonl` gives it or as it was found.
fn check_figures(corpus: &str, expected: &Expect) {
    let (workspace, documents) = opened(corpus);
    let text = read(&folder(corpus).join("brief.md"));
    let note = Arc::new(Note::read(text.clone(), None));
    let analysis = Analysis::new(note, Arc::clone(documents.reference()), workspace.settings, None);
    let rows = read(&folder(corpus).join("expected.jsonl"));
    let rows: Vec<Value> = rows.lines().map(|line| serde_json::from_str(line).expect("a row is JSON")).collect();
    let mut wrong = Vec::new();
    let mut judged = BTreeSet::new();
    for row in &rows {
        let (figure, wanted) = (word(&row["figure"]), word(&row["verdict"]));
        let start = occurrence(&text, figure, row["occurrence"].as_u64().unwrap_or(1));
        let end = start + figure.len();
        let hit = analysis.claims().iter().position(|claim| {
            let number = claim.evidence.figure.quantity.span;
            number.start() < end && start < number.end()
        });
        judged.extend(hit);
        let found = hit.map_or("not read", |hit| analysis.claims()[hit].judgement.verdict.name());
        let right = found == wanted || hit.is_none() && wanted == "unverified";
        if !right {
            wrong.push(format!("FIXME {figure}: {found}, wants {wanted}"));
        }
    }
    let total = rows.len();
    let mut table = vec![format!("{} of {total} figures", total - wrong.len())];
    table.append(&mut wrong);
    table.extend(other_findings(&analysis, &text, &judged));
    expected.assert_eq(&(table.join("\n") + "\n"));
}

/// Findings on figures about which `expected.jsonl` says nothing.
fn other_findings(analysis: &Analysis, text: &str, judged: &BTreeSet<usize>) -> Vec<String> {
    let others = analysis.claims().iter().enumerate().filter(|(at, _)| !judged.contains(at));
    let loud = others.filter(|(_, claim)| !matches!(claim.judgement.verdict, Verdict::Supported | Verdict::Unverified));
    loud.map(|(_, claim)| {
        let figure = claim.evidence.figure.span.of(text).split_whitespace().collect::<Vec<_>>().join(" ");
        format!("and {figure}: {}", claim.judgement.verdict.name())
    })
    .collect()
}

/// Spellings that are one actor, and spellings that must be kept apart.
fn check_actors(corpus: &str, expected: &Expect) {
    let (_, documents) = opened(corpus);
    let reference = documents.reference();
    let mut holders: BTreeMap<String, BTreeSet<u32>> = BTreeMap::new();
    for actor in reference.actors().into_iter().filter_map(|id| reference.actor(id)) {
        let spellings = actor.aliases.iter().map(|alias| &alias.text).chain([&actor.name]);
        for spelling in spellings {
            holders.entry(folded(spelling)).or_default().insert(actor.id.0);
        }
    }
    let wanted: Value = serde_json::from_str(&read(&folder(corpus).join("actors.json"))).expect("actors.json is JSON");
    let joined = |pair: &Value| match (holders.get(&folded(word(&pair[0]))), holders.get(&folded(word(&pair[1])))) {
        (Some(a), Some(b)) => !a.is_disjoint(b),
        _ => false,
    };
    let pairs = |list: &str| wanted[list].as_array().cloned().unwrap_or_default();
    let (same, different) = (pairs("same"), pairs("different"));
    let name = |pair: &Value| format!("{} and {}", word(&pair[0]), word(&pair[1]));
    let missed: Vec<_> = same.iter().filter(|pair| !joined(pair)).map(name).collect();
    let merged: Vec<_> = different.iter().filter(|pair| joined(pair)).map(name).collect();
    let mut table = vec![
        format!("{} of {} joined", same.len() - missed.len(), same.len()),
        format!("{} of {} kept apart", different.len() - merged.len(), different.len()),
    ];
    table.extend(missed.iter().map(|pair| format!("FIXME {pair}: wants joined")));
    table.extend(merged.iter().map(|pair| format!("FIXME {pair}: wants kept apart")));
    expected.assert_eq(&(table.join("\n") + "\n"));
}

/// A corpus as the program opens it.
fn opened(corpus: &str) -> (Workspace, Corpus) {
    let workspace = Workspace::find(&folder(corpus), None).expect("a deskcheck.toml lies in the folder");
    let documents = Corpus::read(&workspace, &[], None, &Watch::NONE);
    (workspace, documents)
}

fn folder(corpus: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus").join(corpus)
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Byte of the `number`th place (from 1) where `figure` stands in `text`.
fn occurrence(text: &str, figure: &str, number: u64) -> usize {
    let found = text.match_indices(figure).nth(number.saturating_sub(1) as usize);
    found.unwrap_or_else(|| panic!("`{figure}` does not stand {number} times in the brief")).0
}

fn folded(spelling: &str) -> String {
    spelling.replace('’', "'").trim().to_lowercase()
}

fn word(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}
