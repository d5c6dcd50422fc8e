//! Citation keys: each document's own, letter case aside.

use std::path::PathBuf;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::{Problem, Source};

/// Sorts sources by key and path, and gives all but the first with one key a number behind it.
pub(super) fn settle(sources: &mut [Source], problems: &mut Vec<Problem>) {
    sources.sort_by(|a, b| (&a.given_key, &a.path).cmp(&(&b.given_key, &b.path)));
    let mut taken: FxHashMap<String, PathBuf> = FxHashMap::default();
    for source in sources.iter_mut() {
        let given = source.given_key.clone();
        let key = free(&given, &taken);
        if let Some(first) = taken.get(&given.to_lowercase()) {
            problems.push(Problem::of_file(
                &source.path,
                format!(
                    "has the same citation key as {}, so its own is `{key}`; rename one of the files, or write `key: ...` \
                     into its sidecar",
                    first.display()
                ),
            ));
        }
        taken.insert(key.to_lowercase(), source.path.clone());
        if source.document.key != key {
            Arc::make_mut(&mut source.document).key = key;
        }
    }
    sources.sort_by(|a, b| a.document.key.cmp(&b.document.key));
}

/// `key`, or the first of `key-2`, `key-3`... that is free.
fn free(key: &str, taken: &FxHashMap<String, PathBuf>) -> String {
    let numbered = (2..).map(|number| format!("{key}-{number}"));
    let mut keys = std::iter::once(key.to_owned()).chain(numbered);
    keys.find(|key| !taken.contains_key(&key.to_lowercase())).unwrap_or_else(|| key.to_owned())
}
