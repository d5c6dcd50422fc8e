//! Where each byte of a document's text stands in the document's own file.
//!
//! Readers build a text out of pieces of the file ([`MappedText`]): pieces copied byte by byte, and pieces written anew
//! for something in the file (a space for a line end, `&` for `&amp;`). Both are kept as segments, so that any range of
//! the text opens at the right line and column. Positions in the file are positions in the file as decoded, without a
//! byte-order mark, which is what an editor shows.

use std::ops::Range;
use std::sync::Arc;

pub use deskcheck_analysis::text::PageStart;
use deskcheck_analysis::text::Span;
use serde::{Deserialize, Serialize};

/// A place in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct FilePosition {
    /// Line, from 0; lines end at `\n`, `\r\n` and a lone `\r`, as editors count them.
    pub line: u32,
    /// UTF-16 code units from the start of the line, from 0.
    pub column_utf16: u32,
    /// Bytes from the start of the file, decoded to UTF-8 without a byte-order mark.
    pub byte: usize,
}

/// A stretch of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileRange {
    /// The page, from 1, in formats that have pages.
    pub page: Option<u32>,
    /// Its first byte.
    pub start: FilePosition,
    /// The byte behind its last.
    pub end: FilePosition,
}

/// The way back from a document's text to its file. Cheap to clone.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct SourceMap {
    segments: Arc<[Segment]>,
    lines: Arc<FileLines>,
    /// In order; empty in formats that have no pages.
    pages: Arc<[PageStart]>,
}

/// `text..(text of the next segment)` comes from `file..file + file_len`. Where both are of one length, byte stands for
/// byte; otherwise the whole stands for the whole.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
struct Segment {
    text: u32,
    text_len: u32,
    file: u32,
    file_len: u32,
}

impl SourceMap {
    /// Where a byte range of the document's text stands in its file.
    ///
    /// # Example
    ///
    /// ```
    /// use deskcheck_analysis::text::Span;
    /// use deskcheck_corpus::source_map::MappedText;
    /// let file = "thirty-\nthree men";
    /// let mut text = MappedText::default();
    /// text.copy(file, 0..6);
    /// text.copy(file, 8..17);
    /// let (text, map) = text.finish(file);
    /// assert_eq!(text, "thirtythree men");
    /// let found = map.locate(Span::new(12, 15));
    /// assert_eq!((found.start.line, found.start.column_utf16, found.start.byte), (1, 6, 14));
    /// ```
    pub fn locate(&self, span: Span) -> FileRange {
        let start = self.file_byte(span.start());
        let end = if span.is_empty() { start } else { self.file_end(span.end() - 1).max(start) };
        let page = PageStart::page_at(&self.pages, span.start());
        FileRange { page, start: self.lines.position(start), end: self.lines.position(end) }
    }

    /// The map of a text whose file is no text itself: pages, where it has any, and no lines.
    pub fn of_pages(pages: Vec<PageStart>) -> Self {
        Self { pages: pages.into(), ..Self::default() }
    }

    /// The map of the first `length` bytes of the text.
    pub(crate) fn cut(&mut self, length: usize) {
        self.pages = self.pages.iter().copied().filter(|page| (page.at as usize) < length).collect();
    }

    /// Where the pages of the text begin; nothing in formats without pages.
    pub fn pages(&self) -> &[PageStart] {
        &self.pages
    }

    fn segment(&self, offset: usize) -> Option<Segment> {
        let behind = self.segments.partition_point(|segment| segment.text as usize <= offset);
        self.segments.get(behind.checked_sub(1)?).copied()
    }

    /// First byte in the file of what byte `offset` of the text stands for.
    fn file_byte(&self, offset: usize) -> usize {
        self.segment(offset).map_or(0, |segment| {
            let inside = offset - segment.text as usize;
            if inside >= segment.text_len as usize {
                (segment.file + segment.file_len) as usize
            } else if segment.text_len == segment.file_len {
                segment.file as usize + inside
            } else {
                segment.file as usize
            }
        })
    }

    /// The byte in the file behind what byte `offset` of the text stands for.
    fn file_end(&self, offset: usize) -> usize {
        self.segment(offset).map_or(0, |segment| {
            let inside = offset - segment.text as usize;
            if segment.text_len == segment.file_len && inside < segment.text_len as usize {
                segment.file as usize + inside + 1
            } else {
                (segment.file + segment.file_len) as usize
            }
        })
    }
}

/// A text under construction, piece by piece out of one file.
#[derive(Clone, Debug, Default)]
pub struct MappedText {
    text: String,
    segments: Vec<Segment>,
}

impl MappedText {
    /// What was written so far.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Appends bytes `range` of `file` as they stand there; a range that does not fit the file appends nothing.
    pub fn copy(&mut self, file: &str, range: Range<usize>) {
        if let Some(piece) = file.get(range.clone()) {
            self.append(piece, range);
        }
    }

    /// Appends `piece`, which stands for bytes `range` of the file.
    pub fn write(&mut self, piece: &str, range: Range<usize>) {
        self.append(piece, range);
    }

    fn append(&mut self, piece: &str, range: Range<usize>) {
        if piece.is_empty() {
            return;
        }
        let new = Segment {
            text: self.text.len() as u32,
            text_len: piece.len() as u32,
            file: range.start as u32,
            file_len: range.len() as u32,
        };
        self.text.push_str(piece);
        match self.segments.last_mut() {
            Some(last) if continues(*last, new) => {
                last.text_len += new.text_len;
                last.file_len += new.file_len;
            }
            _ => self.segments.push(new),
        }
    }

    /// Takes the last character back.
    pub fn take_back_last(&mut self) {
        let Some(last) = self.text.pop() else { return };
        let bytes = last.len_utf8() as u32;
        let Some(segment) = self.segments.last_mut() else { return };
        if segment.text_len <= bytes {
            self.segments.pop();
            return;
        }
        if segment.text_len == segment.file_len {
            segment.file_len -= bytes;
        }
        segment.text_len -= bytes;
    }

    /// The text, and its map into `file`.
    pub fn finish(self, file: &str) -> (String, SourceMap) {
        (
            self.text,
            SourceMap { segments: self.segments.into(), lines: Arc::new(FileLines::new(file)), pages: Arc::default() },
        )
    }
}

impl MappedText {
    /// The text, and the map of a text out of a `draft` that nobody sees, of which pages are known: their numbers, and where
    /// they begin in the draft, in order.
    pub(crate) fn finish_paged(self, draft: &str, pages: &[(u32, usize)]) -> (String, SourceMap) {
        let (text, map) = self.finish(draft);
        let begins = |drafted: usize| {
            let before =
                map.segments.partition_point(|segment| ((segment.file + segment.file_len) as usize) <= drafted);
            map.segments.get(before).map_or(text.len() as u32, |segment| {
                segment.text + (drafted as u32).saturating_sub(segment.file).min(segment.text_len)
            })
        };
        let pages = pages.iter().map(|(page, drafted)| PageStart { page: *page, at: begins(*drafted) }).collect();
        (text, SourceMap::of_pages(pages))
    }
}

fn continues(last: Segment, new: Segment) -> bool {
    last.text_len == last.file_len && new.text_len == new.file_len && last.file + last.file_len == new.file
}

/// Line starts of a file, and what it takes to count UTF-16 units in it without the file: the runs of characters whose
/// UTF-8 and UTF-16 lengths differ.
#[derive(Debug, Default, Serialize, Deserialize)]
struct FileLines {
    starts: Vec<u32>,
    runs: Vec<Run>,
    len: u32,
}

/// Characters of one width side by side.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
struct Run {
    start: u32,
    end: u32,
    /// Bytes of each character.
    bytes: u8,
    /// UTF-16 units of each character.
    units: u8,
    /// Bytes less units from the start of the file to the start of the run.
    before: u32,
}

impl Run {
    fn excess(self, offset: u32) -> u32 {
        let characters = offset.min(self.end).saturating_sub(self.start) / u32::from(self.bytes);
        self.before + characters * u32::from(self.bytes - self.units)
    }
}

impl FileLines {
    fn new(file: &str) -> Self {
        let bytes = file.as_bytes();
        let is_end = |at: &usize| bytes[*at] == b'\n' || bytes.get(at + 1) != Some(&b'\n');
        let mut starts = vec![0];
        starts.extend(memchr::memchr2_iter(b'\n', b'\r', bytes).filter(is_end).map(|at| at as u32 + 1));
        Self { starts, runs: runs(file), len: file.len() as u32 }
    }

    fn position(&self, byte: usize) -> FilePosition {
        let byte = (byte as u32).min(self.len);
        let line = self.starts.partition_point(|start| *start <= byte).saturating_sub(1);
        let start = self.starts.get(line).copied().unwrap_or_default();
        let column = byte - start - (self.excess(byte) - self.excess(start));
        FilePosition { line: line as u32, column_utf16: column, byte: byte as usize }
    }

    /// Bytes less UTF-16 units up to byte `offset`.
    fn excess(&self, offset: u32) -> u32 {
        let behind = self.runs.partition_point(|run| run.start <= offset);
        behind.checked_sub(1).map_or(0, |at| self.runs[at].excess(offset))
    }
}

fn runs(file: &str) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut at = 0;
    // Most of a file is ASCII: only what is not is looked at by characters.
    while let Some(next) = file.as_bytes()[at..].iter().position(|byte| !byte.is_ascii()) {
        at += next;
        let Some(character) = file[at..].chars().next() else { break };
        let (start, bytes, units) = (at as u32, character.len_utf8() as u8, character.len_utf16() as u8);
        at += character.len_utf8();
        match runs.last_mut() {
            Some(run) if run.end == start && run.bytes == bytes => run.end += u32::from(bytes),
            last => {
                let before = last.map_or(0, |run| run.excess(run.end));
                runs.push(Run { start, end: start + u32::from(bytes), bytes, units, before });
            }
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Copies `file` whole and checks where each `(byte, line, column)` stands.
    fn check(file: &str, expected: &[(usize, u32, u32)]) {
        let mut text = MappedText::default();
        text.copy(file, 0..file.len());
        let (_, map) = text.finish(file);
        for (byte, line, column) in expected {
            let start = map.locate(Span::new(*byte, *byte + 1)).start;
            assert_eq!((start.line, start.column_utf16, start.byte), (*line, *column, *byte));
        }
    }

    #[test]
    fn columns_count_utf16_units() {
        check("a’b😀c\n’’d", &[(0, 0, 0), (1, 0, 1), (4, 0, 2), (5, 0, 3), (9, 0, 5), (11, 1, 0), (17, 1, 2)]);
    }

    #[test]
    fn every_kind_of_line_end_counts_once() {
        check("a\r\nb\rc\nd", &[(0, 0, 0), (3, 1, 0), (5, 2, 0), (7, 3, 0)]);
    }

    #[test]
    fn what_was_written_anew_stands_for_the_whole_of_its_place() {
        let file = "a &amp; b";
        let mut text = MappedText::default();
        text.copy(file, 0..2);
        text.write("&", 2..7);
        text.copy(file, 7..9);
        let (shown, map) = text.finish(file);
        assert_eq!(shown, "a & b");
        let found = map.locate(Span::new(2, 3));
        assert_eq!((found.start.byte, found.end.byte), (2, 7));
        let found = map.locate(Span::new(0, 5));
        assert_eq!((found.start.byte, found.end.byte), (0, 9));
    }

    #[test]
    fn the_end_of_the_text_is_the_end_of_the_file() {
        let mut text = MappedText::default();
        text.copy("ab", 0..2);
        let (_, map) = text.finish("ab");
        assert_eq!(map.locate(Span::new(2, 2)).start.byte, 2);
        assert_eq!(map.locate(Span::new(0, 2)).end.byte, 2);
    }
}
