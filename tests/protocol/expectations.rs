//! What a client may be told: every message of the server is held against what the client can do, has sent and has open.
//!
//! Knows messages only: no process, no time.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

/// Messages to the user, which a test must take or welcome.
const TO_THE_USER: [&str; 3] = ["window/showMessage", "window/logMessage", "$/logTrace"];

/// Requests of the server, each with the capability that invites it.
const INVITED: [(&str, &str); 10] = [
    ("window/workDoneProgress/create", "/window/workDoneProgress"),
    ("workspace/configuration", "/workspace/configuration"),
    ("workspace/diagnostic/refresh", "/workspace/diagnostics/refreshSupport"),
    ("workspace/inlayHint/refresh", "/workspace/inlayHint/refreshSupport"),
    ("workspace/codeLens/refresh", "/workspace/codeLens/refreshSupport"),
    ("workspace/semanticTokens/refresh", "/workspace/semanticTokens/refreshSupport"),
    ("workspace/foldingRange/refresh", "/workspace/foldingRange/refreshSupport"),
    ("workspace/textDocumentContent/refresh", "/workspace/textDocumentContent"),
    ("window/showDocument", "/window/showDocument/support"),
    ("workspace/applyEdit", "/workspace/applyEdit"),
];

/// What the server may say now.
#[derive(Debug, Default)]
pub(crate) struct Expectations {
    /// As told in `initialize`.
    capabilities: Value,
    /// Requests without an answer, by id.
    asked: BTreeMap<String, String>,
    /// Ids of requests of the server.
    heard: BTreeSet<String>,
    /// The notes that were opened.
    notes: BTreeMap<String, Versions>,
    /// Progress that either side has begun.
    tokens: BTreeSet<String>,
    /// Registrations by id.
    registered: BTreeMap<String, String>,
    /// Methods that may come at any time.
    welcome: BTreeSet<String>,
    /// Bytes or bodies were sent as they are: errors under no id are due.
    nonsense: bool,
}

/// Versions of one note.
#[derive(Debug, Default)]
struct Versions {
    newest: i64,
    /// Of what was open under its name before.
    before: Option<i64>,
    is_open: bool,
    /// What was diagnosed last.
    diagnosed: Option<i64>,
}

impl Expectations {
    /// Lets a method come at any time.
    pub(crate) fn welcome(&mut self, method: &str) {
        self.welcome.insert(method.to_owned());
    }

    /// Answers to what nobody can read may come.
    pub(crate) fn nonsense(&mut self) {
        self.nonsense = true;
    }

    /// True where a message must be taken by a wait, or be welcome.
    pub(crate) fn must_be_taken(&self, message: &Value) -> bool {
        let method = message["method"].as_str().unwrap_or_default();
        TO_THE_USER.contains(&method) && !self.welcome.contains(method)
    }

    /// The registrations that hold: method by id.
    pub(crate) fn registered(&self) -> &BTreeMap<String, String> {
        &self.registered
    }

    /// Takes note of what the client sends.
    pub(crate) fn sent(&mut self, message: &Value) {
        let method = message["method"].as_str().unwrap_or_default();
        let params = &message["params"];
        if message.get("id").is_some_and(|id| !id.is_null()) && message.get("method").is_some() {
            self.asked.insert(message["id"].to_string(), method.to_owned());
        }
        for token in ["workDoneToken", "partialResultToken"] {
            self.tokens.extend(params.get(token).map(Value::to_string));
        }
        let document = &params["textDocument"];
        let uri = document["uri"].as_str().unwrap_or_default().to_owned();
        match method {
            "initialize" if !self.capabilities.is_object() => self.capabilities = params["capabilities"].clone(),
            "textDocument/didOpen" => {
                let newest = document["version"].as_i64().unwrap_or_default();
                let known = self.notes.get(&uri);
                let before = known.map(|known| known.before.unwrap_or(known.newest).max(known.newest));
                self.notes.insert(uri, Versions { newest, before, is_open: true, diagnosed: None });
            }
            "textDocument/didChange" => {
                let newest = document["version"].as_i64().unwrap_or_default();
                self.notes.entry(uri).and_modify(|note| note.newest = newest);
            }
            "textDocument/didClose" => {
                self.notes.entry(uri).and_modify(|note| note.is_open = false);
            }
            _ => {}
        }
    }

    /// Takes note of what the server says.
    ///
    /// # Errors
    ///
    /// Where it may not say that now.
    pub(crate) fn heard(&mut self, message: &Value) -> Result<(), String> {
        if message["jsonrpc"] != "2.0" {
            return Err("no JSON-RPC 2.0".to_owned());
        }
        match (message.get("method").and_then(Value::as_str), message.get("id")) {
            (None, id) => self.response(message, id.unwrap_or(&Value::Null)),
            (Some(method), Some(id)) => self.request(method, id, &message["params"]),
            (Some(method), None) => self.notification(method, &message["params"]),
        }
    }

    fn response(&mut self, message: &Value, id: &Value) -> Result<(), String> {
        match (message.get("result"), message.get("error")) {
            (Some(_), None) => {}
            (None, Some(error)) if error["code"].is_i64() && error["message"].is_string() => {}
            _ => return Err("a response has either a result or an error".to_owned()),
        }
        if id.is_null() {
            return if self.nonsense { Ok(()) } else { Err("an answer to nothing".to_owned()) };
        }
        let asked = self.asked.remove(&id.to_string()).map(drop);
        asked.ok_or_else(|| format!("an answer to {id}, which was never asked or is answered already"))
    }

    fn request(&mut self, method: &str, id: &Value, params: &Value) -> Result<(), String> {
        if !self.heard.insert(id.to_string()) {
            return Err(format!("a second request with the id {id}"));
        }
        match method {
            "client/registerCapability" => return self.register(params),
            "client/unregisterCapability" => return self.unregister(params),
            "window/workDoneProgress/create" => drop(self.tokens.insert(params["token"].to_string())),
            _ => {}
        }
        let invitation = INVITED.iter().find(|(invited, _)| *invited == method).map(|(_, pointer)| *pointer);
        let invited = invitation.and_then(|pointer| self.capabilities.pointer(pointer));
        match invited {
            Some(Value::Null | Value::Bool(false)) | None if !self.welcome.contains(method) => {
                Err(format!("a request {method}, which this client never offered to answer"))
            }
            _ => Ok(()),
        }
    }

    fn register(&mut self, params: &Value) -> Result<(), String> {
        for registration in params["registrations"].as_array().ok_or("no list of registrations")? {
            let method = registration["method"].as_str().ok_or("a registration without method")?;
            let (room, name) = method.split_once('/').ok_or("a registration of no method")?;
            let pointer = format!("/{room}/{name}/dynamicRegistration");
            if self.capabilities.pointer(&pointer) != Some(&json!(true)) {
                return Err(format!("{method} is registered with a client that does not take it"));
            }
            let id = registration["id"].as_str().ok_or("a registration without id")?;
            if self.registered.insert(id.to_owned(), method.to_owned()).is_some() {
                return Err(format!("{id} is registered twice"));
            }
        }
        Ok(())
    }

    fn unregister(&mut self, params: &Value) -> Result<(), String> {
        // The protocol's own spelling.
        for gone in params["unregisterations"].as_array().ok_or("no list of registrations to end")? {
            let id = gone["id"].as_str().unwrap_or_default();
            if self.registered.remove(id).as_deref() != gone["method"].as_str() {
                return Err(format!("{id} was never registered"));
            }
        }
        Ok(())
    }

    fn notification(&mut self, method: &str, params: &Value) -> Result<(), String> {
        match method {
            "textDocument/publishDiagnostics" => self.diagnostics(params),
            "deskcheck/judged" | "deskcheck/read"
                if self.capabilities.pointer("/experimental/deskcheck/status") == Some(&json!(true)) =>
            {
                Ok(())
            }
            "$/progress" if self.tokens.contains(&params["token"].to_string()) => Ok(()),
            "$/progress" => Err(format!("progress of {}, which nobody began", params["token"])),
            method if TO_THE_USER.contains(&method) || self.welcome.contains(method) => Ok(()),
            method => Err(format!("an unexpected notification {method}")),
        }
    }

    fn diagnostics(&mut self, params: &Value) -> Result<(), String> {
        let uri = params["uri"].as_str().ok_or("diagnostics of nothing")?;
        for found in params["diagnostics"].as_array().ok_or("diagnostics that are no list")? {
            is_diagnostic(found)?;
        }
        let is_note = !uri.to_lowercase().ends_with(".toml");
        if is_note && !self.capabilities["textDocument"]["diagnostic"].is_null() {
            return Err(format!("diagnostics of {uri} are pushed to a client that pulls them"));
        }
        let Some(note) = self.notes.get_mut(uri).filter(|_| is_note) else { return Ok(()) };
        let Some(version) = params["version"].as_i64() else {
            // A note that was closed is cleared, even where it has been opened again since.
            let is_cleared = params["diagnostics"] == json!([]);
            return if is_cleared { Ok(()) } else { Err(format!("diagnostics of {uri} without version")) };
        };
        // What was said before the server knew that it was opened anew.
        if !note.is_open || version > note.newest && note.before.is_some_and(|before| version <= before) {
            return Ok(());
        }
        let last = note.diagnosed.replace(version);
        if version > note.newest || last.is_some_and(|last| last > version) {
            return Err(format!("diagnostics of {uri} in version {version}, behind {last:?}, of {}", note.newest));
        }
        Ok(())
    }
}

/// True where a diagnostic has a sound shape.
fn is_diagnostic(found: &Value) -> Result<(), String> {
    let place = |end: &str| {
        let at = &found["range"][end];
        at["line"].as_u64().zip(at["character"].as_u64()).ok_or_else(|| format!("a diagnostic without range: {found}"))
    };
    let message = found["message"].as_str().unwrap_or_default();
    if place("start")? > place("end")? || message.is_empty() || message.contains('\n') {
        return Err(format!("a diagnostic out of shape: {found}"));
    }
    match found["severity"].as_u64() {
        Some(1..=4) if found["source"] == "deskcheck" => Ok(()),
        _ => Err(format!("a diagnostic without source or severity: {found}")),
    }
}
