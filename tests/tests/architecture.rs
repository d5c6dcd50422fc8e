//! Keeps ARCHITECTURE.md honest, and the walls it speaks of standing.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use toml::Table;

/// Rooms of the analysis, from left to right; each may use those behind it, and the lexicon.
const ROOMS: &[&str] = &["answer", "judge", "resolve", "extract", "text"];

/// What the analysis must not touch: files, clock, threads, processes, sockets, environment, terminals.
const IMPURE: &[&str] = &[
    "std::fs",
    "std::net",
    "std::env",
    "std::process",
    "std::thread",
    "std::io",
    "std::time::Instant",
    "std::time::SystemTime",
    "Instant::now",
    "SystemTime::now",
    "Zoned::now",
    "Timestamp::now",
    "println!",
    "eprintln!",
];

/// Crates that would bring it in.
const FORBIDDEN: &[&str] =
    &["tokio", "tower-lsp", "rayon", "notify", "ignore", "ropey", "dashmap", "clap", "anyhow", "memmap2", "rusqlite"];

/// What may stand at the top of the repository.
const TOP: &[&str] = &[
    ".cargo",
    ".ci",
    ".config",
    ".gitignore",
    "ARCHITECTURE.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "Cargo.lock",
    "Cargo.toml",
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "README.md",
    "docs",
    "editors",
    "grammar",
    "rustfmt.toml",
    "server",
    "tests",
    "xtask",
];

/// What tools make there, and git ignores.
const MADE: &[&str] = &[".cache", ".git", "node_modules", "target"];

#[test]
fn paths_in_documentation_exist() {
    let mut missing = Vec::new();
    for page in ["ARCHITECTURE.md", "README.md", "CONTRIBUTING.md"] {
        let text = read(&root().join(page));
        missing
            .extend(paths_named(&text).into_iter().filter(|path| !stands(path)).map(|path| format!("{page}: {path}")));
    }
    assert_eq!(missing, Vec::<String>::new(), "these paths do not exist");
}

#[test]
fn links_in_documentation_lead_somewhere() {
    let mut missing = Vec::new();
    for page in [
        "ARCHITECTURE.md",
        "README.md",
        "CHANGELOG.md",
        "CONTRIBUTING.md",
        "docs/deskcheck-toml.md",
        "editors/README.md",
    ] {
        let path = root().join(page);
        let folder = path.parent().unwrap_or(root()).to_path_buf();
        let text = read(&path);
        let targets = text.split("](").skip(1).filter_map(|rest| rest.split(')').next());
        let files = targets.filter(|target| !target.contains("://") && !target.starts_with('#'));
        let files = files.map(|target| target.split('#').next().unwrap_or_default());
        missing.extend(files.filter(|file| !folder.join(file).exists()).map(|file| format!("{page}: {file}")));
    }
    assert_eq!(missing, Vec::<String>::new(), "these links lead nowhere");
}

#[test]
fn rooms_of_the_analysis_point_one_way() {
    let sources = root().join("server/analysis/src");
    let mut wrong = Vec::new();
    let walled = ROOMS.iter().enumerate().map(|(at, room)| (*room, &ROOMS[..at])).chain([("lexicon", ROOMS)]);
    for (room, left) in walled {
        for (file, code) in rust_files(&sources.join(room)) {
            let used = used_rooms(&code);
            let over_the_wall = left.iter().filter(|room| used.contains(**room));
            wrong.extend(over_the_wall.map(|room| format!("{} uses {room}", shown(&file))));
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn the_analysis_is_pure() {
    let mut wrong = Vec::new();
    for (file, code) in rust_files(&root().join("server/analysis/src")) {
        let code = without_tests(&code);
        let met = IMPURE.iter().filter(|word| mentions(&code, word));
        wrong.extend(met.map(|word| format!("{} uses {word}", shown(&file))));
    }
    let allowed = dependencies("server/analysis/Cargo.toml", "dependencies");
    wrong.extend(FORBIDDEN.iter().filter(|name| allowed.contains(**name)).map(|name| format!("depends on {name}")));
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn crates_point_one_way() {
    let order = [
        ("server/analysis/Cargo.toml", "deskcheck-analysis"),
        ("server/corpus/Cargo.toml", "deskcheck-corpus"),
        ("server/deskcheck/Cargo.toml", "deskcheck"),
        ("tests/Cargo.toml", "deskcheck-tests"),
    ];
    for (at, (manifest, _)) in order.iter().enumerate() {
        let mut used = dependencies(manifest, "dependencies");
        used.extend(dependencies(manifest, "dev-dependencies"));
        used.extend(dependencies(manifest, "build-dependencies"));
        for (_, left) in &order[at..] {
            assert!(!used.contains(*left), "{manifest} must not depend on {left}");
        }
    }
    let xtask = dependencies("xtask/Cargo.toml", "dependencies");
    assert!(!xtask.iter().any(|name| name.starts_with("deskcheck")), "xtask must be quick to build");
}

#[test]
fn the_top_of_the_repository_is_tidy() {
    let names = tracked().unwrap_or_else(listed);
    let found: Vec<_> = names.iter().map(String::as_str).filter(|name| !MADE.contains(name)).collect();
    assert_eq!(found, TOP);
}

#[test]
fn every_dependency_has_its_reason() {
    let text = read(&root().join("ARCHITECTURE.md"));
    let reasons = section(&text, "## Dependencies");
    let workspace = manifest("Cargo.toml");
    let listed = names(&workspace["workspace"]["dependencies"]);
    let untold: Vec<_> = listed.iter().filter(|name| !reasons.contains(&format!("`{name}`"))).collect();
    assert_eq!(untold, Vec::<&String>::new(), "ARCHITECTURE.md does not say why these are here");

    let package: serde_json::Value =
        serde_json::from_str(&read(&root().join("editors/vscode/package.json"))).expect("package.json is JSON");
    for kind in ["dependencies", "devDependencies"] {
        for name in package[kind].as_object().into_iter().flatten().map(|(name, _)| name) {
            assert!(reasons.contains(&format!("`{name}`")), "ARCHITECTURE.md does not say why {name} is here");
        }
    }
}

#[test]
fn every_dependency_is_used() {
    let workspace = manifest("Cargo.toml");
    let mut unused = names(&workspace["workspace"]["dependencies"]);
    let mut idle = Vec::new();
    let members = workspace["workspace"]["members"].as_array().expect("the workspace has members");
    for member in members.iter().filter_map(toml::Value::as_str) {
        let path = format!("{member}/Cargo.toml");
        let mut code = String::new();
        for (_, text) in rust_files(&root().join(member)) {
            code.push_str(&text);
        }
        for name in all_dependencies(&manifest(&path)) {
            let in_code = name.replace('-', "_");
            let named = mentions(&code, &format!("{in_code}::")) || mentions(&code, &format!("use {in_code}"));
            idle.extend((!named).then(|| format!("{path} names {name}")));
            unused.remove(&name);
        }
    }
    assert_eq!(idle, Vec::<String>::new());
    assert_eq!(unused, BTreeSet::new(), "no crate uses these");
}

#[test]
fn every_table_has_a_schema() {
    let mut schemas = read(&root().join("server/analysis/src/lexicon/schemas.rs"));
    schemas.push_str(&read(&root().join("server/corpus/src/schemas.rs")));
    let grammar = root().join("grammar");
    let mut tables = Vec::new();
    files(&grammar, "table", &mut tables);
    assert!(!tables.is_empty(), "there are tables");
    let named = |table: &PathBuf| {
        let file = table.strip_prefix(&grammar).expect("tables lie in grammar/").to_string_lossy().replace('\\', "/");
        schemas.contains(&format!("\"{file}\""))
    };
    let without: Vec<_> = tables.iter().filter(|table| !named(table)).map(|table| shown(table)).collect();
    assert_eq!(without, Vec::<String>::new(), "no schema checks these");
}

/// A table that changes what is read must make the documents be read again.
#[test]
fn every_table_counts_towards_the_number_of_the_reader() {
    let build = read(&root().join("server/corpus/build.rs"));
    let mut tables = Vec::new();
    files(&root().join("grammar"), "table", &mut tables);
    let folders: BTreeSet<_> = tables.iter().filter_map(|table| table.parent()).map(shown).collect();
    let uncounted: Vec<_> = folders.iter().filter(|folder| !build.contains(&format!("\"{folder}\","))).collect();
    assert_eq!(uncounted, Vec::<&String>::new(), "server/corpus/build.rs does not name these");
}

#[test]
fn every_rule_is_documented() {
    let reference = read(&root().join("docs/deskcheck-toml.md"));
    for (rule, ..) in deskcheck_analysis::answer::RULES {
        assert!(reference.contains(&format!("`{rule}`")), "docs/deskcheck-toml.md does not explain {rule}");
    }
}

/// What the program keeps goes with the test that has started it: it is started in `tests/src/program.rs`, and editors that
/// start it by `Desk::run`.
#[test]
fn tests_start_the_program_in_one_place() {
    let mut elsewhere = Vec::new();
    for folder in ["tests/tests", "tests/protocol"] {
        for (file, code) in rust_files(&root().join(folder)) {
            let started = code.match_indices("Command::new(").map(|(at, new)| &code[at + new.len()..]);
            let is_ours = |what: &&str| ["program", "server", "path("].iter().any(|word| what.starts_with(word));
            elsewhere.extend(started.filter(is_ours).map(|_| shown(&file)));
        }
    }
    assert_eq!(elsewhere, Vec::<String>::new(), "these know no `program::command`");
}

/// Names at the top of the repository that git keeps; what else lies there is the developer's own business. None outside
/// of a repository.
fn tracked() -> Option<BTreeSet<String>> {
    let files = Command::new("git").args(["ls-files", "-z"]).current_dir(root()).output().ok()?;
    let files = String::from_utf8(files.stdout).ok().filter(|files| !files.is_empty())?;
    let names = files.split('\0').filter_map(|file| file.split('/').next()).filter(|name| !name.is_empty());
    Some(names.map(str::to_owned).collect())
}

fn listed() -> BTreeSet<String> {
    let entries = fs::read_dir(root()).expect("the repository can be listed");
    let names = entries.map(|entry| entry.expect("the repository can be listed").file_name());
    names.map(|name| name.to_string_lossy().into_owned()).collect()
}

/// The checks above find what they look for.
#[test]
fn faults_are_found() {
    assert_eq!(paths_named("see `tests/gone.rs`, `a/b` and `Evidence::keys`"), ["tests/gone.rs"]);
    assert!(!stands("tests/gone.rs") && !stands("judge/gone.rs") && stands("judge/mod.rs") && stands("tests/notes/"));
    assert_eq!(
        used_rooms("use crate::{judge::Verdict, text};\nlet x = crate::answer::note();"),
        set(&["answer", "judge", "text"])
    );
    assert_eq!(used_rooms("// use crate::answer\nuse super::super::super::judge::Gate;"), set(&["judge"]));
    assert!(
        mentions("use std::fs;", "std::fs")
            && !mentions("std::fs_extra", "std::fs")
            && !mentions("// std::fs", "std::fs")
    );
    assert!(mentions("use std::{fmt, fs};", "std::fs"));
    assert!(!without_tests("fn a() {}\n#[cfg(test)]\nmod tests { use std::fs; }").contains("fs"));
}

/// What looks like a path between backticks: it has a folder that we know, or the ending of a file with a folder.
fn paths_named(text: &str) -> Vec<String> {
    let spans = text.lines().flat_map(|line| line.split('`').skip(1).step_by(2));
    let is_path = |word: &&str| {
        let first = word.split('/').next().unwrap_or_default();
        let known = TOP.contains(&first) || ROOMS.contains(&first) || first == "lexicon";
        known && word.contains('/') && !word.contains([' ', '<', '*', ':', '('])
    };
    spans.filter(is_path).map(str::to_owned).collect()
}

/// True for a path from the root, or from the source folder of a crate.
fn stands(path: &str) -> bool {
    let bases = ["", "server/analysis/src", "server/corpus/src", "server/deskcheck/src"];
    let made = path.split('/').any(|part| MADE.contains(&part));
    made || bases.iter().any(|base| root().join(base).join(path).exists())
}

/// Rooms that a file names by path, be it from the crate's root or upward from itself (no module within a room is
/// called as a room is).
fn used_rooms(code: &str) -> BTreeSet<&'static str> {
    let code = without_comments(code).replace(char::is_whitespace, "");
    let rooms = ROOMS.iter().copied();
    let used = |room: &&'static str| {
        ["crate::", "super::", "deskcheck_analysis::"].iter().any(|base| {
            code.match_indices(base).any(|(at, _)| {
                let rest = &code[at + base.len()..];
                match rest.strip_prefix('{') {
                    Some(group) => group_members(group).any(|member| is_room(member, room)),
                    None => is_room(rest, room),
                }
            })
        })
    };
    rooms.filter(used).collect()
}

/// The members of a `use` group, each with what follows it.
fn group_members(group: &str) -> impl Iterator<Item = &str> {
    let mut depth = 0_usize;
    let mut starts = vec![0];
    for (at, sign) in group.char_indices() {
        match sign {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => starts.push(at + 1),
            _ => {}
        }
    }
    starts.into_iter().map(move |start| &group[start..])
}

fn is_room(path: &str, room: &str) -> bool {
    path.strip_prefix(room).is_some_and(|rest| rest.starts_with([':', ';', ',', '}']))
}

/// True where code (not a comment) names `path` as a whole, also within a `use` group.
fn mentions(code: &str, path: &str) -> bool {
    let code = without_comments(code);
    let whole = |text: &str, word: &str| {
        text.match_indices(word).any(|(at, _)| {
            let before = text[..at].chars().next_back();
            let behind = text[at + word.len()..].chars().next();
            let is_part = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
            !is_part(before) && (!is_part(behind) || word.ends_with(':'))
        })
    };
    let grouped = path.rsplit_once("::").is_some_and(|(module, member)| {
        let opening = format!("{module}::{{");
        let mut groups = code.split(opening.as_str()).skip(1).filter_map(|rest| rest.split(';').next());
        !member.is_empty() && groups.any(|group| whole(group, member))
    });
    whole(&code, path) || grouped
}

fn without_comments(code: &str) -> String {
    let lines = code.lines().map(|line| match line.find("//") {
        Some(at) if !line[..at].contains('"') => &line[..at],
        _ => line,
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// Code up to its test module, which is the last thing in a file.
fn without_tests(code: &str) -> String {
    match code.find("#[cfg(test)]\nmod tests {") {
        Some(at) => code[..at].to_owned(),
        None => code.to_owned(),
    }
}

fn section<'a>(text: &'a str, heading: &str) -> &'a str {
    let start = text.find(heading).unwrap_or_else(|| panic!("ARCHITECTURE.md has no section `{heading}`"));
    let rest = &text[start + heading.len()..];
    rest.find("\n## ").map_or(rest, |end| &rest[..end])
}

fn manifest(path: &str) -> Table {
    read(&root().join(path)).parse().unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn names(table: &toml::Value) -> BTreeSet<String> {
    table.as_table().into_iter().flatten().map(|(name, _)| name.clone()).collect()
}

fn dependencies(path: &str, kind: &str) -> BTreeSet<String> {
    manifest(path).get(kind).map(names).unwrap_or_default()
}

/// Dependencies of every kind, those of single platforms too.
fn all_dependencies(manifest: &Table) -> BTreeSet<String> {
    let kinds = &["dependencies", "dev-dependencies", "build-dependencies"];
    let platforms = manifest.get("target").and_then(toml::Value::as_table).into_iter().flatten();
    let platforms = platforms.filter_map(|(_, platform)| platform.as_table());
    let tables = platforms.chain([manifest]);
    tables.flat_map(|table| kinds.iter().filter_map(move |kind| table.get(*kind))).flat_map(names).collect()
}

fn rust_files(folder: &Path) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    files(folder, "rs", &mut found);
    found.into_iter().map(|path| (path.clone(), read(&path))).collect()
}

fn files(folder: &Path, extension: &str, found: &mut Vec<PathBuf>) {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    for entry in entries {
        let path = entry.expect("a folder can be listed").path();
        if path.is_dir() && !MADE.iter().any(|made| path.ends_with(made)) {
            files(&path, extension, found);
        } else if path.extension().is_some_and(|found| found == extension) {
            found.push(path);
        }
    }
    found.sort();
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn shown(path: &Path) -> String {
    path.strip_prefix(root()).unwrap_or(path).display().to_string()
}

fn set(words: &[&'static str]) -> BTreeSet<&'static str> {
    words.iter().copied().collect()
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the tests are a folder of the repository")
}
