//! Actor cards over a real process: on the command line, and in an editor.

#![expect(clippy::needless_pass_by_value, reason = "JSON reads better where it is passed as it is written")]

#[expect(dead_code, reason = "what only other tests use")]
#[path = "../protocol/client.rs"]
mod client;

#[path = "../protocol/desk.rs"]
mod desk;

use std::process::Command;

use client::{Client, uri};
use desk::{Desk, NOTE, program};
use serde_json::{Value, json};

/// Line and column (from 0, in UTF-16) of the group's name in [`NOTE`].
const ACTOR: (u32, u32) = (5, 60);

/// A card of the group under a name that no document uses, and one of somebody else.
const CARDS: &str = "\
[[actor]]
name = \"Ammer Pack\"
aliases = [\"Grey Wolves\"]
kind = \"group\"
note = \"Smugglers, not the football club.\"

[[actor]]
name = \"Nobody\"
aliases = [\"Ammer Pack\"]
";

/// A desk with cards.
fn desk_with(cards: &str) -> Desk {
    let desk = Desk::new();
    desk.write("deskcheck.toml", "corpus = [\"sources\"]\ncards = [\"actors.toml\"]\n");
    desk.write("actors.toml", cards);
    desk
}

/// What the program writes on standard output and on standard error.
fn run(desk: &Desk, arguments: &[&str]) -> (String, String) {
    let output = Command::new(program()).args(arguments).current_dir(desk.path()).output().expect("it can be started");
    let text = |bytes| String::from_utf8(bytes).expect("what it writes is UTF-8");
    (text(output.stdout), text(output.stderr))
}

/// The actors as JSON.
fn actors(desk: &Desk) -> Vec<Value> {
    let (out, err) = run(desk, &["actors", "--format", "json"]);
    let answer: Value = serde_json::from_str(&out).unwrap_or_else(|error| panic!("{error}: {out}{err}"));
    answer["actors"].as_array().cloned().expect("a list")
}

/// The diagnostics that a card file is told next.
fn card_diagnostics(client: &mut Client, desk: &Desk) -> Vec<Value> {
    let file = uri(&desk.file("actors.toml"));
    let told = client.until("diagnostics of the card file", |message| {
        message["method"] == "textDocument/publishDiagnostics" && message["params"]["uri"] == file
    });
    told["params"]["diagnostics"].as_array().cloned().expect("a list")
}

#[test]
fn the_command_line_obeys_cards() {
    let desk = desk_with(CARDS);
    let actors = actors(&desk);
    let pack = actors.iter().find(|actor| actor["name"] == "Ammer Pack").expect("the card names it");
    assert_eq!(pack["kind"], "group");
    let wolves = pack["aliases"].as_array().and_then(|all| all.iter().find(|alias| alias["text"] == "Grey Wolves"));
    let wolves = wolves.expect("documents call it so");
    assert_eq!((&wolves["count"], &wolves["because"]), (&json!(2), &json!("card actors.toml")));
    assert!(actors.iter().all(|actor| actor["name"] != "Grey Wolves"), "{actors:#?}");

    let (_, err) = run(&desk, &["check", "note.md"]);
    for line in [
        "warning: actors.toml:2: “Ammer Pack” is on the card of Nobody too (actors.toml:8): it binds neither [contradictory-card]",
        "warning: actors.toml:9: “Ammer Pack” is on the card of Ammer Pack too (actors.toml:2): it binds neither [contradictory-card]",
        "hint: actors.toml:8: Nobody: no document uses this name or an alias [unmatched-card]",
    ] {
        assert!(err.contains(line), "no line {line} in:\n{err}");
    }
}

#[test]
fn a_bad_card_file_is_named_and_the_rest_works() {
    let desk = desk_with("[[actor]]\nname = \"Ammer Pack\"\nalias = [\"Grey Wolves\"]\nnot = [\"Grey Wolves\"\n");
    let (out, err) = run(&desk, &["check", "note.md"]);
    assert!(err.contains("actors.toml:3: there is no key `alias`: did you mean `aliases`? [invalid-card]"), "{err}");
    assert!(err.contains("actors.toml:4: this is not TOML"), "{err}");
    assert!(out.contains("contradicted"), "{out}");
    desk.write("deskcheck.toml", "corpus = [\"sources\"]\ncards = [\"gone.toml\"]\n");
    let (out, err) = run(&desk, &["check", "note.md"]);
    assert!(err.contains("deskcheck.toml:2: `gone.toml`: there is no such file of actor cards"), "{err}");
    assert!(out.contains("contradicted"), "{out}");
}

#[test]
fn an_editor_shows_cards_and_their_faults() {
    let desk = desk_with(CARDS);
    let note = desk.file("note.md");
    let mut client = Client::open(desk.path(), json!({}));
    let found = card_diagnostics(&mut client, &desk);
    let codes: Vec<_> = found.iter().map(|found| (found["code"].clone(), found["severity"].clone())).collect();
    let expected = [("contradictory-card", 2), ("unmatched-card", 4), ("contradictory-card", 2)]
        .map(|(code, n)| (json!(code), json!(n)));
    assert_eq!(codes, expected);
    assert_eq!(found[1]["range"], json!({"start": {"line": 7, "character": 7}, "end": {"line": 7, "character": 15}}));

    client.did_open(&note, NOTE);
    let card = client.at("textDocument/hover", &note, ACTOR.0, ACTOR.1);
    let text = card["contents"]["value"].as_str().expect("a card");
    assert!(text.contains("**Ammer Pack** · group"), "{text}");
    assert!(text.contains("Smugglers, not the football club. [actors.toml]"), "{text}");
    assert!(text.contains("Matched because: card actors.toml"), "{text}");

    desk.write("actors.toml", "[[actor]]\nname = \"Grey Wolves\"\nnote = \"Known by now.\"\n");
    assert_eq!(card_diagnostics(&mut client, &desk), Vec::<Value>::new(), "its faults are gone");
    let card = client.at("textDocument/hover", &note, ACTOR.0, ACTOR.1);
    assert!(card["contents"]["value"].as_str().is_some_and(|text| text.contains("Known by now.")), "{card}");
}
