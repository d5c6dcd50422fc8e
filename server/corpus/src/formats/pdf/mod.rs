//! PDF: the text of its pages in reading order, with the numbers of the pages.
//!
//! The library finds which letters stand where. What they are on the page is told here, from their places: columns and
//! tables ([`columns`], [`rows`]), what belongs to the page and not to the text ([`furniture`]), paragraphs ([`paragraphs`]).

mod about;
mod columns;
mod furniture;
mod pages;
mod paragraphs;
mod rows;

use deskcheck_analysis::text::Markup;
use pdf_oxide::PdfDocument;

use self::pages::Page;
use super::{Input, Reading};
use crate::reading::Problem;

/// Files with more pages are read up to there.
const MOST_PAGES: usize = 20_000;
/// Text beyond this is no document's, in bytes.
const LONGEST_TEXT: usize = 64 << 20;

pub(super) fn read(input: Input<'_>, problems: &mut Vec<Problem>) -> Vec<Reading> {
    let mut tell = |message: String| problems.push(Problem::of_file(input.path, message));
    let document = match open(input.bytes) {
        Ok(document) => document,
        Err(message) => {
            tell(message.to_owned());
            return Vec::new();
        }
    };
    let count = document.page_count().unwrap_or_default();
    let mut pages = Vec::new();
    let mut unread = Vec::new();
    let mut bytes = 0;
    for at in 0..count.min(MOST_PAGES) {
        match Page::read(&document, at) {
            Ok(page) => {
                bytes += page.bytes();
                pages.push(page);
            }
            Err(_) => unread.push(at + 1),
        }
        if bytes > LONGEST_TEXT {
            break;
        }
    }
    if pages.iter().all(|page| page.lines.is_empty()) {
        tell(without_text(count, unread.len()));
        return Vec::new();
    }
    if let Some(first) = unread.first() {
        tell(format!(
            "has {} of {count} pages that cannot be read, from page {first} on, and these are left out; save it anew with \
             another program",
            unread.len()
        ));
    }
    if pages.len() + unread.len() < count {
        tell(format!("is read up to page {} of {count} only; split it", pages.len() + unread.len()));
    }
    if is_cut_short(input.bytes) {
        tell("is cut short: what is left of it was read as well as it can be, so get the file anew".to_owned());
    }
    furniture::drop(&mut pages);
    let numbers = about::page_numbers(&document, count);
    let (text, map) = paragraphs::flow(&pages, &numbers);
    let metadata = about::about(&document);
    vec![Reading { part: None, text, markup: Markup::Plain, map, metadata }]
}

/// Opens a file, or says why it cannot be.
fn open(bytes: &[u8]) -> Result<PdfDocument, &'static str> {
    const DAMAGED: &str =
        "is damaged or no PDF, and is left out; open it in a PDF viewer and save or print it as a new PDF";
    const LOCKED: &str = "is locked by a password and is left out; save a copy without one (for example `qpdf --decrypt \
                          --password=... in.pdf out.pdf`)";
    let document = PdfDocument::from_bytes(bytes.to_vec()).map_err(|error| match error {
        pdf_oxide::Error::EncryptedPdf => LOCKED,
        _ => DAMAGED,
    })?;
    // Most files that are encrypted open without a password: it only keeps from changing them.
    if document.is_encrypted() && !document.is_authenticated() && !document.authenticate(b"").unwrap_or(false) {
        return Err(LOCKED);
    }
    match document.page_count() {
        Ok(count) if count > 0 => Ok(document),
        _ => Err(DAMAGED),
    }
}

/// True without the mark that ends every file, within the distance in which readers look for it.
fn is_cut_short(bytes: &[u8]) -> bool {
    let end = &bytes[bytes.len().saturating_sub(1024)..];
    !end.windows(5).any(|window| window == b"%%EOF")
}

fn without_text(pages: usize, unread: usize) -> String {
    let pages = if pages == 1 { "its page is a picture".to_owned() } else { format!("its {pages} pages are pictures") };
    if unread > 0 {
        "has no page that can be read, and is left out; open it in a PDF viewer and save or print it as a new PDF"
            .to_owned()
    } else {
        format!(
            "holds no text: {pages}, or empty; run it through OCR (for example `ocrmypdf in.pdf out.pdf`) and put the result \
             in its place"
        )
    }
}
