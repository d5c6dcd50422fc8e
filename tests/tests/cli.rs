//! The command line over a real process: contracts, exit codes, and input that is not what it should be.

#[path = "../protocol/desk.rs"]
mod desk;

use std::io::Write;
use std::path::Path;
use std::process::Stdio;

use desk::{Desk, NOTE};
use deskcheck_tests::program;
use serde_json::{Value, json};

/// What one run gave.
struct Run {
    code: Option<i32>,
    out: String,
    err: String,
}

/// Runs the program in `folder`.
fn run(folder: &Path, arguments: &[&str], input: &[u8]) -> Run {
    let mut process = program::command(folder)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program can be started");
    let mut stdin = process.stdin.take().expect("it is piped");
    // A program that does not read its input may be gone by now.
    let _ = stdin.write_all(input);
    drop(stdin);
    let output = process.wait_with_output().expect("it ends");
    let text = |bytes| String::from_utf8(bytes).expect("what it writes is UTF-8");
    Run { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
}

/// Runs `check --format json` with `arguments`; returns the answer.
fn check(desk: &Desk, arguments: &[&str]) -> (Value, Run) {
    let run = run(desk.path(), &[&["check", "--in-memory", "--format", "json"], arguments].concat(), b"");
    let answer = serde_json::from_str(&run.out).unwrap_or(Value::Null);
    (answer, run)
}

/// One line on standard error holds every one of `words`, and nothing has panicked.
fn tells(run: &Run, words: &[&str]) {
    let is_told = run.err.lines().any(|line| words.iter().all(|word| line.contains(word)));
    assert!(is_told, "no line with {words:?} in:\n{}", run.err);
    assert!(!run.err.contains("panicked"), "{}", run.err);
}

#[test]
fn json_keeps_its_contract() {
    let desk = Desk::new();
    let (answer, run) = check(&desk, &["note.md"]);
    assert_eq!(run.code, Some(1), "{}", run.err);
    assert_eq!(answer["version"], 1);
    let note = &answer["notes"][0];
    assert_eq!(note["path"], "note.md");
    let claims = note["claims"].as_array().expect("claims");
    let claim = claims.iter().find(|claim| claim["text"] == "17 members").expect("the figure is a claim");
    let start = NOTE.find("17 members").expect("it stands there");
    assert_eq!(claim["byte_range"], json!([start, start + 10]));
    let range = json!({"start": {"line": 5, "character": 41}, "end": {"line": 5, "character": 51}});
    assert_eq!(claim["range"], range);
    assert_eq!(claim["value"], json!({"low": "17", "high": "17", "hedge": "exact", "unit": "member"}));
    assert_eq!((&claim["kind"], &claim["predicate"]), (&json!("count"), &json!("arrest")));
    assert_eq!(claim["verdict"], "contradicted");
    assert!(
        claim["incident"].as_str().is_some_and(|name| name.starts_with("Arrest of Grey Wolves members")),
        "{}",
        claim["incident"]
    );

    let evidence = claim["evidence"].as_array().expect("evidence");
    let post = evidence.iter().find(|side| side["document"] == "harbour-post-2021-03-05").expect("it is compared");
    assert_eq!(post["path"], "sources/harbour-post-2021-03-05.md");
    assert_eq!((&post["page"], &post["line"]), (&Value::Null, &json!(7)));
    assert_eq!((&post["text"], &post["agrees"]), (&json!("14 members"), &json!(false)));
    assert_eq!((&post["dated"], &post["attributed_to"]), (&json!("2021-03-05"), &Value::Null));
    assert!(post["sentence"].as_str().is_some_and(|sentence| sentence.ends_with("in Port Ammer.")), "{post}");
    assert!(post["byte_range"].is_array() && post["value"]["low"] == "14", "{post}");

    let found = &note["diagnostics"][0];
    assert_eq!((&found["code"], &found["severity"]), (&json!("contradicted-figure"), &json!("warning")));
    assert_eq!(found["range"], range);
    assert!(found["message"].as_str().is_some_and(|message| message.contains("harbour-post-2021-03-05 says 14")));
}

#[test]
fn text_shows_the_line_and_every_source() {
    let desk = Desk::new();
    let run = run(desk.path(), &["check", "note.md"], b"");
    assert_eq!(run.code, Some(1));
    for part in [
        "warning[contradicted-figure]: 17",
        "--> note.md:6:42",
        "arrested 17 members of",
        "= harbour-post-2021-03-05 (sources/harbour-post-2021-03-05.md:7, dated 2021-03-05, also printed in northern-wire",
        "1 contradicted",
    ] {
        assert!(run.out.contains(part), "no {part:?} in:\n{}", run.out);
    }
    assert!(!run.out.contains('\u{1b}'), "colour is for terminals");
    let underlined = run.out.lines().find(|line| line.contains('^')).expect("the figure is underlined");
    assert_eq!(underlined.matches('^').count(), "17 members".len());
}

#[test]
fn exit_codes_tell_how_it_went() {
    let desk = Desk::new();
    desk.write("good.md", NOTE.replace("17 members", "14 members"));
    assert_eq!(check(&desk, &["good.md"]).1.code, Some(0));
    assert_eq!(check(&desk, &["note.md"]).1.code, Some(1));
    assert_eq!(check(&desk, &["good.md", "gone.md"]).1.code, Some(2));
    desk.write("deskcheck.toml", "corpus = [\"sources\"]\n[rules]\ncontradicted-figure = \"information\"\n");
    assert_eq!(check(&desk, &["note.md"]).1.code, Some(0), "information is no failure");
    assert_eq!(run(desk.path(), &["check", "--no-such-option"], b"").code, Some(2));
    assert_eq!(run(desk.path(), &["--help"], b"").code, Some(0));
}

#[test]
fn notes_come_from_files_folders_and_standard_input() {
    let desk = Desk::new();
    desk.write("more/deep/second.md", NOTE);
    desk.write("more/no-note.txt", NOTE);
    let paths = |answer: &Value| -> Vec<String> {
        let notes = answer["notes"].as_array().cloned().unwrap_or_default();
        notes.iter().map(|note| note["path"].as_str().unwrap_or_default().to_owned()).collect()
    };
    let (answer, _) = check(&desk, &["--corpus", "sources", "."]);
    assert_eq!(paths(&answer), ["./more/deep/second.md", "./note.md"], "documents are no notes");
    let (answer, _) = check(&desk, &["--corpus", "sources", "note.md", "more"]);
    assert_eq!(paths(&answer), ["note.md", "more/deep/second.md"]);

    let piped = run(desk.path(), &["check", "--format", "json", "-"], NOTE.as_bytes());
    let answer: Value = serde_json::from_str(&piped.out).expect("JSON");
    assert_eq!((paths(&answer), piped.code), (vec!["-".to_owned()], Some(1)));
}

/// A note within the corpus folder does not support itself.
#[test]
fn a_note_is_no_source_of_itself() {
    let desk = Desk::new();
    desk.write("sources/note.md", NOTE);
    let (answer, _) = check(&desk, &["--corpus", "sources", "sources/note.md"]);
    assert_eq!(answer["notes"][0]["diagnostics"][0]["code"], "contradicted-figure", "{answer:#}");
    assert!(!answer.to_string().contains("\"document\":\"note\""), "{answer:#}");
}

#[test]
fn as_of_hides_what_came_later() {
    let desk = Desk::new();
    let (answer, run) = check(&desk, &["--as-of", "2021-03-04", "note.md"]);
    assert_eq!(run.code, Some(0), "a later source never makes a note wrong: {answer:#}");
    assert_eq!(check(&desk, &["--as-of", "soon", "note.md"]).1.code, Some(2));
}

#[test]
fn other_formats_carry_the_same_findings() {
    let desk = Desk::new();
    let sarif = run(desk.path(), &["check", "--format", "sarif", "note.md"], b"");
    let log: Value = serde_json::from_str(&sarif.out).expect("SARIF is JSON");
    let result = &log["runs"][0]["results"][0];
    assert_eq!((&result["ruleId"], &result["level"]), (&json!("contradicted-figure"), &json!("warning")));
    let region = &result["locations"][0]["physicalLocation"]["region"];
    assert_eq!(*region, json!({"startLine": 6, "startColumn": 42, "endLine": 6, "endColumn": 52}));
    let github = run(desk.path(), &["check", "--format", "github", "note.md"], b"");
    assert!(github.out.starts_with("::warning file=note.md,line=6,endLine=6,col=42,endColumn=52,"), "{}", github.out);
}

#[test]
fn names_answers_every_line() {
    let desk = Desk::empty();
    let input = b"{\"a\":\"Qassem Soleimani\",\"b\":\"Qasim Sulaymani\"}\nrubbish\n\n{\"a\":1}\n\xff\n{\"a\":\"x\",\"b\":\"y\",\"c\":0}\n";
    let run = run(desk.path(), &["names", "--format", "json"], input);
    assert_eq!(run.code, Some(0), "{}", run.err);
    let lines: Vec<Value> =
        run.out.lines().map(|line| serde_json::from_str(line).expect("each line is JSON")).collect();
    assert_eq!(lines.len(), 5);
    assert_eq!((&lines[0]["a"], &lines[0]["same"]), (&json!("Qassem Soleimani"), &json!(true)));
    assert!(lines[0]["score"].is_f64() && lines[0]["because"].is_array());
    assert!(lines[1..4].iter().all(|line| line["error"].is_string()), "{lines:#?}");
    assert_eq!(lines[4]["same"], false);
}

#[test]
fn listings_have_their_shape() {
    let desk = Desk::new();
    let listing = |what: &str| -> Value {
        let run = run(desk.path(), &[what, "--format", "json"], b"");
        assert_eq!(run.code, Some(0), "{}", run.err);
        serde_json::from_str(&run.out).expect("JSON")
    };
    let actors = listing("actors");
    assert_eq!(actors["version"], 1);
    let wolves = actors["actors"].as_array().expect("a list").iter().find(|actor| actor["name"] == "Grey Wolves");
    let wolves = wolves.expect("it acts");
    assert_eq!((&wolves["kind"], &wolves["aliases"][0]["text"]), (&json!("group"), &json!("Grey Wolves")));
    assert_eq!(wolves["aliases"][0]["documents"].as_array().map(Vec::len), Some(2));
    assert!(wolves["ambiguous_with"].is_array());
    assert_eq!(listing("sources")["sources"][0]["key"], "harbour-post-2021-03-05");
    assert!(listing("incidents")["incidents"].is_array());

    assert!(run(desk.path(), &["actors", "grey wolves"], b"").out.contains("sources/harbour-post-2021-03-05.md:7"));
    assert!(run(desk.path(), &["explain", "note.md:6"], b"").out.contains("17 members"));
    assert_eq!(run(desk.path(), &["explain", "note.md:99"], b"").code, Some(2));
    assert!(run(desk.path(), &["index"], b"").out.starts_with("2 documents"));
    assert!(run(desk.path(), &["completions", "bash"], b"").out.contains("deskcheck"));
}

#[test]
fn missing_documents_are_one_clear_message() {
    let desk = Desk::empty();
    desk.write("note.md", NOTE);
    let (_, nothing) = check(&desk, &["note.md"]);
    assert_eq!((nothing.code, nothing.out.as_str()), (Some(2), ""));
    tells(&nothing, &["there are no documents", "`sources`", "--corpus"]);
    let (_, gone) = check(&desk, &["--corpus", "gone", "note.md"]);
    assert_eq!(gone.code, Some(2));
    tells(&gone, &["gone", "no such folder"]);

    desk.write("deskcheck.toml", "as-of = 2021-04-01\ncorpus = [\"gone\", \"here\"]\n");
    std::fs::create_dir(desk.file("here")).expect("folders can be made");
    let (answer, rest) = check(&desk, &["note.md"]);
    tells(&rest, &["deskcheck.toml:2", "`gone`"]);
    assert!(answer["notes"][0]["claims"].is_array(), "the other folder is read: {}", rest.err);
}

#[test]
fn a_bad_settings_file_is_told_and_the_rest_holds() {
    let desk = Desk::new();
    desk.write(
        "deskcheck.toml",
        "corpus = [\"sources\"]\nas-of 2021\n[rules]\ncontradicted-figur = \"off\"\n\"\u{1}\" = 1\n",
    );
    let (answer, run) = check(&desk, &["note.md"]);
    assert_eq!(run.code, Some(1), "{}", run.err);
    tells(&run, &["deskcheck.toml:2", "not TOML"]);
    tells(&run, &["deskcheck.toml:4", "did you mean `contradicted-figure`?"]);
    assert_eq!(answer["notes"][0]["diagnostics"].as_array().map(Vec::len), Some(1));
}

#[test]
fn documents_that_cannot_be_read_are_told_and_the_rest_is() {
    let desk = Desk::new();
    desk.write("sources/picture.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01");
    desk.write("sources/broken.md", b"---\ndate: [\n---\n\nIt was \xff\xfe so.\n");
    desk.write("sources/empty.txt", "");
    let (answer, run) = check(&desk, &["note.md"]);
    assert_eq!(run.code, Some(1), "{}", run.err);
    tells(&run, &["picture.txt"]);
    tells(&run, &["broken.md"]);
    assert_eq!(answer["notes"][0]["diagnostics"].as_array().map(Vec::len), Some(1));
}

#[test]
fn notes_that_are_no_notes_are_told() {
    let desk = Desk::new();
    desk.write("binary.md", b"\0\x01\x02");
    let (_, binary) = check(&desk, &["binary.md"]);
    assert_eq!(binary.code, Some(2));
    tells(&binary, &["binary.md", "binary file"]);

    desk.write(
        "latin.md",
        [b"Brief.\nC\xf6ast.\n\n", NOTE.split_at(NOTE.rfind("On 4").expect("it is there")).1.as_bytes()].concat(),
    );
    let (answer, latin) = check(&desk, &["latin.md"]);
    tells(&latin, &["latin.md:2", "not UTF-8"]);
    assert_eq!((latin.code, &answer["notes"][0]["diagnostics"][0]["code"]), (Some(1), &json!("contradicted-figure")));

    desk.write("empty.md", "");
    let (answer, empty) = check(&desk, &["empty.md"]);
    assert_eq!((empty.code, &answer["notes"][0]["claims"]), (Some(0), &json!([])));
    desk.write("front.md", "---\ndate: never\ntitle: [\n---\n\nText.\n");
    let (answer, front) = check(&desk, &["front.md"]);
    assert!(answer["notes"][0]["diagnostics"].to_string().contains("front-matter"), "{answer} {}", front.err);
    desk.write("citing.md", "A word [@nobody-2021].\n");
    let (answer, _) = check(&desk, &["citing.md"]);
    assert_eq!(answer["notes"][0]["diagnostics"][0]["code"], "unknown-citation");
}

#[test]
fn a_very_long_line_is_read() {
    let desk = Desk::new();
    let words = "They said that 14 men of the Grey Wolves had been seen near the harbour, and that nobody knew why. ";
    desk.write("long.md", words.repeat((1 << 20) / words.len()));
    let (answer, run) = check(&desk, &["long.md"]);
    assert!(run.code.is_some_and(|code| code < 2), "{}", run.err);
    assert!(answer["notes"][0]["claims"].as_array().is_some_and(|claims| claims.len() > 1_000));
    desk.write("endless.md", "14 men, ".repeat(20_000));
    assert_eq!(check(&desk, &["endless.md"]).1.code, Some(0), "a sentence without end is read too");
    let text = self::run(desk.path(), &["check", "long.md"], b"");
    assert!(text.out.lines().all(|line| line.chars().count() < 400), "long lines are cut");
}

/// No run changes a note or leaves anything behind.
#[test]
fn nothing_is_written() {
    let desk = Desk::new();
    let names = || {
        let names = std::fs::read_dir(desk.path()).expect("it is there").flatten().map(|entry| entry.file_name());
        // Where these runs have their index.
        let mut names: Vec<_> = names.filter(|name| name != ".cache").collect();
        names.sort();
        names
    };
    let before = names();
    for arguments in [&["check", "--in-memory", "note.md"][..], &["actors", "--in-memory"], &["explain", "note.md:6"]] {
        run(desk.path(), arguments, b"");
    }
    assert_eq!(names(), before);
    assert_eq!(std::fs::read_to_string(desk.file("note.md")).expect("it is there"), NOTE);
}
