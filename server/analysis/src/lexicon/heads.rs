//! Words at the head of columns and rows of tables.

use std::sync::LazyLock;

use super::phrases::Phrases;
use super::{grammar, rows, schemas};

/// What such words say of the cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Says {
    /// That their numbers name the row.
    Index,
    /// Only that they count.
    Number,
    /// That they name places.
    Place,
    /// That they name who acts.
    Actor,
    /// That they tell when.
    Time,
    /// That they name units.
    Unit,
    /// Nothing that could be read.
    Remark,
}

static HEADS: LazyLock<Phrases<Says>> = LazyLock::new(|| {
    Phrases::new(rows(&schemas::TABLE_HEADS, grammar!("english/table-heads.table")).iter().map(|row| {
        let says = match row.cells[1] {
            "index" => Says::Index,
            "number" => Says::Number,
            "place" => Says::Place,
            "actor" => Says::Actor,
            "time" => Says::Time,
            "unit" => Says::Unit,
            _ => Says::Remark,
        };
        (row.cells[0], says)
    }))
});

/// Lower-case words at the head of a column or row.
pub fn heads() -> &'static Phrases<Says> {
    &HEADS
}
