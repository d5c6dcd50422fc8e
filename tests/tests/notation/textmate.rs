//! The `TextMate` grammars, as the VS Code extension declares them, over VS Code's own Markdown grammar: the list made
//! into cases of `vscode-tmgrammar-test`.

use std::ffi::OsStr;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;

use deskcheck_tests::desk::{fetched, repository};
use serde_json::{Value, json};

use super::examples::{Example, Line, examples};

/// Each mark with the scope that stands for it.
const SCOPES: [(&str, &str); 14] = [
    ("@-", "variable.other.citation.sign.deskcheck"),
    ("k", "variable.other.citation.key.deskcheck"),
    ("{}", "variable.other.citation.brace.deskcheck"),
    ("[", "punctuation.definition.citation.begin.deskcheck"),
    ("]", "punctuation.definition.citation.end.deskcheck"),
    (";", "punctuation.separator.citation.deskcheck"),
    ("p", "meta.prefix.citation.deskcheck"),
    ("u", "keyword.other.unit.locator.deskcheck"),
    ("n", "constant.numeric.locator.deskcheck"),
    ("d", "keyword.other.dismissal.deskcheck"),
    ("r", "variable.other.rule.deskcheck"),
    ("a", "meta.attribute.reason.deskcheck"),
    ("s", "string.quoted.double.reason.deskcheck"),
    ("y", "meta.key.deskcheck"),
];

/// What the grammar of YAML says where another one has taken a line out of its sight.
const YAML_IN_DISORDER: &str = "invalid.illegal.expected-indentation.yaml invalid.illegal.multiline-key.yaml";

/// The grammars of VS Code that ours are put into, in the folder of its extensions.
const HOSTS: [&str; 6] = [
    "markdown-basics/syntaxes/markdown",
    "html/syntaxes/html",
    "html/syntaxes/html-derivative",
    "yaml/syntaxes/yaml",
    "yaml/syntaxes/yaml-1.2",
    "yaml/syntaxes/yaml-embedded",
];

// FIXME: a TextMate grammar sees one line at a time, and to VS Code's Markdown grammar each line is a paragraph.
const KNOWN: [&str; 2] = ["Brackets without an end", "Over two lines, between key and locator"];

/// What a line of a case begins with that is no line of the note. No example begins so.
const ASSERTION: char = '%';

#[test]
fn the_textmate_grammars_read_the_notation_as_the_list_does() {
    let cases = tempfile::tempdir().expect("temporary folders can be made");
    put_grammars_into(cases.path());
    let (known, examples): (Vec<_>, Vec<_>) =
        examples().into_iter().partition(|example| KNOWN.contains(&example.title.as_str()));
    assert_eq!(known.len(), KNOWN.len(), "each has its example");

    let (passed, said) = run(cases.path(), &examples);
    assert!(passed, "{said}");
    for example in known {
        let title = example.title.clone();
        let (passed, _) = run(cases.path(), &[example]);
        assert!(!passed, "{title}: right now; take it off the list");
    }
}

/// Puts the extension's grammars into a folder as it declares them, from where they are written.
fn put_grammars_into(folder: &Path) {
    let package = fs::read(repository().join("editors/vscode/package.json")).expect("the extension is there");
    let package: Value = serde_json::from_slice(&package).expect("its package.json is JSON");
    let mut grammars = package["contributes"]["grammars"].clone();
    for grammar in grammars.as_array_mut().expect("it brings grammars") {
        let path = Path::new(grammar["path"].as_str().expect("a grammar has a path"));
        let name = path.file_name().and_then(OsStr::to_str).expect("of a file");
        let written = repository().join("grammar/notes/textmate").join(name);
        fs::copy(&written, folder.join(name)).unwrap_or_else(|error| panic!("{}: {error}", written.display()));
        grammar["path"] = json!(name);
    }
    let package = json!({ "contributes": { "grammars": grammars } });
    fs::write(folder.join("package.json"), package.to_string()).expect("a file can be written");
}

/// Whether the examples pass, and what was said of them.
fn run(folder: &Path, examples: &[Example]) -> (bool, String) {
    let cases = folder.join(examples.len().to_string());
    fs::create_dir_all(&cases).expect("a folder can be made");
    for (number, example) in examples.iter().enumerate() {
        fs::write(cases.join(format!("{number}.md")), case(example)).expect("a case can be written");
    }
    let mut program = Command::new("node");
    program.arg(fetched("grammar/notes/textmate/node_modules/vscode-tmgrammar-test/dist/unit.js"));
    program.arg("--config").arg(folder.join("package.json"));
    let extensions = fetched(".cache/code-server/node_modules/code-server/lib/vscode/extensions");
    for host in HOSTS {
        program.arg("--grammar").arg(extensions.join(format!("{host}.tmLanguage.json")));
    }
    let output = program.arg(cases.join("*.md")).output().expect("Node.js runs");
    (output.status.success(), String::from_utf8_lossy(&output.stdout).into_owned())
}

/// An example as a case: behind each line what each of its parts must be, and what all the rest must not be.
fn case(example: &Example) -> String {
    let mut case = format!("{ASSERTION} SYNTAX TEST \"text.html.markdown\" \"{}\"\n", example.title.replace('"', "'"));
    for line in &example.lines {
        assert!(!line.text.starts_with(ASSERTION), "{}", example.title);
        writeln!(case, "{}", line.text).expect("a string");
        for (from, to, mark) in parts(line) {
            let scope = SCOPES.iter().find(|(marks, _)| marks.contains(mark)).map(|(_, scope)| *scope);
            let asserted = scope.map_or_else(|| format!("- {} {YAML_IN_DISORDER}", all_scopes()), str::to_owned);
            // The first column lies under the sign of the assertion itself.
            let place = if from == 0 {
                format!("{ASSERTION} <{}", "-".repeat(to))
            } else {
                format!("{ASSERTION}{}{}", " ".repeat(from - 1), "^".repeat(to - from))
            };
            writeln!(case, "{place} {asserted}").expect("a string");
        }
    }
    case
}

fn all_scopes() -> String {
    SCOPES.iter().map(|(_, scope)| *scope).collect::<Vec<_>>().join(" ")
}

/// The runs of one mark in a line, in UTF-16 units.
fn parts(line: &Line) -> Vec<(usize, usize, char)> {
    let mut parts: Vec<(usize, usize, char)> = Vec::new();
    let mut at = 0;
    for (character, mark) in line.text.chars().zip(&line.marks) {
        let end = at + character.len_utf16();
        match parts.last_mut() {
            Some(last) if last.2 == *mark => last.1 = end,
            _ => parts.push((at, end, *mark)),
        }
        at = end;
    }
    parts
}
