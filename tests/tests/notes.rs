//! The literate suites of `tests/notes/`: sources, a note and what is said of its figures, in one readable file each.
//!
//! `tests/notes/README.md` explains the format. `UPDATE_EXPECT=1` writes present answers into the suites and never
//! forgets what was wanted: where the two differ, a `FIXME wants:` line says so.

#[path = "notes/answers.rs"]
mod answers;

#[path = "notes/expectation.rs"]
mod expectation;

#[path = "notes/suite.rs"]
mod suite;

use std::fs;
use std::path::{Path, PathBuf};

use suite::Suite;

/// One test a suite; a file without its line here fails `every_suite_runs`.
macro_rules! suites {
    ($($name:ident: $file:literal),* $(,)?) => {
        const SUITES: &[&str] = &[$($file),*];
        $(#[test] fn $name() { check($file); })*
    };
}

suites! {
    ambiguous_actor: "ambiguous-actor.md",
    citations: "citations.md",
    contradicted_figure: "contradicted-figure.md",
    coordination: "coordination.md",
    dates: "dates.md",
    dismissals: "dismissals.md",
    disputed_figure: "disputed-figure.md",
    impossible_date: "impossible-date.md",
    imprecise_figure: "imprecise-figure.md",
    inconsistent_spelling: "inconsistent-spelling.md",
    internal_mismatch: "internal-mismatch.md",
    lists: "lists.md",
    metadata: "metadata.md",
    outdated_figure: "outdated-figure.md",
    reprints: "reprints.md",
    retracted_source: "retracted-source.md",
    silent: "silent.md",
    supported: "supported.md",
    tables: "tables.md",
}

#[test]
fn every_suite_runs() {
    let entries = fs::read_dir(folder()).expect("the suites are a folder of the repository");
    let names = entries.map(|entry| entry.expect("a folder can be listed").file_name().to_string_lossy().into_owned());
    let mut found: Vec<_> = names.filter(|name| name != "README.md").collect();
    found.sort();
    assert_eq!(found, SUITES, "each file of tests/notes has its line in tests/tests/notes.rs, in order");
}

fn check(file: &str) {
    let path = folder().join(file);
    let source = fs::read_to_string(&path).unwrap_or_else(|error| panic!("tests/notes/{file}: {error}"));
    let suite = Suite::read(&source).unwrap_or_else(|fault| panic!("tests/notes/{file}:{fault}"));
    let mut wrong = Vec::new();
    let mut edits = Vec::new();
    for case in &suite.cases {
        let answers = answers::answers(case);
        let present = expectation::present(case, &answers).unwrap_or_else(|fault| panic!("tests/notes/{file}:{fault}"));
        if present != case.expected {
            wrong.push(format!(
                "tests/notes/{file}:{}: {}\n{}",
                case.expect_line,
                case.title,
                differences(&case.expected, &present)
            ));
            edits.push((case, present));
        }
    }
    if wrong.is_empty() {
        return;
    }
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        fs::write(&path, Suite::rewritten(&source, &edits)).expect("the suite can be written");
        return;
    }
    panic!(
        "{} of {} cases answer otherwise than they say (- expected, + present; UPDATE_EXPECT=1 takes over what is \
         present):\n\n{}",
        wrong.len(),
        suite.cases.len(),
        wrong.join("\n\n")
    );
}

fn differences(expected: &[String], present: &[String]) -> String {
    let gone = expected.iter().filter(|line| !present.contains(line)).map(|line| format!("  - {line}"));
    let new = present.iter().filter(|line| !expected.contains(line)).map(|line| format!("  + {line}"));
    gone.chain(new).collect::<Vec<_>>().join("\n")
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("notes")
}
