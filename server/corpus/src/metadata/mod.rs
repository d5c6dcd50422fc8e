//! What is known about a document: its title, date and publisher, from the best source that tells them.

pub mod addresses;
pub mod dates;
pub mod language;
pub mod shown;
pub mod stated;
pub mod yaml;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// What one source (front matter, a sidecar, the text) tells about a document.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Metadata {
    /// Citation key, where a sidecar gives one.
    pub key: Option<String>,
    /// Title.
    pub title: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// Who wrote it, as one line.
    pub author: Option<String>,
    /// Its language, as in [`Document::language`](deskcheck_analysis::text::Document::language).
    pub language: Option<String>,
    /// Where it was published, as a web address.
    pub url: Option<String>,
    /// How far it is believed (`A1` to `F6`).
    pub grade: Option<String>,
    /// Whether it was taken back by whoever published it.
    pub retracted: Option<bool>,
    /// The day it was published.
    pub date: Option<Date>,
    /// True where `date` is concluded, not stated.
    pub date_inferred: bool,
    /// The day its file was made: what is concluded where nothing else tells the date.
    pub made: Option<Date>,
}

impl Metadata {
    /// What `self` tells, and for the rest what `other` tells.
    #[must_use]
    pub fn or(self, other: Metadata) -> Metadata {
        let date_inferred = if self.date.is_some() { self.date_inferred } else { other.date_inferred };
        Metadata {
            key: self.key.or(other.key),
            title: self.title.or(other.title),
            publisher: self.publisher.or(other.publisher),
            author: self.author.or(other.author),
            language: self.language.or(other.language),
            url: self.url.or(other.url),
            grade: self.grade.or(other.grade),
            retracted: self.retracted.or(other.retracted),
            date: self.date.or(other.date),
            date_inferred,
            made: self.made.or(other.made),
        }
    }
}

/// As many names are told.
const NAMES: usize = 3;

/// Names as one line: `Ada Brill, Jon Marr`; of many the first, and that there are others.
pub(crate) fn in_one_line(names: &[String]) -> Option<String> {
    let line = names.iter().take(NAMES).map(String::as_str).collect::<Vec<_>>().join(", ");
    let line = if names.len() > NAMES { format!("{line} and others") } else { line };
    (!line.is_empty()).then_some(line)
}
