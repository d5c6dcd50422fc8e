//! Metadata written as YAML: front matter of Markdown, and sidecar files `name.yaml`.
//!
//! Keys that say nothing about a document are left alone: the file may serve other tools too.

use std::collections::BTreeMap;
use std::path::Path;

use deskcheck_analysis::lexicon::languages;
use serde::Deserialize;
use serde_saphyr::Spanned;

use super::dates::{FoundDay, days};
use super::{Metadata, in_one_line};
use crate::reading::Problem;

/// Reads `yaml`, which begins on line `first_line` (from 1) of the file `path`. Where it is no YAML, the lines that are
/// plain `key: value` count all the same.
pub fn read(path: &Path, first_line: usize, yaml: &str, problems: &mut Vec<Problem>) -> Metadata {
    let mut metadata = Metadata::default();
    if yaml.trim().is_empty() {
        return metadata;
    }
    match serde_saphyr::from_str::<BTreeMap<String, Spanned<Value>>>(yaml) {
        Ok(entries) => {
            for (key, entry) in entries {
                let line = first_line + (entry.referenced.line() as usize).saturating_sub(1);
                take(&mut metadata, &key, entry.value, path, line, problems);
            }
        }
        Err(error) => {
            let wrong = error.location().map_or(0, |at| (at.line() as usize).saturating_sub(1));
            problems.push(Problem {
                path: path.to_owned(),
                line: Some(first_line + wrong),
                message: format!(
                    "metadata is no valid YAML here ({}); write one `key: value` to a line, and quotes around a value with \
                     a colon or quotes in it",
                    cause(&error.to_string())
                ),
            });
            for (number, line) in yaml.lines().enumerate().filter(|(number, _)| *number != wrong) {
                if let Some((key, value)) = line.split_once(": ") {
                    let value = match value.trim().trim_matches(['"', '\'']) {
                        "true" => Value::Truth(true),
                        "false" => Value::Truth(false),
                        text => Value::Text(text.to_owned()),
                    };
                    take(&mut metadata, key.trim(), value, path, first_line + number, problems);
                }
            }
        }
    }
    metadata
}

/// A value as far as it matters here.
#[derive(Deserialize)]
#[serde(untagged)]
enum Value {
    Truth(bool),
    Whole(i64),
    Number(f64),
    Text(String),
    List(Vec<Value>),
    Other(serde::de::IgnoredAny),
}

impl Value {
    /// The value as it was written, where it is one word or line.
    fn text(self) -> Option<String> {
        match self {
            Value::Truth(truth) => Some(truth.to_string()),
            Value::Whole(number) => Some(number.to_string()),
            Value::Number(number) => Some(number.to_string()),
            Value::Text(text) => Some(text.trim().to_owned()),
            Value::List(_) | Value::Other(_) => None,
        }
    }

    /// One line, or several as one.
    fn listed(self) -> Option<String> {
        match self {
            Value::List(items) => {
                let items: Option<Vec<_>> = items.into_iter().map(Value::text).collect();
                items.and_then(|names| in_one_line(&names))
            }
            one => one.text(),
        }
    }
}

fn take(metadata: &mut Metadata, key: &str, value: Value, path: &Path, line: usize, problems: &mut Vec<Problem>) {
    let known = |value: Value, read: fn(&str) -> Option<String>, wanted: &str| match value.text() {
        Some(text) if text.is_empty() => Ok(None),
        Some(text) => read(&text).map(Some).ok_or_else(|| format!("`{key}: {text}` is left out: {wanted}")),
        None => Err(format!("`{key}` is left out: {wanted}")),
    };
    let plain = |text: &str| Some(text.to_owned());
    let one_line = "it must be one line of text";
    let read = match key.to_lowercase().as_str() {
        "title" => known(value, plain, one_line).map(|title| metadata.title = title),
        "publisher" | "source" | "site" => known(value, plain, one_line).map(|name| metadata.publisher = name),
        "key" => known(value, plain, one_line).map(|key| metadata.key = key),
        "author" | "authors" => match value.listed() {
            Some(names) => {
                metadata.author = Some(names).filter(|names| !names.is_empty());
                Ok(())
            }
            None => Err(format!("`{key}` is left out: write one name, or a list of names")),
        },
        "language" | "lang" => known(value, language, "that is no language; write its code, such as `fr`")
            .map(|language| metadata.language = language),
        "url" => known(value, address, "that is no web address; write it with https://").map(|url| metadata.url = url),
        "doi" => known(value, plain, one_line).map(|doi| {
            metadata.url = metadata.url.take().or(doi.map(|doi| super::addresses::of_doi(&doi)));
        }),
        "grade" => known(value, grade, "write a letter from A to F and a digit from 1 to 6, such as B2")
            .map(|grade| metadata.grade = grade),
        "retracted" => match value {
            Value::Truth(truth) => {
                metadata.retracted = Some(truth);
                Ok(())
            }
            _ => Err(format!("`{key}` is left out: write true or false")),
        },
        "date" => take_date(metadata, value),
        _ => return,
    };
    if let Err(message) = read {
        problems.push(Problem { path: path.to_owned(), line: Some(line), message });
    }
}

/// The code of a language.
fn language(written: &str) -> Option<String> {
    languages().code(written).map(str::to_owned)
}

fn address(written: &str) -> Option<String> {
    let is_address = written.contains("://") && !written.contains(char::is_whitespace);
    is_address.then(|| written.to_owned())
}

/// How a source is graded: its reliability from A to F, what it says from 1 to 6 (NATO AJP-2.1, the Admiralty code).
fn grade(written: &str) -> Option<String> {
    let upper = written.to_uppercase();
    let is_grade = matches!(upper.as_bytes(), [b'A'..=b'F', b'1'..=b'6']);
    is_grade.then_some(upper)
}

fn take_date(metadata: &mut Metadata, value: Value) -> Result<(), String> {
    let text = value.text().unwrap_or_default();
    let iso = text.get(..10).and_then(|day| day.parse().ok());
    metadata.date = iso.or_else(|| days(&text).iter().find_map(FoundDay::date));
    if metadata.date.is_none() && !text.is_empty() {
        return Err(format!("`date: {text}` is no day with its year and is left out; write it as 2020-06-28"));
    }
    Ok(())
}

/// What the YAML reader says, without its own line numbers, which count from elsewhere.
fn cause(message: &str) -> &str {
    let first = message.lines().next().unwrap_or(message);
    let bare =
        first.strip_prefix("error: line ").and_then(|rest| rest.split_once(": ")).map_or(first, |(_, rest)| rest);
    bare.split(" at line ").next().unwrap_or(bare)
}

#[cfg(test)]
#[allow(clippy::needless_raw_string_hashes, reason = "expect-test writes them")]
mod tests {
    use std::fmt::Write;

    use expect_test::{Expect, expect};

    use super::*;

    fn check(yaml: &str, expected: &Expect) {
        let mut problems = Vec::new();
        let found = read(Path::new("a.md"), 2, yaml, &mut problems);
        let mut shown = format!("{:?} {:?} {:?}\n", found.title, found.publisher, found.date);
        for problem in problems {
            writeln!(shown, "{}: {}", problem.line.unwrap_or_default(), problem.message).expect("a string takes all");
        }
        expected.assert_eq(&shown);
    }

    #[test]
    fn what_is_written_is_taken() {
        check(
            "title: \"Gates: shut\"\ndate: 2020-06-28\npublisher: Selm Post\nas-of: 2020-07-01\nauthors: [a, b]\n",
            &expect![[r#"
                Some("Gates: shut") Some("Selm Post") Some(2020-06-28)
            "#]],
        );
        check(
            "title: 1984\ndate: 28 June 2020\n",
            &expect![[r#"
            Some("1984") None Some(2020-06-28)
        "#]],
        );
        check(
            "",
            &expect![[r#"
            None None None
        "#]],
        );
    }

    #[test]
    fn what_is_wrong_is_named_and_the_rest_goes_on() {
        check(
            "title: Gates: shut\ndate: 2020-06-28\n",
            &expect![[r#"
            None None Some(2020-06-28)
            2: metadata is no valid YAML here (mapping values are not allowed in this context); write one `key: value` to a line, and quotes around a value with a colon or quotes in it
        "#]],
        );
        check(
            "title: Gates\ndate: soon\npublisher: [a]\n",
            &expect![[r#"
            Some("Gates") None None
            3: `date: soon` is no day with its year and is left out; write it as 2020-06-28
            4: `publisher` is left out: it must be one line of text
        "#]],
        );
    }
}
