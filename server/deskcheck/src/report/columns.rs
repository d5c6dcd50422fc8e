//! Lines and columns of a note, counted on from the last place asked for: a line may be megabytes long, and findings
//! come in order.

use std::cell::Cell;

use deskcheck_analysis::text::{LineIndex, Span};

use super::Checked;

/// A place in a text; line and columns from 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Place {
    /// Line.
    pub(super) line: usize,
    /// UTF-16 code units from the start of the line.
    pub(super) utf16: usize,
    /// Characters from the start of the line.
    pub(super) characters: usize,
    byte: usize,
}

/// The way from bytes of one text to places.
pub(super) struct Columns<'a> {
    text: &'a str,
    lines: &'a LineIndex,
    last: Cell<Place>,
}

impl<'a> Columns<'a> {
    /// For the note of `checked`.
    pub(super) fn of(checked: &'a Checked) -> Self {
        let note = checked.analysis.note();
        Self::new(&note.text, &note.lines)
    }

    /// For a text and its lines.
    pub(super) fn new(text: &'a str, lines: &'a LineIndex) -> Self {
        Self { text, lines, last: Cell::default() }
    }

    /// The place of byte `offset`; one inside a character counts as its start.
    pub(super) fn place(&self, offset: usize) -> Place {
        let mut offset = offset.min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        let line = self.lines.line(offset);
        let mut place = self.last.get();
        if place.line != line || place.byte > offset {
            place = Place { line, byte: self.lines.line_span(self.text, line).start(), ..Place::default() };
        }
        for character in self.text[place.byte..offset].chars() {
            place.utf16 += character.len_utf16();
            place.characters += 1;
        }
        place.byte = offset;
        self.last.set(place);
        place
    }

    /// The places of both ends of a span.
    pub(super) fn places(&self, span: Span) -> (Place, Place) {
        (self.place(span.start()), self.place(span.end()))
    }
}

#[cfg(test)]
mod tests {
    use deskcheck_analysis::text::{LineIndex, Span};

    use super::Columns;

    #[test]
    fn places_are_the_same_in_any_order() {
        let text = "né 😀x\nab\n";
        let lines = LineIndex::new(text);
        let forth = Columns::new(text, &lines);
        let there: Vec<_> = (0..=text.len()).map(|byte| forth.place(byte)).collect();
        for (byte, place) in there.iter().enumerate().rev() {
            assert_eq!(Columns::new(text, &lines).place(byte), *place);
            assert_eq!(forth.place(byte), *place);
        }
        let (x, end) = forth.places(Span::new(8, 9));
        assert_eq!(((x.utf16, x.characters), (end.utf16, end.characters)), ((5, 4), (6, 5)));
        assert_eq!((there[text.len()].line, there[text.len()].utf16), (2, 0));
    }
}
