//! Web pages: the main text, one block a line; rows of simple tables as one line each.
//!
//! Every byte of the text keeps its place in the file: the text is not what a browser shows but pieces of the file.

mod about;
pub(super) mod blocks;
mod labels;
mod main_text;
mod tokens;

use deskcheck_analysis::text::Markup;
use encoding_rs::Encoding;

use super::mail::is_attribution;
use super::rows::joints;
use super::{Input, Reading, encoding};
use crate::reading::Problem;
use crate::source_map::MappedText;

pub(super) fn read(input: Input<'_>, problems: &mut Vec<Problem>) -> Vec<Reading> {
    let declared = declared(input.bytes);
    let Some(file) = encoding::decode(input.path, input.bytes, declared, problems) else { return Vec::new() };
    let page = blocks::read(&file);
    let metadata = about::about(&file);
    let main = main_text::main_blocks(&file, &page, metadata.title.as_deref());
    if main.is_empty() {
        problems.push(Problem::of_file(
            input.path,
            "holds no text; if the page is filled by a script, save it from the browser once it is shown",
        ));
    }
    let mut text = MappedText::default();
    let shapes: Vec<_> = main.iter().map(|block| (block.cell, block.text.len())).collect();
    for (at, (block, joint)) in main.iter().zip(joints(&shapes)).enumerate() {
        let place = block.place().start;
        let before = at.checked_sub(1).map_or(place, |before| main[before].place().end);
        text.write(&joint, before..place);
        block.write(&file, &mut text);
    }
    let (text, map) = text.finish(&file);
    vec![Reading { part: None, text, markup: Markup::Plain, map, metadata }]
}

/// The text of a formatted mail, a block a line; what it quotes of earlier mails has `> ` before it, as in plain ones.
pub(super) fn of_mail(file: &str) -> String {
    let page = blocks::read(file);
    let mut text = MappedText::default();
    // The outermost quotation of an earlier mail.
    let mut quoted = None;
    let shapes: Vec<_> = page.blocks.iter().map(|block| (block.cell, block.text.len())).collect();
    for (at, (block, joint)) in page.blocks.iter().zip(joints(&shapes)).enumerate() {
        let place = block.place().start;
        let begins_line = at == 0 || joint.starts_with('\n');
        if begins_line && at > 0 {
            text.write("\n", place..place);
        }
        let quotation =
            page.around(block).filter(|element| page.elements[*element as usize].name == "blockquote").last();
        let announced = || at > 0 && is_attribution(&page.blocks[at - 1].text);
        if begins_line && quotation.is_some_and(|element| page.elements[element as usize].quote || announced()) {
            quoted = quotation;
        }
        if begins_line && quotation.is_some() && quotation == quoted {
            text.write("> ", place..place);
        }
        text.write(joint.trim_start_matches('\n'), place..place);
        block.write(file, &mut text);
    }
    text.finish(file).0
}

/// The encoding that the page's head names.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(2048)]).to_lowercase();
    let named = head.split_once("charset=").or_else(|| head.strip_prefix("<?xml")?.split_once("encoding="));
    let label = named?.1.trim_start_matches(['"', '\'', ' ']);
    let end = label.find(|c: char| !(c.is_ascii_alphanumeric() || "-_:".contains(c))).unwrap_or(label.len());
    Encoding::for_label(&label.as_bytes()[..end])
}

#[cfg(test)]
mod tests;
