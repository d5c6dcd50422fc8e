//! `cargo xtask bench`: the speed of an optimised build; the work is done by the program `bench` of `tests/`, which finds
//! the server beside itself.

use std::path::Path;

use anyhow::Result;

use crate::command::{self, cargo};
use crate::corpus;

/// Documents of the corpora that `--scale` measures.
const SCALES: [usize; 3] = [1_000, 10_000, 100_000];

/// Builds that program and the server, and hands the arguments over.
pub(crate) fn run(arguments: &[String]) -> Result<()> {
    command::run(&mut cargo(&["build", "--release", "--quiet", "--package", "deskcheck"]))?;
    let mut arguments = arguments.to_vec();
    if let Some(at) = arguments.iter().position(|argument| argument == "--scale") {
        let sizes = arguments.get(at + 1).filter(|next| !next.starts_with('-')).cloned();
        let count = usize::from(sizes.is_some());
        arguments.splice(at + 1..at + 1 + count, [corpora(sizes.as_deref())?]);
    }
    let mut cargo = cargo(&["run", "--release", "--quiet", "--package", "deskcheck-tests", "--bin", "bench"]);
    command::run(cargo.arg("--").args(arguments))
}

/// The folders of made-up corpora of these sizes (numbers parted by commas), made where they are not there yet.
fn corpora(sizes: Option<&str>) -> Result<String> {
    let sizes = match sizes {
        Some(sizes) => sizes.split(',').map(|size| Ok(size.trim().parse()?)).collect::<Result<Vec<usize>>>()?,
        None => SCALES.to_vec(),
    };
    let mut folders = Vec::new();
    for documents in sizes {
        let folder = format!("target/bench/scale-{documents}");
        if !Path::new(&folder).join("deskcheck.toml").is_file() {
            corpus::run(&["--documents".to_owned(), documents.to_string(), "--out".to_owned(), folder.clone()])?;
        }
        folders.push(folder);
    }
    Ok(folders.join(","))
}
