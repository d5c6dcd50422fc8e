//! Editors without a client of their own: each is configured by the very lines that `editors/README.md` has for it.

use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use deskcheck_tests::desk::{Desk, first_on_path, list, repository, text};
use deskcheck_tests::program;
use serde_json::{Value, json};

/// Longest wait for an editor; only a failing test ever takes it.
const PATIENCE: Duration = Duration::from_secs(60);

/// Emacs with eglot: findings, a card, and the way into the source.
#[test]
fn emacs_shows_warnings_hover_and_sources() {
    let desk = Desk::with_sample_brief();
    let configuration = desk.state().join("configuration.el");
    fs::write(&configuration, documented("Emacs", "elisp")).expect("a file can be written");
    let mut emacs = Command::new("emacs");
    emacs
        .args(["--batch", "--load"])
        .arg(repository().join("tests/editors/emacs/session.el"))
        .env("PATH", first_on_path(&program::path()))
        .env("HOME", desk.state())
        .env("DESKCHECK_CONFIGURATION", configuration);

    let seen = desk.run(&mut emacs, &json!({ "actor": "Kata'ib Hezbollah", "figure": "12 June 2020" }));

    assert_eq!(seen["error"], Value::Null, "{seen:#}");
    assert_eq!(PathBuf::from(text(&seen["root"])).canonicalize().ok(), desk.folder().canonicalize().ok(), "{seen:#}");
    let warned =
        list(&seen["findings"]).iter().any(|finding| text(finding).contains("gulf-monitor-2020-06-29 says June 11"));
    assert!(warned, "{seen:#}");
    assert!(text(&seen["card"]).contains("Khataib Hezbollah"), "{seen:#}");
    assert_eq!(seen["file"], "gulf-monitor-2020-06-29.md", "{seen:#}");
    assert!(text(&seen["line"]).contains("June 11"), "{seen:#}");
}

/// Kate, on a screen that nobody sees: it starts the server for the right folder, and is told the findings.
#[test]
fn kate_starts_the_server_and_is_told_the_findings() {
    let desk = Desk::with_sample_brief();
    let server = RecordedServer::new(desk.state());
    configure_kate(desk.state(), &server.program);

    let mut kate = Command::new("kate")
        .args(["--new", "--block", "brief.md"])
        .current_dir(desk.folder())
        .env("PATH", first_on_path(&server.program))
        .env("HOME", desk.state())
        .envs(["CONFIG", "DATA", "CACHE"].map(|kind| (format!("XDG_{kind}_HOME"), desk.state())))
        .env("XDG_RUNTIME_DIR", desk.state())
        .env("QT_QPA_PLATFORM", "offscreen")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("Kate is there: run `cargo xtask setup`, which installs it");
    let told = server.says("gulf-monitor-2020-06-29 says June 11");
    kate.kill().and_then(|()| kate.wait()).expect("Kate can be ended");

    let heard = fs::read_to_string(&server.heard).unwrap_or_default();
    assert!(told, "Kate asked: {heard}");
    let root = desk.folder().canonicalize().expect("the folder is there");
    assert!(heard.contains(&format!("\"rootUri\": \"file://{}\"", root.display())), "{heard}");
}

/// A program `deskcheck` that is the server, keeps what it hears in a file, and lets be read what it says.
struct RecordedServer {
    program: PathBuf,
    heard: PathBuf,
    said: PathBuf,
}

impl RecordedServer {
    fn new(folder: &Path) -> Self {
        let [program, heard, said] = ["deskcheck", "heard", "said"].map(|name| folder.join(name));
        let real = program::path();
        let [tee_heard, server, tee_said] = [&heard, &real, &said].map(|path| path.display());
        let script = format!("#!/bin/sh\ntee '{tee_heard}' | '{server}' \"$@\" | tee '{tee_said}'\n");
        fs::write(&program, script).expect("a script can be written");
        made(Command::new("chmod").arg("+x").arg(&program));
        made(Command::new("mkfifo").arg(&said));
        Self { program, heard, said }
    }

    /// Whether it says these words before the patience is at its end.
    fn says(&self, words: &'static str) -> bool {
        let (sender, receiver) = mpsc::channel();
        let said = self.said.clone();
        thread::spawn(move || {
            let pipe = BufReader::new(File::open(said).expect("the pipe is there"));
            let found =
                pipe.split(b'}').map_while(Result::ok).any(|part| String::from_utf8_lossy(&part).contains(words));
            // Whoever asked may have gone.
            let _ = sender.send(found);
        });
        receiver.recv_timeout(PATIENCE).unwrap_or(false)
    }
}

fn made(command: &mut Command) {
    assert!(command.status().is_ok_and(|status| status.success()), "{command:?}");
}

/// The plugin switched on, the documented settings, and the answer to Kate's question whether it may start the server.
fn configure_kate(folder: &Path, program: &Path) {
    let settings = folder.join("kate/lspclient");
    fs::create_dir_all(&settings).expect("a folder can be made");
    fs::write(settings.join("settings.json"), documented("Kate", "json")).expect("a file can be written");
    let allowed = format!("AllowedServerCommandLines={} lsp", program.display());
    let answers = format!("[Kate Plugins]\nlspclientplugin=true\n\n[lspclient]\n{allowed}\n");
    fs::write(folder.join("katerc"), answers).expect("a file can be written");
}

/// The lines for editors that no test starts can be read at least, and start the server.
#[test]
fn lines_for_other_editors_can_be_read() {
    let helix: toml::Table = documented("Helix", "toml").parse().expect("Helix reads TOML");
    assert_eq!(helix["language-server"]["deskcheck"]["command"].as_str(), Some("deskcheck"));
    let read = |editor| serde_json::from_str::<Value>(&documented(editor, "json")).expect("it is JSON");
    assert_eq!(read("Zed")["lsp"]["marksman"]["binary"]["arguments"], json!(["lsp"]));
    assert_eq!(read("Sublime Text")["clients"]["deskcheck"]["command"], json!(["deskcheck", "lsp"]));
}

/// The first fenced block of a language below an editor's heading in `editors/README.md`.
fn documented(editor: &str, language: &str) -> String {
    let readme = fs::read_to_string(repository().join("editors/README.md")).expect("the README is there");
    let section = readme.split("\n## ").find(|section| section.starts_with(editor));
    let block = section.and_then(|section| section.split_once(&format!("```{language}\n"))?.1.split_once("```"));
    block.unwrap_or_else(|| panic!("editors/README.md has no {language} for {editor}")).0.to_owned()
}
