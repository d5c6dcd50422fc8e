//! Settings as they were written, each with its line: from TOML (`deskcheck.toml`) or JSON (`initializationOptions`).
//!
//! Says what is written, not what it means; that is [`super::settings`]' business.

use std::ops::Range;

use deskcheck_analysis::text::{LineIndex, Span};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A value as written.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// A string, or a date.
    Text(String),
    /// A list.
    List(Vec<Located<Value>>),
    /// A table.
    Table(Vec<Entry>),
    /// True or false.
    Truth(bool),
    /// Something that no setting takes, in words (`a number`).
    Other(&'static str),
}

/// Something with the place it stands in; none where it does not come from a file.
#[derive(Clone, Debug, PartialEq)]
pub struct Located<T> {
    /// What.
    pub value: T,
    /// The line, from 1.
    pub line: Option<usize>,
    /// The bytes of the file.
    pub span: Option<Span>,
}

impl<T> Located<T> {
    /// What stands in no file.
    pub fn nowhere(value: T) -> Self {
        Self { value, line: None, span: None }
    }

    /// Something else that stands in the same place.
    pub fn with<U>(&self, value: U) -> Located<U> {
        Located { value, line: self.line, span: self.span }
    }
}

/// A key with its value.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The key and its line.
    pub key: Located<String>,
    /// The value and its line.
    pub value: Located<Value>,
}

/// So many lines that cannot be read are passed over; what has more is no TOML at all.
const PASSED_OVER: usize = 50;

/// Reads TOML. A line that cannot be read is told about in one sentence and left out; the rest is there.
pub fn from_toml(text: &str) -> (Vec<Entry>, Vec<Located<String>>) {
    // A line is blanked out, not taken out: all texts below have the same lines.
    let lines = LineIndex::new(text);
    let mut text = text.to_owned();
    let mut faults = Vec::new();
    loop {
        let (table, errors) = DeTable::parse_recoverable(&text);
        let first = errors.first().map(|error| (fault_of(&lines, error), error.span()));
        let Some((fault, span)) = first else { return (table_entries(&lines, table.get_ref()), faults) };
        if faults.len() == PASSED_OVER {
            faults.push(
                fault.with("this line and others behind it are not TOML: is this another kind of file?".to_owned()),
            );
            return (table_entries(&lines, table.get_ref()), faults);
        }
        faults.push(fault);
        // The parser gives up at a bad line: without that line it reads what comes behind.
        match span.and_then(|span| without_line(&text, &lines, span.start)) {
            Some(rest) => text = rest,
            None => return (table_entries(&lines, table.get_ref()), faults),
        }
    }
}

fn fault_of(lines: &LineIndex, error: &toml::de::Error) -> Located<String> {
    let message = format!("this is not TOML: {}", error.message().lines().next().unwrap_or_default());
    match error.span() {
        Some(span) => located(lines, &span, message),
        None => Located::nowhere(message),
    }
}

/// `text` with spaces in place of the line that byte `offset` stands in; none where that line is blank already.
fn without_line(text: &str, lines: &LineIndex, offset: usize) -> Option<String> {
    let bad = lines.line_span(text, lines.line(offset.min(text.len())));
    if bad.of(text).trim().is_empty() {
        return None;
    }
    Some(format!("{}{}{}", &text[..bad.start()], " ".repeat(bad.len()), &text[bad.end()..]))
}

/// Reads a JSON object; anything else has no settings.
pub fn from_json(json: &serde_json::Value) -> Vec<Entry> {
    match json_value(json) {
        Value::Table(entries) => entries,
        _ => Vec::new(),
    }
}

fn table_entries(lines: &LineIndex, table: &DeTable<'_>) -> Vec<Entry> {
    let entries = table.iter().map(|(key, value)| Entry {
        key: located(lines, &key.span(), key.get_ref().to_string()),
        value: toml_value(lines, value),
    });
    let mut entries: Vec<_> = entries.collect();
    entries.sort_by_key(|entry| entry.key.span);
    entries
}

fn toml_value(lines: &LineIndex, value: &Spanned<DeValue<'_>>) -> Located<Value> {
    let read = match value.get_ref() {
        DeValue::String(string) => Value::Text(string.to_string()),
        DeValue::Datetime(date) => Value::Text(date.to_string()),
        DeValue::Array(items) => Value::List(items.iter().map(|item| toml_value(lines, item)).collect()),
        DeValue::Table(table) => Value::Table(table_entries(lines, table)),
        DeValue::Boolean(truth) => Value::Truth(*truth),
        DeValue::Integer(_) | DeValue::Float(_) => Value::Other("a number"),
    };
    located(lines, &value.span(), read)
}

fn located<T>(lines: &LineIndex, span: &Range<usize>, value: T) -> Located<T> {
    Located { value, line: Some(lines.line(span.start) + 1), span: Some(Span::new(span.start, span.end)) }
}

fn json_value(json: &serde_json::Value) -> Value {
    let unplaced = |value| Located::nowhere(value);
    match json {
        serde_json::Value::String(string) => Value::Text(string.clone()),
        serde_json::Value::Array(items) => Value::List(items.iter().map(|item| unplaced(json_value(item))).collect()),
        serde_json::Value::Object(object) => {
            let entry = |(key, value): (&String, _)| Entry {
                key: Located::nowhere(key.clone()),
                value: unplaced(json_value(value)),
            };
            // A null is how an editor writes "not set".
            Value::Table(object.iter().filter(|(_, value)| !value.is_null()).map(entry).collect())
        }
        serde_json::Value::Bool(truth) => Value::Truth(*truth),
        serde_json::Value::Number(_) => Value::Other("a number"),
        serde_json::Value::Null => Value::Other("null"),
    }
}
