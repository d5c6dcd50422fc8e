//! Reading with an index on disk: only what has changed since it was read last is read again.
//!
//! [`update`] walks the folders, has what changed read by one thread for each processor, and writes what they make in one
//! more. What waits between them is bounded by bytes, so memory does not grow with the corpus.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use deskcheck_analysis::resolve::Cards;
use rustc_hash::FxHashSet;

use super::material::{Material, Unread};
use super::queue::{Limits, Queue};
use super::readers::Readers;
use super::stamp::Stamps;
use super::{Means, Order, Problem, Progress, documents_of, walk};
use crate::bibliography::Bibliographies;
use crate::index::disk::DiskIndex;
use crate::index::overlaid::Overlaid;
use crate::index::resolved::{Resolving, Wanted, resolve_stored};
use crate::index::store::{Batch, Begun, Known, NewDocument, NewFile, Store, StoreError, Writer};

/// What may wait to be written, in bytes.
const WAITING: usize = 64 << 20;

/// What is committed at once, in bytes.
const BATCH: usize = 8 << 20;

/// How long what was read may wait to be committed.
const BATCH_TIME: Duration = Duration::from_millis(250);

/// So many threads more than processors read: one of them may be waiting for its file.
const EXTRA: usize = 1;

/// Files above this size are read one at a time, in bytes: what is made of them may be many times as large.
const LARGE: u64 = 4 << 20;

/// What came of bringing an index up to date.
#[derive(Clone, Debug, Default)]
pub struct Updated {
    /// Files that were read.
    pub read: usize,
    /// Files that had not changed.
    pub unchanged: usize,
    /// Files that are gone.
    pub removed: usize,
    /// Bytes of the files that were read.
    pub bytes: u64,
    /// True where it was told to end early.
    pub stopped: bool,
    /// What is to be said of files and folders as they are now, beside what the index keeps.
    pub problems: Vec<Problem>,
}

/// A file to be read.
struct Stale {
    path: PathBuf,
    stamps: Stamps,
    /// A hash of what libraries of references say of it.
    entry: u64,
    known: Option<Known>,
}

/// What came of a file.
enum Done {
    /// It says what it said.
    Same {
        known: Known,
        stamps: Stamps,
        entry: u64,
        read_at: i64,
    },
    Read(Box<NewFile>),
    /// It cannot be read now: what was read of it before counts.
    Unread(Problem),
}

/// What [`update`] would do, as far as it can be told without opening a file.
///
/// # Errors
///
/// Where the index cannot be read.
pub fn due(store: &Store, order: &Order<'_>) -> Result<Updated, StoreError> {
    let (mut due, mut seen, mut failed) = (Updated::default(), 0, None);
    walk::walk(&order.roots(), order.ignores, &mut |found| {
        let entry = order.bibliographies.fingerprint(&found.path);
        match store.known(&found.path, &found.stamps, entry) {
            Ok(known) => {
                seen += u64::from(known.is_some());
                let is_unchanged = known.is_some_and(|known| known.is_unchanged);
                *(if is_unchanged { &mut due.unchanged } else { &mut due.read }) += 1;
            }
            Err(error) => drop(failed.get_or_insert(error)),
        }
    });
    due.removed = store.counts()?.files.saturating_sub(seen) as usize;
    failed.map_or(Ok(due), Err)
}

/// Brings the index up to date with the files.
///
/// # Errors
///
/// Where it cannot be written: what was committed by then stays.
pub fn update(writer: &mut Writer, order: &Order<'_>) -> Result<Updated, StoreError> {
    let mut updated = Updated::default();
    let mut stale = Vec::new();
    let mut seen = FxHashSet::default();
    let mut failed = None;
    let walked = walk::walk(&order.roots(), order.ignores, &mut |found| {
        let entry = order.bibliographies.fingerprint(&found.path);
        let known = writer.known(&found.path, &found.stamps, entry).unwrap_or_else(|error| {
            failed.get_or_insert(error);
            None
        });
        seen.extend(known.map(|known| known.file));
        match known {
            Some(known) if known.is_unchanged => updated.unchanged += 1,
            known => stale.push(Stale { path: found.path, stamps: found.stamps, entry, known }),
        }
    });
    if let Some(error) = failed {
        return Err(error);
    }
    updated.problems = walked.problems;
    updated.removed = writer.remove_unseen(&seen, &walked.unlisted)?;
    read_stale(writer, &stale, order, &mut updated)?;
    updated.problems.extend(writer.settle_keys()?);
    if !updated.stopped {
        writer.complete()?;
    }
    Ok(updated)
}

/// Brings the index up to date with these files alone, nothing else looked at; a document whose citation key another has
/// is left for [`update`].
///
/// # Errors
///
/// Where it cannot be written: what was committed by then stays.
pub fn update_files(writer: &mut Writer, order: &Order<'_>, files: &[PathBuf]) -> Result<(), StoreError> {
    let mut updated = Updated::default();
    let (mut stale, mut gone, mut failed) = (Vec::new(), Vec::new(), None);
    for file in files.iter().filter(|file| !(order.ignores)(file)) {
        let mut is_there = false;
        walk::walk(&[file.as_path()], order.ignores, &mut |found| {
            is_there = true;
            let entry = order.bibliographies.fingerprint(&found.path);
            match writer.known(&found.path, &found.stamps, entry) {
                Ok(known) if known.is_some_and(|known| known.is_unchanged) => {}
                Ok(known) => stale.push(Stale { path: found.path, stamps: found.stamps, entry, known }),
                Err(error) => drop(failed.get_or_insert(error)),
            }
        });
        if !is_there && !file.exists() {
            gone.push(file.clone());
        }
    }
    if let Some(error) = failed {
        return Err(error);
    }
    writer.remove_files(&gone)?;
    read_stale(writer, &stale, order, &mut updated)?;
    writer.key_new()
}

fn read_stale(
    writer: &mut Writer,
    stale: &[Stale],
    order: &Order<'_>,
    updated: &mut Updated,
) -> Result<(), StoreError> {
    let threads = (std::thread::available_parallelism().map_or(1, usize::from) + EXTRA).min(stale.len().max(1));
    let queue = Queue::new(Limits { room: WAITING, enough: BATCH, within: BATCH_TIME }, threads);
    let means = Means { readers: &Readers::new(order.isolation), bibliographies: order.bibliographies };
    let of_files = updated.unchanged + stale.len();
    let of_bytes = stale.iter().map(|file| file.stamps.file.size).sum();
    let (next, stopped, large) = (AtomicUsize::new(0), AtomicBool::new(false), Mutex::new(()));
    let (files, bytes) = (AtomicUsize::new(updated.unchanged), AtomicU64::new(0));
    let tell = |size| {
        let files = files.fetch_add(usize::from(size > 0), Ordering::Relaxed) + usize::from(size > 0);
        let bytes = bytes.fetch_add(size, Ordering::Relaxed) + size;
        (order.progress)(Progress { files, of_files, bytes, of_bytes });
    };
    tell(0);
    let read_files = || {
        while let Some(file) = stale.get(next.fetch_add(1, Ordering::Relaxed)) {
            if (order.stop)() {
                stopped.store(true, Ordering::Relaxed);
                break;
            }
            let size = file.stamps.file.size;
            let alone = (size > LARGE).then(|| large.lock().unwrap_or_else(PoisonError::into_inner));
            let done = read_one(file, means);
            drop(alone);
            let weight = done.weight();
            if !queue.put(done, weight) {
                break;
            }
            tell(size.max(1));
        }
        queue.finish();
    };
    let written = std::thread::scope(|scope| {
        (0..threads).for_each(|_| drop(scope.spawn(read_files)));
        let written = write_all(writer, &queue, updated);
        queue.abandon();
        written
    });
    updated.stopped = stopped.into_inner();
    written
}

fn read_one(file: &Stale, means: Means<'_>) -> Done {
    let material = match Material::read(&file.path, file.entry) {
        Ok(material) => material,
        Err(Unread::Now(problem)) => return Done::Unread(problem),
        Err(Unread::Unfit(problem)) => return file.read(0, super::stamp::now(), vec![problem], Vec::new()),
    };
    let (hash, read_at) = (material.hash, material.read_at);
    if let Some(known) = file.known.filter(|known| known.is_ours && known.hash == hash) {
        return Done::Same { known, stamps: file.stamps, entry: file.entry, read_at };
    }
    let (sources, problems) = documents_of(&file.path, material, means);
    let documents = sources.into_iter().map(NewDocument::new).collect();
    file.read(hash, read_at, problems, documents)
}

impl Stale {
    fn read(&self, hash: u128, read_at: i64, problems: Vec<Problem>, documents: Vec<NewDocument>) -> Done {
        let (path, stamps, entry) = (self.path.clone(), self.stamps, self.entry);
        Done::Read(Box::new(NewFile { path, stamps, entry, hash, read_at, problems, documents }))
    }
}

impl Done {
    /// How much of it there is to be written, in bytes.
    fn weight(&self) -> usize {
        match self {
            Self::Read(file) => file.documents.iter().map(NewDocument::bytes).sum(),
            Self::Same { .. } | Self::Unread(_) => 0,
        }
    }
}

/// Writes what comes out of the queue until nothing will.
fn write_all(writer: &mut Writer, queue: &Queue<Done>, updated: &mut Updated) -> Result<(), StoreError> {
    while let Some(done) = queue.take() {
        let mut batch = writer.batch()?;
        for done in done {
            write(&mut batch, done, updated)?;
        }
        batch.commit()?;
    }
    Ok(())
}

fn write(batch: &mut Batch<'_>, done: Done, updated: &mut Updated) -> Result<(), StoreError> {
    match done {
        Done::Same { known, stamps, entry, read_at } => {
            updated.unchanged += 1;
            batch.touch(&known, &stamps, entry, read_at)
        }
        Done::Read(file) => {
            updated.read += 1;
            updated.bytes += file.stamps.file.size;
            batch.put(&file)
        }
        Done::Unread(problem) => {
            updated.problems.push(problem);
            Ok(())
        }
    }
}

/// An index and what it is resolved with.
#[derive(Clone, Copy)]
pub struct Kept<'a> {
    /// The folder of the index.
    pub folder: &'a Path,
    /// What the analyst settles about actors.
    pub cards: &'a Cards,
    /// A hash of that.
    pub cards_hash: u64,
    /// As in the order.
    pub bibliographies: &'a Arc<Bibliographies>,
    /// What was found wrong with it when it was asked, where something was: then it is resolved afresh.
    pub fault: Option<&'a str>,
    /// True where somebody works meanwhile.
    pub gently: bool,
    /// Who is answered by an older state of the index until it is resolved.
    pub waiting: Option<Waiting<'a>>,
}

/// Who is answered by an older state of an index.
#[derive(Clone, Copy)]
pub struct Waiting<'a> {
    /// That state.
    pub base: &'a Arc<DiskIndex>,
    /// Takes what has changed since, laid over it, before it is resolved with the rest.
    pub tell: &'a dyn Fn(Overlaid),
}

/// Brings an index up to date, what its documents say together too, and opens it. None where it was told to end early.
///
/// # Errors
///
/// Where it cannot be used, even made anew.
pub fn read_kept(kept: &Kept<'_>, order: &Order<'_>) -> Result<Option<DiskIndex>, StoreError> {
    match try_kept(kept, order) {
        Err(StoreError::Damaged(what)) => {
            // The writer is gone, and with it the lock: whoever comes first makes the index anew.
            match Writer::begin_anew(kept.folder)? {
                Begun::Ours(mut writer, _) => {
                    let problem = anew(kept.folder, &StoreError::Damaged(what));
                    updated_index(kept, &mut writer, order, Some(problem))
                }
                Begun::Held(_) => Err(StoreError::Damaged(what)),
            }
        }
        tried => tried,
    }
}

fn try_kept(kept: &Kept<'_>, order: &Order<'_>) -> Result<Option<DiskIndex>, StoreError> {
    match begin(kept.folder, order)? {
        Begun::Ours(mut writer, before) => {
            updated_index(kept, &mut writer, order, before.map(|error| anew(kept.folder, &error)))
        }
        Begun::Held(process) if kept.fault.is_some() => Err(StoreError::Held(process)),
        Begun::Held(process) => {
            let mut index = DiskIndex::open(kept.folder, kept.cards, kept.bibliographies, true)?;
            if let Some(index) = &mut index {
                index.add_problems([held(kept.folder, process)]);
            }
            index.map_or(Err(StoreError::Held(process)), |index| Ok(Some(index)))
        }
    }
}

/// Reads these files again, and lays what they say over the `base` index, without resolving it; none where that is not worth the while: another process is writing, or nothing has changed, or too much.
///
/// # Errors
///
/// Where the index cannot be read or written.
pub fn read_over(
    folder: &Path,
    base: &Arc<DiskIndex>,
    order: &Order<'_>,
    files: &[PathBuf],
) -> Result<Option<Overlaid>, StoreError> {
    match Writer::begin(folder)? {
        Begun::Ours(mut writer, None) => update_files(&mut writer, order, files)?,
        _ => return Ok(None),
    }
    Ok(Overlaid::new(base)?.filter(Overlaid::has_changes))
}

fn updated_index(
    kept: &Kept<'_>,
    writer: &mut Writer,
    order: &Order<'_>,
    before: Option<Problem>,
) -> Result<Option<DiskIndex>, StoreError> {
    let updated = update(writer, order)?;
    if updated.stopped {
        return Ok(None);
    }
    let afresh = order.afresh || kept.fault.is_some();
    if let Some(waiting) = kept.waiting.filter(|_| !afresh && before.is_none())
        && let Some(overlaid) = Overlaid::new(waiting.base)?.filter(Overlaid::has_changes)
    {
        (waiting.tell)(overlaid);
    }
    let mut problems = updated.problems;
    problems.extend(before.or_else(|| Some(anew(kept.folder, &kept.fault?))));
    let Kept { folder, cards, cards_hash, gently, .. } = *kept;
    match resolve_stored(&Wanted { folder, cards, cards_hash, afresh, gently, stop: order.stop }, writer)? {
        Resolving::Stopped => return Ok(None),
        Resolving::Done(Some(error)) => problems.push(anew(kept.folder, &error)),
        Resolving::Done(None) | Resolving::Known => {}
    }
    writer.settle()?;
    let mut index = DiskIndex::open(kept.folder, kept.cards, kept.bibliographies, false)?
        .ok_or_else(|| StoreError::Damaged("it is not there any more".to_owned()))?;
    index.add_problems(problems);
    Ok(Some(index))
}

/// Takes the index in hand as the order wants it.
///
/// # Errors
///
/// Where it can neither be opened nor made anew.
pub fn begin(folder: &Path, order: &Order<'_>) -> Result<Begun, StoreError> {
    if order.afresh { Writer::begin_anew(folder) } else { Writer::begin(folder) }
}

/// That an index was no good and has been made anew.
pub fn anew(folder: &Path, fault: &dyn fmt::Display) -> Problem {
    Problem::of_file(folder, format!("the index of the documents has been made anew: {fault}. Nothing is lost"))
}

/// That another process writes an index.
pub fn held(folder: &Path, process: Option<u32>) -> Problem {
    let who = process.map_or_else(|| "another process".to_owned(), |process| format!("process {process}"));
    let message =
        format!("the index of the documents is being written by {who}; what is in it so far counts until then");
    Problem::of_file(folder, message)
}

#[cfg(test)]
mod tests;
