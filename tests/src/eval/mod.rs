//! Scores of the analysis against labelled rows: `cargo xtask eval`, and the thresholds of the suite.
//!
//! A file is recognised by the shape of its first row, never by its name. Everything runs in process, on all cores; files
//! are read by the very readers that the program uses, so that a score is what `deskcheck check` would give.
//! `tests/eval/README.md` explains the formats and the figures.

pub mod rows;

pub mod report;

pub mod confusion;

pub mod desk;

pub mod gold;

pub mod notes;

pub mod pairs;

pub mod names;

pub mod numbers;

pub mod actors;

pub mod mentions;

pub mod lsp;

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use report::Report;
use rows::Rows;
use serde_json::Value;

/// What to score of a file, and how much of it to show.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The folder whose subfolders rows name as their corpus; where none is given, the nearest folder `corpus` upward
    /// from the file.
    pub corpora: Option<PathBuf>,
    /// Tell the full explanation of each claim in a row that went wrong.
    pub explain: bool,
    /// Only rows whose field `shape` or `about` is this.
    pub shape: Option<String>,
    /// Only rows whose id begins so.
    pub only: Option<String>,
    /// Only so many rows, always the same ones.
    pub sample: Option<usize>,
}

/// A format of labelled rows.
struct Format {
    /// True for a row of this format.
    recognises: fn(&Value) -> bool,
    /// Scores a file of it.
    score: fn(&Rows, &Options) -> Result<Report>,
}

/// Every format; the first that recognises a file's first row has it.
const FORMATS: &[Format] = &[
    Format { recognises: actors::recognises, score: actors::score },
    Format { recognises: lsp::recognises, score: lsp::score },
    Format { recognises: notes::recognises, score: notes::score },
    Format { recognises: pairs::recognises, score: pairs::score },
    Format { recognises: names::recognises, score: names::score },
    Format { recognises: numbers::recognises, score: numbers::score },
];

/// Scores one file, or a folder of texts with marked names.
///
/// # Errors
///
/// One sentence with the file, where it cannot be read, is of no known format, or names a corpus that is not there.
pub fn score_file(path: &Path, options: &Options) -> Result<Report> {
    if path.is_dir() {
        return mentions::score(path, options);
    }
    let rows = Rows::read(path)?;
    let shown = path.display();
    let first = rows.first().with_context(|| format!("{shown}: there is no row in it"))?;
    let format = FORMATS.iter().find(|format| (format.recognises)(first));
    let format =
        format.with_context(|| format!("{shown}: its first row is of no known format (tests/eval/README.md)"))?;
    let rows = rows.chosen(options);
    (format.score)(&rows, options).with_context(|| format!("{shown}: cannot be scored"))
}
