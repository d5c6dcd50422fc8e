//! The tables of what the documents say together. A file of them is written once and never changed.

use rusqlite::Connection;

/// Changes with the tables and with what lies in them.
pub(super) const VERSION: u32 = 4;

/// Documents, actors and incidents are numbered as the analysis numbers them, from 0; `stored` is a document's number in
/// the index of documents.
pub(super) fn create(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute_batch(
        "CREATE TABLE meta (key TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
         CREATE TABLE documents (id INTEGER PRIMARY KEY, stored INTEGER NOT NULL, key TEXT NOT NULL, links BLOB NOT NULL);
         CREATE TABLE actors (id INTEGER PRIMARY KEY, called BLOB NOT NULL, sightings BLOB NOT NULL, named BLOB NOT NULL);
         CREATE TABLE incidents (id INTEGER PRIMARY KEY, incident BLOB NOT NULL, mentions BLOB NOT NULL);
         CREATE TABLE incidents_of_class (class TEXT PRIMARY KEY, incidents BLOB NOT NULL) WITHOUT ROWID;
         CREATE TABLE incidents_of_actor (actor INTEGER PRIMARY KEY, incidents BLOB NOT NULL);
         CREATE TABLE places (place INTEGER PRIMARY KEY, around BLOB NOT NULL);
         CREATE TABLE copies (id INTEGER PRIMARY KEY, passages BLOB NOT NULL);
         CREATE TABLE stories (id INTEGER PRIMARY KEY, documents BLOB NOT NULL);
         CREATE TABLE postings (
             sign        INTEGER PRIMARY KEY,
             documents   INTEGER NOT NULL,
             figures     INTEGER NOT NULL,
             differences BLOB NOT NULL
         );",
    )?;
    connection.pragma_update(None, "user_version", VERSION)
}

/// Made once all rows are there, which is faster.
pub(super) fn create_indices(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute_batch(
        "CREATE UNIQUE INDEX documents_stored ON documents (stored);
         CREATE INDEX documents_key ON documents (key);",
    )
}
