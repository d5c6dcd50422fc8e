//! A language client of our own: starts the real server and speaks to it over standard input and output.
//!
//! Waits for messages, never for time; a message that does not come within [`PATIENCE`] fails the test. So does every
//! message that this client has no reason to expect ([`Expectations`]), a word on standard error, and a server that does
//! not end when its input does.

#[path = "expectations.rs"]
mod expectations;

use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread::JoinHandle;
use std::time::Duration;

use deskcheck_tests::program;
use serde_json::{Value, json};

use expectations::Expectations;

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
    expectations: Expectations,
    /// What is answered to `workspace/configuration`, for each item.
    configuration: Value,
    /// True where requests of the server are never answered.
    is_mute: bool,
    /// Standard error, to its end; none where the test looks at it by itself.
    errors: Option<JoinHandle<String>>,
}

impl Client {
    /// Starts the server in `folder`.
    pub(crate) fn start(folder: &Path) -> Self {
        Self::start_as(folder, |_| ())
    }

    /// Starts the server in `folder` with other arguments or another environment.
    pub(crate) fn start_as(folder: &Path, change: impl FnOnce(&mut Command)) -> Self {
        let mut command = program::command(folder);
        command.arg("lsp");
        change(&mut command);
        let piped = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut process = piped.spawn().expect("the server can be started");
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
        let mut errors = process.stderr.take().expect("it is piped");
        let errors = std::thread::spawn(move || {
            let mut said = Vec::new();
            // What cannot be read was not said.
            let _ = errors.read_to_end(&mut said);
            String::from_utf8_lossy(&said).into_owned()
        });
        Self {
            process,
            input,
            messages,
            kept: Vec::new(),
            next_id: 0,
            expectations: Expectations::default(),
            configuration: Value::Null,
            is_mute: false,
            errors: Some(errors),
        }
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

    /// Lets messages of a method come at any time.
    pub(crate) fn welcome(&mut self, method: &str) {
        self.expectations.welcome(method);
    }

    /// The editor's settings for the section `deskcheck`.
    pub(crate) fn configure(&mut self, settings: Value) {
        self.configuration = settings;
    }

    /// From now on requests of the server are left without an answer.
    pub(crate) fn fall_mute(&mut self) {
        self.is_mute = true;
    }

    /// The methods that the server has registered.
    pub(crate) fn registered(&self) -> Vec<&str> {
        self.expectations.registered().values().map(String::as_str).collect()
    }

    /// Sends bytes as they are.
    pub(crate) fn send_raw(&mut self, bytes: &[u8]) {
        self.expectations.nonsense();
        self.write(bytes);
    }

    /// Sends a body in a frame.
    pub(crate) fn send_body(&mut self, body: &[u8]) {
        self.expectations.nonsense();
        self.write(&framed(body));
    }

    fn send(&mut self, message: &Value) {
        self.expectations.sent(message);
        self.write(&framed(message.to_string().as_bytes()));
    }

    fn write(&mut self, bytes: &[u8]) {
        let input = self.input.as_mut().expect("the input is open");
        input.write_all(bytes).and_then(|()| input.flush()).expect("the server reads");
    }

    /// Sends a notification.
    pub(crate) fn notify(&mut self, method: &str, params: Value) {
        self.send(&json!({"jsonrpc": "2.0", "method": method, "params": params}));
    }

    /// Sends a request; returns its id.
    pub(crate) fn ask(&mut self, method: &str, params: Value) -> i64 {
        self.next_id += 1;
        let id = self.next_id;
        let mut message = json!({"jsonrpc": "2.0", "id": id, "method": method});
        if !params.is_null() {
            message["params"] = params;
        }
        self.send(&message);
        id
    }

    /// Sends a request and waits for its answer.
    pub(crate) fn request(&mut self, method: &str, params: Value) -> Value {
        let id = self.ask(method, params);
        self.answer_to(id)
    }

    /// Waits for the answer to a request.
    pub(crate) fn answer_to(&mut self, id: i64) -> Value {
        self.until(&format!("the answer to request {id}"), |message| {
            message["id"] == id && message.get("method").is_none()
        })
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
            self.take_in(&message);
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

    /// What the server holds in memory, in bytes, where the system tells.
    pub(crate) fn memory(&self) -> Option<u64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.process.id())).ok()?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
        line.split_whitespace().next()?.parse::<u64>().ok().map(|kilobytes| kilobytes * 1024)
    }

    /// Closes the server's standard input.
    pub(crate) fn hang_up(&mut self) {
        self.input = None;
    }

    /// Waits for the end of the process.
    pub(crate) fn wait(mut self) -> ExitStatus {
        self.hear_out();
        self.process.wait().expect("the process can be waited for")
    }

    /// What the server has said on standard error by the time it has ended.
    pub(crate) fn said_on_error(mut self) -> String {
        self.hang_up();
        self.hear_out();
        self.errors.take().and_then(|errors| errors.join().ok()).unwrap_or_default()
    }

    /// Takes in what the server still says. The end of its output tells the end of the process without polling.
    fn hear_out(&mut self) {
        while let Ok(message) = self.messages.recv_timeout(PATIENCE) {
            self.take_in(&message);
            self.kept.push(message);
        }
    }

    /// Holds a message against what may come, and answers it where it asks: every editor does.
    fn take_in(&mut self, message: &Value) {
        if let Err(reason) = self.expectations.heard(message) {
            panic!("{reason}: {message:#}");
        }
        let is_request = message.get("method").is_some() && message.get("id").is_some();
        if !is_request || self.input.is_none() || self.is_mute {
            return;
        }
        let result = match message["method"].as_str() {
            Some("workspace/configuration") => {
                let items = message["params"]["items"].as_array().map_or(0, Vec::len);
                Value::Array(vec![self.configuration.clone(); items])
            }
            _ => Value::Null,
        };
        self.write(&framed(json!({"jsonrpc": "2.0", "id": message["id"], "result": result}).to_string().as_bytes()));
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        if std::thread::panicking() {
            // A process that has ended already cannot be ended again.
            let _ = self.process.kill();
            let _ = self.process.wait();
            return;
        }
        self.hang_up();
        self.hear_out();
        let left = self.kept.iter().find(|message| self.expectations.must_be_taken(message));
        assert!(left.is_none(), "nobody waited for this message: {left:#?}");
        let errors = self.errors.take().and_then(|errors| errors.join().ok()).unwrap_or_default();
        assert_eq!(errors, "", "the server spoke on standard error");
        // It has closed its output, so it is at its end.
        let _ = self.process.wait();
    }
}

/// The URI of a file.
pub(crate) fn uri(path: &Path) -> String {
    format!("file://{}", path.display())
}

fn framed(body: &[u8]) -> Vec<u8> {
    let mut frame = format!("Content-Length: {}\r\n\r\n", body.len()).into_bytes();
    frame.extend_from_slice(body);
    frame
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
