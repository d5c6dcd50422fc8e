//! How far a reading is, on standard error: one line that changes on a terminal, now and then a line elsewhere.

use std::fmt::Write as _;
use std::io::{IsTerminal, Write, stderr};
use std::sync::Mutex;
use std::time::{Duration, Instant};

use deskcheck_corpus::reading::Progress;

/// How often a terminal is told.
const ON_TERMINAL: Duration = Duration::from_millis(100);

/// How often a file or a pipe is told.
const ELSEWHERE: Duration = Duration::from_secs(5);

/// What is shown of one reading.
pub(super) struct Shown {
    is_terminal: bool,
    begun: Instant,
    state: Mutex<State>,
}

struct State {
    told: Instant,
    /// Files that were done when the first was.
    first: Option<usize>,
    /// Columns of the line that stands on the terminal.
    columns: usize,
}

impl Shown {
    pub(super) fn new() -> Self {
        let begun = Instant::now();
        let state = State { told: begun, first: None, columns: 0 };
        Self { is_terminal: stderr().is_terminal(), begun, state: Mutex::new(state) }
    }

    /// Shows how far it is, unless that was shown just now.
    pub(super) fn tell(&self, now: Progress) {
        // Another thread that tells at this moment tells as much.
        let Ok(mut state) = self.state.try_lock() else { return };
        let first = *state.first.get_or_insert(now.files);
        let pause = if self.is_terminal { ON_TERMINAL } else { ELSEWHERE };
        if state.told.elapsed() < pause {
            return;
        }
        state.told = Instant::now();
        let line = line(now, first, self.begun.elapsed());
        // Who does not want to hear it need not.
        if self.is_terminal {
            let width = std::mem::replace(&mut state.columns, line.len());
            let _ = write!(stderr(), "\r{line:width$}");
        } else {
            let _ = writeln!(stderr(), "{line}");
        }
    }

    /// Takes the line back.
    pub(super) fn end(&self) {
        let Ok(mut state) = self.state.lock() else { return };
        let columns = std::mem::take(&mut state.columns);
        if columns > 0 {
            let _ = write!(stderr(), "\r{:columns$}\r", "");
        }
    }
}

/// `first` files were done before anything was read.
fn line(now: Progress, first: usize, passed: Duration) -> String {
    let seconds = passed.as_secs_f64().max(0.001);
    let (files, megabytes) = ((now.files - first.min(now.files)) as f64 / seconds, now.bytes as f64 / 1e6 / seconds);
    let mut line = format!("{} of {} files, {files:.0} a second", now.files, now.of_files);
    if now.of_bytes > 0 {
        let _ = write!(line, ", {megabytes:.1} MB/s");
    }
    let share = if now.of_bytes > 0 {
        now.bytes as f64 / now.of_bytes as f64
    } else {
        now.files as f64 / now.of_files.max(1) as f64
    };
    if share > 0.01 {
        let left = (seconds / share - seconds).max(0.0) as u64;
        let _ = match left {
            0..120 => write!(line, ", {left} s left"),
            _ => write!(line, ", {} min left", left / 60),
        };
    }
    line
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use deskcheck_corpus::reading::Progress;

    use super::line;

    #[test]
    fn a_line_tells_rate_and_time_left() {
        let now = Progress { files: 300, of_files: 1000, bytes: 2_000_000, of_bytes: 8_000_000 };
        assert_eq!(line(now, 100, Duration::from_secs(4)), "300 of 1000 files, 50 a second, 0.5 MB/s, 12 s left");
        let unread = Progress { files: 1, of_files: 1000, ..Progress::default() };
        assert_eq!(line(unread, 0, Duration::from_secs(1)), "1 of 1000 files, 1 a second");
    }
}
