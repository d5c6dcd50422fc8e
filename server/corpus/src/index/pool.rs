//! Connections for as many threads as ask at once: one that is free is used again.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use super::store::{Store, StoreError};

/// Something opened once for each thread that needs it at the same time.
pub(super) struct Pool<T> {
    path: PathBuf,
    open: fn(&Path) -> Result<T, StoreError>,
    free: Mutex<Vec<T>>,
}

impl<T> Pool<T> {
    /// Opens the first, so that what cannot be opened is noticed at once.
    pub(super) fn new(path: &Path, open: fn(&Path) -> Result<T, StoreError>) -> Result<Self, StoreError> {
        let first = open(path)?;
        Ok(Self { path: path.to_owned(), open, free: Mutex::new(vec![first]) })
    }

    /// Does something with one of them.
    pub(super) fn with<R>(&self, work: impl FnOnce(&T) -> Result<R, StoreError>) -> Result<R, StoreError> {
        let free = self.free.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let one = free.map_or_else(|| (self.open)(&self.path), Ok)?;
        let done = work(&one);
        self.free.lock().unwrap_or_else(PoisonError::into_inner).push(one);
        done
    }
}

/// Connections to the index of documents in a folder.
pub(super) fn stores(folder: &Path) -> Result<Pool<Store>, StoreError> {
    let open =
        |folder: &Path| Store::open(folder)?.ok_or_else(|| StoreError::Damaged("it is not there any more".to_owned()));
    Pool::new(folder, open)
}
