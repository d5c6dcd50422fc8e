//! The documents on disk: what every file said when it was read, with its facts, kept until the file changes.
//!
//! One folder for each workspace holds `index.db` (`SQLite`), which can be made again from the files at any time. Readers
//! ([`Store`]) see what was committed and disturb nobody; one process at a time writes ([`Writer`]).
//!
//! Everything in it was made by one state of our program: what another made is not looked at, and made anew.

pub(in crate::index) mod blobs;
mod errors;
mod lock;
mod paths;
mod schema;
mod writing;

use std::path::{Path, PathBuf};
use std::time::Duration;

use deskcheck_analysis::extract::TextFacts;
use deskcheck_analysis::text::{Document, DocumentId};
use rusqlite::{Connection, OpenFlags, OptionalExtension, Row};
use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

pub(in crate::index) use blobs::Outline;
pub use blobs::{Damaged, StoredFigures};
pub use errors::StoreError;
pub use lock::wait_for_writer;
pub use schema::VERSION as SCHEMA;
pub(crate) use writing::{Batch, Known, NewDocument, NewFile};
pub use writing::{Begun, Writer};

use crate::formats::Format;
use crate::reading::Problem;
use crate::reading::keys::is_settled;
use crate::reading::stamp::{Stamp, Stamps};
use crate::source_map::SourceMap;

/// Changes with everything that decides what is read out of a file: the program's code and its tables. What another
/// version has read is read again.
pub const READER: i64 = written(env!("DESKCHECK_READER"));

/// Changes with that, and with everything that decides what documents say together.
pub const RESOLVER: i64 = written(env!("DESKCHECK_RESOLVER"));

const fn written(number: &str) -> i64 {
    match i64::from_str_radix(number, 16) {
        Ok(number) => number,
        Err(_) => panic!("the build script writes a number"),
    }
}

/// The name of the database in the folder of an index.
const FILE: &str = "index.db";

/// How long a reader waits for a moment of the writer's, which it seldom has to.
const BUSY: Duration = Duration::from_secs(10);

/// What is known of a document without looking into it.
#[derive(Clone, Debug)]
pub struct Head {
    /// Its number, which no other document of this index has had or will have.
    pub id: DocumentId,
    /// The document, but for its text, with its settled citation key.
    pub document: Document,
    /// Its file.
    pub path: PathBuf,
    /// Which part of its file it is, where the file holds several documents.
    pub part: Option<String>,
    /// Its place among the documents of its file.
    pub position: u32,
    /// The citation key that its file gives it, which another document's may equal.
    pub given_key: String,
    /// The format of its file.
    pub format: Format,
    /// The length of its text in bytes.
    pub text_bytes: usize,
    /// As much of a hash of what it was made from as tells it from what it was before.
    pub fingerprint: u64,
    /// The generation in which it was written.
    pub changed: u64,
}

/// What of a document lies in its head.
#[derive(Serialize, Deserialize)]
struct StoredHead {
    document: Document,
    format: Format,
    text_bytes: u64,
    fingerprint: u64,
    /// As [`place`] gives it for what stands in other columns.
    place: u64,
}

/// What a file was when it was read.
#[derive(Serialize, Deserialize)]
struct StoredFile {
    stamp: Stamp,
    /// A hash of the stamps of what lies beside it.
    beside: u128,
    /// A hash of what libraries of references said of it.
    entry: u64,
    /// A hash of all of it.
    hash: u128,
    /// The moment before it was read, in nanoseconds since 1970.
    read_at: i64,
}

/// A checksum of a document's file and part.
fn place(path: &Path, part: Option<&str>) -> u64 {
    let mut bytes = paths::bytes_of(path);
    bytes.push(0);
    bytes.extend_from_slice(part.unwrap_or_default().as_bytes());
    xxh3_64(&bytes)
}

/// What a document is made of, as it lies in the index.
#[derive(Clone, Debug)]
pub struct StoredContents {
    text: Vec<u8>,
    map: Vec<u8>,
    facts: Vec<u8>,
    figures: Vec<u8>,
}

impl StoredContents {
    /// The text.
    ///
    /// # Errors
    ///
    /// Here and below: where it is not what was written.
    pub fn text(&self) -> Result<String, Damaged> {
        blobs::text(&self.text)
    }

    /// The way back into the file.
    ///
    /// # Errors
    ///
    /// As above.
    pub fn map(&self) -> Result<SourceMap, Damaged> {
        blobs::decoded(&self.map)
    }

    /// What the text says, but for its figures.
    ///
    /// # Errors
    ///
    /// As above.
    pub fn facts(&self) -> Result<TextFacts, Damaged> {
        blobs::decoded(&self.facts)
    }

    /// The figures.
    ///
    /// # Errors
    ///
    /// As above.
    pub fn figures(self) -> Result<StoredFigures, Damaged> {
        StoredFigures::new(self.figures)
    }

    /// All that the text says.
    ///
    /// # Errors
    ///
    /// As above.
    pub(in crate::index) fn facts_and_figures(self) -> Result<TextFacts, Damaged> {
        let facts = self.facts()?;
        Ok(TextFacts { figures: self.figures()?.all()?, ..facts })
    }
}

/// A problem as it lies in the index: its file, its line, its message.
type StoredProblem = (Vec<u8>, Option<u64>, String);

/// An index, for reading.
#[derive(Debug)]
pub struct Store {
    connection: Connection,
}

impl Store {
    /// Opens the index in `folder`; none where nothing was written there yet.
    ///
    /// # Errors
    ///
    /// Where it cannot be opened, is damaged or was made by a newer program.
    pub fn open(folder: &Path) -> Result<Option<Self>, StoreError> {
        let path = folder.join(FILE);
        if !path.exists() {
            return Ok(None);
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(&path, flags)?;
        connection.busy_timeout(BUSY)?;
        match schema::version(&connection)? {
            SCHEMA => Ok(Some(Self { connection })),
            0..SCHEMA => Ok(None),
            version => Err(StoreError::Newer { version }),
        }
    }

    /// The number of changes that were committed: it grows with each.
    ///
    /// # Errors
    ///
    /// Here and below: where the database cannot be read or is damaged.
    pub fn generation(&self) -> Result<u64, StoreError> {
        meta(&self.connection, "generation")
    }

    /// The number under which it was last resolved what the documents say together; 0 where it never was.
    ///
    /// # Errors
    ///
    /// As above.
    pub fn resolved(&self) -> Result<u64, StoreError> {
        meta(&self.connection, "resolved")
    }

    /// A checksum of the tables of that.
    ///
    /// # Errors
    ///
    /// As above.
    pub(in crate::index) fn resolved_sum(&self) -> Result<u64, StoreError> {
        meta(&self.connection, "resolved_sum")
    }

    /// The first of the documents of a file; none where there is no such file.
    ///
    /// # Errors
    ///
    /// As above.
    pub fn document_at(&self, path: &Path) -> Result<Option<DocumentId>, StoreError> {
        let sql = "SELECT documents.id FROM documents JOIN files ON files.id = documents.file
                   WHERE path = ?1 AND reader = ?2 AND key IS NOT NULL ORDER BY key";
        let mut statement = self.connection.prepare_cached(sql)?;
        Ok(statement.query_row((paths::bytes_of(path), READER), |row| Ok(DocumentId(row.get(0)?))).optional()?)
    }

    /// Has everything that `look` reads be of one moment, whatever is written meanwhile.
    ///
    /// # Errors
    ///
    /// As above, and those of `look`.
    pub fn at_one_moment<T>(&self, look: impl FnOnce(&Self) -> Result<T, StoreError>) -> Result<T, StoreError> {
        let moment = self.connection.unchecked_transaction()?;
        let seen = look(self);
        moment.commit()?;
        seen
    }

    /// Gives every document's head to `each`, in order of number.
    ///
    /// # Errors
    ///
    /// As above, and those of `each`.
    pub fn heads(&self, mut each: impl FnMut(Head) -> Result<(), StoreError>) -> Result<(), StoreError> {
        let mut statement = self.connection.prepare_cached(&format!("{HEADS} ORDER BY documents.id"))?;
        let mut rows = statement.query([READER])?;
        while let Some(row) = rows.next()? {
            each(head(row)?)?;
        }
        Ok(())
    }

    /// The head of one document; none where there is no such document.
    ///
    /// # Errors
    ///
    /// As above.
    pub fn head(&self, id: DocumentId) -> Result<Option<Head>, StoreError> {
        let mut statement = self.connection.prepare_cached(&format!("{HEADS} AND documents.id = ?2"))?;
        let mut rows = statement.query((READER, id.0))?;
        rows.next()?.map(head).transpose()
    }

    /// What a document is made of; none where there is no such document.
    ///
    /// # Errors
    ///
    /// As above.
    pub fn contents(&self, id: DocumentId) -> Result<Option<StoredContents>, StoreError> {
        let mut statement =
            self.connection.prepare_cached("SELECT text, map, facts, figures FROM contents WHERE id = ?1")?;
        let contents = |row: &Row<'_>| {
            Ok(StoredContents { text: row.get(0)?, map: row.get(1)?, facts: row.get(2)?, figures: row.get(3)? })
        };
        Ok(statement.query_row([id.0], contents).optional()?)
    }

    /// The document of this `head` with its text, and what the text says, with its `figures` or without; none where there is no
    /// such document. It is decoded where it lies: nothing is copied that nobody asks for.
    ///
    /// # Errors
    ///
    /// As above.
    pub(in crate::index) fn said(
        &self,
        head: Head,
        figures: bool,
    ) -> Result<Option<(Document, TextFacts)>, StoreError> {
        let parts = if figures { "text, facts, figures" } else { "text, facts, map" };
        let mut statement = self.connection.prepare_cached(&format!("SELECT {parts} FROM contents WHERE id = ?1"))?;
        let mut rows = statement.query([head.id.0])?;
        let Some(row) = rows.next()? else { return Ok(None) };
        let blob = |column| row.get_ref(column)?.as_blob().map_err(|_| StoreError::from(Damaged));
        let text = blobs::text(blob(0)?)?;
        let mut facts: TextFacts = blobs::decoded(blob(1)?)?;
        if figures {
            facts.figures = StoredFigures::new(blob(2)?.to_vec())?.all()?;
        } else {
            // Who asks for the document later needs that too, and where it is damaged all is best read again.
            blobs::unsealed(blob(2)?)?;
        }
        Ok(Some((Document { text, ..head.document }, facts)))
    }

    /// What the names and figures of a document are resolved by; none where there is no such document, or it has been
    /// written to since `generation`.
    ///
    /// # Errors
    ///
    /// As above.
    pub(in crate::index) fn outline(&self, id: DocumentId, generation: u64) -> Result<Option<Outline>, StoreError> {
        let facts = self.part("SELECT facts", id, generation)?;
        Ok(facts.map(|facts| blobs::outline(&facts)).transpose()?)
    }

    /// The figures of a document, as above.
    ///
    /// # Errors
    ///
    /// As above.
    pub(in crate::index) fn figures(
        &self,
        id: DocumentId,
        generation: u64,
    ) -> Result<Option<StoredFigures>, StoreError> {
        let figures = self.part("SELECT figures", id, generation)?;
        Ok(figures.map(StoredFigures::new).transpose()?)
    }

    fn part(&self, part: &str, id: DocumentId, generation: u64) -> Result<Option<Vec<u8>>, StoreError> {
        let sql = format!(
            "{part} FROM documents JOIN contents USING (id) WHERE documents.id = ?1 AND changed <= ?2 AND key IS NOT NULL"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        Ok(statement.query_row((id.0, generation as i64), |row| row.get(0)).optional()?)
    }

    /// True where a document is there that has not been written to since `generation`.
    ///
    /// # Errors
    ///
    /// As above.
    pub(in crate::index) fn is_unchanged(&self, id: DocumentId, generation: u64) -> Result<bool, StoreError> {
        let sql = "SELECT 1 FROM documents WHERE id = ?1 AND changed <= ?2 AND key IS NOT NULL";
        Ok(self.connection.prepare_cached(sql)?.exists((id.0, generation as i64))?)
    }

    /// The text of a document.
    ///
    /// # Errors
    ///
    /// As above.
    pub(in crate::index) fn text(&self, id: DocumentId) -> Result<Option<String>, StoreError> {
        let mut statement = self.connection.prepare_cached("SELECT text FROM contents WHERE id = ?1")?;
        let blob: Option<Vec<u8>> = statement.query_row([id.0], |row| row.get(0)).optional()?;
        blob.map(|blob| Ok(blobs::text(&blob)?)).transpose()
    }

    /// The documents that were written, and those that were removed, after `generation`.
    ///
    /// # Errors
    ///
    /// As above.
    pub fn changed_since(&self, generation: u64) -> Result<(Vec<DocumentId>, Vec<DocumentId>), StoreError> {
        let changed = |table: &str| -> Result<Vec<DocumentId>, StoreError> {
            let sql = format!("SELECT id FROM {table} WHERE changed > ?1 ORDER BY id");
            let mut statement = self.connection.prepare_cached(&sql)?;
            let ids = statement.query_map([generation as i64], |row| Ok(DocumentId(row.get(0)?)))?;
            Ok(ids.collect::<Result<_, _>>()?)
        };
        Ok((changed("documents")?, changed("removed")?))
    }

    /// What is to be said of files, as they were read.
    ///
    /// # Errors
    ///
    /// As above.
    pub fn problems(&self) -> Result<Vec<Problem>, StoreError> {
        let sql = "SELECT problems FROM files WHERE problems IS NOT NULL AND reader = ?1";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query([READER])?;
        let mut problems = Vec::new();
        while let Some(row) = rows.next()? {
            let stored: Vec<u8> = row.get(0)?;
            problems.extend(problems_of(&stored)?);
        }
        Ok(problems)
    }

    /// The files that this version of the program has read, each with a hash of what it was then.
    ///
    /// # Errors
    ///
    /// As above.
    pub fn files(&self) -> Result<Vec<(PathBuf, u128)>, StoreError> {
        let mut statement = self.connection.prepare_cached("SELECT path, seen FROM files WHERE reader = ?1")?;
        let mut rows = statement.query([READER])?;
        let mut files = Vec::new();
        while let Some(row) = rows.next()? {
            let path: Vec<u8> = row.get(0)?;
            files.push((paths::path_of(&path), seen(row, 1)?.hash));
        }
        Ok(files)
    }

    /// What is known of the file at `path`, which now has `stamps` and of which libraries of references say `entry`.
    pub(crate) fn known(&self, path: &Path, stamps: &Stamps, entry: u64) -> Result<Option<Known>, StoreError> {
        writing::known(&self.connection, path, stamps, entry)
    }

    /// What `SQLite` finds wrong with the database; nothing where all is well.
    ///
    /// # Errors
    ///
    /// As above.
    pub fn integrity(&self) -> Result<Vec<String>, StoreError> {
        let mut statement = self.connection.prepare("PRAGMA integrity_check")?;
        let told: Vec<String> = statement.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
        Ok(told.into_iter().filter(|told| told != "ok").collect())
    }

    /// How many files and documents there are.
    ///
    /// # Errors
    ///
    /// As above.
    pub fn counts(&self) -> Result<Counts, StoreError> {
        let count = |sql: &str| -> Result<u64, StoreError> {
            Ok(self.connection.query_row(sql, [], |row| row.get::<_, i64>(0))? as u64)
        };
        Ok(Counts { files: count("SELECT count(*) FROM files")?, documents: count("SELECT count(*) FROM documents")? })
    }

    /// The moment of the last complete reading, in seconds since 1970; none where there was none.
    ///
    /// # Errors
    ///
    /// As above.
    pub fn completed_at(&self) -> Result<Option<u64>, StoreError> {
        Ok(Some(meta(&self.connection, "completed_at")?).filter(|at| *at > 0))
    }
}

/// How much an index holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Files that were read.
    pub files: u64,
    /// Documents in them.
    pub documents: u64,
}

/// Documents with a settled key whose files were read by this version of the program.
const HEADS: &str = "SELECT documents.id, path, part, position, given_key, key, changed, head
     FROM documents JOIN files ON files.id = documents.file WHERE reader = ?1 AND key IS NOT NULL";

fn head(row: &Row<'_>) -> Result<Head, StoreError> {
    let stored: StoredHead = blobs::decoded(row.get_ref(7)?.as_blob().map_err(|_| Damaged)?)?;
    let mut document = stored.document;
    let (path, part): (Vec<u8>, Option<String>) = (row.get(1)?, row.get(2)?);
    let (given_key, key): (String, String) = (row.get(4)?, row.get(5)?);
    let path = paths::path_of(&path);
    if stored.place != place(&path, part.as_deref()) || document.key != given_key || !is_settled(&given_key, &key) {
        return Err(Damaged.into());
    }
    document.key = key;
    Ok(Head {
        id: DocumentId(row.get(0)?),
        document,
        path,
        part,
        position: row.get(3)?,
        given_key,
        format: stored.format,
        text_bytes: stored.text_bytes as usize,
        fingerprint: stored.fingerprint,
        changed: row.get::<_, i64>(6)? as u64,
    })
}

fn problems_of(stored: &[u8]) -> Result<Vec<Problem>, Damaged> {
    let stored: Vec<StoredProblem> = blobs::decoded(stored)?;
    let problem = |(path, line, message): StoredProblem| Problem {
        path: paths::path_of(&path),
        line: line.map(|line| line as usize),
        message,
    };
    Ok(stored.into_iter().map(problem).collect())
}

fn meta(connection: &Connection, key: &str) -> Result<u64, StoreError> {
    let mut statement = connection.prepare_cached("SELECT value FROM meta WHERE key = ?1")?;
    Ok(statement.query_row([key], |row| row.get::<_, i64>(0)).optional()?.unwrap_or_default() as u64)
}

/// How large the files of the index in `folder` are together, in bytes.
pub fn size(folder: &Path) -> u64 {
    let files = std::fs::read_dir(folder).into_iter().flatten().flatten();
    files.filter_map(|file| file.metadata().ok()).filter(std::fs::Metadata::is_file).map(|about| about.len()).sum()
}

/// The process that writes the index in `folder` at this moment, where there is one.
pub fn writer_of(folder: &Path) -> Option<u32> {
    lock::holder(folder)
}

/// What a file was when this version of the program read it.
fn seen(row: &Row<'_>, column: usize) -> Result<StoredFile, Damaged> {
    blobs::decoded(row.get_ref(column).ok().and_then(|value| value.as_blob().ok()).ok_or(Damaged)?)
}
