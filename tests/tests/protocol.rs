//! The language server over a real process, as an editor speaks to it, and as no editor should.

#![expect(clippy::needless_pass_by_value, reason = "JSON reads better where it is passed as it is written")]

#[path = "../protocol/actions.rs"]
mod actions;

#[path = "../protocol/client.rs"]
mod client;

#[path = "../protocol/desk.rs"]
mod desk;

#[path = "../protocol/editing.rs"]
mod editing;
#[path = "../protocol/extracted.rs"]
mod extracted;

#[path = "../protocol/ending.rs"]
mod ending;

#[path = "../protocol/logged.rs"]
mod logged;

#[path = "../protocol/naming.rs"]
mod naming;

#[path = "../protocol/provenance.rs"]
mod provenance;

#[path = "../protocol/pulling.rs"]
mod pulling;

#[path = "../protocol/registering.rs"]
mod registering;

#[path = "../protocol/robust.rs"]
mod robust;

#[cfg(target_os = "linux")]
#[path = "../protocol/slow.rs"]
mod slow;

#[path = "../protocol/soak.rs"]
mod soak;

#[path = "../protocol/strange.rs"]
mod strange;

#[path = "../protocol/surveying.rs"]
mod surveying;

#[path = "../protocol/marks.rs"]
mod marks;

#[path = "../protocol/views.rs"]
mod views;

use std::path::Path;

use client::{Client, uri};
use desk::{Desk, NOTE};
use serde_json::{Value, json};

/// Line and column (from 0, in UTF-16) of the figure in [`NOTE`].
const FIGURE: (u32, u32) = (5, 42);

/// Line and column of the group's name.
const ACTOR: (u32, u32) = (5, 60);

/// `arrested` in [`NOTE`].
const INCIDENT: (u32, u32) = (5, 34);

/// Line and column of the citation.
const CITATION: (u32, u32) = (5, 90);

/// What a full-grown editor says that it can do.
fn full() -> Value {
    json!({
        "window": {"workDoneProgress": true},
        "textDocument": {
            "publishDiagnostics": {"versionSupport": true, "relatedInformation": true},
            "hover": {"contentFormat": ["markdown", "plaintext"]},
            "definition": {"linkSupport": true},
        },
    })
}

/// Waits until a reading of documents has begun and ended.
fn read(client: &mut Client) {
    let kind = |message: &Value| message["params"]["value"]["kind"].clone();
    for step in ["begin", "end"] {
        client
            .until(&format!("{step} of reading"), |message| message["method"] == "$/progress" && kind(message) == step);
    }
}

#[test]
fn a_note_is_judged_and_explained() {
    let desk = Desk::new();
    let note = desk.file("note.md");
    let mut client = Client::start(desk.path());
    let result = client.initialize(desk.path(), full(), Value::Null);
    assert_eq!(result["capabilities"]["positionEncoding"], "utf-16");
    assert_eq!(result["capabilities"]["textDocumentSync"]["change"], 2);
    assert_eq!(result["serverInfo"]["name"], "deskcheck");
    read(&mut client);

    client.did_open(&note, NOTE);
    let found = client.diagnostics(&note, 1);
    assert_eq!(found.len(), 1, "{found:#?}");
    assert_eq!(found[0]["code"], "contradicted-figure");
    assert_eq!((&found[0]["source"], &found[0]["severity"]), (&json!("deskcheck"), &json!(2)));
    let place = json!({"start": {"line": 5, "character": 41}, "end": {"line": 5, "character": 51}});
    assert_eq!(found[0]["range"], place);
    let related = found[0]["relatedInformation"].as_array().expect("each side is named");
    assert_eq!(related[0]["location"]["uri"], uri(&desk.file("sources/harbour-post-2021-03-05.md")));
    let passage = json!({"start": {"line": 6, "character": 41}, "end": {"line": 6, "character": 51}});
    assert_eq!(related[0]["location"]["range"], passage, "it lies behind the front matter");

    let card = client.at("textDocument/hover", &note, ACTOR.0, ACTOR.1);
    let text = card["contents"]["value"].as_str().expect("a card");
    assert!(text.contains("Grey Wolves"), "{text}");
    assert_eq!(card["contents"]["kind"], "markdown");
    let card = client.at("textDocument/hover", &note, FIGURE.0, FIGURE.1);
    assert!(card["contents"]["value"].as_str().is_some_and(|text| text.contains("harbour-post-2021-03-05")), "{card}");

    let links = client.at("textDocument/definition", &note, FIGURE.0, FIGURE.1);
    assert!(
        links.as_array().is_some_and(|links| links.iter().any(|link| link["targetSelectionRange"] == passage)),
        "{links:#}"
    );
    let places = client.at("textDocument/references", &note, INCIDENT.0, INCIDENT.1);
    let places: Vec<_> = places.as_array().expect("places").iter().map(|place| place["uri"].clone()).collect();
    assert!(places.contains(&json!(uri(&note))), "the note's own mention is one: {places:?}");
    assert!(places.contains(&json!(uri(&desk.file("sources/harbour-post-2021-03-05.md")))), "{places:?}");
    let links = client.at("textDocument/definition", &note, CITATION.0, CITATION.1);
    assert_eq!(links[0]["targetUri"], uri(&desk.file("sources/harbour-post-2021-03-05.md")), "{links:#}");
}

#[test]
fn a_small_client_gets_what_it_can_take() {
    let desk = Desk::new();
    let note = desk.file("note.md");
    let capabilities = json!({"textDocument": {"hover": {"contentFormat": ["plaintext"]}}});
    let mut client = Client::open(desk.path(), capabilities);
    client.did_open(&note, NOTE);
    let found = client.diagnostics(&note, 1);
    assert!(found[0].get("relatedInformation").is_none(), "{found:#?}");
    let places = client.at("textDocument/definition", &note, FIGURE.0, FIGURE.1);
    assert!(places[0].get("uri").is_some() && places[0].get("targetUri").is_none(), "{places:#}");
    let card = client.at("textDocument/hover", &note, ACTOR.0, ACTOR.1);
    assert_eq!(card["contents"]["kind"], "plaintext");
    assert!(client.kept_method("window/workDoneProgress/create").is_none(), "it never said it shows progress");
}

/// The same note under every encoding: columns differ, what is meant does not.
#[test]
fn positions_are_counted_as_agreed() {
    let text = NOTE.replace("the Coast Guard", "the 😀 Côast Guard");
    for (encoding, column) in [("utf-8", 47), ("utf-16", 44), ("utf-32", 43)] {
        let desk = Desk::new();
        let note = desk.file("note.md");
        let mut capabilities = full();
        capabilities["general"] = json!({"positionEncodings": ["utf-7", encoding, "utf-16"]});
        let mut client = Client::start(desk.path());
        let result = client.initialize(desk.path(), capabilities, Value::Null);
        assert_eq!(result["capabilities"]["positionEncoding"], encoding);
        client.did_open(&note, &text);
        let found = client.diagnostics(&note, 1);
        assert_eq!(found[0]["range"]["start"], json!({"line": 5, "character": column}), "{encoding}");
    }
}

#[test]
fn nonsense_is_answered_and_survived() {
    let desk = Desk::new();
    let note = desk.file("note.md");
    let mut client = Client::open(desk.path(), full());
    client.did_open(&note, NOTE);
    client.diagnostics(&note, 1);
    let code = |answer: &Value| answer["error"]["code"].clone();
    let fault = |message: &Value| message.get("error").is_some() && message["id"].is_null();

    for raw in [&b"rubbish\r\n\r\n"[..], b"Content-Length: many\r\n\r\n"] {
        client.send_raw(raw);
        assert_eq!(code(&client.until("an answer to rubbish", fault)), -32700);
    }
    for body in [&b"{"[..], b"\xff\xfe", b"", b"{} {}"] {
        client.send_body(body);
        assert_eq!(code(&client.until("an answer to what is no JSON", fault)), -32700, "{body:?}");
    }
    for body in ["[]", "7", "{\"id\":null}"] {
        client.send_body(body.as_bytes());
        assert_eq!(code(&client.until("an answer to what is no message", fault)), -32600, "{body}");
    }
    client.send_body(br#"{"jsonrpc":"2.0","id":99,"result":null}"#);
    client.send_body(br#"{"jsonrpc":"2.0","method":"no/such/notification"}"#);
    assert_eq!(code(&client.request("no/such/request", json!({}))), -32601);
    assert_eq!(code(&client.request("textDocument/hover", json!({"textDocument": 1}))), -32602);
    assert_eq!(code(&client.request("textDocument/hover", Value::Null)), -32602);
    assert_eq!(code(&client.request("initialize", json!({"capabilities": {}}))), -32600);

    client.did_change(&desk.file("never-opened.md"), 2, json!([{"text": "x"}]));
    client.notify("textDocument/didClose", json!({"textDocument": {"uri": "untitled:never-opened"}}));
    assert_eq!(client.at("textDocument/hover", &desk.file("never-opened.md"), 0, 0), Value::Null);
    let card = client.at("textDocument/hover", &note, ACTOR.0, ACTOR.1);
    assert!(card.is_object(), "it still answers");
}

#[test]
fn positions_behind_the_end_mean_the_end() {
    let desk = Desk::new();
    let note = desk.file("note.md");
    let mut client = Client::open(desk.path(), full());
    client.did_open(&note, NOTE);
    for (line, character) in [(5, 9_999), (99, 0), (u32::from(u16::MAX), 7)] {
        client.at("textDocument/hover", &note, line, character);
        client.at("textDocument/definition", &note, line, character);
    }
    let far = json!({"line": 5000, "character": 5000});
    client.did_change(&note, 2, json!([{"range": {"start": far, "end": far}, "text": "\nThe end.\n"}]));
    let back = json!({"start": {"line": 5, "character": 43}, "end": {"line": 5, "character": 41}});
    client.did_change(&note, 3, json!([{"range": back, "text": ""}]));
    assert_eq!(client.diagnostics(&note, 3).len(), 1);
}

#[test]
fn a_note_without_a_file_belongs_to_the_open_folder() {
    let desk = Desk::new();
    let mut client = Client::open(desk.path(), full());
    let document = json!({"uri": "untitled:Untitled-1", "languageId": "markdown", "version": 1, "text": NOTE});
    client.notify("textDocument/didOpen", json!({ "textDocument": document }));
    let found = client.until("its diagnostics", |message| message["params"]["uri"] == "untitled:Untitled-1");
    assert_eq!(found["params"]["diagnostics"].as_array().map(Vec::len), Some(1), "{found:#}");
}

#[test]
fn documents_are_read_again_when_they_change() {
    let desk = Desk::new();
    let note = desk.file("note.md");
    desk.write("deskcheck.toml", "corpus = [\"sources\"]\n");
    let mut client = Client::open(desk.path(), full());
    read(&mut client);
    client.did_open(&note, NOTE);
    assert_eq!(client.diagnostics(&note, 1).len(), 1);

    for name in ["sources/harbour-post-2021-03-05.md", "sources/northern-wire-2021-03-06.md"] {
        let text = std::fs::read_to_string(desk.file(name)).expect("it is there");
        desk.write(name, text.replace("14 members", "17 members"));
    }
    agrees(&mut client, &note);

    // Without documents a note is told so, sooner or later.
    client.welcome("window/showMessage");
    desk.write("deskcheck.toml", "corpsu = [\"sources\"]\n");
    let settings = uri(&desk.file("deskcheck.toml"));
    let found = client.until("what is wrong with the settings", |message| message["params"]["uri"] == settings);
    let message = found["params"]["diagnostics"][0]["message"].as_str().expect("a sentence");
    assert_eq!(message, "there is no key `corpsu`: did you mean `corpus`?");
}

#[test]
fn documents_that_say_what_they_said_change_nothing() {
    let desk = Desk::new();
    let note = desk.file("note.md");
    let mut client = Client::open(desk.path(), full());
    read(&mut client);
    client.did_open(&note, NOTE);
    client.diagnostics(&note, 1);
    let name = "sources/northern-wire-2021-03-06.md";
    let text = std::fs::read_to_string(desk.file(name)).expect("it is there");
    desk.write(name, &text);
    read(&mut client);
    client.at("textDocument/hover", &note, FIGURE.0, FIGURE.1);
    assert!(client.kept_method("textDocument/publishDiagnostics").is_none(), "there is nothing new to say");
    desk.write(name, text.replace("14", "17"));
    client.diagnostics(&note, 1);
}

/// Waits until a note has no findings.
fn agrees(client: &mut Client, note: &Path) {
    let note = uri(note);
    client.until("diagnostics without a finding", |message| {
        message["params"]["uri"] == note && message["params"]["diagnostics"] == json!([])
    });
}

#[test]
fn an_editors_settings_have_the_shape_of_the_file() {
    let desk = Desk::new();
    std::fs::rename(desk.file("sources"), desk.file("reports")).expect("folders can be renamed");
    let note = desk.file("note.md");
    let mut client = Client::start(desk.path());
    let options = json!({"corpus": ["reports"], "rules": {"contradicted-figure": "error"}});
    client.initialize(desk.path(), full(), options);
    client.did_open(&note, NOTE);
    assert_eq!(client.diagnostics(&note, 1)[0]["severity"], 1);
}

#[test]
fn a_note_without_documents_is_told_once() {
    let desk = Desk::empty();
    let mut client = Client::open(desk.path(), full());
    for name in ["a.md", "b.md"] {
        client.did_open(&desk.file(name), NOTE);
        assert_eq!(client.diagnostics(&desk.file(name), 1), [] as [Value; 0]);
        assert_eq!(client.at("textDocument/hover", &desk.file(name), FIGURE.0, FIGURE.1), Value::Null);
    }
    let told = |message: &Value| message["method"] == "window/showMessage";
    let message = client.until("a message", told);
    assert!(message["params"]["message"].as_str().is_some_and(|text| text.contains("`sources`")), "{message}");
    assert!(client.kept_method("window/showMessage").is_none(), "twice is too often");
}

/// Opening a document from the corpus, as go-to-definition does, must not check it against itself.
#[test]
fn a_document_is_no_note() {
    let desk = Desk::new();
    let mut client = Client::open(desk.path(), full());
    read(&mut client);
    let document = desk.file("sources/harbour-post-2021-03-05.md");
    client.did_open(&document, &NOTE.replace("17", "99"));
    assert_eq!(client.diagnostics(&document, 1), [] as [Value; 0]);
}
