//! How the blocks of a text become lines: each a line of its own, and the cells of a table's row one line, parted by bars.
//!
//! That is what the extraction takes for a table in plain text, whatever file the table came from.

/// The cell of a table that a block stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Cell {
    /// The number of its row in the whole document.
    pub(super) row: u32,
    /// Its number in the row, from 1.
    pub(super) column: u32,
}

/// Cells beyond this are text laid out in a table, not figures, in bytes.
const LONGEST_CELL: usize = 200;

/// What stands before each block, given its cell and its length in bytes: a line end, a space between blocks of one cell,
/// or a bar for each cell that begins.
pub(super) fn joints(blocks: &[(Option<Cell>, usize)]) -> Vec<String> {
    let mut joints = Vec::with_capacity(blocks.len());
    while joints.len() < blocks.len() {
        let row = row_at(&blocks[joints.len()..]);
        let line_end = if joints.is_empty() { "" } else { "\n" };
        let mut column = 1;
        for (at, cell) in row.iter().enumerate() {
            let bars = " | ".repeat(cell.map_or(0, |cell| cell.column.saturating_sub(column) as usize));
            let blank = if at > 0 && bars.is_empty() { " " } else { "" };
            joints.push(format!("{}{blank}{bars}", if at == 0 { line_end } else { "" }));
            column = cell.map_or(column, |cell| cell.column.max(column));
        }
    }
    joints
}

/// The cells of the blocks that make one line with the first: those of its row, where they are short. None stands for a
/// block that makes a line alone.
fn row_at(blocks: &[(Option<Cell>, usize)]) -> Vec<Option<Cell>> {
    let alone = vec![None];
    let Some((Some(first), _)) = blocks.first() else { return alone };
    let row: Vec<_> = blocks.iter().take_while(|(cell, _)| cell.is_some_and(|cell| cell.row == first.row)).collect();
    let is_row = row.iter().any(|(cell, _)| *cell != Some(*first)) && row.iter().all(|(_, len)| *len <= LONGEST_CELL);
    if is_row { row.into_iter().map(|(cell, _)| *cell).collect() } else { alone }
}
