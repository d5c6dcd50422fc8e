//! Documents on a mount that does not answer: who types is not kept waiting, and what the index knows is told.

use std::fs::{File, OpenOptions};
use std::path::{Path, PathBuf};
use std::process::Command;

use deskcheck_tests::program;
use serde_json::{Value, json};

use super::client::Client;
use super::desk::{Desk, NOTE};
use super::{ACTOR, CITATION, FIGURE, full};

/// A desk whose `sources` answer only while the gate is open.
struct SlowDesk {
    desk: Desk,
    wrapper: PathBuf,
    gate: PathBuf,
}

impl SlowDesk {
    fn new() -> Self {
        let desk = Desk::new();
        desk.write("deskcheck.toml", "corpus = [\"sources\"]\n");
        let (wrapper, gate) = (desk.file("slow.so"), desk.file("gate"));
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("protocol/slow/mount.c");
        let compiler = std::env::var_os("CC").unwrap_or_else(|| "cc".into());
        let mut compile = Command::new(compiler);
        compile.args(["-shared", "-fPIC", "-Wall", "-Werror", "-o"]).arg(&wrapper).arg(source).arg("-ldl");
        for command in [&mut compile, Command::new("mkfifo").arg(&gate)] {
            assert!(command.status().expect("a compiler and mkfifo are there").success(), "{command:?}");
        }
        Self { desk, wrapper, gate }
    }

    /// A server that finds the documents slow.
    fn open(&self) -> Client {
        let mut client = Client::start_as(self.desk.path(), |command| {
            command.env("LD_PRELOAD", &self.wrapper).env("SLOW_GATE", &self.gate);
            command.env("SLOW_FOLDER", self.desk.file("sources"));
        });
        client.initialize(self.desk.path(), full(), Value::Null);
        client
    }

    /// Lets the documents answer until what is returned is dropped.
    fn open_gate(&self) -> File {
        // For writing alone it would have to wait for a reader.
        OpenOptions::new().read(true).write(true).open(&self.gate).expect("the pipe is there")
    }
}

/// What the editor asks of the note alone is answered.
fn answers(client: &mut Client, note: &Path) {
    for (method, place) in [("hover", ACTOR), ("hover", FIGURE), ("definition", CITATION), ("completion", ACTOR)] {
        client.at(&format!("textDocument/{method}"), note, place.0, place.1);
    }
    let document = json!({"textDocument": {"uri": super::uri(note)}});
    let folds = client.request("textDocument/foldingRange", document);
    assert!(folds["result"].is_array(), "{folds}");
}

#[test]
fn nobody_waits_for_documents_that_do_not_answer() {
    let slow = SlowDesk::new();
    let note = slow.desk.file("note.md");
    let mut client = slow.open();
    client.did_open(&note, NOTE);
    answers(&mut client, &note);
    let gate = slow.open_gate();
    assert_eq!(client.diagnostics(&note, 1).len(), 1);
    drop(gate);
    client.did_change(&note, 2, json!([{"text": NOTE.replace("17", "14")}]));
    assert_eq!(client.diagnostics(&note, 2), [] as [Value; 0], "they were read");
}

#[test]
fn a_session_ends_although_documents_do_not_answer() {
    let slow = SlowDesk::new();
    let mut client = slow.open();
    client.did_open(&slow.desk.file("note.md"), NOTE);
    client.request("shutdown", Value::Null);
    client.notify("exit", Value::Null);
    assert_eq!(client.wait().code(), Some(0));
}

#[test]
fn an_index_answers_for_documents_that_do_not() {
    let slow = SlowDesk::new();
    for number in 0..300 {
        slow.desk.write(&format!("sources/harvest-{number}.md"), format!("The farm of Selm sold {number} sheep.\n"));
    }
    let indexed = program::command(slow.desk.path()).arg("index").output().expect("the program can be started");
    assert!(indexed.status.success(), "{indexed:?}");
    let note = slow.desk.file("note.md");
    let mut client = slow.open();
    client.did_open(&note, NOTE);
    let found = client.diagnostics(&note, 1);
    assert_eq!(found.len(), 1, "{found:#?}");
    assert_eq!(found[0]["code"], "contradicted-figure");
    let card = client.at("textDocument/hover", &note, ACTOR.0, ACTOR.1);
    assert!(card["contents"]["value"].as_str().is_some_and(|text| text.contains("Grey Wolves")), "{card}");
    answers(&mut client, &note);
    slow.desk.write(
        "sources/late.md",
        "On 4 March 2021 the Coast Guard arrested 16 members of the Grey Wolves in Port Ammer.\n",
    );
    let _gate = slow.open_gate();
    client.until("what the late document says", |message| message.to_string().contains("late says 16"));
}
