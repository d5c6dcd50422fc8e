//! What belongs to the page and not to the text: running heads and feet, page numbers.

use rustc_hash::FxHashMap;

use super::pages::{Line, Page};
use crate::lines::is_furniture;

/// How many lines at the top and at the bottom of a page may be furniture.
const DEEP: usize = 3;
/// A head stands on at least so many pages.
const FEWEST_PAGES: usize = 3;

/// Takes the furniture off every page. A head that has a date stays on the first page: it dates the document.
pub(super) fn drop(pages: &mut [Page]) {
    let mut seen: FxHashMap<(String, i32), usize> = FxHashMap::default();
    for page in pages.iter() {
        for at in margins(page) {
            *seen.entry(sign(&page.lines[at])).or_default() += 1;
        }
    }
    let many = FEWEST_PAGES.max(pages.len() / 4);
    for (number, page) in pages.iter_mut().enumerate() {
        let repeated = |line: &Line| seen.get(&sign(line)).is_some_and(|pages| *pages >= many);
        let mut dropped: Vec<_> = margins(page)
            .into_iter()
            .filter(|at| {
                let line = &page.lines[*at];
                repeated(line) && number > 0 || repeated(line) && is_number(&line.text) || is_furniture(&line.text)
            })
            .collect();
        dropped.sort_unstable();
        dropped.dedup();
        for at in dropped.into_iter().rev() {
            page.lines.remove(at);
        }
    }
}

/// The highest and the lowest lines of a page.
fn margins(page: &Page) -> Vec<usize> {
    let mut by_height: Vec<_> = (0..page.lines.len()).collect();
    by_height.sort_by(|a, b| page.lines[*b].place.base.total_cmp(&page.lines[*a].place.base));
    let (highest, rest) = by_height.split_at(by_height.len().min(DEEP));
    let lowest = &rest[rest.len().saturating_sub(DEEP)..];
    highest.iter().chain(lowest).copied().collect()
}

/// What a line has in common with the same head of other pages: its letters, and about where it stands. Numbers differ.
fn sign(line: &Line) -> (String, i32) {
    let mut letters = String::new();
    for letter in line.text.chars() {
        let letter = if letter.is_ascii_digit() { '0' } else { letter };
        if letter != '0' || !letters.ends_with('0') {
            letters.push(letter);
        }
    }
    (letters, (line.place.base / 4.0).round() as i32)
}

fn is_number(text: &str) -> bool {
    !text.chars().any(char::is_alphabetic)
}
