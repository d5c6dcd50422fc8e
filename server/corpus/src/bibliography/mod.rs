//! Libraries of references (`.bib`, CSL-JSON, as Zotero and others export them): which entry describes which document, and
//! what it says of it.
//!
//! Reading one opens the library's file and asks which of the files that it names are there; all else is a pure function
//! of what was read.

mod attachments;
mod bibtex;
mod csl;

use std::hash::{DefaultHasher, Hash, Hasher};
use std::panic::catch_unwind;
use std::path::{Path, PathBuf};

use deskcheck_analysis::text::Document;
use deskcheck_analysis::text::tokens::bare_words;
use jiff::civil::Date;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::formats;
use crate::metadata::{Metadata, addresses};
use crate::reading::Problem;

/// One entry as it was written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
struct Entry {
    /// What it says of its documents, its key among it.
    metadata: Metadata,
    /// Files that it names, as written: each in the ways that it may be understood.
    attached: Vec<Vec<String>>,
    /// Its line in the library's file, from 1.
    line: usize,
}

/// What was read of one library's file.
#[derive(Debug, Default)]
struct Read {
    entries: Vec<Entry>,
    /// Lines, from 1, with what is wrong there.
    faults: Vec<(usize, String)>,
}

/// An entry with the documents' files that it names and that are there.
#[derive(Clone, Debug, PartialEq)]
struct Described {
    metadata: Metadata,
    files: Vec<PathBuf>,
    /// A hash of all it says.
    said: u64,
}

/// All libraries of a workspace.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Bibliographies {
    entries: Vec<Described>,
    /// The entry that names a file, and its place among the files of that entry.
    by_file: FxHashMap<PathBuf, (usize, usize)>,
    /// By citation key in small letters.
    by_key: FxHashMap<String, usize>,
    /// By bare web address; none where several entries have one.
    by_address: FxHashMap<String, Option<usize>>,
    /// By title and day; none where several entries have them.
    by_title: FxHashMap<(String, Date), Option<usize>>,
    /// A hash of everything that may describe a file that no entry names.
    loose: u64,
    /// What is wrong in the libraries.
    pub problems: Vec<Problem>,
}

impl Bibliographies {
    /// Reads libraries. Files that entries name are looked for beside the library and below the folders of `corpus`.
    pub fn read(libraries: &[PathBuf], corpus: &[PathBuf]) -> Self {
        let mut all = Self::default();
        for library in libraries {
            let read = match text(library) {
                Ok(text) => read_text(library, &text),
                Err(error) => {
                    let message =
                        format!("cannot be read ({error}); correct `bibliography` or export the library again");
                    all.problems.push(Problem::of_file(library, message));
                    continue;
                }
            };
            let problem = |(line, message)| Problem { path: library.clone(), line: Some(line), message };
            all.problems.extend(read.faults.into_iter().map(problem));
            let beside = library.parent().unwrap_or(Path::new(""));
            let folders: Vec<_> = std::iter::once(beside).chain(corpus.iter().map(PathBuf::as_path)).collect();
            for entry in read.entries {
                all.take(library, entry, &folders);
            }
        }
        all.seal();
        all
    }

    fn take(&mut self, library: &Path, entry: Entry, folders: &[&Path]) {
        let mut hasher = DefaultHasher::new();
        (&entry.metadata, &entry.attached).hash(&mut hasher);
        let said = hasher.finish();
        let Some(key) = entry.metadata.key.as_deref().map(str::to_lowercase) else { return };
        if let Some(known) = self.by_key.get(&key) {
            if self.entries[*known].said != said {
                let message = format!("another entry has the key `{key}`, and that one counts; give this one its own");
                self.problems.push(Problem { path: library.to_owned(), line: Some(entry.line), message });
            }
            return;
        }
        let files = entry.attached.iter().filter_map(|ways| attachments::file(ways, folders));
        let mut files: Vec<_> = files.filter(|file| formats::reader(file).is_some()).collect();
        files.dedup();
        let at = self.entries.len();
        for (place, file) in files.iter().enumerate() {
            self.by_file.entry(file.clone()).or_insert((at, place));
        }
        self.by_key.insert(key, at);
        self.entries.push(Described { metadata: entry.metadata, files, said });
    }

    /// Indexes the entries that no file is named by.
    fn seal(&mut self) {
        let mut loose = DefaultHasher::new();
        for (at, entry) in self.entries.iter().enumerate().filter(|(_, entry)| entry.files.is_empty()) {
            entry.said.hash(&mut loose);
            let only = |known: &mut Option<usize>| *known = known.filter(|known| *known == at);
            if let Some(address) = entry.metadata.url.as_deref().and_then(addresses::bare) {
                self.by_address.entry(address).and_modify(only).or_insert(Some(at));
            }
            if let Some(title) = titled(&entry.metadata) {
                self.by_title.entry(title).and_modify(only).or_insert(Some(at));
            }
        }
        self.loose = loose.finish();
    }

    /// The documents' files that entries name and that are there, wherever they lie.
    pub fn files(&self) -> impl Iterator<Item = &Path> {
        self.entries.iter().flat_map(|entry| &entry.files).map(PathBuf::as_path)
    }

    /// A hash of everything that may be said of the file at `path`: while it stays, [`Bibliographies::apply`] says the same.
    pub fn fingerprint(&self, path: &Path) -> u64 {
        match self.named(path).or_else(|| self.of_key(&stem(path))) {
            Some((at, place)) => self.entries[at].said.wrapping_add(place as u64),
            None => self.loose,
        }
    }

    /// What is known of a document of the file at `path` (or of a `part` of it), taken together: what lies `beside` it, what
    /// its entry says, and what it says of `itself`; the first that says anything of a thing is believed.
    pub fn apply(&self, path: &Path, part: Option<&str>, beside: Metadata, itself: Metadata) -> Metadata {
        if self.entries.is_empty() {
            return beside.or(itself);
        }
        let known = beside.clone().or(itself);
        let Some((at, place)) = self.entry_of(path, part, &known) else { return known };
        let mut said = self.entries[at].metadata.clone();
        if place > 0 {
            // The first file of an entry is what its key means; others of it are known by their number.
            said.key = said.key.map(|key| format!("{key}-{}", place + 1));
        }
        // `known` has `beside` in it, which goes before all.
        beside.or(said).or(known)
    }

    /// Entries of which no document is there: `keys` are those of all documents. As documents without text.
    pub fn without_document<'k>(&self, keys: impl Iterator<Item = &'k str>) -> Vec<Document> {
        let keys: FxHashSet<String> = keys.map(str::to_lowercase).collect();
        let keyless = self.by_key.iter().filter(|(key, _)| !keys.contains(*key));
        let mut missing: Vec<_> = keyless.map(|(_, at)| document(&self.entries[*at].metadata)).collect();
        missing.sort_by(|a, b| a.key.cmp(&b.key));
        missing
    }

    /// The work of a citation key, letter case ignored: a document without text; none where no entry has it.
    pub fn work(&self, key: &str) -> Option<Document> {
        self.by_key.get(&key.to_lowercase()).map(|at| document(&self.entries[*at].metadata))
    }

    /// The entry of a document, and the document's place among the files of that: by file, by key, by address, by title and
    /// day.
    fn entry_of(&self, path: &Path, part: Option<&str>, known: &Metadata) -> Option<(usize, usize)> {
        let by_name = || {
            let keys = [known.key.clone(), Some(stem(path))];
            self.named(path).or_else(|| keys.into_iter().flatten().find_map(|key| self.of_key(&key)))
        };
        let alone = |at: Option<&Option<usize>>| at.copied().flatten().map(|at| (at, 0));
        let by_address = || alone(self.by_address.get(&addresses::bare(known.url.as_deref()?)?));
        let by_title = || alone(self.by_title.get(&titled(known)?));
        // What an entry says of a file, it does not say of what is attached to that.
        part.is_none().then(by_name).flatten().or_else(by_address).or_else(by_title)
    }

    fn named(&self, path: &Path) -> Option<(usize, usize)> {
        if self.by_file.is_empty() {
            return None;
        }
        self.by_file.get(&attachments::absolute(path)).copied()
    }

    /// The entry of a key, as long as it names no files of its own.
    fn of_key(&self, key: &str) -> Option<(usize, usize)> {
        let at = *self.by_key.get(&key.to_lowercase())?;
        self.entries[at].files.is_empty().then_some((at, 0))
    }
}

fn stem(path: &Path) -> String {
    path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

/// The words of a title, with the day.
fn titled(metadata: &Metadata) -> Option<(String, Date)> {
    let title = metadata.title.as_deref()?.to_lowercase();
    let words: Vec<_> = bare_words(&title).collect();
    Some((words.join(" "), metadata.date?)).filter(|_| words.len() > 1)
}

fn document(metadata: &Metadata) -> Document {
    let metadata = metadata.clone();
    Document {
        key: metadata.key.unwrap_or_default(),
        title: metadata.title,
        publisher: metadata.publisher,
        author: metadata.author,
        language: metadata.language,
        url: metadata.url,
        retracted: metadata.retracted.unwrap_or_default(),
        date: metadata.date,
        ..Document::default()
    }
}

/// The text of a library. What is no file is not waited for: to a pipe nobody may ever write.
fn text(library: &Path) -> std::io::Result<String> {
    if std::fs::metadata(library)?.is_file() {
        std::fs::read_to_string(library)
    } else {
        Err(std::io::Error::other("it is no file"))
    }
}

fn read_text(library: &Path, text: &str) -> Read {
    let is_json = library.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("json"));
    // The parser of BibTeX is somebody else's; an entry that makes it panic costs the library, not the run.
    catch_unwind(|| if is_json { csl::read(text) } else { bibtex::read(text) }).unwrap_or_else(|_| {
        let fault = "made its reader fail and is left out; please report it, with the file if you may";
        Read { entries: Vec::new(), faults: vec![(1, fault.to_owned())] }
    })
}

#[cfg(test)]
mod tests;
