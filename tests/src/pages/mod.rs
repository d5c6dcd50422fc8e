//! Made-up web pages whose main text is known: the sample corpora's documents, laid out as sites of many kinds do.

mod article;
mod furniture;
mod layouts;

use std::collections::BTreeMap;

use article::articles;
use furniture::Furniture;
use layouts::LAYOUTS;

/// A page.
pub struct Page {
    /// Layout and article.
    pub name: String,
    /// Its HTML.
    pub html: String,
    /// What a reader came for.
    pub main_text: String,
}

/// Articles that each layout is tried with.
const EACH: usize = 6;

/// Every layout around some of the articles, each layout around others.
pub fn pages() -> Vec<Page> {
    let articles = articles();
    let mut pages = Vec::new();
    for (number, layout) in LAYOUTS.iter().enumerate() {
        for turn in 0..EACH {
            let at = number + turn * 3;
            let (first, second) = (&articles[at % articles.len()], &articles[(at + 1) % articles.len()]);
            let (html, main_text) = (layout.page)(first, second, Furniture(at));
            pages.push(Page { name: format!("{}, {}", layout.name, first.name), html, main_text });
        }
    }
    pages
}

/// Precision and recall of the words of `found` against `wanted`, each as often as it stands there.
pub fn overlap(found: &str, wanted: &str) -> (f64, f64) {
    let (found, wanted) = (counts(found), counts(wanted));
    let common: usize = wanted.iter().map(|(word, count)| found.get(word).copied().unwrap_or(0).min(*count)).sum();
    let all = |words: &BTreeMap<String, usize>| words.values().sum::<usize>().max(1) as f64;
    (common as f64 / all(&found), common as f64 / all(&wanted))
}

/// The harmonic mean of both.
pub fn f1((precision, recall): (f64, f64)) -> f64 {
    if precision + recall == 0.0 { 0.0 } else { 2.0 * precision * recall / (precision + recall) }
}

fn counts(text: &str) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        *counts.entry(word.to_lowercase()).or_default() += 1;
    }
    counts
}
