//! What is known of documents, as an editor shows it: bibliographies, retractions, languages.

#![expect(clippy::needless_pass_by_value, reason = "JSON reads better where it is passed as it is written")]

#[expect(dead_code, reason = "what only other tests use")]
#[path = "../protocol/client.rs"]
mod client;

#[expect(dead_code, reason = "what only other tests use")]
#[path = "../protocol/desk.rs"]
mod desk;

use client::{Client, uri};
use desk::Desk;
use serde_json::{Value, json};

const BIB: &str = "@article{raid2021, title = {Raid in Port Ammer}, journaltitle = {Harbour Post}, date = {2021-03-05}, \
    author = {Brill, Ada}, file = {kept/raid.txt}}\n\
    @misc{lost2020, title = {What went before}, date = {2020-12-01}}\n";

const RAID: &str = "On 4 March 2021 the Coast Guard arrested 14 members of the Grey Wolves in Port Ammer.\n";

fn started(desk: &Desk, note: &str) -> Client {
    desk.write("note.md", note);
    let mut client = Client::start(desk.path());
    client.initialize(desk.path(), json!({}), Value::Null);
    client.did_open(&desk.file("note.md"), note);
    client
}

fn codes(findings: &[Value]) -> Vec<&str> {
    findings.iter().map(|finding| finding["code"].as_str().unwrap_or_default()).collect()
}

fn card(client: &mut Client, desk: &Desk, line: u32, character: u32) -> String {
    let answer = client.at("textDocument/hover", &desk.file("note.md"), line, character);
    answer["contents"]["value"].as_str().unwrap_or_default().to_owned()
}

/// A desk whose library names a file beyond the corpus, which contradicts the note.
fn with_library() -> (Desk, Client) {
    let desk = Desk::empty();
    desk.write("deskcheck.toml", "corpus = [\"sources\"]\nbibliography = [\"library.bib\"]\n");
    desk.write("sources/other.txt", "Nothing happened.");
    desk.write("kept/raid.txt", RAID);
    desk.write("library.bib", BIB);
    let mut client = started(
        &desk,
        "On 4 March 2021 the Coast Guard arrested 17 members of the Grey Wolves in Port Ammer [@raid2021; @lost2020].\n",
    );

    assert_eq!(codes(&client.diagnostics(&desk.file("note.md"), 1)), ["contradicted-figure"]);
    (desk, client)
}

#[test]
fn a_library_gives_documents_their_keys_and_lists_what_is_not_there() {
    let (desk, mut client) = with_library();

    let known = card(&mut client, &desk, 0, 88);
    assert!(known.contains("Harbour Post · Ada Brill · 2021-03-05 · @raid2021"), "{known}");
    let listed = card(&mut client, &desk, 0, 99);
    assert!(listed.contains("What went before") && listed.contains("No document of it is there"), "{listed}");
}

/// What a library names is watched wherever it lies.
#[test]
fn a_file_beyond_the_corpus_is_seen_to_change() {
    let (desk, mut client) = with_library();
    desk.write("kept/raid.txt", RAID.replace("14", "17"));
    client.until("no finding", |message| {
        message["method"] == "textDocument/publishDiagnostics" && message["params"]["diagnostics"] == json!([])
    });
}

#[test]
fn a_note_may_name_a_library_of_its_own() {
    let desk = Desk::empty();
    desk.write("sources/raid.txt", RAID);
    desk.write("own.bib", BIB.replace("kept", "sources"));
    let mut client = started(&desk, "---\nbibliography: own.bib\n---\n\nThe Coast Guard arrested some [@raid2021].\n");
    let is_clean = |message: &Value| {
        message["method"] == "textDocument/publishDiagnostics"
            && message["params"]["uri"] == uri(&desk.file("note.md"))
            && message["params"]["diagnostics"] == json!([])
    };
    client.until("no finding", is_clean);
}

#[test]
fn citing_a_retracted_document_is_a_finding_and_its_figures_count_for_nothing() {
    let desk = Desk::empty();
    desk.write("sources/raid.txt", RAID);
    desk.write("sources/raid.txt.yaml", "retracted: true\ngrade: d4\n");
    let mut client = started(
        &desk,
        "On 4 March 2021 the Coast Guard arrested 17 members of the Grey Wolves in Port Ammer [@raid].\n",
    );

    let findings = client.diagnostics(&desk.file("note.md"), 1);
    assert_eq!(codes(&findings), ["retracted-source"], "{findings:#?}");
    assert_eq!(findings[0]["severity"], 2);

    let sources = client.request("deskcheck/sources", Value::Null);
    let source = &sources["result"]["sources"][0];
    assert_eq!((&source["retracted"], &source["grade"]), (&json!(true), &json!("D4")), "{sources:#}");
    let figure = card(&mut client, &desk, 0, 42);
    assert!(figure.contains("not counted: **14 members**: raid, undated, graded D4, retracted"), "{figure}");
}

#[test]
fn documents_in_other_languages_say_why_they_have_no_figures() {
    let desk = Desk::empty();
    desk.write(
        "sources/quotidien.txt",
        "La police a arrêté treize hommes dans le quartier du port de Port Ammer, selon le ministère de l'Intérieur, qui \
         n'a pas dit pourquoi ni quand ils seront présentés à un juge.",
    );
    let mut client = started(&desk, "Thirteen men were arrested [@quotidien].\n");
    client.diagnostics(&desk.file("note.md"), 1);
    let sources = client.request("deskcheck/sources", Value::Null);
    let source = &sources["result"]["sources"][0];
    assert_eq!(
        (&source["language"], &source["leftOut"]),
        (&json!("fr"), &json!("in French: names only")),
        "{sources:#}"
    );
    assert_eq!(source["figures"], 0);
}
