//! Citation keys: each document's own, letter case aside.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::{Problem, Source};

/// What a document's file says of its key.
#[derive(Clone, Copy)]
pub(crate) struct Given<'a> {
    pub(crate) key: &'a str,
    pub(crate) path: &'a Path,
}

/// Two documents that were given one key.
pub(crate) struct Clash {
    /// The file of the second.
    path: PathBuf,
    /// The file of the first.
    first: PathBuf,
    /// The key that the second has instead.
    key: String,
}

impl Clash {
    pub(crate) fn problem(self) -> Problem {
        let (first, key) = (self.first.display(), &self.key);
        let message = format!(
            "has the same citation key as {first}, so its own is `{key}`; rename one of the files, or write `key: ...` into its \
             sidecar"
        );
        Problem::of_file(&self.path, message)
    }
}

/// The key of each document, which come in order of given key, path and place in their file: all but the first with one key
/// have a number behind it.
pub(crate) fn settled<'a>(documents: impl Iterator<Item = Given<'a>>) -> (Vec<String>, Vec<Clash>) {
    let mut taken: FxHashMap<String, &Path> = FxHashMap::default();
    let (mut keys, mut clashes) = (Vec::new(), Vec::new());
    for document in documents {
        let key = free(document.key, &taken);
        if let Some(first) = taken.get(&document.key.to_lowercase()) {
            let (path, first) = (document.path.to_owned(), first.to_path_buf());
            clashes.push(Clash { path, first, key: key.clone() });
        }
        taken.insert(key.to_lowercase(), document.path);
        keys.push(key);
    }
    (keys, clashes)
}

/// True where a document that was given one key may have this one settled.
pub(crate) fn is_settled(given: &str, key: &str) -> bool {
    let number = key.strip_prefix(given).and_then(|rest| rest.strip_prefix('-'));
    key == given || number.is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Gives each source a key of its own, and sorts them by it. Sources of one file come in the order of the file.
pub(super) fn settle(sources: &mut [Source], problems: &mut Vec<Problem>) {
    sources.sort_by(|a, b| (&a.given_key, &a.filed.path).cmp(&(&b.given_key, &b.filed.path)));
    let given = sources.iter().map(|source| Given { key: &source.given_key, path: &source.filed.path });
    let (keys, clashes) = settled(given);
    for (source, key) in sources.iter_mut().zip(keys) {
        if source.filed.document.key != key {
            Arc::make_mut(&mut Arc::make_mut(&mut source.filed).document).key = key;
        }
    }
    problems.extend(clashes.into_iter().map(Clash::problem));
    sources.sort_by(|a, b| a.filed.document.key.cmp(&b.filed.document.key));
}

/// `key`, or the first of `key-2`, `key-3`... that is free.
fn free(key: &str, taken: &FxHashMap<String, &Path>) -> String {
    let numbered = (2..).map(|number| format!("{key}-{number}"));
    let mut keys = std::iter::once(key.to_owned()).chain(numbered);
    keys.find(|key| !taken.contains_key(&key.to_lowercase())).unwrap_or_else(|| key.to_owned())
}
