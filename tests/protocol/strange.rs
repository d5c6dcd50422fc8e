//! Messages that make no sense, and files that are not where they were: each is answered or passed over, and the server goes on.

use std::fs;

use serde_json::{Value, json};

use super::client::{Client, uri};
use super::desk::{Desk, NOTE};
use super::{ACTOR, agrees, full, read};

fn is_alive(client: &mut Client, desk: &Desk) {
    assert!(client.at("textDocument/hover", &desk.file("note.md"), ACTOR.0, ACTOR.1).is_object(), "it still answers");
}

fn opened() -> (Desk, Client) {
    let desk = Desk::new();
    let mut client = Client::open(desk.path(), full());
    read(&mut client);
    client.did_open(&desk.file("note.md"), NOTE);
    client.diagnostics(&desk.file("note.md"), 1);
    (desk, client)
}

#[test]
fn unknown_methods_are_refused_or_passed_over() {
    let (desk, mut client) = opened();
    for method in ["no/such/request", "$/noSuchRequest", "textDocument/noSuchRequest", "", "textDocument/hover "] {
        assert_eq!(client.request(method, json!({}))["error"]["code"], -32601, "{method}");
        client.notify(method, json!({}));
    }
    client.notify("$/progress", json!({"token": 1, "value": 2}));
    client.notify("$/setTrace", json!({"value": "loud"}));
    // A request by the name of a notification, and the other way round.
    client.notify("textDocument/hover", json!({}));
    is_alive(&mut client, &desk);
}

#[test]
fn parameters_of_the_wrong_type_are_refused_or_passed_over() {
    let (desk, mut client) = opened();
    let wrong = [
        Value::Null,
        json!(7),
        json!([]),
        json!({}),
        json!({"textDocument": 1}),
        json!({"textDocument": {"uri": 1}, "position": {"line": 0, "character": 0}}),
        json!({"textDocument": {"uri": "file:///a.md"}, "position": {"line": -1, "character": 0}}),
        json!({"textDocument": {"uri": "file:///a.md"}, "position": {"line": 1.5, "character": 0}}),
        json!({"textDocument": {"uri": "file:///a.md"}, "position": {"line": 99_999_999_999_u64, "character": 0}}),
    ];
    for params in wrong {
        for method in ["textDocument/hover", "textDocument/diagnostic", "textDocument/rename", "workspace/diagnostic"] {
            let is_fine = method == "textDocument/diagnostic" && params["textDocument"]["uri"] == "file:///a.md";
            if !is_fine {
                let code = client.request(method, params.clone())["error"]["code"].clone();
                assert_eq!(code, -32602, "{method} {params}");
            }
        }
        for method in ["textDocument/didOpen", "textDocument/didChange", "textDocument/didClose", "$/cancelRequest"] {
            client.notify(method, params.clone());
        }
    }
    is_alive(&mut client, &desk);
}

#[test]
fn versions_may_be_any_number() {
    let (desk, mut client) = opened();
    for (name, version) in [("zero.md", 0), ("below.md", -7), ("most.md", i64::from(i32::MAX))] {
        let document =
            json!({"uri": uri(&desk.file(name)), "languageId": "markdown", "version": version, "text": NOTE});
        client.notify("textDocument/didOpen", json!({ "textDocument": document }));
        assert_eq!(client.diagnostics(&desk.file(name), version).len(), 1, "{name}");
    }
    // The protocol's numbers end there; such a note was never opened.
    let document =
        json!({"uri": uri(&desk.file("more.md")), "languageId": "markdown", "version": 1_u64 << 40, "text": ""});
    client.notify("textDocument/didOpen", json!({ "textDocument": document }));
    is_alive(&mut client, &desk);
}

#[test]
fn a_uri_need_not_be_a_file() {
    let (desk, mut client) = opened();
    for name in
        ["untitled:Untitled-1", "http://example.org/note.md", "vscode-notebook-cell:/a.md#x", "file://host/a.md"]
    {
        let document = json!({"uri": name, "languageId": "markdown", "version": 3, "text": NOTE});
        client.notify("textDocument/didOpen", json!({ "textDocument": document }));
        client.until(name, |message| message["params"]["uri"] == name && message["params"]["version"] == 3);
        let position = json!({"line": ACTOR.0, "character": ACTOR.1});
        let params = json!({"textDocument": {"uri": name}, "position": position});
        assert!(client.request("textDocument/hover", params).get("result").is_some(), "{name}");
        client.notify("textDocument/didClose", json!({"textDocument": {"uri": name}}));
    }
    for name in ["file:///%zz.md", "file:///%ff%fe.md", "", "no scheme", "file:", "untitled:", "::", "file:///\u{0}"] {
        let document = json!({"uri": name, "languageId": "markdown", "version": 1, "text": NOTE});
        client.notify("textDocument/didOpen", json!({ "textDocument": document }));
        client.notify("textDocument/didSave", json!({"textDocument": {"uri": name}}));
        client.notify("workspace/didChangeWatchedFiles", json!({"changes": [{"uri": name, "type": 2}]}));
        client.notify("textDocument/didClose", json!({"textDocument": {"uri": name}}));
    }
    client.welcome("window/showMessage");
    is_alive(&mut client, &desk);
}

#[test]
fn a_note_may_be_opened_twice_and_closed_unopened() {
    let (desk, mut client) = opened();
    let (note, never) = (desk.file("note.md"), desk.file("never.md"));
    client.did_change(&note, 5, json!([{"text": "x"}]));
    client.did_open(&note, &NOTE.replace("17", "14"));
    agrees(&mut client, &note);
    client.did_open(&note, NOTE);
    client.until("the text opened last", |message| {
        message["params"]["uri"] == uri(&note) && message["params"]["diagnostics"].as_array().map(Vec::len) == Some(1)
    });
    client.notify("textDocument/didClose", json!({"textDocument": {"uri": uri(&never)}}));
    client.did_change(&never, 2, json!([{"text": NOTE}]));
    assert_eq!(client.at("textDocument/hover", &never, ACTOR.0, ACTOR.1), Value::Null);
    is_alive(&mut client, &desk);
    client.notify("textDocument/didClose", json!({"textDocument": {"uri": uri(&note)}}));
    client.notify("textDocument/didClose", json!({"textDocument": {"uri": uri(&note)}}));
    assert_eq!(client.at("textDocument/hover", &note, ACTOR.0, ACTOR.1), Value::Null);
}

#[test]
fn changes_may_be_empty_many_and_backwards() {
    let (desk, mut client) = opened();
    let note = desk.file("note.md");
    client.did_change(&note, 2, json!([]));
    assert_eq!(client.diagnostics(&note, 2).len(), 1, "the text is as it was, the version is not");
    let at = |line: u32, character: u32| json!({"line": line, "character": character});
    let changes = json!([
        {"range": {"start": at(0, 0), "end": at(4_000_000_000, 0)}, "text": ""},
        {"range": {"start": at(7, 7), "end": at(3, 3)}, "text": NOTE},
        {"range": {"start": at(5, 43), "end": at(5, 41)}, "text": "", "rangeLength": 77},
        {"text": NOTE},
    ]);
    client.did_change(&note, 3, changes);
    assert_eq!(client.diagnostics(&note, 3).len(), 1);
}

#[test]
fn folders_and_notes_may_go_and_come_back() {
    let (desk, mut client) = opened();
    let note = desk.file("note.md");
    client.welcome("window/logMessage");
    client.welcome("window/showMessage");
    let kept = tempfile::tempdir().expect("temporary folders can be made");
    fs::rename(desk.file("sources"), kept.path().join("sources")).expect("folders can be renamed");
    fs::remove_file(&note).expect("files can be removed");
    // Whether the note still has a folder of documents, which is empty, or none, depends on what the system tells first.
    client.until("findings without documents", |message| {
        message["method"] == "textDocument/publishDiagnostics"
            && message["params"]["diagnostics"][0]["code"] != "contradicted-figure"
    });
    client.did_change(&note, 2, json!([{"text": NOTE}]));
    client.at("textDocument/hover", &note, ACTOR.0, ACTOR.1);
    fs::rename(kept.path().join("sources"), desk.file("sources")).expect("folders can be renamed");
    client.until("findings by the documents that are back", |message| {
        message["params"]["diagnostics"][0]["code"] == "contradicted-figure"
    });
    fs::remove_dir_all(desk.path()).expect("folders can be removed");
    client.did_change(&note, 3, json!([{"text": NOTE}]));
    client.at("textDocument/hover", &note, ACTOR.0, ACTOR.1);
}

#[test]
fn the_home_folder_is_never_walked() {
    let desk = Desk::new();
    desk.write("deskcheck.toml", "corpus = [\"/\"]\n");
    let mut client = Client::open(desk.path(), full());
    let settings = uri(&desk.file("deskcheck.toml"));
    let found = client.until("what is wrong with the settings", |message| message["params"]["uri"] == settings);
    let message = found["params"]["diagnostics"][0]["message"].as_str().expect("a sentence");
    assert!(message.contains("name the folder that holds the documents"), "{message}");
}
