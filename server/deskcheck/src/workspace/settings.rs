//! The keys of `deskcheck.toml` and what they mean. `docs/deskcheck-toml.md` tells the user the same, and
//! `docs/deskcheck.schema.json` tells it to editors.

use std::path::PathBuf;

use deskcheck_analysis::answer::{Marks, RULES, Settings, Severity};
use jiff::civil::Date;

use super::entries::{Entry, Located, Value};

/// Every key.
pub const KEYS: [&str; 7] = ["corpus", "cards", "bibliography", "as-of", "ignore", "rules", "editor"];

/// What an editor may be told to show, each true or false.
pub const MARKS: [&str; 2] = ["inlay-hints", "code-lens"];

/// What a rule may be set to.
pub const LEVELS: [&str; 5] = ["error", "warning", "information", "hint", "off"];

/// Settings with their meaning, paths and patterns still as written.
#[derive(Clone, Debug, Default)]
pub struct Written {
    /// Folders or files with documents.
    pub corpus: Vec<Located<String>>,
    /// Files with actor cards.
    pub cards: Vec<Located<String>>,
    /// Bibliographies.
    pub bibliography: Vec<PathBuf>,
    /// Patterns of files to leave alone.
    pub ignore: Vec<Located<String>>,
    /// What the analysis needs to know.
    pub analysis: Settings,
}

/// Understands `entries`. A key or value that makes no sense is told in one sentence, with its line; the rest holds.
pub fn understand(entries: &[Entry]) -> (Written, Vec<Located<String>>) {
    let mut written = Written::default();
    let mut faults = Vec::new();
    for entry in entries {
        let (name, value) = (entry.key.value.as_str(), &entry.value);
        match name {
            "corpus" => written.corpus = texts(name, value, &mut faults),
            "cards" => written.cards = texts(name, value, &mut faults),
            "bibliography" => written.bibliography = paths(name, value, &mut faults),
            "ignore" => written.ignore = texts(name, value, &mut faults),
            "as-of" => written.analysis.as_of = date(value, &mut faults),
            "rules" => written.analysis.rules = rules(value, &mut faults),
            "editor" => written.analysis.marks = marks(value, &mut faults),
            unknown => faults.push(entry.key.with(no_such("key", unknown, &KEYS))),
        }
    }
    (written, faults)
}

fn paths(key: &str, value: &Located<Value>, faults: &mut Vec<Located<String>>) -> Vec<PathBuf> {
    texts(key, value, faults).into_iter().map(|text| PathBuf::from(text.value)).collect()
}

/// A list of strings; one string alone is a list of one.
pub(crate) fn texts(key: &str, value: &Located<Value>, faults: &mut Vec<Located<String>>) -> Vec<Located<String>> {
    let one = std::slice::from_ref(value);
    let items = if let Value::List(items) = &value.value { items.as_slice() } else { one };
    let mut texts = Vec::new();
    for item in items {
        match &item.value {
            Value::Text(text) => texts.push(item.with(text.clone())),
            other => faults.push(
                item.with(format!("`{key}` is a list of strings, not {}: write {key} = [\"...\"]", in_words(other))),
            ),
        }
    }
    texts
}

fn date(value: &Located<Value>, faults: &mut Vec<Located<String>>) -> Option<Date> {
    let date = match &value.value {
        Value::Text(text) => text.parse().map_err(|_| format!("`{text}`")),
        other => Err(in_words(other).to_owned()),
    };
    let tell = |found| value.with(format!("`as-of` is a day, not {found}: write it as in as-of = 2020-12-31"));
    date.map_err(|found| faults.push(tell(found))).ok()
}

fn rules(value: &Located<Value>, faults: &mut Vec<Located<String>>) -> Vec<(String, Option<Severity>)> {
    let Value::Table(entries) = &value.value else {
        faults.push(value.with("`rules` is a table: begin it with a line [rules]".to_owned()));
        return Vec::new();
    };
    let known: Vec<_> = RULES.iter().map(|(name, ..)| *name).collect();
    let mut rules = Vec::new();
    for entry in entries {
        let name = entry.key.value.as_str();
        if !known.contains(&name) {
            faults.push(entry.key.with(no_such("rule", name, &known)));
            continue;
        }
        match level(&entry.value.value) {
            Ok(level) => rules.push((name.to_owned(), level)),
            Err(fault) => faults.push(entry.value.with(format!("rule `{name}`: {fault}"))),
        }
    }
    rules
}

fn marks(value: &Located<Value>, faults: &mut Vec<Located<String>>) -> Marks {
    let mut marks = Marks::default();
    let Value::Table(entries) = &value.value else {
        faults.push(value.with("`editor` is a table: begin it with a line [editor]".to_owned()));
        return marks;
    };
    for entry in entries {
        let name = entry.key.value.as_str();
        let mark = match name {
            "inlay-hints" => &mut marks.inlay_hints,
            "code-lens" => &mut marks.code_lens,
            unknown => {
                faults.push(entry.key.with(no_such("key", unknown, &MARKS)));
                continue;
            }
        };
        match &entry.value.value {
            Value::Truth(shown) => *mark = *shown,
            other => faults.push(entry.value.with(format!("`{name}` is true or false, not {}", in_words(other)))),
        }
    }
    marks
}

fn level(value: &Value) -> Result<Option<Severity>, String> {
    let found = match value {
        Value::Text(text) => text.as_str(),
        other => return Err(format!("a level is one of {}, not {}", listed(&LEVELS), in_words(other))),
    };
    match found {
        "error" => Ok(Some(Severity::Error)),
        "warning" => Ok(Some(Severity::Warning)),
        "information" => Ok(Some(Severity::Information)),
        "hint" => Ok(Some(Severity::Hint)),
        "off" => Ok(None),
        other => Err(no_such("level", other, &LEVELS)),
    }
}

/// "there is no key `corpsu`: did you mean `corpus`?"
pub(crate) fn no_such(kind: &str, found: &str, known: &[&str]) -> String {
    let nearest = known
        .iter()
        .map(|word| (strsim::normalized_damerau_levenshtein(found, word), *word))
        .max_by(|one, other| one.0.total_cmp(&other.0));
    match nearest {
        Some((likeness, word)) if likeness > 0.5 => {
            format!("there is no {kind} `{found}`: did you mean `{word}`?")
        }
        _ => format!("there is no {kind} `{found}`: use one of {}", listed(known)),
    }
}

pub(crate) fn listed(words: &[&str]) -> String {
    words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}

pub(crate) fn in_words(value: &Value) -> &'static str {
    match value {
        Value::Text(_) => "a string",
        Value::List(_) => "a list",
        Value::Table(_) => "a table",
        Value::Truth(_) => "true or false",
        Value::Other(words) => words,
    }
}

#[cfg(test)]
mod tests;
