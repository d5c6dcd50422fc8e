//! What scoring a file gave, for a reader and for the thresholds.

use std::fmt::{self, Write};

/// The score of one file.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// What was scored: `24 notes`, `4570 pairs`.
    pub what: String,
    /// Its figures, most telling first.
    pub measures: Vec<Measure>,
    /// Further tables, lines parted by `\n`.
    pub tables: Vec<String>,
    /// Tables that stand before the rows that went wrong.
    pub details: Vec<String>,
    /// Every row that went wrong, worst first.
    pub wrong: Vec<Wrong>,
}

/// One figure of a score.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Measure {
    /// Its name.
    pub name: &'static str,
    /// From 0 to 1; `None` where there was nothing to measure.
    pub value: Option<f64>,
    /// Hits and cases, where it is a share.
    pub of: Option<(usize, usize)>,
}

/// A row that went wrong.
#[derive(Clone, Debug)]
pub struct Wrong {
    /// True for a false alarm: it is always shown.
    pub alarm: bool,
    /// What was wanted and what came, in full, lines parted by `\n`.
    pub text: String,
}

impl Measure {
    /// A share of cases.
    pub fn share(name: &'static str, hits: usize, cases: usize) -> Self {
        Self { name, value: (cases > 0).then(|| hits as f64 / cases as f64), of: Some((hits, cases)) }
    }

    /// A figure that is no share.
    pub fn plain(name: &'static str, value: f64) -> Self {
        Self { name, value: Some(value), of: None }
    }
}

/// Which rows that went wrong are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shown {
    /// None.
    Nothing,
    /// The first false alarms.
    #[default]
    SomeAlarms,
    /// Every false alarm.
    Alarms,
    /// Every row.
    Everything,
}

/// How many false alarms are shown unasked.
const ALARMS: usize = 6;

impl Report {
    /// The value of a figure.
    pub fn measure(&self, name: &str) -> Option<f64> {
        self.measures.iter().find(|measure| measure.name == name)?.value
    }

    /// The figures and the tables as text, and no row.
    pub fn totals(&self) -> String {
        let mut text = format!("{}\n", self.what);
        for measure in &self.measures {
            // Writing to a string cannot fail.
            let _ = writeln!(text, "  {measure}");
        }
        for table in &self.tables {
            let _ = writeln!(text, "\n{table}");
        }
        text
    }

    /// The report as text.
    pub fn text(&self, show: Shown) -> String {
        let mut text = self.totals();
        for table in self.details.iter().filter(|_| show == Shown::Everything) {
            // Writing to a string cannot fail.
            let _ = writeln!(text, "\n{table}");
        }
        let mut shown: Vec<_> = self.wrong.iter().filter(|wrong| show == Shown::Everything || wrong.alarm).collect();
        match show {
            Shown::Nothing => return text,
            Shown::SomeAlarms => shown.truncate(ALARMS),
            Shown::Alarms | Shown::Everything => {}
        }
        for wrong in &shown {
            let _ = writeln!(text, "\n{}", wrong.text);
        }
        if shown.len() < self.wrong.len() {
            let _ = writeln!(text, "\n{} more rows went wrong; --show lists them.", self.wrong.len() - shown.len());
        }
        text
    }
}

impl fmt::Display for Measure {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let value = self.value.map_or("-".to_owned(), |value| format!("{value:.4}"));
        write!(out, "{:<28}{value:>7}", self.name)?;
        match self.of {
            Some((hits, cases)) => write!(out, "   {hits} of {cases}"),
            None => Ok(()),
        }
    }
}
