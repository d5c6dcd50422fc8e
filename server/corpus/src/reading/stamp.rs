//! Whether a file may have changed since it was read, told without opening it.
//!
//! What a file system notes of a file (length, times, number) changes with it, but for one gap: a file written twice within
//! one tick of the file system's clock, and read between, looks the same after as before. So a stamp is believed only if the
//! file was already older than a tick when it was read. (Git's index calls the rest "racily clean".)

use std::fs::Metadata;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::Xxh3Default;

/// A tick of file systems that note whole seconds, the coarsest of them every second one.
const COARSE: i64 = 2_000_000_000;

/// A tick of all others, generously.
const FINE: i64 = 50_000_000;

const SECOND: i64 = 1_000_000_000;

/// What a file system notes of a file. Times are in nanoseconds since 1970.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    /// Length in bytes.
    pub size: u64,
    /// When the content was changed, which programs may set as they like.
    pub mtime_ns: i64,
    /// When content, name or rights were changed, which only the system sets. On Windows, when the file was made.
    pub ctime_ns: i64,
    /// Its number in the file system; 0 where there is none.
    pub inode: u64,
}

impl Stamp {
    pub(crate) fn of(metadata: &Metadata) -> Self {
        let (ctime_ns, inode) = system(metadata);
        Self { size: metadata.len(), mtime_ns: metadata.modified().map_or(0, nanoseconds), ctime_ns, inode }
    }

    /// True where a file that had this stamp when it was read at `read_at`, and has it still, cannot have changed.
    pub(crate) fn is_settled(&self, read_at: i64) -> bool {
        let tick = if self.ctime_ns % SECOND == 0 { COARSE } else { FINE };
        self.mtime_ns.max(self.ctime_ns).saturating_add(tick) <= read_at
    }
}

/// The stamp of a document's file, and those of the files beside it that say something of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamps {
    /// The file's own.
    pub file: Stamp,
    /// A hash of the others, in order; 0 where there are none.
    pub beside: u128,
    /// The latest times among the others.
    latest_beside: Option<Stamp>,
}

impl Stamps {
    pub(crate) fn new(file: Stamp, beside: &[Stamp]) -> Self {
        let mut hasher = Xxh3Default::new();
        for stamp in beside {
            hasher.update(&stamp.size.to_le_bytes());
            hasher.update(&stamp.mtime_ns.to_le_bytes());
            hasher.update(&stamp.ctime_ns.to_le_bytes());
            hasher.update(&stamp.inode.to_le_bytes());
        }
        let latest_beside = beside.iter().copied().max_by_key(|stamp| stamp.mtime_ns.max(stamp.ctime_ns));
        Self { file, beside: if beside.is_empty() { 0 } else { hasher.digest128() }, latest_beside }
    }

    /// As [`Stamp::is_settled`], for all of them.
    pub(crate) fn are_settled(&self, read_at: i64) -> bool {
        self.file.is_settled(read_at) && self.latest_beside.is_none_or(|stamp| stamp.is_settled(read_at))
    }
}

/// This moment by the system's clock, in nanoseconds since 1970.
pub(crate) fn now() -> i64 {
    nanoseconds(SystemTime::now())
}

fn nanoseconds(time: SystemTime) -> i64 {
    let whole = |duration: Duration| i64::try_from(duration.as_nanos()).unwrap_or(i64::MAX);
    match time.duration_since(UNIX_EPOCH) {
        Ok(since) => whole(since),
        Err(before) => -whole(before.duration()),
    }
}

#[cfg(unix)]
fn system(metadata: &Metadata) -> (i64, u64) {
    use std::os::unix::fs::MetadataExt;
    (metadata.ctime().saturating_mul(SECOND).saturating_add(metadata.ctime_nsec()), metadata.ino())
}

#[cfg(not(unix))]
fn system(metadata: &Metadata) -> (i64, u64) {
    (metadata.created().map_or(0, nanoseconds), 0)
}

#[cfg(test)]
mod tests {
    use super::{COARSE, FINE, SECOND, Stamp, Stamps};

    const READ_AT: i64 = 1_600_000_000 * SECOND + 500;

    fn stamp(mtime_ns: i64, ctime_ns: i64) -> Stamp {
        Stamp { size: 3, mtime_ns, ctime_ns, inode: 9 }
    }

    #[test]
    fn only_a_file_that_was_old_when_it_was_read_is_believed() {
        let old = READ_AT - 60 * SECOND;
        assert!(stamp(old, old).is_settled(READ_AT));
        assert!(!stamp(old, READ_AT - FINE / 2).is_settled(READ_AT), "written within a tick of being read");
        assert!(stamp(old, READ_AT - 2 * FINE).is_settled(READ_AT));
        let whole = READ_AT / SECOND * SECOND - SECOND;
        assert!(!stamp(whole, whole).is_settled(READ_AT), "a clock of whole seconds has longer ticks");
        assert!(stamp(whole - COARSE, whole - COARSE).is_settled(READ_AT));
    }

    #[test]
    fn a_clock_that_was_set_back_hides_nothing() {
        let (old, future) = (READ_AT - 60 * SECOND, READ_AT + 3600 * SECOND + 7);
        assert!(!stamp(future, old).is_settled(READ_AT));
        assert!(!stamp(old, future).is_settled(READ_AT));
        assert!(!stamp(i64::MAX, old).is_settled(READ_AT));
    }

    #[test]
    fn what_lies_beside_a_file_counts() {
        let old = READ_AT - 60 * SECOND;
        let alone = Stamps::new(stamp(old, old + 1), &[]);
        let described = Stamps::new(stamp(old, old + 1), &[stamp(old, old + 1)]);
        assert_ne!(alone, described);
        assert!(described.are_settled(READ_AT));
        assert!(!Stamps::new(stamp(old, old + 1), &[stamp(old, READ_AT)]).are_settled(READ_AT));
    }
}
