//! Metadata written as YAML: front matter of Markdown, and sidecar files `name.yaml`.
//!
//! Keys that say nothing about a document are left alone: the file may serve other tools too.

use std::collections::BTreeMap;
use std::path::Path;

use jiff::civil::Date;
use serde::Deserialize;
use serde_saphyr::Spanned;

use super::Metadata;
use crate::reading::Problem;

/// Reads `yaml`, which begins on line `first_line` (from 1) of the file `path`.
pub fn read(path: &Path, first_line: usize, yaml: &str, problems: &mut Vec<Problem>) -> Metadata {
    let entries: BTreeMap<String, Spanned<Value>> = match serde_saphyr::from_str(yaml) {
        Ok(entries) => entries,
        Err(error) => {
            let line = error.location().map_or(first_line, |at| first_line + (at.line() as usize).saturating_sub(1));
            problems.push(Problem {
                path: path.to_owned(),
                line: Some(line),
                message: format!(
                    "the metadata is no valid YAML and is left out ({}); write `title: ...`, `date: 2020-06-28`, \
                     `publisher: ...`, one to a line",
                    first_line_of(&error.to_string())
                ),
            });
            return Metadata::default();
        }
    };
    let mut metadata = Metadata::default();
    for (key, entry) in entries {
        let line = first_line + (entry.referenced.line() as usize).saturating_sub(1);
        take(&mut metadata, &key, entry.value, path, line, problems);
    }
    metadata
}

/// A scalar as written, or something else.
#[derive(Deserialize)]
#[serde(untagged)]
enum Value {
    Text(String),
    Other(serde::de::IgnoredAny),
}

fn take(metadata: &mut Metadata, key: &str, value: Value, path: &Path, line: usize, problems: &mut Vec<Problem>) {
    let field = match key.to_lowercase().as_str() {
        "title" => &mut metadata.title,
        "publisher" | "source" | "site" => &mut metadata.publisher,
        "key" => &mut metadata.key,
        "date" => return take_date(metadata, &value, path, line, problems),
        _ => return,
    };
    match value {
        Value::Text(text) if !text.trim().is_empty() => *field = Some(text.trim().to_owned()),
        Value::Text(_) => {}
        Value::Other(_) => problems.push(Problem {
            path: path.to_owned(),
            line: Some(line),
            message: format!("`{key}` must be one line of text and is left out"),
        }),
    }
}

fn take_date(metadata: &mut Metadata, value: &Value, path: &Path, line: usize, problems: &mut Vec<Problem>) {
    let text = match value {
        Value::Text(text) => text.trim(),
        Value::Other(_) => "",
    };
    let date = text.get(..10).and_then(|day| day.parse::<Date>().ok());
    metadata.date = date;
    if date.is_none() {
        problems.push(Problem {
            path: path.to_owned(),
            line: Some(line),
            message: format!("`date: {text}` is no day and is left out; write it as 2020-06-28"),
        });
    }
}

fn first_line_of(message: &str) -> &str {
    message.lines().next().unwrap_or(message)
}
