//! Checks the tables of `grammar/` that this crate compiles in.

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

use std::path::Path;

fn main() {
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
