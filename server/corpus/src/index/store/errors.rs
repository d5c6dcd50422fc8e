//! Why an index cannot be used, and what to do.

use std::fmt;
use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;

use super::{Damaged, SCHEMA};

/// Why an index cannot be used.
#[derive(Debug)]
pub enum StoreError {
    /// It was made by a newer program, whose tables have this number.
    Newer {
        /// The number.
        version: u32,
    },
    /// Its tables are of an older program and could not be brought up to date.
    Migration(rusqlite::Error),
    /// What is in it is not what was written.
    Damaged(String),
    /// Another process, with this number, is writing it for the first time.
    Held(Option<u32>),
    /// The disk is full.
    Full,
    /// Its file cannot be opened, read or written.
    File(PathBuf, std::io::Error),
    /// Anything else that `SQLite` has to say.
    Database(rusqlite::Error),
}

impl StoreError {
    /// True where it is best made anew: it holds nothing that the documents' files do not.
    pub fn is_cured_by_rebuilding(&self) -> bool {
        matches!(self, Self::Damaged(_) | Self::Migration(_))
    }

    /// That something could not be done with a file.
    pub(in crate::index) fn of_file(path: &Path, error: std::io::Error) -> Self {
        if error.kind() == std::io::ErrorKind::StorageFull { Self::Full } else { Self::File(path.to_owned(), error) }
    }
}

impl fmt::Display for StoreError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Newer { version } => write!(
                out,
                "it was made by a newer Deskcheck (its tables are version {version}, this program knows {SCHEMA}); use that one, \
                 or run `deskcheck index --rebuild` to make it anew for this one"
            ),
            Self::Migration(error) => write!(out, "its tables could not be brought up to date ({error})"),
            Self::Damaged(what) => write!(out, "it is damaged ({what})"),
            Self::Held(process) => {
                let who = process.map_or_else(|| "another process".to_owned(), |process| format!("process {process}"));
                write!(out, "{who} is making it")
            }
            Self::Full => write!(out, "the disk is full; free some space and run `deskcheck index` to go on"),
            Self::File(path, error) => {
                write!(out, "{} cannot be used ({error}); check its permissions", path.display())
            }
            Self::Database(error) if error.sqlite_error_code() == Some(ErrorCode::SystemIoFailure) => {
                write!(
                    out,
                    "its disk does not take or give what it should ({error}); look whether the disk is full or failing"
                )
            }
            Self::Database(error) => write!(out, "{error}"),
        }
    }
}

impl std::error::Error for StoreError {}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Self::Damaged(error.to_string()),
            Some(ErrorCode::DiskFull) => Self::Full,
            _ => match error {
                rusqlite::Error::FromSqlConversionFailure(..) | rusqlite::Error::InvalidColumnType(..) => {
                    Self::Damaged(error.to_string())
                }
                error => Self::Database(error),
            },
        }
    }
}

impl From<Damaged> for StoreError {
    fn from(_: Damaged) -> Self {
        Self::Damaged("a checksum does not match".to_owned())
    }
}
