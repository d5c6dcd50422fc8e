//! Tables: a cell that holds a number is read behind the head of its column or row, and before the other of the two.

use super::InContext;
use super::names::{Head, head};
use crate::lexicon::heads::Says;
use crate::lexicon::units::Kind;
use crate::lexicon::{numbers, units, words};
use crate::text::layout::Table;
use crate::text::tokens::tokenize;
use crate::text::{BlockKind, Prose, Span, Token, TokenKind};

/// A caption has no more words.
const LONGEST_CAPTION: usize = 16;
/// A value has no more tokens (`about 1.2 million euros a day`).
const LONGEST_VALUE: usize = 7;

/// Reads the cells of every table with their heads.
pub(super) fn join(prose: &Prose, all: &mut [InContext]) {
    for table in &prose.layout.tables {
        let Some(grid) = Grid::read(prose, table) else { continue };
        for row in 0..grid.cells.len() {
            for column in 0..grid.width {
                let Some(at) = grid.cells[row][column].filter(|at| is_value(prose, *at)) else { continue };
                all[at] = grid.joined(row, column).unwrap_or_else(|| InContext::mute(prose.blocks[at], &prose.text));
            }
        }
    }
}

/// A table with the blocks of its cells.
struct Grid<'a> {
    prose: &'a Prose,
    width: usize,
    /// For each row the blocks of its cells; none for empty ones.
    cells: Vec<Vec<Option<usize>>>,
    /// True where the first row holds heads.
    headed: bool,
    /// The column that names the rows.
    names: usize,
    /// The heads of the columns, and the names of the rows.
    over: Vec<HeadCell>,
    beside: Vec<HeadCell>,
    /// What stands right over the table.
    caption: Option<Span>,
}

/// A head and what it says.
#[derive(Clone, Copy)]
struct HeadCell {
    head: Head,
    span: Option<Span>,
}

impl<'a> Grid<'a> {
    fn read(prose: &'a Prose, table: &Table) -> Option<Self> {
        let block = |cell: &Span| {
            let first = prose.blocks.partition_point(|block| block.span.start() < cell.start());
            Some(first).filter(|at| prose.blocks.get(*at).is_some_and(|block| cell.covers(block.span)))
        };
        let cells: Vec<Vec<Option<usize>>> = table.rows.iter().map(|row| row.iter().map(block).collect()).collect();
        let width = cells.first()?.len();
        if width < 2 || cells.iter().any(|row| row.len() != width) {
            return None;
        }
        let headed = !cells[0].iter().skip(1).flatten().any(|at| is_value(prose, *at));
        let (over, beside) = (Vec::new(), Vec::new());
        let mut grid = Self { prose, width, cells, headed, names: 0, over, beside, caption: None };
        grid.over = (0..width).map(|column| grid.told(grid.cells[0][column].filter(|_| headed))).collect();
        grid.caption = grid.right_over();
        if grid.numbers_rows() {
            grid.names = 1;
        }
        if grid.width <= grid.names + 1 {
            return None;
        }
        grid.beside = grid.cells.iter().map(|row| grid.told(row[grid.names])).collect();
        Some(grid)
    }

    /// True where the first column only numbers the rows.
    fn numbers_rows(&self) -> bool {
        let rows = usize::from(self.headed)..self.cells.len();
        self.over[0].head == Head::Says(Says::Index)
            || rows.clone().all(|row| self.cells[row][0].is_some_and(|at| is_value(self.prose, at)))
                && self.width > 2
                && self.over[0].head != Head::Time
    }

    /// A heading, a lead-in or a caption right over the table.
    fn right_over(&self) -> Option<Span> {
        let first = self.cells.iter().flatten().flatten().min()?;
        let block = self.prose.blocks[first.checked_sub(1)?];
        let words = block.span.of(&self.prose.text).trim_end();
        let caption = words.ends_with(':')
            || words.split_whitespace().count() <= LONGEST_CAPTION && !words.ends_with(['.', '!', '?', ';', ',']);
        match block.kind {
            BlockKind::Heading(_) => Some(block.span),
            BlockKind::Paragraph if caption => Some(block.span),
            _ => None,
        }
    }

    fn told(&self, cell: Option<usize>) -> HeadCell {
        let span = cell.map(|at| self.prose.blocks[at].span);
        let name = span.map(|span| without_brackets(&self.prose.text, span));
        let said = name.map_or(Head::Blank, |span| head(&self.prose.text, span));
        // What has a unit is no name.
        let measured = said == Head::Name && span.and_then(|span| in_brackets(&self.prose.text, span)).is_some();
        HeadCell { head: if measured { Head::Words } else { said }, span }
    }

    fn joined(&self, row: usize, column: usize) -> Option<InContext> {
        if self.headed && row == 0 || column <= self.names {
            return None;
        }
        let (over, beside) = (self.over[column], self.beside[row]);
        if counts_nothing(over) || is_year(self.prose, self.cells[row][column]?) {
            return None;
        }
        let (label, subject) = self.label_and_subject(over, beside)?;
        self.compose(self.cells[row][column]?, label, subject, over)
    }

    /// Which of the two heads says what is counted, and what the other adds to it.
    fn label_and_subject(&self, over: HeadCell, beside: HeadCell) -> Option<(HeadCell, Option<HeadCell>)> {
        let adds = |told: HeadCell| match told.head {
            Head::Total => Some(None),
            Head::Things if self.names_places() => None,
            Head::Time | Head::Name | Head::Things => Some(Some(told)),
            _ => None,
        };
        let empty = matches!(over.head, Head::Blank | Head::Total | Head::Says(Says::Number));
        match (over.head, beside.head) {
            (Head::Event | Head::Things | Head::Words, Head::Time | Head::Name | Head::Total) => {
                Some((over, adds(beside)?))
            }
            (Head::Event, Head::Things) => Some((over, adds(beside)?)),
            (_, Head::Event | Head::Things) if empty => Some((beside, None)),
            (_, Head::Words) if empty && self.width == 2 => Some((beside, None)),
            (Head::Time | Head::Name, Head::Event | Head::Things | Head::Words) if self.headed => {
                Some((beside, adds(over)?))
            }
            _ => None,
        }
    }

    fn names_places(&self) -> bool {
        matches!(self.over[self.names].head, Head::Says(Says::Place | Says::Actor))
    }

    /// `caption: label: value unit in subject`, or `label: value things`.
    fn compose(&self, cell: usize, label: HeadCell, subject: Option<HeadCell>, over: HeadCell) -> Option<InContext> {
        let text = &self.prose.text;
        let mut joined = InContext::default();
        if let Some(caption) = self.caption {
            joined.piece(trimmed(text, caption), text);
            joined.glue(": ");
        }
        joined.piece(without_brackets(text, label.span?), text);
        joined.glue(": ");
        let unit =
            over.span.and_then(|span| in_brackets(text, span)).or(label.span.and_then(|span| in_brackets(text, span)));
        let bare = is_bare(self.prose, cell);
        let before =
            unit.filter(|unit| bare && units().sign(unit.of(text)).is_some_and(|unit| unit.kind == Kind::Money));
        if let Some(sign) = before {
            joined.piece(sign, text);
        }
        joined.own(self.prose.blocks[cell].span, text);
        if let Some(unit) = unit.filter(|_| bare && before.is_none()) {
            // A sign stands right behind its number.
            joined.glue(if unit.of(text).starts_with(char::is_alphabetic) { " " } else { "" });
            joined.piece(unit, text);
        }
        if let Some(HeadCell { head, span: Some(span) }) = subject {
            joined.glue(if head == Head::Things { " " } else { " in " });
            joined.piece(span, text);
            joined.subject = Some(span).filter(|_| head == Head::Name);
        }
        Some(joined)
    }
}

/// True for the head of a column that names, dates or remarks upon its rows rather than counting.
fn counts_nothing(over: HeadCell) -> bool {
    matches!(over.head, Head::Says(says) if says != Says::Number)
}

/// The words of a head before its unit in brackets.
fn without_brackets(text: &str, span: Span) -> Span {
    let words = span.of(text);
    let end = words.rfind(" (").filter(|_| words.ends_with(')')).unwrap_or(words.len());
    trimmed(text, Span::new(span.start(), span.start() + end))
}

/// What stands in the brackets that end a head.
fn in_brackets(text: &str, span: Span) -> Option<Span> {
    let words = span.of(text);
    let open = words.rfind(" (").filter(|_| words.ends_with(')'))?;
    Some(Span::new(span.start() + open + 2, span.end() - 1))
}

/// Without the marks that end it.
fn trimmed(text: &str, span: Span) -> Span {
    let words = span.of(text).trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '.' | '*'));
    Span::new(span.start(), span.start() + words.len())
}

/// True for a cell that holds a number and little else.
fn is_value(prose: &Prose, block: usize) -> bool {
    let tokens = tokenize(&prose.text, prose.blocks[block].span);
    let values = tokens.iter().filter(|token| token.kind == TokenKind::Number).count();
    let measures = |token: &Token| {
        let word = token.text(&prose.text).to_lowercase();
        token.kind != TokenKind::Word
            || words().class(&word).is_some()
            || numbers().word(&word).is_some()
            || numbers().before.begins_with(&word)
            || numbers().after.begins_with(&word)
            || units().words.longest_at(&[word], 0).is_some()
    };
    (1..=2).contains(&values) && tokens.len() <= LONGEST_VALUE && tokens.iter().all(measures)
}

/// True for a cell that holds a number without a unit.
fn is_bare(prose: &Prose, block: usize) -> bool {
    tokenize(&prose.text, prose.blocks[block].span).iter().all(|token| token.kind == TokenKind::Number)
}

/// True for a number that is likelier a year than a count.
fn is_year(prose: &Prose, block: usize) -> bool {
    let words = prose.blocks[block].span.of(&prose.text).trim();
    words.len() == 4 && words.parse::<u16>().is_ok_and(|year| (1700..2100).contains(&year))
}
