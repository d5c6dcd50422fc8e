use std::fs;
use std::path::Path;

use super::entries::from_json;
use super::{Options, Workspace};

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    for path in ["work/sources", "work/notes/drafts", "bare/corpus", "empty"] {
        fs::create_dir_all(folder.path().join(path)).expect("it can be filled");
    }
    fs::write(
        folder.path().join("work/deskcheck.toml"),
        "corpus = [\"sources\", \"gone\"]\nignore = [\"drafts/**\", \"*.tmp\"]\n",
    )
    .expect("it can be filled");
    folder
}

#[test]
fn the_file_is_found_upward_and_names_what_is_missing() {
    let folder = folder();
    let root = folder.path().join("work");
    let workspace = Workspace::find(&root.join("notes/drafts"), None).expect("there is a file above");
    assert_eq!(workspace.corpus, [root.join("sources")]);
    let problems: Vec<_> = workspace.missing.iter().map(|problem| (problem.line, problem.message.as_str())).collect();
    assert_eq!(
        problems,
        [(Some(1), "`gone`: there is no such folder; make it, or name the folder that holds the documents")]
    );
    assert!(workspace.ignores(&root.join("drafts/a.md")) && workspace.ignores(&root.join("sources/x.tmp")));
    assert!(!workspace.ignores(&root.join("sources/x.txt")) && !workspace.ignores(Path::new("/elsewhere/x.tmp")));
}

#[test]
fn a_folder_beside_the_note_serves_where_there_is_no_file() {
    let folder = folder();
    let bare = folder.path().join("bare");
    assert_eq!(Workspace::find(&bare, None).map(|workspace| workspace.corpus), Some(vec![bare.join("corpus")]));
    assert!(Workspace::find(&folder.path().join("empty"), None).is_none());
}

#[test]
fn an_editors_settings_hold_where_there_is_no_file() {
    let folder = folder();
    let json = serde_json::json!({"corpus": ["../work/sources"], "as-of": "2020-12-31", "rules": null});
    let options = Options { root: folder.path().join("empty"), entries: from_json(&json) };
    let workspace = Workspace::find(&folder.path().join("empty"), Some(&options)).expect("the settings name documents");
    assert_eq!(workspace.corpus, [folder.path().join("work/sources")]);
    assert!(workspace.settings.as_of.is_some() && workspace.problems.is_empty());
}

#[test]
fn the_whole_file_system_is_never_a_corpus() {
    let folder = folder();
    let workspace = Workspace::with_corpus(&folder.path().join("empty"), &["/".into()]);
    assert!(workspace.corpus.is_empty() && workspace.missing.len() == 1);
}
