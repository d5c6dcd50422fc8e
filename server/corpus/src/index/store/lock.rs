//! One process at a time writes an index: it holds the lock of a file beside it, in which its number stands.
//!
//! The lock is the system's and goes with the process, however that ends.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// How long somebody else's work is waited for before the index is used as it is.
const PATIENCE: Duration = Duration::from_secs(2);

/// How often it is looked whether they have finished.
const PAUSE: Duration = Duration::from_millis(20);

/// The right to write; given back when it is dropped.
#[derive(Debug)]
pub(super) struct WriteLock {
    file: File,
}

/// What came of asking for the right to write.
pub(super) enum Asked {
    /// It is ours.
    Got(WriteLock),
    /// Another process has it, with this number, where that could be read.
    Held(Option<u32>),
}

impl WriteLock {
    /// Asks for the right to write the index in `folder`, and waits a little for who has it.
    pub(super) fn ask(folder: &Path) -> io::Result<Asked> {
        let mut file = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path(folder))?;
        let asked_at = Instant::now();
        loop {
            match file.try_lock() {
                Ok(()) => break,
                Err(TryLockError::Error(error)) => return Err(error),
                Err(TryLockError::WouldBlock) if asked_at.elapsed() < PATIENCE => std::thread::sleep(PAUSE),
                Err(TryLockError::WouldBlock) => return Ok(Asked::Held(holder(folder))),
            }
        }
        file.set_len(0)?;
        file.seek(SeekFrom::Start(0))?;
        // Only a courtesy to who waits.
        let _ = write!(file, "{}", std::process::id());
        Ok(Asked::Got(Self { file }))
    }
}

impl Drop for WriteLock {
    fn drop(&mut self) {
        // The process that is named in an unlocked file is nobody's business.
        let _ = self.file.set_len(0);
        let _ = self.file.unlock();
    }
}

/// The process that writes the index in `folder`, where there is one.
pub(super) fn holder(folder: &Path) -> Option<u32> {
    let mut number = String::new();
    File::open(path(folder)).ok()?.take(20).read_to_string(&mut number).ok()?;
    number.trim().parse().ok()
}

/// Waits until nobody writes the index in `folder`.
///
/// # Errors
///
/// Where there is no such index, or the system cannot tell.
pub fn wait_for_writer(folder: &Path) -> io::Result<()> {
    let file = OpenOptions::new().read(true).write(true).open(path(folder))?;
    file.lock()?;
    file.unlock()
}

fn path(folder: &Path) -> PathBuf {
    folder.join("index.lock")
}
