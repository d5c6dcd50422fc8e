//! RTF (Rich Text Format 1.9.1): the text as a reader of the printed page has it.
//!
//! Headers, footers, comments, hidden and deleted text, pictures and tables of contents are left out; notes and text boxes
//! stand behind their paragraph.

mod encodings;
mod tokens;

use deskcheck_analysis::text::Markup;
use encoding_rs::{Encoding, WINDOWS_1252};
use jiff::civil::Date;
use rustc_hash::FxHashMap;

use self::tokens::{Token, tokens};
use super::composition::Composition;
use super::package::broken_off;
use super::{Input, Reading};
use crate::metadata::{Metadata, stated};
use crate::reading::Problem;

/// Groups nested deeper than any program nests them.
const DEEPEST: usize = 1000;

/// True for the first bytes of such a file.
pub(super) fn is_rtf(bytes: &[u8]) -> bool {
    bytes.trim_ascii_start().starts_with(b"{\\rtf")
}

pub(super) fn read(input: Input<'_>, problems: &mut Vec<Problem>) -> Vec<Reading> {
    if !is_rtf(input.bytes) {
        problems
            .push(Problem::of_file(input.path, "is no RTF file, whatever its name says; save it anew as RTF or DOCX"));
        return Vec::new();
    }
    let mut walk = Walk::new();
    problems.extend(walk.read(input.bytes).map(|fault| broken_off(input.path, fault)));
    let metadata = walk.about.metadata();
    let (text, map) = walk.composition.finish(walk.about.pages);
    vec![Reading { part: None, text, markup: Markup::Plain, map, metadata }]
}

/// What a group is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Destination {
    /// Text of the document.
    Text,
    /// Nothing that is read, with all groups in it.
    Nothing,
    /// The fonts.
    Fonts,
    /// What the document says about itself, and the parts of that.
    About,
    Title,
    Author,
    Created,
    /// What a field is for.
    Instruction,
}

/// Destinations that hold no text of the document. Those marked `\*` are passed over unless [`READ`] lists them.
const PASSED_OVER: &[&str] = &[
    "colortbl",
    "stylesheet",
    "pict",
    "object",
    "header",
    "headerl",
    "headerr",
    "headerf",
    "footer",
    "footerl",
    "footerr",
    "footerf",
    "filetbl",
    "revtbl",
    "nonshppict",
    "shprslt",
    "atnid",
    "atnauthor",
    "xe",
    "tc",
    "tcn",
    "bkmkstart",
    "bkmkend",
    "sp",
    "pn",
    "listtable",
    "ftnsep",
    "ftnsepc",
    "aftnsep",
    "aftnsepc",
    "formfield",
];
/// Destinations marked `\*` that are read all the same.
const READ: &[&str] = &["fldinst", "shpinst", "do"];

/// What holds in a group and ends with it.
#[derive(Clone, Copy)]
struct State {
    destination: Destination,
    encoding: &'static Encoding,
    /// How many characters stand behind `\u` for programs that do not know it.
    replaced: usize,
    hidden: bool,
    in_table: bool,
    /// The field is a table of contents.
    contents: bool,
}

/// How far the table that is open has come.
#[derive(Clone, Copy, Default)]
struct Table {
    open: bool,
    row: bool,
    cell: bool,
}

/// What is known while the tokens are met.
struct Walk {
    composition: Composition,
    about: About,
    state: State,
    /// The groups around the one that is open.
    around: Vec<State>,
    /// How many groups are around each note or text box that is open.
    asides: Vec<usize>,
    /// The tables of the running text and of what stands beside it, innermost last.
    tables: Vec<Table>,
    /// The encoding of text whose font names none.
    encoding: &'static Encoding,
    fonts: FxHashMap<i32, &'static Encoding>,
    /// The font that is being defined.
    font: i32,
    /// Bytes and UTF-16 units that wait to be decoded together; never both.
    bytes: Vec<u8>,
    units: Vec<u16>,
    /// How many characters to pass over.
    skip: usize,
    /// True right behind `\*`.
    starred: bool,
    instruction: String,
}

#[derive(Default)]
struct About {
    title: String,
    author: String,
    created: [i16; 3],
    pages: Option<u32>,
}

impl About {
    fn metadata(&self) -> Metadata {
        let [year, month, day] = self.created;
        Metadata {
            title: stated::title(self.title.trim().to_owned()),
            author: stated::author(self.author.trim().to_owned()),
            made: Date::new(year, month as i8, day as i8).ok().filter(|_| year > 0),
            ..Metadata::default()
        }
    }
}

impl Walk {
    fn new() -> Self {
        let state = State {
            destination: Destination::Text,
            encoding: WINDOWS_1252,
            replaced: 1,
            hidden: false,
            in_table: false,
            contents: false,
        };
        Self {
            composition: Composition::new(),
            about: About::default(),
            state,
            around: Vec::new(),
            asides: Vec::new(),
            tables: vec![Table::default()],
            encoding: WINDOWS_1252,
            fonts: FxHashMap::default(),
            font: 0,
            bytes: Vec::new(),
            units: Vec::new(),
            skip: 0,
            starred: false,
            instruction: String::new(),
        }
    }

    /// Reads the file; what is wrong with it where it could not be read to its end.
    fn read(&mut self, file: &[u8]) -> Option<&'static str> {
        for token in tokens(file) {
            match token {
                Token::Hex(_) | Token::Bytes(_) | Token::Word("u", _) => {}
                _ => self.flush(),
            }
            match token {
                Token::Open if self.around.len() >= DEEPEST => return Some("its groups are nested too deep"),
                Token::Open => self.open(),
                Token::Close => {
                    self.close();
                    if self.around.is_empty() {
                        return None;
                    }
                }
                Token::Hex(byte) => self.bytes(&[byte]),
                Token::Bytes(bytes) => self.bytes(bytes),
                Token::Word("u", unit) => self.unit(unit.unwrap_or_default()),
                Token::Symbol(_) | Token::Word(..) if self.skip > 0 => self.skip -= 1,
                Token::Symbol(symbol) => self.symbol(symbol),
                Token::Word(name, number) => self.word(name, number),
            }
            self.starred = token == Token::Symbol(b'*');
        }
        self.flush();
        Some("it ends in the middle")
    }

    fn open(&mut self) {
        self.skip = 0;
        self.around.push(self.state);
    }

    fn close(&mut self) {
        self.skip = 0;
        let Some(around) = self.around.pop() else { return };
        let closed = std::mem::replace(&mut self.state, around);
        if self.asides.last() == Some(&self.around.len()) {
            self.asides.pop();
            self.leave_table();
            self.tables.pop();
            self.composition.close_aside();
        }
        if closed.destination == Destination::Instruction && around.destination != Destination::Instruction {
            let instruction = std::mem::take(&mut self.instruction);
            self.state.contents |= instruction.trim_start().starts_with("TOC");
        }
    }

    /// Bytes of text, but those that stand for a character that `\u` gave already.
    fn bytes(&mut self, bytes: &[u8]) {
        let skipped = self.skip.min(bytes.len());
        self.skip -= skipped;
        let bytes = &bytes[skipped..];
        if !bytes.is_empty() && !self.units.is_empty() {
            self.flush();
        }
        self.bytes.extend_from_slice(bytes);
    }

    fn unit(&mut self, unit: i32) {
        if !self.bytes.is_empty() {
            self.flush();
        }
        // Numbers above 32767 are written as negative ones.
        self.units.push(unit as u16);
        self.skip = self.state.replaced;
    }

    fn flush(&mut self) {
        if !self.units.is_empty() {
            let text = String::from_utf16_lossy(&std::mem::take(&mut self.units));
            self.text(&text);
        } else if !self.bytes.is_empty() {
            let bytes = std::mem::take(&mut self.bytes);
            let (text, _) = self.state.encoding.decode_without_bom_handling(&bytes);
            self.text(&text);
        }
    }

    fn text(&mut self, text: &str) {
        match self.state.destination {
            Destination::Text if !self.state.hidden => {
                if !text.trim().is_empty() {
                    self.settle_table();
                }
                self.composition.text(text);
            }
            Destination::Title => self.about.title.push_str(text),
            Destination::Author => self.about.author.push_str(text),
            Destination::Instruction => self.instruction.push_str(text),
            _ => {}
        }
    }

    fn symbol(&mut self, symbol: u8) {
        match symbol {
            b'~' => self.text(" "),
            b'_' => self.text("-"),
            b'\\' | b'{' | b'}' => self.text(&char::from(symbol).to_string()),
            b'\r' | b'\n' => self.word("par", None),
            b'\t' => self.text("\t"),
            _ => {}
        }
    }

    fn word(&mut self, name: &str, number: Option<i32>) {
        if self.state.destination == Destination::Nothing {
            return;
        }
        if self.starred && !READ.contains(&name) || PASSED_OVER.contains(&name) {
            self.state.destination = Destination::Nothing;
            return;
        }
        match self.state.destination {
            Destination::Fonts => self.font_word(name, number.unwrap_or_default()),
            Destination::About | Destination::Created => self.about_word(name, number.unwrap_or_default()),
            Destination::Text => self.text_word(name, number),
            _ => {}
        }
    }

    fn font_word(&mut self, name: &str, number: i32) {
        match name {
            "f" => self.font = number,
            "fcharset" => self.fonts.extend(encodings::of_character_set(number).map(|encoding| (self.font, encoding))),
            _ => {}
        }
    }

    fn about_word(&mut self, name: &str, number: i32) {
        match name {
            "title" => self.state.destination = Destination::Title,
            "author" => self.state.destination = Destination::Author,
            "creatim" => self.state.destination = Destination::Created,
            "nofpages" => self.about.pages = u32::try_from(number).ok(),
            "yr" | "mo" | "dy" if self.state.destination == Destination::Created => {
                let part = ["yr", "mo", "dy"].iter().position(|part| *part == name).unwrap_or_default();
                self.about.created[part] = i16::try_from(number).unwrap_or_default();
            }
            _ if self.state.destination == Destination::About => self.state.destination = Destination::Nothing,
            _ => {}
        }
    }

    fn text_word(&mut self, name: &str, number: Option<i32>) {
        match name {
            "fonttbl" => self.state.destination = Destination::Fonts,
            "info" => self.state.destination = Destination::About,
            "fldinst" => self.state.destination = Destination::Instruction,
            "fldrslt" if self.state.contents => self.state.destination = Destination::Nothing,
            "footnote" | "shptxt" | "dptxbxtext" => self.open_aside(),
            "pntext" | "listtext" => {
                self.composition.item();
                self.state.destination = Destination::Nothing;
            }
            "ansicpg" => self.set_encoding(encodings::of_code_page(number.unwrap_or_default())),
            "mac" => self.set_encoding(encoding_rs::MACINTOSH),
            "f" => self.state.encoding = self.fonts.get(&number.unwrap_or_default()).copied().unwrap_or(self.encoding),
            "uc" => self.state.replaced = number.unwrap_or(1).clamp(0, 16) as usize,
            "v" | "deleted" => self.state.hidden = number != Some(0),
            "plain" => {
                self.state.hidden = false;
                self.state.encoding = self.encoding;
            }
            "pard" => self.state.in_table = false,
            "intbl" => self.state.in_table = true,
            "cell" | "row" => self.end_cell(name == "row"),
            "par" | "line" | "nestcell" | "nestrow" => self.composition.end_block(),
            "page" | "sect" => {
                self.composition.end_block();
                self.composition.page_break(false);
            }
            "softpage" => self.composition.page_break(true),
            _ => self.text(sign(name)),
        }
    }

    fn set_encoding(&mut self, encoding: &'static Encoding) {
        (self.encoding, self.state.encoding) = (encoding, encoding);
    }

    fn open_aside(&mut self) {
        // The group that is open ends it.
        self.asides.push(self.around.len().saturating_sub(1));
        self.state.in_table = false;
        self.tables.push(Table::default());
        self.composition.open_aside();
    }

    fn table(&mut self) -> &mut Table {
        if self.tables.is_empty() {
            self.tables.push(Table::default());
        }
        let last = self.tables.len() - 1;
        &mut self.tables[last]
    }

    /// Begins the cell that text belongs to, or ends the table that it stands behind.
    fn settle_table(&mut self) {
        if !self.state.in_table {
            self.leave_table();
            return;
        }
        let before = std::mem::replace(self.table(), Table { open: true, row: true, cell: true });
        if !before.open {
            self.composition.open_table();
        }
        if !before.row {
            self.composition.open_row();
        }
        if !before.cell {
            self.composition.open_cell();
        }
    }

    fn end_cell(&mut self, and_row: bool) {
        if and_row {
            if std::mem::take(&mut self.table().row) {
                self.composition.close_row();
            }
        } else {
            self.state.in_table = true;
            self.settle_table();
            self.composition.close_cell(1);
        }
        self.table().cell = false;
    }

    fn leave_table(&mut self) {
        if std::mem::take(self.table()).open {
            self.composition.close_table();
        }
    }
}

/// The characters that control words stand for; nothing for other words.
fn sign(name: &str) -> &'static str {
    match name {
        "tab" => "\t",
        "lquote" => "‘",
        "rquote" => "’",
        "ldblquote" => "“",
        "rdblquote" => "”",
        "emdash" => "—",
        "endash" => "–",
        "bullet" => "•",
        "emspace" | "enspace" | "qmspace" => " ",
        _ => "",
    }
}

#[cfg(test)]
mod tests;
