//! Web pages: the main text, one block a line; rows of simple tables as one line each.
//!
//! Every byte of the text keeps its place in the file: the text is not what a browser shows but pieces of the file.

mod about;
mod blocks;
mod main_text;
mod tokens;

use deskcheck_analysis::text::Markup;
use encoding_rs::Encoding;

use self::blocks::Block;
use super::mail::is_attribution;
use super::{Input, Reading, encoding};
use crate::reading::Problem;
use crate::source_map::MappedText;

/// Cells beyond this are text laid out in a table, not figures, in bytes.
const LONGEST_CELL: usize = 200;

pub(super) fn read(input: Input<'_>, problems: &mut Vec<Problem>) -> Vec<Reading> {
    let declared = declared(input.bytes);
    let Some(file) = encoding::decode(input.path, input.bytes, declared, problems) else { return Vec::new() };
    let page = blocks::read(&file);
    let main = main_text::main_blocks(&file, &page);
    if main.is_empty() {
        problems.push(Problem::of_file(
            input.path,
            "holds no text; if the page is filled by a script, save it from the browser once it is shown",
        ));
    }
    let mut text = MappedText::default();
    let mut at = 0;
    while at < main.len() {
        let row = row_end(&main, at);
        if at > 0 {
            text.write("\n", main[at - 1].place().end..main[at].place().start);
        }
        write_row(&file, &main[at..row], &mut text);
        at = row;
    }
    let (text, map) = text.finish(&file);
    vec![Reading { part: None, text, markup: Markup::Plain, map, metadata: about::about(&file) }]
}

/// The text of a formatted mail, a block a line; what it quotes of earlier mails has `> ` before it, as in plain ones.
pub(super) fn of_mail(file: &str) -> String {
    let page = blocks::read(file);
    let blocks: Vec<_> = page.blocks.iter().collect();
    let mut text = MappedText::default();
    // The outermost quotation of an earlier mail.
    let mut quoted = None;
    let mut at = 0;
    while at < blocks.len() {
        let row = row_end(&blocks, at);
        let place = blocks[at].place().start;
        if at > 0 {
            text.write("\n", place..place);
        }
        let quotation =
            page.around(blocks[at]).filter(|element| page.elements[*element as usize].name == "blockquote").last();
        let announced = || at > 0 && is_attribution(&blocks[at - 1].text);
        if quotation.is_some_and(|element| page.elements[element as usize].quote || announced()) {
            quoted = quotation;
        }
        if quotation.is_some() && quotation == quoted {
            text.write("> ", place..place);
        }
        write_row(file, &blocks[at..row], &mut text);
        at = row;
    }
    text.finish(file).0
}

/// The encoding that the page's head names.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(2048)]).to_lowercase();
    let (_, label) = head.split_once("charset=")?;
    let label = label.trim_start_matches(['"', '\'', ' ']);
    let end = label.find(|c: char| !(c.is_ascii_alphanumeric() || "-_:".contains(c))).unwrap_or(label.len());
    Encoding::for_label(&label.as_bytes()[..end])
}

/// The end of the blocks that make one line with the one at `at`: the cells of its row, where they are short.
fn row_end(blocks: &[&Block], at: usize) -> usize {
    let Some((row, _)) = blocks[at].cell else { return at + 1 };
    let in_row = |block: &&&Block| block.cell.is_some_and(|(other, _)| other == row);
    let end = at + blocks[at..].iter().take_while(in_row).count();
    if blocks[at..end].iter().all(|block| block.text.len() <= LONGEST_CELL) { end } else { at + 1 }
}

/// Writes a block, or the cells of a row parted by bars, one for each cell that the row has before them.
fn write_row(file: &str, blocks: &[&Block], text: &mut MappedText) {
    let in_row = blocks.windows(2).any(|pair| pair[0].cell != pair[1].cell);
    let mut cell = 1;
    for (at, block) in blocks.iter().enumerate() {
        let place = block.place().start;
        let before = at.checked_sub(1).map_or(place, |before| blocks[before].place().end);
        let number = block.cell.map_or(cell, |(_, number)| number).max(cell);
        if in_row && number > cell {
            text.write(&" | ".repeat((number - cell) as usize), before..place);
        } else if at > 0 {
            text.write(" ", before..place);
        }
        cell = number;
        block.write(file, text);
    }
}

#[cfg(test)]
mod tests;
