//! Resolving what the index of documents holds, and writing what comes of it.
//!
//! It goes into two new files, which are there as a whole before the index is told of them; those before them are then
//! removed. Who reads these goes on with what is open.

use std::fs::{self, File};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use deskcheck_analysis::lexicon::events;
use deskcheck_analysis::resolve::{
    Actor, ActorId, Cards, Collection, IN_ORDER, Incident, IncidentId, Keys, Resolution, Sightings, resolve_shared,
    title_words,
};
use deskcheck_analysis::text::DocumentId;
use rayon::prelude::*;
use rusqlite::{Connection, Statement};
use rustc_hash::FxHashMap;

use super::{About, Links, MadeOf, Resolved, schema};
use crate::index::collection::StoredCollection;
use crate::index::memory::ON_ALL_CORES;
use crate::index::store::{StoreError, Writer, blobs};

/// What came of having documents resolved.
#[derive(Debug)]
pub enum Resolving {
    /// That had been done with the same cards.
    Known,
    /// It was told to end early.
    Stopped,
    /// It was done now; with what was wrong with what was resolved before, where that was no good.
    Done(Option<StoreError>),
}

/// What is to be resolved, and how.
#[derive(Clone, Copy)]
pub struct Wanted<'a> {
    /// The folder of the index.
    pub folder: &'a Path,
    /// What the analyst settles about actors.
    pub cards: &'a Cards,
    /// A hash of that.
    pub cards_hash: u64,
    /// True where what was resolved before is not to be used.
    pub afresh: bool,
    /// True where somebody works meanwhile: it is left to one processor.
    pub gently: bool,
    /// True to end early.
    pub stop: &'a (dyn Fn() -> bool + Sync),
}

/// Resolves the documents of an index, which `writer` has in hand, unless that was done with the same cards.
///
/// # Errors
///
/// Where the index cannot be read or written.
pub fn resolve_stored(wanted: &Wanted<'_>, writer: &mut Writer) -> Result<Resolving, StoreError> {
    let folder = wanted.folder;
    let made_of = MadeOf::new(writer.reader(folder)?.generation()?, wanted.cards_hash);
    let number = writer.resolved()?;
    let sum = writer.resolved_sum()?;
    let before = if number == 0 { Ok(None) } else { Resolved::open(folder, number, sum) };
    let damaged = match before {
        Ok(Some(resolved)) if resolved.about.made_of == made_of && !wanted.afresh => return Ok(Resolving::Known),
        Ok(_) => None,
        Err(error) => Some(error),
    };
    let collection = StoredCollection::new(folder)?;
    let resolution = resolved(wanted, &collection);
    collection.fault()?;
    let Some(resolution) = resolution else { return Ok(Resolving::Stopped) };
    let files = numbers(folder)?;
    // Never the number of files that are there, even where the index was made anew: somebody may be opening them.
    let next = files.iter().map(|(number, _)| *number).fold(number, u64::max) + 1;
    remove(files.into_iter().filter(|(other, _)| *other != number));
    let sum = write(folder, next, made_of, &collection, &resolution, wanted.gently)?;
    // To take it apart takes as long as a tenth of all this, and nobody need wait for it.
    std::thread::spawn(|| drop(resolution));
    writer.set_resolved(next, sum)?;
    remove(numbers(folder)?.into_iter().filter(|(other, _)| *other != next));
    Ok(Resolving::Done(damaged))
}

/// Resolves documents; none where that was ended early. It is ended as a panic would be, which leaves nothing half done
/// behind since everything is made anew.
fn resolved(wanted: &Wanted<'_>, collection: &StoredCollection) -> Option<Resolution> {
    struct Stopped;
    let shared = if wanted.gently { IN_ORDER } else { ON_ALL_CORES };
    let unless_stopped = |count, work: &(dyn Fn(usize) + Sync)| {
        shared(count, &|number| {
            if (wanted.stop)() {
                resume_unwind(Box::new(Stopped));
            }
            work(number);
        });
    };
    match catch_unwind(AssertUnwindSafe(|| resolve_shared(collection, wanted.cards, &unless_stopped))) {
        Ok(resolution) => Some(resolution),
        Err(reason) if reason.is::<Stopped>() => None,
        Err(reason) => resume_unwind(reason),
    }
}

/// The files in `folder` that hold what was resolved, with their numbers.
fn numbers(folder: &Path) -> Result<Vec<(u64, PathBuf)>, StoreError> {
    let entries = fs::read_dir(folder).map_err(|error| StoreError::File(folder.to_owned(), error))?;
    let paths = entries.flatten().map(|entry| entry.path());
    Ok(paths.filter_map(|path| Some((super::number_of(&path)?, path))).collect())
}

/// Removes files. One that cannot be removed now, since somebody has it open, is removed the next time.
fn remove(files: impl Iterator<Item = (u64, PathBuf)>) {
    for (_, path) in files {
        let _ = fs::remove_file(path);
    }
}

/// Writes both files, and returns a checksum of that of the tables.
fn write(
    folder: &Path,
    number: u64,
    made_of: MadeOf,
    collection: &StoredCollection,
    resolution: &Resolution,
    gently: bool,
) -> Result<u64, StoreError> {
    let names = blobs::sealed(resolution.names.bytes());
    let path = super::names_file(folder, number);
    let written = fs::write(&path, names).and_then(|()| File::open(&path)?.sync_all());
    written.map_err(|error| StoreError::of_file(&path, error))?;
    let path = super::tables_file(folder, number);
    let mut connection = Connection::open(&path)?;
    // Nobody looks into it before it is whole, and what was half written is removed.
    connection.pragma_update(None, "journal_mode", "OFF")?;
    connection.pragma_update(None, "synchronous", "OFF")?;
    schema::create(&connection)?;
    let transaction = connection.transaction()?;
    Tables { connection: &transaction, collection, resolution, gently }.write(made_of)?;
    schema::create_indices(&transaction)?;
    transaction.commit()?;
    connection.close().map_err(|(_, error)| error)?;
    let sum = File::open(&path).and_then(|file| {
        file.sync_all()?;
        super::sum(&file)
    });
    sum.map_err(|error| StoreError::of_file(&path, error))
}

/// So many rows are encoded at once, before they are written.
const AT_ONCE: usize = 8_192;

struct Tables<'a> {
    connection: &'a Connection,
    collection: &'a StoredCollection,
    resolution: &'a Resolution,
    /// True where the other processors are somebody else's.
    gently: bool,
}

impl Tables<'_> {
    /// A row for each of some.
    fn rows<T: Sync, R: Send>(&self, some: &[T], row: impl Fn(&T) -> R + Sync + Send) -> Vec<R> {
        if self.gently { some.iter().map(row).collect() } else { some.par_iter().map(row).collect() }
    }

    fn write(&self, made_of: MadeOf) -> Result<(), StoreError> {
        self.documents()?;
        self.actors()?;
        self.incidents()?;
        self.postings()?;
        let resolution = self.resolution;
        let listed = &self.collection.listed;
        let titles: Vec<_> = listed.iter().map(|listed| (&listed.key, &listed.title)).collect();
        let numbered = (0..).map(DocumentId).zip(listed);
        let told = resolution.actors.iter().filter(|actor| !actor.mentions.is_empty());
        let about = About {
            made_of,
            dates: listed.iter().map(|listed| listed.date).collect(),
            retracted: numbered.filter(|(_, listed)| listed.retracted).map(|(id, _)| id).collect(),
            kinds: resolution.actors.iter().map(|actor| actor.kind).collect(),
            times: resolution.incidents.iter().map(|incident| incident.time).collect(),
            tellings: resolution.incidents.iter().map(|incident| incident.mentions.len() as u32).collect(),
            cards: told.filter_map(|actor| actor.card.as_ref().map(|card| card.number)).collect(),
        };
        self.meta("titles", &titles)?;
        self.meta("about", &about)
    }

    fn meta(&self, key: &str, value: &impl serde::Serialize) -> Result<(), StoreError> {
        let sql = "INSERT INTO meta (key, value) VALUES (?1, ?2)";
        self.connection.execute(sql, (key, blobs::encoded(value)))?;
        Ok(())
    }

    fn insert(&self, sql: &str) -> Result<Statement<'_>, StoreError> {
        Ok(self.connection.prepare(sql)?)
    }

    fn documents(&self) -> Result<(), StoreError> {
        let (resolution, reprints) = (self.resolution, &self.resolution.reprints);
        let mut printed: FxHashMap<DocumentId, Vec<_>> = FxHashMap::default();
        let mut copies = self.insert("INSERT INTO copies (id, passages) VALUES (?1, ?2)")?;
        for (group, passages) in (0u32..).zip(&reprints.copies) {
            copies.execute((group, blobs::encoded(passages)))?;
            for passage in passages {
                let written_on = reprints.written_on(*passage);
                printed.entry(passage.document).or_default().push((passage.span, group, written_on));
            }
        }
        let mut told: FxHashMap<DocumentId, Vec<_>> = FxHashMap::default();
        for (sentence, incidents) in &resolution.told {
            told.entry(sentence.document).or_default().push((sentence.span, incidents.clone()));
        }
        let mut documents = self.insert("INSERT INTO documents (id, stored, key, links) VALUES (?1, ?2, ?3, ?4)")?;
        let mut of_story: FxHashMap<u32, Vec<DocumentId>> = FxHashMap::default();
        for (number, listed) in (0u32..).zip(&self.collection.listed) {
            let (id, at) = (DocumentId(number), number as usize);
            let mut links = Links {
                title: title_words(listed.title.as_deref()),
                keys: resolution.keys.get(at).map(plain).unwrap_or_default(),
                actors: resolution.mention_actors.get(at).cloned().unwrap_or_default(),
                story: reprints.documents.get(at).copied().unwrap_or(number),
                printed: printed.remove(&id).unwrap_or_default(),
                told: told.remove(&id).unwrap_or_default(),
            };
            links.printed.sort_unstable();
            links.told.sort_unstable();
            of_story.entry(links.story).or_default().push(id);
            documents.execute((number, listed.stored.0, listed.key.to_lowercase(), blobs::encoded(&links)))?;
        }
        let mut stories = self.insert("INSERT INTO stories (id, documents) VALUES (?1, ?2)")?;
        for (story, documents) in of_story.into_iter().filter(|(_, documents)| documents.len() > 1) {
            stories.execute((story, blobs::encoded(&documents)))?;
        }
        Ok(())
    }

    fn actors(&self) -> Result<(), StoreError> {
        let sql = "INSERT INTO actors (id, called, sightings, named) VALUES (?1, ?2, ?3, ?4)";
        let mut actors = self.insert(sql)?;
        let row = |actor: &Arc<Actor>| {
            let (called, named) = super::parted(actor);
            let seen = Sightings::of(actor, |document| self.collection.date(document.0 as usize));
            (actor.id.0, blobs::encoded(&called), blobs::encoded(&seen), blobs::encoded(&named))
        };
        for some in self.resolution.actors.chunks(AT_ONCE) {
            let rows = self.rows(some, row);
            for row in rows {
                actors.execute(row)?;
            }
        }
        let mut places = self.insert("INSERT INTO places (place, around) VALUES (?1, ?2)")?;
        for (place, around) in &self.resolution.within {
            places.execute((place.0, blobs::encoded(around)))?;
        }
        Ok(())
    }

    fn incidents(&self) -> Result<(), StoreError> {
        let mut of_class: FxHashMap<&str, Vec<IncidentId>> = FxHashMap::default();
        let mut of_actor: FxHashMap<ActorId, Vec<IncidentId>> = FxHashMap::default();
        let mut incidents = self.insert("INSERT INTO incidents (id, incident, mentions) VALUES (?1, ?2, ?3)")?;
        let row = |incident: &Arc<Incident>| {
            let (told, mentions) = super::without_mentions(incident);
            (incident.id.0, blobs::encoded(&told), blobs::encoded(&mentions))
        };
        for some in self.resolution.incidents.chunks(AT_ONCE) {
            let rows = self.rows(some, row);
            for (row, incident) in rows.into_iter().zip(some) {
                incidents.execute(row)?;
                of_class.entry(events().root(&incident.predicate)).or_default().push(incident.id);
                for actor in incident.who_and_where() {
                    of_actor.entry(actor).or_default().push(incident.id);
                }
            }
        }
        let mut classes = self.insert("INSERT INTO incidents_of_class (class, incidents) VALUES (?1, ?2)")?;
        for (class, incidents) in of_class {
            classes.execute((class, blobs::encoded(&incidents)))?;
        }
        let mut actors = self.insert("INSERT INTO incidents_of_actor (actor, incidents) VALUES (?1, ?2)")?;
        for (actor, incidents) in of_actor {
            actors.execute((actor.0, blobs::encoded(&incidents)))?;
        }
        Ok(())
    }

    fn postings(&self) -> Result<(), StoreError> {
        let sql = "INSERT INTO postings (sign, documents, figures, differences) VALUES (?1, ?2, ?3, ?4)";
        let mut postings = self.insert(sql)?;
        let mut all: Vec<_> = self.resolution.postings.all().collect();
        all.sort_unstable_by_key(|(sign, _)| sign.number_of() as i64);
        for (sign, posted) in all {
            let differences = blobs::sealed(&posted.differences);
            postings.execute((sign.number_of() as i64, posted.documents, posted.figures, differences))?;
        }
        Ok(())
    }
}

fn plain(keys: &Keys) -> Vec<(u64, u32)> {
    keys.iter().map(|(sign, position)| (sign.number_of(), *position)).collect()
}
