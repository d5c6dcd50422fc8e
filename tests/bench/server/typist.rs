//! What an analyst does with one open note, and how long each thing takes.

use std::time::{Duration, Instant};

use anyhow::Result;
use serde_json::{Value, json};

use super::client::Client;

/// Keystrokes that are timed, at most.
const KEYSTROKES: usize = 60;

/// Keystrokes sent at once.
const BURST: usize = 40;

/// Requests of each kind.
const REQUESTS: usize = 40;

/// A typist rests for this long between keystrokes.
const REST: Duration = Duration::from_millis(15);

/// No part takes longer than this, however slow the server: what was measured by then is told.
const ENOUGH: Duration = Duration::from_secs(10);

/// What is typed, a key at a time.
const TYPED: &str = " Officials said that 12 of them were freed";

/// What one note took; a part that the server cannot do has no times.
#[derive(Default)]
pub(crate) struct Times {
    /// From opening the note to its diagnostics.
    pub(crate) open: Vec<Duration>,
    /// From a keystroke to the diagnostics of that text.
    pub(crate) keystroke: Vec<Duration>,
    /// From the last of many keystrokes sent at once to the diagnostics of its text.
    pub(crate) burst: Vec<Duration>,
    pub(crate) hover: Vec<Duration>,
    pub(crate) definition: Vec<Duration>,
    pub(crate) completion: Vec<Duration>,
}

/// A note that is open in a server.
struct Typist<'a> {
    client: &'a mut Client,
    uri: &'a str,
    lines: Vec<String>,
    version: i64,
    /// Whether only what has changed is sent.
    incremental: bool,
    /// Whether diagnostics tell the version of the text that they belong to.
    versioned: bool,
    patience: Duration,
}

/// Opens the note `text`, types in it, asks about it and closes it.
pub(crate) fn times(client: &mut Client, uri: &str, text: &str, patience: Duration) -> Result<Times> {
    let sync = &client.capabilities["textDocumentSync"];
    let incremental = sync["change"].as_i64().or(sync.as_i64()) == Some(2);
    let lines = text.split('\n').map(str::to_owned).collect();
    let mut typist = Typist { client, uri, lines, version: 1, incremental, versioned: false, patience };
    let mut times = Times::default();
    times.open.extend(typist.open(text)?);
    if !times.open.is_empty() {
        let (line, column) = typist.place();
        times.keystroke = typist.keystrokes(line, column)?;
        times.burst.extend(typist.burst(line)?);
    }
    times.hover = typist.requests("textDocument/hover", "hoverProvider")?;
    times.definition = typist.requests("textDocument/definition", "definitionProvider")?;
    times.completion = typist.requests("textDocument/completion", "completionProvider")?;
    typist.client.notify("textDocument/didClose", &json!({"textDocument": {"uri": uri}}))?;
    Ok(times)
}

impl Typist<'_> {
    fn open(&mut self, text: &str) -> Result<Option<Duration>> {
        self.client.forget()?;
        let begun = Instant::now();
        let document = json!({"uri": self.uri, "languageId": "markdown", "version": 1, "text": text});
        self.client.notify("textDocument/didOpen", &json!({ "textDocument": document }))?;
        let Some((came, message)) = self.published()? else { return Ok(None) };
        self.versioned = message["params"]["version"].is_i64();
        Ok(Some(came - begun))
    }

    /// The next diagnostics: those of the newest text, from a server that says which text they belong to.
    fn published(&mut self) -> Result<Option<(Instant, Value)>> {
        let (uri, version, versioned) = (self.uri, self.version, self.versioned);
        self.client.until(self.patience, |message| {
            message["method"] == "textDocument/publishDiagnostics"
                && message["params"]["uri"] == uri
                && (!versioned || message["params"]["version"] == version)
        })
    }

    /// Where is typed: the end of a long line with a figure about the middle of the note, as line and column in UTF-16.
    fn place(&self) -> (usize, usize) {
        let middle = self.lines.len() / 2;
        let fits = |line: &usize| {
            let text = &self.lines[*line];
            text.len() > 60 && text.contains(|c: char| c.is_ascii_digit()) && !text.starts_with(['|', '#', '[', '-'])
        };
        let line = (middle..self.lines.len()).find(fits).or_else(|| (0..middle).rev().find(fits)).unwrap_or(middle);
        (line, self.lines[line].encode_utf16().count())
    }

    fn keystrokes(&mut self, line: usize, column: usize) -> Result<Vec<Duration>> {
        let begun = Instant::now();
        let mut times = Vec::new();
        for (number, key) in TYPED.chars().cycle().take(KEYSTROKES).enumerate() {
            if begun.elapsed() > ENOUGH {
                break;
            }
            std::thread::sleep(REST);
            self.client.forget()?;
            let sent = Instant::now();
            self.type_key(line, column + number, key)?;
            let Some((came, _)) = self.published()? else { break };
            times.push(came - sent);
        }
        Ok(times)
    }

    /// Types at the beginning of the line, faster than any server answers.
    fn burst(&mut self, line: usize) -> Result<Option<Duration>> {
        for (number, key) in TYPED.trim_start().chars().take(BURST - 1).enumerate() {
            self.type_key(line, number, key)?;
        }
        let sent = Instant::now();
        self.type_key(line, BURST - 1, ' ')?;
        let mut last = None;
        // Without versions, those of the last text are those behind which nothing comes.
        while let Some((came, _)) = self.published()? {
            last = Some(came.saturating_duration_since(sent));
            if self.versioned || sent.elapsed() > ENOUGH {
                break;
            }
        }
        Ok(last)
    }

    /// Types one key (that is one UTF-16 unit) at a place.
    fn type_key(&mut self, line: usize, column: usize, key: char) -> Result<()> {
        self.version += 1;
        let text = &mut self.lines[line];
        let mut units = 0;
        let at = text.char_indices().find(|(_, c)| {
            units += c.len_utf16();
            units > column
        });
        let at = at.map_or(text.len(), |(at, _)| at);
        text.insert(at, key);
        let place = json!({"line": line, "character": column});
        let change = if self.incremental {
            json!({"range": {"start": place, "end": place}, "text": key.to_string()})
        } else {
            json!({"text": self.lines.join("\n")})
        };
        let document = json!({"uri": self.uri, "version": self.version});
        self.client.notify("textDocument/didChange", &json!({"textDocument": document, "contentChanges": [change]}))
    }

    /// Asks the same at many places of the note: at figures, and at the third letter of names.
    fn requests(&mut self, method: &str, capability: &str) -> Result<Vec<Duration>> {
        let able = &self.client.capabilities[capability];
        if able.is_null() || able == &Value::Bool(false) {
            return Ok(Vec::new());
        }
        let places = self.places();
        let step = (places.len() / REQUESTS).max(1);
        let begun = Instant::now();
        let mut times = Vec::new();
        for (line, character) in places.into_iter().step_by(step).take(REQUESTS) {
            if begun.elapsed() > ENOUGH {
                break;
            }
            let params = json!({"textDocument": {"uri": self.uri}, "position": {"line": line, "character": character}});
            times.push(self.client.request(method, &params, self.patience)?.1);
        }
        Ok(times)
    }

    /// Places worth asking about, as line and column in UTF-16.
    fn places(&self) -> Vec<(usize, usize)> {
        let mut places = Vec::new();
        for (number, line) in self.lines.iter().enumerate().filter(|(_, line)| line.len() > 40) {
            let (mut column, mut before) = (0, ' ');
            for c in line.chars() {
                if !before.is_alphanumeric() && c.is_ascii_digit() {
                    places.push((number, column));
                } else if !before.is_alphanumeric() && c.is_uppercase() && column > 0 {
                    places.push((number, column + 3));
                }
                column += c.len_utf16();
                before = c;
            }
        }
        places
    }
}
