//! `deskcheck index`: read what has changed and keep it, or tell how the index is.

mod progress;

use std::io::Write;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use anyhow::{Context, Result, bail};
use clap::Args;
use deskcheck_corpus::Bibliographies;
use deskcheck_corpus::index::resolved::{Extent, Resolving, Wanted, extent, resolve_stored};
use deskcheck_corpus::index::store::{self, Begun, Store, StoreError};
use deskcheck_corpus::reading::Order;
use deskcheck_corpus::reading::stored::{self, Updated};
use deskcheck_corpus::reading::verifying::{self, Verified};

use super::{CorpusOptions, Outcome, opening};
use crate::cache;
use crate::cards::CardFiles;
use crate::isolation::isolation;
use crate::workspace::Workspace;
use progress::Shown;

/// Read the documents that have changed, and keep what they say
///
/// What was read is kept in the folder for caches, and `check`, the editor and all other commands use it: only what has
/// changed is read again. They read it themselves where it is missing; this command does it beforehand.
#[derive(Args, Debug)]
pub(super) struct Index {
    #[command(flatten)]
    corpus: CorpusOptions,

    /// Say where the index is, how much is in it, and what would be read again
    #[arg(long, conflicts_with_all = ["verify", "rebuild", "in_memory"])]
    status: bool,

    /// Check that the index is whole and says what the files say
    #[arg(long, conflicts_with_all = ["rebuild", "in_memory"])]
    verify: bool,

    /// Read all documents again
    #[arg(long, conflicts_with = "in_memory")]
    rebuild: bool,
}

impl Index {
    pub(super) fn run(self) -> Result<Outcome> {
        let workspace = opening::workspace(Path::new("."), &self.corpus)?;
        if self.corpus.in_memory {
            return in_memory(workspace, &self.corpus);
        }
        let folder = cache::index_folder(&workspace)
            .context("this system names no folder for caches; set XDG_CACHE_HOME, or use --in-memory")?;
        let bibliographies = Bibliographies::read(&workspace.bibliography, &workspace.corpus);
        let (isolation, shown) = (isolation(), Shown::new());
        let order = Order {
            ignores: &|path| workspace.ignores(path),
            bibliographies: &bibliographies,
            isolation: Some(&isolation),
            progress: &|now| shown.tell(now),
            afresh: self.rebuild,
            ..Order::of(&workspace.corpus)
        };
        if self.status {
            status(&folder, &order)
        } else if self.verify {
            verify(&folder, &order, &shown)
        } else {
            update(&folder, &order, &CardFiles::read(&workspace, None), &shown)
        }
    }
}

fn in_memory(workspace: Workspace, options: &CorpusOptions) -> Result<Outcome> {
    opening::answered((workspace, Vec::new()), options, |corpus, out| {
        let extents = corpus.sources().map(|(_, source)| (source.figures, source.document.text.len()));
        let (figures, bytes) = extents.fold((0, 0), |sum, of_one| (sum.0 + of_one.0, sum.1 + of_one.1));
        let reference = corpus.reference();
        writeln!(
            out,
            "{} documents ({} KB of text): {} actors, {} incidents, {figures} figures",
            corpus.files().count(),
            bytes / 1024,
            reference.actors().len(),
            reference.incidents().len(),
        )?;
        Ok(Outcome::Clean)
    })
}

fn update(folder: &Path, order: &Order<'_>, cards: &CardFiles, shown: &Shown) -> Result<Outcome> {
    let begun = Instant::now();
    let stop = stop_on_interrupt();
    let order = Order { stop: &|| stop.load(Ordering::Relaxed), ..*order };
    let mut read = read(folder, &order, cards, None);
    if let Err(StoreError::Damaged(_)) = read {
        // The writer is gone, and with it the lock: whoever comes first makes the index anew.
        let fault = read.err();
        read = self::read(folder, &Order { afresh: true, ..order }, cards, fault);
    }
    shown.end();
    let (updated, documents) = match read {
        Err(StoreError::Held(process)) => bail!("{}: {}", folder.display(), stored::held(folder, process).message),
        read => read.with_context(|| unusable(folder))?,
    };
    opening::tell_problems(&updated.problems);
    writeln!(anstream::stdout(), "{}", summary(documents, &updated, begun.elapsed()))?;
    if updated.stopped {
        opening::tell("warning", "interrupted: what was read is kept, and the next run goes on from there");
        return Ok(Outcome::Failed);
    }
    Ok(Outcome::Clean)
}

/// Reads and resolves what has changed. Returns what came of it, with all that is to be said of files, and how many documents
/// there are; `fault` is what was wrong with the index until now.
fn read(
    folder: &Path,
    order: &Order<'_>,
    cards: &CardFiles,
    fault: Option<StoreError>,
) -> Result<(Updated, u64), StoreError> {
    let (mut writer, fault) = match stored::begin(folder, order)? {
        Begun::Ours(writer, before) => (writer, before.or(fault)),
        Begun::Held(process) => return Err(StoreError::Held(process)),
    };
    let mut updated = stored::update(&mut writer, order)?;
    let mut faults = Vec::from_iter(fault);
    if !updated.stopped {
        let wanted = Wanted {
            folder,
            cards: &cards.cards,
            cards_hash: cards.fingerprint(),
            afresh: order.afresh,
            gently: false,
            stop: order.stop,
        };
        match resolve_stored(&wanted, &mut writer)? {
            Resolving::Stopped => updated.stopped = true,
            Resolving::Done(fault) => faults.extend(fault),
            Resolving::Known => {}
        }
    }
    let store = writer.reader(folder)?;
    let problems = &mut updated.problems;
    problems.extend(faults.iter().map(|fault| stored::anew(folder, fault)));
    problems.extend(order.bibliographies.problems.iter().cloned());
    problems.extend(store.problems()?);
    problems.sort();
    problems.dedup();
    let documents = store.counts()?.documents;
    Ok((updated, documents))
}

fn unusable(folder: &Path) -> String {
    format!("{}: the index of the documents", folder.display())
}

/// Set once the user wants to end it; what is in hand is finished then.
fn stop_on_interrupt() -> Arc<AtomicBool> {
    let stop = Arc::new(AtomicBool::new(false));
    let told = Arc::clone(&stop);
    // Where no handler can be set, an interrupt ends the process, and what was committed stays.
    let _ = ctrlc::set_handler(move || told.store(true, Ordering::Relaxed));
    stop
}

fn summary(documents: u64, updated: &Updated, took: Duration) -> String {
    let Updated { read, unchanged, removed, bytes, .. } = updated;
    let problems = updated.problems.len();
    let (megabytes, seconds) = (*bytes as f64 / 1e6, took.as_secs_f64());
    let noun = if problems == 1 { "problem" } else { "problems" };
    format!(
        "{documents} documents: {read} files read ({megabytes:.1} MB), {unchanged} unchanged, {removed} removed, {problems} \
         {noun}, {seconds:.1} s"
    )
}

fn status(folder: &Path, order: &Order<'_>) -> Result<Outcome> {
    let mut out = anstream::stdout();
    writeln!(out, "folder     {}", folder.display())?;
    let Some(store) = Store::open(folder).with_context(|| unusable(folder))? else {
        writeln!(out, "nothing is in it yet: run `deskcheck index`")?;
        return Ok(Outcome::Clean);
    };
    let counts = store.counts()?;
    writeln!(out, "size       {:.1} MB", store::size(folder) as f64 / 1e6)?;
    writeln!(out, "documents  {} in {} files", counts.documents, counts.files)?;
    writeln!(out, "resolved   {}", resolved(folder))?;
    writeln!(out, "complete   {}", store.completed_at()?.map_or_else(|| "not yet".to_owned(), ago))?;
    writeln!(
        out,
        "versions   tables {}, reader {:016x}, generation {}, resolved {}",
        store::SCHEMA,
        store::READER,
        store.generation()?,
        store.resolved()?
    )?;
    match store::writer_of(folder) {
        Some(process) => writeln!(out, "writer     process {process}")?,
        None => writeln!(out, "writer     none")?,
    }
    let due = stored::due(&store, order)?;
    writeln!(
        out,
        "due        {} files new or perhaps changed, {} gone, {} unchanged",
        due.read, due.removed, due.unchanged
    )?;
    Ok(Outcome::Clean)
}

/// How much is known of what the documents say together, in words.
fn resolved(folder: &Path) -> String {
    match extent(folder) {
        Ok(Some(Extent { actors, incidents })) => format!("{actors} actors, {incidents} incidents"),
        Ok(None) => "not yet".to_owned(),
        Err(error) => format!("{error}; the next reading makes it anew"),
    }
}

/// How long ago a moment was, in seconds since 1970, in words.
fn ago(moment: u64) -> String {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    match now.saturating_sub(moment) {
        seconds @ 0..120 => format!("{seconds} seconds ago"),
        seconds @ 120..7200 => format!("{} minutes ago", seconds / 60),
        seconds @ 7200..172_800 => format!("{} hours ago", seconds / 3600),
        seconds => format!("{} days ago", seconds / 86_400),
    }
}

fn verify(folder: &Path, order: &Order<'_>, shown: &Shown) -> Result<Outcome> {
    let advice = "run `deskcheck index --rebuild` to make it anew; nothing is lost by that but time";
    let verified = verifying::verify(folder, order);
    shown.end();
    let verified = match verified {
        Ok(Some(verified)) => verified,
        Ok(None) => bail!("{}: there is no index yet; run `deskcheck index`", folder.display()),
        Err(error) if error.is_cured_by_rebuilding() => {
            opening::tell("error", &format!("{}: {error}; {advice}", unusable(folder)));
            return Ok(Outcome::Findings);
        }
        Err(error) => return Err(error).with_context(|| unusable(folder)),
    };
    for fault in &verified.faults {
        opening::tell("error", &opening::in_a_line(fault));
    }
    let Verified { documents, spans, changed, unlooked, .. } = verified;
    let faults = verified.faults.len();
    writeln!(
        anstream::stdout(),
        "{documents} documents, {spans} spans: {faults} faults; {changed} files have changed since they were read"
    )?;
    if unlooked > 0 {
        let message = format!(
            "{unlooked} documents were not compared: another version of Deskcheck has read them, or their reading was not \
             completed. Run `deskcheck index`, which reads them again, and verify then"
        );
        opening::tell("warning", &message);
    }
    if faults > 0 {
        opening::tell("error", advice);
        return Ok(Outcome::Findings);
    }
    Ok(Outcome::Clean)
}
