//! The project's own labelled notes: `tests/eval/`.

use std::path::{Path, PathBuf};

/// A file of the gold set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GoldSet {
    /// Its name in the table of thresholds.
    pub name: &'static str,
    /// The file, below `tests/eval/`.
    pub file: &'static str,
    /// True where nobody looks at single rows: what is tuned on the others shows here, or does not.
    pub held_out: bool,
}

/// The gold set.
pub const GOLD: &[GoldSet] = &[];

/// The folder `tests/eval/`.
pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("eval")
}

impl GoldSet {
    /// Its file.
    pub fn path(&self) -> PathBuf {
        folder().join(self.file)
    }
}
