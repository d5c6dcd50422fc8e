//! The tree-sitter grammar in a real Neovim, put into Markdown's by its injections: what is captured is what is coloured.

use std::process::Command;

use deskcheck_tests::desk::{Desk, fetched, list, repository, text};
use serde_json::{Value, json};

use super::examples::{Example, Line, check, examples};

/// Each capture with its mark; a blank stands for the character itself.
const CAPTURES: [(&str, char); 12] = [
    ("markup.link", ' '),
    ("markup.link.label", 'k'),
    ("punctuation.bracket", ' '),
    ("punctuation.delimiter", ';'),
    ("deskcheck.prefix", 'p'),
    ("constant.numeric.unit", 'u'),
    ("constant.numeric", 'n'),
    ("keyword.directive", 'd'),
    ("constant", 'r'),
    ("attribute", 'a'),
    ("string", 's'),
    ("property", 'y'),
];

#[test]
fn the_tree_sitter_grammar_reads_the_notation_as_the_list_does() {
    let examples = examples();
    let lines = |example: &Example| example.lines.iter().map(|line| line.text.clone()).collect::<Vec<_>>();
    let case = json!({
        "examples": examples.iter().map(lines).collect::<Vec<_>>(),
        // Comments and groups as wholes, words that no speller knows.
        "passed_over": ["comment", "deskcheck.citations", "nospell"],
    });
    let script = repository().join("tests/editors/neovim/notation.lua");
    let mut neovim = Command::new(fetched(".cache/editors/bin/nvim"));
    neovim.args(["--headless", "-i", "NONE", "-u"]).arg(script);
    neovim.env("DESKCHECK_PLUGIN", repository().join("editors/neovim"));
    neovim.env("DESKCHECK_NOTATION", fetched(".cache/notes/neovim"));

    let seen = Desk::empty().run(&mut neovim, &case);

    assert_eq!(seen["error"], Value::Null, "{}", text(&seen["error"]));
    assert_eq!(text(&seen["messages"]), "", "nothing is said");
    assert_eq!(
        seen["brackets"]["nocombine"], true,
        "only keys are underlined, whatever the colour scheme: {:#}",
        seen["brackets"]
    );
    let read: Vec<_> =
        examples.iter().zip(list(&seen["captures"])).map(|(example, seen)| marks(example, seen)).collect();
    // FIXME: tree-sitter-markdown reads no front matter that ends in dots, so there is nothing to put this grammar into.
    check(&examples, &read, |_| true, &[("Front matter that ends in dots", "tree-sitter-markdown")]);
}

/// What was captured, from a list of `{ column in bytes: capture }` for each line.
fn marks(example: &Example, seen: &Value) -> Vec<Line> {
    let mut lines = example.unmarked();
    for (line, captures) in lines.iter_mut().zip(list(seen)) {
        for ((column, character), mark) in line.text.char_indices().zip(&mut line.marks) {
            let Some(capture) = captures[column.to_string()].as_str() else { continue };
            let known = CAPTURES.iter().find(|(name, _)| *name == capture);
            let (_, letter) = known.unwrap_or_else(|| panic!("{}: captured as {capture}", example.title));
            *mark = if *letter == ' ' { character } else { *letter };
        }
    }
    lines
}
