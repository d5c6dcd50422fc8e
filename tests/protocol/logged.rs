//! What is logged and traced, and that the words of a note are not.

use std::fs;

use serde_json::{Value, json};

use super::client::Client;
use super::desk::{Desk, NOTE};
use super::{ACTOR, full};

/// A session with some of everything.
fn session(client: &mut Client, desk: &Desk) {
    client.initialize(desk.path(), full(), Value::Null);
    client.did_open(&desk.file("note.md"), NOTE);
    client.diagnostics(&desk.file("note.md"), 1);
    client.did_change(&desk.file("note.md"), 2, json!([{"text": NOTE.replace("17", "18")}]));
    client.at("textDocument/hover", &desk.file("note.md"), ACTOR.0, ACTOR.1);
    client.request("no/such/request", json!({}));
}

#[test]
fn a_log_says_what_was_done_and_not_what_was_written() {
    for level in ["info", "debug", "trace"] {
        let desk = Desk::new();
        let log = desk.file("deskcheck.log");
        let mut client = Client::start_as(desk.path(), |command| {
            command.arg("--log").arg(&log).env("DESKCHECK_LOG", level);
        });
        session(&mut client, &desk);
        assert_eq!(client.said_on_error(), "", "a log in a file is in that file only");
        let log = fs::read_to_string(&log).expect("it was written");
        assert!(log.contains("INFO deskcheck"), "{level}: {log}");
        assert_eq!(log.contains("textDocument/hover"), level != "info", "{level}: {log}");
        let is_told = ["Grey Wolves", "Coast Guard", "Ammer"].iter().any(|word| log.contains(word));
        assert_eq!(is_told, level == "trace", "{level}: {log}");
    }
}

#[test]
fn standard_error_takes_the_log_where_it_is_asked_to() {
    let desk = Desk::new();
    let mut client = Client::start_as(desk.path(), |command| {
        command.env("DESKCHECK_LOG", "debug");
    });
    session(&mut client, &desk);
    let said = client.said_on_error();
    assert!(said.contains("textDocument/hover") && !said.contains("Grey Wolves"), "{said}");
}

#[test]
fn a_client_may_trace_what_passes() {
    let desk = Desk::new();
    let note = desk.file("note.md");
    let mut client = Client::open(desk.path(), full());
    client.did_open(&note, NOTE);
    client.diagnostics(&note, 1);
    client.at("textDocument/hover", &note, ACTOR.0, ACTOR.1);
    assert!(client.kept_method("$/logTrace").is_none(), "nobody asked for it");

    client.notify("$/setTrace", json!({"value": "messages"}));
    client.at("textDocument/hover", &note, ACTOR.0, ACTOR.1);
    let is_trace = |begin: &'static str| {
        move |message: &Value| {
            message["method"] == "$/logTrace"
                && message["params"]["message"].as_str().is_some_and(|text| text.starts_with(begin))
        }
    };
    let received = client.until("a trace", is_trace("Received request 'textDocument/hover - "));
    assert!(received["params"].get("verbose").is_none());
    client.until("a trace", is_trace("Sending response 'textDocument/hover - "));

    client.notify("$/setTrace", json!({"value": "verbose"}));
    client.at("textDocument/hover", &note, ACTOR.0, ACTOR.1);
    let received = client.until("a trace", is_trace("Received request 'textDocument/hover - "));
    assert!(received["params"]["verbose"].as_str().is_some_and(|params| params.contains("note.md")), "{received}");
    client.until("a trace", is_trace("Sending response 'textDocument/hover - "));

    client.notify("$/setTrace", json!({"value": "off"}));
    client.at("textDocument/hover", &note, ACTOR.0, ACTOR.1);
    assert!(client.kept_method("$/logTrace").is_none());

    let mut client = Client::start(desk.path());
    client.request("initialize", json!({"capabilities": {}, "trace": "messages"}));
    client.until("a trace", is_trace("Sending response 'initialize - "));
}

#[test]
fn a_level_that_there_is_not_is_named() {
    let desk = Desk::new();
    let mut client = Client::start_as(desk.path(), |command| {
        command.env("DESKCHECK_LOG", "deskcheck=loud");
    });
    client.hang_up();
    let said = client.said_on_error();
    assert!(said.contains("use one of off, error, warn, info, debug, trace"), "{said}");
}
