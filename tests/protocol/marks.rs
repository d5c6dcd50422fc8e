//! What an editor shows in a note unasked: hints, lenses, symbols, folds, links, semantic tokens.

use std::path::PathBuf;

use serde_json::{Value, json};

use super::client::{Client, uri};
use super::desk::Desk;

const POST: &str = "\
---
title: Raid in Port Ammer
date: 2021-03-05
publisher: Harbour Post
---

On 4 March 2021 the Coast Guard arrested 14 members of the Grey Wolves in Port Ammer. The harbour was closed.
";

const WIRE: &str = "\
---
date: 2021-03-06
---

In Port Ammer 14 members of the Grey Wolves were arrested on 4 March 2021, a Coast Guard spokesman said.
";

/// A reprint of the first: no source of its own.
const ECHO: &str = "\
---
date: 2021-03-07
---

On 4 March 2021 the Coast Guard arrested 14 members of the Grey Wolves in Port Ammer. The harbour was closed.
";

const NOTE: &str = "\
---
title: Port Ammer
date: 2021-04-01
---

# Ärger 😀 in Port Ammer

On 4 March 2021 the Coast Guard arrested 14 members of the Grey Wolves in Port Ammer [@harbour-post-2021-03-05].

## Doubtful

On 4 March 2021 the Coast Guard arrested 17 members of
the Grey Wolves in Port Ammer [@nobody]. See [the post](sources/harbour-post-2021-03-05.md#page=4), [[Grey Wolves]]
and [a map](https://example.org/map).

<!-- a comment
of two lines -->
";

/// A note that is open in a server.
struct Session {
    desk: Desk,
    note: PathBuf,
    client: Client,
    capabilities: Value,
}

impl Session {
    fn open(capabilities: Value) -> Self {
        let desk = Desk::empty();
        desk.write("sources/harbour-post-2021-03-05.md", POST);
        desk.write("sources/northern-wire-2021-03-06.md", WIRE);
        desk.write("sources/southern-echo-2021-03-07.md", ECHO);
        Self::at(desk, NOTE, capabilities)
    }

    fn at(desk: Desk, text: &str, capabilities: Value) -> Self {
        let note = desk.write("note.md", text);
        let mut client = Client::start(desk.path());
        let result = client.initialize(desk.path(), capabilities, Value::Null);
        client.did_open(&note, text);
        client.diagnostics(&note, 1);
        Self { desk, note, client, capabilities: result["capabilities"].clone() }
    }

    fn ask(&mut self, method: &str, mut params: Value) -> Value {
        params["textDocument"] = json!({"uri": uri(&self.note)});
        let answer = self.client.request(method, params);
        assert!(answer.get("error").is_none(), "{answer:#}");
        answer["result"].clone()
    }

    fn resolve(&mut self, method: &str, item: &Value) -> Value {
        let answer = self.client.request(method, item.clone());
        assert!(answer.get("error").is_none(), "{answer:#}");
        answer["result"].clone()
    }
}

fn everything() -> Value {
    json!({"start": {"line": 0, "character": 0}, "end": {"line": 99, "character": 0}})
}

#[test]
fn a_verified_figure_is_marked_with_the_number_of_its_sources() {
    let mut session = Session::open(json!({}));
    let hints = session.ask("textDocument/inlayHint", json!({"range": everything()}));
    let marked: Vec<_> = hints.as_array().expect("hints").iter().map(|hint| hint["position"].clone()).collect();
    assert!(marked.contains(&json!({"line": 7, "character": 51})), "{hints:#}");
    assert!(marked.iter().all(|position| position["line"] != 11 || position["character"] != 51), "{hints:#}");
    let hint = &hints[marked.iter().position(|at| at["character"] == 51).expect("it is there")];
    assert_eq!((&hint["label"][0]["value"], &hint["paddingLeft"]), (&json!("✓2"), &json!(true)));
    assert_eq!(hint["label"][0]["location"]["uri"], uri(&session.desk.file("sources/harbour-post-2021-03-05.md")));
    let tooltip = hint["tooltip"].as_str().expect("a tooltip");
    let lines: Vec<_> = tooltip.lines().collect();
    assert_eq!(lines.len(), 3, "{tooltip}");
    assert_eq!(lines[0], "2 sources agree");
    assert_eq!(lines[1], "14 members: harbour-post-2021-03-05, 2021-03-05 (also printed in southern-echo-2021-03-07)");
    let outside = json!({"start": {"line": 0, "character": 0}, "end": {"line": 6, "character": 0}});
    assert_eq!(session.ask("textDocument/inlayHint", json!({"range": outside})), json!([]));
}

#[test]
fn a_hint_is_completed_when_it_is_needed() {
    let lazy =
        json!({"textDocument": {"inlayHint": {"resolveSupport": {"properties": ["tooltip", "label.location"]}}}});
    let mut session = Session::open(lazy);
    let hints = session.ask("textDocument/inlayHint", json!({"range": everything()}));
    let hint = &hints[0];
    assert!(hint.get("tooltip").is_none() && hint["label"][0].get("location").is_none(), "{hint:#}");
    let whole = session.resolve("inlayHint/resolve", hint);
    assert!(whole["tooltip"].as_str().is_some_and(|text| text.contains("agree")), "{whole:#}");
    assert!(whole["label"][0]["location"]["uri"].is_string(), "{whole:#}");
}

#[test]
fn a_heading_tells_how_its_figures_came_off() {
    let mut session = Session::open(json!({"window": {"showDocument": {"support": true}}}));
    let lenses = session.ask("textDocument/codeLens", json!({}));
    let told: Vec<_> = lenses
        .as_array()
        .expect("lenses")
        .iter()
        .map(|lens| (lens["range"]["start"]["line"].clone(), lens["command"]["title"].clone()))
        .collect();
    assert_eq!(
        told,
        [(json!(5), json!("3 verified, 1 contradicted")), (json!(9), json!("1 verified, 1 contradicted")),],
        "{lenses:#}"
    );
    assert_eq!(session.capabilities["executeCommandProvider"]["commands"][0], lenses[0]["command"]["command"]);
    let mut bare = lenses[0].clone();
    bare.as_object_mut().expect("a lens").remove("command");
    assert_eq!(session.resolve("codeLens/resolve", &bare)["command"], lenses[0]["command"]);

    let command = &lenses[0]["command"];
    let call = json!({"command": command["command"], "arguments": command["arguments"]});
    session.client.request("workspace/executeCommand", call);
    let shown = session.client.until("a text to show", |message| message["method"] == "window/showDocument");
    assert_eq!(shown["params"]["uri"], uri(&session.note));
    assert_eq!(shown["params"]["selection"]["start"], json!({"line": 11, "character": 41}), "{shown:#}");
    let wrong = session.client.request("workspace/executeCommand", json!({"command": "no.such", "arguments": []}));
    assert_eq!(wrong["error"]["code"], -32602);
}

#[test]
fn a_client_that_shows_no_texts_gets_lenses_without_a_command() {
    let mut session = Session::open(json!({}));
    let lenses = session.ask("textDocument/codeLens", json!({}));
    assert_eq!(lenses[0]["command"]["command"], "", "{lenses:#}");
    assert!(session.capabilities.get("executeCommandProvider").is_none(), "{}", session.capabilities);
}

#[test]
fn hints_and_lenses_are_switched_off_by_the_settings() {
    let desk = Desk::empty();
    desk.write("sources/harbour-post-2021-03-05.md", POST);
    desk.write("deskcheck.toml", "corpus = [\"sources\"]\n[editor]\ninlay-hints = false\ncode-lens = false\n");
    let mut session = Session::at(desk, NOTE, json!({}));
    assert_eq!(session.ask("textDocument/inlayHint", json!({"range": everything()})), json!([]));
    assert_eq!(session.ask("textDocument/codeLens", json!({})), json!([]));

    let settings = session.desk.write("deskcheck.toml", "corpus = [\"sources\"]\n");
    let changes = json!([{"uri": uri(&settings), "type": 2}]);
    session.client.notify("workspace/didChangeWatchedFiles", json!({ "changes": changes }));
    session.client.diagnostics(&session.note, 1);
    assert_ne!(session.ask("textDocument/codeLens", json!({})), json!([]), "the change takes effect at once");
}

#[test]
fn symbols_are_headings_with_their_claims() {
    let nested = json!({"textDocument": {"documentSymbol": {"hierarchicalDocumentSymbolSupport": true}}});
    let mut session = Session::open(nested);
    let symbols = session.ask("textDocument/documentSymbol", json!({}));
    let top = &symbols[0];
    assert_eq!(
        (&top["name"], &top["detail"]),
        (&json!("Ärger 😀 in Port Ammer"), &json!("3 verified, 1 contradicted"))
    );
    assert_eq!(top["selectionRange"]["end"], json!({"line": 5, "character": 24}));
    let children: Vec<_> = top["children"].as_array().expect("children").iter().map(|child| &child["name"]).collect();
    assert_eq!(children, ["4 March 2021", "14 members", "Doubtful"], "{symbols:#}");
    let claims = top["children"][2]["children"].as_array().expect("claims");
    assert_eq!((&claims[1]["name"], &claims[1]["detail"]), (&json!("17 members"), &json!("contradicted: 17")));

    let mut flat = Session::open(json!({}));
    let symbols = flat.ask("textDocument/documentSymbol", json!({}));
    let last = symbols.as_array().and_then(|symbols| symbols.last()).expect("symbols");
    assert_eq!((&last["name"], &last["containerName"]), (&json!("17 members"), &json!("Doubtful")));
    assert_eq!(last["location"]["uri"], uri(&flat.note));
}

#[test]
fn sections_front_matter_and_comments_are_folded() {
    let mut session = Session::open(json!({}));
    let folds = session.ask("textDocument/foldingRange", json!({}));
    let comment = json!({"startLine": 15, "endLine": 16, "kind": "comment"});
    let expected = json!([
        {"startLine": 0, "endLine": 3},
        {"startLine": 5, "endLine": 16},
        {"startLine": 9, "endLine": 16},
        comment,
    ]);
    assert_eq!(folds, expected);
    let few = json!({"textDocument": {"foldingRange": {"rangeLimit": 2, "lineFoldingOnly": true}}});
    let folds = Session::open(few).ask("textDocument/foldingRange", json!({}));
    assert_eq!(folds, json!([{"startLine": 5, "endLine": 16}, {"startLine": 9, "endLine": 16}]));
}

#[test]
fn links_lead_to_documents() {
    let mut session = Session::open(json!({"textDocument": {"documentLink": {"tooltipSupport": true}}}));
    let links = session.ask("textDocument/documentLink", json!({}));
    let post = uri(&session.desk.file("sources/harbour-post-2021-03-05.md"));
    let links = links.as_array().expect("links");
    assert_eq!(links.len(), 3, "an unknown key and a page of the web are not ours: {links:#?}");
    assert_eq!((&links[0]["target"], &links[0]["range"]["start"]["line"]), (&json!(post), &json!(7)));
    assert_eq!(links[0]["tooltip"], "Raid in Port Ammer, Harbour Post, 2021-03-05");
    assert_eq!(links[1]["target"], format!("{post}#page=4"));
    assert!(links[2].get("target").is_none(), "it is looked up when it is needed");
    let whole = session.resolve("documentLink/resolve", &links[2]);
    assert!(whole["target"].as_str().is_some_and(|target| target.starts_with(&format!("{post}#L7,"))), "{whole:#}");
}

/// Tokens as line, column, length, type, modifiers.
fn absolute(data: &Value) -> Vec<[u64; 5]> {
    let numbers: Vec<u64> = data.as_array().expect("data").iter().filter_map(Value::as_u64).collect();
    let (mut line, mut column) = (0, 0);
    let mut tokens = Vec::new();
    for token in numbers.chunks_exact(5) {
        column = if token[0] == 0 { column + token[1] } else { token[1] };
        line += token[0];
        tokens.push([line, column, token[2], token[3], token[4]]);
    }
    tokens
}

#[test]
fn words_with_a_meaning_are_told_with_their_verdict() {
    let mut session = Session::open(json!({}));
    let provider = session.capabilities["semanticTokensProvider"].clone();
    let index = |list: &str, name: &str| {
        let names = provider["legend"][list].as_array().expect("a legend");
        names.iter().position(|known| known == name).unwrap_or_else(|| panic!("no {name}")) as u64
    };
    let (number, key, group) =
        (index("tokenTypes", "number"), index("tokenTypes", "decorator"), index("tokenTypes", "class"));
    let modifier = |name: &str| 1 << index("tokenModifiers", name);
    let full = session.ask("textDocument/semanticTokens/full", json!({}));
    let tokens = absolute(&full["data"]);
    let has = |line: u64, column: u64, length: u64, sort: u64, modifiers: u64| {
        assert!(tokens.contains(&[line, column, length, sort, modifiers]), "{line}:{column} in {tokens:?}");
    };
    has(7, 41, 2, number, modifier("verified"));
    has(11, 41, 2, number, modifier("contradicted"));
    has(7, 59, 11, group, 0);
    has(7, 86, 24, key, 0);
    has(12, 31, 7, key, modifier("unknown"));
    let range = json!({"start": {"line": 11, "character": 0}, "end": {"line": 12, "character": 0}});
    let part = session.ask("textDocument/semanticTokens/range", json!({ "range": range }));
    let lines: Vec<_> = absolute(&part["data"]).iter().map(|token| token[0]).collect();
    assert!(!lines.is_empty() && lines.iter().all(|line| *line == 11), "{part:#}");
}

#[test]
fn what_changed_of_the_tokens_makes_the_new_of_the_old() {
    let mut session = Session::open(json!({}));
    let full = session.ask("textDocument/semanticTokens/full", json!({}));
    let mut data: Vec<Value> = full["data"].as_array().expect("data").clone();
    let mut id = full["resultId"].clone();
    let edits =
        [(11, 41, 43, "14"), (7, 0, 0, "The Grey Wolves left.\n\n"), (9, 41, 43, "two\nor three"), (0, 0, 0, "")];
    for (version, (line, from, to, new)) in (2..).zip(edits) {
        let range = json!({"start": {"line": line, "character": from}, "end": {"line": line, "character": to}});
        session.client.did_change(&session.note, version, json!([{"range": range, "text": new}]));
        let changed = session.ask("textDocument/semanticTokens/full/delta", json!({"previousResultId": id}));
        let edits = changed["edits"].as_array().unwrap_or_else(|| panic!("{changed:#}"));
        for edit in edits {
            let (start, gone) =
                (edit["start"].as_u64().expect("a start"), edit["deleteCount"].as_u64().expect("a count"));
            let new = edit.get("data").and_then(Value::as_array).cloned().unwrap_or_default();
            data.splice(start as usize..(start + gone) as usize, new);
        }
        id = changed["resultId"].clone();
    }
    let stale = session.ask("textDocument/semanticTokens/full/delta", json!({"previousResultId": "none"}));
    assert_eq!(stale["data"].as_array(), Some(&data), "an unknown result is answered with all");
    let mut afresh = Session::open(json!({"textDocument": {"semanticTokens": {
        "requests": {}, "tokenTypes": [], "tokenModifiers": [], "formats": [], "augmentsSyntaxTokens": false,
    }}}));
    assert!(afresh.capabilities.get("semanticTokensProvider").is_none(), "they would replace the editor's own colours");
    assert!(afresh.ask("textDocument/semanticTokens/full", json!({}))["data"].is_array());
}

#[test]
fn a_note_without_documents_has_what_it_shows_by_itself() {
    let desk = Desk::empty();
    let note = desk.write("note.md", NOTE);
    let mut client = Client::open(desk.path(), json!({}));
    client.welcome("window/showMessage");
    client.did_open(&note, NOTE);
    let mut ask = |method: &str| {
        let params = json!({"textDocument": {"uri": uri(&note)}, "range": everything()});
        let answer = client.request(method, params);
        assert!(answer.get("error").is_none(), "{answer:#}");
        answer["result"].clone()
    };
    assert_eq!(ask("textDocument/foldingRange").as_array().map(Vec::len), Some(4));
    assert_eq!(ask("textDocument/documentSymbol").as_array().map(Vec::len), Some(2));
    assert_eq!(absolute(&ask("textDocument/semanticTokens/full")["data"]).len(), 2, "its citations");
    for method in ["textDocument/inlayHint", "textDocument/codeLens", "textDocument/documentLink"] {
        assert_eq!(ask(method), Value::Null, "{method}");
    }
}

#[test]
fn a_closed_note_has_nothing_to_show() {
    let mut session = Session::open(json!({}));
    let hints = session.ask("textDocument/inlayHint", json!({"range": everything()}));
    session.client.notify("textDocument/didClose", json!({"textDocument": {"uri": uri(&session.note)}}));
    for method in ["inlayHint", "codeLens", "documentSymbol", "foldingRange", "documentLink", "semanticTokens/full"] {
        let found = session.ask(&format!("textDocument/{method}"), json!({"range": everything()}));
        assert_eq!(found, Value::Null, "{method}");
    }
    assert_eq!(session.resolve("inlayHint/resolve", &hints[0]), hints[0]);
}

#[test]
fn a_citation_key_is_completed_behind_an_at() {
    let desk = Desk::empty();
    desk.write("sources/harbour-post-2021-03-05.md", POST);
    desk.write("sources/northern-wire-2021-03-06.md", WIRE);
    let text = "On 4 March 2021 the Coast Guard arrested 14 members of the Grey Wolves in Port Ammer 😀 [@raid].\n";
    let mut session = Session::at(desk, text, json!({}));
    assert_eq!(session.capabilities["completionProvider"]["triggerCharacters"], json!(["@"]));
    let (line, start) = (0, u32::try_from(text.find("raid]").expect("it is there") - 2).expect("it is short"));
    let list = session.client.at("textDocument/completion", &session.note, line, start + 4);
    assert_eq!(list["items"].as_array().map(Vec::len), Some(1), "{list:#}");
    let item = &list["items"][0];
    assert_eq!(
        (&item["label"], &item["filterText"]),
        (&json!("harbour-post-2021-03-05"), &json!("raid in Port Ammer"))
    );
    let range = json!({"start": {"line": 0, "character": start}, "end": {"line": 0, "character": start + 4}});
    assert_eq!(item["textEdit"], json!({"range": range, "newText": "harbour-post-2021-03-05"}));
    assert_eq!(item["detail"], "Raid in Port Ammer, Harbour Post, 2021-03-05");
    let card = session.resolve("completionItem/resolve", item)["documentation"]["value"].clone();
    assert!(card.as_str().is_some_and(|card| card.contains("Harbour Post") && card.contains("2021-03-05")), "{card}");
    let empty = session.client.at("textDocument/completion", &session.note, line, start);
    let keys: Vec<_> = empty["items"].as_array().expect("items").iter().map(|item| item["label"].clone()).collect();
    assert_eq!(keys, ["harbour-post-2021-03-05", "northern-wire-2021-03-06"], "both tell the figure");
    assert_eq!(empty["isIncomplete"], true);
}
