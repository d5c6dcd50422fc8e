//! Labelled rows: a file of JSON objects, one after the other (JSON lines, or a single object over many lines).

use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use anyhow::{Context, Result};
use serde_json::Value;

use super::Options;

/// The rows of one file.
pub struct Rows {
    /// The file.
    pub path: PathBuf,
    /// Its rows, in order.
    pub rows: Vec<Value>,
}

impl Rows {
    /// Reads a file.
    ///
    /// # Errors
    ///
    /// One sentence with file and line, where it cannot be read or is not JSON.
    pub fn read(path: &Path) -> Result<Self> {
        let text = std::fs::read_to_string(path).with_context(|| format!("{}: cannot be read", path.display()))?;
        let rows = serde_json::Deserializer::from_str(&text).into_iter::<Value>().collect::<Result<_, _>>();
        let rows = rows.with_context(|| format!("{}: not a row of JSON", path.display()))?;
        Ok(Self { path: path.to_owned(), rows })
    }

    /// The first row.
    pub fn first(&self) -> Option<&Value> {
        self.rows.first()
    }

    /// Those that were asked for, in order.
    #[must_use]
    pub fn chosen(mut self, options: &Options) -> Self {
        if let Some(shape) = &options.shape {
            self.rows.retain(|row| word(row, "shape") == shape || word(row, "about") == shape);
        }
        if let Some(start) = &options.only {
            self.rows.retain(|row| word(row, "id").starts_with(start.as_str()));
        }
        if let Some(number) = options.sample.filter(|number| *number < self.rows.len()) {
            // By a hash of the place: a larger sample holds the smaller ones.
            let mut places: Vec<_> = (0..self.rows.len()).collect();
            places.sort_by_key(|place| mixed(*place as u64));
            places.truncate(number);
            places.sort_unstable();
            self.rows = places.into_iter().map(|place| std::mem::take(&mut self.rows[place])).collect();
        }
        self
    }

    /// The folder that holds the corpora: as asked for, or the nearest `corpus` upward from the file.
    ///
    /// # Errors
    ///
    /// Where there is none.
    pub fn corpora(&self, options: &Options) -> Result<PathBuf> {
        let full = std::path::absolute(&self.path)?;
        let nearest = || full.ancestors().map(|folder| folder.join("corpus")).find(|folder| folder.is_dir());
        options
            .corpora
            .clone()
            .or_else(nearest)
            .context("no folder `corpus` lies above it; name the folder of its corpora with --corpora DIR")
    }
}

/// A field that holds a string; empty where there is none.
pub fn word<'a>(row: &'a Value, field: &str) -> &'a str {
    row[field].as_str().unwrap_or_default()
}

/// The objects of a field that holds a list.
pub fn list<'a>(row: &'a Value, field: &str) -> &'a [Value] {
    row[field].as_array().map_or(&[], Vec::as_slice)
}

/// Calls `each` with every item, on all cores; answers in order. `desk` makes what one thread needs for itself.
pub fn in_parallel<Item: Sync, Desk, Answer: Send>(
    items: &[Item],
    desk: impl Fn() -> Desk + Sync,
    each: impl Fn(&mut Desk, &Item) -> Answer + Sync,
) -> Vec<Answer> {
    let next = AtomicUsize::new(0);
    let answers = Mutex::new(Vec::with_capacity(items.len()));
    let threads = std::thread::available_parallelism().map_or(2, usize::from).min(items.len().max(1));
    let work = || {
        let mut desk = desk();
        let mut mine = Vec::new();
        while let Some((at, item)) =
            Some(next.fetch_add(1, Ordering::Relaxed)).and_then(|at| Some((at, items.get(at)?)))
        {
            mine.push((at, each(&mut desk, item)));
        }
        // A thread that panicked is reported by the scope; what the others found is then lost anyway.
        answers.lock().unwrap_or_else(std::sync::PoisonError::into_inner).append(&mut mine);
    };
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(work);
        }
    });
    let mut answers = answers.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
    answers.sort_by_key(|(at, _)| *at);
    answers.into_iter().map(|(_, answer)| answer).collect()
}

/// The finaliser of `SplitMix64`: neighbouring numbers come out far apart.
fn mixed(number: u64) -> u64 {
    let mut mixed = number.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn ids(number: usize) -> Vec<u64> {
        let rows = Rows { path: PathBuf::new(), rows: (0..100).map(|id| json!({ "id": id })).collect() };
        let chosen = rows.chosen(&Options { sample: Some(number), ..Options::default() });
        chosen.rows.iter().filter_map(|row| row["id"].as_u64()).collect()
    }

    #[test]
    fn a_sample_is_always_the_same_and_grows() {
        let (small, large) = (ids(10), ids(30));
        assert_eq!(small, ids(10));
        assert_eq!((small.len(), large.len()), (10, 30));
        assert!(small.iter().all(|id| large.contains(id)));
    }

    #[test]
    fn answers_come_in_order() {
        let items: Vec<_> = (0..1000).collect();
        assert_eq!(in_parallel(&items, || (), |(), item| item * 2), (0..2000).step_by(2).collect::<Vec<_>>());
    }
}
