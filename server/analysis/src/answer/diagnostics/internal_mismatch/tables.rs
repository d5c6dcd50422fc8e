//! A row or column called "Total" that is not the sum of its table.

use super::{Mismatch, words};
use crate::answer::Analysis;
use crate::lexicon::sums;
use crate::lexicon::sums::Cue;
use crate::text::Span;
use crate::text::layout::Table;

/// Totals that are no sums.
pub(super) fn uneven_totals(analysis: &Analysis) -> Vec<Mismatch> {
    let text = &analysis.note.prose.text;
    let tables = analysis.note.prose.layout.tables.iter();
    let read = tables.filter_map(|table| Grid::read(text, table));
    read.flat_map(|grid| grid.columns().into_iter().chain(grid.rows()).collect::<Vec<_>>()).collect()
}

/// A plain number in a cell.
#[derive(Clone, Copy)]
struct Number {
    value: f64,
    /// Worth of its last written digit, 1 for whole numbers that are not all round.
    grain: f64,
    span: Span,
}

/// A table with its cells read.
struct Grid {
    heads: Vec<Vec<String>>,
    /// The words of each row's first cell.
    labels: Vec<Vec<String>>,
    cells: Vec<Vec<Option<Number>>>,
}

impl Grid {
    fn read(text: &str, table: &Table) -> Option<Self> {
        let (heads, body) = table.rows.split_first()?;
        let heads = heads.iter().map(|cell| words(text, *cell)).collect();
        let labels = body.iter().map(|row| row.first().map(|cell| words(text, *cell)).unwrap_or_default()).collect();
        let cells = body.iter().map(|row| row.iter().map(|cell| number(text, *cell)).collect()).collect();
        Some(Self { heads, labels, cells })
    }

    fn can_be_summed(&self, column: usize) -> bool {
        self.heads.get(column).is_some_and(|head| !sums().stands_in(Cue::Uneven, head))
    }

    fn column(&self, column: usize, rows: std::ops::Range<usize>) -> Option<Vec<Number>> {
        self.cells[rows].iter().map(|row| row.get(column).copied().flatten()).collect()
    }

    /// Columns over a last row called total.
    fn columns(&self) -> Vec<Mismatch> {
        let Some((total, body)) = self.labels.split_last() else { return Vec::new() };
        let last = body.len();
        let plain = |label: &Vec<String>| !is_total(label) && !sums().stands_in(Cue::Part, label);
        if last < 2 || !is_total(total) || !body.iter().all(plain) {
            return Vec::new();
        }
        let columns = (1..self.heads.len()).filter(|column| self.can_be_summed(*column));
        let mismatch = |column| {
            let total = self.cells[last].get(column).copied().flatten()?;
            let numbers = self.column(column, 0..last)?;
            let sum: f64 = numbers.iter().map(|number| number.value).sum();
            // A last value that is the total already counts what came before it; a mean is no sum.
            let other = numbers[last - 1].value == total.value || is_near(sum / last as f64, total, &numbers);
            (!other && !is_near(sum, total, &numbers)).then(|| Mismatch {
                span: total.span,
                message: format!("{}: the column adds up to {}", shown(total.value), shown(sum)),
            })
        };
        columns.filter_map(mismatch).collect()
    }

    /// Rows before a last column called total, where most rows show that it is their sum.
    fn rows(&self) -> Vec<Mismatch> {
        let last = self.heads.len().saturating_sub(1);
        if last < 3 || !is_total(&self.heads[last]) || !(1..last).all(|column| self.can_be_summed(column)) {
            return Vec::new();
        }
        let read = |row: &Vec<Option<Number>>| {
            let numbers: Vec<Number> = row.get(1..last)?.iter().copied().collect::<Option<_>>()?;
            let total = row.get(last).copied().flatten()?;
            let sum: f64 = numbers.iter().map(|number| number.value).sum();
            Some((is_near(sum, total, &numbers), total, sum))
        };
        let rows: Vec<_> = self.cells.iter().filter_map(read).collect();
        let fitting = rows.iter().filter(|(fits, ..)| *fits).count();
        if fitting == 0 || 2 * fitting < rows.len() {
            return Vec::new();
        }
        let mismatch = |(_, total, sum): &(bool, Number, f64)| Mismatch {
            span: total.span,
            message: format!("{}: the row adds up to {}", shown(total.value), shown(*sum)),
        };
        rows.iter().filter(|(fits, ..)| !fits).map(mismatch).collect()
    }
}

/// True for the words of a head or label that name a sum.
fn is_total(label: &[String]) -> bool {
    label.len() <= 3 && sums().is_at(Cue::Total, label, 0)
}

/// True where the difference can come from rounding: of values that are all round or have decimals, or of a total that
/// ends in two zeros or more.
fn is_near(sum: f64, total: Number, numbers: &[Number]) -> bool {
    let values = numbers.iter().filter(|number| number.value != 0.0);
    let grain = values.map(|number| number.grain).fold(f64::INFINITY, f64::min);
    let of_values = if grain == 1.0 || grain.is_infinite() { 0.0 } else { grain / 2.0 * numbers.len() as f64 };
    let of_total = if (1.0..100.0).contains(&total.grain) { 0.0 } else { total.grain / 2.0 };
    (sum - total.value).abs() <= of_values + of_total + 1e-9
}

/// The number of a cell that holds nothing else; thousands may be parted by commas.
fn number(text: &str, cell: Span) -> Option<Number> {
    let written = cell.of(text);
    let trimmed = written.trim();
    let start = cell.start() + (written.len() - written.trim_start().len());
    let (whole, decimals) = trimmed.split_once('.').unwrap_or((trimmed, ""));
    let mut groups = whole.split(',');
    let first = groups.next()?;
    let grouped = whole == first || first.len() <= 3 && groups.all(|group| group.len() == 3);
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if first.is_empty() || !grouped || !digits(&whole.replace(',', "")) || !digits(decimals) || trimmed.len() > 15 {
        return None;
    }
    let value: f64 = trimmed.replace(',', "").parse().ok()?;
    let plain = whole.replace(',', "");
    let zeros = (plain.len() - plain.trim_end_matches('0').len()).min(plain.len() - 1) as i32;
    let grain = 10f64.powi(if decimals.is_empty() { zeros } else { -(decimals.len() as i32) });
    Some(Number { value, grain, span: Span::new(start, start + trimmed.len()) })
}

/// A sum without the dust of binary fractions.
fn shown(value: f64) -> String {
    ((value * 1e6).round() / 1e6).to_string()
}
