//! What clients ask for their own views: claims, sources, actors, a timeline; and what they are told for a line of status.

use serde_json::{Value, json};

use super::client::{Client, uri};
use super::desk::{Desk, NOTE};

fn started(desk: &Desk, capabilities: Value) -> Client {
    let mut client = Client::start(desk.path());
    let result = client.initialize(desk.path(), capabilities, Value::Null);
    assert_eq!(result["capabilities"]["experimental"]["deskcheck"]["protocol"], 2);
    client.did_open(&desk.file("note.md"), NOTE);
    client
}

fn of_note(desk: &Desk) -> Value {
    json!({"textDocument": {"uri": uri(&desk.file("note.md"))}})
}

/// The answer to a request, once the documents are read.
fn answer(client: &mut Client, method: &str, params: Value) -> Value {
    let answer = client.request(method, params);
    assert!(answer.get("error").is_none(), "{answer}");
    answer["result"].clone()
}

fn keys(list: &Value, key: &str) -> Vec<String> {
    let items = list.as_array().expect("a list");
    items.iter().map(|item| item[key].as_str().unwrap_or_default().to_owned()).collect()
}

#[test]
fn the_claims_of_a_note_with_what_stands_behind_them() {
    let desk = Desk::new();
    let mut client = started(&desk, json!({}));
    client.diagnostics(&desk.file("note.md"), 1);

    let told = answer(&mut client, "deskcheck/claims", of_note(&desk));

    let claims = told["claims"].as_array().expect("a list");
    let figure = claims.iter().find(|claim| claim["verdict"] == "contradicted").unwrap_or_else(|| panic!("{told:#}"));
    assert_eq!(figure["words"], "17 members", "{figure:#}");
    assert!(figure["message"].as_str().is_some_and(|message| message.starts_with("17")), "{figure:#}");
    let passage = &figure["passages"][0];
    assert_eq!((&passage["document"], &passage["agrees"]), (&json!("harbour-post-2021-03-05"), &json!(false)));
    assert_eq!((&passage["words"], &passage["dated"]), (&json!("14 members"), &json!("2021-03-05")), "{passage:#}");
    assert!(passage["sentence"].as_str().is_some_and(|words| words.starts_with("On 4 March")), "{passage:#}");
    assert_eq!(passage["range"]["start"]["line"], 6, "{passage:#}");
    let day = claims.iter().find(|claim| claim["words"] == "4 March 2021").unwrap_or_else(|| panic!("{told:#}"));
    assert_eq!((&day["verdict"], &day["message"]), (&json!("supported"), &Value::Null));

    let closed = json!({"textDocument": {"uri": uri(&desk.file("never-opened.md"))}});
    assert_eq!(answer(&mut client, "deskcheck/claims", closed), Value::Null);

    let document = desk.file("sources/harbour-post-2021-03-05.md");
    client.did_open(&document, NOTE);
    let document = json!({"textDocument": {"uri": uri(&document)}});
    assert_eq!(answer(&mut client, "deskcheck/claims", document), Value::Null, "a document is no note");
}

#[test]
fn the_sources_of_a_note_and_what_could_not_be_read() {
    let desk = Desk::new();
    desk.write("sources/broken.md", [0u8, 159, 146, 150, 0, 0, 1, 2].as_slice());
    let mut client = started(&desk, json!({}));
    client.welcome("window/logMessage");
    client.diagnostics(&desk.file("note.md"), 1);

    let told = answer(&mut client, "deskcheck/sources", of_note(&desk));

    assert_eq!(keys(&told["sources"], "key"), ["harbour-post-2021-03-05", "northern-wire-2021-03-06"], "{told:#}");
    let (post, wire) = (&told["sources"][0], &told["sources"][1]);
    assert_eq!((&post["title"], &post["publisher"]), (&json!("Raid in Port Ammer"), &json!("Harbour Post")));
    assert_eq!((&post["dated"], &post["dateInferred"]), (&json!("2021-03-05"), &json!(false)));
    assert_eq!(post["cited"][0]["start"]["line"], 5, "{post:#}");
    assert_eq!(wire["cited"], json!([]), "{wire:#}");
    assert_eq!(told["problems"][0]["uri"], uri(&desk.file("sources/broken.md")), "{told:#}");

    let all = answer(&mut client, "deskcheck/sources", Value::Null);
    assert_eq!(keys(&all["sources"], "key"), keys(&told["sources"], "key"));
    assert_eq!(all["sources"][0]["cited"], json!([]), "they are cited by no note in particular");
}

#[test]
fn whom_a_note_names_and_what_is_told_of_them() {
    let desk = Desk::new();
    let mut client = started(&desk, json!({}));
    client.diagnostics(&desk.file("note.md"), 1);

    let told = answer(&mut client, "deskcheck/actors", of_note(&desk));
    assert_eq!(keys(&told["actors"], "name"), ["Coast Guard", "Grey Wolves", "Port Ammer"], "{told:#}");
    let wolves = &told["actors"][1];
    assert_eq!((&wolves["documents"], &wolves["ranges"][0]["start"]["line"]), (&json!(2), &json!(5)), "{wolves:#}");
    assert_eq!(wolves["introduction"]["words"], "Grey Wolves", "{wolves:#}");

    let mut at = of_note(&desk);
    at["position"] = wolves["ranges"][0]["start"].clone();
    let by_place = answer(&mut client, "deskcheck/timeline", at);
    let timeline = &by_place["timelines"][0];
    assert_eq!(timeline["actor"], "Grey Wolves", "{by_place:#}");
    let event = &timeline["events"][0];
    assert_eq!((&event["from"], &event["to"]), (&json!("2021-03-04"), &json!("2021-03-04")), "{by_place:#}");
    let told = (event["when"].as_str(), event["words"].as_str().map(|words| words.contains("2021")));
    assert_eq!(told, (Some("4 March 2021"), Some(false)), "the day is told once: {by_place:#}");
    assert_eq!(keys(&event["passages"], "document"), ["harbour-post-2021-03-05", "northern-wire-2021-03-06"]);

    let mut by_name = of_note(&desk);
    by_name["name"] = json!("the Grey Wolves");
    let again = answer(&mut client, "deskcheck/timeline", by_name.clone());
    assert_eq!(again, by_place);
    by_name["name"] = json!("Nobody");
    assert_eq!(answer(&mut client, "deskcheck/timeline", by_name), Value::Null);
}

#[test]
fn documents_are_read_again_when_that_is_asked_for() {
    let desk = Desk::new();
    let mut client = started(&desk, json!({}));
    client.diagnostics(&desk.file("note.md"), 1);

    let told = answer(&mut client, "deskcheck/reindex", Value::Null);

    assert_eq!((&told["documents"], &told["problems"]), (&json!(2), &json!([])));
    let again = answer(&mut client, "deskcheck/reindex", json!({}));
    assert_eq!(again, told, "parameters are passed over");
}

#[test]
fn every_note_is_checked_open_or_not() {
    let desk = Desk::new();
    desk.write("other.md", NOTE.replace("17", "14"));
    let mut client = started(&desk, json!({}));
    client.did_open(&desk.file("sources/harbour-post-2021-03-05.md"), NOTE);

    let told = answer(&mut client, "deskcheck/check", Value::Null);

    let notes = told["notes"].as_array().expect("a list");
    let of = |name: &str| {
        let note = notes.iter().find(|note| note["uri"] == uri(&desk.file(name)));
        note.unwrap_or_else(|| panic!("{name}: {told:#}"))
    };
    assert_eq!(notes.len(), 2, "documents are no notes: {told:#}");
    assert_eq!(of("note.md")["contradicted"], 1);
    assert_eq!(of("note.md")["diagnostics"][0]["code"], "contradicted-figure");
    assert_eq!((&of("other.md")["contradicted"], &of("other.md")["supported"]), (&json!(0), &json!(2)));
}

#[test]
fn a_client_that_wants_to_is_told_how_things_stand() {
    let desk = Desk::new();
    let mut client = started(&desk, json!({"experimental": {"deskcheck": {"status": true}}}));

    let read = client.until("deskcheck/read", |message| message["method"] == "deskcheck/read");
    assert_eq!(read["params"], json!({"documents": 2, "problems": 0}));
    let judged = client.until("deskcheck/judged", |message| message["method"] == "deskcheck/judged");
    assert_eq!(judged["params"]["uri"], json!(uri(&desk.file("note.md"))));
    assert_eq!((&judged["params"]["contradicted"], &judged["params"]["supported"]), (&json!(1), &json!(1)));

    client.did_open(&desk.file("sources/harbour-post-2021-03-05.md"), NOTE);
    client.did_change(&desk.file("note.md"), 2, json!([{"text": NOTE.replace("17", "14")}]));
    let right = client.until("deskcheck/judged", |message| message["method"] == "deskcheck/judged");
    assert_eq!(right["params"]["uri"], judged["params"]["uri"], "a document is no note");
    assert_eq!((&right["params"]["version"], &right["params"]["contradicted"]), (&json!(2), &json!(0)));
}
