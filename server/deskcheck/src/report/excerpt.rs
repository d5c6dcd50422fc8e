//! One line of a text with a stretch of it underlined, cut to fit a terminal.
//!
//! Columns are those of a terminal: wide characters take two, combining marks none (Unicode Standard Annex 11).

use deskcheck_analysis::text::Span;
use unicode_width::UnicodeWidthChar;

/// A line ready to be printed.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Excerpt {
    /// What is shown of the line.
    pub(crate) line: String,
    /// Columns before the underline.
    pub(crate) indent: usize,
    /// Columns of the underline, at least one.
    pub(crate) marked: usize,
}

/// Shows the line of `text` in which `marked` begins, in at most `columns` columns; where it is longer, what stands
/// around `marked`, with `…` where something is left out. `marked` ends with its line.
pub(crate) fn excerpt(text: &str, marked: Span, columns: usize) -> Excerpt {
    let (start, end) = line_of(text, marked, columns);
    let line = text[start..end].trim_end();
    let cells = line.char_indices().filter_map(|(at, character)| cell(start + at, character));
    let cells: Vec<_> = cells.skip_while(|cell| cell.shown == ' ' && cell.byte < marked.start()).collect();
    let first = cells.iter().position(|cell| cell.byte >= marked.start()).unwrap_or(cells.len());
    let behind = cells.iter().position(|cell| cell.byte >= marked.end()).unwrap_or(cells.len()).max(first);
    let (from, to) = window(&cells, first, behind, columns);
    let mut shown = Excerpt { line: String::new(), indent: 0, marked: 0 };
    if from > 0 {
        shown.line.push('…');
        shown.indent += 1;
    }
    shown.line.extend(cells[from..to].iter().map(|cell| cell.shown));
    if to < cells.len() {
        shown.line.push('…');
    }
    shown.indent += width(&cells[from..first.clamp(from, to)]);
    shown.marked = width(&cells[first.clamp(from, to)..behind.clamp(from, to)]).max(1);
    shown
}

/// A character as it is shown.
struct Cell {
    byte: usize,
    shown: char,
    width: usize,
}

/// How a character is shown; none for those that would turn the direction of what follows.
fn cell(byte: usize, character: char) -> Option<Cell> {
    match character {
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' => None,
        _ => {
            // Tabs and whatever else a terminal would obey become blanks.
            let shown = if character.is_control() { ' ' } else { character };
            Some(Cell { byte, shown, width: shown.width().unwrap_or(0) })
        }
    }
}

fn width(cells: &[Cell]) -> usize {
    cells.iter().map(|cell| cell.width).sum()
}

/// The bytes of the line in which `marked` begins, or as much of it around `marked` as may be shown: a line can be
/// megabytes long.
fn line_of(text: &str, marked: Span, columns: usize) -> (usize, usize) {
    // A column takes a few bytes, with combining marks some more.
    let reach = columns * 16;
    let boundary = |mut at: usize| {
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let offset = boundary(marked.start().min(text.len()));
    let first = boundary(offset.saturating_sub(reach));
    let last = boundary((marked.end() + reach).min(text.len())).max(offset);
    let start = text[first..offset].rfind('\n').map_or(first, |at| first + at + 1);
    let end = text[offset..last].find('\n').map_or(last, |at| offset + at);
    (start, end)
}

/// The cells to show so that `first..behind` is among them: whole words where possible, two columns kept for `…`.
fn window(cells: &[Cell], first: usize, behind: usize, columns: usize) -> (usize, usize) {
    if width(cells) <= columns {
        return (0, cells.len());
    }
    let room = columns.saturating_sub(2);
    let (mut from, mut to) = (first, first);
    let mut used = 0;
    while to < behind && used + cells[to].width <= room {
        used += cells[to].width;
        to += 1;
    }
    // Two thirds of what is left go before: what is counted is mostly said before the number.
    let before = (room - used) * 2 / 3;
    let mut taken = 0;
    while from > 0 && taken + cells[from - 1].width <= before {
        from -= 1;
        taken += cells[from].width;
    }
    while to < cells.len() && used + taken + cells[to].width <= room {
        taken += cells[to].width;
        to += 1;
    }
    while from > 0 && used + taken + cells[from - 1].width <= room {
        from -= 1;
        taken += cells[from].width;
    }
    let from = if from > 0 { word_start(cells, from, first) } else { 0 };
    (from, if to < cells.len() { word_end(cells, to, behind.min(to)) } else { to })
}

/// The first word that begins in `from..first`, or `from` where none does soon.
fn word_start(cells: &[Cell], from: usize, first: usize) -> usize {
    let begins = |at: &usize| cells[*at].shown != ' ' && cells[*at - 1].shown == ' ';
    (from.max(1)..first).take(16).find(begins).unwrap_or(from)
}

/// The end of the last word that ends in `behind..=to`, or `to` where none does soon.
fn word_end(cells: &[Cell], to: usize, behind: usize) -> usize {
    let ends = |at: &usize| cells[*at].shown == ' ' && cells[*at - 1].shown != ' ';
    (behind.max(1)..=to).rev().take(16).find(ends).unwrap_or(to)
}

#[cfg(test)]
#[expect(clippy::needless_raw_string_hashes, reason = "expect-test writes them so")]
mod tests {
    use deskcheck_analysis::text::Span;
    use expect_test::{Expect, expect};

    use super::excerpt;

    #[expect(clippy::needless_pass_by_value, reason = "as `expect!` is used everywhere")]
    fn check(text: &str, figure: &str, columns: usize, expected: Expect) {
        let start = text.find(figure).expect("the figure stands in the text");
        let shown = excerpt(text, Span::new(start, start + figure.len()), columns);
        expected.assert_eq(&format!("{}\n{}{}\n", shown.line, " ".repeat(shown.indent), "^".repeat(shown.marked)));
    }

    #[test]
    fn a_short_line_is_shown_whole() {
        check(
            "one\n  the arrest of 13 members here\nthree",
            "13 members",
            60,
            expect![[r#"
                the arrest of 13 members here
                              ^^^^^^^^^^
            "#]],
        );
    }

    #[test]
    fn a_long_line_is_cut_around_the_figure() {
        let text = "The Counter Terrorism Service went into the southern district before dawn and took away 14 members \
                    of the group, three of them leaders, along with rockets and their launchers.";
        check(
            text,
            "14 members",
            50,
            expect![[r#"
            …dawn and took away 14 members of the…
                                ^^^^^^^^^^
        "#]],
        );
        check(
            text,
            "The Counter",
            40,
            expect![[r#"
            The Counter Terrorism Service went…
            ^^^^^^^^^^^
        "#]],
        );
        check(
            text,
            "launchers",
            40,
            expect![[r#"
            …with rockets and their launchers.
                                    ^^^^^^^^^
        "#]],
        );
        check(
            text,
            "14 members of the group, three of them leaders",
            30,
            expect![[r#"
            …14 members of the group, thr…
             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        "#]],
        );
    }

    #[test]
    fn wide_and_combining_characters_are_underlined_right() {
        check(
            "数字は 13人 です",
            "13人",
            40,
            expect![[r#"
            数字は 13人 です
                   ^^^^
        "#]],
        );
        let combining = excerpt("cafe\u{301}\t13 men", Span::new(7, 13), 40);
        assert_eq!((combining.indent, combining.marked), (5, 6));
    }

    #[test]
    fn a_figure_over_a_line_end_ends_with_its_line() {
        check(
            "about 13\nmembers",
            "13\nmembers",
            40,
            expect![[r#"
            about 13
                  ^^
        "#]],
        );
        check(
            "",
            "",
            40,
            expect![[r#"

            ^
        "#]],
        );
    }

    #[test]
    fn terminals_are_not_told_anything_by_a_text() {
        check(
            "\u{1b}[31m13\u{202e} men",
            "13",
            40,
            expect![[r#"
                [31m13 men
                    ^^
            "#]],
        );
    }
}
