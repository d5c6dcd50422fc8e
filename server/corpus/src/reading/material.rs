//! What the documents of a file are made of: its bytes, and what lies beside it.

use std::fs::{File, OpenOptions};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use xxhash_rust::xxh3::Xxh3Default;

use super::stamp::{Stamp, now};
use super::{Problem, sidecars_of};
use crate::formats;

/// A file and what lies beside it, as they were at one moment.
pub(super) struct Material {
    pub(super) bytes: Vec<u8>,
    /// The sidecars, with their content; the first that says anything of a thing is believed.
    pub(super) sidecars: Vec<(PathBuf, String)>,
    /// A hash of all of it, and of what libraries of references say of the file.
    pub(super) hash: u128,
    /// The moment before it was read, in nanoseconds since 1970.
    pub(super) read_at: i64,
    /// What is wrong with what lies beside it.
    pub(super) problems: Vec<Problem>,
}

impl Material {
    /// Reads a file and what lies beside it; `entry` is a hash of what libraries of references say of it.
    ///
    /// # Errors
    ///
    /// One problem, where the file could not be read as a whole: as things are, or in principle.
    pub(super) fn read(path: &Path, entry: u64) -> Result<Self, Unread> {
        let read_at = now();
        let bytes = content(path)?;
        let mut problems = Vec::new();
        let sidecars = sidecars(path, &mut problems);
        let hash = hash(&bytes, &sidecars, entry);
        Ok(Self { bytes, sidecars, hash, read_at, problems })
    }
}

/// Why a file was not read.
pub(super) enum Unread {
    /// It is none that is ever read.
    Unfit(Problem),
    /// It could not be read now; another time it may be.
    Now(Problem),
}

impl Unread {
    pub(super) fn problem(self) -> Problem {
        match self {
            Self::Unfit(problem) | Self::Now(problem) => problem,
        }
    }
}

/// The content of a file, all of one moment.
fn content(path: &Path) -> Result<Vec<u8>, Unread> {
    for _ in 0..2 {
        let read = steady_content(path).map_err(|error| {
            let message = format!("cannot be read ({error}); check that you may read it");
            Unread::Now(Problem::of_file(path, message))
        })?;
        match read {
            Attempt::Read(bytes) => return Ok(bytes),
            Attempt::TooLarge(size) => {
                let (has, most) = (size >> 20, formats::largest(path) >> 20);
                let message = format!("has {has} MB and is left out; split it into files below {most} MB");
                return Err(Unread::Unfit(Problem::of_file(path, message)));
            }
            Attempt::NoFile => {
                let message = "is neither a file nor a folder and is left out; take it away";
                return Err(Unread::Unfit(Problem::of_file(path, message)));
            }
            Attempt::Changed => {}
        }
    }
    let message = "is being written and could not be read as a whole; it is read again the next time";
    Err(Unread::Now(Problem::of_file(path, message)))
}

/// What came of reading a file.
enum Attempt {
    Read(Vec<u8>),
    /// It has so many bytes.
    TooLarge(u64),
    NoFile,
    /// It was written or replaced meanwhile.
    Changed,
}

fn steady_content(path: &Path) -> io::Result<Attempt> {
    let mut file = open(path)?;
    let about = file.metadata()?;
    if !about.is_file() {
        return Ok(Attempt::NoFile);
    }
    let largest = formats::largest(path);
    if about.len() > largest {
        return Ok(Attempt::TooLarge(about.len()));
    }
    let mut bytes = Vec::with_capacity(about.len() as usize + 1);
    (&mut file).take(largest + 1).read_to_end(&mut bytes)?;
    let (before, after) = (Stamp::of(&about), Stamp::of(&std::fs::metadata(path)?));
    let is_whole = before == after && bytes.len() as u64 == before.size;
    Ok(if is_whole { Attempt::Read(bytes) } else { Attempt::Changed })
}

/// Opens a file without waiting: for a pipe that took its place nobody may ever come.
#[cfg(unix)]
fn open(path: &Path) -> io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt;
    OpenOptions::new().read(true).custom_flags(rustix::fs::OFlags::NONBLOCK.bits() as i32).open(path)
}

#[cfg(not(unix))]
fn open(path: &Path) -> io::Result<File> {
    OpenOptions::new().read(true).open(path)
}

/// The sidecars of a file, with their content.
fn sidecars(path: &Path, problems: &mut Vec<Problem>) -> Vec<(PathBuf, String)> {
    let mut read = Vec::new();
    for path in sidecars_of(path).into_iter().filter_map(|paths| paths.into_iter().find(|path| path.is_file())) {
        match std::fs::read_to_string(&path) {
            Ok(yaml) => read.push((path, yaml)),
            Err(error) => {
                problems.push(Problem::of_file(&path, format!("cannot be read ({error}); save it as UTF-8 text")));
            }
        }
    }
    read
}

fn hash(bytes: &[u8], sidecars: &[(PathBuf, String)], entry: u64) -> u128 {
    let mut hasher = Xxh3Default::new();
    let mut part = |part: &[u8]| {
        hasher.update(&(part.len() as u64).to_le_bytes());
        hasher.update(part);
    };
    part(bytes);
    for (path, yaml) in sidecars {
        part(path.as_os_str().as_encoded_bytes());
        part(yaml.as_bytes());
    }
    part(&entry.to_le_bytes());
    hasher.digest128()
}
