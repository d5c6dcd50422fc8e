//! Actor cards over a real process: on the command line, and in an editor.

#![expect(clippy::needless_pass_by_value, reason = "JSON reads better where it is passed as it is written")]

#[expect(dead_code, reason = "what only other tests use")]
#[path = "../protocol/client.rs"]
mod client;

#[path = "../protocol/desk.rs"]
mod desk;

use std::fs;
use std::path::{Path, PathBuf};

use client::{Client, uri};
use desk::{Desk, NOTE};
use deskcheck_tests::program;
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
    let output = program::command(desk.path()).args(arguments).output().expect("it can be started");
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
    let rules = "[rules]\nunmatched-card = \"off\"\ncontradictory-card = \"information\"\n";
    desk.write("deskcheck.toml", format!("corpus = [\"sources\"]\ncards = [\"actors.toml\"]\n{rules}"));
    let (_, err) = run(&desk, &["check", "note.md"]);
    assert!(err.contains("information: actors.toml:2") && !err.contains("unmatched-card"), "{err}");
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

const NAMES: &str = "Nadeem Kazri and Rudd met.\n";

/// A desk whose documents name one prime minister in two spellings, and two persons with one surname.
fn desk_of_names() -> Desk {
    let desk = Desk::empty();
    desk.write("sources/a.md", "Prime Minister Nadim al-Kadhri met the lawyer Anselm Rudd in Halsen.\n");
    desk.write("sources/b.md", "Nadeem Kazri spoke. The engineer Petra Rudd left Halsen.\n");
    desk.write("note.md", NAMES);
    desk
}

/// What an editor that makes files says that it can do.
fn making_files() -> Value {
    let edit = json!({"documentChanges": true, "resourceOperations": ["create", "rename"]});
    json!({"workspace": {"workspaceEdit": edit}})
}

/// The code actions at a place of the first line, by title.
fn actions(client: &mut Client, note: &Path, character: u32, only: Value) -> Vec<(String, Value)> {
    let place = json!({"line": 0, "character": character});
    let mut context = json!({"diagnostics": []});
    if !only.is_null() {
        context["only"] = only;
    }
    let asked =
        json!({"textDocument": {"uri": uri(note)}, "range": {"start": place, "end": place}, "context": context});
    let answer = client.request("textDocument/codeAction", asked);
    let actions = answer["result"].as_array().cloned().unwrap_or_default();
    actions.into_iter().map(|action| (action["title"].as_str().expect("a title").to_owned(), action)).collect()
}

fn action(client: &mut Client, note: &Path, character: u32, title: &str) -> Value {
    let found = actions(client, note, character, Value::Null);
    let action = found.iter().find(|(found, _)| found == title).map(|(_, action)| action.clone());
    action.unwrap_or_else(|| {
        panic!("no action {title} among {:?}", found.iter().map(|(title, _)| title).collect::<Vec<_>>())
    })
}

/// Does with files what an editor does with `edit` (of one line's columns in ASCII), saves, and tells the server; then waits
/// until the note is judged by what has changed.
fn apply(client: &mut Client, note: &Path, edit: &Value) {
    let mut changed: Vec<PathBuf> = Vec::new();
    for operation in edit["documentChanges"].as_array().expect("operations") {
        if operation["kind"] == "create" {
            fs::write(path(&operation["uri"]), "").expect("files can be made");
            continue;
        }
        let path = path(&operation["textDocument"]["uri"]);
        let mut text = fs::read_to_string(&path).expect("what is edited is there");
        for edit in operation["edits"].as_array().expect("edits") {
            let (start, end) = (offset(&text, &edit["range"]["start"]), offset(&text, &edit["range"]["end"]));
            text.replace_range(start..end, edit["newText"].as_str().expect("a text"));
        }
        fs::write(&path, text).expect("files can be written");
        changed.push(path);
    }
    let changes: Vec<_> = changed.iter().map(|path| json!({"uri": uri(path), "type": 2})).collect();
    client.notify("workspace/didChangeWatchedFiles", json!({ "changes": changes }));
    client.diagnostics(note, 1);
}

fn path(uri: &Value) -> PathBuf {
    uri.as_str().and_then(|uri| uri.strip_prefix("file://")).expect("the URI of a file").into()
}

fn offset(text: &str, place: &Value) -> usize {
    let number = |key: &str| place[key].as_u64().and_then(|number| usize::try_from(number).ok()).expect("a number");
    text.split_inclusive('\n').take(number("line")).map(str::len).sum::<usize>() + number("character")
}

#[test]
fn a_card_file_in_an_editor_keeps_its_findings() {
    let desk = desk_with(CARDS);
    let (cards, note) = (desk.file("actors.toml"), desk.file("note.md"));
    let mut client = Client::open(desk.path(), json!({}));
    assert_eq!(card_diagnostics(&mut client, &desk).len(), 3);
    client.did_open(&cards, CARDS);
    client.did_change(&cards, 2, json!([{"text": ""}]));
    client.notify("textDocument/didClose", json!({"textDocument": {"uri": uri(&cards)}}));
    client.did_open(&note, NOTE);
    client.diagnostics(&note, 1);
    assert_eq!(client.at("textDocument/hover", &cards, 1, 10), Value::Null, "it is no note");
    let told = client.kept_method("textDocument/publishDiagnostics").map(|message| message["params"]["uri"].clone());
    assert_ne!(told, Some(json!(uri(&cards))), "what the editor has in hand changes nothing before it is saved");
}

#[test]
fn a_list_of_entities_serves_as_cards() {
    let desk = Desk::new();
    desk.write("deskcheck.toml", "corpus = [\"sources\"]\ncards = [\"list.ftm.json\", \"actors.toml\"]\n");
    desk.write("actors.toml", "");
    let list = r#"{"id":"a","schema":"Organization","properties":{"name":["Grey Wolves"],"alias":["Ammer Pack"],"weakAlias":["Wolves"]}}
{"id":"b","schema":"Person"
{"id":"c","schema":"Person","properties":{"name":["Salim Kadhri"],"alias":["Salim Ammari"]}}
"#;
    desk.write("list.ftm.json", list);
    let actors = actors(&desk);
    let wolves = actors.iter().find(|actor| actor["name"] == "Grey Wolves").expect("documents name it");
    assert_eq!(wolves["kind"], "group");
    assert!(actors.iter().all(|actor| actor["name"] != "Salim Kadhri"), "nobody speaks of him");
    let (out, err) = run(&desk, &["actors", "Salim Ammari"]);
    assert!(out.contains("Salim Kadhri (person"), "{out}");
    assert!(err.contains("list.ftm.json:2: this is no entity: EOF while parsing an object at column 27"), "{err}");
    assert!(!err.contains("unmatched"), "a list is no card: {err}");

    let text = "Ammer Pack met Salim Ammari, Wolves and others.\n";
    let note = desk.write("other.md", text);
    let mut client = Client::open(desk.path(), json!({}));
    client.did_open(&note, text);
    client.diagnostics(&note, 1);
    let hovers: Vec<_> = [3, 18, 33].into_iter().map(|at| hovered(&mut client, &note, at)).collect();
    assert_eq!(hovers, ["**Grey Wolves** · group", "**Salim Kadhri** · person", ""]);
    let apart = action(&mut client, &note, 3, "“Ammer Pack” is not the same as Grey Wolves");
    let edits = &apart["edit"]["changes"][uri(&desk.file("actors.toml"))];
    assert_eq!(
        edits[0]["newText"], "[[actor]]\nname = \"Grey Wolves\"\nnot = [\"Ammer Pack\"]\n",
        "lists are left alone"
    );
}

/// The first line of the hover card at a place of the first line.
fn hovered(client: &mut Client, note: &Path, character: u32) -> String {
    let card = client.at("textDocument/hover", note, 0, character);
    let text = card["contents"]["value"].as_str().unwrap_or_default();
    text.lines().next().unwrap_or_default().trim_end().to_owned()
}

#[test]
fn an_analyst_settles_who_is_who() {
    let desk = desk_of_names();
    let note = desk.file("note.md");
    let mut client = Client::open(desk.path(), making_files());
    client.did_open(&note, NAMES);
    client.diagnostics(&note, 1);
    assert_eq!(hovered(&mut client, &note, 3), "**Nadeem Kazri** · person");
    assert!(!hovered(&mut client, &note, 19).contains("person"), "it may be either");

    // Nothing says yet where the cards are: the file is made, and `deskcheck.toml` with it.
    let apart = action(&mut client, &note, 3, "“Nadim al-Kadhri” is not the same as Nadeem Kazri");
    assert_eq!(apart["kind"], "refactor");
    apply(&mut client, &note, &apart["edit"]);
    let cards = fs::read_to_string(desk.file("actors.toml")).expect("it was made");
    assert_eq!(cards, "[[actor]]\nname = \"Nadeem Kazri\"\nnot = [\"Nadim al-Kadhri\"]\n");
    let settings = fs::read_to_string(desk.file("deskcheck.toml")).expect("it was made");
    assert_eq!(settings, "corpus = [\"sources\"]\ncards = [\"actors.toml\"]\n");
    let names: Vec<_> = actors(&desk).iter().map(|actor| actor["name"].clone()).collect();
    assert!(names.contains(&json!("Nadim al-Kadhri")) && names.contains(&json!("Nadeem Kazri")), "{names:?}");

    // A name that may be two persons' is given to one; what the analyst has written stays.
    desk.write("actors.toml", format!("# Settled on Monday.\n{cards}"));
    client.diagnostics(&note, 1);
    let open = action(&mut client, &note, 19, "“Rudd” is the same as Petra Rudd");
    assert_eq!(open["kind"], "quickfix");
    apply(&mut client, &note, &open["edit"]);
    let cards = fs::read_to_string(desk.file("actors.toml")).expect("it is there");
    let both = "# Settled on Monday.\n[[actor]]\nname = \"Nadeem Kazri\"\nnot = [\"Nadim al-Kadhri\"]\n\n\
                [[actor]]\nname = \"Petra Rudd\"\naliases = [\"Rudd\"]\n";
    assert_eq!(cards, both);
    assert_eq!(hovered(&mut client, &note, 19), "**Petra Rudd** · person");
    let offered: Vec<_> = actions(&mut client, &note, 19, Value::Null).into_iter().map(|(title, _)| title).collect();
    assert!(offered.iter().all(|title| !title.contains("is the same as Petra Rudd")), "{offered:?}");
}

#[test]
fn actions_are_offered_as_the_client_takes_them() {
    let desk = desk_of_names();
    let note = desk.file("note.md");
    let mut client = Client::open(desk.path(), making_files());
    client.did_open(&note, NAMES);
    client.diagnostics(&note, 1);
    let kinds =
        |found: Vec<(String, Value)>| found.into_iter().map(|(_, action)| action["kind"].clone()).collect::<Vec<_>>();
    let fixes = kinds(actions(&mut client, &note, 19, json!(["quickfix"])));
    assert!(!fixes.is_empty() && fixes.iter().all(|kind| kind == "quickfix"), "{fixes:?}");
    assert!(actions(&mut client, &note, 19, json!(["source"])).is_empty());
    assert!(actions(&mut client, &note, 14, Value::Null).is_empty(), "no name stands there");

    // A client that makes no files is offered what needs none, also where it asks for edits later.
    let later = json!({"dataSupport": true, "resolveSupport": {"properties": ["edit"]}});
    for capabilities in [json!({}), json!({"textDocument": {"codeAction": later}})] {
        let mut client = Client::open(desk.path(), capabilities);
        client.did_open(&note, NAMES);
        client.diagnostics(&note, 1);
        let found = actions(&mut client, &note, 19, Value::Null);
        assert!(found.iter().all(|(title, _)| title.starts_with("Dismiss ")), "{found:?}");
    }
    desk.write("deskcheck.toml", "corpus = [\"sources\"]\ncards = [\"who.toml\"]\n");
    desk.write("who.toml", "");
    let mut client = Client::open(desk.path(), json!({}));
    client.did_open(&note, NAMES);
    client.diagnostics(&note, 1);
    let open = action(&mut client, &note, 19, "“Rudd” is the same as Anselm Rudd");
    let edits = &open["edit"]["changes"][uri(&desk.file("who.toml"))];
    assert_eq!(edits[0]["newText"], "[[actor]]\nname = \"Anselm Rudd\"\naliases = [\"Rudd\"]\n");
}
