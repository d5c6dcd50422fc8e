//! Source formats: what each file extension is read by.
//!
//! A format is one file in here and one line in [`TABLE`].

pub mod encoding;

mod docx;
mod epub;
mod html;
mod mail;
mod markdown;
mod odt;
mod pdf;
mod rtf;
mod separated;
mod text;

mod composition;
#[cfg(test)]
mod fixtures;
mod package;
mod properties;
mod rows;
mod xml;

use std::path::Path;

use deskcheck_analysis::text::Markup;
use serde::{Deserialize, Serialize};

use crate::metadata::Metadata;
use crate::reading::Problem;
use crate::source_map::SourceMap;

/// The format of a document's file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// Plain text in any encoding.
    Text,
    /// Markdown, with or without front matter.
    Markdown,
    /// A web page.
    Html,
    /// One mail with what is attached to it.
    Mail,
    /// A file of many mails.
    Mailbox,
    /// Pages as they are printed.
    Pdf,
    /// A Word file (Office Open XML).
    Docx,
    /// A text in the Open Document format.
    Odt,
    /// An electronic book.
    Epub,
    /// Rich Text Format.
    Rtf,
    /// Rows of values, parted by commas, semicolons or tabs.
    Csv,
}

impl Format {
    /// True where an editor shows the text of a document by showing its file.
    pub fn is_text(self) -> bool {
        match self {
            Self::Text | Self::Markdown | Self::Csv => true,
            Self::Html | Self::Pdf | Self::Docx | Self::Odt | Self::Epub | Self::Rtf | Self::Mail | Self::Mailbox => {
                false
            }
        }
    }
}

/// Most files that are larger are left out, in bytes.
const LARGEST: u64 = 64 << 20;

/// Mailboxes grow larger than anything that one person writes.
const LARGEST_MAILBOX: u64 = 256 << 20;

/// A file to be read.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    /// Where it is, for messages and for the date a file name may hold.
    pub path: &'a Path,
    /// Its content.
    pub bytes: &'a [u8],
}

/// One document that a format's reader found. Most files hold one; a mail holds its attachments too.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Reading {
    /// Which part of its file it is (`report.pdf`, `2`); none for the file itself. It goes into citation key and messages.
    pub part: Option<String>,
    /// The text.
    pub text: String,
    /// How it is to be read.
    pub markup: Markup,
    /// The way back into the file.
    pub map: SourceMap,
    /// What the file itself tells about the document.
    pub metadata: Metadata,
}

/// Of a text with more paragraphs and cells of tables the rest is left out: each takes as much memory as a sentence, however
/// little it says.
const MOST_BLOCKS: usize = 1_000_000;

impl Reading {
    /// Leaves out what stands behind its first `most` paragraphs and cells; true where that was anything.
    fn cut(&mut self, most: usize) -> bool {
        let bytes = self.text.trim_end().as_bytes();
        let mut ends =
            (1..bytes.len()).filter(|at| matches!(bytes[*at], b'\n' | b'|' | b'\t') && bytes[at - 1] != b'\n');
        let Some(end) = ends.nth(most.saturating_sub(1)) else { return false };
        // No row of a table is cut in two.
        let length = self.text[..=end].rfind('\n').unwrap_or(end);
        self.text.truncate(length);
        self.map.cut(length);
        true
    }
}

/// What the file at `path` holds, read by `reader`, and what is to be said of that.
pub fn read(reader: &FormatReader, path: &Path, bytes: &[u8]) -> (Vec<Reading>, Vec<Problem>) {
    let mut problems = Vec::new();
    let mut readings = (reader.read)(Input { path, bytes }, &mut problems);
    for reading in &mut readings {
        if reading.cut(MOST_BLOCKS) {
            let part = reading.part.as_ref().map(|part| format!(" in {part}")).unwrap_or_default();
            let message = format!(
                "has more than {MOST_BLOCKS} paragraphs and cells of tables{part}, and is read up to there only; split it"
            );
            problems.push(Problem::of_file(path, message));
        }
    }
    (readings, problems)
}

/// One line of the format table.
pub struct FormatReader {
    /// The format.
    pub format: Format,
    /// Extensions of its files, lower case, without the dot; the empty one stands for files without extension.
    pub extensions: &'static [&'static str],
    /// True where the reader may meet its match: its files are read by a process of their own, where there is one.
    pub isolated: bool,
    /// Reads a file; nothing where nothing could be read, which a problem then tells.
    pub read: fn(Input<'_>, &mut Vec<Problem>) -> Vec<Reading>,
}

/// Every format.
pub const TABLE: &[FormatReader] = &[
    FormatReader { format: Format::Text, extensions: &["txt", "text", ""], isolated: false, read: text::read },
    FormatReader {
        format: Format::Markdown,
        extensions: &["md", "markdown", "mdown"],
        isolated: false,
        read: markdown::read,
    },
    FormatReader { format: Format::Html, extensions: &["html", "htm", "xhtml"], isolated: true, read: html::read },
    FormatReader { format: Format::Mail, extensions: &["eml"], isolated: true, read: mail::read },
    FormatReader { format: Format::Mailbox, extensions: &["mbox", "mbx"], isolated: true, read: mail::read_mailbox },
    FormatReader { format: Format::Pdf, extensions: &["pdf"], isolated: true, read: pdf::read },
    FormatReader {
        format: Format::Docx,
        extensions: &["docx", "docm", "dotx", "doc"],
        isolated: true,
        read: docx::read,
    },
    FormatReader { format: Format::Odt, extensions: &["odt", "ott"], isolated: true, read: odt::read },
    FormatReader { format: Format::Epub, extensions: &["epub"], isolated: true, read: epub::read },
    FormatReader { format: Format::Rtf, extensions: &["rtf"], isolated: true, read: rtf::read },
    FormatReader { format: Format::Csv, extensions: &["csv", "tsv"], isolated: false, read: separated::read },
];

/// A file at `path` that is larger, in bytes, is left out.
pub fn largest(path: &Path) -> u64 {
    if reader(path).is_some_and(|reader| reader.format == Format::Mailbox) { LARGEST_MAILBOX } else { LARGEST }
}

/// The reader for `path`, by its extension in any letter case.
pub fn reader(path: &Path) -> Option<&'static FormatReader> {
    let extension = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    TABLE.iter().find(|reader| reader.extensions.contains(&extension.as_str()))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use deskcheck_analysis::text::Markup;

    use super::{Reading, TABLE, read};
    use crate::metadata::Metadata;
    use crate::source_map::{PageStart, SourceMap};

    fn cut(text: &str, most: usize) -> (String, bool, usize) {
        let map = SourceMap::of_pages(vec![PageStart { page: 1, at: 0 }, PageStart { page: 2, at: 8 }]);
        let mut reading =
            Reading { part: None, text: text.to_owned(), map, markup: Markup::Plain, metadata: Metadata::default() };
        let is_cut = reading.cut(most);
        (reading.text, is_cut, reading.map.pages().len())
    }

    #[test]
    fn a_text_is_cut_behind_so_many_paragraphs() {
        let whole = "One.\n\nTwo.\nThree.\n";
        assert_eq!(cut(whole, 3), (whole.to_owned(), false, 2));
        assert_eq!(cut(whole, 2), ("One.\n\nTwo.".to_owned(), true, 2));
        assert_eq!(cut(whole, 1), ("One.".to_owned(), true, 1));
        assert_eq!(cut("Day | Held\n4 March | 14\n5 March | 2", 3), ("Day | Held".to_owned(), true, 2));
        assert_eq!(cut("a|b|c", 2), ("a|b".to_owned(), true, 1));
    }

    #[test]
    fn what_is_left_out_is_told() {
        let (readings, problems) = read(&TABLE[0], Path::new("a.txt"), "14 men.\n".repeat(1_000_001).as_bytes());
        assert_eq!(readings[0].text.lines().count(), 1_000_000);
        let message = "has more than 1000000 paragraphs and cells of tables, and is read up to there only; split it";
        assert_eq!(problems.iter().map(|problem| problem.message.as_str()).collect::<Vec<_>>(), [message]);
    }
}
