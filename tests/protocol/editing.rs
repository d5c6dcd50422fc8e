//! However a note is edited, in whatever units the client counts: the server says of it what it says of the text that
//! comes out when that is opened.

use std::cell::{Cell, RefCell};

use deskcheck_tests::edits::{self, Change};
use proptest::test_runner::{Config, RngSeed, TestCaseError, TestRunner};
use serde_json::{Value, json};

use crate::client::Client;
use crate::desk::Desk;

/// Every figure has a finding, so that findings show how every part of a note was read.
const SETTINGS: &str = "\
corpus = [\"sources\"]
[rules]
unverified-figure = \"hint\"
uncited-figure = \"hint\"
";

/// The units in which clients count columns.
#[derive(Clone, Copy)]
enum Units {
    Utf8,
    Utf16,
    Utf32,
}

impl Units {
    fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "utf-8",
            Self::Utf16 => "utf-16",
            Self::Utf32 => "utf-32",
        }
    }

    fn length(self, text: &str) -> usize {
        match self {
            Self::Utf8 => text.len(),
            Self::Utf16 => text.encode_utf16().count(),
            Self::Utf32 => text.chars().count(),
        }
    }

    /// Where byte `offset` of `text` stands. At the end of a line that may be told as any column behind it, and at the end
    /// of the text as any line behind the last.
    fn position(self, text: &str, offset: usize, beyond: usize) -> Value {
        let before = &text[..offset];
        // Within `\r\n` there is no place to tell: it is the end of its line.
        let split = before.ends_with('\r') && text[offset..].starts_with('\n');
        let before = if split { &before[..offset - 1] } else { before };
        let line = before.matches('\n').count() + before.replace("\r\n", "").matches('\r').count();
        let start = before.rfind(['\n', '\r']).map_or(0, |at| at + 1);
        let at_end = text[before.len()..].chars().next().is_none_or(|next| matches!(next, '\n' | '\r'));
        if before.len() == text.len() && beyond > 1 {
            return json!({"line": line + beyond, "character": beyond % 3});
        }
        json!({"line": line, "character": self.length(&before[start..]) + if at_end { beyond } else { 0 }})
    }
}

/// A change as the client tells it; all of the text where that is as well.
fn told(change: &Change, text: &str, units: Units, number: usize) -> Value {
    if number % 11 == 10 {
        return json!({"text": change.made(text)});
    }
    let beyond = [0, 0, 1, 1000][number % 4];
    let position = |offset| units.position(text, offset, beyond);
    json!({"range": {"start": position(change.start), "end": position(change.end)}, "text": change.comes})
}

/// Both ends of a change moved out of the middle of `\r\n`, where no position points to.
fn sayable(change: &Change, text: &str) -> Change {
    let out = |offset: usize| {
        let split = text[..offset].ends_with('\r') && text[offset..].starts_with('\n');
        if split { offset - 1 } else { offset }
    };
    Change { start: out(change.start), end: out(change.end), comes: change.comes.clone() }
}

fn check(units: Units) {
    let desk = Desk::new();
    desk.write("deskcheck.toml", SETTINGS);
    for (number, text) in edits::DOCUMENTS.iter().enumerate() {
        desk.write(&format!("sources/made-{number}.md"), text);
    }
    let mut client = Client::start(desk.path());
    let capabilities = json!({
        "general": {"positionEncodings": [units.name()]},
        "textDocument": {"publishDiagnostics": {"versionSupport": true}},
    });
    let answer = client.initialize(desk.path(), capabilities, Value::Null);
    assert_eq!(answer["capabilities"]["positionEncoding"], units.name());
    let client = RefCell::new(client);
    // Each case has files of its own: what is still said of the one before it is said of other notes.
    let cases = Cell::new(0);
    let config = Config {
        cases: 48,
        rng_seed: RngSeed::Fixed(20_200_625),
        failure_persistence: None,
        max_shrink_iters: 200,
        ..Config::default()
    };
    let outcome = TestRunner::new(config).run(&edits::changes(), |(start, steps)| {
        let mut client = client.borrow_mut();
        cases.set(cases.get() + 1);
        let file = |name: &str| desk.file(&format!("{name}-{}.md", cases.get()));
        let (edited, opened) = (file("edited"), file("opened"));
        client.did_open(&edited, &start);
        let (mut text, mut version) = (start, 1);
        for step in steps {
            let mut changes = Vec::new();
            for change in &step {
                let change = sayable(change, &text);
                changes.push(told(&change, &text, units, changes.len() + version as usize));
                text = change.made(&text);
            }
            version += 1;
            client.did_change(&edited, version, json!(changes));
        }
        let kept = client.diagnostics(&edited, version);
        client.did_open(&opened, &text);
        let afresh = client.diagnostics(&opened, 1);
        for path in [&edited, &opened] {
            client.notify("textDocument/didClose", json!({"textDocument": {"uri": crate::uri(path)}}));
        }
        if kept == afresh { Ok(()) } else { Err(TestCaseError::fail(format!("{kept:#?}\n{afresh:#?}\n{text:?}"))) }
    });
    outcome.unwrap_or_else(|failure| panic!("{}: {failure}", units.name()));
}

#[test]
fn edits_told_in_utf_8_units() {
    check(Units::Utf8);
}

#[test]
fn edits_told_in_utf_16_units() {
    check(Units::Utf16);
}

#[test]
fn edits_told_in_utf_32_units() {
    check(Units::Utf32);
}
