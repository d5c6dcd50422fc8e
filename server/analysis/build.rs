//! Checks every table of `grammar/` before it is compiled in, and writes the tagger's model as lines that are read in no
//! time: in its crate it is a megabyte of JSON, parsed at every start.

#[allow(dead_code, unreachable_pub, reason = "shared with the library, which uses the rest")]
#[path = "src/lexicon/tables.rs"]
mod tables;

#[allow(dead_code, unreachable_pub, reason = "shared with the library, which uses the rest")]
#[path = "src/lexicon/schemas.rs"]
mod schemas;

use std::fmt::Write;
use std::path::Path;

use serde_json::Value;

fn main() {
    check_tables();
    let model = tagger_model().unwrap_or_default();
    let written = std::env::var("OUT_DIR").map(|out| std::fs::write(Path::new(&out).join("tagger.model"), &model));
    if model.is_empty() || !matches!(written, Ok(Ok(()))) {
        println!("cargo::error=the model of harper-brill could not be written: {written:?}");
    }
}

fn check_tables() {
    let grammar = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../grammar");
    for schema in schemas::ALL {
        let path = grammar.join(schema.file);
        // Not the whole folder: what the editors' grammars in it are tested with is none of the server's.
        println!("cargo::rerun-if-changed={}", path.display());
        match std::fs::read_to_string(&path) {
            Err(error) => println!("cargo::error=grammar/{}: cannot be read: {error}", schema.file),
            Ok(source) => {
                for fault in tables::rows(schema, &source).err().unwrap_or_default() {
                    println!("cargo::error={fault}");
                }
            }
        }
    }
}

/// `word TAG` for every word, an empty line, `FROM TO condition; condition` for every patch; `None` where the model has
/// another form than it had.
fn tagger_model() -> Option<String> {
    let model = serde_json::to_value(&*harper_brill::brill_tagger()).ok()?;
    let mut lines = String::new();
    for (word, tag) in model["base"]["mapping"].as_object()? {
        writeln!(lines, "{word} {}", tag.as_str()?).ok()?;
    }
    for patch in model["patches"].as_array()? {
        let mut conditions = Vec::new();
        conditions_of(&patch["criteria"], &mut conditions)?;
        let (from, to) = (patch["from"].as_str()?, patch["to"].as_str()?);
        write!(lines, "\n{from} {to} {}", conditions.join("; ")).ok()?;
    }
    Some(lines)
}

/// Conditions that hold together are told one after the other.
fn conditions_of(criteria: &Value, conditions: &mut Vec<String>) -> Option<()> {
    let (kind, told) = criteria.as_object()?.iter().next()?;
    let word = |key: &str| told[key].as_str();
    conditions.push(match kind.as_str() {
        "Combined" => {
            conditions_of(&told["a"], conditions)?;
            return conditions_of(&told["b"], conditions);
        }
        "WordIsTaggedWith" => format!("tagged {} {}", told["relative"], word("is_tagged")?),
        "AnyWordIsTaggedWith" => format!("any {} {}", told["max_relative"], word("is_tagged")?),
        "SandwichTaggedWith" => format!("between {} {}", word("prev_word_tagged")?, word("post_word_tagged")?),
        "WordIs" => format!("word {} {}", told["relative"], word("word")?),
        _ => return None,
    });
    Some(())
}
