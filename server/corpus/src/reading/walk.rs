//! Which files below the corpus folders are documents.

use std::path::{Path, PathBuf};

use ignore::WalkBuilder;

use super::Problem;
use crate::formats;

/// Extensions of files that belong to a corpus without being documents of it.
const BESIDE: &[&str] = &["toml", "bib", "json", "jsonl", "yaml", "yml"];

/// The documents' files below `paths`, sorted, each once. Hidden files are skipped, links followed, ignore files not obeyed.
pub(super) fn files(paths: &[PathBuf], problems: &mut Vec<Problem>) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for path in paths {
        if !path.exists() {
            problems.push(Problem::of_file(
                path,
                "does not exist; create it, or correct the corpus folders in deskcheck.toml or on the command line",
            ));
        } else if path.is_file() {
            files.push(path.clone());
        } else {
            files.extend(below(path, problems));
        }
    }
    files.sort();
    files.dedup();
    files
}

fn below(folder: &Path, problems: &mut Vec<Problem>) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in WalkBuilder::new(folder).standard_filters(false).hidden(true).follow_links(true).build() {
        match entry {
            Ok(entry) if entry.path().is_file() && is_document(entry.path()) => files.push(entry.into_path()),
            Ok(_) => {}
            Err(error) => {
                problems.push(Problem::of_file(folder, format!("a folder or link in it is left out: {error}")));
            }
        }
    }
    files
}

fn is_document(path: &Path) -> bool {
    let extension = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    !BESIDE.contains(&extension.as_str()) && formats::reader(path).is_some()
}
