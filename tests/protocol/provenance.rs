//! Where claims come from and what leans on documents, and everything by a few letters of its name.

use serde_json::{Value, json};

use super::client::{Client, uri};
use super::desk::{Desk, NOTE};

/// The columns of the figure and of the citation in the note.
const FIGURE: (u32, u32) = (5, 42);
const CITATION: (u32, u32) = (5, 90);

fn full() -> Value {
    json!({
        "textDocument": {"publishDiagnostics": {"versionSupport": true}, "callHierarchy": {}},
        "workspace": {"symbol": {"resolveSupport": {"properties": ["location.range"]}}},
    })
}

fn names(items: &Value, of: &str) -> Vec<String> {
    let items = items.as_array().expect("items").iter();
    let told = items.map(|call| {
        let item = &call[of];
        format!("{} ({})", item["name"].as_str().unwrap_or_default(), item["detail"].as_str().unwrap_or_default())
    });
    told.collect()
}

#[test]
fn a_claim_leads_to_its_documents_and_back() {
    let desk = Desk::new();
    let note = desk.file("note.md");
    desk.write("other.md", "The Coast Guard arrested 14 members of the Grey Wolves in Port Ammer on 4 March 2021.\n");
    desk.write("unrelated.md", "Nothing to see in 3 places.\n");
    let mut client = Client::start(desk.path());
    let result = client.initialize(desk.path(), full(), Value::Null);
    assert_eq!(result["capabilities"]["callHierarchyProvider"], true);
    client.did_open(&note, NOTE);
    client.diagnostics(&note, 1);

    let items = client.at("textDocument/prepareCallHierarchy", &note, FIGURE.0, FIGURE.1);
    assert_eq!((&items[0]["name"], &items[0]["detail"]), (&json!("17 members"), &json!("contradicted")), "{items:#}");
    let figure = json!({"start": {"line": 5, "character": 41}, "end": {"line": 5, "character": 51}});
    assert_eq!(items[0]["selectionRange"], figure);
    let calls = client.request("callHierarchy/outgoingCalls", json!({"item": items[0]}))["result"].clone();
    assert_eq!(
        names(&calls, "to"),
        [
            "harbour-post-2021-03-05 (differs · Harbour Post · 2021-03-05)",
            "northern-wire-2021-03-06 (reprints · 2021-03-06)",
        ],
        "{calls:#}"
    );
    assert_eq!(calls[0]["fromRanges"], json!([figure]));
    let passage = json!({"start": {"line": 6, "character": 41}, "end": {"line": 6, "character": 51}});
    assert_eq!(calls[0]["to"]["selectionRange"], passage);
    let none = client.request("callHierarchy/incomingCalls", json!({"item": items[0]}));
    assert_eq!(none["result"], Value::Null, "nothing leans on a claim");

    for item in [
        calls[0]["to"].clone(),
        client.at("textDocument/prepareCallHierarchy", &note, CITATION.0, CITATION.1)[0].clone(),
    ] {
        let calls = client.request("callHierarchy/incomingCalls", json!({ "item": item }))["result"].clone();
        assert_eq!(
            names(&calls, "from"),
            [
                "4 March 2021 (supported · agrees)",
                "17 members (contradicted · differs)",
                "14 members (supported · agrees)",
                "4 March 2021 (supported · agrees)",
            ]
        );
        let uris: Vec<_> = calls.as_array().expect("calls").iter().map(|call| call["from"]["uri"].clone()).collect();
        assert_eq!((&uris[0], &uris[2]), (&json!(uri(&note)), &json!(uri(&desk.file("other.md")))));
        let closed = calls[2]["from"].clone();
        let back = client.request("callHierarchy/outgoingCalls", json!({ "item": closed }))["result"].clone();
        assert_eq!(names(&back, "to")[0], "harbour-post-2021-03-05 (agrees · Harbour Post · 2021-03-05)");
    }
    let reprint = client.request("callHierarchy/outgoingCalls", json!({"item": calls[1]["to"]}))["result"].clone();
    assert_eq!(names(&reprint, "to"), ["harbour-post-2021-03-05 (printed first · Harbour Post · 2021-03-05)"]);
    assert_eq!(client.at("textDocument/prepareCallHierarchy", &note, 1, 1), Value::Null);

    let source = desk.file("sources/northern-wire-2021-03-06.md");
    client.did_open(&source, &std::fs::read_to_string(&source).expect("it is there"));
    let items = client.at("textDocument/prepareCallHierarchy", &source, 0, 0);
    assert_eq!(
        items[0]["name"], "northern-wire-2021-03-06",
        "a document leads to what leans on it from anywhere in it"
    );
}

/// What `query` finds, each with what it is.
fn symbols(client: &mut Client, query: &str) -> Vec<(String, String)> {
    let answer = client.request("workspace/symbol", json!({ "query": query }));
    let found = answer["result"].as_array().unwrap_or_else(|| panic!("symbols in {answer}")).clone();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    found.iter().map(|symbol| (text(&symbol["name"]), text(&symbol["containerName"]))).collect()
}

#[test]
fn everything_is_found_by_a_few_letters_of_its_name() {
    let desk = Desk::new();
    let mut client = Client::start(desk.path());
    let result = client.initialize(desk.path(), full(), Value::Null);
    assert_eq!(result["capabilities"]["workspaceSymbolProvider"]["resolveProvider"], true);
    let note = desk.file("note.md");
    client.did_open(&note, NOTE);
    client.diagnostics(&note, 1);
    let first = |found: Vec<(String, String)>| found.into_iter().next().expect("something is found");
    assert_eq!(first(symbols(&mut client, "grwol")), ("Grey Wolves".to_owned(), "group".to_owned()));
    assert_eq!(first(symbols(&mut client, "northern")).0, "northern-wire-2021-03-06");
    let (_, about) = first(symbols(&mut client, "Raid in Port Ammer"));
    assert_eq!(about, "harbour-post-2021-03-05 · document of 2021-03-05");
    assert!(symbols(&mut client, "xqz").is_empty());
    assert_eq!(first(symbols(&mut client, "")).0, "Coast Guard", "what is named most comes first");

    let answer = client.request("workspace/symbol", json!({"query": "grey wolves"}));
    let symbol = answer["result"][0].clone();
    let post = uri(&desk.file("sources/harbour-post-2021-03-05.md"));
    assert_eq!(symbol["location"], json!({ "uri": post }), "its range comes later: {symbol}");
    let resolved = client.request("workspaceSymbol/resolve", symbol)["result"].clone();
    assert_eq!(resolved["location"]["range"]["start"], json!({"line": 6, "character": 59}), "{resolved}");

    let asked = json!({"query": "", "partialResultToken": "parts"});
    let last = client.request("workspace/symbol", asked);
    assert_eq!(last["result"], json!([]), "everything came in parts");
    let part =
        client.until("a part", |message| message["method"] == "$/progress" && message["params"]["token"] == "parts");
    assert!(part["params"]["value"].as_array().is_some_and(|found| found.len() > 3), "{part}");
}

#[test]
fn a_small_client_gets_places_at_once() {
    let desk = Desk::new();
    let mut client = Client::open(desk.path(), json!({}));
    client.did_open(&desk.file("note.md"), NOTE);
    client.diagnostics(&desk.file("note.md"), 1);
    let answer = client.request("workspace/symbol", json!({"query": "grey"}));
    assert!(answer["result"][0]["location"]["range"].is_object(), "{answer}");
}

#[test]
fn without_documents_nothing_is_found() {
    let desk = Desk::empty();
    let note = desk.write("note.md", NOTE);
    let mut client = Client::open(desk.path(), full());
    client.welcome("window/showMessage");
    client.did_open(&note, NOTE);
    assert!(symbols(&mut client, "").is_empty());
    assert_eq!(client.at("textDocument/prepareCallHierarchy", &note, FIGURE.0, FIGURE.1), Value::Null);
}
