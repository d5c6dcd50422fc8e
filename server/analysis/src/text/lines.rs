//! Lines of a text, and columns in UTF-16 code units as editors and the JSON contract count them.

use super::Span;

/// A place in a text: line and UTF-16 column, both from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LineColumn {
    /// Line, from 0.
    pub line: u32,
    /// UTF-16 code units from the start of the line, from 0.
    pub column: u32,
}

/// Where each line of one text begins.
///
/// # Example
///
/// ```
/// use deskcheck_analysis::text::{LineColumn, LineIndex};
/// let text = "a\n😀b";
/// let lines = LineIndex::new(text);
/// assert_eq!(lines.position(text, 6), LineColumn { line: 1, column: 2 });
/// assert_eq!(lines.line_span(text, 1).of(text), "😀b");
/// ```
#[derive(Clone, Debug)]
pub struct LineIndex {
    starts: Vec<u32>,
}

impl LineIndex {
    /// Reads the line starts of `text`; a line ends behind `\n`.
    pub fn new(text: &str) -> Self {
        let mut starts = vec![0];
        starts.extend(text.match_indices('\n').map(|(at, _)| at as u32 + 1));
        Self { starts }
    }

    /// The line (from 0) that byte `offset` stands in.
    pub fn line(&self, offset: usize) -> usize {
        self.starts.partition_point(|start| *start as usize <= offset) - 1
    }

    /// Line and UTF-16 column of byte `offset`; an offset inside a character counts as its start.
    pub fn position(&self, text: &str, offset: usize) -> LineColumn {
        let line = self.line(offset.min(text.len()));
        let start = self.starts[line] as usize;
        let mut end = offset.min(text.len());
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let column = text[start..end].chars().map(char::len_utf16).sum::<usize>();
        LineColumn { line: line as u32, column: column as u32 }
    }

    /// The bytes of line `line` (from 0) without its line end; empty at the end of the text where there is no such line.
    pub fn line_span(&self, text: &str, line: usize) -> Span {
        let Some(start) = self.starts.get(line).map(|start| *start as usize) else {
            return Span::new(text.len(), text.len());
        };
        let end = self.starts.get(line + 1).map_or(text.len(), |next| *next as usize);
        Span::new(start, start + text[start..end].trim_end_matches(['\n', '\r']).len())
    }

    /// Number of lines; an empty text has one.
    pub fn len(&self) -> usize {
        self.starts.len()
    }

    /// Never true: every text has a line.
    pub fn is_empty(&self) -> bool {
        false
    }
}
