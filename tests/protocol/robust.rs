//! Loads that no client should make, and clients that misbehave: the server goes on.

use std::fs;
use std::path::Path;

use deskcheck_tests::program;
use serde_json::{Value, json};

use super::client::{Client, uri};
use super::desk::{Desk, NOTE};
use super::{ACTOR, full, read};

/// A step of an edit that looks random and is the same every time; `text` is changed as the server should change it.
fn step(text: &mut String, number: usize) -> Value {
    const PIECES: [&str; 7] = ["3 boats were seized.\n", "é😀", "\r\n", "عدد 14 ", "On 4 March 2021 ", "\n\n", "x"];
    let lines: Vec<&str> = text.split('\n').collect();
    let line = 4 + (number * 7) % (lines.len() - 4);
    let units: Vec<u16> = lines[line].trim_end_matches('\r').encode_utf16().collect();
    let mut from = (number * 13) % (units.len() + 1);
    // Not within a surrogate pair.
    while from > 0 && from < units.len() && (0xdc00..0xe000).contains(&units[from]) {
        from -= 1;
    }
    // What is long enough grows no more.
    let most = if units.len() > 80 { 60 } else { 3 };
    let mut to = (from + number % most).min(units.len());
    while to < units.len() && (0xdc00..0xe000).contains(&units[to]) {
        to += 1;
    }
    let new = PIECES[number % PIECES.len()];
    let start: usize = lines[..line].iter().map(|line| line.len() + 1).sum();
    let byte = |unit: usize| start + String::from_utf16_lossy(&units[..unit]).len();
    let (first, last) = (byte(from), byte(to));
    text.replace_range(first..last, new);
    json!({
        "range": {"start": {"line": line, "character": from}, "end": {"line": line, "character": to}},
        "text": new,
    })
}

#[test]
fn five_thousand_changes_end_where_opening_afresh_begins() {
    let desk = Desk::new();
    let (note, other) = (desk.file("note.md"), desk.file("other.md"));
    let mut client = Client::open(desk.path(), full());
    read(&mut client);
    client.did_open(&note, NOTE);
    let mut text = NOTE.to_owned();
    for number in 0..5_000_usize {
        // A text that a test can wait for.
        if text.len() > 6_000 {
            NOTE.clone_into(&mut text);
            let version = 2 + i64::try_from(number).expect("it is small");
            client.did_change(&note, version, json!([{"text": text}]));
            continue;
        }
        let change = step(&mut text, number);
        client.did_change(&note, 2 + i64::try_from(number).expect("it is small"), json!([change]));
    }
    let changed = client.diagnostics(&note, 5_001);
    client.did_open(&other, &text);
    assert_eq!(changed, client.diagnostics(&other, 1), "{text}");
    client.did_change(&note, 5_002, json!([{"text": NOTE}]));
    assert_eq!(client.diagnostics(&note, 5_002).len(), 1);
}

/// Requests of the server that are never answered hold up nobody.
#[test]
fn a_client_that_never_answers_is_answered() {
    let desk = Desk::new();
    let mut capabilities = full();
    let refreshing = json!({"refreshSupport": true});
    capabilities["workspace"] = json!({"inlayHint": refreshing, "codeLens": refreshing, "semanticTokens": refreshing});
    let mut client = Client::start(desk.path());
    client.fall_mute();
    client.initialize(desk.path(), capabilities, json!(null));
    let note = desk.file("note.md");
    client.did_open(&note, NOTE);
    client.diagnostics(&note, 1);
    for round in 0..3 {
        desk.write("sources/more.md", format!("---\ndate: 2021-03-09\n---\n\nNobody came in 202{round}.\n"));
        for what in ["inlayHint", "codeLens", "semanticTokens"] {
            let method = format!("workspace/{what}/refresh");
            client.until(&method, |message| message["method"] == method);
        }
        for version in 0..20 {
            let version = 2 + round * 20 + version;
            client.did_change(&note, version, json!([{"text": format!("{NOTE}\n{version}\n")}]));
            assert!(client.at("textDocument/hover", &note, ACTOR.0, ACTOR.1).is_object());
        }
    }
}

/// Every request is answered once, whether it was taken back in time or not, and diagnostics are those of the last text.
#[test]
fn requests_are_taken_back_under_load() {
    let desk = Desk::new();
    let note = desk.file("note.md");
    for number in 0..20 {
        desk.write(&format!("notes/{number}.md"), NOTE);
    }
    let mut client = Client::open(desk.path(), full());
    client.did_open(&note, NOTE);
    let mut asked = Vec::new();
    for round in 0..100_i64 {
        client.did_change(&note, 2 + round, json!([{"text": format!("{NOTE}\nRound {round}.\n")}]));
        for method in ["textDocument/references", "textDocument/hover", "textDocument/codeAction"] {
            let position = json!({"line": ACTOR.0, "character": ACTOR.1});
            let params = json!({
                "textDocument": {"uri": uri(&note)},
                "position": position,
                "range": {"start": position, "end": position},
                "context": {"includeDeclaration": true, "diagnostics": []},
            });
            asked.push(client.ask(method, params));
        }
        let taken_back: Vec<_> = asked.iter().rev().take(2).copied().collect();
        for id in taken_back {
            client.notify("$/cancelRequest", json!({"id": id}));
        }
    }
    let mut cancelled = 0;
    for id in asked {
        let answer = client.answer_to(id);
        let code = &answer["error"]["code"];
        assert!(answer.get("result").is_some() || *code == -32800, "{answer}");
        cancelled += usize::from(*code == -32800);
    }
    assert!(cancelled > 0, "some were taken back in time");
    assert_eq!(client.diagnostics(&note, 101).len(), 1);
    // What is unknown cannot be taken back, and what is answered neither.
    for id in [json!(1), json!("x"), json!(99_999)] {
        client.notify("$/cancelRequest", json!({ "id": id }));
    }
    assert!(client.at("textDocument/hover", &note, ACTOR.0, ACTOR.1).is_object());
}

/// A client that sends everything at once, as a script does, loses nothing of it.
#[test]
fn nothing_is_lost_that_comes_before_initialize_is_answered() {
    let desk = Desk::new();
    let note = desk.file("note.md");
    let mut client = Client::start(desk.path());
    let folder = json!({"uri": uri(desk.path()), "name": "test"});
    let initialize = client.ask("initialize", json!({"capabilities": full(), "workspaceFolders": [folder]}));
    client.notify("initialized", json!({}));
    client.did_open(&note, NOTE);
    let position = json!({"line": ACTOR.0, "character": ACTOR.1});
    let hover = client.ask("textDocument/hover", json!({"textDocument": {"uri": uri(&note)}, "position": position}));
    assert!(client.answer_to(initialize)["result"].is_object());
    assert!(client.kept_method("textDocument/publishDiagnostics").is_none(), "nothing is said before that");
    assert!(client.answer_to(hover).get("result").is_some());
    assert_eq!(client.diagnostics(&note, 1).len(), 1);
}

#[test]
fn a_panic_costs_one_answer() {
    for place in ["answer", "judging", "textDocument/hover"] {
        let desk = Desk::new();
        let note = desk.file("note.md");
        let mut client = Client::start_as(desk.path(), |command| {
            command.env("DESKCHECK_PANIC", place);
        });
        client.initialize(desk.path(), full(), Value::Null);
        client.welcome("window/logMessage");
        read(&mut client);
        client.did_open(&note, NOTE);
        let position = json!({"line": ACTOR.0, "character": ACTOR.1});
        let params = json!({"textDocument": {"uri": uri(&note)}, "position": position});
        let answer = client.request("textDocument/hover", params.clone());
        let message = answer["error"]["message"].as_str().unwrap_or_default();
        assert_eq!(answer["error"]["code"], -32603, "{place}: {answer}");
        assert!(message.contains("a fault in Deskcheck at ") && message.contains(".rs:"), "{place}: {answer}");
        client.did_change(&note, 2, json!([{"text": NOTE}]));
        assert!(client.request("textDocument/hover", params)["result"].is_object(), "{place}");
        let said = client.said_on_error();
        assert!(said.contains("ERROR deskcheck") && said.lines().filter(|line| line.contains("panicked")).count() == 1);
        assert!(!said.contains("as the environment wants it"), "the message of a panic may quote a note: {said}");
    }
}

#[test]
fn a_panic_while_reading_or_in_an_event_is_survived() {
    for place in ["reading", "event"] {
        let desk = Desk::new();
        let note = desk.file("note.md");
        let mut client = Client::start_as(desk.path(), |command| {
            command.env("DESKCHECK_PANIC", place);
        });
        client.initialize(desk.path(), full(), Value::Null);
        client.welcome("window/logMessage");
        client.did_open(&note, NOTE);
        client.diagnostics(&note, 1);
        client.until("the fault", |message| {
            message["method"] == "window/logMessage" && message["params"]["message"].to_string().contains("a fault in")
        });
        // The next reading is a sound one.
        desk.write("sources/more.md", "---\ndate: 2021-03-09\n---\n\nNobody else came.\n");
        client.until("diagnostics by the documents", |message| {
            message["method"] == "textDocument/publishDiagnostics" && message["params"]["diagnostics"] != json!([])
        });
        client.said_on_error();
    }
}

/// What is damaged of the index while no server looks is noticed by the next one, which says so, makes it anew and answers rightly:
/// in a small collection before anything is said, in a large one behind the first answers.
#[test]
fn a_damaged_index_is_made_anew() {
    for (more, damaged) in [(0, "index.db"), (220, "index.db"), (220, "resolved-")] {
        let desk = Desk::new();
        for number in 0..more {
            desk.write(&format!("sources/{number}.txt"), format!("In {number} villages the harvest was sold."));
        }
        let indexed = program::command(desk.path()).arg("index").output().expect("the program can be started");
        assert!(indexed.status.success());
        damage(&program::caches(desk.path()), damaged);
        let mut client = Client::start(desk.path());
        client.welcome("window/logMessage");
        client.initialize(desk.path(), full(), Value::Null);
        client.did_open(&desk.file("note.md"), NOTE);
        client.until("word of the damage", |message| {
            message["method"] == "window/logMessage" && message["params"]["message"].to_string().contains("made anew")
        });
        client.until("diagnostics by the documents", |message| {
            message["method"] == "textDocument/publishDiagnostics" && message["params"]["diagnostics"] != json!([])
        });
        assert!(client.at("textDocument/hover", &desk.file("note.md"), ACTOR.0, ACTOR.1).is_object());
        drop(client);
        let verified = program::command(desk.path()).args(["index", "--verify"]).output();
        assert!(verified.is_ok_and(|verified| verified.status.success()), "{damaged} of {more}");
    }
}

/// Overwrites the second half of the file whose name begins so, in the one index below `caches`.
fn damage(caches: &Path, beginning: &str) {
    let folders = fs::read_dir(caches.join("deskcheck")).expect("it was made").flatten();
    let files = folders.flat_map(|folder| fs::read_dir(folder.path()).into_iter().flatten().flatten());
    let mut files = files.filter(|file| file.file_name().to_string_lossy().starts_with(beginning));
    let path = files.next().expect("it was written").path();
    let mut bytes = fs::read(&path).expect("it is there");
    let middle = bytes.len() / 2;
    bytes[middle..].fill(0x5a);
    fs::write(&path, &bytes).expect("it can be written");
}
