//! Citations with a place: pages and paragraphs. The cursor is `$0`; what it leads to is shown as the words there.

use std::path::Path;
use std::sync::Arc;

use deskcheck_analysis::answer::{Analysis, Note, Settings};
use deskcheck_analysis::extract::extract;
use deskcheck_analysis::resolve::{Cards, Sources, resolve};
use deskcheck_analysis::text::{Document, Markup, PageStart};
use deskcheck_corpus::MemoryIndex;
use deskcheck_tests::pdf::{Page, Pdf};
use deskcheck_tests::program;
use serde_json::Value;

#[path = "../protocol/desk.rs"]
#[allow(dead_code, reason = "other suites use the rest")]
mod desk;

use desk::Desk;

const PAGES: [(u32, &str); 3] = [
    (117, "Port Ammer had a quiet winter, and nobody expected what came.\n\nThe harbour is old.\n"),
    (
        118,
        "The week was told by the harbour office.\n\nOn 4 March 2021 the Coast Guard arrested 14 members of the Grey Wolves in Port \
         Ammer.\n",
    ),
    (119, "In Selm 40 rifles were found.\n"),
];

fn judged(note: &str) -> Analysis {
    let mut text = String::new();
    let mut pages = Vec::new();
    for (page, words) in PAGES {
        pages.push(PageStart { page, at: u32::try_from(text.len()).expect("it is short") });
        text += words;
    }
    let date = "2021-03-05".parse().ok();
    let facts = extract(&text, Markup::Plain, date);
    let document = Document { key: "annual".to_owned(), text, date, pages, ..Document::default() };
    let sources: Sources = vec![(Arc::new(document), Arc::new(facts))];
    let resolution = resolve(&sources, &Cards::default());
    let reference = Arc::new(MemoryIndex::of(&sources, resolution));
    let note = Arc::new(Note::read(note.to_owned(), None));
    Analysis::new(note, reference, Arc::new(Settings::default()), None)
}

/// The words that the definition of what stands at the cursor leads to.
fn check(note: &str, expected: &[&str]) {
    let at = note.find("$0").expect("a cursor");
    let analysis = judged(&note.replace("$0", ""));
    let targets = analysis.definition(at);
    let words = |target: &deskcheck_analysis::answer::Target| {
        let document = analysis.reference().document(target.passage.document).expect("it is there");
        target.passage.span.of(&document.text).to_owned()
    };
    assert_eq!(targets.iter().map(words).collect::<Vec<_>>(), expected, "{note}");
}

const FIRST: &str = "Port Ammer had a quiet winter, and nobody expected what came.";

#[test]
fn a_citation_leads_to_its_page() {
    check("It was quiet [@an$0nual].", &[FIRST]);
    check("It was quiet [@an$0nual, p. 118].", &["The week was told by the harbour office."]);
    check("It was quiet [@an$0nual, pp. 119-120].", &["In Selm 40 rifles were found."]);
    check("It was quiet [@an$0nual, p. 4].", &[FIRST]);
    check("It was quiet [@an$0nual, p. iv].", &[FIRST]);
}

#[test]
fn a_citation_leads_to_its_paragraph() {
    check("It was quiet [@an$0nual, para. 2].", &["The harbour is old."]);
    check("It was quiet [@an$0nual, ¶ 3].", &["The week was told by the harbour office."]);
    check("It was quiet [@an$0nual, para. 44].", &[FIRST]);
}

#[test]
fn the_cited_figure_comes_first() {
    check(
        "On 4 March 2021 the Coast Guard arrested 14 members of the Grey Wolves in Port Ammer [@an$0nual, p. 118].",
        &["4 March 2021", "14 members", "The week was told by the harbour office."],
    );
    check(
        "On 4 March 2021 the Coast Guard arrested 14 members of the Grey Wolves in Port Ammer [@an$0nual, p. 119].",
        &["In Selm 40 rifles were found."],
    );
}

#[test]
fn hover_names_the_page() {
    let note = "On 4 March 2021 the Coast Guard arrested 17 members of the Grey Wolves in Port Ammer.";
    let card = judged(note).hover(note.find("17").expect("it is there")).expect("a card").markdown;
    assert!(card.contains("annual, 2021-03-05, p. 118"), "{card}");
}

/// What the program prints in `desk`, and its exit code.
fn run(desk: &Desk, arguments: &[&str]) -> (String, Option<i32>) {
    let output = program::command(desk.path()).args(arguments).output().expect("it can be started");
    (String::from_utf8_lossy(&output.stdout).into_owned(), output.status.code())
}

fn report() -> Pdf {
    let quiet =
        Page::default().line(60.0, 700.0, 11.0, "Port Ammer had a quiet winter, and nobody expected what came.");
    let raid = Page::default().line(
        60.0,
        700.0,
        9.0,
        "On 4 March 2021 the Coast Guard arrested 14 members of the Grey Wolves in Port Ammer.",
    );
    Pdf::of([quiet, raid])
}

#[test]
fn evidence_names_its_page() {
    let desk = Desk::empty();
    desk.write("sources/report.pdf", report().bytes());
    desk.write("note.md", "On 4 March 2021 the Coast Guard arrested 17 members of the Grey Wolves in Port Ammer.\n");
    let (out, _) = run(&desk, &["check", "--in-memory", "--format", "json", "note.md"]);
    let answer: Value = serde_json::from_str(&out).expect("JSON");
    let claims = answer["notes"][0]["claims"].as_array().expect("claims").iter();
    let evidence = claims.flat_map(|claim| claim["evidence"].as_array().expect("evidence"));
    let evidence = evidence.into_iter().find(|one| one["text"] == "14 members");
    let evidence = evidence.unwrap_or_else(|| panic!("{out}"));
    assert_eq!((&evidence["page"], &evidence["line"]), (&Value::from(2), &Value::Null), "{evidence}");
    let (out, code) = run(&desk, &["check", "--in-memory", "note.md"]);
    assert!(out.contains("report.pdf, p. 2") && code == Some(1), "{out}");
}

/// A desk with a document that cannot be read, and one that can.
fn desk_with_a_broken_file() -> Desk {
    let desk = Desk::empty();
    desk.write("sources/report.pdf", report().bytes());
    desk.write("sources/broken.pdf", &report().bytes()[..50]);
    desk
}

#[test]
fn what_could_not_be_read_is_listed() {
    let desk = desk_with_a_broken_file();
    let (out, code) = run(&desk, &["sources", "--problems"]);
    let path = Path::new("sources").join("broken.pdf");
    assert!(out.starts_with(&format!("{}: is damaged or no PDF", path.display())) && out.lines().count() == 1, "{out}");
    assert_eq!(code, Some(1));
    let (out, _) = run(&desk, &["sources", "--problems", "--format", "json"]);
    let answer: Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!(answer["problems"][0]["path"], path.display().to_string(), "{out}");
    std::fs::remove_file(desk.path().join(path)).expect("it is there");
    assert_eq!(run(&desk, &["sources", "--problems"]), (String::new(), Some(0)));
}

#[test]
fn who_cites_an_unread_file_is_told_why() {
    let desk = desk_with_a_broken_file();
    desk.write("note.md", "All was quiet [@broken], or [not](sources/broken.pdf#page=2) [@brokken].\n");
    let (out, _) = run(&desk, &["check", "--in-memory", "--format", "json", "note.md"]);
    let answer: Value = serde_json::from_str(&out).expect("JSON");
    let messages: Vec<_> = answer["notes"][0]["diagnostics"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|finding| finding["message"].as_str().unwrap_or_default().to_owned())
        .collect();
    let starts = [
        "@broken: could not be read: broken.pdf is damaged or no PDF",
        "broken.pdf: could not be read: is damaged or no PDF",
        "@brokken: no document has this key",
    ];
    assert_eq!(messages.len(), starts.len(), "{messages:?}");
    for (message, start) in messages.iter().zip(starts) {
        assert!(message.starts_with(start), "{message}");
    }
}
