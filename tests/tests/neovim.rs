//! Real editors with the real server: what an analyst sees in Neovim.
//!
//! Lua scripts under `tests/editors/neovim/` act as the analyst and write down what they saw; the assertions are here.
//! Neovim is the pinned one in `.cache/editors`. A missing editor or server fails the test and names the command to run.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::Command;

use deskcheck_tests::desk::{Desk, fetched, first_on_path, lines, list, repository, text};
use deskcheck_tests::program;
use serde_json::{Value, json};

/// An analyst opens the sample brief, reads a hover, follows a citation and a figure, corrects the figure, takes that back.
#[test]
fn neovim_shows_warnings_hover_and_sources() {
    let desk = Desk::with_sample_brief();
    let note = fs::read(desk.folder().join("brief.md")).expect("the sample brief is there");
    let case = json!({
        "rule": "contradicted-figure",
        "figure": "12 June 2020",
        "right_figure": "11 June 2020",
        "actor": "Kata'ib Hezbollah",
        "citation": "@gulf-monitor-2020-06-29",
    });

    let seen = neovim(&desk, "brief.lua", "brief.md", &case);

    assert_eq!(seen["error"], Value::Null, "{seen:#}");
    assert_eq!(real(text(&seen["root"])), real(desk.folder()), "the folder of deskcheck.toml");

    let warning = list(&seen["diagnostics"])
        .iter()
        .find(|diagnostic| diagnostic["code"] == "contradicted-figure" && diagnostic["text"] == "12 June 2020")
        .unwrap_or_else(|| panic!("no warning on the figure: {seen:#}"));
    assert_eq!(warning["severity"], "WARN", "{warning:#}");
    assert_eq!(warning["source"], "deskcheck", "{warning:#}");
    assert!(text(&warning["message"]).starts_with("12 June"), "the figure comes first: {warning:#}");
    assert!(!list(&warning["related"]).is_empty(), "each side is one key away: {warning:#}");

    let card = lines(&seen["hover"]);
    assert!(card.contains("Hezbollah"), "the card names the actor: {card}");
    assert!(card.contains("Khataib"), "and how the documents spell it: {card}");

    assert_eq!(seen["from_citation"]["file"], "gulf-monitor-2020-06-29.md", "{seen:#}");

    let passage = &seen["from_figure"];
    assert!(desk.folder().join("sources").join(text(&passage["file"])).is_file(), "a document: {passage:#}");
    let stated = ["June 11", "11 June"];
    let stands_there = stated.iter().any(|day| text(&passage["text"]).contains(day));
    assert!(stands_there, "the line holds the day: {passage:#}");

    assert_eq!(seen["undone"], true, "the note is as it was: {seen:#}");
    let after = fs::read(desk.folder().join("brief.md")).expect("the sample brief is still there");
    assert!(note == after, "the file was never written");
}

/// An analyst looks where a man is named, calls him by one spelling throughout, takes that back, and types his name.
#[test]
fn neovim_knows_a_name_under_every_spelling() {
    let desk = Desk::with_sample_brief();
    let case = json!({ "spelling": "Kazemi", "new_spelling": "Kadhimi", "typed": "Then khat" });

    let seen = neovim(&desk, "names.lua", "brief.md", &case);

    assert_eq!(seen["error"], Value::Null, "{seen:#}");
    let highlighted: Vec<_> = list(&seen["highlighted"]).iter().map(text).collect();
    assert!(highlighted.contains(&"Kazemi") && highlighted.iter().any(|name| name.contains("Kadhimi")), "{seen:#}");
    let renamed = lines(&seen["renamed"]);
    assert!(!renamed.contains("Kazemi") && renamed.contains("Kadhimi"), "{renamed}");
    assert_eq!(seen["undone"], true, "one undo takes all of it back: {seen:#}");
    let item = &seen["completion"]["items"][0];
    assert!(text(&item["label"]).contains("Hezbollah") && text(&item["filterText"]).starts_with("khat"), "{item:#}");
    assert!(text(&seen["resolved"]["documentation"]["value"]).contains("Khataib"), "{seen:#}");
}

/// An analyst sees how the figures of a heading came off, clicks there, and types a citation.
#[test]
fn neovim_shows_what_stands_in_a_note_unasked() {
    let desk = Desk::with_sample_brief();
    let case = json!({ "heading": "# ", "figure": "12 June 2020", "typed": "So it was told [@gulf" });

    let seen = neovim(&desk, "marks.lua", "brief.md", &case);

    assert_eq!(seen["error"], Value::Null, "{seen:#}");
    assert!(list(&seen["hints"]).iter().any(|hint| text(&hint["text"]).contains('✓')), "{seen:#}");
    assert!(list(&seen["lenses"]).iter().any(|lens| text(&lens["text"]).contains("verified")), "{seen:#}");
    assert!(text(&seen["shown"]).contains("2020"), "the line of a figure: {seen:#}");
    assert!(!text(&seen["messages"]).contains("not support"), "nothing fails on a click: {seen:#}");
    assert!(lines(&seen["symbols"]).contains("12 June 2020"), "{seen:#}");
    assert_eq!(seen["token"]["type"], "number", "{seen:#}");
    assert_eq!(seen["token"]["modifiers"]["contradicted"], true, "{seen:#}");
    assert_eq!(seen["offered"], json!(["gulf-monitor-2020-06-29"]), "{seen:#}");
}

/// The configuration in `lsp/deskcheck.lua` is enough where `setup()` is not called.
#[test]
fn neovim_starts_the_server_without_setup() {
    let desk = Desk::with_sample_brief();
    let seen = neovim(&desk, "plain_enable.lua", "brief.md", &json!({}));
    assert_eq!(seen["error"], Value::Null, "{seen:#}");
    for (key, does) in [("K", "hover"), ("gra", "code_action"), ("grn", "rename"), ("grr", "references")] {
        assert!(text(&seen["keys"][key]).contains(does), "{key} as the help says: {seen:#}");
    }
    assert!(text(&seen["tagfunc"]).contains("lsp"), "CTRL-] goes to the source: {seen:#}");
    assert_eq!(real(text(&seen["root"])), real(desk.folder()));
}

/// Without a `deskcheck.toml` the note's own folder is its workspace.
#[test]
fn neovim_takes_the_notes_folder_where_there_is_no_workspace_file() {
    let desk = Desk::empty();
    let notes = desk.folder().join("notes");
    fs::create_dir(&notes).expect("a folder can be made");
    fs::write(notes.join("lone.md"), "# Lone\n").expect("a note can be written");
    let seen = neovim(&desk, "plain_enable.lua", "notes/lone.md", &json!({}));
    assert_eq!(seen["error"], Value::Null, "{seen:#}");
    assert_eq!(real(text(&seen["root"])), real(&notes));

    fs::create_dir(notes.join("sources")).expect("a folder can be made");
    fs::write(notes.join("sources/wire.md"), "# Wire\n").expect("a document can be written");
    let seen = neovim(&desk, "plain_enable.lua", "notes/sources/wire.md", &json!({}));
    assert_eq!(real(text(&seen["root"])), real(&notes), "a document belongs where its note does");
}

/// An analyst looks the note over: its figures by verdict, its documents, who is named; has all read again; asks wrongly.
#[test]
fn neovim_lists_what_stands_in_a_note_and_behind_it() {
    let desk = Desk::with_sample_brief();

    let seen = neovim(&desk, "lists.lua", "brief.md", &json!({}));

    assert_eq!(seen["error"], Value::Null, "{seen:#}");
    let kinds: Vec<_> = list(&seen["progress"]).iter().map(|told| text(&told["kind"])).collect();
    assert!(kinds.contains(&"begin") && kinds.contains(&"end"), "reading is told as all servers do: {seen:#}");
    let claims = &seen["claims"];
    assert_eq!(claims["kind"], "loclist", "{claims:#}");
    assert_eq!(claims["syntax"], "deskcheck-list", "{claims:#}");
    assert!(text(&claims["lines"][0]).starts_with("✗ contradicted"), "what needs a look first: {claims:#}");
    assert!(text(list(&claims["lines"]).last().unwrap_or(&Value::Null)).starts_with("✓ supported"), "{claims:#}");
    assert_eq!(claims["landed"]["file"], "brief.md", "{claims:#}");
    assert!(text(&claims["landed"]["text"]).contains("12 June 2020"), "Enter leads to the figure: {claims:#}");

    let contradicted = lines(&seen["contradicted"]["lines"]);
    assert!(contradicted.lines().all(|line| line.starts_with("✗ contradicted")), "{contradicted}");
    assert!(contradicted.contains("12 June 2020: gulf-monitor-2020-06-29 says June 11"), "{contradicted}");
    let counted = |mark: char| {
        let lines = list(&claims["lines"]).iter().filter(|line| text(line).starts_with(mark));
        format!("{mark}{}", lines.count())
    };
    assert_eq!(seen["status"], ['✓', '?', '✗'].map(counted).join(" "), "as many as the list has: {claims:#}");

    let sources = &seen["sources"];
    assert_eq!(sources["kind"], "quickfix", "{sources:#}");
    assert_eq!(sources["title"], "Deskcheck: 10 documents", "{sources:#}");
    assert!(lines(&sources["lines"]).contains("2020-06-29  gulf-monitor-2020-06-29  "), "{sources:#}");
    assert!(lines(&sources["lines"]).contains("cited 2×"), "{sources:#}");
    assert_eq!(sources["landed"]["file"], sources["entries"][0]["file"], "{sources:#}");

    let actors = &seen["actors"];
    assert_eq!(actors["kind"], "loclist", "{actors:#}");
    let group = list(&actors["lines"]).iter().map(text).find(|line| line.starts_with("Khataib Hezbollah"));
    assert!(group.is_some_and(|line| line.contains("group") && line.contains("9 documents")), "{actors:#}");

    let check = lines(&seen["check"]["lines"]);
    assert!(check.contains("brief.md:40") && check.contains("contradicted-figure"), "{check}");

    assert_eq!(seen["reindexed"], "Deskcheck: 10 documents read again.");
    assert!(text(&seen["no_verdict"]).contains("`nonsense` is no verdict: contradicted, "), "{seen:#}");
    assert!(text(&seen["no_subcommand"]).contains("actors, check, claims"), "{seen:#}");
    assert!(list(&seen["subcommands"]).contains(&json!("timeline")), "{seen:#}");
    assert_eq!(seen["verdicts"], json!(["contradicted"]), "{seen:#}");
    assert_eq!(seen["names"], json!(["Khataib Hezbollah"]), "{seen:#}");
    assert_eq!(seen["rest_of_name"], json!(["Hezbollah"]), "{seen:#}");
    assert_eq!(seen["log_opened"], true, "{seen:#}");
    assert_eq!(seen["notified"], json!([]), "nothing else was said: {seen:#}");
}

/// An analyst reads what happened to an actor day by day, and goes from there to the document.
#[test]
fn neovim_shows_a_timeline() {
    let desk = Desk::with_sample_brief();
    let case =
        json!({ "actor": "Kata'ib Hezbollah", "name": "Khataib Hezbollah", "document": "gulf-monitor-2020-06-29" });

    let seen = neovim(&desk, "timeline.lua", "brief.md", &case);

    assert_eq!(seen["error"], Value::Null, "{seen:#}");
    let timeline = &seen["under_cursor"];
    assert_eq!(timeline["lines"][0], "Khataib Hezbollah, group", "{timeline:#}");
    let told = lines(&timeline["lines"]);
    assert!(told.contains("\n25 June 2020  Raid on Khataib Hezbollah, Dora\n"), "the day once: {told}");
    assert!(told.contains("\nJanuary 2020  "), "a month as a month: {told}");
    assert_eq!(timeline["floating"], true, "{timeline:#}");
    assert_eq!(timeline["fits"], true, "{timeline:#}");
    assert_eq!(timeline["modifiable"], false, "{timeline:#}");
    assert_eq!(seen["windows"], 1, "`q` closes it: {seen:#}");
    assert_eq!(seen["by_name"]["lines"], timeline["lines"], "by name as under the cursor");

    let landed = &seen["landed"];
    assert_eq!(landed["file"], "gulf-monitor-2020-06-29.md", "{seen:#}");
    assert!(text(&landed["text"]).contains("Hezbollah"), "the passage itself: {landed:#}");
    assert_eq!((&landed["in_the_same_window"], &landed["windows"]), (&json!(true), &json!(1)), "{landed:#}");
    assert_eq!(seen["back"], true, "CTRL-O leads back to the note: {seen:#}");

    assert_eq!(seen["beside"]["floating"], false, "{seen:#}");
    assert!(text(&seen["unknown"]).contains("no actor called Nobody Whatsoever"), "{seen:#}");
    assert!(text(&seen["nobody_here"]).contains("`:Deskcheck timeline NAME`"), "it says what to do: {seen:#}");
}

/// An analyst has the source's figure put in the place of a wrong one.
#[test]
fn neovim_corrects_a_figure() {
    let desk = Desk::with_sample_brief();
    let case = json!({ "rule": "contradicted-figure", "figure": "12 June 2020", "action": "Replace 12 June 2020 with 11 June" });

    let seen = neovim(&desk, "fixes.lua", "brief.md", &case);

    assert_eq!(seen["error"], Value::Null, "{seen:#}");
    assert!(text(&seen["line"]).contains("on 11 June 2020."), "{seen:#}");
    assert_eq!(seen["undone"], true, "one undo takes it back: {seen:#}");
}

/// An analyst settles who is meant, which goes into files that are written at once, and dismisses a finding in the note,
/// which is written when the analyst writes it.
#[test]
fn neovim_keeps_what_the_analyst_settles() {
    let desk = Desk::with_sample_brief();
    let case = json!({ "name": "Kazemi", "figure": "12 June 2020", "rule": "contradicted-figure" });

    let seen = neovim(&desk, "rulings.lua", "brief.md", &case);

    assert_eq!(seen["error"], Value::Null, "{seen:#}");
    assert_eq!(seen["before"], json!(["inconsistent-spelling"]), "{seen:#}");
    assert_eq!(seen["told"], "Deskcheck: written to actors.toml and deskcheck.toml.");
    assert!(lines(&seen["cards"]).contains("not = [\"Kazemi\"]"), "{seen:#}");
    assert!(lines(&seen["settings"]).contains("cards = [\"actors.toml\"]"), "{seen:#}");
    assert!(text(&seen["line"]).contains("<!-- deskcheck: dismiss contradicted-figure"), "{seen:#}");
    assert_eq!(seen["note_modified"], true, "{seen:#}");
}

/// What is found follows the documents, while nobody types.
#[test]
fn neovim_follows_documents_that_change() {
    let desk = Desk::with_sample_brief();
    let case = json!({
        "figure": "12 June 2020",
        "document": "sources/gulf-monitor-2020-06-29.md",
        "says": "June 11",
        "should_say": "June 12",
    });

    let seen = neovim(&desk, "documents.lua", "brief.md", &case);

    assert_eq!(seen["error"], Value::Null, "{seen:#}");
    assert_eq!((&seen["before"], &seen["corrected"]), (&json!(1), &json!(1)), "{seen:#}");
    assert_eq!(seen["notified"], json!([]), "nothing is said of it: {seen:#}");
}

/// The text of a web page is opened at the passage, and cannot be changed by mistake.
#[test]
fn neovim_opens_a_web_page_as_text_that_is_only_read() {
    let desk = Desk::with_sample_brief();

    let seen = neovim(&desk, "extracted.lua", "brief.md", &json!({ "figure": "three others" }));

    assert_eq!(seen["error"], Value::Null, "{seen:#}");
    assert_eq!(seen["file"], "karkh-courier-2020-12-26.txt", "{seen:#}");
    assert!(text(&seen["text"]).starts_with("three others"), "the cursor is on the passage: {seen:#}");
    assert_eq!((&seen["readonly"], &seen["modifiable"]), (&json!(true), &json!(false)), "{seen:#}");
}

/// `:checkhealth deskcheck` where all is well, and where it is not.
#[test]
fn neovim_says_whether_all_is_well() {
    let health = |desk: &Desk, note: &str, case: &Value| {
        let seen = neovim(desk, "health.lua", note, case);
        assert_eq!(seen["error"], Value::Null, "{seen:#}");
        lines(&seen["health"])
    };

    let well = health(
        &Desk::with_sample_brief(),
        "brief.md",
        &json!({ "cmd": [program::path(), "lsp"], "runs": true, "coloured": true }),
    );
    let version = format!("deskcheck`, version {}", env!("CARGO_PKG_VERSION"));
    for said in
        ["OK Neovim 0.11", &version, "OK Running in ", "deskcheck.toml", "OK 10 documents", "OK Tree-sitter parser"]
    {
        assert!(well.contains(said), "{said}: {well}");
    }
    assert!(!well.contains("ERROR") && !well.contains("WARNING"), "{well}");

    let broken = Desk::empty();
    fs::create_dir(broken.folder().join("sources")).expect("a folder can be made");
    fs::write(broken.folder().join("sources/noise.txt"), [0, 159, 146, 150, 0, 1]).expect("a file can be written");
    let unread = health(&broken, "note.md", &json!({ "cmd": [program::path(), "lsp"], "runs": true }));
    assert!(unread.contains("WARNING No documents"), "{unread}");
    assert!(unread.contains("noise.txt: "), "each file that could not be read, and why: {unread}");

    let missing = health(&Desk::empty(), "note.md", &json!({ "cmd": ["no-such-deskcheck", "lsp"] }));
    assert!(missing.contains("ERROR `no-such-deskcheck` was not found"), "{missing}");
    let foreign = health(&Desk::empty(), "note.md", &json!({ "cmd": [fetched(".cache/editors/bin/nvim"), "lsp"] }));
    assert!(foreign.contains("is not Deskcheck: asked for its version it says `NVIM"), "{foreign}");
    let unused = health(&Desk::empty(), "note.md", &json!({}));
    assert!(unused.contains("WARNING Not enabled"), "{unused}");
}

/// The help file's tags can be made, what it refers to exists, and each subcommand has its paragraph.
#[test]
fn neovim_finds_help_on_everything() {
    let seen = neovim(&Desk::empty(), "help.lua", "note.md", &json!({}));
    assert_eq!(seen["error"], Value::Null, "{seen:#}");
    assert_eq!(seen["dangling"], json!([]), "{seen:#}");
    assert!(seen["followed"].as_u64() > Some(10), "{seen:#}");
    let subcommands = list(&seen["subcommands"]);
    assert!(!subcommands.is_empty() && subcommands.iter().all(|it| it["helped"] == true), "{seen:#}");
}

/// What the README says to type puts the plugin, its help and its colours in place.
#[test]
fn neovim_plugin_is_installed_by_hand() {
    let readme = fs::read_to_string(repository().join("editors/neovim/README.md")).expect("the README is there");
    let typed = fenced_blocks(&readme, "sh").next().expect("the README says what to type");
    let desk = Desk::with_sample_brief();
    let (home, data) = (desk.state().join("home"), desk.state().join("nvim"));
    fs::create_dir_all(home.join(".local/share")).expect("a folder can be made");
    fs::create_dir(&data).and_then(|()| symlink(&data, home.join(".local/share/nvim"))).expect("a link can be made");
    let shell = Command::new("sh")
        .args(["-e", "-c", typed])
        .current_dir(repository())
        .env("HOME", &home)
        .env("XDG_DATA_HOME", home.join(".local/share"))
        .env("PATH", first_on_path(&fetched(".cache/editors/bin/nvim")))
        .output()
        .expect("a shell can be started");
    assert!(shell.status.success(), "{}", String::from_utf8_lossy(&shell.stderr));

    let seen = neovim(&desk, "by_hand.lua", "brief.md", &json!({ "citation": "gulf-monitor-2020-06-29" }));

    assert_eq!(seen["error"], Value::Null, "{seen:#}");
    assert_eq!(seen["helped"], true, "{seen:#}");
    assert!(lines(&seen["captures"]).contains("markup.link.label"), "the citation has its colour: {seen:#}");
    assert!(lines(&seen["health"]).contains("OK Tree-sitter parser `deskcheck_notes`"), "{seen:#}");
}

/// Both specs of the README do what they say.
#[test]
fn neovim_plugin_loads_by_lazy_specs() {
    let readme = fs::read_to_string(repository().join("editors/neovim/README.md")).expect("the README is there");
    let specs: Vec<_> = fenced_blocks(&readme, "lua").filter(|block| block.starts_with('{')).collect();
    assert_eq!(specs.len(), 2, "{specs:#?}");
    let clone = repository().display().to_string();
    for spec in specs {
        let desk = Desk::with_sample_brief();
        let case = json!({ "spec": spec.replace("~/src/deskcheck", &clone), "clone": clone });
        let seen = neovim(&desk, "lazy.lua", "brief.md", &case);
        assert_eq!(seen["error"], Value::Null, "{spec}{seen:#}");
        assert_eq!(seen["known_before"], false, "{spec}{seen:#}");
        assert!(text(&seen["first"]).starts_with("✗ contradicted"), "{spec}{seen:#}");
    }
}

/// Whatever stands in the server's place is spoken of once, and notes can be written all the same.
#[test]
fn neovim_says_once_what_is_wrong_with_the_server() {
    let own = env!("CARGO_PKG_VERSION");
    let cases = [
        (json!(["crash", "deskcheck", own]), "the server stopped (exit code 3", "`:Deskcheck log`"),
        (json!(["fall", "deskcheck", own]), "the server stopped (exit code 7", "`:Deskcheck restart`"),
        (
            json!(["answer", "marksman", "1.0"]),
            "asked for its version it says `marksman 1.0`",
            "`:checkhealth deskcheck`",
        ),
    ];
    for (way, said, advice) in cases {
        let seen = with_impostor(&way, &json!({}));
        let notified = list(&seen["notified"]);
        assert_eq!(notified.len(), 1, "{way}: {seen:#}");
        let message = text(&notified[0]["message"]);
        assert!(message.contains(said) && message.contains(advice), "{way}: {message}");
        assert_eq!(seen["clients"], 0, "{way}: {seen:#}");
    }
}

/// A server of another release works as far as it goes; one that lacks what is asked for is told apart.
#[test]
fn neovim_names_a_server_of_another_release() {
    let seen = with_impostor(&json!(["answer", "deskcheck", "99.1.0"]), &json!({ "stays": true, "asks": true }));
    let notified = list(&seen["notified"]);
    assert_eq!(notified.len(), 2, "{seen:#}");
    let message = text(&notified[0]["message"]);
    assert!(message.contains("the server is version 99.1.0, this plugin "), "{message}");
    assert!(message.contains("install both from one release"), "it says what to do: {message}");
    assert!(text(&notified[1]["message"]).contains("too old for this"), "{seen:#}");
    assert_eq!(seen["clients"], 1, "{seen:#}");
}

/// However it was configured.
#[test]
fn neovim_names_a_missing_server_once() {
    for plainly in [false, true] {
        let case = json!({ "cmd": ["no-such-deskcheck", "lsp"], "plainly": plainly });
        let seen = neovim(&Desk::empty(), "bad_server.lua", "first.md", &case);
        assert_eq!(seen["error"], Value::Null, "{seen:#}");
        assert_eq!(seen["clients"], 0);
        let notified = list(&seen["notified"]);
        assert_eq!(notified.len(), 1, "{seen:#}");
        let message = text(&notified[0]["message"]);
        assert!(message.contains("`no-such-deskcheck` was not found"), "{message}");
        assert!(message.contains("setup({ cmd ="), "it says what to do: {message}");
    }
}

/// What is seen with a program in the server's place that behaves in one of the ways of `impostor.lua`.
fn with_impostor(way: &Value, case: &Value) -> Value {
    let mut cmd = vec![json!(fetched(".cache/editors/bin/nvim")), json!("-l")];
    cmd.push(json!(repository().join("tests/editors/neovim/impostor.lua")));
    cmd.extend(list(way).iter().cloned());
    cmd.push(json!("lsp"));
    let mut case = case.clone();
    case["cmd"] = Value::Array(cmd);
    let seen = neovim(&Desk::empty(), "bad_server.lua", "first.md", &case);
    assert_eq!(seen["error"], Value::Null, "{way}: {seen:#}");
    assert_eq!(seen["written"], json!(["still to be written"]), "{way}: {seen:#}");
    seen
}

/// The fenced blocks of a language, in a text in Markdown.
fn fenced_blocks<'a>(text: &'a str, language: &str) -> impl Iterator<Item = &'a str> {
    let fence = format!("```{language}\n");
    let blocks: Vec<_> = text.split(&fence).skip(1).filter_map(|rest| rest.split("```").next()).collect();
    blocks.into_iter()
}

/// What an analyst sees, on dark and on light ground; the pictures are kept in `target/editors/neovim`.
#[test]
fn neovim_shows_all_of_it_on_a_screen() {
    let shown = [
        ("brief", "12 June 2020: gulf-monitor-2020-06-29 says June 11"),
        ("actor", "Khataib Hezbollah"),
        ("figure", "June 11"),
        ("disputed", "✗ 14 members"),
        ("claims", "✗ contradicted"),
        ("sources", "cited 2×"),
        ("actors", "state body"),
        ("check", "contradicted-figure"),
        ("timeline", "Enter: the passage"),
        ("passage", "three others"),
        ("health", "10 documents"),
    ];
    for background in ["dark", "light"] {
        let desk = Desk::with_sample_brief();
        let folder = repository().join("target/editors/neovim").join(background);
        if folder.exists() {
            fs::remove_dir_all(&folder).expect("older pictures can be removed");
        }
        fs::create_dir_all(&folder).expect("a folder can be made");
        let case = json!({
            "folder": folder,
            "background": background,
            "figure": "12 June 2020",
            "disputed": "13 members",
            "actor": "Kata'ib Hezbollah",
            "web_page": "three others",
        });

        let seen = desk.run(&mut photographed(&session("--embed", "pictures.lua", "brief.md")), &case);

        assert_eq!(seen["error"], Value::Null, "{seen:#}");
        for (name, words) in shown {
            assert!(text(&seen[name]).contains(words), "{name}:\n{}", text(&seen[name]));
            assert!(folder.join(name).with_extension("png").is_file(), "a picture of {name}");
        }
    }
}

/// Runs one script on a note, and returns what it saw.
fn neovim(desk: &Desk, script: &str, note: &str, case: &Value) -> Value {
    desk.run(&mut session("--headless", script, note), case)
}

/// Neovim with one script on a note, and with an interface or none.
fn session(interface: &str, script: &str, note: &str) -> Command {
    let scripts = repository().join("tests/editors/neovim");
    let server = program::path();
    let mut neovim = Command::new(fetched(".cache/editors/bin/nvim"));
    neovim
        .args([interface, "-i", "NONE", "-u"])
        .arg(scripts.join(script))
        .args(["-c", "if !exists('g:session_begun') | cquit | endif"])
        .arg(note)
        .env("PATH", first_on_path(&server))
        .env("DESKCHECK_BIN", &server)
        .env("DESKCHECK_PLUGIN", repository().join("editors/neovim"))
        .env("DESKCHECK_NOTATION", fetched(".cache/notes/neovim"))
        .env("DESKCHECK_SESSION", scripts.join("session.lua"));
    neovim
}

/// The same Neovim on a screen that can be photographed.
fn photographed(neovim: &Command) -> Command {
    let mut screen = Command::new(fetched(".cache/editors/bin/python"));
    screen
        .arg(repository().join("tests/editors/neovim/screen.py"))
        .arg(neovim.get_program())
        .args(neovim.get_args())
        .envs(neovim.get_envs().filter_map(|(name, value)| Some((name, value?))));
    screen
}

fn real(path: impl AsRef<Path>) -> PathBuf {
    fs::canonicalize(path.as_ref()).unwrap_or_else(|error| panic!("{}: {error}", path.as_ref().display()))
}
