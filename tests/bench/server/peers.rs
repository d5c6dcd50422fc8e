//! Language servers for prose by others, as far as they are installed. They do other work than ours; what can be compared
//! is how long an analyst waits.

use std::ffi::OsString;
use std::fs;
use std::time::Duration;

use anyhow::Result;

use super::client::{Client, uri};
use super::rows::{Row, Rows};
use super::typist;
use crate::desk::note_in;

/// Servers, and what starts them.
const PEERS: [(&str, &[&str]); 4] = [
    ("harper-ls", &["harper-ls", "--stdio"]),
    ("vale-ls", &["vale-ls"]),
    ("markdown-oxide", &["markdown-oxide"]),
    ("marksman", &["marksman", "server"]),
];

/// How long a peer may be silent before it is passed over.
const PATIENCE: Duration = Duration::from_secs(5);

/// Measures every peer on the search path with `notes`; one that fails is told and passed over.
pub(super) fn measure(notes: &[(usize, String)], rows: &mut Rows) -> Result<()> {
    let folder = std::env::temp_dir().join(format!("deskcheck-bench-{}", std::process::id()));
    fs::create_dir_all(&folder)?;
    for (kilobytes, text) in notes {
        fs::write(note_in(&folder, *kilobytes), text)?;
    }
    for (name, command) in PEERS.into_iter().filter(|(_, command)| is_installed(command[0])) {
        eprintln!("{name}");
        let command: Vec<OsString> = command.iter().map(OsString::from).collect();
        for (kilobytes, text) in notes {
            let measured = Client::start(&command, &folder, PATIENCE).and_then(|(mut client, _)| {
                let path = note_in(&folder, *kilobytes);
                let times = typist::times(&mut client, &uri(&path), text, PATIENCE)?;
                let mut row = Row::of(format!("{name}, {kilobytes} KB"), &times);
                row.memory = client.memory();
                Ok(row)
            });
            match measured {
                Ok(row) => rows.peers.push(row),
                Err(error) => eprintln!("{name}, {kilobytes} KB: {error:#}"),
            }
        }
    }
    Ok(fs::remove_dir_all(&folder)?)
}

fn is_installed(program: &str) -> bool {
    let paths = std::env::var_os("PATH").unwrap_or_default();
    let file = format!("{program}{}", std::env::consts::EXE_SUFFIX);
    std::env::split_paths(&paths).any(|folder| folder.join(&file).is_file())
}
