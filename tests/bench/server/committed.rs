//! The figures that were committed last, in `tests/bench/figures.toml`: what a run is compared with.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::{Context, Result};
use jiff::ToSpan;
use jiff::civil::Date;
use toml::Table;

use super::rows::{Both, Rows};

/// Figures of an earlier day.
pub(crate) struct Committed {
    pub(crate) date: String,
    pub(crate) machine: String,
    rows: Table,
}

impl Committed {
    /// The committed figures; none where there are none yet.
    pub(crate) fn read() -> Result<Option<Self>> {
        let path = path();
        if !path.is_file() {
            return Ok(None);
        }
        let text = fs::read_to_string(&path).with_context(|| format!("{} cannot be read", path.display()))?;
        let mut rows: Table = text.parse().with_context(|| format!("{} is no TOML", path.display()))?;
        let mut taken = |key: &str| rows.remove(key).and_then(|value| value.as_str().map(str::to_owned));
        let (date, machine) = (taken("date").unwrap_or_default(), taken("machine").unwrap_or_default());
        Ok(Some(Self { date, machine, rows }))
    }

    pub(super) fn both(&self, row: &str, part: &str) -> Option<Both> {
        let both = self.rows.get(row)?.get(part)?.as_array()?;
        Some(Both { median: both.first()?.as_float()?, p95: both.get(1)?.as_float()? })
    }
}

/// Writes what was measured of our own server in place of the committed figures.
pub(crate) fn save(rows: &Rows) -> Result<PathBuf> {
    let mut text = String::from(
        "# What `cargo xtask bench` measured last, in milliseconds: [median, 95 % within]. `cargo xtask bench --save` writes\n\
         # this file; compare only with runs on a like machine.\n\n",
    );
    let _ = writeln!(text, "date = \"{}\"\nmachine = \"{}\"", today()?, machine().replace(['"', '\\'], ""));
    for row in rows.own() {
        let _ = writeln!(text, "\n[\"{}\"]", row.of);
        for (part, Both { median, p95 }) in &row.parts {
            let _ = writeln!(text, "{part} = [{median:.3}, {p95:.3}]");
        }
        if let Some(memory) = row.memory {
            let _ = writeln!(text, "megabytes = {}", memory / 1_000_000);
        }
    }
    let path = path();
    fs::write(&path, text).with_context(|| format!("{} cannot be written", path.display()))?;
    Ok(path)
}

fn path() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("bench/figures.toml")
}

fn today() -> Result<Date> {
    let days = SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs() / 86_400;
    Ok(Date::constant(1970, 1, 1).checked_add(i64::try_from(days)?.days())?)
}

/// The processor, as far as the system tells.
fn machine() -> String {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let told = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = told.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": ").map(|(_, name)| name));
    format!("{cores} × {}", model.unwrap_or(std::env::consts::ARCH))
}
