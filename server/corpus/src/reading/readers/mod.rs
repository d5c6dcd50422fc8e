//! How one file is read: in this process, or in one of a few others that may be led astray in our place.
//!
//! Parsers of other people's formats meet files that were damaged, or made to harm. What they do then (never end, take all
//! memory, end their process) must cost that file only. So files of formats that the table calls `isolated` are read by
//! child processes, one for each thread that reads, which live on from file to file: the same program, run with arguments
//! that make it [`serve`]. A child has a limit of memory, which it sets itself, and one of time, after which it is ended.
//!
//! Nothing of a child is trusted but that its answer, once it has the form of one, says what the file holds.

mod child;
mod messages;
mod serving;
mod watchdog;

use std::ffi::OsString;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use self::child::{Child, Failure};
pub use self::serving::serve;
use self::watchdog::Watchdog;
use super::Problem;
use crate::formats::{self, FormatReader, Reading};

/// The program that reads files apart, and how much of the machine it may use.
#[derive(Clone, Debug)]
pub struct Isolation {
    /// The program.
    pub program: PathBuf,
    /// What makes it [`serve`] over standard input and output, under its limit of memory.
    pub arguments: Vec<OsString>,
    /// What its environment has besides ours.
    pub environment: Vec<(OsString, OsString)>,
    /// What it may use.
    pub limits: Limits,
}

/// What reading one file may cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Memory of a child in bytes, told in messages; the child sets it.
    pub memory: u64,
    /// Time for any file.
    pub time: Duration,
    /// Time for each of its megabytes on top of that.
    pub time_per_megabyte: Duration,
    /// Files after which a child is replaced by a new one, so that what its parsers keep is given back.
    pub files: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self { memory: 1 << 30, time: Duration::from_secs(30), time_per_megabyte: Duration::from_secs(1), files: 500 }
    }
}

impl Limits {
    fn time_for(&self, bytes: usize) -> Duration {
        self.time + self.time_per_megabyte * (bytes >> 20) as u32
    }
}

/// Reads files, from any number of threads. Its children end with it.
pub struct Readers {
    apart: Option<Apart>,
}

/// The children that wait for a file, and what it takes to have more of them.
struct Apart {
    isolation: Isolation,
    watchdog: Arc<Watchdog>,
    idle: Mutex<Vec<Child>>,
}

impl Readers {
    /// Readers that isolate what should be isolated, or without `isolation` read everything in this process.
    pub fn new(isolation: Option<&Isolation>) -> Self {
        let apart = isolation.map(|isolation| Apart {
            isolation: isolation.clone(),
            watchdog: Watchdog::start(),
            idle: Mutex::default(),
        });
        Self { apart }
    }

    /// What the file at `path`, with this content, holds. Nothing where nothing could be read, which a problem then tells.
    pub fn read(&self, path: &Path, bytes: &[u8]) -> (Vec<Reading>, Vec<Problem>) {
        let Some(reader) = formats::reader(path).or(formats::TABLE.first()) else { return Default::default() };
        match &self.apart {
            Some(apart) if reader.isolated => apart.read(path, bytes),
            _ => read_here(reader, path, bytes),
        }
    }
}

/// Reads a file in this process; a reader that panics costs its file, not the run.
fn read_here(reader: &FormatReader, path: &Path, bytes: &[u8]) -> (Vec<Reading>, Vec<Problem>) {
    catch_unwind(AssertUnwindSafe(|| formats::read(reader, path, bytes))).unwrap_or_else(|_| {
        let message = "made its reader fail and is left out; please report it, with the file if you may";
        (Vec::new(), vec![Problem::of_file(path, message)])
    })
}

impl Apart {
    fn read(&self, path: &Path, bytes: &[u8]) -> (Vec<Reading>, Vec<Problem>) {
        let limits = self.isolation.limits;
        // Taken in a line of its own: what is locked in the head of a match stays locked until its end.
        let idle = self.idle().pop();
        let first = match idle {
            Some(child) => self.ask(child, path, bytes),
            None => self.ask_anew(path, bytes),
        };
        // A child may have ended for the sake of files it read before, or because somebody ended it: the file has a second try.
        let outcome = first.or_else(|failure| match failure {
            Failure::Ended => self.ask_anew(path, bytes),
            other => Err(other),
        });
        let message = match outcome {
            Ok(answer) => return answer,
            Err(Failure::Late) => format!(
                "takes more than {} seconds to read and is left out; split it, or save it anew with another program",
                limits.time_for(bytes.len()).as_secs()
            ),
            Err(Failure::Ended) => format!(
                "is damaged, or needs more than {} MB of memory to be read, and is left out; save it anew with another \
                 program, or split it",
                limits.memory >> 20
            ),
            Err(Failure::NotStarted(error)) => format!(
                "is left out: {} cannot be started to read it ({error}); look whether the program was moved or replaced, \
                 and start anew",
                self.isolation.program.display()
            ),
        };
        (Vec::new(), vec![Problem::of_file(path, message)])
    }

    fn ask_anew(&self, path: &Path, bytes: &[u8]) -> Result<(Vec<Reading>, Vec<Problem>), Failure> {
        let child = Child::start(&self.isolation).map_err(Failure::NotStarted)?;
        self.ask(child, path, bytes)
    }

    /// Has `child` read a file, and keeps it for the next one where it is good for that.
    fn ask(&self, mut child: Child, path: &Path, bytes: &[u8]) -> Result<(Vec<Reading>, Vec<Problem>), Failure> {
        let watched = self.watchdog.watch(child.process(), self.isolation.limits.time_for(bytes.len()));
        let answer = child.read(path, bytes);
        drop(watched);
        let answer = answer?;
        if child.files() < self.isolation.limits.files && !child.is_late() {
            self.idle().push(child);
        }
        Ok(answer)
    }

    fn idle(&self) -> std::sync::MutexGuard<'_, Vec<Child>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Apart {
    fn drop(&mut self) {
        self.watchdog.dismiss();
    }
}

#[cfg(all(test, unix))]
mod tests;
