//! Real editors with the real server: what an analyst sees in Neovim.
//!
//! Lua scripts under `tests/editors/neovim/` act as the analyst and write down what they saw; the assertions are here.
//! Neovim is the pinned one in `.cache/editors`. A missing editor or server fails the test and names the command to run.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use deskcheck_tests::desk::{Desk, fetched, first_on_path, lines, list, repository, server, text};
use serde_json::{Value, json};

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

    let seen = neovim(&desk, "brief.lua", "brief.md", &case);

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

    let seen = neovim(&desk, "names.lua", "brief.md", &case);

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

    let seen = neovim(&desk, "marks.lua", "brief.md", &case);

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
    let seen = neovim(&desk, "plain_enable.lua", "brief.md", &json!({}));
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
    let seen = neovim(&desk, "plain_enable.lua", "notes/lone.md", &json!({}));
    assert_eq!(seen["error"], Value::Null, "{seen:#}");
    assert_eq!(real(text(&seen["root"])), real(&notes));
}

#[test]
fn neovim_names_a_missing_server_once() {
    let desk = Desk::empty();
    let seen = neovim(&desk, "missing_server.lua", "first.md", &json!({}));
    assert_eq!(seen["error"], Value::Null, "{seen:#}");
    assert_eq!(seen["clients"], 0);
    let notified = list(&seen["notified"]);
    assert_eq!(notified.len(), 1, "{seen:#}");
    let message = text(&notified[0]["message"]);
    assert!(message.contains("`no-such-deskcheck` was not found"), "{message}");
    assert!(message.contains("setup({ cmd ="), "it says what to do: {message}");
}

/// Runs one script on a note, and returns what it saw.
fn neovim(desk: &Desk, script: &str, note: &str, case: &Value) -> Value {
    let scripts = repository().join("tests/editors/neovim");
    let server = server();
    let mut neovim = Command::new(fetched(".cache/editors/bin/nvim"));
    neovim
        .args(["--headless", "-i", "NONE", "-u"])
        .arg(scripts.join(script))
        .arg(note)
        .env("PATH", first_on_path(&server))
        .env("DESKCHECK_BIN", &server)
        .env("DESKCHECK_PLUGIN", repository().join("editors/neovim"))
        .env("DESKCHECK_SESSION", scripts.join("session.lua"));
    desk.run(&mut neovim, case)
}

fn real(path: impl AsRef<Path>) -> PathBuf {
    fs::canonicalize(path.as_ref()).unwrap_or_else(|error| panic!("{}: {error}", path.as_ref().display()))
}
