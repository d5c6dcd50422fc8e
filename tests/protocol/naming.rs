//! Names in a note, as an editor asks for them: highlight, references, cards, completion, rename.

use std::path::PathBuf;

use serde_json::{Value, json};

use super::client::{Client, uri};
use super::desk::Desk;

const POST: &str = "\
---
title: Raid in Port Ammer
date: 2021-03-05
---

Harbour Minister Yusuf al-Kadhimi met Omar Selmani in Port Ammer on 4 March 2021. The Grey Wolves Movement (GWM), led \
by Karim al-Saadi, rejected the talks.

Karim al-Saadi said that Kadhimi had lied. The Grey Wolves Movement left.
";

const WIRE: &str = "\
---
date: 2021-03-06
---

Harbour Minister Yusuf Kazemi said that the Grey Wolves Movement would not return. Judge Layla al-Saadi opened a case \
against GWM. Kazemi and Omar Selmani left Port Ammer.
";

const NOTE: &str = "\
---
title: Port Ammer
---

Yusuf al-Kadhimi spoke. The Grey Wolves Movement 😀 heard Kadhimi’s words, and GWM answered: “Kazemi lied”. Kazemi left.

`Kazemi` has no say in code [@harbour-post-2021-03-05].
";

/// A note that is open in a server, with what the client can do.
struct Session {
    desk: Desk,
    note: PathBuf,
    text: String,
    client: Client,
}

impl Session {
    fn open(text: &str) -> Self {
        Self::with(text, full())
    }

    fn with(text: &str, capabilities: Value) -> Self {
        let desk = Desk::empty();
        desk.write("sources/harbour-post-2021-03-05.md", POST);
        desk.write("sources/northern-wire-2021-03-06.md", WIRE);
        let note = desk.write("note.md", text);
        let mut client = Client::open(desk.path(), capabilities);
        client.did_open(&note, text);
        // They are told once the documents are read.
        client.diagnostics(&note, 1);
        Self { desk, note, text: text.to_owned(), client }
    }

    /// Asks with the cursor in the middle of the `nth` place of `words`, counted from 0; at their end for a completion.
    fn ask(&mut self, method: &str, words: &str, nth: usize) -> Value {
        let start = self.text.match_indices(words).nth(nth).unwrap_or_else(|| panic!("no {words}")).0;
        let ends = method.ends_with("completion");
        let byte = start + if ends { words.len() } else { words.len() / 2 };
        let (line, column) = position(&self.text, byte);
        self.client.at(method, &self.note, line, column)
    }

    /// The words of the note in the ranges of `places`, in order.
    fn words(&self, places: &Value, range: &str) -> Vec<String> {
        let places = places.as_array().expect("places");
        let mut found: Vec<_> = places.iter().map(|place| span(&self.text, &place[range])).collect();
        found.sort_unstable();
        found.into_iter().map(|(start, end)| self.text[start..end].to_owned()).collect()
    }

    /// The note after a rename.
    fn renamed(&mut self, words: &str, nth: usize, new: &str) -> String {
        let start = self.text.match_indices(words).nth(nth).expect("they stand in it").0;
        let (line, character) = position(&self.text, start + 1);
        let answer = self.client.request(
            "textDocument/rename",
            json!({
                "textDocument": {"uri": uri(&self.note)},
                "position": {"line": line, "character": character},
                "newName": new,
            }),
        );
        let change = &answer["result"]["documentChanges"][0];
        assert_eq!(change["textDocument"]["version"], 1, "{answer:#}");
        applied(&self.text, &change["edits"])
    }
}

fn full() -> Value {
    json!({
        "textDocument": {"hover": {"contentFormat": ["markdown"]}},
        "workspace": {"workspaceEdit": {"documentChanges": true}},
    })
}

/// Line and column in UTF-16 units.
fn position(text: &str, byte: usize) -> (u32, u32) {
    let before = &text[..byte];
    let line = before.rfind('\n').map_or(0, |at| at + 1);
    let units = before[line..].encode_utf16().count();
    (u32::try_from(before.matches('\n').count()).expect("it is short"), u32::try_from(units).expect("it is short"))
}

fn span(text: &str, range: &Value) -> (usize, usize) {
    let byte = |position: &Value| {
        let (line, units) = (position["line"].as_u64(), position["character"].as_u64());
        let (line, units) = (line.expect("a line") as usize, units.expect("a column") as usize);
        let start: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
        let counted = text[start..].encode_utf16().take(units).collect::<Vec<_>>();
        start + String::from_utf16(&counted).expect("no half characters").len()
    };
    (byte(&range["start"]), byte(&range["end"]))
}

fn applied(text: &str, edits: &Value) -> String {
    let mut edits: Vec<_> = edits.as_array().expect("edits").iter().collect();
    edits.sort_by_key(|edit| std::cmp::Reverse(span(text, &edit["range"])));
    edits.into_iter().fold(text.to_owned(), |mut changed, edit| {
        let (start, end) = span(text, &edit["range"]);
        changed.replace_range(start..end, edit["newText"].as_str().expect("a new text"));
        changed
    })
}

#[test]
fn every_spelling_is_highlighted() {
    let mut session = Session::open(NOTE);
    let found = session.ask("textDocument/documentHighlight", "Kadhimi", 1);
    assert_eq!(session.words(&found, "range"), ["Yusuf al-Kadhimi", "Kadhimi", "Kazemi", "Kazemi"]);
    let found = session.ask("textDocument/documentHighlight", "GWM", 0);
    assert_eq!(session.words(&found, "range"), ["Grey Wolves Movement", "GWM"]);
    let found = session.ask("textDocument/documentHighlight", "harbour-post", 0);
    assert_eq!(session.words(&found, "range"), ["@harbour-post-2021-03-05"]);
    assert_eq!(session.ask("textDocument/documentHighlight", "answered", 0), Value::Null);
}

#[test]
fn a_name_is_completed_from_any_spelling() {
    let text = NOTE.replace(" left.\n", " left. Then kaze");
    let mut session = Session::open(&text);
    let list = session.ask("textDocument/completion", "Then kaze", 0);
    assert_eq!(list["isIncomplete"], true, "two of his spellings begin so: {list:#}");
    let item = &list["items"][0];
    assert_eq!(item["label"], "Yusuf Kazemi", "{list:#}");
    assert_eq!(item["textEdit"]["newText"], "Yusuf Kazemi");
    let (start, end) = span(&text, &item["textEdit"]["range"]);
    assert_eq!(&text[start..end], "kaze");
    assert_eq!(item["filterText"], "kazemi");
    assert!(item.get("documentation").is_none(), "the card is asked for when it is needed");
    let resolved = session.client.request("completionItem/resolve", item.clone());
    let card = resolved["result"]["documentation"]["value"].as_str().expect("a card");
    assert!(card.contains("Harbour Minister"), "{card}");
}

#[test]
fn completion_is_silent_where_no_name_can_stand() {
    let text = format!("{NOTE}\nOf k, `Kaze`, [@Kaze, https://example.org/Kaze\n\nGrey Wolves Mo");
    let mut session = Session::open(&text);
    for (words, nth) in [("Of k", 0), ("`Kaze", 1), ("@Kaze", 0), ("org/Kaze", 0), ("heard ", 0)] {
        assert_eq!(session.ask("textDocument/completion", words, nth), Value::Null, "{words}");
    }
    let list = session.ask("textDocument/completion", "Grey Wolves Mo", 1);
    assert_eq!((&list["isIncomplete"], &list["items"][0]["label"]), (&json!(false), &json!("Grey Wolves Movement")));
    let (start, end) = span(&text, &list["items"][0]["textEdit"]["range"]);
    assert_eq!(&text[start..end], "Grey Wolves Mo", "what was typed of it before is replaced too");
}

#[test]
fn an_actor_is_renamed_under_all_its_spellings() {
    let mut session = Session::open(NOTE);
    let begin = session.ask("textDocument/prepareRename", "Kadhimi", 1);
    assert_eq!(begin["placeholder"], "Kadhimi");
    let renamed = session.renamed("Yusuf al-Kadhimi", 0, "Yusuf al-Kazimi");
    let expected = NOTE
        .replace("Yusuf al-Kadhimi", "Yusuf al-Kazimi")
        .replace("Kadhimi’s", "Kazimi’s")
        .replace("Kazemi left", "Kazimi left");
    assert_eq!(renamed, expected, "a quotation keeps its words, a possessive its ending, a surname stays one");
    let renamed = session.renamed("Kazemi left", 0, "Kazimi");
    assert_eq!(renamed, expected, "given names stay where the surname is renamed");
    let renamed = session.renamed("GWM", 0, "the Wolves");
    assert_eq!(renamed, NOTE.replace("Grey Wolves Movement", "the Wolves").replace("GWM", "the Wolves"));
    assert_eq!(session.ask("textDocument/prepareRename", "answered", 0), Value::Null);
}

#[test]
fn an_acronym_that_the_note_introduces_keeps_its_place() {
    let text = "The Grey Wolves Movement (GWM) rose. Then the GWM fell, and the Grey Wolves Movement went.\n";
    let mut session = Session::open(text);
    let renamed = session.renamed("Grey Wolves Movement", 0, "Grey Wolf Movement");
    assert_eq!(renamed, text.replace("Grey Wolves Movement", "Grey Wolf Movement"));
    assert_eq!(session.renamed("GWM", 1, "GWMO"), text.replace("GWM", "GWMO"));
}

#[test]
fn what_is_no_name_is_not_renamed() {
    let mut session = Session::with(NOTE, json!({}));
    let uri = uri(&session.note);
    let mut rename = |character: u32, new: &str| {
        let position = json!({"line": 4, "character": character});
        let params = json!({"textDocument": {"uri": uri}, "position": position, "newName": new});
        session.client.request("textDocument/rename", params)
    };
    assert_eq!(rename(19, "X")["error"]["code"], -32602);
    assert_eq!(rename(3, " \n")["error"]["code"], -32602);
    let plain = rename(3, "Yusuf Kazemi");
    assert!(plain["result"]["changes"][&uri].is_array(), "a client that keeps no versions: {plain:#}");
    drop(session.desk);
}

#[test]
fn references_go_over_documents_and_notes() {
    let mut session = Session::open(NOTE);
    session.desk.write("annex.md", "Later Kazemi came back.\n");
    session.desk.write("other.md", "Nobody came back.\n");
    let memo = session.desk.write("memo.md", "GWM met Yusuf al-Kadhimi.\n");
    session.client.did_open(&memo, "A memo on the minister: Yusuf Kazemi.\n");
    session.client.diagnostics(&memo, 1);
    let files = |places: &Value| {
        let places = places.as_array().expect("places");
        let name = |place: &Value| place["uri"].as_str().and_then(|uri| uri.rsplit('/').next()).map(str::to_owned);
        places.iter().filter_map(name).collect::<Vec<_>>()
    };
    let (post, wire) = ("harbour-post-2021-03-05.md", "northern-wire-2021-03-06.md");
    let found = session.ask("textDocument/references", "Kadhimi", 1);
    let own = ["note.md"; 4].into_iter().chain(["memo.md", "annex.md", post, post, wire, wire]);
    assert_eq!(files(&found), own.collect::<Vec<_>>(), "an open note as the editor has it, others as they lie on disk");
    let annex = &found[5]["range"];
    assert_eq!(annex, &json!({"start": {"line": 0, "character": 6}, "end": {"line": 0, "character": 12}}));

    let (line, character) = position(&session.text, session.text.find("Kadhimi").expect("it is there"));
    let params = json!({
        "textDocument": {"uri": uri(&session.note)},
        "position": {"line": line, "character": character},
        "context": {"includeDeclaration": false},
    });
    let fewer = session.client.request("textDocument/references", params);
    let declared = session.ask("textDocument/definition", "Kadhimi", 1);
    assert_eq!(files(&declared).len(), 1, "where a document says who he is");
    let is_declared = |place: &Value| place["range"] == declared[0]["range"] && place["uri"] == declared[0]["uri"];
    let mut others = found.as_array().expect("places").clone();
    others.retain(|place| !is_declared(place));
    assert_eq!(fewer["result"], json!(others));

    let found = session.ask("textDocument/references", "harbour-post", 0);
    assert_eq!(files(&found), ["note.md"]);
}

#[test]
fn one_spelling_is_made_of_two() {
    let text = "Kadhimi spoke, and Kadhimi left 😀. Kazemi came, and Kazemi’s car.\n";
    let mut session = Session::open(text);
    let start = position(text, text.find("Kazemi").expect("it is there"));
    let place = json!({"line": start.0, "character": start.1});
    let ask = |session: &mut Session, only: Value| {
        let mut context = json!({"diagnostics": []});
        if !only.is_null() {
            context["only"] = only;
        }
        let params = json!({
            "textDocument": {"uri": uri(&session.note)}, "range": {"start": place, "end": place}, "context": context,
        });
        session.client.request("textDocument/codeAction", params)["result"].clone()
    };
    let found = ask(&mut session, Value::Null);
    assert_eq!((&found[0]["title"], &found[0]["kind"]), (&json!("Write Kadhimi"), &json!("quickfix")), "{found:#}");
    let changed = applied(text, &found[0]["edit"]["documentChanges"][0]["edits"]);
    assert_eq!(changed, "Kadhimi spoke, and Kadhimi left 😀. Kadhimi came, and Kazemi’s car.\n");
    assert_eq!(found[1]["title"], "Write Kadhimi throughout the note");
    let changed = applied(text, &found[1]["edit"]["documentChanges"][0]["edits"]);
    assert_eq!(changed, text.replace("Kazemi", "Kadhimi"));
    let kinds = ask(&mut session, json!(["refactor"]));
    let kinds: Vec<_> = kinds.as_array().into_iter().flatten().map(|action| action["kind"].clone()).collect();
    assert!(!kinds.contains(&json!("quickfix")), "{kinds:?}");
}

#[test]
fn cards_say_why_and_who_else() {
    let text = "Then Qazemi came.\n\nal-Saadi saw KAZEMI.\n";
    let mut session = Session::open(text);
    let card = |session: &mut Session, words: &str| {
        let card = session.ask("textDocument/hover", words, 0);
        card["contents"]["value"].as_str().unwrap_or_default().to_owned()
    };
    let open = card(&mut session, "al-Saadi");
    assert_eq!(open, "**al-Saadi** may be\n\n- Karim al-Saadi\n- Layla al-Saadi: Judge [northern-wire-2021-03-06]");
    let known = card(&mut session, "KAZEMI");
    assert!(known.starts_with("**Yusuf Kazemi** · person  \nHarbour Minister ["), "{known}");
    assert!(known.contains("In one sentence with Omar Selmani (2)"), "{known}");
}
