//! Documents that no editor shows as text: their extracted text is opened, from the server or from the cache.

use std::path::Path;

use serde_json::{Value, json};

use super::client::{Client, uri};
use super::desk::Desk;

const NOTE: &str = "On 4 March 2021 the Coast Guard arrested 17 members of the Grey Wolves in Port Ammer [@post].\n";

fn page(count: usize) -> String {
    format!(
        "<html><head><title>Raid</title><meta property=\"article:published_time\" content=\"2021-03-05\"></head>\n\
         <body><nav>Home</nav><article><h1>Raid in Port Ammer</h1>\n\n\n<p>The “Wolves” were   surprised, the Coast Guard \
         said on Friday.</p>\n<p>On 4 March 2021 the Coast Guard <b>arrested</b>\n\n {count} members of the Grey Wolves in \
         Port Ammer.</p></article></body></html>\n"
    )
}

fn desk() -> Desk {
    let desk = Desk::empty();
    desk.write("sources/post.html", page(14));
    desk.write("note.md", NOTE);
    desk
}

fn open(desk: &Desk, capabilities: Value) -> (Client, Value) {
    let mut client = Client::start(desk.path());
    let result = client.initialize(desk.path(), capabilities, Value::Null);
    client.did_open(&desk.file("note.md"), NOTE);
    client.diagnostics(&desk.file("note.md"), 1);
    (client, result)
}

/// The words in a range of a text, columns in UTF-16.
fn words(text: &str, range: &Value) -> String {
    let number = |of: &str, key: &str| range[of][key].as_u64().and_then(|n| usize::try_from(n).ok()).expect("a number");
    assert_eq!(number("start", "line"), number("end", "line"), "{range}");
    let line: Vec<u16> = text.lines().nth(number("start", "line")).unwrap_or_default().encode_utf16().collect();
    String::from_utf16_lossy(&line[number("start", "character")..number("end", "character")])
}

#[test]
fn a_page_is_opened_as_its_text() {
    let desk = desk();
    let capabilities = json!({
        "textDocument": {"publishDiagnostics": {"versionSupport": true, "relatedInformation": true}},
        "workspace": {"textDocumentContent": {"dynamicRegistration": false}},
    });
    let (mut client, result) = open(&desk, capabilities);
    assert_eq!(result["capabilities"]["workspace"]["textDocumentContent"]["schemes"], json!(["deskcheck-text"]));
    assert_eq!(result["capabilities"]["workspace"]["workspaceFolders"]["supported"], true, "the rest stays");
    let note = desk.file("note.md");
    let place = client.at("textDocument/definition", &note, 0, 42)[0].clone();
    let address = place["uri"].as_str().expect("an address").to_owned();
    assert!(address.starts_with("deskcheck-text:") && address.ends_with("/sources/post.html.txt"), "{address}");
    let read = |client: &mut Client, address: &str| {
        client.request("workspace/textDocumentContent", json!({ "uri": address }))["result"]["text"].clone()
    };
    let text = read(&mut client, &address);
    let text = text.as_str().expect("a text");
    assert_eq!(words(text, &place["range"]), "14 members", "{text}");
    assert!(!text.contains("Home"), "{text}");
    let short = address.replace("///", "/");
    assert_eq!(read(&mut client, &short), text, "however the client writes the address");

    let unknown = client.request("workspace/textDocumentContent", json!({"uri": "deskcheck-text:///nowhere.html.txt"}));
    assert_eq!(unknown["error"]["code"], -32602, "{unknown}");
    // An editor may say that it has opened the text: it is no note.
    client.notify(
        "textDocument/didOpen",
        json!({"textDocument": {"uri": address, "languageId": "plaintext", "version": 1, "text": text}}),
    );

    let page = desk.write("sources/post.html", page(15));
    client.notify("workspace/didChangeWatchedFiles", json!({"changes": [{"uri": uri(&page), "type": 2}]}));
    let refresh = client.until("a refresh", |message| message["method"] == "workspace/textDocumentContent/refresh");
    assert_eq!(refresh["params"]["uri"], address);
    assert!(read(&mut client, &address).as_str().is_some_and(|text| text.contains("15 members")));
    let kept = std::fs::read_dir(desk.file(".cache/deskcheck")).into_iter().flatten().flatten();
    let texts: Vec<_> = kept.map(|entry| entry.path().join("text")).filter(|texts| texts.exists()).collect();
    assert!(texts.is_empty(), "no text is written: {texts:?}");
}

#[test]
fn others_open_it_as_a_file() {
    let desk = desk();
    let capabilities = json!({"textDocument": {"definition": {"linkSupport": true}}});
    let (mut client, result) = open(&desk, capabilities);
    assert!(result["capabilities"]["workspace"].get("textDocumentContent").is_none());
    let note = desk.file("note.md");
    for (column, expected) in [(42, "14 members"), (88, "Raid in Port Ammer")] {
        let link = client.at("textDocument/definition", &note, 0, column)[0].clone();
        let path = link["targetUri"].as_str().and_then(|uri| uri.strip_prefix("file://")).expect("a file").to_owned();
        let path = Path::new(&path);
        assert!(path.starts_with(desk.file(".cache")) && path.ends_with("text/post.txt"), "{link}");
        let text = std::fs::read_to_string(path).expect("it can be read");
        assert_eq!(words(&text, &link["targetSelectionRange"]), expected, "{text}");
        client.did_open(path, &text);
    }
}
