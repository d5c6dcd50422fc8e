//! A text put together from paragraphs, cells of tables, and what stands beside the running text.
//!
//! Readers of word processors' files say what they meet, in its order. Text boxes and notes are composed apart and come
//! behind the paragraph that they belong to, or behind its table; rows of tables become lines; the places where pages begin
//! are kept.

use super::rows::{Cell, joints};
use crate::source_map::{PageStart, SourceMap};

/// A cell does not stand for more columns than this, whatever it says.
const WIDEST_CELL: u32 = 64;

/// A text under construction.
pub(super) struct Composition {
    /// What is written to: the last of them; the first is the running text.
    flows: Vec<Flow>,
    rows: u32,
    /// True where a page break was met that a program recorded when it laid the text out.
    laid_out: bool,
    /// True as long as nothing was written behind a page break that the author set.
    at_set_break: bool,
}

#[derive(Default)]
struct Flow {
    block: Block,
    done: Vec<Block>,
    /// What comes behind the paragraph or table that is open.
    beside: Vec<Block>,
    /// The tables that are open, each with the cell it has come to.
    tables: Vec<Table>,
}

struct Table {
    at: Cell,
    /// The last cell of the row that has text.
    filled: u32,
}

/// A paragraph, or a paragraph of a cell.
#[derive(Clone, Debug, Default)]
pub(super) struct Block {
    text: String,
    cell: Option<Cell>,
    item: bool,
    /// Where in the text pages begin, in bytes.
    breaks: Vec<usize>,
}

impl Composition {
    /// A text without a word.
    pub(super) fn new() -> Self {
        Self { flows: vec![Flow::default()], rows: 0, laid_out: false, at_set_break: false }
    }

    fn flow(&mut self) -> &mut Flow {
        if self.flows.is_empty() {
            self.flows.push(Flow::default());
        }
        let last = self.flows.len() - 1;
        &mut self.flows[last]
    }

    /// Appends to the paragraph; white space is made even, tabs are kept.
    pub(super) fn text(&mut self, text: &str) {
        let flow = self.flow();
        // In a cell a tab would part it.
        let in_cell = !flow.tables.is_empty();
        let block = &mut flow.block.text;
        for character in text.chars() {
            match character {
                '\t' if !in_cell => {
                    block.truncate(block.trim_end_matches(' ').len());
                    block.push('\t');
                }
                white if white.is_whitespace() => {
                    if !block.is_empty() && !block.ends_with([' ', '\t']) {
                        block.push(' ');
                    }
                }
                // Marks for line ends and byte order are no part of words.
                '\u{AD}' | '\u{200B}' | '\u{FEFF}' => {}
                control if control.is_control() => {}
                character => block.push(character),
            }
        }
        self.at_set_break &= text.trim().is_empty();
    }

    /// The paragraph is an item of a list.
    pub(super) fn item(&mut self) {
        self.flow().block.item = true;
    }

    /// Ends the paragraph, if it has a word.
    pub(super) fn end_block(&mut self) {
        let flow = self.flow();
        let mut block = std::mem::take(&mut flow.block);
        let text = block.text.trim().to_owned();
        if text.is_empty() {
            // Where a page begins goes over to the next paragraph.
            flow.block.breaks = vec![0; block.breaks.len()];
        } else {
            let indent = block.text.len() - block.text.trim_start().len();
            block.breaks.iter_mut().for_each(|at| *at = at.saturating_sub(indent).min(text.len()));
            block.cell = flow.tables.last().map(|table| table.at);
            if let Some(table) = flow.tables.last_mut() {
                table.filled = table.at.column;
            }
            self.push(Block { text, ..block });
        }
        self.place_beside();
    }

    /// Puts what stands beside the text behind it, unless a table is open.
    fn place_beside(&mut self) {
        let flow = self.flow();
        if flow.tables.is_empty() && flow.block.text.is_empty() {
            flow.done.append(&mut flow.beside);
        }
    }

    /// A page begins here. `laid_out` says that a program recorded it when it laid the text out; else the author set it.
    pub(super) fn page_break(&mut self, laid_out: bool) {
        // A break that was set is recorded once more when the text is laid out.
        let again = laid_out && self.at_set_break;
        self.laid_out |= laid_out;
        self.at_set_break = !laid_out;
        if self.flows.len() == 1 && !again {
            let block = &mut self.flow().block;
            block.breaks.push(block.text.len());
        }
    }

    /// A table begins, in the cell of another or in the running text.
    pub(super) fn open_table(&mut self) {
        self.end_block();
        let flow = self.flow();
        if flow.tables.is_empty() && flow.done.last().is_some_and(|block| block.cell.is_some()) {
            // A blank line keeps two tables apart.
            flow.done.push(Block::default());
        }
        flow.tables.push(Table { at: Cell { row: 0, column: 0 }, filled: 0 });
    }

    /// A row begins.
    pub(super) fn open_row(&mut self) {
        self.end_block();
        self.rows += 1;
        let row = self.rows;
        if let Some(table) = self.flow().tables.last_mut() {
            *table = Table { at: Cell { row, column: 0 }, filled: 0 };
        }
    }

    /// A cell begins.
    pub(super) fn open_cell(&mut self) {
        self.end_block();
        if let Some(table) = self.flow().tables.last_mut() {
            table.at.column += 1;
        }
    }

    /// A cell ends that is `columns` wide.
    pub(super) fn close_cell(&mut self, columns: u32) {
        self.end_block();
        if let Some(table) = self.flow().tables.last_mut() {
            table.at.column += columns.clamp(1, WIDEST_CELL) - 1;
        }
    }

    /// A row ends.
    pub(super) fn close_row(&mut self) {
        self.end_block();
        let flow = self.flow();
        if let Some(table) = flow.tables.last().filter(|table| (1..table.at.column).contains(&table.filled)) {
            // The last cells are empty, and count.
            let cell = Some(table.at);
            flow.done.push(Block { cell, ..Block::default() });
        }
    }

    /// A table ends.
    pub(super) fn close_table(&mut self) {
        self.end_block();
        let flow = self.flow();
        flow.tables.pop();
        self.place_beside();
    }

    /// Appends blocks that are known whole (text, cell, whether they are items); their rows are counted from 1.
    pub(super) fn blocks<'a>(&mut self, blocks: impl Iterator<Item = (&'a str, Option<Cell>, bool)>) {
        let before = self.rows;
        for (text, cell, item) in blocks {
            let cell = cell.map(|cell| Cell { row: before + cell.row, ..cell });
            self.rows = self.rows.max(cell.map_or(0, |cell| cell.row));
            self.push(Block { text: text.to_owned(), cell, item, breaks: Vec::new() });
        }
    }

    fn push(&mut self, block: Block) {
        self.flow().done.push(block);
    }

    /// Begins what stands beside the text: a note, a text box.
    pub(super) fn open_aside(&mut self) {
        self.flows.push(Flow::default());
    }

    /// Ends it.
    pub(super) fn close_aside(&mut self) {
        let blocks = self.take_aside();
        self.aside(blocks);
    }

    /// Ends it and hands it out, for [`Composition::aside`].
    pub(super) fn take_aside(&mut self) -> Vec<Block> {
        if self.flows.len() < 2 {
            return Vec::new();
        }
        while !self.flow().tables.is_empty() {
            self.close_table();
        }
        self.end_block();
        self.flows.pop().map(|flow| flow.done).unwrap_or_default()
    }

    /// Puts `blocks` beside the text.
    pub(super) fn aside(&mut self, blocks: Vec<Block>) {
        self.flow().beside.extend(blocks);
    }

    /// The text with its pages, where they are known: a program recorded them when it laid the text out, or the breaks
    /// that the author set make as many pages as the file says it has (`pages`).
    pub(super) fn finish(mut self, pages: Option<u32>) -> (String, SourceMap) {
        while self.flows.len() > 1 {
            self.close_aside();
        }
        while !self.flow().tables.is_empty() {
            self.close_table();
        }
        self.end_block();
        let blocks = std::mem::take(&mut self.flow().done);
        let (text, starts) = composed(&blocks);
        let counted = starts.len() as u32;
        let known = self.laid_out || pages.map_or(counted > 1, |pages| pages == counted);
        (text, SourceMap::of_pages(if known { starts } else { Vec::new() }))
    }
}

fn composed(blocks: &[Block]) -> (String, Vec<PageStart>) {
    let shapes: Vec<_> = blocks.iter().map(|block| (block.cell, block.text.len())).collect();
    let mut text = String::new();
    let mut pages = vec![PageStart { page: 1, at: 0 }];
    for (block, joint) in blocks.iter().zip(joints(&shapes)) {
        text.push_str(&joint);
        for at in &block.breaks {
            pages.push(PageStart { page: pages.len() as u32 + 1, at: (text.len() + at) as u32 });
        }
        if block.item {
            text.push_str("• ");
        }
        text.push_str(&block.text);
    }
    (text, pages)
}
