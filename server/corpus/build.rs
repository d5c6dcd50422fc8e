//! Checks the tables of `grammar/` that this crate compiles in, and gives a number to the state of everything that decides
//! what is read out of a file.

#[allow(
    dead_code,
    unreachable_pub,
    missing_docs,
    clippy::pedantic,
    reason = "shared with the analysis, which uses the rest"
)]
#[path = "../analysis/src/lexicon/tables.rs"]
mod tables;

#[path = "src/schemas.rs"]
mod schemas;

use std::path::{Path, PathBuf};

use xxhash_rust::xxh3::Xxh3Default;

fn main() {
    number("DESKCHECK_READER", READER);
    number("DESKCHECK_RESOLVER", &[READER, RESOLVER].concat());
    let grammar = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../grammar");
    for schema in schemas::ALL {
        let path = grammar.join(schema.file);
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

/// What decides what is read out of a file, and in what form it is kept; from the root of the repository.
const READER: &[&str] = &[
    "Cargo.lock",
    "grammar/english",
    "grammar/languages",
    "grammar/transliteration",
    "server/analysis/Cargo.toml",
    "server/analysis/build.rs",
    "server/analysis/src/extract",
    "server/analysis/src/lexicon",
    "server/analysis/src/text",
    "server/corpus/Cargo.toml",
    "server/corpus/src",
];

/// What decides besides what documents say together, and in what form that is kept.
const RESOLVER: &[&str] = &["server/analysis/src/resolve"];

/// Tells the crate, as the variable `name`, a number that changes with the code and the tables below `paths`: nobody has to
/// remember to raise one. Sixty-three bits, so that it is positive wherever it is kept.
fn number(name: &str, paths: &[&str]) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut files = Vec::new();
    for path in paths {
        println!("cargo::rerun-if-changed={}", root.join(path).display());
        files_below(&root.join(path), &mut files);
    }
    files.sort();
    let mut hasher = Xxh3Default::new();
    for file in &files {
        // Line ends as git may have made them are none of the code's.
        let content: Vec<u8> =
            std::fs::read(file).unwrap_or_default().into_iter().filter(|byte| *byte != b'\r').collect();
        hasher.update(file.strip_prefix(&root).unwrap_or(file).to_string_lossy().replace('\\', "/").as_bytes());
        hasher.update(&(content.len() as u64).to_le_bytes());
        hasher.update(&content);
    }
    println!("cargo::rustc-env={name}={:016x}", hasher.digest() >> 1);
}

fn files_below(path: &Path, files: &mut Vec<PathBuf>) {
    match std::fs::read_dir(path) {
        Ok(entries) => entries.flatten().for_each(|entry| files_below(&entry.path(), files)),
        Err(_) => files.push(path.to_owned()),
    }
}
