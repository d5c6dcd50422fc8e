//! Byte ranges: what every answer points to.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

/// A half-open range of UTF-8 byte offsets into one text.
///
/// # Example
///
/// ```
/// use deskcheck_analysis::text::Span;
/// let span = Span::new(4, 6);
/// assert_eq!(span.of("The 13 men"), "13");
/// assert!(span.contains(4) && !span.contains(6));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(from = "(u32, u32)", into = "(u32, u32)")]
pub struct Span {
    start: u32,
    end: u32,
}

impl Span {
    /// The range from `start` to `end`, in bytes; an `end` before `start` gives an empty range at `start`.
    pub fn new(start: usize, end: usize) -> Self {
        Self { start: start as u32, end: end.max(start) as u32 }
    }

    /// The first byte.
    pub fn start(self) -> usize {
        self.start as usize
    }

    /// The byte behind the last.
    pub fn end(self) -> usize {
        self.end as usize
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// True where it holds no byte.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The range that begins `bytes` further on.
    #[must_use]
    pub fn moved(self, bytes: u32) -> Self {
        Self { start: self.start + bytes, end: self.end + bytes }
    }

    /// The words of `text` in this range, on one line: one blank between them.
    ///
    /// # Example
    ///
    /// ```
    /// use deskcheck_analysis::text::Span;
    /// assert_eq!(Span::new(4, 12).in_a_line("The 13\n  men"), "13 men");
    /// ```
    pub fn in_a_line(self, text: &str) -> String {
        self.on_one_line(text).into_owned()
    }

    /// As [`Span::in_a_line`], without a copy of what stands so in the text.
    pub fn on_one_line(self, text: &str) -> Cow<'_, str> {
        let words = self.of(text);
        let is_plain = words.bytes().all(|byte| matches!(byte, b' '..=b'~'));
        let stands_so = is_plain && words.trim_ascii() == words && !words.contains("  ");
        if stands_so { words.into() } else { words.split_whitespace().collect::<Vec<_>>().join(" ").into() }
    }

    /// True where byte `offset` lies inside.
    pub fn contains(self, offset: usize) -> bool {
        self.start() <= offset && offset < self.end()
    }

    /// True where a cursor at byte `offset` touches the range: inside it, or right behind its last byte.
    pub fn touches(self, offset: usize) -> bool {
        self.start() <= offset && offset <= self.end()
    }

    /// True where `other` lies inside.
    pub fn covers(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// True where the two share a byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest range that holds both.
    #[must_use]
    pub fn join(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The same range `bytes` further on.
    #[must_use]
    pub fn shifted(self, bytes: usize) -> Span {
        Span { start: self.start + bytes as u32, end: self.end + bytes as u32 }
    }

    /// The words of `text` it stands for; empty where the range does not fit the text.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start()..self.end()).unwrap_or_default()
    }
}

impl From<(u32, u32)> for Span {
    fn from((start, end): (u32, u32)) -> Self {
        Self { start, end: end.max(start) }
    }
}

impl From<Span> for (u32, u32) {
    fn from(span: Span) -> Self {
        (span.start, span.end)
    }
}
