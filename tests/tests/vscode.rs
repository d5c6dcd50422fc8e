//! Real VS Code with the real server: what an analyst sees there.
//!
//! Scripts under `tests/editors/vscode/` act as the analyst, in VS Code as a web page and a headless browser, and write
//! down what they saw; the assertions are here. What is missing on the machine fails the test and names the command to run.
//! Pictures of what was seen are kept in `target/editors/vscode`.

use std::fs;
use std::panic::{self, AssertUnwindSafe};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Mutex, PoisonError};

use deskcheck_tests::desk::{Desk, fetched, lines, list, repository, text};
use deskcheck_tests::program;
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
        "verdict": "every comparable source says otherwise",
        "disputed_figure": "13 members",
        "web_figure": "three others",
        "actor": "Kata'ib Hezbollah",
        "kind": "group",
        "citation": "@gulf-monitor-2020-06-29",
        "source": "gulf-monitor-2020-06-29",
        "spelling": "Kazemi",
        "new_spelling": "Kadhimi",
        "typed": "So it was told [@gulf",
        "offered": "gulf-monitor-2020-06-29",
        "sentence": "Both sides called the talks a success, and promised more of them in autumn.",
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
    session.step("typing", |seen| {
        assert_eq!(list(&seen["squiggles"]).len(), 1, "no warning comes or goes in any frame");
        assert_eq!(
            seen["status"],
            json!(["16 verified, 1 disputed, 3 contradicted"]),
            "nor does the line of status change"
        );
    });
    session.step("status bar", |seen| assert_eq!(text(seen).trim(), "16 verified, 1 disputed, 3 contradicted"));
    session.step("claims", |seen| {
        let rows: Vec<_> = list(&seen["rows"]).iter().map(text).collect();
        assert_eq!(rows[0], "Contradicted: 3", "what needs a look comes first");
        assert_eq!(rows[1], "12 June 2020, contradicted: gulf-monitor-2020-06-29 says June 11");
        assert_eq!(seen["figure"]["file"], "brief.md");
        assert!(text(&seen["figure"]["text"]).contains("12 June 2020"), "a click leads to the figure");
        assert_eq!(seen["passage"]["file"], "gulf-monitor-2020-06-29.md");
        assert!(text(&seen["passage"]["text"]).contains("June 11"), "and from there to the passage");
    });
    session.step("sources", |seen| {
        assert_eq!(list(&seen["rows"]).len(), 10, "all documents");
        let row = lines(&seen["rows"]);
        assert!(row.contains("gulf-monitor-2020-06-29, 29 June 2020 · cited twice"), "with day and citations: {row}");
        assert_eq!(seen["opened"]["file"], "gulf-monitor-2020-06-29.md");
        assert!(text(&seen["citation"]["text"]).contains("@gulf-monitor-2020-06-29"), "a click leads to a citation");
    });
    session.step("timeline", |seen| {
        assert!(text(&seen["text"]).starts_with("Khataib Hezbollah"));
        assert_eq!(seen["passage"]["file"], "gulf-monitor-2020-06-29.md");
        assert!(text(&seen["passage"]["text"]).contains("arrested"), "a click leads to the passage");
    });
    session.step("check all notes", |seen| {
        assert_eq!(seen["notes"], json!(["brief.md16 verified, 1 disputed, 3 contradicted"]), "no document is a note");
        assert!(lines(&seen["problems"]).contains("12 June 2020: gulf-monitor-2020-06-29 says June 11"));
    });
    session.step("documents read again", |seen| assert_eq!(*seen, "Deskcheck: 10 documents read"));
    for look in ["dark", "high contrast", "high contrast light", "light"] {
        session.step(look, |seen| assert!(text(&seen["card"]["text"]).contains("June 11"), "shown in every theme"));
    }
    session.step("quiet", assert_quiet);
    session.keep_times(&["squiggle in a new window", "squiggle in a window that stands", "activation"]);
    session.finish();
}

/// An analyst opens a folder that nobody has vouched for, reads the walkthrough, and writes a workspace file with its help.
#[test]
fn an_analyst_begins() {
    let desk = Desk::with_sample_brief();
    let mark = desk.state().join("was-run");
    let wrapped = format!("touch '{}'\nexec '{}' \"$@\"", mark.display(), program::path().display());
    let named = desk.program("wrapped", &wrapped);
    let settings = desk.folder().join(".vscode");
    fs::create_dir(&settings).expect("a folder can be made");
    fs::write(settings.join("settings.json"), json!({ "deskcheck.server.path": named }).to_string())
        .expect("settings can be written");
    let case = json!({
        "folder": desk.folder(),
        "mark": mark,
        "walkthrough": "Check a brief against its sources",
        "archive": archive(&desk),
    });

    let mut session = Session::play("first", &desk, &case);

    session.step("untrusted", |seen| {
        assert!(lines(&seen["banner"]).contains("Restricted Mode"));
        assert_eq!(seen["ran"], false, "the server that the folder names is not run");
    });
    session.step("trusted", |seen| assert_eq!(*seen, Value::Null, "until someone vouches for the folder"));
    session.step("walkthrough", |seen| assert_eq!(text(&seen[0]), "Open the folder of your brief"));
    session.step("workspace file", |seen| {
        let file: toml::Table = text(seen).parse().expect("it is TOML");
        assert_eq!(file["corpus"], toml::Value::from(vec!["sources"]), "and works as it is");
    });
    session.step("quiet", assert_quiet);
    session.step("archive", |seen| {
        let told = lines(seen);
        assert!(told.contains(&format!("of {ARCHIVE} documents")), "how far the reading is: {told}");
        assert!(told.lines().last().is_some_and(|last| last.contains("verified")), "then what came of it: {told}");
    });
    session.finish();
}

/// How many documents take their time to be read.
const ARCHIVE: usize = 300;

/// A folder with that many documents, and a note.
fn archive(desk: &Desk) -> PathBuf {
    let folder = desk.state().join("archive");
    fs::create_dir_all(folder.join("sources")).expect("a folder can be made");
    fs::write(folder.join("brief.md"), "# Wards\n\nIn May 2020 the council of ward 7 bought 51 lamps.\n")
        .expect("a note can be written");
    for ward in 0..ARCHIVE {
        let paragraphs = (1..15).map(|day| {
            let (lamps, people) = (ward * 7 + day, ward + day * 3);
            format!("On {day} May 2020 the council of ward {ward} bought {lamps} lamps, for which {people} people had asked.\n\n")
        });
        let document = folder.join(format!("sources/ward-{ward}.txt"));
        fs::write(document, paragraphs.collect::<String>()).expect("a document can be written");
    }
    folder
}

/// Of a server that does not do the analyst hears once, with a button that mends it, and goes on writing.
#[test]
fn an_analyst_without_a_server() {
    let desk = Desk::with_sample_brief();
    let server = program::path();
    let node = fetched(".cache/editors/node/bin/node");
    let other = repository().join("tests/editors/vscode/another-version.mjs");
    let id = desk.state().join("id");
    let case = json!({
        "folder": desk.folder(),
        "servers": {
            "none": null,
            "ends at once": desk.program("ends", "echo 'cannot go on' >&2\nexit 3"),
            "no language server": desk.program("echoes", "exec cat"),
            "another version": desk.program("other", &format!("exec '{}' '{}'", node.display(), other.display())),
        },
        "chosen": desk.program("chosen", &format!("exec '{}' \"$@\"", server.display())),
        "dies": {
            "program": desk.program("dies", &format!("echo $$ > '{}'\nexec '{}' \"$@\"", id.display(), server.display())),
            "id": id,
        },
    });

    let mut session = Session::play("faults", &desk, &case);

    let faults = [
        ("none", "neither in this extension nor on PATH"),
        ("ends at once", "it ended with exit code 3"),
        ("no language server", "did not start as a Deskcheck server"),
        ("another version", "is version 9.9.0, and this extension is version"),
    ];
    for (fault, message) in faults {
        session.step(fault, |seen| {
            assert_eq!(list(&seen["toasts"]).len(), 1, "said once");
            assert!(text(&seen["toasts"][0]).contains(message), "what happened");
            assert!(lines(&seen["buttons"]).contains("Choose Program…"), "what to do");
            assert_eq!(seen["typed"], json!(["And so on.", "And so on."]), "writing goes on");
        });
    }
    session.step("chosen", |seen| assert_eq!(list(&seen["toasts"]).len(), 1, "mended, and no word about it"));
    session.step("dies", |seen| {
        assert_eq!(list(&seen["toasts"]).len(), 1, "said once");
        assert!(text(&seen["toasts"][0]).contains("was ended by SIGKILL"), "what happened");
        assert_eq!(seen["buttons"], json!(["Restart", "Show Log"]), "what to do");
    });
    session.finish();
}

/// Held while a session is played.
static ALONE: Mutex<()> = Mutex::new(());

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
        // A browser and the VS Code in it take a whole machine.
        let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
        let seen = desk.run(&mut node, case);
        assert_eq!(seen["error"], Value::Null, "the session broke off");
        let installed = text(&seen["installed"]);
        assert!(installed.contains("was successfully installed"), "{installed}");
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

    /// Keeps how long steps took, in milliseconds, for whoever is curious; nothing depends on it.
    fn keep_times(&mut self, steps: &[&str]) {
        for name in steps {
            self.step(name, |seen| assert!(seen.is_u64(), "so many milliseconds"));
        }
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
        built(&package) >= built(&program::path()),
        "{} is missing or older than the server: run `cargo xtask editors`",
        package.display()
    );
    package
}

/// Nothing is said in the normal course.
fn assert_quiet(seen: &Value) {
    assert_eq!(seen["toasts"], json!([]), "no message");
    assert_eq!(seen["console"], json!([]), "no error of the extension in the browser's console");
    assert_eq!(seen["log"], json!([]), "no warning in its log");
}

/// True where a box lies wholly within a screen.
fn lies_within(inner: &Value, screen: &Value) -> bool {
    let number = |value: &Value| value.as_f64().unwrap_or(f64::NAN);
    let fits = |start: &str, length: &str| {
        number(&inner[start]) >= 0.0 && number(&inner[start]) + number(&inner[length]) <= number(&screen[length])
    };
    fits("x", "width") && fits("y", "height")
}
