//! Letters to segments (what stands on one line without a hole), and segments to lines and rows of tables.

use super::pages::{Line, Place, Run};

/// A hole in a line, in letters' sizes: no blank is as wide but in lines that were justified badly.
const HOLE: f32 = 0.75;
/// A blank that nobody wrote, in letters' sizes.
const BLANK: f32 = 0.13;
/// Holes of a line that stands alone are cells' from this width on, in letters' sizes.
const CELL: f32 = 3.0;

/// A piece of a line.
#[derive(Clone, Debug)]
pub(super) struct Segment {
    pub(super) text: String,
    pub(super) place: Place,
}

/// Joins runs that stand side by side, in order from the top, and from left to right.
pub(super) fn segments(mut runs: Vec<Run>) -> Vec<Segment> {
    runs.sort_by(|a, b| b.place.base.total_cmp(&a.place.base));
    let mut segments: Vec<Segment> = Vec::new();
    let mut at = 0;
    while at < runs.len() {
        let row = row_of(&runs, at);
        let mut side_by_side = runs[at..row].to_vec();
        side_by_side.sort_by(|a, b| a.place.left.total_cmp(&b.place.left));
        let first = segments.len();
        for run in side_by_side {
            match segments[first..].last_mut() {
                Some(segment) if run.place.left - segment.place.right < HOLE * segment.place.size => {
                    join(segment, &run);
                }
                _ => segments.push(Segment { text: run.text, place: run.place }),
            }
        }
        at = row;
    }
    segments
}

/// The end of the runs that stand on one line with the one at `at`.
fn row_of(runs: &[Run], at: usize) -> usize {
    let first = runs[at].place;
    let on_line = |run: &&Run| first.base - run.place.base < 0.45 * first.size.min(run.place.size);
    at + runs[at..].iter().take_while(on_line).count()
}

fn join(segment: &mut Segment, run: &Run) {
    let gap = run.place.left - segment.place.right;
    // The library puts raised letters back on the line; their size tells.
    let raised = run.place.size < 0.8 * segment.place.size && gap < 2.0 * BLANK * segment.place.size;
    let blank = gap > BLANK * segment.place.size && !segment.text.ends_with(' ') && !run.text.starts_with(' ');
    match run.text.trim() {
        // The mark of a note; joined to a number it would make another one.
        mark if raised && mark.bytes().all(|byte| byte.is_ascii_digit()) => match (mark, segment.text.chars().last()) {
            ("2", Some('m')) => segment.text.push('²'),
            ("3", Some('m')) => segment.text.push('³'),
            _ => {}
        },
        _ => {
            if blank {
                segment.text.push(' ');
            }
            segment.text.push_str(&run.text);
            if run.place.size > segment.place.size {
                segment.place.size = run.place.size;
                segment.place.base = run.place.base;
            }
        }
    }
    segment.place = segment.place.with(run.place);
}

/// The lines of one column.
pub(super) fn lines(segments: Vec<Segment>, column: usize) -> Vec<Line> {
    let rows = rows(segments);
    let mut lines = Vec::new();
    let mut at = 0;
    while at < rows.len() {
        let end = table_end(&rows, at);
        if end > at + 1 {
            lines.extend(table(&rows[at..end], column));
        } else {
            lines.push(line(&rows[at], column));
        }
        at = end.max(at + 1);
    }
    lines
}

type Row = Vec<Segment>;

fn rows(segments: Vec<Segment>) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for segment in segments {
        match rows.last_mut() {
            Some(row) if (row[0].place.base - segment.place.base).abs() < 0.45 * row[0].place.size => row.push(segment),
            _ => rows.push(vec![segment]),
        }
    }
    for row in &mut rows {
        row.sort_by(|a, b| a.place.left.total_cmp(&b.place.left));
    }
    rows
}

/// The end of the table that begins with row `at`: rows of several segments, of which all but the first stand below one another.
fn table_end(rows: &[Row], at: usize) -> usize {
    let mut end = at + 1;
    while end < rows.len() && rows[end - 1].len() > 1 && rows[end].len() > 1 && is_aligned(&rows[end - 1], &rows[end]) {
        end += 1;
    }
    end
}

fn is_aligned(above: &Row, below: &Row) -> bool {
    let aligned = |a: &Segment, b: &Segment| {
        let (a, b) = (a.place, b.place);
        let near = |x: f32, y: f32| (x - y).abs() < 0.3 * a.size;
        near(a.left, b.left) || near(a.right, b.right) || near(a.left + a.right, b.left + b.right)
    };
    below[1..].iter().any(|b| above[1..].iter().any(|a| aligned(a, b)))
}

/// Rows with their cells in the columns of the table, parted by bars.
fn table(rows: &[Row], column: usize) -> Vec<Line> {
    let mut columns: Vec<(f32, f32)> = Vec::new();
    let mut places: Vec<_> = rows.iter().flatten().map(|segment| (segment.place.left, segment.place.right)).collect();
    places.sort_by(|a, b| a.0.total_cmp(&b.0));
    for (left, right) in places {
        match columns.last_mut() {
            Some(last) if left < last.1 => last.1 = last.1.max(right),
            _ => columns.push((left, right)),
        }
    }
    let number = |place: Place| columns.iter().take_while(|(left, _)| *left <= place.left).count();
    let cells = |row: &Row| {
        let mut text = String::new();
        let mut at = 1;
        for segment in row {
            let number = number(segment.place).max(at);
            text.push_str(&" | ".repeat(number - at));
            if number == at && !text.is_empty() {
                text.push(' ');
            }
            text.push_str(segment.text.trim());
            at = number;
        }
        text.push_str(&" | ".repeat(columns.len() - at.min(columns.len())));
        text.trim_end().to_owned()
    };
    let of_row = |row: &Row| Line { text: cells(row), place: place(row), column, is_row: true };
    rows.iter().map(of_row).collect()
}

/// A line by itself; holes in it are blanks, or the borders of cells where they are very wide.
fn line(row: &Row, column: usize) -> Line {
    let mut text = String::new();
    let mut is_row = false;
    for (at, segment) in row.iter().enumerate() {
        if let Some(before) = at.checked_sub(1).map(|before| &row[before]) {
            let is_cell = segment.place.left - before.place.right > CELL * before.place.size;
            text.push_str(if is_cell { " | " } else { " " });
            is_row |= is_cell;
        }
        text.push_str(segment.text.trim());
    }
    Line { text: single_blanks(&text), place: place(row), column, is_row }
}

fn place(row: &Row) -> Place {
    row.iter().skip(1).fold(row[0].place, |all, segment| all.with(segment.place))
}

fn single_blanks(text: &str) -> String {
    let mut single = String::with_capacity(text.len());
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        if !single.is_empty() {
            single.push(' ');
        }
        single.push_str(word);
    }
    single
}
