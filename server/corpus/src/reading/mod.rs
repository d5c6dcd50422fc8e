//! Folders of files to a [`Library`] of documents with their facts.

pub(crate) mod keys;
mod material;
mod memory;
mod order;
mod queue;
pub mod readers;
pub mod stamp;
pub mod stored;
pub mod verifying;
mod walk;

use std::ffi::{OsStr, OsString};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use deskcheck_analysis::extract::{TextFacts, extract_in};
use deskcheck_analysis::text::Document;
use rayon::prelude::*;

use self::readers::Readers;
use crate::bibliography::Bibliographies;
use crate::files::Filed;
use crate::formats::{self, Reading};
use crate::metadata::language::language_of;
use crate::metadata::shown::shown;
use crate::metadata::{Metadata, yaml};
use crate::source_map::SourceMap;
use material::Material;
pub use memory::{in_memory, read_library};
pub use order::{Order, Progress};

/// One document as it was read.
#[derive(Clone, Debug)]
pub struct Source {
    /// The document with its file.
    pub filed: Arc<Filed>,
    /// What its text says.
    pub facts: Arc<TextFacts>,
    /// The citation key that its file gives it, which another document's may equal.
    pub(crate) given_key: String,
    /// Problems met while it was read, told again whenever it is kept.
    pub(crate) problems: Arc<[Problem]>,
}

/// Something about a file that the user should know; the rest went on.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// The file or folder.
    pub path: PathBuf,
    /// The line, from 1, where one can be named.
    pub line: Option<usize>,
    /// What happened and what to do, as one sentence without the file's name.
    pub message: String,
}

impl Problem {
    /// A problem of a file as a whole.
    pub fn of_file(path: &Path, message: impl Into<String>) -> Self {
        Self { path: path.to_owned(), line: None, message: message.into() }
    }
}

/// Every document of a corpus.
#[derive(Clone, Debug, Default)]
pub struct Library {
    /// Sorted by key; `DocumentId(n)` is the position.
    pub sources: Vec<Source>,
    /// Works that a library of references lists and of which no document is here: documents without text, by key.
    pub missing: Vec<Arc<Document>>,
    /// In order of path and line.
    pub problems: Vec<Problem>,
    /// True where another process was writing the index that it comes from: the files may say more by now.
    pub is_behind: bool,
}

impl Library {
    /// Gives every document a key of its own, sorts everything, and finds out what libraries of references list beyond.
    fn settled(mut self, bibliographies: &Bibliographies) -> Self {
        self.problems.extend(bibliographies.problems.iter().cloned());
        keys::settle(&mut self.sources, &mut self.problems);
        self.problems.sort();
        self.problems.dedup();
        let keys = self.sources.iter().map(|source| source.filed.document.key.as_str());
        self.missing = bibliographies.without_document(keys).into_iter().map(Arc::new).collect();
        self
    }
}

/// What files are read with.
#[derive(Clone, Copy)]
struct Means<'a> {
    readers: &'a Readers,
    bibliographies: &'a Bibliographies,
}

/// More documents of one file are shared out over the processors.
const FEW_PARTS: usize = 8;

/// The documents of a file, and what is to be said of them.
fn documents_of(path: &Path, material: Material, means: Means<'_>) -> (Vec<Source>, Vec<Problem>) {
    // A text that makes the analysis fail costs its file, not the run.
    catch_unwind(AssertUnwindSafe(|| try_documents(path, material, means))).unwrap_or_else(|_| {
        let message = "made its reader fail and is left out; please report it, with the file if you may";
        (Vec::new(), vec![Problem::of_file(path, message)])
    })
}

fn try_documents(path: &Path, material: Material, means: Means<'_>) -> (Vec<Source>, Vec<Problem>) {
    let Material { bytes, sidecars, hash, mut problems, .. } = material;
    let Some(reader) = formats::reader(path).or(formats::TABLE.first()) else { return (Vec::new(), problems) };
    let (readings, mut met) = means.readers.read(path, &bytes);
    problems.append(&mut met);
    if readings.iter().all(|reading| reading.text.trim().is_empty()) && problems.is_empty() {
        problems.push(Problem::of_file(path, "holds no text; remove it, or put the document's text in"));
    }
    let mut beside = Metadata::default();
    for (path, yaml) in sidecars {
        beside = beside.or(yaml::read(&path, 1, &yaml, &mut problems));
    }
    let met: Arc<[Problem]> = problems.clone().into();
    let read = |reading: Reading| {
        let part = reading.part.clone();
        // What lies beside a file tells about the file itself, not about what is attached to it.
        let beside = if part.is_none() { beside.clone() } else { Metadata::default() };
        let (document, map) = document(path, beside, reading, means.bibliographies);
        let facts = extract_in(&document.text, document.markup, document.date, document.language.as_deref());
        let given_key = document.key.clone();
        let filed = Filed {
            document: Arc::new(document),
            path: path.to_owned(),
            part,
            map,
            format: reader.format,
            figures: facts.figures.len(),
            fingerprint: fingerprint(hash),
        };
        Source { filed: Arc::new(filed), facts: Arc::new(facts), given_key, problems: Arc::clone(&met) }
    };
    // Files are shared out over the processors already; one with many documents would keep a single one busy for long.
    let sources = if readings.len() > FEW_PARTS {
        readings.into_par_iter().map(read).collect()
    } else {
        readings.into_iter().map(read).collect()
    };
    (sources, problems)
}

/// As much of a hash of what a document was made from as a [`Filed`] keeps.
fn fingerprint(hash: u128) -> u64 {
    hash as u64
}

/// Where something may be said of the file at `path`, here `name.txt`: in `name.txt.yaml` (or `.yml`), which is about that
/// file alone, and in `name.yaml`. Of each pair the first that is there counts.
fn sidecars_of(path: &Path) -> [[PathBuf; 2]; 2] {
    let whole = |extension| {
        PathBuf::from([path.as_os_str(), OsStr::new("."), OsStr::new(extension)].into_iter().collect::<OsString>())
    };
    [walk::SIDECARS.map(whole), walk::SIDECARS.map(|extension| path.with_extension(extension))]
}

fn document(path: &Path, beside: Metadata, reading: Reading, bibliographies: &Bibliographies) -> (Document, SourceMap) {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let own_language = beside.language.clone();
    let itself = shown(beside.clone().or(reading.metadata), &reading.text, &stem);
    let metadata = bibliographies.apply(path, reading.part.as_deref(), beside, itself);
    // What pages and libraries state is often the language of a template; only what the analyst writes is believed over the
    // text itself.
    let language = own_language.or_else(|| language_of(&reading.text).map(str::to_owned)).or(metadata.language);
    let document = Document {
        key: metadata.key.unwrap_or_else(|| key_of(&stem, reading.part.as_deref())),
        title: metadata.title,
        publisher: metadata.publisher,
        author: metadata.author,
        language,
        url: metadata.url,
        grade: metadata.grade,
        retracted: metadata.retracted.unwrap_or_default(),
        date: metadata.date,
        date_inferred: metadata.date_inferred,
        text: reading.text,
        markup: reading.markup,
        pages: reading.map.pages().to_vec(),
    };
    (document, reading.map)
}

/// The citation key of a document that nothing gives one: the name of its file, with its part of that.
fn key_of(stem: &str, part: Option<&str>) -> String {
    let Some(part) = part else { return stem.to_owned() };
    let part = part.rsplit_once('.').map_or(part, |(stem, _)| stem);
    let part: String = part.chars().map(|letter| if letter.is_alphanumeric() { letter } else { '-' }).collect();
    format!("{stem}-{}", part.trim_matches('-'))
}
