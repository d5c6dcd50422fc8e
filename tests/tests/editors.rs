//! Real editors with the real server: what an analyst sees in Neovim.
//!
//! Lua scripts under `tests/editors/neovim/` act as the analyst and write down what they saw; the assertions are here.
//! Neovim is the pinned one in `.cache/editors`. A missing editor or server fails the test and names the command to run.

use std::env::{self, consts::EXE_SUFFIX};
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::{Value, json};
use tempfile::TempDir;

/// An analyst opens the sample brief, reads a hover, follows a citation and a figure, corrects the figure, takes that back.
#[test]
fn neovim_shows_warnings_hover_and_sources() {
    let desk = Desk::with_sample_brief();
    let note = fs::read(desk.folder().join("brief.md")).expect("the sample brief is there");
    let case = json!({
        "rule": "contradicted-figure",
        "figure": "12 June 2020",
        "right_figure": "11 June 2020",
        "actor": "Kata'ib Hezbollah",
        "citation": "@gulf-monitor-2020-06-29",
    });

    let seen = desk.neovim("brief.lua", "brief.md", &case);

    assert_eq!(seen["error"], Value::Null, "{seen:#}");
    assert_eq!(real(text(&seen["root"])), real(desk.folder()), "the folder of deskcheck.toml");

    let warning = list(&seen["diagnostics"])
        .iter()
        .find(|diagnostic| diagnostic["code"] == "contradicted-figure" && diagnostic["text"] == "12 June 2020")
        .unwrap_or_else(|| panic!("no warning on the figure: {seen:#}"));
    assert_eq!(warning["severity"], "WARN", "{warning:#}");
    assert_eq!(warning["source"], "deskcheck", "{warning:#}");
    assert!(text(&warning["message"]).starts_with("12 June"), "the figure comes first: {warning:#}");
    assert!(!list(&warning["related"]).is_empty(), "each side is one key away: {warning:#}");

    let card = lines(&seen["hover"]);
    assert!(card.contains("Hezbollah"), "the card names the actor: {card}");
    assert!(card.contains("Khataib"), "and how the documents spell it: {card}");

    assert_eq!(seen["from_citation"]["file"], "gulf-monitor-2020-06-29.md", "{seen:#}");

    let passage = &seen["from_figure"];
    assert!(desk.folder().join("sources").join(text(&passage["file"])).is_file(), "a document: {passage:#}");
    let stated = ["June 11", "11 June"];
    let stands_there = stated.iter().any(|day| text(&passage["text"]).contains(day));
    assert!(stands_there, "the line holds the day: {passage:#}");

    assert_eq!(seen["undone"], true, "the note is as it was: {seen:#}");
    let after = fs::read(desk.folder().join("brief.md")).expect("the sample brief is still there");
    assert!(note == after, "the file was never written");
}

/// An analyst looks where a man is named, calls him by one spelling throughout, takes that back, and types his name.
#[test]
fn neovim_knows_a_name_under_every_spelling() {
    let desk = Desk::with_sample_brief();
    let case = json!({ "spelling": "Kazemi", "new_spelling": "Kadhimi", "typed": "Then khat" });

    let seen = desk.neovim("names.lua", "brief.md", &case);

    assert_eq!(seen["error"], Value::Null, "{seen:#}");
    let highlighted: Vec<_> = list(&seen["highlighted"]).iter().map(text).collect();
    assert!(highlighted.contains(&"Kazemi") && highlighted.iter().any(|name| name.contains("Kadhimi")), "{seen:#}");
    let renamed = lines(&seen["renamed"]);
    assert!(!renamed.contains("Kazemi") && renamed.contains("Kadhimi"), "{renamed}");
    assert_eq!(seen["undone"], true, "one undo takes all of it back: {seen:#}");
    let item = &seen["completion"]["items"][0];
    assert!(text(&item["label"]).contains("Hezbollah") && text(&item["filterText"]).starts_with("khat"), "{item:#}");
    assert!(text(&seen["resolved"]["documentation"]["value"]).contains("Khataib"), "{seen:#}");
}

/// An analyst sees how the figures of a heading came off, clicks there, and types a citation.
#[test]
fn neovim_shows_what_stands_in_a_note_unasked() {
    let desk = Desk::with_sample_brief();
    let case = json!({ "heading": "# ", "figure": "12 June 2020", "typed": "So it was told [@gulf" });

    let seen = desk.neovim("marks.lua", "brief.md", &case);

    assert_eq!(seen["error"], Value::Null, "{seen:#}");
    assert!(list(&seen["hints"]).iter().any(|hint| text(&hint["text"]).contains('✓')), "{seen:#}");
    assert!(list(&seen["lenses"]).iter().any(|lens| text(&lens["text"]).contains("verified")), "{seen:#}");
    assert!(text(&seen["shown"]).contains("2020"), "the line of a figure: {seen:#}");
    assert!(!text(&seen["messages"]).contains("not support"), "nothing fails on a click: {seen:#}");
    assert!(lines(&seen["symbols"]).contains("12 June 2020"), "{seen:#}");
    assert_eq!(seen["token"]["type"], "number", "{seen:#}");
    assert_eq!(seen["token"]["modifiers"]["contradicted"], true, "{seen:#}");
    assert_eq!(seen["offered"], json!(["gulf-monitor-2020-06-29"]), "{seen:#}");
}

/// The configuration in `lsp/deskcheck.lua` is enough where `setup()` is not called.
#[test]
fn neovim_starts_the_server_without_setup() {
    let desk = Desk::with_sample_brief();
    let seen = desk.neovim("plain_enable.lua", "brief.md", &json!({}));
    assert_eq!(seen["error"], Value::Null, "{seen:#}");
    assert_eq!(real(text(&seen["root"])), real(desk.folder()));
}

/// Without a `deskcheck.toml` the note's own folder is its workspace.
#[test]
fn neovim_takes_the_notes_folder_where_there_is_no_workspace_file() {
    let desk = Desk::empty();
    let notes = desk.folder().join("notes");
    fs::create_dir(&notes).expect("a folder can be made");
    fs::write(notes.join("lone.md"), "# Lone\n").expect("a note can be written");
    let seen = desk.neovim("plain_enable.lua", "notes/lone.md", &json!({}));
    assert_eq!(seen["error"], Value::Null, "{seen:#}");
    assert_eq!(real(text(&seen["root"])), real(&notes));
}

#[test]
fn neovim_names_a_missing_server_once() {
    let desk = Desk::empty();
    let seen = desk.neovim("missing_server.lua", "first.md", &json!({}));
    assert_eq!(seen["error"], Value::Null, "{seen:#}");
    assert_eq!(seen["clients"], 0);
    let notified = list(&seen["notified"]);
    assert_eq!(notified.len(), 1, "{seen:#}");
    let message = text(&notified[0]["message"]);
    assert!(message.contains("`no-such-deskcheck` was not found"), "{message}");
    assert!(message.contains("setup({ cmd ="), "it says what to do: {message}");
}

/// A workspace of its own and, beside it, a place for the editor's files.
struct Desk {
    folder: TempDir,
    state: TempDir,
}

impl Desk {
    fn empty() -> Self {
        let folder = || tempfile::tempdir().expect("temporary folders can be made");
        Self { folder: folder(), state: folder() }
    }

    fn with_sample_brief() -> Self {
        let desk = Self::empty();
        copy_folder(&repository().join("tests/corpus/iraq-2020"), desk.folder());
        desk
    }

    fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Runs one script on a note, and returns what it saw.
    fn neovim(&self, script: &str, note: &str, case: &Value) -> Value {
        let scripts = repository().join("tests/editors/neovim");
        let seen = self.state.path().join("seen.json");
        let given = self.state.path().join("case.json");
        fs::write(&given, case.to_string()).expect("the case can be written");
        let server = server();

        let output = Command::new(neovim())
            .args(["--headless", "-i", "NONE", "-u"])
            .arg(scripts.join(script))
            .arg(note)
            .current_dir(self.folder())
            .envs(["CONFIG", "DATA", "STATE", "CACHE"].map(|kind| (format!("XDG_{kind}_HOME"), self.state.path())))
            .env("PATH", first_on_path(&server))
            .env("DESKCHECK_BIN", &server)
            .env("DESKCHECK_PLUGIN", repository().join("editors/neovim"))
            .env("DESKCHECK_SESSION", scripts.join("session.lua"))
            .env("DESKCHECK_CASE", given)
            .env("DESKCHECK_SEEN", &seen)
            .stdin(Stdio::null())
            .output()
            .expect("Neovim runs");

        let said = String::from_utf8_lossy(&output.stderr);
        let seen = fs::read(&seen).unwrap_or_else(|_| panic!("{script} wrote nothing; Neovim says: {said}"));
        serde_json::from_slice(&seen).unwrap_or_else(|error| panic!("{script} wrote no JSON ({error}): {said}"))
    }
}

fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the tests are a folder of the repository")
}

fn neovim() -> PathBuf {
    let path = repository().join(".cache/editors/bin/nvim");
    assert!(path.is_file(), "{} is missing: run `cargo xtask setup`, which fetches it", path.display());
    path
}

/// The server `cargo xtask test` has built, else the one in the folder cargo builds into.
fn server() -> PathBuf {
    let path = env::var_os("DESKCHECK_BIN").map_or_else(beside_the_tests, PathBuf::from);
    assert!(path.is_file(), "{} is missing: run `cargo build --package deskcheck`", path.display());
    path
}

fn beside_the_tests() -> PathBuf {
    let test = env::current_exe().expect("a test knows its own path");
    let folder = test.ancestors().nth(2).expect("tests are built into deps/");
    folder.join(format!("deskcheck{EXE_SUFFIX}"))
}

/// PATH with the program's folder before all others.
fn first_on_path(program: &Path) -> OsString {
    let folder = program.parent().map(Path::to_path_buf);
    let others = env::var_os("PATH").unwrap_or_default();
    env::join_paths(folder.into_iter().chain(env::split_paths(&others))).expect("folders on PATH have no separator")
}

fn copy_folder(from: &Path, to: &Path) {
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

fn real(path: impl AsRef<Path>) -> PathBuf {
    fs::canonicalize(path.as_ref()).unwrap_or_else(|error| panic!("{}: {error}", path.as_ref().display()))
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn lines(value: &Value) -> String {
    list(value).iter().map(text).collect::<Vec<_>>().join("\n")
}
