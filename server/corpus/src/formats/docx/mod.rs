//! Word files (Office Open XML, ECMA-376): the text as a reader of the printed page has it.
//!
//! Insertions that are tracked are kept and deletions left out; text boxes and notes stand behind their paragraph; what
//! repeats on every page, tables of contents, hidden text and comments are left out. Pages begin where Word recorded that
//! they do.

mod styles;

use rustc_hash::FxHashMap;

use deskcheck_analysis::text::Markup;

use self::styles::{Look, Purpose, Styles};
use super::composition::{Block, Composition};
use super::package::{Package, broken_off, resolved};
use super::properties::Properties;
use super::xml::{Element, Event, Events};
use super::{Input, Reading, rtf};
use crate::metadata::Metadata;
use crate::reading::Problem;

pub(super) fn read(input: Input<'_>, problems: &mut Vec<Problem>) -> Vec<Reading> {
    if rtf::is_rtf(input.bytes) {
        // Word opens such files under its own extensions too.
        return rtf::read(input, problems);
    }
    let Some(mut package) = Package::open(input, "DOCX", problems) else { return Vec::new() };
    let main = main_part(&mut package, problems);
    let Some(document) = package.needed(&main, "DOCX", problems) else { return Vec::new() };
    let related = Related::of(&mut package, &main, problems);
    let mut part = |name: Option<&String>| name.and_then(|name| package.text(name, problems)).unwrap_or_default();
    let styles = Styles::read(&part(related.named("/styles")));
    let notes = ["/footnotes", "/endnotes"].map(|kind| part(related.named(kind)));
    let properties = Properties::read(&part(Some(&"docProps/core.xml".to_owned())));
    let pages = Properties::read(&part(Some(&"docProps/app.xml".to_owned()))).get("Pages");

    let mut walk = Walk::new(&styles);
    for (kind, xml) in [NOTE, END_NOTE].into_iter().zip(&notes) {
        walk.read_notes(kind, xml);
    }
    problems.extend(walk.read(&document).map(|fault| broken_off(input.path, &fault)));
    let title = Metadata { title: walk.title.take(), ..Metadata::default() };
    let (text, map) = walk.composition.finish(pages.and_then(|pages| pages.parse().ok()));
    let metadata = title.or(properties.metadata("dc:creator", "dcterms:created"));
    vec![Reading { part: None, text, markup: Markup::Plain, map, metadata }]
}

/// The name of the part that holds the text.
fn main_part(package: &mut Package<'_>, problems: &mut Vec<Problem>) -> String {
    let related = Related::of(package, "", problems);
    related.named("/officeDocument").filter(|name| package.has(name)).cloned().unwrap_or("word/document.xml".to_owned())
}

/// The parts that a part refers to: the kind of the relation, and the name.
struct Related(Vec<(String, String)>);

impl Related {
    fn of(package: &mut Package<'_>, part: &str, problems: &mut Vec<Problem>) -> Self {
        let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
        let relations = format!("{folder}{}_rels/{name}.rels", if folder.is_empty() { "" } else { "/" });
        let xml = package.text(&relations, problems).unwrap_or_default();
        let mut events = Events::of(&xml);
        let mut found = Vec::new();
        while let Some(event) = events.next() {
            if let Event::Open(element) = event
                && let (Some(kind), Some(target)) = (element.attribute("Type"), element.attribute("Target"))
            {
                found.push((kind, resolved(part, &target)));
            }
        }
        Self(found)
    }

    fn named(&self, kind: &str) -> Option<&String> {
        self.0.iter().find(|(found, _)| found.ends_with(kind)).map(|(_, name)| name)
    }
}

const NOTE: &str = "footnote";
const END_NOTE: &str = "endnote";
/// Elements whose text is none of the document's: what was deleted or moved away, how things were before a change, field
/// codes, the reading aid over a character, properties that say nothing about text.
const SKIPPED: &[&str] =
    &["del", "moveFrom", "pPrChange", "rPrChange", "sectPrChange", "tcPrChange", "instrText", "rt", "tblPr", "trPr"];

/// What is known while the elements of a part are met.
struct Walk<'a> {
    styles: &'a Styles,
    composition: Composition,
    /// Notes by kind and number, each until it is referred to.
    notes: FxHashMap<(&'static str, String), Vec<Block>>,
    /// The text of the first paragraph that is styled as the title.
    title: Option<String>,
    paragraph: Paragraph,
    /// The paragraphs around the text boxes that are open.
    around: Vec<Paragraph>,
    /// True inside an element that holds letters.
    in_text: bool,
    /// True where the run is hidden.
    hidden: bool,
    /// True between the properties of a run and their end.
    in_run_properties: bool,
    /// How many columns the cell takes, for each open cell.
    columns: Vec<u32>,
    /// For each open choice between alternatives whether one was read.
    chosen: Vec<bool>,
}

/// What the properties of a paragraph say.
#[derive(Default)]
struct Paragraph {
    look: Look,
    /// Between its properties and their end.
    in_properties: bool,
    /// Its end was deleted: the next paragraph continues it.
    continues: bool,
    /// A page begins behind it.
    ends_page: bool,
    title: String,
}

impl<'a> Walk<'a> {
    fn new(styles: &'a Styles) -> Self {
        Self {
            styles,
            composition: Composition::new(),
            notes: FxHashMap::default(),
            title: None,
            paragraph: Paragraph::default(),
            around: Vec::new(),
            in_text: false,
            hidden: false,
            in_run_properties: false,
            columns: Vec::new(),
            chosen: Vec::new(),
        }
    }

    /// Reads the notes of `kind`, so that they are at hand where they are referred to.
    fn read_notes(&mut self, kind: &'static str, xml: &str) {
        let mut events = Events::of(xml);
        let mut number = None;
        while let Some(event) = events.next() {
            match &event {
                Event::Open(element) if element.name() == kind => {
                    number = element.attribute("id");
                    self.composition.open_aside();
                }
                Event::Close(name) if name == kind => {
                    let note = self.composition.take_aside();
                    self.notes.extend(number.take().map(|number| ((kind, number), note)));
                }
                _ => self.step(event, &mut events),
            }
        }
    }

    /// Reads the text; what is wrong with it where it could not be read to its end.
    fn read(&mut self, xml: &str) -> Option<String> {
        let mut events = Events::of(xml);
        while let Some(event) = events.next() {
            self.step(event, &mut events);
        }
        events.fault().map(str::to_owned)
    }

    fn step(&mut self, event: Event<'_>, events: &mut Events<'_>) {
        match event {
            Event::Open(element) if self.is_skipped(&element) => {
                // A mark of deletion on a paragraph's end, not on text.
                self.paragraph.continues |= self.paragraph.in_properties && element.name() == "del";
                events.skip();
            }
            Event::Open(element) if self.paragraph.in_properties => self.property(&element),
            Event::Open(element) => self.open(&element),
            Event::Close(name) => self.close(&name),
            Event::Text(text) if self.in_text && !self.hidden => {
                self.composition.text(&text);
                if self.paragraph.look.purpose == Purpose::Title {
                    self.paragraph.title.push_str(&text);
                }
            }
            Event::Text(_) => {}
        }
    }

    fn is_skipped(&self, element: &Element<'_>) -> bool {
        let chosen = self.chosen.last() == Some(&true);
        match element.name() {
            "Choice" | "Fallback" => chosen,
            name => SKIPPED.contains(&name),
        }
    }

    fn property(&mut self, element: &Element<'_>) {
        let is_on = || element.attribute("val").is_none_or(|value| !matches!(value.as_str(), "0" | "false" | "off"));
        let paragraph = &mut self.paragraph;
        match element.name() {
            "pStyle" => paragraph.look = self.styles.look(&element.attribute("val").unwrap_or_default()),
            "numId" => {
                let is_heading = paragraph.look.purpose == Purpose::Heading;
                paragraph.look.item = !is_heading && element.number("val") != Some(0);
            }
            "pageBreakBefore" => paragraph.look.page_before = is_on(),
            "sectPr" => paragraph.ends_page = true,
            "type" => {
                let kind = element.attribute("val");
                paragraph.ends_page &= !matches!(kind.as_deref(), Some("continuous" | "nextColumn"));
            }
            _ => {}
        }
    }

    fn open(&mut self, element: &Element<'_>) {
        match element.name() {
            "pPr" => self.paragraph.in_properties = true,
            "r" => self.hidden = false,
            "rPr" => self.in_run_properties = true,
            "vanish" if self.in_run_properties => {
                self.hidden = !matches!(element.attribute("val").as_deref(), Some("0" | "false" | "off"));
            }
            "t" if self.paragraph.look.purpose != Purpose::Contents => self.in_text = true,
            "tab" | "ptab" if !self.in_run_properties => self.composition.text("\t"),
            "noBreakHyphen" => self.composition.text("-"),
            "cr" => self.composition.end_block(),
            "br" => self.line_break(element),
            "lastRenderedPageBreak" => self.composition.page_break(true),
            "footnoteReference" => self.note(NOTE, element),
            "endnoteReference" => self.note(END_NOTE, element),
            "txbxContent" => {
                self.around.push(std::mem::take(&mut self.paragraph));
                self.composition.open_aside();
            }
            "AlternateContent" => self.chosen.push(false),
            "tbl" => self.composition.open_table(),
            "tr" => self.composition.open_row(),
            "tc" => {
                self.composition.open_cell();
                self.columns.push(1);
            }
            "gridSpan" => {
                if let (Some(columns), Some(span)) = (self.columns.last_mut(), element.number("val")) {
                    *columns = span;
                }
            }
            _ => {}
        }
    }

    fn line_break(&mut self, element: &Element<'_>) {
        self.composition.end_block();
        if element.attribute("type").as_deref() == Some("page") {
            self.composition.page_break(false);
        }
    }

    /// A note comes where it is referred to first.
    fn note(&mut self, kind: &'static str, element: &Element<'_>) {
        let number = element.attribute("id").unwrap_or_default();
        if let Some(note) = self.notes.remove(&(kind, number)) {
            self.composition.aside(note);
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "pPr" => self.end_properties(),
            "rPr" => self.in_run_properties = false,
            "t" => self.in_text = false,
            "p" => self.end_paragraph(),
            "txbxContent" => {
                self.paragraph = self.around.pop().unwrap_or_default();
                self.composition.close_aside();
            }
            "AlternateContent" => {
                self.chosen.pop();
            }
            "Choice" | "Fallback" => {
                if let Some(chosen) = self.chosen.last_mut() {
                    *chosen = true;
                }
            }
            "tc" => self.composition.close_cell(self.columns.pop().unwrap_or(1)),
            "tr" => self.composition.close_row(),
            "tbl" => self.composition.close_table(),
            _ => {}
        }
    }

    fn end_properties(&mut self) {
        self.paragraph.in_properties = false;
        if self.paragraph.look.page_before {
            self.composition.page_break(false);
        }
        if self.paragraph.look.item {
            self.composition.item();
        }
    }

    fn end_paragraph(&mut self) {
        let paragraph = std::mem::take(&mut self.paragraph);
        if !paragraph.continues {
            self.composition.end_block();
        }
        if paragraph.ends_page {
            self.composition.page_break(false);
        }
        let title = paragraph.title.split_whitespace().collect::<Vec<_>>().join(" ");
        if self.title.is_none() && !title.is_empty() {
            self.title = Some(title);
        }
    }
}

#[cfg(test)]
mod tests;
