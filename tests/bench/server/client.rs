//! A language client with a stopwatch: starts a server, speaks to it over standard input and output, and notes when each
//! message came.

use std::ffi::OsString;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

/// One server process and what it has sent.
pub(crate) struct Client {
    process: Child,
    input: ChildStdin,
    messages: Receiver<(Instant, Value)>,
    next_id: u64,
    /// What it said that it can do.
    pub(crate) capabilities: Value,
}

impl Client {
    /// Starts `command` in `folder` and initialises it for that folder. The time is that from `initialize` to its answer.
    pub(crate) fn start(command: &[OsString], folder: &Path, patience: Duration) -> Result<(Self, Duration)> {
        let (program, arguments) = command.split_first().context("no program is named")?;
        let mut process = Command::new(program)
            .args(arguments)
            .current_dir(folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .with_context(|| format!("{} cannot be started", program.display()))?;
        let input = process.stdin.take().context("its input is no pipe")?;
        let mut output = BufReader::new(process.stdout.take().context("its output is no pipe")?);
        let (send, messages) = channel();
        std::thread::spawn(move || {
            while let Some(came) = read_message(&mut output) {
                if send.send(came).is_err() {
                    return;
                }
            }
        });
        let mut client = Self { process, input, messages, next_id: 0, capabilities: Value::Null };
        let (answer, took) = client.request("initialize", &initialize(folder), patience)?;
        client.capabilities = answer["capabilities"].clone();
        client.notify("initialized", &json!({}))?;
        Ok((client, took))
    }

    /// Sends a notification.
    pub(crate) fn notify(&mut self, method: &str, params: &Value) -> Result<()> {
        self.send(&json!({"jsonrpc": "2.0", "method": method, "params": params}))
    }

    /// Sends a request; returns its result and the time that it took.
    pub(crate) fn request(&mut self, method: &str, params: &Value, patience: Duration) -> Result<(Value, Duration)> {
        self.next_id += 1;
        let id = self.next_id;
        let begun = Instant::now();
        self.send(&json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params}))?;
        let is_answer = |message: &Value| message["id"] == id && message.get("method").is_none();
        let (came, answer) = self.until(patience, is_answer)?.with_context(|| format!("no answer to {method} came"))?;
        if let Some(error) = answer.get("error") {
            bail!("{method} was answered with {error}");
        }
        Ok((answer["result"].clone(), came - begun))
    }

    /// The first message from now on that is `wanted`, and when it came; none where none comes within `patience`.
    pub(crate) fn until(
        &mut self,
        patience: Duration,
        wanted: impl Fn(&Value) -> bool,
    ) -> Result<Option<(Instant, Value)>> {
        let last = Instant::now() + patience;
        loop {
            match self.messages.recv_timeout(last.saturating_duration_since(Instant::now())) {
                Ok((came, message)) => {
                    self.answer(&message)?;
                    if wanted(&message) {
                        return Ok(Some((came, message)));
                    }
                }
                Err(RecvTimeoutError::Timeout) => return Ok(None),
                Err(RecvTimeoutError::Disconnected) => bail!("the server has ended"),
            }
        }
    }

    /// Forgets what has come so far.
    pub(crate) fn forget(&mut self) -> Result<()> {
        self.until(Duration::ZERO, |_| false).map(|_| ())
    }

    /// What it holds in memory, in bytes, where the system tells.
    pub(crate) fn memory(&self) -> Option<u64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.process.id())).ok()?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
        line.split_whitespace().next()?.parse::<u64>().ok().map(|kilobytes| kilobytes * 1024)
    }

    /// Answers what the server asks, as an editor without any settings does.
    fn answer(&mut self, message: &Value) -> Result<()> {
        let (Some(id), Some(method)) = (message.get("id"), message["method"].as_str()) else { return Ok(()) };
        let result = match message["params"]["items"].as_array().filter(|_| method == "workspace/configuration") {
            Some(items) => items.iter().map(|_| json!({})).collect(),
            None => Value::Null,
        };
        self.send(&json!({"jsonrpc": "2.0", "id": id, "result": result}))
    }

    fn send(&mut self, message: &Value) -> Result<()> {
        let body = message.to_string();
        write!(self.input, "Content-Length: {}\r\n\r\n{body}", body.len())?;
        Ok(self.input.flush()?)
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// The URI of a file.
pub(crate) fn uri(path: &Path) -> String {
    format!("file://{}", path.display())
}

fn initialize(folder: &Path) -> Value {
    let folder = uri(folder);
    json!({
        "processId": std::process::id(),
        "rootUri": folder,
        "workspaceFolders": [{"uri": folder, "name": "bench"}],
        "capabilities": {
            "window": {"workDoneProgress": true},
            "workspace": {"configuration": true, "workspaceFolders": true},
            "textDocument": {
                "publishDiagnostics": {"versionSupport": true, "relatedInformation": true},
                "hover": {"contentFormat": ["markdown"]},
                "completion": {"completionItem": {"snippetSupport": false}},
            },
        },
    })
}

/// The next message, and when the last of it came: what it takes to understand it is the client's time.
fn read_message(output: &mut impl BufRead) -> Option<(Instant, Value)> {
    let mut length = None;
    loop {
        let mut line = String::new();
        if output.read_line(&mut line).ok()? == 0 {
            return None;
        }
        let line = line.trim_end();
        if line.is_empty() {
            break;
        }
        if let Some((_, value)) = line.split_once(':').filter(|(name, _)| name.eq_ignore_ascii_case("content-length")) {
            length = value.trim().parse().ok();
        }
    }
    let mut body = vec![0; length?];
    output.read_exact(&mut body).ok()?;
    let came = Instant::now();
    Some((came, serde_json::from_slice(&body).ok()?))
}
