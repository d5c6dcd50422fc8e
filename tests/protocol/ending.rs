//! How a session ends, in every state it can be in, and that nothing is left behind.

use std::process::{Command, Stdio};

use deskcheck_tests::program;
use serde_json::{Value, json};

use super::client::{Client, uri};
use super::desk::{Desk, NOTE};
use super::{ACTOR, FIGURE, full};

fn hover(client: &mut Client) -> Value {
    let params = json!({"textDocument": {"uri": "file:///a.md"}, "position": {"line": 0, "character": 0}});
    client.request("textDocument/hover", params)
}

#[test]
fn it_ends_as_the_protocol_says() {
    let desk = Desk::new();
    let mut client = Client::open(desk.path(), full());
    assert_eq!(client.request("shutdown", Value::Null)["result"], Value::Null);
    assert_eq!(hover(&mut client)["error"]["code"], -32600);
    assert_eq!(client.request("shutdown", Value::Null)["error"]["code"], -32600, "once is enough");
    client.did_open(&desk.file("note.md"), NOTE);
    client.notify("exit", Value::Null);
    assert_eq!(client.wait().code(), Some(0));

    let mut client = Client::open(desk.path(), full());
    client.notify("exit", Value::Null);
    assert_eq!(client.wait().code(), Some(1), "without shutdown");

    let mut client = Client::start(desk.path());
    client.notify("exit", Value::Null);
    assert_eq!(client.wait().code(), Some(1), "before initialize");
}

#[test]
fn nothing_is_done_before_initialize() {
    let desk = Desk::new();
    let mut client = Client::start(desk.path());
    assert_eq!(hover(&mut client)["error"]["code"], -32002);
    assert_eq!(client.request("shutdown", Value::Null)["error"]["code"], -32002);
    client.did_open(&desk.file("note.md"), NOTE);
    assert_eq!(client.request("initialize", json!({"capabilities": 7}))["error"]["code"], -32602);
    client.initialize(desk.path(), full(), Value::Null);
    assert_eq!(client.request("initialize", json!({"capabilities": {}}))["error"]["code"], -32600, "a second one");
    assert!(client.kept_method("textDocument/publishDiagnostics").is_none());
    client.did_open(&desk.file("note.md"), NOTE);
    assert_eq!(client.diagnostics(&desk.file("note.md"), 1).len(), 1);
}

#[test]
fn it_ends_while_it_reads_and_judges() {
    let desk = Desk::new();
    let sentence = "On 4 March 2021 the Coast Guard arrested 14 members of the Grey Wolves in Port Ammer.\n\n";
    for number in 0..40 {
        desk.write(&format!("sources/{number}.md"), sentence.repeat(40));
    }
    for with_shutdown in [true, false] {
        let mut client = Client::open(desk.path(), full());
        client.did_open(&desk.file("note.md"), &NOTE.repeat(20));
        let position = json!({"line": ACTOR.0, "character": ACTOR.1});
        let params = json!({"textDocument": {"uri": uri(&desk.file("note.md"))}, "position": position});
        let asked = client.ask("textDocument/hover", params);
        if with_shutdown {
            client.request("shutdown", Value::Null);
            assert!(client.answer_to(asked).get("result").is_some(), "what was asked before is answered");
        }
        client.notify("exit", Value::Null);
        assert_eq!(client.wait().code(), Some(i32::from(!with_shutdown)));
    }
}

#[test]
fn it_ends_when_its_input_does() {
    let desk = Desk::new();
    let mut client = Client::start(desk.path());
    client.hang_up();
    assert_eq!(client.wait().code(), Some(1), "before initialize");

    let mut client = Client::open(desk.path(), full());
    client.did_open(&desk.file("note.md"), NOTE);
    client.hang_up();
    assert_eq!(client.wait().code(), Some(1));
}

/// Whoever writes all requests and closes the pipe has asked all the same.
#[test]
fn what_was_asked_before_the_input_ended_is_answered() {
    let desk = Desk::new();
    let mut client = Client::open(desk.path(), full());
    let note = desk.file("note.md");
    client.did_open(&note, NOTE);
    let position = json!({"line": FIGURE.0, "character": FIGURE.1});
    let id = client.ask("textDocument/hover", json!({"textDocument": {"uri": uri(&note)}, "position": position}));
    client.hang_up();
    assert!(client.answer_to(id).get("result").is_some());
    assert_eq!(client.wait().code(), Some(1));
}

/// The editor is killed, and its end of the pipe lives on in somebody else's hands.
#[cfg(unix)]
#[test]
fn a_server_whose_editor_has_died_ends() {
    let desk = Desk::new();
    let mut editor = Command::new("sleep").arg("600").stdin(Stdio::null()).spawn().expect("sleep runs");
    let mut client = Client::start(desk.path());
    let folder = json!({"uri": uri(desk.path()), "name": "test"});
    let answer = client
        .request("initialize", json!({"processId": editor.id(), "capabilities": full(), "workspaceFolders": [folder]}));
    assert!(answer.get("result").is_some());
    client.notify("initialized", json!({}));
    client.did_open(&desk.file("note.md"), NOTE);
    client.diagnostics(&desk.file("note.md"), 1);
    editor.kill().expect("it can be killed");
    // Nobody has asked yet what became of it: it is a zombie, and gone all the same.
    assert_eq!(client.wait().code(), Some(1));
    editor.wait().expect("it has ended");
}

/// The editor starts the server itself, and is killed with everything it had in its hands.
#[cfg(unix)]
#[test]
fn a_server_is_no_orphan() {
    use std::io::{Read, Write};

    let desk = Desk::new();
    let pipe = desk.file("pipe");
    let said = desk.file("said");
    // The shell is the editor; this test holds the other end of the server's input, which therefore stays open.
    let script = "mkfifo \"$1\"; \"$2\" lsp <\"$1\" >\"$3\" & echo started; wait";
    let mut editor = program::through("sh", desk.path())
        .args(["-c", script, "sh"])
        .args([pipe.as_path(), program::path().as_path(), said.as_path()])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .expect("a shell runs");
    let mut started = [0; 8];
    let mut output = editor.stdout.take().expect("it is piped");
    output.read_exact(&mut started).expect("it has started the server");
    let mut input = std::fs::OpenOptions::new().write(true).open(&pipe).expect("the server reads from there");
    let body = json!({
        "jsonrpc": "2.0", "id": 1, "method": "initialize",
        "params": {"processId": editor.id(), "capabilities": {}},
    });
    let body = body.to_string();
    write!(input, "Content-Length: {}\r\n\r\n{body}", body.len()).expect("the server reads");
    patiently(|| std::fs::read_to_string(&said).is_ok_and(|said| said.contains("capabilities")));
    editor.kill().expect("it can be killed");
    editor.wait().expect("it has ended");
    // A pipe without a reader breaks.
    patiently(|| input.write_all(b"\r\n").and_then(|()| input.flush()).is_err());
}

/// Looks until something is so, where nothing tells of it.
#[cfg(unix)]
fn patiently(mut is_so: impl FnMut() -> bool) {
    let begun = std::time::Instant::now();
    while !is_so() {
        assert!(begun.elapsed().as_secs() < 60, "it does not happen");
        std::thread::yield_now();
    }
}
