//! Documents with their files, asked for one by one: behind [`Files`] they may lie in memory or on disk.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use deskcheck_analysis::extract::TextFacts;
use deskcheck_analysis::resolve::reference::Unread;
use deskcheck_analysis::text::{Document, DocumentId};

use crate::formats::Format;
use crate::reading::{Library, Problem};
use crate::source_map::SourceMap;

/// A document with its file.
#[derive(Clone, Debug)]
pub struct Filed {
    /// The document.
    pub document: Arc<Document>,
    /// Its file.
    pub path: PathBuf,
    /// Which part of its file it is, where the file holds several documents.
    pub part: Option<String>,
    /// The way from the document's text back into the file.
    pub map: SourceMap,
    /// The format of the file.
    pub format: Format,
    /// How many figures its text tells.
    pub figures: usize,
    /// A hash of everything the document was made from: its file, and what lies beside that.
    pub fingerprint: u64,
}

/// Documents with their files, found by number or by file.
pub trait Files: Send + Sync {
    /// How many documents there are; their ids are the numbers below it.
    fn count(&self) -> usize;
    /// One document with its file.
    fn filed(&self, id: DocumentId) -> Option<Arc<Filed>>;
    /// What the text of a document says.
    fn facts(&self, id: DocumentId) -> Option<Arc<TextFacts>>;
    /// The document of the file at `path` (absolute); of a file that holds several the first by citation key.
    fn document_at(&self, path: &Path) -> Option<DocumentId>;
    /// What is to be said of files, in order of path and line.
    fn problems(&self) -> &[Problem];
    /// True where another process was writing the index that they come from: the files may say more by now.
    fn is_behind(&self) -> bool;
}

/// [`Files`] over a [`Library`].
#[derive(Debug, Default)]
pub struct MemoryFiles {
    library: Library,
    /// Positions in `library.sources`, in order of path, those of one path in order.
    by_path: Vec<usize>,
}

impl MemoryFiles {
    /// Sorts the documents of `library` by their files.
    pub fn new(library: Library) -> Self {
        let mut by_path: Vec<usize> = (0..library.sources.len()).collect();
        by_path.sort_by_key(|at| &library.sources[*at].filed.path);
        Self { library, by_path }
    }

    /// The documents, as they were read.
    pub fn library(&self) -> &Library {
        &self.library
    }
}

impl Files for MemoryFiles {
    fn count(&self) -> usize {
        self.library.sources.len()
    }

    fn filed(&self, id: DocumentId) -> Option<Arc<Filed>> {
        self.library.sources.get(id.0 as usize).map(|source| Arc::clone(&source.filed))
    }

    fn facts(&self, id: DocumentId) -> Option<Arc<TextFacts>> {
        self.library.sources.get(id.0 as usize).map(|source| Arc::clone(&source.facts))
    }

    fn document_at(&self, path: &Path) -> Option<DocumentId> {
        let path_of = |at: usize| self.library.sources[at].filed.path.as_path();
        let first = self.by_path.partition_point(|at| path_of(*at) < path);
        let at = self.by_path.get(first).copied().filter(|at| path_of(*at) == path)?;
        Some(DocumentId(at as u32))
    }

    fn problems(&self) -> &[Problem] {
        &self.library.problems
    }

    fn is_behind(&self) -> bool {
        self.library.is_behind
    }
}

/// The files that there are problems with and no document of.
pub(crate) fn unread(problems: &[Problem], has_document: impl Fn(&Path) -> bool) -> Arc<[Unread]> {
    let without = problems.iter().filter(|problem| !has_document(&problem.path));
    let unread = without.filter_map(|problem| {
        let name = |name: Option<&OsStr>| Some(name?.to_string_lossy().into_owned());
        Some(Unread {
            key: name(problem.path.file_stem())?,
            file: name(problem.path.file_name())?,
            message: problem.message.clone(),
        })
    });
    unread.collect()
}

#[cfg(test)]
mod tests {
    use std::fs;

    use deskcheck_analysis::text::DocumentId;

    use super::{Files, MemoryFiles};
    use crate::reading::read_library;

    #[test]
    fn documents_are_found_by_number_and_by_file() {
        let folder = tempfile::tempdir().expect("folders can be made");
        let letter = "From a@selm.test Fri Jun 26 10:00:00 2020\nSubject: Men\n\nThirteen men came.\n\n";
        let written = [("b.txt", "Two men."), ("box.mbox", &letter.repeat(2)), ("a.txt", "One man came, and 3 went.")];
        for (name, text) in written {
            fs::write(folder.path().join(name), text).expect("files can be written");
        }
        let files = MemoryFiles::new(read_library(&[folder.path().to_owned()]));
        let all: Vec<_> = (0..).map(DocumentId).map_while(|id| Some((id, files.filed(id)?))).collect();
        let told: Vec<_> =
            all.iter().map(|(id, filed)| (filed.figures, files.facts(*id).map(|it| it.figures.len()))).collect();
        assert_eq!(files.count(), 4);
        assert_eq!(told, [(2, Some(2)), (1, Some(1)), (1, Some(1)), (1, Some(1))]);
        for (name, _) in written {
            let path = folder.path().join(name);
            let first = all.iter().find(|(_, filed)| filed.path == path).map(|(id, _)| *id);
            assert!(first.is_some() && files.document_at(&path) == first, "{name}");
        }
        assert_eq!(files.document_at(&folder.path().join("c.txt")), None);
    }
}
