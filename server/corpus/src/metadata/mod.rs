//! What is known about a document: its title, date and publisher, from the best source that tells them.

pub mod dates;
pub mod shown;
pub mod yaml;

use jiff::civil::Date;

/// What one source (front matter, a sidecar, the text) tells about a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Metadata {
    /// Citation key, where a sidecar gives one.
    pub key: Option<String>,
    /// Title.
    pub title: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// The day it was published.
    pub date: Option<Date>,
    /// True where `date` is concluded, not stated.
    pub date_inferred: bool,
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
            date: self.date.or(other.date),
            date_inferred,
        }
    }
}
