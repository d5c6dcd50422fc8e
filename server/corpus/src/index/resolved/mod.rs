//! What the documents say together, on disk: resolved once, looked up where it lies.
//!
//! Two files for each time it was resolved, written once: `resolved-N.db` (`SQLite`) with actors, incidents, reprints and
//! the lists of candidates, and `names-N.fst`, which is mapped into memory. The index of documents says which N counts.

mod schema;
mod writing;

use std::borrow::Cow;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use deskcheck_analysis::extract::{ActorKind, Time};
use deskcheck_analysis::resolve::actors::{ActorNames, Bytes};
use deskcheck_analysis::resolve::candidates::{Posted, Sign};
use deskcheck_analysis::resolve::{Actor, ActorId, Incident, IncidentId, IncidentMention, Passage, Sightings};
use deskcheck_analysis::text::{DocumentId, Span};
use jiff::civil::Date;
use memmap2::Mmap;
use rusqlite::{Connection, OpenFlags, OptionalExtension, Params, Row};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::Xxh3;

use super::pool::Pool;
use super::store::{Damaged, RESOLVER, Store, StoreError, blobs};
pub use writing::{Resolving, Wanted, resolve_stored};

/// What a resolution was made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MadeOf {
    /// The number of changes to the index of documents that it knows of.
    pub generation: u64,
    /// A hash of the cards.
    pub cards: u64,
    /// The state of the program, as [`RESOLVER`].
    resolver: i64,
}

impl MadeOf {
    /// Made of the index of documents as it is in this generation, by this program.
    pub fn new(generation: u64, cards: u64) -> Self {
        Self { generation, cards, resolver: RESOLVER }
    }

    /// True where this program has made it.
    pub(super) fn is_ours(self) -> bool {
        self.resolver == RESOLVER
    }
}

/// What resolution says of one document.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Links {
    /// The content words of its title.
    pub(super) title: Vec<u32>,
    /// Its figures by key.
    pub(super) keys: Vec<(u64, u32)>,
    /// The actor of each mention.
    pub(super) actors: Vec<ActorId>,
    /// The first document that prints the same story.
    pub(super) story: u32,
    /// Sentences that others print: the group, and the day by which it is to be understood, where another printed it first.
    pub(super) printed: Vec<(Span, u32, Option<Date>)>,
    /// The incidents that sentences tell.
    pub(super) told: Vec<(Span, Vec<IncidentId>)>,
}

impl Links {
    /// The group of a printed sentence and the day by which it is to be understood.
    pub(super) fn printed(&self, sentence: Span) -> Option<(u32, Option<Date>)> {
        let at = self.printed.binary_search_by_key(&sentence, |(span, ..)| *span).ok()?;
        Some((self.printed[at].1, self.printed[at].2))
    }

    /// The figures (their positions) that have one of these keys, in order.
    pub(super) fn figures_under(&self, keys: &[String]) -> Vec<u32> {
        let mut positions: Vec<u32> = Vec::new();
        for key in keys.iter().map(|key| Sign::key(key).number_of()) {
            let first = self.keys.partition_point(|(other, _)| *other < key);
            positions.extend(self.keys[first..].iter().take_while(|(other, _)| *other == key).map(|(_, at)| *at));
        }
        positions.sort_unstable();
        positions.dedup();
        positions
    }

    /// The incidents that a sentence tells.
    pub(super) fn told(&self, sentence: Span) -> &[IncidentId] {
        let at = self.told.binary_search_by_key(&sentence, |(span, _)| *span);
        at.map_or(&[], |at| &self.told[at].1)
    }
}

/// What is known of all documents, actors and incidents without looking for one of them.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct About {
    pub(super) made_of: MadeOf,
    /// When each document was published.
    pub(super) dates: Vec<Option<Date>>,
    /// The documents that were taken back, in order.
    pub(super) retracted: Vec<DocumentId>,
    /// The kind of each actor.
    pub(super) kinds: Vec<ActorKind>,
    /// When each incident happened.
    pub(super) times: Vec<Option<Time>>,
    /// How often each is told.
    pub(super) tellings: Vec<u32>,
    /// The cards whose actors documents name.
    pub(super) cards: Vec<u32>,
}

/// Where an actor is named: its mentions, and for each spelling the documents it stands in.
type Named = (Vec<Passage>, Vec<Vec<DocumentId>>);

/// An actor in two: what it is called, which is asked for all the time, and where it is named.
pub(super) fn parted(actor: &Actor) -> (Actor, Named) {
    let mut called = actor.clone();
    let mentions = std::mem::take(&mut called.mentions);
    let documents = called.aliases.iter_mut().map(|alias| std::mem::take(&mut alias.documents)).collect();
    (called, (mentions, documents))
}

fn joined(called: Actor, (mentions, documents): Named) -> Actor {
    let mut actor = Actor { mentions, ..called };
    for (alias, documents) in actor.aliases.iter_mut().zip(documents) {
        alias.documents = documents;
    }
    actor
}

/// An incident in two: what happened, and where that is told, which is asked for less and may be much.
fn without_mentions(incident: &Incident) -> (Incident, Vec<IncidentMention>) {
    let mut alone = incident.clone();
    let mentions = std::mem::take(&mut alone.mentions);
    (alone, mentions)
}

/// A resolution, for reading.
pub(super) struct Resolved {
    tables: Pool<Connection>,
    /// The file of the tables, its place, and its checksum when it was written.
    file: File,
    path: PathBuf,
    sum: u64,
    pub(super) names: ActorNames,
    pub(super) about: About,
}

impl Resolved {
    /// Opens what was resolved last of the index in `folder`, which is `store`; none where nothing was, or only by another
    /// version of the program.
    ///
    /// # Errors
    ///
    /// Where it cannot be opened or is damaged.
    pub(super) fn last(folder: &Path, store: &Store) -> Result<Option<Self>, StoreError> {
        loop {
            let (number, sum) = store.at_one_moment(|store| Ok((store.resolved()?, store.resolved_sum()?)))?;
            if number == 0 {
                return Ok(None);
            }
            match Self::open(folder, number, sum) {
                Ok(resolved) => return Ok(resolved.filter(|resolved| resolved.about.made_of.is_ours())),
                // It was resolved anew at this moment, and the files of the last time are gone.
                Err(_) if store.resolved()? != number => {}
                Err(error) => return Err(error),
            }
        }
    }

    /// Opens what was resolved under a number; `sum` is the checksum of its tables. None where another version of the program
    /// has written them.
    ///
    /// # Errors
    ///
    /// Where it cannot be opened or is damaged.
    pub(super) fn open(folder: &Path, number: u64, sum: u64) -> Result<Option<Self>, StoreError> {
        let path = tables_file(folder, number);
        let file = File::open(&path).map_err(|error| StoreError::of_file(&path, error))?;
        let tables = Pool::new(&path, open_tables)?;
        if tables.with(version)? != schema::VERSION {
            return Ok(None);
        }
        let names = open_names(&names_file(folder, number))?;
        let about = tables.with(|connection| meta(connection, "about"))?;
        Ok(Some(Self { tables, file, path, sum, names, about }))
    }

    /// The number of a document in the index of documents, and what was resolved of it.
    pub(super) fn document(&self, id: DocumentId) -> Result<Option<(DocumentId, Links)>, StoreError> {
        let row = |row: &Row<'_>| Ok((DocumentId(row.get(0)?), row.get::<_, Vec<u8>>(1)?));
        let found = self.row("SELECT stored, links FROM documents WHERE id = ?1", [id.0], row)?;
        found.map(|(stored, links)| Ok((stored, blobs::decoded(&links)?))).transpose()
    }

    /// The number of a document in the index of documents.
    pub(super) fn stored(&self, id: DocumentId) -> Result<Option<DocumentId>, StoreError> {
        self.row("SELECT stored FROM documents WHERE id = ?1", [id.0], |row| Ok(DocumentId(row.get(0)?)))
    }

    /// The document with a citation key in small letters.
    pub(super) fn document_of_key(&self, key: &str) -> Result<Option<DocumentId>, StoreError> {
        self.row("SELECT id FROM documents WHERE key = ?1 ORDER BY id", [key], |row| Ok(DocumentId(row.get(0)?)))
    }

    /// The documents whose keys stand before and behind one in small letters.
    pub(super) fn documents_beside(&self, key: &str) -> Result<Vec<DocumentId>, StoreError> {
        let id = |row: &Row<'_>| Ok(DocumentId(row.get(0)?));
        let before = self.row("SELECT id FROM documents WHERE key < ?1 ORDER BY key DESC, id DESC", [key], id)?;
        let behind = self.row("SELECT id FROM documents WHERE key > ?1 ORDER BY key, id DESC", [key], id)?;
        Ok(before.into_iter().chain(behind).collect())
    }

    /// The document with a number of the index of documents.
    pub(super) fn document_stored(&self, stored: DocumentId) -> Result<Option<DocumentId>, StoreError> {
        self.row("SELECT id FROM documents WHERE stored = ?1", [stored.0], |row| Ok(DocumentId(row.get(0)?)))
    }

    /// The citation keys and titles of all documents, in order of number.
    pub(super) fn titles(&self) -> Result<Vec<(String, Option<String>)>, StoreError> {
        self.tables.with(|connection| meta(connection, "titles"))
    }

    pub(super) fn actor(&self, id: ActorId) -> Result<Option<Actor>, StoreError> {
        let row = |row: &Row<'_>| Ok((row.get::<_, Vec<u8>>(0)?, row.get::<_, Vec<u8>>(1)?));
        let found = self.row("SELECT called, named FROM actors WHERE id = ?1", [id.0], row)?;
        found.map(|(called, named)| Ok(joined(blobs::decoded(&called)?, blobs::decoded(&named)?))).transpose()
    }

    /// An actor without where it is named.
    pub(super) fn called(&self, id: ActorId) -> Result<Option<Actor>, StoreError> {
        self.value("SELECT called FROM actors WHERE id = ?1", [id.0])
    }

    /// Where an actor is named, as far as its card tells.
    pub(super) fn sightings(&self, id: ActorId) -> Result<Option<Sightings>, StoreError> {
        self.value("SELECT sightings FROM actors WHERE id = ?1", [id.0])
    }

    pub(super) fn incident(&self, id: IncidentId) -> Result<Option<Incident>, StoreError> {
        let row = |row: &Row<'_>| Ok((row.get::<_, Vec<u8>>(0)?, row.get::<_, Vec<u8>>(1)?));
        let found = self.row("SELECT incident, mentions FROM incidents WHERE id = ?1", [id.0], row)?;
        let whole = |(alone, mentions): (Vec<u8>, Vec<u8>)| {
            Ok(Incident { mentions: blobs::decoded(&mentions)?, ..blobs::decoded(&alone)? })
        };
        found.map(whole).transpose()
    }

    /// An incident without where it is told.
    pub(super) fn happening(&self, id: IncidentId) -> Result<Option<Incident>, StoreError> {
        self.value("SELECT incident FROM incidents WHERE id = ?1", [id.0])
    }

    /// Incidents by the widest class above theirs.
    pub(super) fn incidents_of_class(&self, class: &str) -> Result<Vec<IncidentId>, StoreError> {
        Ok(self.value("SELECT incidents FROM incidents_of_class WHERE class = ?1", [class])?.unwrap_or_default())
    }

    pub(super) fn incidents_of_actor(&self, actor: ActorId) -> Result<Vec<IncidentId>, StoreError> {
        Ok(self.value("SELECT incidents FROM incidents_of_actor WHERE actor = ?1", [actor.0])?.unwrap_or_default())
    }

    pub(super) fn places_around(&self, place: ActorId) -> Result<Vec<ActorId>, StoreError> {
        Ok(self.value("SELECT around FROM places WHERE place = ?1", [place.0])?.unwrap_or_default())
    }

    /// The documents of one story, where there are several.
    pub(super) fn reprints(&self, story: u32) -> Result<Vec<DocumentId>, StoreError> {
        Ok(self.value("SELECT documents FROM stories WHERE id = ?1", [story])?.unwrap_or_default())
    }

    /// A group of sentences that several documents print.
    pub(super) fn copies(&self, group: u32) -> Result<Vec<Passage>, StoreError> {
        Ok(self.value("SELECT passages FROM copies WHERE id = ?1", [group])?.unwrap_or_default())
    }

    /// The documents that have a sign.
    pub(super) fn posted(&self, sign: Sign) -> Result<Option<Posted<'static>>, StoreError> {
        let row = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get::<_, Vec<u8>>(2)?));
        let sql = "SELECT documents, figures, differences FROM postings WHERE sign = ?1";
        let found = self.row(sql, [sign.number_of() as i64], row)?;
        let posted = |(documents, figures, blob): (u32, u32, Vec<u8>)| {
            let differences = Cow::Owned(blobs::unsealed(&blob)?.to_vec());
            Ok(Posted { documents, figures, differences })
        };
        found.map(posted).transpose()
    }

    /// Looks at every byte of the tables: a row that cannot be found any more looks like one that never was, and only this
    /// tells them apart.
    pub(super) fn verify(&self) -> Result<(), StoreError> {
        match sum(&self.file) {
            Ok(sum) if sum == self.sum => Ok(()),
            Ok(_) => Err(Damaged.into()),
            Err(error) => Err(StoreError::of_file(&self.path, error)),
        }
    }

    fn value<T: DeserializeOwned>(&self, sql: &str, key: impl Params) -> Result<Option<T>, StoreError> {
        let blob = self.row(sql, key, |row| row.get::<_, Vec<u8>>(0))?;
        blob.map(|blob| Ok(blobs::decoded(&blob)?)).transpose()
    }

    fn row<T>(
        &self,
        sql: &str,
        key: impl Params,
        row: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Option<T>, StoreError> {
        self.tables.with(|connection| Ok(connection.prepare_cached(sql)?.query_row(key, row).optional()?))
    }
}

/// How much was resolved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Extent {
    /// Actors that documents name.
    pub actors: usize,
    /// Incidents that they tell.
    pub incidents: usize,
}

/// How much was resolved last of the index in `folder`; none where nothing was, or only by another version of the program.
///
/// # Errors
///
/// Where it cannot be read or is damaged.
pub fn extent(folder: &Path) -> Result<Option<Extent>, StoreError> {
    let extent =
        |resolved: Resolved| Extent { actors: resolved.about.kinds.len(), incidents: resolved.about.times.len() };
    Ok(last(folder)?.map(extent))
}

/// Looks at everything that was resolved last of the index in `folder`.
///
/// # Errors
///
/// Where something is not what was written.
pub fn verify(folder: &Path) -> Result<(), StoreError> {
    last(folder)?.map_or(Ok(()), |resolved| resolved.verify())
}

fn last(folder: &Path) -> Result<Option<Resolved>, StoreError> {
    Store::open(folder)?.map_or(Ok(None), |store| Resolved::last(folder, &store))
}

fn open_tables(path: &Path) -> Result<Connection, StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.set_prepared_statement_cache_capacity(32);
    // Nobody ever changes the file: what was read of it once need not be asked for again.
    connection.pragma_update(None, "locking_mode", "EXCLUSIVE")?;
    Ok(connection)
}

fn version(connection: &Connection) -> Result<u32, StoreError> {
    Ok(connection.pragma_query_value(None, "user_version", |row| row.get(0))?)
}

/// A checksum of a file.
fn sum(mut file: &File) -> io::Result<u64> {
    let (mut hasher, mut bytes) = (Xxh3::new(), vec![0; 1 << 18]);
    file.seek(SeekFrom::Start(0))?;
    loop {
        match file.read(&mut bytes)? {
            0 => return Ok(hasher.digest()),
            read => hasher.update(&bytes[..read]),
        }
    }
}

/// Names in a mapped file, behind their checksum.
struct Mapped(Mmap);

impl AsRef<[u8]> for Mapped {
    fn as_ref(&self) -> &[u8] {
        blobs::behind_sum(&self.0)
    }
}

fn open_names(path: &Path) -> Result<ActorNames, StoreError> {
    let file = File::open(path).map_err(|error| StoreError::of_file(path, error))?;
    #[expect(unsafe_code, reason = "the only way to map a file")]
    // SAFETY: a file of names is written once under a name that no other ever has, and no program of ours changes it.
    let mapped = unsafe { Mmap::map(&file) }.map_err(|error| StoreError::of_file(path, error))?;
    blobs::unsealed(&mapped)?;
    let bytes: Bytes = Arc::new(Mapped(mapped));
    ActorNames::open(&bytes).ok_or_else(|| Damaged.into())
}

fn meta<T: DeserializeOwned>(connection: &Connection, key: &str) -> Result<T, StoreError> {
    let sql = "SELECT value FROM meta WHERE key = ?1";
    let blob: Option<Vec<u8>> = connection.query_row(sql, [key], |row| row.get(0)).optional()?;
    Ok(blobs::decoded(&blob.ok_or(Damaged)?)?)
}

fn tables_file(folder: &Path, number: u64) -> PathBuf {
    folder.join(format!("resolved-{number}.db"))
}

fn names_file(folder: &Path, number: u64) -> PathBuf {
    folder.join(format!("names-{number}.fst"))
}

/// The number under which a file holds what was resolved; none for any other file.
fn number_of(path: &Path) -> Option<u64> {
    let name = path.file_name()?.to_str()?;
    let tables = name.strip_prefix("resolved-").and_then(|rest| rest.split_once(".db"));
    let names = name.strip_prefix("names-").and_then(|rest| rest.split_once(".fst"));
    tables.or(names)?.0.parse().ok()
}
