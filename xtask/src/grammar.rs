//! The grammars of `grammar/notes`: what checks them, and the parser compiled for an editor.
//!
//! `parser.c` is generated and committed, so that whoever has a C compiler has the parser. Here it is made anew by the pinned
//! tree-sitter and must come out the same.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::command::{cargo, output, program, root, run};
use crate::editors;

/// The tree-sitter that generates the parser; npm's package of that name fetches a binary from elsewhere.
const TREE_SITTER: &str = "0.27.1";

/// What the parser is named after, in its files, queries and symbols.
const LANGUAGE: &str = "deskcheck_notes";

/// What tree-sitter generates that is committed.
const GENERATED: &[&str] = &["parser.c", "grammar.json", "node-types.json"];

/// Fetches the pinned tree-sitter and what the `TextMate` grammars are tested with, unless both are there.
pub(crate) fn fetch() -> Result<()> {
    editors::fetch_node_packages(&textmate())?;
    let version = output(program(tree_sitter(), &["--version"]).current_dir(root()));
    if version.is_some_and(|version| version.split_whitespace().any(|word| word == TREE_SITTER)) {
        println!("{} is up to date", tree_sitter().display());
        return Ok(());
    }
    // Built to be there soon and to take little room: it has one small grammar to generate, which Node.js reads for it.
    run(cargo(&["install", "--locked", "--debug", "--config", "profile.dev.debug=false", "--no-default-features"])
        .args(["--force", "--version", TREE_SITTER, "tree-sitter-cli", "--root"])
        .arg(root().join(".cache/tree-sitter")))
}

/// Checks that the committed parser is the grammar's and compiles without warnings, and runs the grammar's own cases.
///
/// The tests in `tests/tests/notation.rs` find the compiled parser and its queries in `.cache/notes/neovim`.
pub(crate) fn check() -> Result<()> {
    let made = root().join(".cache/notes/generated");
    fs::create_dir_all(&made).with_context(|| format!("{} cannot be made", made.display()))?;
    run(in_grammar(tree_sitter(), &["generate", "--output"]).arg(&made))?;
    for name in GENERATED {
        let read = |path: PathBuf| fs::read(&path).with_context(|| format!("{} cannot be read", path.display()));
        if read(made.join(name))? != read(grammar().join("src").join(name))? {
            bail!(
                "src/{name} is not what grammar.js generates: run `tree-sitter generate` as grammar/notes/README.md says"
            );
        }
    }
    let cache = root().join(".cache/notes");
    run(in_grammar(tree_sitter(), &["test"]).env("XDG_CACHE_HOME", &cache).env("XDG_CONFIG_HOME", &cache))?;
    put_into(&cache.join("neovim"), &["-Wall", "-Wextra", "-Werror"])
}

/// Compiles the parser into a Neovim plugin's folder and puts its queries beside it; `flags` go to the C compiler as well.
///
/// # Errors
///
/// Where there is no C compiler (`cc`, or the one that `CC` names), or it fails.
pub(crate) fn put_into(plugin: &Path, flags: &[&str]) -> Result<()> {
    let parser = plugin.join("parser").join(format!("{LANGUAGE}.so"));
    make_folder_of(&parser)?;
    let compiler = std::env::var_os("CC").unwrap_or_else(|| "cc".into());
    let mut compile = in_grammar(compiler, &["-shared", "-fPIC", "-Os", "-std=c11", "-I", "src", "src/parser.c", "-o"]);
    run(compile.arg(parser).args(flags))?;
    copy(&grammar().join("queries/highlights.scm"), &plugin.join("queries").join(LANGUAGE).join("highlights.scm"))?;
    copy(&grammar().join("hosts/markdown/injections.scm"), &plugin.join("queries/markdown/injections.scm"))
}

fn grammar() -> PathBuf {
    root().join("grammar/notes/tree-sitter")
}

fn textmate() -> PathBuf {
    root().join("grammar/notes/textmate")
}

fn tree_sitter() -> PathBuf {
    root().join(".cache/tree-sitter/bin/tree-sitter")
}

fn in_grammar(name: impl AsRef<OsStr>, arguments: &[&str]) -> Command {
    let mut command = program(name, arguments);
    command.current_dir(grammar());
    command
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    make_folder_of(to)?;
    fs::copy(from, to).map(drop).with_context(|| format!("{} cannot be copied to {}", from.display(), to.display()))
}

fn make_folder_of(file: &Path) -> Result<()> {
    let folder = file.parent().context("a file lies in a folder")?;
    fs::create_dir_all(folder).with_context(|| format!("{} cannot be made", folder.display()))
}
