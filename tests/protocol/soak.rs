//! Days of work in a minute: a document that changes a thousand times, a note that is edited ten thousand times, and a
//! server that holds no more in memory for it.

use serde_json::json;

use super::client::Client;
use super::desk::{Desk, NOTE};
use super::{full, read};

/// Rounds of work, each with so many changed documents, and so many edits behind each.
const ROUNDS: usize = 20;
const CHANGES: usize = 50;
const EDITS: usize = 10;

/// What a server may hold more at the end than when it had settled: allocators give back late.
const MORE: f64 = 1.2;

#[test]
fn memory_stays_flat_over_a_thousand_changed_documents_and_ten_thousand_edits() {
    let desk = Desk::new();
    let note = desk.file("note.md");
    let mut client = Client::open(desk.path(), full());
    read(&mut client);
    client.did_open(&note, NOTE);
    client.diagnostics(&note, 1);
    let mut version = 1;
    let mut memory = Vec::new();
    for change in 0..ROUNDS * CHANGES {
        let count = 100 + change;
        desk.write(
            "sources/northern-wire-2021-03-06.md",
            format!(
                "---\ndate: 2021-03-06\n---\n\nOn 4 March 2021 the Coast Guard arrested {count} members of the Grey \
                 Wolves in Port Ammer, a spokesman said.\n"
            ),
        );
        let says = format!("says {count}");
        client.until(&says, |message| {
            message["method"] == "textDocument/publishDiagnostics" && message.to_string().contains(&says)
        });
        for edit in 0..EDITS {
            version += 1;
            // A paragraph grows at the end of the note, and is gone again with the last of these edits.
            let text = if edit + 1 == EDITS { NOTE.to_owned() } else { format!("{NOTE}\nThey held {edit} boats.\n") };
            client.did_change(&note, version, json!([{ "text": text }]));
        }
        client.diagnostics(&note, version);
        if (change + 1) % CHANGES == 0 {
            memory.extend(client.memory());
        }
    }
    // Tables and caches fill at first.
    let settled = memory.iter().take(ROUNDS / 4).max().copied().unwrap_or_default();
    let last = memory.last().copied().unwrap_or_default();
    assert!(last as f64 <= settled as f64 * MORE, "bytes in memory, round by round: {memory:?}");
}
