//! Writing an index: files with their documents, in batches that are committed as a whole.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use deskcheck_analysis::extract::TextFacts;
use rusqlite::{Connection, OpenFlags, OptionalExtension, Transaction};
use rustc_hash::{FxHashMap, FxHashSet};

use super::lock::{Asked, WriteLock};
use super::paths::{bytes_of, path_of};
use super::{
    BUSY, FILE, READER, Store, StoreError, StoredFile, StoredHead, StoredProblem, blobs, meta, place, schema, seen,
};
use crate::reading::keys::{Clash, Given, settled};
use crate::reading::stamp::Stamps;
use crate::reading::{Problem, Source};

/// Bytes of a page: what a document says takes up one or two.
const PAGE: u32 = 8 << 10;

/// Pages of the write-ahead log after which it is taken into the database.
const CHECKPOINT_PAGES: u32 = 2_000;

/// What is left of the write-ahead log on disk after that, in bytes.
const LOG_BYTES: i64 = 64 << 20;

/// An index in the hands of its one writer.
#[derive(Debug)]
pub struct Writer {
    connection: Connection,
    _lock: WriteLock,
}

/// What came of asking to write.
pub enum Begun {
    /// It is ours to write, until this is dropped; with what was wrong with the index that stood there before, where that
    /// had to go.
    Ours(Box<Writer>, Option<StoreError>),
    /// Another process writes it, with this number.
    Held(Option<u32>),
}

/// What the index knows of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Known {
    /// Its number.
    pub(crate) file: i64,
    /// Hash of what it and what lies beside it were, where this version of the program has read it.
    pub(crate) hash: u128,
    /// True where this version of the program has read it.
    pub(crate) is_ours: bool,
    /// True where it cannot have changed since.
    pub(crate) is_unchanged: bool,
}

/// A file that was read.
pub(crate) struct NewFile {
    pub(crate) path: PathBuf,
    pub(crate) stamps: Stamps,
    pub(crate) entry: u64,
    pub(crate) hash: u128,
    pub(crate) read_at: i64,
    pub(crate) problems: Vec<Problem>,
    pub(crate) documents: Vec<NewDocument>,
}

/// A document as it will lie in the index.
pub(crate) struct NewDocument {
    part: Option<String>,
    given_key: String,
    head: Vec<u8>,
    text: Vec<u8>,
    map: Vec<u8>,
    facts: Vec<u8>,
    figures: Vec<u8>,
}

impl NewDocument {
    /// The bytes that `source` takes in the index.
    pub(crate) fn new(source: Source) -> Self {
        let filed = Arc::unwrap_or_clone(source.filed);
        let mut document = Arc::unwrap_or_clone(filed.document);
        let mut facts: TextFacts = Arc::unwrap_or_clone(source.facts);
        let text = std::mem::take(&mut document.text);
        let figures = std::mem::take(&mut facts.figures);
        let head = StoredHead {
            document,
            format: filed.format,
            text_bytes: text.len() as u64,
            fingerprint: filed.fingerprint,
            place: place(&filed.path, filed.part.as_deref()),
        };
        Self {
            part: filed.part,
            given_key: source.given_key,
            head: blobs::encoded(&head),
            text: blobs::sealed(text.as_bytes()),
            map: blobs::encoded(&filed.map),
            facts: blobs::encoded(&facts),
            figures: blobs::encoded_figures(figures),
        }
    }

    /// How much there is to be written, in bytes.
    pub(crate) fn bytes(&self) -> usize {
        [&self.head, &self.text, &self.map, &self.facts, &self.figures].iter().map(|blob| blob.len()).sum()
    }
}

impl Writer {
    /// Takes the index in `folder` in hand; makes it where there is none, and anew where what is there is no good.
    ///
    /// # Errors
    ///
    /// Where it can neither be opened nor made anew.
    pub fn begin(folder: &Path) -> Result<Begun, StoreError> {
        make_private(folder).map_err(|error| StoreError::File(folder.to_owned(), error))?;
        let asked = WriteLock::ask(folder).map_err(|error| StoreError::File(folder.join("index.lock"), error))?;
        let lock = match asked {
            Asked::Got(lock) => lock,
            Asked::Held(process) => return Ok(Begun::Held(process)),
        };
        let (connection, before) = match open(folder) {
            Ok(connection) => (connection, None),
            Err(error) if error.is_cured_by_rebuilding() => {
                remove(folder)?;
                (open(folder)?, Some(error))
            }
            Err(error) => return Err(error),
        };
        Ok(Begun::Ours(Box::new(Self { connection, _lock: lock }), before))
    }

    /// As [`Writer::begin`], with nothing in it, whatever was there.
    ///
    /// # Errors
    ///
    /// As there.
    pub fn begin_anew(folder: &Path) -> Result<Begun, StoreError> {
        make_private(folder).map_err(|error| StoreError::File(folder.to_owned(), error))?;
        let asked = WriteLock::ask(folder).map_err(|error| StoreError::File(folder.join("index.lock"), error))?;
        let lock = match asked {
            Asked::Got(lock) => lock,
            Asked::Held(process) => return Ok(Begun::Held(process)),
        };
        remove(folder)?;
        Ok(Begun::Ours(Box::new(Self { connection: open(folder)?, _lock: lock }), None))
    }

    /// As [`Store::known`].
    pub(crate) fn known(&self, path: &Path, stamps: &Stamps, entry: u64) -> Result<Option<Known>, StoreError> {
        known(&self.connection, path, stamps, entry)
    }

    /// Begins what is committed as a whole.
    pub(crate) fn batch(&mut self) -> Result<Batch<'_>, StoreError> {
        let generation = meta(&self.connection, "generation")? + 1;
        let transaction = self.connection.transaction()?;
        Ok(Batch { transaction, generation, has_changes: false })
    }

    /// Removes every file, with its documents, that is neither in `seen` nor lies below a folder of `unlisted`. Returns how
    /// many.
    pub(crate) fn remove_unseen(&mut self, seen: &FxHashSet<i64>, unlisted: &[PathBuf]) -> Result<usize, StoreError> {
        let mut gone = Vec::new();
        {
            let mut statement = self.connection.prepare_cached("SELECT id, path FROM files")?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                let file = row.get(0)?;
                if !seen.contains(&file) {
                    let path = path_of(row.get_ref(1)?.as_blob().map_err(|_| blobs::Damaged)?);
                    if !unlisted.iter().any(|folder| path.starts_with(folder)) {
                        gone.push(file);
                    }
                }
            }
        }
        for files in gone.chunks(1024) {
            let mut batch = self.batch()?;
            for file in files {
                batch.remove(*file)?;
            }
            batch.commit()?;
        }
        Ok(gone.len())
    }

    /// Removes files with their documents.
    pub(crate) fn remove_files(&mut self, paths: &[PathBuf]) -> Result<(), StoreError> {
        let mut batch = self.batch()?;
        for path in paths {
            let known: Option<i64> = batch
                .transaction
                .prepare_cached("SELECT id FROM files WHERE path = ?1")?
                .query_row([bytes_of(path)], |row| row.get(0))
                .optional()?;
            known.map_or(Ok(()), |file| batch.remove(file))?;
        }
        batch.commit()
    }

    /// Gives documents that have no key the one that their file gives them, unless another document has it.
    pub(crate) fn key_new(&mut self) -> Result<(), StoreError> {
        let sql = "UPDATE documents SET key = given_key WHERE key IS NULL
                   AND NOT EXISTS (SELECT 1 FROM documents AS other WHERE other.key = documents.given_key)";
        self.connection.execute(sql, [])?;
        Ok(())
    }

    /// Gives every document a key of its own, and returns what is to be said of those that clash.
    pub(crate) fn settle_keys(&mut self) -> Result<Vec<Problem>, StoreError> {
        struct Row {
            id: i64,
            path: PathBuf,
            position: u32,
            given: String,
            key: Option<String>,
        }
        let mut rows: Vec<Row> = {
            let mut statement = self.connection.prepare_cached(
                "SELECT documents.id, path, position, given_key, key FROM documents JOIN files ON files.id = documents.file",
            )?;
            let row = |row: &rusqlite::Row<'_>| {
                let path: Vec<u8> = row.get(1)?;
                let path = path_of(&path);
                Ok(Row { id: row.get(0)?, path, position: row.get(2)?, given: row.get(3)?, key: row.get(4)? })
            };
            statement.query_map([], row)?.collect::<Result<_, _>>()?
        };
        rows.sort_by(|a, b| (&a.given, &a.path, a.position).cmp(&(&b.given, &b.path, b.position)));
        let given = rows.iter().map(|row| Given { key: &row.given, path: &row.path });
        let (keys, clashes) = settled(given);
        let mut batch = self.batch()?;
        for (row, key) in rows.iter().zip(keys) {
            if row.key.as_ref() != Some(&key) {
                batch.set_key(row.id, &key)?;
            }
        }
        batch.commit()?;
        Ok(clashes.into_iter().map(Clash::problem).collect())
    }

    /// Notes that all files were read.
    pub(crate) fn complete(&mut self) -> Result<(), StoreError> {
        let now = crate::reading::stamp::now() / 1_000_000_000;
        set_meta(&self.connection, "completed_at", now)?;
        // What was read last is found by the next plan, not by this one.
        self.connection.execute_batch("PRAGMA optimize")?;
        Ok(())
    }

    /// As [`Store::resolved`].
    pub(in crate::index) fn resolved(&self) -> Result<u64, StoreError> {
        meta(&self.connection, "resolved")
    }

    /// As [`Store::resolved_sum`].
    pub(in crate::index) fn resolved_sum(&self) -> Result<u64, StoreError> {
        meta(&self.connection, "resolved_sum")
    }

    /// Notes the number under which it was resolved, and a checksum of the tables of that.
    pub(in crate::index) fn set_resolved(&mut self, number: u64, sum: u64) -> Result<(), StoreError> {
        let transaction = self.connection.transaction()?;
        set_meta(&transaction, "resolved", number as i64)?;
        set_meta(&transaction, "resolved_sum", sum as i64)?;
        Ok(transaction.commit()?)
    }

    /// Takes what was committed out of the log into the tables, as far as nobody reads in it at this moment. `SQLite` does so by
    /// itself only where the last to close an index is one that may write.
    ///
    /// # Errors
    ///
    /// Where it cannot be written.
    pub(crate) fn settle(&self) -> Result<(), StoreError> {
        self.connection.busy_timeout(Duration::ZERO)?;
        self.connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
        self.connection.busy_timeout(BUSY)?;
        Ok(())
    }

    /// The index, for reading, while it stays in this writer's hands.
    ///
    /// # Errors
    ///
    /// Where it cannot be opened a second time.
    pub fn reader(&self, folder: &Path) -> Result<Store, StoreError> {
        Store::open(folder)?.ok_or_else(|| StoreError::Damaged("it is not there any more".to_owned()))
    }
}

/// Changes that are committed as a whole or, where this is dropped, not at all.
pub(crate) struct Batch<'w> {
    transaction: Transaction<'w>,
    generation: u64,
    has_changes: bool,
}

impl Batch<'_> {
    /// Writes a file with its documents over what was known of it. Documents keep their numbers where their parts stay.
    pub(crate) fn put(&mut self, file: &NewFile) -> Result<(), StoreError> {
        self.has_changes = true;
        let seen = stored_file(&file.stamps, file.entry, file.hash, file.read_at);
        let mut statement = self.transaction.prepare_cached(
            "INSERT INTO files (path, seen, reader, problems) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (path) DO UPDATE SET seen = ?2, reader = ?3, problems = ?4 RETURNING id",
        )?;
        let values = (bytes_of(&file.path), seen, READER, stored_problems(&file.problems));
        let id: i64 = statement.query_row(values, |row| row.get(0))?;
        drop(statement);
        self.put_documents(id, &file.documents)
    }

    fn put_documents(&mut self, file: i64, documents: &[NewDocument]) -> Result<(), StoreError> {
        let mut known: FxHashMap<Option<String>, i64> = {
            let mut statement = self.transaction.prepare_cached("SELECT part, id FROM documents WHERE file = ?1")?;
            statement.query_map([file], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?
        };
        for (position, document) in documents.iter().enumerate() {
            let id = match known.remove(&document.part) {
                Some(id) => {
                    self.replace(id, position, document)?;
                    id
                }
                None => self.insert(file, position, document)?,
            };
            let sql = "INSERT OR REPLACE INTO contents (id, text, map, facts, figures) VALUES (?1, ?2, ?3, ?4, ?5)";
            let mut statement = self.transaction.prepare_cached(sql)?;
            statement.execute((id, &document.text, &document.map, &document.facts, &document.figures))?;
        }
        known.into_values().try_for_each(|id| self.remove_document(id))
    }

    fn insert(&self, file: i64, position: usize, document: &NewDocument) -> Result<i64, StoreError> {
        let mut statement = self.transaction.prepare_cached(
            "INSERT INTO documents (file, part, position, given_key, changed, head) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?;
        let values =
            (file, &document.part, position as i64, &document.given_key, self.generation as i64, &document.head);
        Ok(statement.insert(values)?)
    }

    /// Writes a document over the one with this number; its key stays until keys are settled, unless another is given to it.
    fn replace(&self, id: i64, position: usize, document: &NewDocument) -> Result<(), StoreError> {
        let mut statement = self.transaction.prepare_cached(
            "UPDATE documents SET position = ?2, key = CASE WHEN given_key = ?3 THEN key END, given_key = ?3,
                 changed = ?4, head = ?5 WHERE id = ?1",
        )?;
        statement.execute((id, position as i64, &document.given_key, self.generation as i64, &document.head))?;
        Ok(())
    }

    /// Notes the new stamps of a file that says what it said.
    pub(crate) fn touch(&mut self, known: &Known, stamps: &Stamps, entry: u64, read_at: i64) -> Result<(), StoreError> {
        let mut statement = self.transaction.prepare_cached("UPDATE files SET seen = ?2 WHERE id = ?1")?;
        statement.execute((known.file, stored_file(stamps, entry, known.hash, read_at)))?;
        Ok(())
    }

    fn remove(&mut self, file: i64) -> Result<(), StoreError> {
        let documents: Vec<i64> = {
            let mut statement = self.transaction.prepare_cached("SELECT id FROM documents WHERE file = ?1")?;
            statement.query_map([file], |row| row.get(0))?.collect::<Result<_, _>>()?
        };
        documents.into_iter().try_for_each(|id| self.remove_document(id))?;
        self.transaction.prepare_cached("DELETE FROM files WHERE id = ?1")?.execute([file])?;
        self.has_changes = true;
        Ok(())
    }

    fn remove_document(&self, id: i64) -> Result<(), StoreError> {
        self.transaction.prepare_cached("DELETE FROM contents WHERE id = ?1")?.execute([id])?;
        self.transaction.prepare_cached("DELETE FROM documents WHERE id = ?1")?.execute([id])?;
        let mut statement = self.transaction.prepare_cached("INSERT INTO removed (id, changed) VALUES (?1, ?2)")?;
        statement.execute((id, self.generation as i64))?;
        Ok(())
    }

    fn set_key(&mut self, id: i64, key: &str) -> Result<(), StoreError> {
        let mut statement =
            self.transaction.prepare_cached("UPDATE documents SET key = ?2, changed = ?3 WHERE id = ?1")?;
        statement.execute((id, key, self.generation as i64))?;
        self.has_changes = true;
        Ok(())
    }

    pub(crate) fn commit(self) -> Result<(), StoreError> {
        if self.has_changes {
            set_meta(&self.transaction, "generation", self.generation as i64)?;
        }
        Ok(self.transaction.commit()?)
    }
}

/// What is known of the file at `path`, which now has `stamps` and of which libraries say `entry`.
pub(super) fn known(
    connection: &Connection,
    path: &Path,
    stamps: &Stamps,
    entry: u64,
) -> Result<Option<Known>, StoreError> {
    let mut statement = connection.prepare_cached("SELECT id, reader, seen FROM files WHERE path = ?1")?;
    let mut rows = statement.query([bytes_of(path)])?;
    let Some(row) = rows.next()? else { return Ok(None) };
    let (file, is_ours) = (row.get(0)?, row.get::<_, i64>(1)? == READER);
    if !is_ours {
        return Ok(Some(Known { file, hash: 0, is_ours, is_unchanged: false }));
    }
    let seen = seen(row, 2)?;
    let is_same = (seen.stamp, seen.beside, seen.entry) == (stamps.file, stamps.beside, entry);
    let is_unchanged = is_same && stamps.are_settled(seen.read_at);
    Ok(Some(Known { file, hash: seen.hash, is_ours, is_unchanged }))
}

fn stored_file(stamps: &Stamps, entry: u64, hash: u128, read_at: i64) -> Vec<u8> {
    blobs::encoded(&StoredFile { stamp: stamps.file, beside: stamps.beside, entry, hash, read_at })
}

fn set_meta(connection: &Connection, key: &str, value: i64) -> Result<(), StoreError> {
    let sql = "INSERT INTO meta (key, value) VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = ?2";
    connection.prepare_cached(sql)?.execute((key, value))?;
    Ok(())
}

fn stored_problems(problems: &[Problem]) -> Option<Vec<u8>> {
    let stored = |problem: &Problem| -> StoredProblem {
        (bytes_of(&problem.path), problem.line.map(|line| line as u64), problem.message.clone())
    };
    (!problems.is_empty()).then(|| blobs::encoded(&problems.iter().map(stored).collect::<Vec<_>>()))
}

fn open(folder: &Path) -> Result<Connection, StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut connection = Connection::open_with_flags(folder.join(FILE), flags)?;
    connection.busy_timeout(BUSY)?;
    connection.pragma_update(None, "page_size", PAGE)?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    // After a loss of power the last batches may be missing; what is there is whole.
    connection.pragma_update(None, "synchronous", "NORMAL")?;
    connection.pragma_update(None, "wal_autocheckpoint", CHECKPOINT_PAGES)?;
    connection.pragma_update(None, "journal_size_limit", LOG_BYTES)?;
    schema::migrate(&mut connection)?;
    Ok(connection)
}

/// Removes an index that is no good. Who reads it goes on with what it has open.
fn remove(folder: &Path) -> Result<(), StoreError> {
    for ending in ["", "-wal", "-shm"] {
        let path = folder.join(format!("{FILE}{ending}"));
        match std::fs::remove_file(&path) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(StoreError::File(path, error)),
            _ => {}
        }
    }
    Ok(())
}

/// A folder, with those above it, that only its user can look into: documents may be confidential.
fn make_private(folder: &Path) -> std::io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}
