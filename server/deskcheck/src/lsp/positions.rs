//! Positions of the protocol and bytes of a text, both ways, in the encoding that was agreed on.
//!
//! Lines end at `\n`, `\r\n` and `\r`, as the protocol says. A position behind the end of its line counts as that end, one
//! behind the last line as the end of the text.

use deskcheck_analysis::text::Span;
use ropey::{Rope, RopeSlice};
use tower_lsp::ls_types::{Position, PositionEncodingKind, Range};

/// What a `character` counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Encoding {
    /// Bytes.
    Utf8,
    /// UTF-16 code units: what every client knows.
    #[default]
    Utf16,
    /// Characters.
    Utf32,
}

impl Encoding {
    /// The first that the client offers and we know; UTF-16 where it offers none.
    pub(super) fn agreed(offered: Option<&[PositionEncodingKind]>) -> Self {
        let known = |kind: &PositionEncodingKind| match kind.as_str() {
            "utf-8" => Some(Self::Utf8),
            "utf-16" => Some(Self::Utf16),
            "utf-32" => Some(Self::Utf32),
            _ => None,
        };
        offered.and_then(|offered| offered.iter().find_map(known)).unwrap_or_default()
    }

    /// Its name in the protocol.
    pub(super) fn kind(self) -> PositionEncodingKind {
        match self {
            Self::Utf8 => PositionEncodingKind::UTF8,
            Self::Utf16 => PositionEncodingKind::UTF16,
            Self::Utf32 => PositionEncodingKind::UTF32,
        }
    }
}

/// The byte that `position` names.
pub(super) fn byte(text: &Rope, position: Position, encoding: Encoding) -> usize {
    text.char_to_byte(character(text, position, encoding))
}

/// The character, counted from the start of the text, that `position` names.
pub(super) fn character(text: &Rope, position: Position, encoding: Encoding) -> usize {
    let line = position.line as usize;
    if line >= text.len_lines() {
        return text.len_chars();
    }
    let content = without_end(text.line(line));
    let units = position.character as usize;
    let within = match encoding {
        Encoding::Utf8 => content.byte_to_char(units.min(content.len_bytes())),
        Encoding::Utf16 => content.utf16_cu_to_char(units.min(content.len_utf16_cu())),
        Encoding::Utf32 => units.min(content.len_chars()),
    };
    text.line_to_char(line) + within
}

/// The position of byte `offset`; one behind the end counts as the end.
pub(super) fn position(text: &Rope, offset: usize, encoding: Encoding) -> Position {
    let at = text.byte_to_char(offset.min(text.len_bytes()));
    let line = text.char_to_line(at);
    let start = text.line_to_char(line);
    let units = match encoding {
        Encoding::Utf8 => text.char_to_byte(at) - text.char_to_byte(start),
        Encoding::Utf16 => text.char_to_utf16_cu(at) - text.char_to_utf16_cu(start),
        Encoding::Utf32 => at - start,
    };
    Position::new(line as u32, units as u32)
}

/// The range of a span.
pub(super) fn range(text: &Rope, span: Span, encoding: Encoding) -> Range {
    Range::new(position(text, span.start(), encoding), position(text, span.end(), encoding))
}

/// Where each line of one text begins: for a text of which many positions are asked, as it is quicker than a rope.
#[derive(Clone, Debug)]
pub(super) struct Lines {
    starts: Vec<u32>,
}

impl Lines {
    /// Finds the lines of `text`.
    pub(super) fn of(text: &str) -> Self {
        let mut starts = vec![0];
        if !text.contains('\r') {
            starts.extend(text.match_indices('\n').map(|(at, _)| at as u32 + 1));
            return Self { starts };
        }
        let bytes = text.as_bytes();
        let is_end = |at: usize| bytes[at] == b'\n' || bytes[at] == b'\r' && bytes.get(at + 1) != Some(&b'\n');
        let behind = (0..bytes.len()).filter(|at| is_end(*at)).map(|at| at as u32 + 1);
        starts.extend(behind);
        Self { starts }
    }

    /// The range of a span of that text.
    pub(super) fn range(&self, text: &str, span: Span, encoding: Encoding) -> Range {
        Range::new(self.position(text, span.start(), encoding), self.position(text, span.end(), encoding))
    }

    /// The position of byte `offset`; one behind the end counts as the end, one inside a character as its start.
    fn position(&self, text: &str, offset: usize, encoding: Encoding) -> Position {
        let mut offset = offset.min(text.len());
        while !text.is_char_boundary(offset) {
            offset -= 1;
        }
        let line = self.starts.partition_point(|start| *start as usize <= offset) - 1;
        let before = &text[self.starts[line] as usize..offset];
        let units = match encoding {
            _ if before.is_ascii() => before.len(),
            Encoding::Utf8 => before.len(),
            Encoding::Utf16 => before.chars().map(char::len_utf16).sum(),
            Encoding::Utf32 => before.chars().count(),
        };
        Position::new(line as u32, units as u32)
    }
}

fn without_end(line: RopeSlice<'_>) -> RopeSlice<'_> {
    let mut end = line.len_chars();
    while end > 0 && matches!(line.char(end - 1), '\n' | '\r') {
        end -= 1;
    }
    line.slice(..end)
}

#[cfg(test)]
mod tests {
    use super::{Encoding, Lines, byte, position};
    use proptest::prelude::*;
    use ropey::Rope;
    use tower_lsp::ls_types::Position;

    #[test]
    fn bytes_and_positions_in_every_encoding() {
        let text = "né 😀x\r\nعدد\rz\n";
        let rope = Rope::from_str(text);
        for encoding in [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32] {
            for (offset, _) in text.char_indices().filter(|(_, c)| !matches!(c, '\n')) {
                assert_eq!(byte(&rope, position(&rope, offset, encoding), encoding), offset, "{encoding:?} {offset}");
            }
        }
        let x = text.find('x').expect("it is there");
        let column = |encoding| position(&rope, x, encoding).character;
        assert_eq!((column(Encoding::Utf8), column(Encoding::Utf16), column(Encoding::Utf32)), (8, 5, 4));
        assert_eq!(position(&rope, text.find('z').expect("it is there"), Encoding::Utf16), Position::new(2, 0));
    }

    #[test]
    fn positions_behind_the_end_are_the_end() {
        let rope = Rope::from_str("ab\r\ncd");
        let at = |line, character| byte(&rope, Position::new(line, character), Encoding::Utf16);
        assert_eq!((at(0, 99), at(1, 99), at(7, 0), at(u32::MAX, u32::MAX)), (2, 6, 6, 6));
    }

    proptest! {
        #[test]
        fn lines_and_rope_agree(text in "[a\r\né😀ع\u{301} ]{0,24}", offset in 0..64_usize) {
            let (rope, lines) = (Rope::from_str(&text), Lines::of(&text));
            for encoding in [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32] {
                prop_assert_eq!(lines.position(&text, offset, encoding), position(&rope, offset, encoding));
            }
        }
    }
}
