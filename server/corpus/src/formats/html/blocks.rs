//! The blocks of text on a page (paragraphs, headings, list items, cells), each with its pieces' places in the file and
//! the elements it stands in.

use std::ops::Range;

use super::super::rows::Cell;
use super::labels::{is_apart, is_hidden, is_mark, is_note, is_quote};
use super::tokens::{Token, tokens};
use crate::source_map::MappedText;

/// One block of text.
#[derive(Clone, Debug, Default)]
pub(in crate::formats) struct Block {
    /// Its pieces, in order.
    pub(super) pieces: Vec<Piece>,
    /// The element it stands in, as a position in [`Page::elements`].
    pub(super) inside: Option<u32>,
    /// Characters of it, and those of them that stand in links.
    pub(super) letters: usize,
    pub(super) link_letters: usize,
    /// The cell of a table it stands in.
    pub(in crate::formats) cell: Option<Cell>,
    /// True for the first block of a list item.
    pub(in crate::formats) item: bool,
    /// The text, white space made even.
    pub(in crate::formats) text: String,
}

/// A piece of a block.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    /// What it says; empty where it is the file's own bytes.
    written: String,
    at: Range<usize>,
}

/// An element.
#[derive(Clone, Debug)]
pub(super) struct Element {
    /// Its name, in lower case.
    pub(super) name: String,
    /// True where its class, id or role says that it is apart from the text.
    pub(super) apart: bool,
    /// True where it holds what an earlier mail said.
    pub(super) quote: bool,
    /// True where a picture stands in it, not in a block of text.
    pub(super) picture: bool,
    /// The element it stands in.
    pub(super) parent: Option<u32>,
    /// How many elements it stands in.
    pub(super) depth: usize,
}

/// A page.
#[derive(Debug, Default)]
pub(in crate::formats) struct Page {
    /// Every element that has blocks or may have.
    pub(super) elements: Vec<Element>,
    /// Its blocks, in order; none is empty.
    pub(in crate::formats) blocks: Vec<Block>,
    /// How deep elements stand in one another.
    pub(super) depth: usize,
}

impl Page {
    /// The elements around a block, innermost first.
    pub(super) fn around(&self, block: &Block) -> impl Iterator<Item = u32> + '_ {
        std::iter::successors(block.inside, |element| self.elements[*element as usize].parent)
    }
}

impl Block {
    /// Appends the block to `text`.
    pub(super) fn write(&self, file: &str, text: &mut MappedText) {
        if self.item {
            let start = self.place().start;
            text.write("• ", start..start);
        }
        for piece in &self.pieces {
            if piece.written.is_empty() {
                text.copy(file, piece.at.clone());
            } else {
                text.write(&piece.written, piece.at.clone());
            }
        }
    }

    /// Where it begins and ends in the file.
    pub(super) fn place(&self) -> Range<usize> {
        let start = self.pieces.first().map_or(0, |piece| piece.at.start);
        start..self.pieces.last().map_or(start, |piece| piece.at.end)
    }
}

/// Elements whose text is none of the page's.
const SKIPPED: &[&str] = &[
    "script",
    "style",
    "noscript",
    "template",
    "svg",
    "math",
    "iframe",
    "object",
    "select",
    "button",
    "textarea",
    "canvas",
    "audio",
    "video",
    "figcaption",
    "map",
    "title",
    "head",
    "nav",
    "footer",
    "aside",
    "menu",
    "datalist",
];
/// Elements that stand inside a line.
const INLINE: &[&str] = &[
    "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins", "kbd",
    "label", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var",
    "wbr", "img", "nobr", "acronym", "ruby", "rt", "rp", "input", "link", "meta",
];
const VOID: &[&str] =
    &["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr", "param"];
/// Elements that end before a like one begins.
const SIBLINGS: &[(&str, &[&str])] = &[
    ("li", &["li"]),
    ("td", &["td", "th"]),
    ("th", &["td", "th"]),
    ("tr", &["td", "th", "tr"]),
    ("dt", &["dt", "dd"]),
    ("dd", &["dt", "dd"]),
    ("option", &["option"]),
];
/// Elements nested deeper are taken to stand side by side.
const DEEPEST: usize = 400;

/// Reads a page.
pub(in crate::formats) fn read(file: &str) -> Page {
    let mut reader = Reader::start(file);
    for token in tokens(file) {
        reader.read(token);
    }
    reader.end_block();
    reader.page
}

struct Reader<'a> {
    file: &'a str,
    /// True for a page in XML, where any element may end as it begins (`<title/>`).
    is_xml: bool,
    page: Page,
    open: Vec<Open>,
    block: Block,
    /// How many open elements hide their text.
    hidden: usize,
    links: usize,
    preformatted: usize,
    rows: u32,
    /// True where a list item was begun that has no text yet.
    item: bool,
}

struct Open {
    element: u32,
    hides: bool,
    /// For a row, the cell it has come to; 0 before the first.
    row: Option<Cell>,
}

impl<'a> Reader<'a> {
    fn start(file: &'a str) -> Self {
        Reader {
            file,
            is_xml: file.trim_start().starts_with("<?xml"),
            page: Page::default(),
            open: Vec::new(),
            block: Block::default(),
            hidden: 0,
            links: 0,
            preformatted: 0,
            rows: 0,
            item: false,
        }
    }

    fn read(&mut self, token: Token<'_>) {
        match token {
            Token::Open { name, attributes, .. } if self.is_xml && attributes.ends_with('/') => {
                self.open(name.clone(), attributes);
                self.close(&name);
            }
            Token::Open { name, attributes, .. } => self.open(name, attributes),
            Token::Close { name, .. } => self.close(&name),
            Token::Text(range) if self.hidden == 0 => self.text(range),
            Token::Text(_) | Token::Raw { .. } => {}
        }
    }

    fn name(&self, open: &Open) -> &str {
        &self.page.elements[open.element as usize].name
    }

    fn open(&mut self, name: String, attributes: &str) {
        let inline = INLINE.contains(&name.as_str());
        if !inline {
            self.end_block();
            self.end_siblings(&name);
        }
        if name == "img" {
            self.picture();
        }
        if VOID.contains(&name.as_str()) || self.open.len() >= DEEPEST {
            return;
        }
        let hides = SKIPPED.contains(&name.as_str()) && !is_note(attributes)
            || is_hidden(attributes)
            || is_mark(&name, attributes);
        self.hidden += usize::from(hides);
        self.links += usize::from(name == "a");
        self.preformatted += usize::from(name == "pre");
        self.item |= name == "li";
        let row = (name == "tr").then(|| {
            self.rows += 1;
            Cell { row: self.rows, column: 0 }
        });
        if matches!(name.as_str(), "td" | "th")
            && let Some(row) = self.open.iter_mut().rev().find_map(|open| open.row.as_mut())
        {
            row.column += 1;
        }
        let parent = self.open.last().map(|open| open.element);
        let apart = is_apart(&name, attributes);
        let quote = name == "blockquote" && is_quote(attributes);
        self.page.elements.push(Element { name, apart, quote, picture: false, parent, depth: self.open.len() });
        self.open.push(Open { element: self.page.elements.len() as u32 - 1, hides, row });
        self.page.depth = self.page.depth.max(self.open.len());
    }

    /// Notes that a picture stands in the innermost element that is more than its frame.
    fn picture(&mut self) {
        let is_frame = |open: &&Open| !["a", "picture", "span", "noscript"].contains(&self.name(open));
        if let Some(element) = self.open.iter().rev().find(is_frame).map(|open| open.element) {
            self.page.elements[element as usize].picture = true;
        }
    }

    /// Ends the elements that a new one of this name implies the end of.
    fn end_siblings(&mut self, name: &str) {
        if self.open.last().is_some_and(|open| self.name(open) == "p") {
            self.pop();
        }
        let ended = SIBLINGS.iter().find(|(opened, _)| *opened == name).map_or(&[][..], |(_, ended)| ended);
        while self.open.last().is_some_and(|open| ended.contains(&self.name(open))) {
            let done = self.open.last().is_some_and(|open| self.name(open) == name);
            self.pop();
            if done {
                break;
            }
        }
    }

    fn close(&mut self, name: &str) {
        if !INLINE.contains(&name) {
            self.end_block();
        }
        let depth = self.open.iter().rev().take(64).position(|open| self.name(open) == name);
        for _ in 0..depth.map_or(0, |depth| depth + 1) {
            self.pop();
        }
    }

    fn pop(&mut self) {
        let Some(open) = self.open.pop() else { return };
        self.hidden -= usize::from(open.hides);
        self.links -= usize::from(self.name(&open) == "a");
        self.item &= self.name(&open) != "li";
        self.preformatted -= usize::from(self.name(&open) == "pre");
    }

    fn end_block(&mut self) {
        let mut block = std::mem::take(&mut self.block);
        while block.text.ends_with(' ') {
            block.text.pop();
            block.pieces.pop();
        }
        if block.text.is_empty() {
            return;
        }
        block.item = std::mem::take(&mut self.item);
        block.inside = self.open.last().map(|open| open.element);
        block.cell = self.open.iter().rev().find_map(|open| open.row);
        self.page.blocks.push(block);
    }

    /// Takes in text as written: white space made even, entities read.
    fn text(&mut self, range: Range<usize>) {
        let text = &self.file[range.clone()];
        let mut at = 0;
        while at < text.len() {
            let rest = &text[at..];
            let place = range.start + at;
            at += if rest.starts_with(char::is_whitespace) {
                self.white_space(rest, place)
            } else if rest.starts_with('&') {
                self.entity(rest, place)
            } else {
                let len = rest.find(|c: char| c.is_whitespace() || c == '&').unwrap_or(rest.len());
                self.push("", place..place + len);
                len
            };
        }
    }

    fn white_space(&mut self, rest: &str, place: usize) -> usize {
        let len = rest.find(|c: char| !c.is_whitespace()).unwrap_or(rest.len());
        if self.preformatted > 0 && rest[..len].contains('\n') {
            self.end_block();
        } else if !self.block.text.is_empty() && !self.block.text.ends_with(' ') {
            self.push(if &rest[..len] == " " { "" } else { " " }, place..place + len);
        }
        len
    }

    fn entity(&mut self, rest: &str, place: usize) -> usize {
        let end = rest.bytes().take(40).position(|byte| byte == b';').map(|at| at + 1);
        let decoded = end.and_then(|end| entity(&rest[..end]));
        match decoded.zip(end) {
            Some((decoded, end)) if decoded.trim().is_empty() => {
                if !self.block.text.is_empty() && !self.block.text.ends_with(' ') {
                    self.push(" ", place..place + end);
                }
                end
            }
            Some((decoded, end)) => {
                self.push(&decoded, place..place + end);
                end
            }
            None => {
                self.push("", place..place + 1);
                1
            }
        }
    }

    fn push(&mut self, written: &str, at: Range<usize>) {
        let shown = if written.is_empty() { &self.file[at.clone()] } else { written };
        self.block.text.push_str(shown);
        self.block.letters += shown.len();
        self.block.link_letters += if self.links > 0 { shown.len() } else { 0 };
        self.block.pieces.push(Piece { written: written.to_owned(), at });
    }
}

/// What an entity (`&rsquo;`, `&#8217;`, `&#146;`) stands for.
fn entity(written: &str) -> Option<String> {
    let inner = written.strip_prefix("&#").and_then(|inner| inner.strip_suffix(';'));
    let number = inner.and_then(|inner| match inner.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok(),
        None => inner.parse().ok(),
    });
    if let Some(byte) = number.and_then(|number| u8::try_from(number).ok()).filter(|byte| (0x80..0xA0).contains(byte)) {
        // The standard reads these numbers as Windows-1252, which is what their writers meant.
        let bytes = [byte];
        return Some(encoding_rs::WINDOWS_1252.decode_without_bom_handling(&bytes).0.into_owned());
    }
    let decoded = html_escape::decode_html_entities(written);
    (decoded != written).then(|| decoded.into_owned())
}
