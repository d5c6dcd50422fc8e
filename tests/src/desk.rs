//! An analyst's desk for tests with real editors: a workspace in a folder of its own, and a run of an editor there whose
//! script acts as the analyst and writes down, as JSON, what was seen. Nothing here judges.

// A desk that cannot be laid out is a failed test, and each message says what is missing.
#![allow(clippy::missing_panics_doc)]

use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// A workspace of its own and, beside it, a place for the editor's files.
pub struct Desk {
    folder: PathBuf,
    state: PathBuf,
    /// Holds both, and goes with the desk.
    _room: TempDir,
}

impl Desk {
    /// A desk with nothing on it.
    pub fn empty() -> Self {
        let room = tempfile::tempdir().expect("temporary folders can be made");
        // The workspace has a name to be read: editors show it.
        let [folder, state] = ["desk", "state"].map(|name| room.path().join(name));
        for folder in [&folder, &state] {
            fs::create_dir(folder).expect("a folder can be made");
        }
        Self { folder, state, _room: room }
    }

    /// A desk with the sample brief and its documents.
    pub fn with_sample_brief() -> Self {
        let desk = Self::empty();
        copy_folder(&repository().join("tests/corpus/iraq-2020"), desk.folder());
        desk
    }

    /// Where the workspace lies.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Where the editor keeps what it writes for itself.
    pub fn state(&self) -> &Path {
        &self.state
    }

    /// A program that can be run, beside the workspace: a shell script.
    pub fn program(&self, name: &str, script: &str) -> PathBuf {
        let programs = self.state.join("programs");
        fs::create_dir_all(&programs).expect("a folder can be made");
        let path = programs.join(name);
        fs::write(&path, format!("#!/bin/sh\n{script}\n")).expect("a program can be written");
        let made = Command::new("chmod").arg("+x").arg(&path).status();
        assert!(made.is_ok_and(|status| status.success()), "{} can be made to run", path.display());
        path
    }

    /// Runs an editor (or what drives it) on a case, and returns what its script saw.
    ///
    /// The script is told by the environment: `DESKCHECK_CASE` and `DESKCHECK_SEEN` name the files to read and to write.
    pub fn run(&self, editor: &mut Command, case: &Value) -> Value {
        let seen = self.state().join("seen.json");
        let given = self.state().join("case.json");
        fs::write(&given, case.to_string()).expect("the case can be written");

        let output = editor
            .current_dir(self.folder())
            .envs(["CONFIG", "DATA", "STATE", "CACHE"].map(|kind| (format!("XDG_{kind}_HOME"), self.state())))
            .env("DESKCHECK_CASE", given)
            .env("DESKCHECK_SEEN", &seen)
            .stdin(Stdio::null())
            .output()
            .unwrap_or_else(|error| panic!("{} does not run: {error}", editor.get_program().display()));

        let said = String::from_utf8_lossy(&output.stderr);
        let seen = fs::read(&seen).unwrap_or_else(|_| panic!("nothing was written; the editor says: {said}"));
        serde_json::from_slice(&seen).unwrap_or_else(|error| panic!("no JSON was written ({error}): {said}"))
    }
}

/// The repository's root folder.
pub fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the tests are a folder of the repository")
}

/// The sample corpora.
pub const SAMPLES: [&str; 5] = ["iraq-2020", "veldra-flood", "dunmere-strike", "almanac", "kerren-port"];

/// The folder with the documents of a sample corpus.
pub fn sample_documents(name: &str) -> PathBuf {
    repository().join("tests/corpus").join(name).join("sources")
}

/// A file that `cargo xtask setup` fetches, by its path from the repository's root.
pub fn fetched(path: &str) -> PathBuf {
    let path = repository().join(path);
    assert!(path.exists(), "{} is missing: run `cargo xtask setup`, which fetches it", path.display());
    path
}

/// PATH with the program's folder before all others.
pub fn first_on_path(program: &Path) -> OsString {
    let folder = program.parent().map(Path::to_path_buf);
    let others = env::var_os("PATH").unwrap_or_default();
    env::join_paths(folder.into_iter().chain(env::split_paths(&others))).expect("folders on PATH have no separator")
}

/// Copies a folder with all that lies in it.
pub fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder can be made");
    for entry in fs::read_dir(from).unwrap_or_else(|error| panic!("{}: {error}", from.display())) {
        let entry = entry.expect("a folder can be listed");
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy_folder(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("a file can be copied");
        }
    }
}

/// A string that was seen; empty where there is none.
pub fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

/// A list that was seen; empty where there is none.
pub fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

/// The strings of a list, a line each.
pub fn lines(value: &Value) -> String {
    list(value).iter().map(text).collect::<Vec<_>>().join("\n")
}
