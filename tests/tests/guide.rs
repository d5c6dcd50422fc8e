//! What `docs/guide.md` tells analysts is what they will see: its brief is checked against the documents that it names.

use std::path::Path;
use std::sync::Arc;

use deskcheck::corpus::{Corpus, Watch};
use deskcheck::workspace::Workspace;
use deskcheck_analysis::answer::{Analysis, Note};
use deskcheck_analysis::text::Span;

const GUIDE: &str = include_str!("../../docs/guide.md");

/// The first block of the guide in a language.
fn block(language: &str) -> &'static str {
    let opening = format!("\n```{language}\n");
    let (_, rest) = GUIDE.split_once(&opening).unwrap_or_else(|| panic!("the guide has no block of {language}"));
    rest.split_once("```").expect("the block is closed").0
}

/// Rows of the table of marks: words of the brief, and the verdict in bold.
fn marks() -> Vec<(&'static str, &'static str)> {
    let rows = GUIDE.lines().filter(|line| line.starts_with("| ") && line.contains("**"));
    let row = |line: &'static str| Some((line.split('|').nth(1)?.trim(), line.split("**").nth(1)?));
    rows.filter_map(row).collect()
}

fn analysis(note: &str) -> Analysis {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/iraq-2020");
    let workspace = Workspace::find(&sample, None).expect("the sample has documents");
    let corpus = Corpus::read(&workspace, &[], None, &Watch::NONE);
    let note = Arc::new(Note::read(note.to_owned(), None));
    Analysis::new(note, Arc::clone(corpus.reference()), Arc::clone(&workspace.settings), None)
}

#[test]
fn every_mark_of_the_guide_is_there() {
    let analysis = analysis(block("markdown"));
    let text = &analysis.note().text;
    let seen: Vec<_> = analysis
        .claims()
        .iter()
        .map(|claim| (claim.evidence.figure.span.of(text), claim.judgement.verdict.name()))
        .collect();
    let marks = marks();
    assert_eq!(marks.len(), seen.len(), "{marks:?}, but {seen:?}");
    for (words, verdict) in marks {
        let verdict = if verdict == "verified" { "supported" } else { verdict };
        assert!(seen.contains(&(words, verdict)), "{words}: {verdict}, but {seen:?}");
    }
}

#[test]
fn what_the_guide_offers_is_offered() {
    let brief = format!("{}\nKazemi stayed in Baghdad.\n", block("markdown"));
    let analysis = analysis(&brief);
    let at = |words: &str| brief.find(words).unwrap_or_else(|| panic!("the brief has no {words}"));
    let day = at("12 June 2020");
    let fixes = analysis.fixes(Span::new(day, day)).into_iter().map(|fix| fix.title);
    let rulings = analysis.rulings(at("Kazemi")).into_iter().map(|ruling| ruling.title);
    for (titles, wanted) in [(fixes.collect::<Vec<_>>(), "Replace"), (rulings.collect(), "is not the same")] {
        let is_told = |title: &String| title.contains(wanted) && GUIDE.contains(&format!("*{title}*"));
        assert!(titles.iter().any(is_told), "{titles:?}");
    }
}

#[test]
fn a_finding_is_dismissed_as_the_guide_says() {
    let (_, comment) = GUIDE.split_once("<!-- deskcheck:").expect("the guide shows a dismissal");
    let comment = format!(" <!-- deskcheck:{}-->", comment.split_once("-->").expect("it is closed").0);
    let brief = block("markdown");
    let codes = |text: &str| analysis(text).diagnostics().iter().map(|found| found.code).collect::<Vec<_>>();
    assert!(codes(brief).contains(&"disputed-figure"));
    let dismissed = codes(&brief.replace("13 of its members.", &format!("13 of its members.{comment}")));
    assert!(!dismissed.contains(&"disputed-figure") && dismissed.contains(&"contradicted-figure"), "{dismissed:?}");
}
