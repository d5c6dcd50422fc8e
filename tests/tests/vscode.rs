//! Real VS Code with the real server: what an analyst sees there.
//!
//! Scripts under `tests/editors/vscode/` act as the analyst, in VS Code as a web page and a headless browser, and write
//! down what they saw; the assertions are here. What is missing on the machine fails the test and names the command to run.
//! Pictures of what was seen are kept in `target/editors/vscode`.

use std::fs;
use std::panic::{self, AssertUnwindSafe};
use std::path::{Path, PathBuf};
use std::process::Command;

use deskcheck_tests::desk::{Desk, fetched, lines, repository, server, text};
use serde_json::{Value, json};

/// An analyst reads the sample brief, follows figures and citations into their sources, corrects a figure, renames an
/// actor, cites a document.
#[test]
fn an_analyst_works_on_a_brief() {
    let desk = Desk::with_sample_brief();
    let brief = fs::read_to_string(desk.folder().join("brief.md")).expect("the sample brief is there");
    let case = json!({
        "folder": desk.folder(),
        "figure": "12 June 2020",
        "right_figure": "11 June 2020",
        "disputed_figure": "13 members",
        "web_figure": "three others",
        "actor": "Kata'ib Hezbollah",
        "citation": "@gulf-monitor-2020-06-29",
        "spelling": "Kazemi",
        "new_spelling": "Kadhimi",
        "typed": "So it was told [@gulf",
        "offered": "gulf-monitor-2020-06-29",
    });

    let mut session = Session::play("work", &desk, &case);

    session.step("marks", |seen| {
        assert!(lines(&seen["lenses"]).contains("verified"), "over a heading");
        assert!(lines(&seen["lines"]).contains("Thursday 25 June 2020✓"), "behind a figure");
    });
    session.step("squiggle", |seen| {
        assert_eq!(seen["kinds"], json!(["squiggly-warning"]));
        assert!(text(&seen["card"]["text"]).starts_with("12 June 2020: gulf-monitor-2020-06-29 says June 11"));
    });
    session.step("hover", |seen| {
        let card = text(&seen["card"]["text"]);
        let first = card.lines().next().unwrap_or_default();
        assert!(first.contains("Hezbollah") && first.contains("group"), "the first line says who it is: {first}");
        assert!(card.contains("Khataib"), "and the card how the documents spell it: {card}");
        assert!(lies_within(&seen["card"]["box"], &seen["screen"]), "wholly on the screen");
    });
    session.step("from figure", |seen| {
        assert_eq!(seen["file"], "gulf-monitor-2020-06-29.md");
        assert!(text(&seen["text"]).contains("June 11"), "the line holds the day");
    });
    session.step("from disputed figure", |seen| {
        assert!(lines(seen).contains("Definitions (4)"), "every side is there to choose from");
    });
    session.step("from citation", |seen| assert_eq!(seen["file"], "gulf-monitor-2020-06-29.md"));
    session.step("from figure of a web page", |seen| {
        assert_eq!(seen["file"], "karkh-courier-2020-12-26.html.txt");
        assert!(text(&seen["text"]).contains("three others"), "at the passage");
        assert!(!text(&seen["text"]).contains('<'), "the page's text, not its markup");
        assert!(text(&seen["refusal"]).contains("read-only"));
    });
    session.step("quick fix", |seen| {
        assert!(lines(&seen["offered"]).contains("Replace 12 June 2020 with 11 June 2020 (gulf-monitor-2020-06-29)"));
        assert!(text(&seen["fixed"]["text"]).contains("on 11 June 2020"));
        assert!(text(&seen["undone"]["text"]).contains("on 12 June 2020"));
    });
    session.step("rename", |seen| {
        let renamed = text(&seen["renamed"]);
        assert!(!renamed.contains("Kazemi") && renamed.contains("Kadhimi sent in the CTS"), "every spelling");
        assert_eq!(renamed.lines().count(), brief.lines().count(), "and nothing else");
        assert_eq!(seen["undone"], true, "one undo takes all of it back");
    });
    session.step("completion", |seen| assert!(text(&seen[0]).starts_with("gulf-monitor-2020-06-29")));
    session.step("quiet", |seen| {
        assert_eq!(seen["toasts"], json!([]), "no message in the normal course");
        assert_eq!(seen["console"], json!([]), "no error of the extension in the browser's console");
        assert_eq!(seen["logs"], 1, "its log is there");
        assert_eq!(seen["log"], json!([]), "and no warning in it");
    });
    session.keep_times(&["first squiggle", "activation"]);
    session.finish();
}

/// A session that was played, and what it has shown so far.
struct Session {
    name: &'static str,
    seen: Value,
    faults: Vec<String>,
}

impl Session {
    /// Plays the session whose script is called so.
    fn play(name: &'static str, desk: &Desk, case: &Value) -> Self {
        let pictures = pictures().join(name);
        if pictures.exists() {
            fs::remove_dir_all(&pictures).expect("old pictures can be removed");
        }
        fs::create_dir_all(&pictures).expect("a folder for pictures can be made");
        let scripts = repository().join("tests/editors/vscode");
        fetched("tests/editors/vscode/node_modules/playwright-core");
        let mut node = Command::new(fetched(".cache/editors/node/bin/node"));
        node.arg(scripts.join(format!("{name}.mjs")))
            .env("HOME", desk.state())
            .env("DESKCHECK_STATE", desk.state())
            .env("DESKCHECK_PICTURES", pictures)
            .env("DESKCHECK_PACKAGE", package())
            .env("DESKCHECK_BROWSER", fetched(".cache/editors/browser"))
            .env("DESKCHECK_CODE_SERVER", fetched(".cache/code-server/node_modules/code-server/out/node/entry.js"));
        let seen = desk.run(&mut node, case);
        assert_eq!(seen["error"], Value::Null, "the session broke off");
        Self { name, seen, faults: Vec::new() }
    }

    /// What one step has shown; a fault in it does not keep the next from being looked at.
    fn step(&mut self, name: &str, assertions: impl FnOnce(&Value)) {
        let step = &self.seen["steps"][name];
        let seen = &step["seen"];
        let looked_at = panic::catch_unwind(AssertUnwindSafe(|| {
            assert_eq!(step["error"], Value::Null, "the step broke off");
            assert_ne!(*step, Value::Null, "there is no such step");
            assertions(seen);
        }));
        if looked_at.is_err() {
            let picture = step["picture"].as_str().map_or_else(String::new, |path| format!("\n  see {path}"));
            self.faults.push(format!("{name}: {seen:#}{picture}"));
        }
    }

    /// Keeps how long steps took, for the benchmark and whoever is curious; nothing depends on it.
    fn keep_times(&self, steps: &[&str]) {
        let times: Value =
            steps.iter().map(|name| ((*name).to_owned(), self.seen["steps"][name]["seen"].clone())).collect();
        fs::write(pictures().join("times.json"), format!("{times:#}\n")).expect("times can be written");
    }

    /// Fails when a step has.
    fn finish(self) {
        let faults = self.faults.join("\n");
        assert!(faults.is_empty(), "{} (pictures in {}):\n{faults}", self.name, pictures().join(self.name).display());
    }
}

/// Where pictures are kept.
fn pictures() -> PathBuf {
    repository().join("target/editors/vscode")
}

/// The extension with the server inside; one with an older server would not show what was just built.
fn package() -> PathBuf {
    let package = repository().join("target/editors/deskcheck.vsix");
    let built = |path: &Path| fs::metadata(path).and_then(|known| known.modified()).ok();
    assert!(
        built(&package) >= built(&server()),
        "{} is missing or older than the server: run `cargo xtask editors`",
        package.display()
    );
    package
}

/// True where a box lies wholly within a screen.
fn lies_within(inner: &Value, screen: &Value) -> bool {
    let number = |value: &Value| value.as_f64().unwrap_or(f64::NAN);
    let fits = |start: &str, length: &str| {
        number(&inner[start]) >= 0.0 && number(&inner[start]) + number(&inner[length]) <= number(&screen[length])
    };
    fits("x", "width") && fits("y", "height")
}
