//! Checks every table of `grammar/` before it is compiled in.

#[allow(dead_code, unreachable_pub, reason = "shared with the library, which uses the rest")]
#[path = "src/lexicon/tables.rs"]
mod tables;

#[allow(dead_code, unreachable_pub, reason = "shared with the library, which uses the rest")]
#[path = "src/lexicon/schemas.rs"]
mod schemas;

use std::path::Path;

fn main() {
    let grammar = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../grammar");
    println!("cargo::rerun-if-changed={}", grammar.display());
    for schema in schemas::ALL {
        let path = grammar.join(schema.file);
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
