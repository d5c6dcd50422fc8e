//! Which files below the corpus folders are documents.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use ignore::WalkBuilder;

use super::Problem;
use crate::formats;

/// Extensions of files that belong to a corpus without being documents of it.
const BESIDE: &[&str] = &["toml", "bib", "json", "jsonl", "yaml", "yml"];

/// The documents' files below `paths`, sorted, each once. Hidden files are skipped, links followed, ignore files not obeyed.
pub(super) fn files(paths: &[&Path], problems: &mut Vec<Problem>) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut unknown = BTreeMap::new();
    for path in paths {
        if !path.exists() {
            problems.push(Problem::of_file(
                path,
                "does not exist; create it, or correct the corpus folders in deskcheck.toml or on the command line",
            ));
        } else if path.is_file() {
            files.push(path.to_path_buf());
        } else {
            files.extend(below(path, &mut unknown, problems));
        }
    }
    problems.extend(unknown.into_iter().map(|(extension, found)| of_unknown_format(&extension, found)));
    files.sort();
    let mut seen = rustc_hash::FxHashSet::default();
    files.retain(|file| seen.insert(file.canonicalize().unwrap_or_else(|_| file.clone())));
    files
}

/// The documents below `folder`; files of no known format go to `unknown`, by extension.
fn below(folder: &Path, unknown: &mut BTreeMap<String, Vec<PathBuf>>, problems: &mut Vec<Problem>) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in WalkBuilder::new(folder).standard_filters(false).hidden(true).follow_links(true).build() {
        match entry {
            Ok(entry) if !entry.path().is_file() || is_lock(entry.path()) => {}
            Ok(entry) => {
                let extension = extension(entry.path());
                if formats::reader(entry.path()).is_some() {
                    files.push(entry.into_path());
                } else if !BESIDE.contains(&extension.as_str()) {
                    unknown.entry(extension).or_default().push(entry.into_path());
                }
            }
            Err(error) => problems.push(Problem::of_file(
                folder,
                format!("something in it is left out ({error}); check the permissions, or take the link away"),
            )),
        }
    }
    files
}

/// True for what a word processor lays beside a file that it has open (`~$brief.docx`); other such files are hidden.
fn is_lock(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("~$"))
}

/// One problem for all files of a format that is not read.
fn of_unknown_format(extension: &str, mut files: Vec<PathBuf>) -> Problem {
    files.sort();
    let known: Vec<_> =
        formats::TABLE.iter().flat_map(|reader| reader.extensions).copied().filter(|known| !known.is_empty()).collect();
    let others = match files.len() {
        1 => String::new(),
        2 => format!(" and 1 other .{extension} file"),
        count => format!(" and {} other .{extension} files", count - 1),
    };
    let message =
        format!("{others} cannot be read: files of these formats can: {}; convert or remove", known.join(", "));
    Problem::of_file(&files[0], message.trim_start())
}

fn extension(path: &Path) -> String {
    path.extension().unwrap_or_default().to_string_lossy().to_lowercase()
}
