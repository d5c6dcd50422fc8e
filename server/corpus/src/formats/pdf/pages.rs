//! One page: its lines in reading order, with their places.

use encoding_rs::WINDOWS_1252;
use pdf_oxide::PdfDocument;
use pdf_oxide::layout::TextSpan;

use super::{columns, rows};

/// A page with what stands on it.
#[derive(Debug, Default)]
pub(super) struct Page {
    /// Its number by position in the file, from 0.
    pub(super) at: usize,
    /// In reading order.
    pub(super) lines: Vec<Line>,
}

/// A line of text, or a row of a table.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Line {
    pub(super) text: String,
    pub(super) place: Place,
    /// The column that it stands in: all that lies between two cuts of the page.
    pub(super) column: usize,
    /// True for a row of cells.
    pub(super) is_row: bool,
}

/// Where something stands: points from the lower left corner of the page as it is read.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Place {
    pub(super) left: f32,
    pub(super) right: f32,
    /// The line that letters stand on.
    pub(super) base: f32,
    /// The size of the letters.
    pub(super) size: f32,
}

/// Letters that were drawn together.
#[derive(Clone, Debug)]
pub(super) struct Run {
    pub(super) text: String,
    pub(super) place: Place,
}

impl Place {
    /// Both as one.
    pub(super) fn with(self, other: Place) -> Place {
        Place { left: self.left.min(other.left), right: self.right.max(other.right), ..self }
    }

    pub(super) fn width(&self) -> f32 {
        self.right - self.left
    }
}

impl Page {
    /// Reads the page at position `at`, from 0.
    pub(super) fn read(document: &PdfDocument, at: usize) -> pdf_oxide::Result<Self> {
        let mut spans = document.extract_spans(at)?;
        unturn(document, at, &mut spans);
        let runs = runs(spans);
        let mut lines = Vec::new();
        for (column, segments) in columns::cut(rows::segments(runs)).into_iter().enumerate() {
            lines.extend(rows::lines(segments, column));
        }
        Ok(Self { at, lines })
    }

    /// Bytes of its text.
    pub(super) fn bytes(&self) -> usize {
        self.lines.iter().map(|line| line.text.len() + 1).sum()
    }
}

/// Gives the spans of a page that is shown turned the places at which they were drawn: a text is read in the direction that it
/// runs in, however the page is shown. The library has moved those that run in another direction, and on a page that is upside
/// down all of them.
fn unturn(document: &PdfDocument, at: usize, spans: &mut [TextSpan]) {
    let turned = document.get_page_rotation(at).unwrap_or_default().rem_euclid(360);
    let Ok((left, bottom, right, top)) = document.get_page_media_box(at) else { return };
    let (width, height) = (right - left, top - bottom);
    for span in spans.iter_mut().filter(|span| turned == 180 || angle(span) != 0) {
        let shown = span.bbox;
        let (x, y) = (shown.x - left, shown.y - bottom);
        let (x, y) = match turned {
            90 => (width - y - shown.height, x),
            180 => (width - x - shown.width, height - y - shown.height),
            270 => (y, height - x - shown.width),
            _ => continue,
        };
        (span.bbox.x, span.bbox.y) = (left + x, bottom + y);
        if turned != 180 {
            (span.bbox.width, span.bbox.height) = (shown.height, shown.width);
        }
    }
}

/// What of a page is read as text: all that runs in the direction of most of it. Stamps along the margin and marks across
/// the page do not.
fn runs(spans: Vec<TextSpan>) -> Vec<Run> {
    let mut letters: Vec<(i32, usize)> = Vec::new();
    for span in &spans {
        let angle = angle(span);
        match letters.iter_mut().find(|(other, _)| *other == angle) {
            Some((_, count)) => *count += span.text.len(),
            None => letters.push((angle, span.text.len())),
        }
    }
    let Some((main, _)) = letters.into_iter().max_by_key(|(angle, count)| (*count, -angle.abs())) else {
        return Vec::new();
    };
    let main = spans.into_iter().filter(|span| angle(span) == main && span.artifact_type.is_none());
    main.filter_map(|span| run(&span)).collect()
}

/// The direction that a text runs in, in whole degrees.
fn angle(span: &TextSpan) -> i32 {
    span.rotation_degrees.round() as i32
}

/// The run of a span, with its place on the page turned so that it is upright.
fn run(span: &TextSpan) -> Option<Run> {
    let (left, base) = match angle(span) {
        90 => (span.bbox.y, -span.bbox.x),
        -90 => (-span.bbox.y, span.bbox.x),
        180 | -180 => (-span.bbox.x, -span.bbox.y),
        _ => (span.bbox.x, span.bbox.y),
    };
    let place = Place { left, right: left + span.bbox.width, base, size: span.font_size.abs().max(1.0) };
    let is_sane = [place.left, place.right, place.base, place.size].iter().all(|value| value.is_finite());
    let text = plain(&span.text);
    (is_sane && !text.trim().is_empty()).then_some(Run { text, place })
}

/// Text without ligatures and without characters that print nothing.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            'ﬀ' => plain.push_str("ff"),
            'ﬁ' => plain.push_str("fi"),
            'ﬂ' => plain.push_str("fl"),
            'ﬃ' => plain.push_str("ffi"),
            'ﬄ' => plain.push_str("ffl"),
            'ﬅ' | 'ﬆ' => plain.push_str("st"),
            '\u{A0}' | '\t' | '\n' | '\r' => plain.push(' '),
            '\u{200B}' | '\u{FEFF}' | '\u{FFFD}' => {}
            // Where a font does not say what its letters are, these are the ones that its file means: dashes, quotation marks.
            '\u{80}'..='\u{9F}' => plain.push_str(&WINDOWS_1252.decode_without_bom_handling(&[letter as u8]).0),
            letter if letter.is_control() => {}
            letter => plain.push(letter),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    #[test]
    fn text_is_plain() {
        assert_eq!(super::plain("o\u{FB03}ce\u{A0}[21\u{96}25]\u{1}\u{200B}"), "office [21–25]");
    }
}
