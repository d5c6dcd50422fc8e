//! Clients that misbehave, and loads that no client should make: the server goes on.

use serde_json::json;

use super::client::Client;
use super::desk::{Desk, NOTE};
use super::{ACTOR, full};

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
