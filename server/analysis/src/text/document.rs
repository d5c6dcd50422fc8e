//! A document of the corpus as the analysis sees it: its text and what is known about it, without its file.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Markup;

/// The number of a document within one corpus.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct DocumentId(pub u32);

/// One source.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Document {
    /// Citation key, unique within the corpus (`meog-2020-week-26`).
    pub key: String,
    /// Its title, where it names one.
    pub title: Option<String>,
    /// Newspaper, agency, ministry: who published it.
    pub publisher: Option<String>,
    /// Who wrote it, as one line.
    pub author: Option<String>,
    /// Its language as an ISO 639-1 code where there is one, else ISO 639-3 (`en`, `fr`, `ckb`).
    pub language: Option<String>,
    /// Where it was published, as a web address.
    pub url: Option<String>,
    /// How far source and content are believed, as analysts grade them (`A1` to `F6`).
    pub grade: Option<String>,
    /// True where whoever published it has taken it back.
    pub retracted: bool,
    /// The day it was published.
    pub date: Option<Date>,
    /// True where the date is not stated but concluded from the text; shown wherever the date is.
    pub date_inferred: bool,
    /// Extracted text. In [`Markup::Plain`] one line is one paragraph: readers have joined what was wrapped.
    pub text: String,
    /// How `text` is to be read.
    pub markup: Markup,
}

impl Document {
    /// The day it was published, in words: `2020-06-28`, or `2020-06-25 (inferred)`.
    pub fn day(&self) -> Option<String> {
        self.date.map(|date| format!("{date}{}", if self.date_inferred { " (inferred)" } else { "" }))
    }

    /// How far it is to be believed, where something is known of that: `graded B2`, `retracted`.
    pub fn standing(&self) -> Option<String> {
        let grade = self.grade.as_ref().map(|grade| format!("graded {grade}"));
        let parts: Vec<_> = grade.into_iter().chain(self.retracted.then(|| "retracted".to_owned())).collect();
        (!parts.is_empty()).then(|| parts.join(", "))
    }
}
