//! The notation of notes: one list of examples, `grammar/notes/examples.txt`, and everything that reads the notation.

#[path = "notation/examples.rs"]
mod examples;
#[path = "notation/neovim.rs"]
mod neovim;
#[path = "notation/server.rs"]
mod server;
#[path = "notation/textmate.rs"]
mod textmate;
