//! What was wanted against what came.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::report::Measure;

/// The answer that a reader takes for "the note is wrong".
pub const ALARM: &str = "contradicted";

/// Columns and lines of the table, in this order; others follow.
const ORDER: [&str; 8] =
    ["supported", "contradicted", "disputed", "outdated", "imprecise", "unverified", "silent", "not found"];

/// Counts of pairs (wanted, came).
#[derive(Clone, Debug, Default)]
pub struct Confusion {
    counts: BTreeMap<(String, String), usize>,
}

impl Confusion {
    /// Counts one case.
    pub fn add(&mut self, wanted: &str, came: &str) {
        *self.counts.entry((wanted.to_owned(), came.to_owned())).or_default() += 1;
    }

    /// Cases, of what was wanted and of what came; `None` stands for any.
    pub fn count(&self, wanted: Option<&str>, came: Option<&str>) -> usize {
        let fits = |asked: Option<&str>, is: &str| asked.is_none_or(|asked| asked == is);
        let counts = self.counts.iter().filter(|((want, got), _)| fits(wanted, want) && fits(came, got));
        counts.map(|(_, count)| count).sum()
    }

    /// Cases in which what came is what was wanted.
    pub fn right(&self) -> usize {
        self.counts.iter().filter(|((want, got), _)| want == got).map(|(_, count)| count).sum()
    }

    /// All cases.
    pub fn total(&self) -> usize {
        self.counts.values().sum()
    }

    /// Of the cases in which `answer` came, how many wanted it.
    pub fn precision(&self, name: &'static str, answer: &str) -> Measure {
        Measure::share(name, self.count(Some(answer), Some(answer)), self.count(None, Some(answer)))
    }

    /// Of the cases that wanted `answer`, in how many it came.
    pub fn recall(&self, name: &'static str, answer: &str) -> Measure {
        Measure::share(name, self.count(Some(answer), Some(answer)), self.count(Some(answer), None))
    }

    /// Of the cases that wanted `answer`, how many were met with an alarm.
    pub fn alarms_on(&self, name: &'static str, answer: &str) -> Measure {
        Measure::share(name, self.count(Some(answer), Some(ALARM)), self.count(Some(answer), None))
    }

    /// A line for each answer that was wanted, a column for each that came.
    pub fn table(&self) -> String {
        let place = |name: &str| ORDER.iter().position(|known| *known == name).unwrap_or(ORDER.len());
        let mut lines: Vec<_> = self.counts.keys().map(|(want, _)| want.as_str()).collect();
        let mut columns: Vec<_> = self.counts.keys().map(|(_, got)| got.as_str()).collect();
        for names in [&mut lines, &mut columns] {
            names.sort_by_key(|name| (place(name), *name));
            names.dedup();
        }
        let mut table = format!("  {:<14}", "wanted \\ came");
        for name in &columns {
            // Writing to a string cannot fail.
            let _ = write!(table, "{name:>14}");
        }
        for want in lines {
            let _ = write!(table, "\n  {want:<14}");
            for got in &columns {
                let count = self.count(Some(want), Some(got));
                let count = if count == 0 { "·".to_owned() } else { count.to_string() };
                // The width is in characters, and so is the dot's.
                let _ = write!(table, "{count:>14}");
            }
        }
        table
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares() {
        let mut confusion = Confusion::default();
        for (want, got) in
            [("contradicted", "contradicted"), ("silent", "contradicted"), ("contradicted", "silent"), ("a", "a")]
        {
            confusion.add(want, got);
        }
        assert_eq!((confusion.right(), confusion.total()), (2, 4));
        assert_eq!(confusion.precision("", ALARM).of, Some((1, 2)));
        assert_eq!(confusion.recall("", ALARM).of, Some((1, 2)));
        assert_eq!(confusion.alarms_on("", "silent").of, Some((1, 1)));
    }
}
