//! The tables of the index, and how those of an older program become ours: one function for each step.

use rusqlite::{Connection, Transaction};

use super::StoreError;

/// The steps from an empty file to the tables as they are now. A step that has been released is never changed; what comes
/// later is a step of its own. The number of steps that a file has taken is its `user_version`.
const STEPS: &[fn(&Transaction<'_>) -> rusqlite::Result<()>] = &[first_tables, files_behind_a_checksum];

/// The number of the tables as they are now.
pub const VERSION: u32 = STEPS.len() as u32;

/// Marks the file as ours (`DskC`), for whoever finds it.
const APPLICATION: i32 = 0x4473_6b43;

/// Brings the tables up to date.
///
/// # Errors
///
/// Where a newer program made them, or a step fails: then the file is as it was.
pub(super) fn migrate(connection: &mut Connection) -> Result<(), StoreError> {
    migrate_by(connection, STEPS)
}

fn migrate_by(
    connection: &mut Connection,
    steps: &[fn(&Transaction<'_>) -> rusqlite::Result<()>],
) -> Result<(), StoreError> {
    let transaction = connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
    let taken = version(&transaction)?;
    if taken as usize > steps.len() {
        return Err(StoreError::Newer { version: taken });
    }
    for step in &steps[taken as usize..] {
        step(&transaction).map_err(StoreError::Migration)?;
    }
    if (taken as usize) < steps.len() {
        transaction.pragma_update(None, "application_id", APPLICATION)?;
        transaction.pragma_update(None, "user_version", steps.len() as u32)?;
    }
    Ok(transaction.commit()?)
}

/// The steps that a file has taken.
pub(super) fn version(connection: &Connection) -> rusqlite::Result<u32> {
    connection.pragma_query_value(None, "user_version", |row| row.get(0))
}

/// What a document is made of lies apart from what is asked of all documents, so that these can be gone over in no time.
fn first_tables(transaction: &Transaction<'_>) -> rusqlite::Result<()> {
    transaction.execute_batch(
        "CREATE TABLE meta (key TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;

         CREATE TABLE files (
             id       INTEGER PRIMARY KEY,
             path     BLOB NOT NULL UNIQUE,
             size     INTEGER NOT NULL,
             mtime_ns INTEGER NOT NULL,
             ctime_ns INTEGER NOT NULL,
             inode    INTEGER NOT NULL,
             beside   BLOB NOT NULL,
             entry    INTEGER NOT NULL,
             hash     BLOB NOT NULL,
             reader   INTEGER NOT NULL,
             read_at  INTEGER NOT NULL,
             problems BLOB
         );
         CREATE INDEX files_with_problems ON files (id) WHERE problems IS NOT NULL;

         CREATE TABLE documents (
             id        INTEGER PRIMARY KEY AUTOINCREMENT,
             file      INTEGER NOT NULL REFERENCES files (id),
             part      TEXT,
             position  INTEGER NOT NULL,
             given_key TEXT NOT NULL,
             key       TEXT,
             changed   INTEGER NOT NULL,
             head      BLOB NOT NULL
         );
         CREATE INDEX documents_of_file ON documents (file);
         CREATE INDEX documents_changed ON documents (changed);
         CREATE INDEX documents_key ON documents (key);

         CREATE TABLE contents (
             id      INTEGER PRIMARY KEY REFERENCES documents (id),
             text    BLOB NOT NULL,
             map     BLOB NOT NULL,
             facts   BLOB NOT NULL,
             figures BLOB NOT NULL
         );

         CREATE TABLE removed (id INTEGER PRIMARY KEY, changed INTEGER NOT NULL);
         CREATE INDEX removed_changed ON removed (changed);",
    )
}

/// What is known of a file is one value. Nothing is carried over: a program that knows this step has another reader number
/// than any that did not, and reads all files again.
fn files_behind_a_checksum(transaction: &Transaction<'_>) -> rusqlite::Result<()> {
    for column in ["size", "mtime_ns", "ctime_ns", "inode", "beside", "entry", "hash", "read_at"] {
        transaction.execute_batch(&format!("ALTER TABLE files DROP COLUMN {column}"))?;
    }
    transaction.execute_batch("ALTER TABLE files ADD COLUMN seen BLOB NOT NULL DEFAULT x''")
}

#[cfg(test)]
mod tests {
    use rusqlite::{Connection, Transaction};

    use super::{STEPS, migrate, migrate_by, version};
    use crate::index::store::StoreError;

    fn later(transaction: &Transaction<'_>) -> rusqlite::Result<()> {
        transaction.execute_batch("ALTER TABLE meta ADD COLUMN note TEXT")
    }

    fn broken(transaction: &Transaction<'_>) -> rusqlite::Result<()> {
        transaction.execute_batch("CREATE TABLE half (id INTEGER); ALTER TABLE nowhere ADD COLUMN note TEXT")
    }

    fn at_first() -> Connection {
        let mut connection = Connection::open_in_memory().expect("memory is there");
        migrate(&mut connection).expect("the tables can be made");
        connection.execute("INSERT INTO meta VALUES ('generation', 7)", []).expect("a row can be written");
        connection
    }

    #[test]
    fn a_later_step_keeps_what_is_there() {
        let mut connection = at_first();
        let steps = [STEPS, &[later]].concat();
        migrate_by(&mut connection, &steps).expect("the step can be taken");
        assert_eq!(version(&connection), Ok(steps.len() as u32));
        let kept: (i64, Option<String>) = connection
            .query_row("SELECT value, note FROM meta WHERE key = 'generation'", [], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })
            .expect("it is still there");
        assert_eq!(kept, (7, None));
        assert!(
            matches!(migrate(&mut connection), Err(StoreError::Newer { version }) if version as usize == steps.len()),
            "an older program leaves it alone"
        );
    }

    #[test]
    fn files_of_the_first_tables_are_read_again() {
        let mut connection = Connection::open_in_memory().expect("memory is there");
        migrate_by(&mut connection, &STEPS[..1]).expect("the tables can be made");
        let file = "INSERT INTO files VALUES (1, x'61', 3, 4, 5, 6, x'', 7, x'', 8, 9, x'62')";
        connection.execute(file, []).expect("a row can be written");
        migrate(&mut connection).expect("the step can be taken");
        let kept: (Vec<u8>, i64, Vec<u8>, Vec<u8>) = connection
            .query_row("SELECT path, reader, problems, seen FROM files", [], |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
            })
            .expect("it is still there");
        assert_eq!(kept, (b"a".to_vec(), 8, b"b".to_vec(), Vec::new()));
    }

    #[test]
    fn a_step_that_fails_leaves_nothing_behind() {
        let mut connection = at_first();
        let steps = [STEPS, &[broken]].concat();
        assert!(matches!(migrate_by(&mut connection, &steps), Err(StoreError::Migration(_))));
        assert_eq!(version(&connection), Ok(STEPS.len() as u32));
        assert!(connection.prepare("SELECT * FROM half").is_err());
        migrate(&mut connection).expect("it is as it was");
    }
}
