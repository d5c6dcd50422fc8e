//! Texts in the Open Document format (ISO/IEC 26300): the text as a reader of the printed page has it.
//!
//! What was deleted while changes are tracked, comments and tables of contents are left out; text boxes and notes stand
//! behind their paragraph. Pages begin where the program recorded that they do.

use deskcheck_analysis::text::Markup;
use rustc_hash::FxHashSet;

use super::composition::Composition;
use super::package::{Package, broken_off};
use super::properties::Properties;
use super::xml::{Element, Event, Events};
use super::{Input, Reading};
use crate::reading::Problem;

pub(super) fn read(input: Input<'_>, problems: &mut Vec<Problem>) -> Vec<Reading> {
    let Some(mut package) = Package::open(input, "ODT", problems) else { return Vec::new() };
    let manifest = package.text("META-INF/manifest.xml", problems).unwrap_or_default();
    if manifest.contains("encryption-data") {
        problems.push(Problem::of_file(input.path, "is protected by a password; save it without"));
        return Vec::new();
    }
    let Some(content) = package.needed("content.xml", "ODT", problems) else { return Vec::new() };
    let about = package.text("meta.xml", problems).unwrap_or_default();
    let mut walk = Walk::new();
    problems.extend(walk.read(&content).map(|fault| broken_off(input.path, &fault)));
    let (text, map) = walk.composition.finish(pages(&about));
    let metadata = Properties::read(&about).metadata("meta:initial-creator", "meta:creation-date");
    vec![Reading { part: None, text, markup: Markup::Plain, map, metadata }]
}

/// How many pages the file says it has.
fn pages(about: &str) -> Option<u32> {
    let mut events = Events::of(about);
    while let Some(event) = events.next() {
        if let Event::Open(element) = event
            && element.name() == "document-statistic"
        {
            return element.number("page-count");
        }
    }
    None
}

/// Elements whose text is none of the document's: what was deleted, comments, tables of contents and indexes, the mark of
/// a note, what a drawing is called, values of fields.
const SKIPPED: &[&str] = &[
    "text:tracked-changes",
    "office:annotation",
    "office:forms",
    "text:table-of-content",
    "text:alphabetical-index",
    "text:illustration-index",
    "text:table-index",
    "text:object-index",
    "text:user-index",
    "text:note-citation",
    "text:ruby-text",
    "text:sequence-decls",
    "text:variable-decls",
    "text:user-field-decls",
    "text:hidden-paragraph",
    "text:hidden-text",
    "svg:title",
    "svg:desc",
];

struct Walk {
    composition: Composition,
    /// Names of the styles whose paragraphs or tables begin a page, or end one.
    begins_page: FxHashSet<String>,
    ends_page: FxHashSet<String>,
    /// The style that is being defined.
    style: String,
    /// For each open paragraph whether it ends its page.
    paragraphs: Vec<bool>,
    /// How many columns the cell takes, for each open cell.
    columns: Vec<u32>,
    /// True where an item of a list has begun and has no text yet.
    item: bool,
}

impl Walk {
    fn new() -> Self {
        Self {
            composition: Composition::new(),
            begins_page: FxHashSet::default(),
            ends_page: FxHashSet::default(),
            style: String::new(),
            paragraphs: Vec::new(),
            columns: Vec::new(),
            item: false,
        }
    }

    /// Reads the text; what is wrong with it where it could not be read to its end.
    fn read(&mut self, xml: &str) -> Option<String> {
        let mut events = Events::of(xml);
        while let Some(event) = events.next() {
            match event {
                Event::Open(element) if is_skipped(&element) => events.skip(),
                Event::Open(element) => self.open(&element),
                Event::Close(name) => self.close(&name),
                Event::Text(text) if !self.paragraphs.is_empty() => self.composition.text(&text),
                Event::Text(_) => {}
            }
        }
        events.fault().map(str::to_owned)
    }

    fn open(&mut self, element: &Element<'_>) {
        match element.name() {
            "style" => self.open_style(element),
            "paragraph-properties" | "table-properties" => self.style_breaks(element),
            "p" | "h" => {
                let ends_page = self.begin_page(element);
                self.paragraphs.push(ends_page);
                if std::mem::take(&mut self.item) {
                    self.composition.item();
                }
            }
            "s" => self.composition.text(" "),
            "tab" => self.composition.text("\t"),
            "line-break" => self.composition.end_block(),
            "soft-page-break" => self.composition.page_break(true),
            "note" | "text-box" => self.composition.open_aside(),
            "list-item" => self.item = true,
            "table" => {
                self.begin_page(element);
                self.composition.open_table();
            }
            "table-row" => self.composition.open_row(),
            "table-cell" => {
                self.composition.open_cell();
                let columns = ["number-columns-spanned", "number-columns-repeated"].map(|name| element.number(name));
                self.columns.push(columns.into_iter().flatten().max().unwrap_or(1));
            }
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "p" | "h" => {
                self.composition.end_block();
                if self.paragraphs.pop() == Some(true) {
                    self.composition.page_break(false);
                }
            }
            "note" | "text-box" => self.composition.close_aside(),
            "table-cell" => self.composition.close_cell(self.columns.pop().unwrap_or(1)),
            "table-row" => self.composition.close_row(),
            "table" => self.composition.close_table(),
            _ => {}
        }
    }

    fn open_style(&mut self, element: &Element<'_>) {
        self.style = element.attribute("name").unwrap_or_default();
        // A page of another kind begins.
        if element.attribute("master-page-name").is_some_and(|name| !name.is_empty()) {
            self.begins_page.insert(self.style.clone());
        }
    }

    fn style_breaks(&mut self, element: &Element<'_>) {
        if element.attribute("break-before").as_deref() == Some("page") {
            self.begins_page.insert(self.style.clone());
        }
        if element.attribute("break-after").as_deref() == Some("page") {
            self.ends_page.insert(self.style.clone());
        }
    }

    /// Begins a page where the style of a paragraph or table says so; true where it ends one too.
    fn begin_page(&mut self, element: &Element<'_>) -> bool {
        let style = element.attribute("style-name").unwrap_or_default();
        if self.begins_page.contains(&style) {
            self.composition.page_break(false);
        }
        self.ends_page.contains(&style)
    }
}

fn is_skipped(element: &Element<'_>) -> bool {
    SKIPPED.contains(&element.full_name())
        || element.name() == "section" && element.attribute("display").as_deref() == Some("none")
}

#[cfg(test)]
mod tests;
