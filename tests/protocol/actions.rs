//! Code actions over a real process: what is offered to whom, edits when they are asked for, in the forms that clients take.

use serde_json::{Value, json};

use super::client::{Client, uri};
use super::desk::{Desk, NOTE};

/// The columns of the figure in the note.
const FIGURE: (u32, u32) = (5, 42);

/// What an editor of today says that it can do.
fn modern() -> Value {
    json!({
        "textDocument": {
            "publishDiagnostics": {"versionSupport": true},
            "codeAction": {
                "codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["quickfix", "refactor", "source"]}},
                "dataSupport": true,
                "disabledSupport": true,
                "isPreferredSupport": true,
                "honorsChangeAnnotations": true,
                "resolveSupport": {"properties": ["edit"]},
            },
        },
        "workspace": {
            "workspaceEdit": {
                "documentChanges": true,
                "resourceOperations": ["create"],
                "changeAnnotationSupport": {"groupsOnLabel": false},
                "snippetEditSupport": true,
            },
        },
    })
}

/// A desk with one open note.
struct Session {
    desk: Desk,
    client: Client,
    found: Vec<Value>,
}

impl Session {
    fn open(desk: Desk, text: &str, capabilities: Value) -> Self {
        let note = desk.write("note.md", text);
        let mut client = Client::open(desk.path(), capabilities);
        client.did_open(&note, text);
        let found = client.diagnostics(&note, 1);
        Self { desk, client, found }
    }

    fn ask(&mut self, place: (u32, u32), context: Value) -> Vec<Value> {
        let place = json!({"line": place.0, "character": place.1});
        let mut whole = json!({"diagnostics": self.found});
        whole.as_object_mut().expect("an object").extend(context.as_object().cloned().unwrap_or_default());
        let answer = self.client.request(
            "textDocument/codeAction",
            json!({
                "textDocument": {"uri": uri(&self.desk.file("note.md"))},
                "range": {"start": place, "end": place},
                "context": whole,
            }),
        );
        assert!(answer.get("error").is_none(), "{answer}");
        answer["result"].as_array().cloned().unwrap_or_default()
    }

    fn resolve(&mut self, action: &Value) -> Value {
        self.client.request("codeAction/resolve", action.clone())
    }
}

fn titles(actions: &[Value]) -> Vec<&str> {
    actions.iter().map(|action| action["title"].as_str().expect("a title")).collect()
}

fn titled<'a>(actions: &'a [Value], begin: &str) -> &'a Value {
    let found = actions.iter().find(|action| action["title"].as_str().is_some_and(|title| title.starts_with(begin)));
    found.unwrap_or_else(|| panic!("no {begin} among {:?}", titles(actions)))
}

#[test]
fn edits_come_when_they_are_asked_for() {
    let mut session = Session::open(Desk::new(), NOTE, modern());
    let actions = session.ask(FIGURE, json!({}));
    assert!(actions.iter().all(|action| action.get("edit").is_none()), "{actions:#?}");
    let correct = titled(&actions, "Replace 17 with 14 (harbour-post-2021-03-05 and 1 more)");
    assert_eq!((&correct["kind"], &correct["isPreferred"]), (&json!("quickfix"), &json!(true)));
    assert_eq!(correct["diagnostics"][0]["code"], "contradicted-figure");
    let resolved = session.resolve(correct)["result"].clone();
    let change = &resolved["edit"]["documentChanges"][0];
    assert_eq!(change["textDocument"]["version"], 1, "{resolved:#}");
    let place = json!({"start": {"line": 5, "character": 41}, "end": {"line": 5, "character": 43}});
    assert_eq!(change["edits"], json!([{"range": place, "newText": "14"}]));

    let dismiss = titled(&actions, "Dismiss contradicted-figure here");
    let resolved = session.resolve(dismiss)["result"].clone();
    let edit = &resolved["edit"]["documentChanges"][0]["edits"][0];
    let snippet = " <!-- deskcheck: dismiss contradicted-figure reason=\"${1:not given}\" -->$0";
    assert_eq!(edit["snippet"], json!({"kind": "snippet", "value": snippet}), "{resolved:#}");
    assert_eq!(edit["range"]["start"], json!({"line": 5, "character": NOTE.lines().nth(5).map(str::len)}));

    let note = session.desk.file("note.md");
    session.client.did_change(&note, 2, json!([{"text": format!("{NOTE}More.\n")}]));
    let refused = session.resolve(correct);
    assert_eq!(refused["error"]["code"], -32801, "the text has moved on: {refused}");
}

#[test]
fn a_small_client_gets_edits_at_once() {
    let capabilities = json!({"textDocument": {"publishDiagnostics": {"versionSupport": true}}});
    let mut session = Session::open(Desk::new(), NOTE, capabilities);
    let actions = session.ask(FIGURE, json!({}));
    assert!(actions.iter().all(|action| action["edit"]["changes"].is_object()), "{actions:#?}");
    assert!(actions.iter().all(|action| action.get("disabled").is_none() && action.get("data").is_none()));
    let dismiss = titled(&actions, "Dismiss");
    let edits = &dismiss["edit"]["changes"][uri(&session.desk.file("note.md"))];
    let comment = " <!-- deskcheck: dismiss contradicted-figure reason=\"not given\" -->";
    assert_eq!(edits[0]["newText"], comment);
}

#[test]
fn a_source_is_cited_once() {
    let mut session = Session::open(Desk::new(), &NOTE.replace("17", "14"), modern());
    let actions = session.ask(FIGURE, json!({"only": ["refactor.rewrite"]}));
    assert_eq!(titles(&actions), ["Cite harbour-post-2021-03-05"]);
    assert_eq!(actions[0]["disabled"]["reason"], "its sentence cites it already");
    let automatic = session.ask(FIGURE, json!({"triggerKind": 2}));
    assert_eq!(titles(&automatic), Vec::<&str>::new(), "an editor is not told of it at every move of the cursor");

    let uncited = NOTE.replace("17", "14").replace(" [@harbour-post-2021-03-05]", "");
    let mut session = Session::open(Desk::new(), &uncited, modern());
    let actions = session.ask(FIGURE, json!({"only": ["refactor"]}));
    let cite = titled(&actions, "Cite harbour-post-2021-03-05").clone();
    let resolved = session.resolve(&cite)["result"].clone();
    let edit = &resolved["edit"]["documentChanges"][0]["edits"][0];
    assert_eq!(edit["newText"], " [@harbour-post-2021-03-05]");
    assert_eq!(edit["range"]["start"]["character"], uncited.lines().nth(5).map(|line| line.len() - 1).expect("a line"));
}

#[test]
fn an_edit_in_doubt_says_so() {
    let desk = Desk::new();
    desk.write(
        "sources/times-2021-03-07.md",
        "---\ndate: 2021-03-07\n---\n\nThe Coast Guard arrested 17 members of the Grey Wolves in Port Ammer on 4 March 2021, residents said.\n",
    );
    let mut session = Session::open(desk, NOTE, modern());
    let actions = session.ask(FIGURE, json!({"only": ["quickfix"]}));
    let correct = titled(&actions, "Replace 17 with 14").clone();
    assert!(correct.get("isPreferred").is_none());
    let resolved = session.resolve(&correct)["result"].clone();
    let edit = &resolved["edit"];
    let id = edit["documentChanges"][0]["edits"][0]["annotationId"].as_str().expect("an annotation");
    let annotation = &edit["changeAnnotations"][id];
    assert_eq!(annotation["needsConfirmation"], true, "{resolved:#}");
    assert!(
        annotation["description"].as_str().is_some_and(|said| said.starts_with("Sources disagree: ")),
        "{annotation}"
    );
}

#[test]
fn what_is_certain_is_fixed_at_once_where_it_is_asked_for() {
    let desk = Desk::empty();
    desk.write("sources/a.md", "Minister Yusuf al-Kadhimi met Omar Selmani.\n");
    desk.write("sources/b.md", "Minister Yusuf al-Kazemi left.\n");
    let text = "Kadhimi came. Kadhimi saw. Kadhimi left. Kazemi slept.\n";
    let mut session = Session::open(desk, text, modern());
    for kind in ["source", "source.fixAll", "source.fixAll.deskcheck"] {
        let actions = session.ask((0, 0), json!({"only": [kind], "triggerKind": 2}));
        assert_eq!(actions.len(), 1, "{actions:#?}");
        let resolved = session.resolve(&actions[0])["result"].clone();
        let edits = &resolved["edit"]["documentChanges"][0]["edits"];
        let place = json!({"start": {"line": 0, "character": 41}, "end": {"line": 0, "character": 47}});
        assert_eq!(edits, &json!([{"range": place, "newText": "Kadhimi"}]), "{resolved:#}");
    }
    let unasked = session.ask((0, 0), json!({}));
    assert!(unasked.iter().all(|action| action["kind"] != "source.fixAll.deskcheck"), "{unasked:#?}");
    assert!(session.ask((0, 0), json!({"only": ["source.organizeImports"]})).is_empty());
}

#[test]
fn cards_are_edited_as_the_editor_has_them() {
    let desk = Desk::empty();
    desk.write("sources/a.md", "Prime Minister Nadim al-Kadhri met the lawyer Anselm Rudd in Halsen.\n");
    desk.write("sources/b.md", "Nadeem Kazri spoke. The engineer Petra Rudd left Halsen.\n");
    desk.write("deskcheck.toml", "corpus = [\"sources\"]\ncards = [\"actors.toml\"]\n");
    let cards = desk.write("actors.toml", "");
    let mut session = Session::open(desk, "Rudd spoke.\n", modern());
    let unsaved = "# Mine.\n\n[[actor]]\nname = \"Anselm Rudd\"\n";
    session.client.did_open(&cards, "");
    session.client.did_change(&cards, 7, json!([{"text": unsaved}]));
    let actions = session.ask((0, 1), json!({}));
    let same = titled(&actions, "“Rudd” is the same as Anselm Rudd").clone();
    let resolved = session.resolve(&same)["result"].clone();
    let change = &resolved["edit"]["documentChanges"][0];
    assert_eq!(change["textDocument"], json!({"uri": uri(&cards), "version": 7}), "{resolved:#}");
    let edit = &change["edits"][0];
    assert_eq!(edit["range"]["start"], json!({"line": 4, "character": 0}), "it is added behind what is not saved");
    assert_eq!(edit["newText"], "aliases = [\"Rudd\"]\n");
}
