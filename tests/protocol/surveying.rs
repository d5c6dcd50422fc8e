//! Diagnostics of all notes of the workspace, for clients that ask: open and closed ones, settings, cards.

use std::collections::BTreeMap;
use std::fs;

use serde_json::{Value, json};

use super::client::{Client, uri};
use super::desk::{Desk, NOTE};
use super::pulling::asking;

/// Reports by file.
type Reports = BTreeMap<String, Value>;

/// Asks for everything; what the client has is known by `previous`.
fn ask(client: &mut Client, previous: &Reports, tokens: &Value) -> i64 {
    let known = previous.iter().filter(|(_, report)| report.get("resultId").is_some());
    let known: Vec<_> = known.map(|(uri, report)| json!({"uri": uri, "value": report["resultId"]})).collect();
    let mut params = tokens.clone();
    params["previousResultIds"] = json!(known);
    client.ask("workspace/diagnostic", params)
}

fn reports(items: &Value) -> Reports {
    let items = items.as_array().expect("a list of reports");
    items.iter().map(|item| (item["uri"].as_str().expect("a URI").to_owned(), item.clone())).collect()
}

fn everything(client: &mut Client, previous: &Reports) -> Reports {
    let id = ask(client, previous, &json!({}));
    let answer = client.answer_to(id);
    assert!(answer.get("error").is_none(), "{answer}");
    reports(&answer["result"]["items"])
}

/// Three notes: one open, one closed beside it, one closed further below with settings of its own.
fn desk() -> Desk {
    let desk = Desk::new();
    desk.write("deskcheck.toml", "corpus = [\"sources\"]\n");
    desk.write("notes/deep/closed.md", NOTE);
    desk.write("right.md", NOTE.replace("17", "14"));
    desk.write("other/deskcheck.toml", "corpus = []\n");
    desk.write("other/elsewhere.md", NOTE);
    desk
}

#[test]
fn every_note_is_told_of() {
    let desk = desk();
    let mut client = Client::start(desk.path());
    let result = client.initialize(desk.path(), asking(), Value::Null);
    assert_eq!(result["capabilities"]["diagnosticProvider"]["workspaceDiagnostics"], true);
    client.did_open(&desk.file("note.md"), NOTE);
    let told = everything(&mut client, &Reports::new());
    let names: Vec<_> = ["note.md", "notes/deep/closed.md", "right.md"].map(|name| uri(&desk.file(name))).into();
    assert_eq!(told.keys().cloned().collect::<Vec<_>>(), names, "documents and notes of other workspaces are none");
    assert_eq!((&told[&names[0]]["version"], &told[&names[1]]["version"]), (&json!(1), &Value::Null));
    for name in &names[..2] {
        assert_eq!(told[name]["items"][0]["code"], "contradicted-figure", "{name}");
    }
    assert_eq!((&told[&names[2]]["kind"], &told[&names[2]]["items"]), (&json!("full"), &json!([])));
}

#[test]
fn a_request_is_held_until_there_is_news() {
    let desk = desk();
    let closed = uri(&desk.file("notes/deep/closed.md"));
    let mut client = Client::open(desk.path(), asking());
    let mut known = everything(&mut client, &Reports::new());

    // A closed note changes.
    let held = ask(&mut client, &known, &json!({}));
    assert!(client.at("textDocument/hover", &desk.file("note.md"), 0, 0).is_null(), "nobody waits for it");
    desk.write("notes/deep/closed.md", NOTE.replace("17", "14"));
    let told = reports(&client.answer_to(held)["result"]["items"]);
    assert_eq!(told[&closed]["items"], json!([]));
    assert!(told.iter().all(|(name, report)| (report["kind"] == "unchanged") == (*name != closed)), "{told:#?}");
    known.insert(closed.clone(), told[&closed].clone());

    // A note is opened as it is on disk, then changed in the editor alone.
    let held = ask(&mut client, &known, &json!({}));
    client.did_open(&desk.file("right.md"), &NOTE.replace("17", "14"));
    client.did_change(&desk.file("right.md"), 2, json!([{"text": NOTE}]));
    let told = reports(&client.answer_to(held)["result"]["items"]);
    let right = uri(&desk.file("right.md"));
    assert_eq!((&told[&right]["version"], &told[&right]["kind"]), (&json!(2), &json!("full")));
    known.insert(right.clone(), told[&right].clone());

    // It is closed without being saved: what lies on disk holds.
    let held = ask(&mut client, &known, &json!({}));
    client.notify("textDocument/didClose", json!({"textDocument": {"uri": right}}));
    let told = reports(&client.answer_to(held)["result"]["items"]);
    assert_eq!(told[&right]["items"], json!([]));
    known.insert(right, told[&uri(&desk.file("right.md"))].clone());

    // A note comes, another goes.
    let held = ask(&mut client, &known, &json!({}));
    desk.write("notes/deep/new.md", NOTE);
    let told = reports(&client.answer_to(held)["result"]["items"]);
    let new = uri(&desk.file("notes/deep/new.md"));
    assert_eq!(told[&new]["kind"], "full");
    known.insert(new, told[&uri(&desk.file("notes/deep/new.md"))].clone());
    let held = ask(&mut client, &known, &json!({}));
    fs::remove_file(desk.file("notes/deep/closed.md")).expect("files can be removed");
    let told = reports(&client.answer_to(held)["result"]["items"]);
    assert_eq!((&told[&closed]["kind"], &told[&closed]["items"]), (&json!("full"), &json!([])));
    known.insert(closed.clone(), told[&closed].clone());

    // The documents change, and the settings.
    let held = ask(&mut client, &known, &json!({}));
    for name in ["sources/harbour-post-2021-03-05.md", "sources/northern-wire-2021-03-06.md"] {
        let text = fs::read_to_string(desk.file(name)).expect("it is there");
        desk.write(name, text.replace("14 members", "19 members"));
    }
    let told = reports(&client.answer_to(held)["result"]["items"]);
    assert!(told.values().any(|report| report["items"][0]["message"].to_string().contains("19")), "{told:#?}");
    known.extend(told.into_iter().filter(|(_, report)| report["kind"] == "full"));
    let mut told = Reports::new();
    let settings = uri(&desk.file("deskcheck.toml"));
    desk.write("deskcheck.toml", "corpus = [\"sources\"]\ncorpsu = 1\n");
    while !told.contains_key(&settings) {
        told = everything(&mut client, &known);
        known.extend(told.clone().into_iter().filter(|(_, report)| report["kind"] == "full"));
    }
    assert_eq!(told[&settings]["items"][0]["message"], "there is no key `corpsu`: did you mean `corpus`?");
}

#[test]
fn it_is_told_in_parts_and_shows_its_progress() {
    let desk = desk();
    for number in 0..80 {
        desk.write(&format!("notes/{number}.md"), NOTE.replace("17", &number.to_string()));
    }
    let mut client = Client::open(desk.path(), asking());
    let tokens = json!({"partialResultToken": "parts", "workDoneToken": "work"});
    let id = ask(&mut client, &Reports::new(), &tokens);
    let mut told = Reports::new();
    let mut parts = 0;
    while told.len() < 83 {
        let part = client.until("a part", |message| message["params"]["token"] == "parts");
        let items = reports(&part["params"]["value"]["items"]);
        assert!(items.keys().all(|name| !told.contains_key(name)), "told once");
        told.extend(items);
        parts += 1;
    }
    assert!(parts > 1, "it does not wait for the last note");
    assert_eq!(client.answer_to(id)["result"]["items"], json!([]), "everything was told in parts");
    let kind = |message: &Value| message["params"]["value"]["kind"].clone();
    for step in ["begin", "report", "end"] {
        client.until(step, |message| message["params"]["token"] == "work" && kind(message) == step);
    }
    // Nothing is new: the next one is held until it is taken back.
    let held = ask(&mut client, &told, &tokens);
    client.notify("$/cancelRequest", json!({"id": held}));
    assert_eq!(client.answer_to(held)["error"]["code"], -32800);
}

#[test]
fn held_requests_end_with_the_session() {
    let desk = desk();
    let mut client = Client::open(desk.path(), asking());
    let known = everything(&mut client, &Reports::new());
    let held = ask(&mut client, &known, &json!({}));
    let ended = client.ask("shutdown", Value::Null);
    let error = client.answer_to(held)["error"].clone();
    assert_eq!((&error["code"], &error["data"]["retriggerRequest"]), (&json!(-32802), &json!(false)));
    client.answer_to(ended);
    client.notify("exit", Value::Null);
    assert_eq!(client.wait().code(), Some(0));

    // A client that leaves without a word holds up nobody either.
    let mut client = Client::open(desk.path(), asking());
    let known = everything(&mut client, &Reports::new());
    ask(&mut client, &known, &json!({}));
    client.hang_up();
    assert_eq!(client.wait().code(), Some(1));
}
