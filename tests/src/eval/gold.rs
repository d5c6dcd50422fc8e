//! The project's own labelled notes and documents, `tests/eval/`, and the figures below which the suite lets no change fall.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use toml::{Table, Value};

use super::report::Report;

/// A file of the gold set, or a folder of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GoldSet {
    /// Its name in the table of thresholds.
    pub name: &'static str,
    /// The file or folder, below `tests/eval/`.
    pub file: &'static str,
    /// True where nobody looks at single rows: what is tuned on the others shows here, or does not.
    pub held_out: bool,
}

/// The gold set.
pub const GOLD: &[GoldSet] = &[
    GoldSet { name: "open", file: "open.jsonl", held_out: false },
    GoldSet { name: "held-out", file: "held-out.jsonl", held_out: true },
    GoldSet { name: "actors-open", file: "actors/open", held_out: false },
    GoldSet { name: "actors-held-out", file: "actors/held-out", held_out: true },
];

/// What one measure of a set must not pass.
#[derive(Clone, Debug, PartialEq)]
pub struct Threshold {
    /// The measure's name.
    pub measure: String,
    /// From 0 to 1.
    pub value: f64,
    /// True where more is worse.
    pub at_most: bool,
}

/// The folder `tests/eval/`.
pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("eval")
}

impl GoldSet {
    /// Its file or folder.
    pub fn path(&self) -> PathBuf {
        folder().join(self.file)
    }

    /// Its thresholds, from `tests/eval/thresholds.toml`.
    ///
    /// # Errors
    ///
    /// Where the file cannot be read, or has none for this set.
    pub fn thresholds(&self) -> Result<Vec<Threshold>> {
        let path = folder().join("thresholds.toml");
        let text = std::fs::read_to_string(&path).with_context(|| format!("{}: cannot be read", path.display()))?;
        let tables: Table = text.parse().with_context(|| format!("{}: is not TOML", path.display()))?;
        let of_set = tables.get(self.name).and_then(Value::as_table);
        let of_set = of_set.with_context(|| format!("{}: there is no table `{}`", path.display(), self.name))?;
        let side = |name: &str, at_most| {
            let values = of_set.get(name).and_then(Value::as_table).into_iter().flatten();
            let values = values.filter_map(|(measure, value)| Some((measure.clone(), value.as_float()?)));
            values.map(|(measure, value)| Threshold { measure, value, at_most }).collect::<Vec<_>>()
        };
        Ok([side("at-least", false), side("at-most", true)].concat())
    }
}

impl Threshold {
    /// What is wrong with a report by this threshold, in one sentence; none where it holds.
    pub fn fault(&self, report: &Report) -> Option<String> {
        let Self { measure, value, at_most } = self;
        let side = if *at_most { "at most" } else { "at least" };
        match report.measure(measure) {
            None => Some(format!("`{measure}` has a threshold, but was not measured")),
            Some(found) if (*at_most && found > *value) || (!at_most && found < *value) => {
                Some(format!("{measure} is {found:.4} and must be {side} {value}"))
            }
            Some(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::report::Measure;
    use super::*;

    #[test]
    fn thresholds_hold_on_their_own_side() {
        let report = Report { measures: vec![Measure::plain("recall", 0.5)], ..Report::default() };
        let holds = |measure: &str, value, at_most| {
            Threshold { measure: measure.to_owned(), value, at_most }.fault(&report).is_none()
        };
        assert!(holds("recall", 0.5, false) && holds("recall", 0.5, true));
        assert!(!holds("recall", 0.6, false) && !holds("recall", 0.4, true) && !holds("precision", 0.0, false));
    }
}
