//! The gold set: accuracy never falls unseen, and its rows are sound.
//!
//! `tests/eval/README.md` says how rows are added and how thresholds are raised.

use std::collections::{BTreeMap, BTreeSet};

use deskcheck_tests::eval::gold::{GOLD, GoldSet, folder};
use deskcheck_tests::eval::mentions::labelled;
use deskcheck_tests::eval::rows::{Rows, list, word};
use deskcheck_tests::eval::{Options, score_file};
use serde_json::{Value, json};

const VERDICTS: [&str; 6] = ["supported", "contradicted", "disputed", "outdated", "imprecise", "unverified"];

#[test]
fn the_open_set_holds_its_thresholds() {
    holds(&GOLD[0]);
}

#[test]
fn the_held_out_set_holds_its_thresholds() {
    holds(&GOLD[1]);
}

#[test]
fn the_open_actors_hold_their_thresholds() {
    holds(&GOLD[2]);
}

#[test]
fn the_held_out_actors_hold_their_thresholds() {
    holds(&GOLD[3]);
}

/// A mark whose line is not in its document would stop the score; one actor of two kinds would count as an error of the program.
#[test]
fn every_mark_is_sound() {
    let mut kinds: BTreeMap<(String, String), String> = BTreeMap::new();
    let mut faults = Vec::new();
    for set in GOLD.iter().filter(|set| set.path().is_dir()) {
        for (corpus, texts) in labelled(&set.path()).expect("the marks can be read") {
            for text in texts {
                for mark in text.lines.iter().flat_map(|(_, marks)| marks) {
                    let Some(actor) = &mark.actor else { continue };
                    let known = kinds.entry((corpus.clone(), actor.clone())).or_insert_with(|| mark.kind.clone());
                    faults.extend(
                        (*known != mark.kind).then(|| format!("{}: {actor}: {known}, {}", text.key, mark.kind)),
                    );
                }
            }
        }
    }
    assert_eq!(faults, Vec::<String>::new());
    assert!(kinds.len() > 200, "{} actors", kinds.len());
}

/// What an editor's author can trust without a run: unknown verdicts and figures that are not there would count as misses.
#[test]
fn every_row_is_sound() {
    let mut ids = BTreeSet::new();
    let mut faults = Vec::new();
    for set in GOLD.iter().filter(|set| set.path().is_file()) {
        for row in rows(set) {
            let id = word(&row, "id").to_owned();
            faults.extend(faults_of(&row).map(|fault| format!("{}: {id}: {fault}", set.file)));
            faults.extend((!ids.insert(id.clone())).then(|| format!("{}: there are two rows {id}", set.file)));
        }
    }
    assert_eq!(faults, Vec::<String>::new());
}

/// A figure is found by its first occurrence; one that stands in the front matter or within a longer number is another.
#[test]
fn unsound_rows_are_found() {
    let faults = |note: &str, figure: &str, verdict: &str| {
        let expect = json!([{ "figure": figure, "verdict": verdict }]);
        let row = json!({ "id": "a", "about": "trap: b", "corpus": "almanac/sources", "note": note, "expect": expect });
        faults_of(&row).count()
    };
    assert_eq!(faults("In 2014, 14 men died.", "14 men", "supported"), 0);
    assert_eq!(faults("In 2014, 14 men died.", "14", "supported"), 1);
    assert_eq!(faults("---\nas-of: 2014-05-01\n---\n\nFive men died.", "05", "supported"), 1);
    assert_eq!(faults("Five men died.", "six", "supported"), 1);
    assert_eq!(faults("Five men died.", "Five", "true"), 1);
}

fn holds(set: &GoldSet) {
    let report = score_file(&set.path(), &Options::default()).expect("the gold set can be scored");
    let thresholds = set.thresholds().expect("the set has thresholds");
    let faults: Vec<_> = thresholds.iter().filter_map(|threshold| threshold.fault(&report)).collect();
    assert!(
        faults.is_empty(),
        "tests/eval/{}: {}\n(`cargo xtask eval` shows more; tests/eval/README.md says what to do)\n\n{}",
        set.file,
        faults.join("; "),
        report.totals()
    );
}

fn rows(set: &GoldSet) -> Vec<Value> {
    Rows::read(&set.path()).expect("the gold set can be read").rows
}

fn faults_of(row: &Value) -> impl Iterator<Item = String> {
    let corpus = folder().with_file_name("corpus").join(word(row, "corpus"));
    let no_corpus = (!corpus.is_dir()).then(|| format!("{} is no corpus", word(row, "corpus")));
    let about = word(row, "about");
    let untold = !(about.starts_with("form: ") || about.starts_with("trap: "));
    let untold = untold.then(|| "`about` is neither `form: ...` nor `trap: ...`".to_owned());
    let figures = list(row, "expect").iter().filter_map(|want| fault_of(word(row, "note"), want));
    no_corpus.into_iter().chain(untold).chain(figures).collect::<Vec<_>>().into_iter()
}

fn fault_of(note: &str, want: &Value) -> Option<String> {
    let figure = word(want, "figure");
    let verdicts = [&want["verdict"]].into_iter().chain(list(want, "or"));
    let unknown = verdicts.filter_map(Value::as_str).find(|verdict| !VERDICTS.contains(verdict));
    if let Some(unknown) = unknown {
        return Some(format!("`{unknown}` is no verdict"));
    }
    let Some(start) = note.find(figure).filter(|_| !figure.is_empty()) else {
        return Some(format!("`{figure}` does not stand in the note"));
    };
    let (before, behind) = (note[..start].chars().next_back(), note[start + figure.len()..].chars().next());
    let inside = [before, behind].into_iter().flatten().any(char::is_alphanumeric);
    let in_front_matter = note.starts_with("---\n") && note[start..].contains("\n---\n");
    (inside || in_front_matter).then(|| format!("the first `{figure}` of the note is not the one that is meant"))
}
