//! Metadata written as YAML: front matter of Markdown, and sidecar files `name.yaml`.
//!
//! Keys that say nothing about a document are left alone: the file may serve other tools too.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;
use serde_saphyr::Spanned;

use super::Metadata;
use super::dates::{FoundDay, days};
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
                    let value = Value::Text(value.trim().trim_matches(['"', '\'']).to_owned());
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
    Whole(i64),
    Number(f64),
    Text(String),
    Other(serde::de::IgnoredAny),
}

impl Value {
    /// The value as it was written, where it is one word or line.
    fn text(self) -> Option<String> {
        match self {
            Value::Whole(number) => Some(number.to_string()),
            Value::Number(number) => Some(number.to_string()),
            Value::Text(text) => Some(text.trim().to_owned()),
            Value::Other(_) => None,
        }
    }
}

fn take(metadata: &mut Metadata, key: &str, value: Value, path: &Path, line: usize, problems: &mut Vec<Problem>) {
    let field = match key.to_lowercase().as_str() {
        "title" => &mut metadata.title,
        "publisher" | "source" | "site" => &mut metadata.publisher,
        "key" => &mut metadata.key,
        "date" => return take_date(metadata, value, path, line, problems),
        _ => return,
    };
    match value.text() {
        Some(text) if text.is_empty() => {}
        Some(text) => *field = Some(text),
        None => problems.push(Problem {
            path: path.to_owned(),
            line: Some(line),
            message: format!("`{key}` must be one line of text and is left out"),
        }),
    }
}

fn take_date(metadata: &mut Metadata, value: Value, path: &Path, line: usize, problems: &mut Vec<Problem>) {
    let text = value.text().unwrap_or_default();
    let iso = text.get(..10).and_then(|day| day.parse().ok());
    metadata.date = iso.or_else(|| days(&text).iter().find_map(FoundDay::date));
    if metadata.date.is_none() && !text.is_empty() {
        problems.push(Problem {
            path: path.to_owned(),
            line: Some(line),
            message: format!("`date: {text}` is no day with its year and is left out; write it as 2020-06-28"),
        });
    }
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
            4: `publisher` must be one line of text and is left out
        "#]],
        );
    }
}
