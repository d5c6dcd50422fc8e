//! The main text of web pages: pages of many layouts, made of documents whose words are known.

use std::path::Path;

use deskcheck_corpus::formats::{Input, reader};
use deskcheck_tests::pages::{f1, overlap, pages};

#[test]
fn the_main_text_of_pages_is_found_whatever_stands_around_it() {
    let html = reader(Path::new("page.html")).expect("web pages have a reader");
    let mut scores = Vec::new();
    for page in pages() {
        let input = Input { path: Path::new("page.html"), bytes: page.html.as_bytes() };
        let found = (html.read)(input, &mut Vec::new()).pop().map(|reading| reading.text).unwrap_or_default();
        let (precision, recall) = overlap(&found, &page.main_text);
        if std::env::var_os("DESKCHECK_SHOW").is_some_and(|shown| page.name.starts_with(&*shown.to_string_lossy())) {
            println!("{}\n{found}\n", page.name);
        }
        scores.push((f1((precision, recall)), precision, recall, page.name));
    }
    scores.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mean = scores.iter().map(|score| score.0).sum::<f64>() / scores.len() as f64;
    for (score, precision, recall, name) in &scores {
        println!("{score:.3} (precision {precision:.3}, recall {recall:.3}) {name}");
    }
    assert!(scores.len() >= 60, "{} pages", scores.len());
    assert!(mean >= 0.94, "{mean:.4} on average");
    let (worst, _, _, name) = &scores[0];
    assert!(*worst >= 0.9, "{worst:.3}: {name}");
}
