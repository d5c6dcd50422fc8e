//! What the server registers while the session runs, the editor's settings, and folders that come and go.

use std::process::Command;

use serde_json::{Value, json};

use super::client::{Client, uri};
use super::desk::{Desk, NOTE};
use super::{agrees, full, read};

/// A client that watches files and answers about its settings.
fn offering(relative: bool) -> Value {
    let mut capabilities = full();
    capabilities["workspace"] = json!({
        "didChangeWatchedFiles": {"dynamicRegistration": true, "relativePatternSupport": relative},
        "didChangeConfiguration": {"dynamicRegistration": true},
        "configuration": true,
    });
    capabilities
}

fn registered(client: &mut Client, method: &str) -> Value {
    let found = client.until(method, |message| {
        message["method"] == "client/registerCapability" && message["params"]["registrations"][0]["method"] == method
    });
    found["params"]["registrations"][0]["registerOptions"].clone()
}

fn first_severity(client: &mut Client, severity: &Value) {
    client.until("the finding", |message| message["params"]["diagnostics"][0]["severity"] == *severity);
}

#[test]
fn files_are_watched_by_a_client_that_offers_it() {
    for relative in [true, false] {
        let desk = Desk::new();
        desk.write("deskcheck.toml", "corpus = [\"sources\"]\n");
        let note = desk.file("note.md");
        let mut client = Client::open(desk.path(), offering(relative));
        let watchers = registered(&mut client, "workspace/didChangeWatchedFiles")["watchers"].to_string();
        let sources = if relative { uri(&desk.file("sources")) } else { "\"**/sources/**\"".to_owned() };
        assert!(watchers.contains(&sources) && watchers.contains("**/deskcheck.toml"), "{watchers}");
        read(&mut client);
        client.did_open(&note, NOTE);
        assert_eq!(client.diagnostics(&note, 1).len(), 1);
        let mut changes = Vec::new();
        for name in ["sources/harbour-post-2021-03-05.md", "sources/northern-wire-2021-03-06.md"] {
            let text = std::fs::read_to_string(desk.file(name)).expect("it is there");
            changes.push(json!({"uri": uri(&desk.write(name, text.replace("14 members", "17 members"))), "type": 2}));
        }
        client.notify("workspace/didChangeWatchedFiles", json!({ "changes": changes }));
        agrees(&mut client, &note);

        // Another folder of documents is another folder to watch.
        desk.write("reports/one.md", "On 4 March 2021 the Coast Guard arrested 14 members of the Grey Wolves.\n");
        desk.write("deskcheck.toml", "corpus = [\"reports\"]\n");
        let changes = json!([{"uri": uri(&desk.file("deskcheck.toml")), "type": 2}]);
        client.notify("workspace/didChangeWatchedFiles", json!({ "changes": changes }));
        let watchers = registered(&mut client, "workspace/didChangeWatchedFiles")["watchers"].to_string();
        assert!(watchers.contains("reports"), "{watchers}");
        client.until("the old ones to go", |message| message["method"] == "client/unregisterCapability");
        let mut kept = client.registered();
        kept.sort_unstable();
        assert_eq!(kept, ["workspace/didChangeConfiguration", "workspace/didChangeWatchedFiles"]);
    }
}

#[test]
fn settings_take_effect_when_they_change() {
    let desk = Desk::new();
    let note = desk.file("note.md");
    let mut client = Client::start(desk.path());
    client.configure(json!({"rules": {"contradicted-figure": "error"}}));
    client.initialize(desk.path(), offering(true), json!({"rules": {"contradicted-figure": "hint"}}));
    assert_eq!(registered(&mut client, "workspace/didChangeConfiguration"), json!({"section": "deskcheck"}));
    client.did_open(&note, NOTE);
    first_severity(&mut client, &json!(1));

    client.configure(json!({"rules": {"contradicted-figure": "information"}}));
    client.notify("workspace/didChangeConfiguration", json!({"settings": null}));
    first_severity(&mut client, &json!(3));

    // What makes no sense is told, and the rest holds.
    client.configure(json!({"rules": {"contradicted-figure": "error"}, "corpsu": ["x"]}));
    client.notify("workspace/didChangeConfiguration", json!({"settings": {}}));
    first_severity(&mut client, &json!(1));
    let told = client.until("a message", |message| message["method"] == "window/showMessage");
    assert!(told["params"]["message"].to_string().contains("did you mean `corpus`?"), "{told}");

    // No settings are those that the session began with.
    client.configure(Value::Null);
    client.notify("workspace/didChangeConfiguration", json!({"settings": {}}));
    first_severity(&mut client, &json!(4));
}

#[test]
fn settings_that_are_sent_are_taken_too() {
    let desk = Desk::new();
    std::fs::rename(desk.file("sources"), desk.file("reports")).expect("folders can be renamed");
    let note = desk.file("note.md");
    let mut client = Client::open(desk.path(), full());
    client.welcome("window/showMessage");
    client.did_open(&note, NOTE);
    assert_eq!(client.diagnostics(&note, 1), [] as [Value; 0], "there are no documents");
    client.notify("workspace/didChangeConfiguration", json!({"settings": {"deskcheck": {"corpus": ["reports"]}}}));
    first_severity(&mut client, &json!(2));
    client.notify("workspace/didChangeConfiguration", json!({"settings": {"other": {}}}));
    client.notify("workspace/didChangeConfiguration", json!({"settings": {"deskcheck": {}}}));
    agrees(&mut client, &note);
}

#[test]
fn folders_come_and_go() {
    let (desk, more) = (Desk::empty(), Desk::new());
    let mut client = Client::open(desk.path(), full());
    let folder = json!({"uri": uri(more.path()), "name": "more"});
    client.notify("workspace/didChangeWorkspaceFolders", json!({"event": {"added": [folder], "removed": []}}));
    read(&mut client);
    let note = more.file("note.md");
    client.did_open(&note, NOTE);
    assert_eq!(client.diagnostics(&note, 1).len(), 1);
    client.notify("workspace/didChangeWorkspaceFolders", json!({"event": {"added": [], "removed": [folder]}}));
    client.did_change(&note, 2, json!([{"text": NOTE}]));
    assert_eq!(client.diagnostics(&note, 2).len(), 1, "an open note keeps its documents");
}

/// A home folder with more in it than anybody would want to look at.
fn at_home(change: impl FnOnce(&Desk)) -> (Desk, impl FnOnce(&mut Command)) {
    let desk = Desk::empty();
    for number in 0..50 {
        desk.write(&format!("mail/{number}.md"), NOTE);
    }
    change(&desk);
    let home = desk.path().to_path_buf();
    let set = move |command: &mut Command| {
        command.env("HOME", home);
    };
    (desk, set)
}

#[cfg(unix)]
#[test]
fn the_home_folder_and_the_root_are_not_searched() {
    for folder in ["", "link", "/"] {
        let elsewhere = tempfile::tempdir().expect("temporary folders can be made");
        let (desk, home) = at_home(|_| ());
        std::os::unix::fs::symlink(desk.path(), elsewhere.path().join("link")).expect("links can be made");
        let folder = match folder {
            "" => desk.path().to_path_buf(),
            "link" => elsewhere.path().join("link"),
            root => root.into(),
        };
        let mut client = Client::start_as(desk.path(), home);
        client.initialize(&folder, full(), Value::Null);
        let told = client.until("a message", |message| message["method"] == "window/showMessage");
        let told = told["params"]["message"].as_str().expect("a sentence").to_owned();
        assert!(told.contains("does not search") && told.contains("deskcheck.toml"), "{told}");
        client.did_open(&desk.file("note.md"), NOTE);
        assert_eq!(client.diagnostics(&desk.file("note.md"), 1), [] as [Value; 0]);
        assert!(client.kept_method("window/showMessage").is_none(), "once is enough");
        assert!(client.kept_method("$/progress").is_none(), "nothing was read");
    }
}

#[cfg(unix)]
#[test]
fn documents_below_the_home_folder_are_read() {
    let (desk, home) = at_home(|desk| {
        let documents = Desk::new();
        std::fs::rename(documents.file("sources"), desk.file("sources")).expect("folders can be renamed");
    });
    let mut client = Client::start_as(desk.path(), home);
    client.initialize(desk.path(), full(), Value::Null);
    client.did_open(&desk.file("note.md"), NOTE);
    assert_eq!(client.diagnostics(&desk.file("note.md"), 1).len(), 1);
    assert!(client.kept_method("window/showMessage").is_none());
}
