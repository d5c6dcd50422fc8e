//! The analyst's note, read.

use jiff::civil::Date;

use crate::extract::TextFacts;
use crate::text::LineIndex;

/// What the YAML at the top of a note says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FrontMatter {
    /// Title.
    pub title: Option<String>,
    /// The day it was written.
    pub date: Option<Date>,
    /// The day up to which it claims to know.
    pub as_of: Option<Date>,
    /// What could not be read: line (from 0) and a sentence.
    pub problems: Vec<(usize, String)>,
}

/// One note at one moment.
#[derive(Clone, Debug)]
pub struct Note {
    /// Its Markdown.
    pub text: String,
    /// Its lines.
    pub lines: LineIndex,
    /// Its front matter.
    pub front_matter: FrontMatter,
    /// What it says.
    pub facts: TextFacts,
}

impl Note {
    /// Reads a note. `previous` is the same note a moment ago: paragraphs that have not changed are not read again.
    pub fn read(text: String, previous: Option<&Note>) -> Self {
        let _ = previous;
        let lines = LineIndex::new(&text);
        Self { lines, front_matter: FrontMatter::default(), facts: TextFacts::default(), text }
    }
}
