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

/// Reads TOML. A line that cannot be read is told about in one sentence and left out; the rest is there.
pub fn from_toml(text: &str) -> (Vec<Entry>, Vec<Located<String>>) {
    let mut text = text.to_owned();
    let mut faults = Vec::new();
    loop {
        let (table, errors) = DeTable::parse_recoverable(&text);
        let first = errors.first().map(|error| (fault_of(&text, error), error.span()));
        let Some((fault, span)) = first else { return (table_entries(&text, table.get_ref()), faults) };
        faults.push(fault);
        // The parser gives up at a bad line: without that line it reads what comes behind.
        match span.and_then(|span| without_line(&text, span.start)) {
            Some(rest) => text = rest,
            None => return (table_entries(&text, table.get_ref()), faults),
        }
    }
}

fn fault_of(text: &str, error: &toml::de::Error) -> Located<String> {
    Located {
        value: format!("this is not TOML: {}", error.message().lines().next().unwrap_or_default()),
        line: error.span().map(|span| line(text, span.start)),
        span: error.span().map(|span| Span::new(span.start, span.end)),
    }
}

/// `text` with spaces in place of the line that byte `offset` stands in; none where that line is blank already.
fn without_line(text: &str, offset: usize) -> Option<String> {
    let lines = LineIndex::new(text);
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

fn table_entries(text: &str, table: &DeTable<'_>) -> Vec<Entry> {
    let entries = table.iter().map(|(key, value)| Entry {
        key: located(text, &key.span(), key.get_ref().to_string()),
        value: toml_value(text, value),
    });
    let mut entries: Vec<_> = entries.collect();
    entries.sort_by_key(|entry| entry.key.span);
    entries
}

fn toml_value(text: &str, value: &Spanned<DeValue<'_>>) -> Located<Value> {
    let read = match value.get_ref() {
        DeValue::String(string) => Value::Text(string.to_string()),
        DeValue::Datetime(date) => Value::Text(date.to_string()),
        DeValue::Array(items) => Value::List(items.iter().map(|item| toml_value(text, item)).collect()),
        DeValue::Table(table) => Value::Table(table_entries(text, table)),
        DeValue::Boolean(_) => Value::Other("true or false"),
        DeValue::Integer(_) | DeValue::Float(_) => Value::Other("a number"),
    };
    located(text, &value.span(), read)
}

fn located<T>(text: &str, span: &Range<usize>, value: T) -> Located<T> {
    Located { value, line: Some(line(text, span.start)), span: Some(Span::new(span.start, span.end)) }
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
        serde_json::Value::Bool(_) => Value::Other("true or false"),
        serde_json::Value::Number(_) => Value::Other("a number"),
        serde_json::Value::Null => Value::Other("null"),
    }
}

/// The line of byte `offset`, from 1.
fn line(text: &str, offset: usize) -> usize {
    LineIndex::new(text).line(offset) + 1
}
