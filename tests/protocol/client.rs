//! A language client of our own: starts the real server and speaks to it over standard input and output.
//!
//! Waits for messages, never for time; a message that does not come within [`PATIENCE`] fails the test.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use serde_json::{Value, json};

/// How long a test waits before it is sure that nothing comes.
const PATIENCE: Duration = Duration::from_secs(60);

/// One server process and the messages it has sent.
pub(crate) struct Client {
    process: Child,
    input: Option<ChildStdin>,
    messages: Receiver<Value>,
    /// Messages that came while another was waited for.
    kept: Vec<Value>,
    next_id: i64,
}

impl Client {
    /// Starts the server in `folder`.
    pub(crate) fn start(folder: &Path) -> Self {
        let mut process = Command::new(super::program())
            .arg("lsp")
            .current_dir(folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the server can be started");
        let input = process.stdin.take();
        let mut output = BufReader::new(process.stdout.take().expect("it is piped"));
        let (send, messages) = channel();
        std::thread::spawn(move || {
            while let Some(message) = read_message(&mut output) {
                if send.send(message).is_err() {
                    return;
                }
            }
        });
        Self { process, input, messages, kept: Vec::new(), next_id: 0 }
    }

    /// Starts the server in `folder` and initialises it for that folder.
    pub(crate) fn open(folder: &Path, capabilities: Value) -> Self {
        let mut client = Self::start(folder);
        client.initialize(folder, capabilities, Value::Null);
        client
    }

    /// Sends `initialize` and `initialized`; returns the result.
    pub(crate) fn initialize(&mut self, folder: &Path, capabilities: Value, options: Value) -> Value {
        let folder = uri(folder);
        let answer = self.request(
            "initialize",
            json!({
                "processId": std::process::id(),
                "rootUri": folder,
                "workspaceFolders": [{"uri": folder, "name": "test"}],
                "capabilities": capabilities,
                "initializationOptions": options,
            }),
        );
        self.notify("initialized", json!({}));
        answer["result"].clone()
    }

    /// Sends bytes as they are.
    pub(crate) fn send_raw(&mut self, bytes: &[u8]) {
        let input = self.input.as_mut().expect("the input is open");
        input.write_all(bytes).and_then(|()| input.flush()).expect("the server reads");
    }

    /// Sends a body in a frame.
    pub(crate) fn send_body(&mut self, body: &[u8]) {
        let mut frame = format!("Content-Length: {}\r\n\r\n", body.len()).into_bytes();
        frame.extend_from_slice(body);
        self.send_raw(&frame);
    }

    /// Sends a notification.
    pub(crate) fn notify(&mut self, method: &str, params: Value) {
        self.send_body(json!({"jsonrpc": "2.0", "method": method, "params": params}).to_string().as_bytes());
    }

    /// Sends a request; returns its id.
    pub(crate) fn ask(&mut self, method: &str, params: Value) -> i64 {
        self.next_id += 1;
        let id = self.next_id;
        let mut message = json!({"jsonrpc": "2.0", "id": id, "method": method});
        if !params.is_null() {
            message["params"] = params;
        }
        self.send_body(message.to_string().as_bytes());
        id
    }

    /// Sends a request and waits for its answer.
    pub(crate) fn request(&mut self, method: &str, params: Value) -> Value {
        let id = self.ask(method, params);
        self.until(&format!("the answer to {method}"), |message| message["id"] == id && message.get("method").is_none())
    }

    /// The first message, of those that came and are yet to come, that is `wanted`; it is taken out.
    pub(crate) fn until(&mut self, name: &str, wanted: impl Fn(&Value) -> bool) -> Value {
        if let Some(at) = self.kept.iter().position(&wanted) {
            return self.kept.remove(at);
        }
        loop {
            let Ok(message) = self.messages.recv_timeout(PATIENCE) else {
                panic!("{name} did not come; instead: {:#?}", self.kept);
            };
            self.answer(&message);
            if wanted(&message) {
                return message;
            }
            self.kept.push(message);
        }
    }

    /// A message of a method that came while others were waited for.
    pub(crate) fn kept_method(&self, method: &str) -> Option<&Value> {
        self.kept.iter().find(|message| message["method"] == method)
    }

    /// The diagnostics of `version` of a file.
    pub(crate) fn diagnostics(&mut self, path: &Path, version: i64) -> Vec<Value> {
        let uri = uri(path);
        let message = self.until(&format!("diagnostics of {uri}, version {version}"), |message| {
            message["method"] == "textDocument/publishDiagnostics"
                && message["params"]["uri"] == uri
                && message["params"]["version"] == version
        });
        message["params"]["diagnostics"].as_array().cloned().unwrap_or_default()
    }

    /// Opens a note.
    pub(crate) fn did_open(&mut self, path: &Path, text: &str) {
        let document = json!({"uri": uri(path), "languageId": "markdown", "version": 1, "text": text});
        self.notify("textDocument/didOpen", json!({ "textDocument": document }));
    }

    /// Changes a note; a change without range is the whole text.
    pub(crate) fn did_change(&mut self, path: &Path, version: i64, changes: Value) {
        let document = json!({"uri": uri(path), "version": version});
        self.notify("textDocument/didChange", json!({"textDocument": document, "contentChanges": changes}));
    }

    /// Asks for something at a place of a note; returns the result.
    pub(crate) fn at(&mut self, method: &str, path: &Path, line: u32, character: u32) -> Value {
        let answer = self.request(
            method,
            json!({
                "textDocument": {"uri": uri(path)},
                "position": {"line": line, "character": character},
                "context": {"includeDeclaration": true, "triggerKind": 1},
            }),
        );
        assert!(answer.get("error").is_none(), "{answer}");
        answer["result"].clone()
    }

    /// Closes the server's standard input.
    pub(crate) fn hang_up(&mut self) {
        self.input = None;
    }

    /// Waits for the end of the process.
    pub(crate) fn wait(mut self) -> ExitStatus {
        // The end of its output tells the end of the process without polling.
        while self.messages.recv_timeout(PATIENCE).is_ok() {}
        self.process.wait().expect("the process can be waited for")
    }

    /// Answers what the server asks: every editor does.
    fn answer(&mut self, message: &Value) {
        if message.get("method").is_some() && message.get("id").is_some() && self.input.is_some() {
            let answer = json!({"jsonrpc": "2.0", "id": message["id"], "result": null});
            self.send_body(answer.to_string().as_bytes());
        }
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        // A process that has ended already cannot be ended again.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// The URI of a file.
pub(crate) fn uri(path: &Path) -> String {
    format!("file://{}", path.display())
}

fn read_message(output: &mut impl BufRead) -> Option<Value> {
    let mut length = None;
    loop {
        let mut line = String::new();
        if output.read_line(&mut line).ok()? == 0 {
            return None;
        }
        let line = line.trim_end();
        if let Some(value) = line.strip_prefix("Content-Length: ") {
            length = value.parse().ok();
        } else if line.is_empty() {
            break;
        }
    }
    let mut body = vec![0; length?];
    output.read_exact(&mut body).ok()?;
    serde_json::from_slice(&body).ok()
}
