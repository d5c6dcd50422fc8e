//! How a table of `grammar/` is written, and the check of it.
//!
//! One row a line, columns parted by `|`, lists inside a column by `,`; `#` begins a comment line; the first row names
//! the columns. The build script reads this very file and fails the build with file and row where a table does not hold;
//! what is compiled in is therefore known to parse.

/// What may stand in a column.
#[derive(Clone, Copy)]
pub enum Column {
    /// Words; must not be empty.
    Text,
    /// Words, or nothing.
    Optional,
    /// Words parted by commas, or nothing.
    List,
    /// A decimal number.
    Number,
    /// One of these words.
    Choice(&'static [&'static str]),
    /// A word that stands in the first column of the same table, or nothing.
    Parent,
    /// A word that stands in no other row's first column.
    Key,
}

/// A table: its file below `grammar/` and its columns, in order.
pub struct Schema {
    /// File name below `grammar/`.
    pub file: &'static str,
    /// Name and content of each column.
    pub columns: &'static [(&'static str, Column)],
}

/// One row: its line in the file (from 1) and its trimmed cells, as many as the schema has columns.
pub struct Row<'a> {
    /// Line in the file, from 1.
    pub line: usize,
    /// Cells.
    pub cells: Vec<&'a str>,
}

impl<'a> Row<'a> {
    /// The words of a list column.
    pub fn list(&self, column: usize) -> impl Iterator<Item = &'a str> + use<'a> {
        self.cells[column].split(',').map(str::trim).filter(|word| !word.is_empty())
    }
}

/// The rows of `source`, checked.
///
/// # Errors
///
/// One sentence a fault, each with file and line.
pub fn rows<'a>(schema: &Schema, source: &'a str) -> Result<Vec<Row<'a>>, Vec<String>> {
    let mut faults = Vec::new();
    let mut rows = Vec::new();
    let mut lines = (1..).zip(source.lines()).filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#'));
    let header: Vec<_> = schema.columns.iter().map(|(name, _)| *name).collect();
    match lines.next() {
        Some((_, first)) if cells(first) == header => {}
        _ => {
            faults.push(format!(
                "grammar/{}: the first row must name the columns: {}",
                schema.file,
                header.join(" | ")
            ));
        }
    }
    for (line, text) in lines {
        let row = Row { line, cells: cells(text) };
        match fault(schema, &row) {
            Some(fault) => faults.push(format!("grammar/{}:{line}: {fault}", schema.file)),
            None => rows.push(row),
        }
    }
    faults.extend(faults_between(schema, &rows));
    if faults.is_empty() { Ok(rows) } else { Err(faults) }
}

fn cells(line: &str) -> Vec<&str> {
    line.split('|').map(str::trim).collect()
}

fn fault(schema: &Schema, row: &Row<'_>) -> Option<String> {
    let (wanted, found) = (schema.columns.len(), row.cells.len());
    if wanted != found {
        return Some(format!("{found} columns where {wanted} are wanted"));
    }
    schema.columns.iter().zip(&row.cells).find_map(|((name, column), cell)| match column {
        Column::Text | Column::Key if cell.is_empty() => Some(format!("column `{name}` is empty")),
        Column::Number if cell.parse::<f64>().is_err() => Some(format!("column `{name}`: `{cell}` is no number")),
        Column::Choice(words) if !words.contains(cell) => {
            Some(format!("column `{name}`: `{cell}` is none of: {}", words.join(", ")))
        }
        _ => None,
    })
}

/// What only all rows together show: doubled keys, parents that no row defines.
fn faults_between(schema: &Schema, rows: &[Row<'_>]) -> Vec<String> {
    let mut faults = Vec::new();
    for (at, (name, column)) in schema.columns.iter().enumerate() {
        for (number, row) in rows.iter().enumerate() {
            let cell = row.cells[at];
            let fault = match column {
                Column::Key if rows[..number].iter().any(|other| other.cells[at] == cell) => {
                    "stands in an earlier row too"
                }
                Column::Parent if !cell.is_empty() && !rows.iter().any(|other| other.cells[0] == cell) => {
                    "has no row of its own"
                }
                _ => continue,
            };
            faults.push(format!("grammar/{}:{}: `{cell}` in column `{name}` {fault}", schema.file, row.line));
        }
    }
    faults
}
