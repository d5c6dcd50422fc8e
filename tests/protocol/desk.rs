//! A folder with a note and its documents, written for one test.

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

/// A note whose figure both documents contradict.
pub(crate) const NOTE: &str = "\
---
title: Port Ammer
date: 2021-04-01
---

On 4 March 2021 the Coast Guard arrested 17 members of the Grey Wolves in Port Ammer [@harbour-post-2021-03-05].
";

const POST: &str = "\
---
title: Raid in Port Ammer
date: 2021-03-05
publisher: Harbour Post
---

On 4 March 2021 the Coast Guard arrested 14 members of the Grey Wolves in Port Ammer.
";

const WIRE: &str = "\
---
date: 2021-03-06
---

On 4 March 2021 the Coast Guard arrested 14 members of the Grey Wolves in Port Ammer, a spokesman said.
";

/// A temporary folder.
pub(crate) struct Desk {
    folder: TempDir,
}

impl Desk {
    /// An empty folder.
    pub(crate) fn empty() -> Self {
        Self { folder: tempfile::tempdir().expect("temporary folders can be made") }
    }

    /// A folder with `note.md` and two documents in `sources/`.
    pub(crate) fn new() -> Self {
        let desk = Self::empty();
        desk.write("sources/harbour-post-2021-03-05.md", POST);
        desk.write("sources/northern-wire-2021-03-06.md", WIRE);
        desk.write("note.md", NOTE);
        desk
    }

    /// The folder.
    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// A file in it.
    pub(crate) fn file(&self, name: &str) -> PathBuf {
        self.path().join(name)
    }

    /// Writes a file, with the folders above it.
    pub(crate) fn write(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.file(name);
        let folder = path.parent().expect("it lies in the folder");
        fs::create_dir_all(folder).and_then(|()| fs::write(&path, content)).expect("files can be written");
        path
    }
}
