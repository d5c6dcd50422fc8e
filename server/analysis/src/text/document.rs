//! A document of the corpus as the analysis sees it: its text and what is known about it, without its file.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Markup, Span};

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
    /// Where its pages begin, in order; empty in formats that have no pages.
    pub pages: Vec<PageStart>,
}

/// Where a page begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageStart {
    /// Its number as a reader would cite it, from 1.
    pub page: u32,
    /// Its first byte in the document's text.
    pub at: u32,
}

impl PageStart {
    /// Which of `pages`, in order, byte `offset` stands on; none before the first.
    pub fn page_at(pages: &[Self], offset: usize) -> Option<u32> {
        let behind = pages.partition_point(|page| page.at as usize <= offset);
        Some(pages.get(behind.checked_sub(1)?)?.page)
    }
}

impl Document {
    /// The page that byte `offset` of the text stands on; none in formats without pages.
    ///
    /// # Example
    ///
    /// ```
    /// use deskcheck_analysis::text::{Document, PageStart, Span};
    /// let pages = vec![PageStart { page: 9, at: 0 }, PageStart { page: 10, at: 5 }];
    /// let document = Document { text: "One.\nTwo.\n".to_owned(), pages, ..Document::default() };
    /// assert_eq!((document.page_of(4), document.page_of(5)), (Some(9), Some(10)));
    /// assert_eq!(document.page(10), Some(Span::new(5, 10)));
    /// assert_eq!(document.paragraph(2), Some(Span::new(5, 9)));
    /// ```
    pub fn page_of(&self, offset: usize) -> Option<u32> {
        PageStart::page_at(&self.pages, offset)
    }

    /// The text of the page that readers call `page`; none where there is no such page.
    pub fn page(&self, page: u32) -> Option<Span> {
        let at = self.pages.iter().position(|start| start.page == page)?;
        let end = self.pages.get(at + 1).map_or(self.text.len(), |next| next.at as usize);
        Some(Span::new(self.pages[at].at as usize, end))
    }

    /// The paragraph with this number: lines that say something are counted, from 1, without front matter.
    pub fn paragraph(&self, number: u32) -> Option<Span> {
        let mut count = 0;
        let body = self.text.len() - self.body().len();
        let mut start = body;
        for line in self.body().split_inclusive('\n') {
            let text = Span::new(start, start + line.trim_end().len());
            start += line.len();
            count += u32::from(!text.is_empty());
            if count == number && !text.is_empty() {
                return Some(text);
            }
        }
        None
    }

    /// The text without the front matter of Markdown.
    fn body(&self) -> &str {
        let fenced = self.text.strip_prefix("---\n").filter(|_| self.markup == Markup::Markdown);
        fenced.and_then(|rest| rest.split_once("\n---\n")).map_or(&self.text, |(_, body)| body)
    }
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
