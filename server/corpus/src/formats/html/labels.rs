//! What attributes say of an element: that it is hidden, apart from the text, a quotation; labels by
//! `grammar/english/page-labels.table`.

use std::sync::LazyLock;

use deskcheck_analysis::lexicon::tables;
use deskcheck_analysis::text::tokens::bare_words;
use rustc_hash::FxHashMap;

use super::tokens::attribute;
use crate::schemas::PAGE_LABELS;

/// What each label says.
static LABELS: LazyLock<FxHashMap<&'static str, &'static str>> = LazyLock::new(|| {
    let rows = tables::rows(&PAGE_LABELS, include_str!("../../../../../grammar/english/page-labels.table"))
        .unwrap_or_else(|faults| unreachable!("the build script checks every table: {faults:?}"));
    rows.into_iter().map(|row| (row.cells[0], row.cells[1])).collect()
});

fn says(label: &str, what: &str) -> bool {
    LABELS.get(label).is_some_and(|said| *said == what)
}

/// True where class, id or role say that an element is apart from the text, word by word.
pub(super) fn is_apart(name: &str, attributes: &str) -> bool {
    // What wraps a whole text may say what it is about in the same words.
    !matches!(name, "html" | "body" | "main" | "article") && labels(attributes).iter().any(|label| says(label, "apart"))
}

/// The words of class, id and role, parted by signs and by capitals. What a system for blogs notes of a post (`tag-share`,
/// `category-social`) is none of them.
fn labels(attributes: &str) -> Vec<String> {
    let mut words = Vec::new();
    if attributes.trim().is_empty() {
        return words;
    }
    for value in ["class", "id", "role"].iter().filter_map(|key| attribute(attributes, key)) {
        let noted = |name: &&str| name.split_inclusive('-').next().is_none_or(|kind| !says(kind, "subject"));
        for name in value.split_whitespace().filter(noted) {
            for part in bare_words(name) {
                words.extend(humps(part));
                words.push(part.to_lowercase());
            }
        }
    }
    words
}

/// `related` and `stories` of `RelatedStories`.
fn humps(name: &str) -> Vec<String> {
    let mut humps: Vec<String> = Vec::new();
    let mut before = 'A';
    for letter in name.chars() {
        if humps.is_empty() || before.is_lowercase() && letter.is_uppercase() {
            humps.push(String::new());
        }
        if let Some(hump) = humps.last_mut() {
            hump.extend(letter.to_lowercase());
        }
        before = letter;
    }
    humps
}

/// True where mail programs mark what they quote.
pub(super) fn is_quote(attributes: &str) -> bool {
    let holds =
        |key: &str, word: &str| attribute(attributes, key).is_some_and(|value| value.to_lowercase().contains(word));
    holds("type", "cite") || holds("class", "quote") || holds("class", "cite")
}

/// True for a note, which books put apart from the text that refers to it.
pub(super) fn is_note(attributes: &str) -> bool {
    ["epub:type", "role"].iter().filter_map(|key| attribute(attributes, key)).any(|kind| kind.contains("note"))
}

/// True for what a browser does not show.
pub(super) fn is_hidden(attributes: &str) -> bool {
    if attributes.is_empty() {
        return false;
    }
    attribute(attributes, "hidden").is_some()
        || attribute(attributes, "aria-hidden").is_some_and(|value| value == "true")
        || attribute(attributes, "style").is_some_and(|style| style.replace(' ', "").contains("display:none"))
}

/// True for what stands within a line and is none of it: the number of a note, a link to edit, words for screen readers.
pub(super) fn is_mark(name: &str, attributes: &str) -> bool {
    let mark = match name {
        "sup" => "note",
        "span" | "a" => "aside",
        _ => return false,
    };
    attribute(attributes, "class").is_some_and(|class| class.split_whitespace().any(|name| says(name, mark)))
}
