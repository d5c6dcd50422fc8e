//! Diagnostics for clients that ask for them: one note at a time.

use serde_json::{Value, json};

use super::client::{Client, uri};
use super::desk::{Desk, NOTE};

/// A client that asks.
pub(crate) fn asking() -> Value {
    json!({
        "textDocument": {"diagnostic": {"relatedDocumentSupport": true}},
        "workspace": {"diagnostics": {"refreshSupport": true}},
    })
}

/// Asks for what is to be said of a file, knowing `previous`.
fn pull(client: &mut Client, desk: &Desk, name: &str, previous: Option<&str>) -> Value {
    let params = json!({"textDocument": {"uri": uri(&desk.file(name))}, "previousResultId": previous});
    let answer = client.request("textDocument/diagnostic", params);
    assert!(answer.get("error").is_none(), "{answer}");
    answer["result"].clone()
}

fn id(report: &Value) -> &str {
    report["resultId"].as_str().expect("every report has an id")
}

fn refreshed(client: &mut Client, method: &str) {
    client.until(method, |message| message["method"] == method);
}

#[test]
fn a_note_is_told_of_when_it_is_asked_for() {
    let desk = Desk::new();
    let mut client = Client::start(desk.path());
    let result = client.initialize(desk.path(), asking(), Value::Null);
    assert_eq!(result["capabilities"]["diagnosticProvider"]["interFileDependencies"], true);
    client.did_open(&desk.file("note.md"), NOTE);

    // Asked before the documents are read, it is answered when they are.
    let first = pull(&mut client, &desk, "note.md", None);
    assert_eq!((&first["kind"], &first["items"][0]["code"]), (&json!("full"), &json!("contradicted-figure")));
    let again = pull(&mut client, &desk, "note.md", Some(id(&first)));
    assert_eq!((&again["kind"], id(&again)), (&json!("unchanged"), id(&first)));
    assert_eq!(pull(&mut client, &desk, "note.md", Some("other"))["items"], first["items"]);

    client.did_change(&desk.file("note.md"), 2, json!([{"text": NOTE.replace("17", "14")}]));
    let right = pull(&mut client, &desk, "note.md", Some(id(&first)));
    assert_eq!((&right["kind"], &right["items"]), (&json!("full"), &json!([])));
    client.did_change(&desk.file("note.md"), 3, json!([{"text": NOTE}]));
    let back = pull(&mut client, &desk, "note.md", Some(id(&first)));
    assert_eq!(back["kind"], "unchanged", "it says what it said before");

    let closed = pull(&mut client, &desk, "never-opened.md", None);
    assert_eq!((&closed["kind"], &closed["items"]), (&json!("full"), &json!([])));
}

#[test]
fn a_quoted_document_that_changes_makes_another_report() {
    let desk = Desk::new();
    desk.write("sources/elsewhere.md", "---\ndate: 2020-01-01\n---\n\nNothing happened in Selm.\n");
    let mut client = Client::open(desk.path(), asking());
    client.did_open(&desk.file("note.md"), NOTE);
    let first = pull(&mut client, &desk, "note.md", None);

    let quoted = "sources/northern-wire-2021-03-06.md";
    let text = std::fs::read_to_string(desk.file(quoted)).expect("it is there");
    // The same sentence in the same place: what the note is told stays the same.
    desk.write(quoted, text + "\nNothing else happened.\n");
    refreshed(&mut client, "workspace/diagnostic/refresh");
    let mut second = pull(&mut client, &desk, "note.md", Some(id(&first)));
    while second["kind"] == "unchanged" {
        refreshed(&mut client, "workspace/diagnostic/refresh");
        second = pull(&mut client, &desk, "note.md", Some(id(&first)));
    }
    assert_eq!(second["items"], first["items"]);

    desk.write("sources/elsewhere.md", "---\ndate: 2020-01-01\n---\n\nNothing at all happened in Selm.\n");
    refreshed(&mut client, "workspace/diagnostic/refresh");
    let third = pull(&mut client, &desk, "note.md", Some(id(&second)));
    assert_eq!(third["kind"], "unchanged", "it quotes no other document");
}

#[test]
fn settings_and_cards_come_with_the_note() {
    let desk = Desk::new();
    desk.write("deskcheck.toml", "corpus = [\"sources\"]\ncorpsu = 1\n");
    let settings = uri(&desk.file("deskcheck.toml"));
    let mut client = Client::open(desk.path(), asking());
    client.did_open(&desk.file("note.md"), NOTE);
    let report = pull(&mut client, &desk, "note.md", None);
    let found = &report["relatedDocuments"][&settings];
    assert_eq!(found["items"][0]["message"], "there is no key `corpsu`: did you mean `corpus`?", "{report:#}");
    assert_eq!(pull(&mut client, &desk, "deskcheck.toml", None)["items"], found["items"]);

    desk.write("deskcheck.toml", "corpus = [\"sources\"]\n");
    let mut mended = report;
    while mended["relatedDocuments"][&settings]["items"] != json!([]) {
        refreshed(&mut client, "workspace/diagnostic/refresh");
        mended = pull(&mut client, &desk, "note.md", None);
    }
}

/// A client that asks for notes but takes nothing with them would never learn what is wrong with the settings.
#[test]
fn settings_are_pushed_where_they_cannot_come_with_the_note() {
    let desk = Desk::new();
    desk.write("deskcheck.toml", "corpus = [\"sources\"]\ncorpsu = 1\n");
    let mut client = Client::open(desk.path(), json!({"textDocument": {"diagnostic": {}}}));
    client.did_open(&desk.file("note.md"), NOTE);
    assert!(pull(&mut client, &desk, "note.md", None).get("relatedDocuments").is_none());
    let settings = uri(&desk.file("deskcheck.toml"));
    client.until("what is wrong with the settings", |message| message["params"]["uri"] == settings);
}

#[test]
fn answers_that_documents_have_a_part_in_are_asked_for_again() {
    let desk = Desk::new();
    let refreshing = json!({"refreshSupport": true});
    let capabilities = json!({
        "workspace": {"inlayHint": refreshing, "codeLens": refreshing, "semanticTokens": refreshing},
    });
    let mut client = Client::open(desk.path(), capabilities);
    client.did_open(&desk.file("note.md"), NOTE);
    client.diagnostics(&desk.file("note.md"), 1);
    for round in 0..2 {
        for what in ["inlayHint", "codeLens", "semanticTokens"] {
            refreshed(&mut client, &format!("workspace/{what}/refresh"));
        }
        if round == 0 {
            desk.write("sources/more.md", "---\ndate: 2021-03-09\n---\n\nOn 4 March 2021 nobody else was arrested.\n");
        }
    }
    assert!(client.kept_method("workspace/diagnostic/refresh").is_none());
}
