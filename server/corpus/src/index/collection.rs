//! The documents of the index as resolution asks for them: one at a time, decoded by the thread that wants it.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use deskcheck_analysis::resolve::{Collection, Source};
use deskcheck_analysis::text::{Document, DocumentId};
use jiff::civil::Date;

use super::pool::{Pool, stores};
use super::store::{Damaged, Store, StoreError};

/// A document of the index as it is listed.
pub(super) struct Listed {
    /// Its number in the index.
    pub(super) stored: DocumentId,
    /// Its settled citation key.
    pub(super) key: String,
    pub(super) title: Option<String>,
    pub(super) date: Option<Date>,
    /// True where whoever published it has taken it back.
    pub(super) retracted: bool,
}

/// All documents of an index, in order of key.
pub(super) struct StoredCollection {
    pub(super) listed: Vec<Listed>,
    stores: Pool<Store>,
    /// What went wrong first.
    failed: Mutex<Option<StoreError>>,
}

impl StoredCollection {
    /// Lists the documents of the index in `folder`, which nobody changes meanwhile.
    ///
    /// # Errors
    ///
    /// Where it cannot be read or is damaged.
    pub(super) fn new(folder: &Path) -> Result<Self, StoreError> {
        let stores = stores(folder)?;
        let mut listed = Vec::new();
        stores.with(|store| {
            store.heads(|head| {
                let Document { key, title, date, retracted, .. } = head.document;
                listed.push(Listed { stored: head.id, key, title, date, retracted });
                Ok(())
            })
        })?;
        listed.sort_by(|a, b| a.key.cmp(&b.key));
        Ok(Self { listed, stores, failed: Mutex::default() })
    }

    /// What went wrong while documents were asked for.
    ///
    /// # Errors
    ///
    /// Where one could not be read.
    pub(super) fn fault(&self) -> Result<(), StoreError> {
        self.failed.lock().unwrap_or_else(PoisonError::into_inner).take().map_or(Ok(()), Err)
    }

    fn read(&self, number: usize, figures: bool) -> Result<Source, StoreError> {
        let stored = self.listed.get(number).ok_or(Damaged)?.stored;
        let (document, facts) = self.stores.with(|store| {
            let head = store.head(stored)?.ok_or(Damaged)?;
            Ok(store.said(head, figures)?.ok_or(Damaged)?)
        })?;
        Ok((Arc::new(document), Arc::new(facts)))
    }

    /// What was read; where that failed, a document without text, and what went wrong is kept.
    fn or_fault(&self, read: Result<Source, StoreError>) -> Source {
        read.unwrap_or_else(|error| {
            self.failed.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(error);
            Source::default()
        })
    }
}

impl Collection for StoredCollection {
    fn count(&self) -> usize {
        self.listed.len()
    }

    fn key(&self, number: usize) -> &str {
        self.listed.get(number).map_or("", |listed| &listed.key)
    }

    fn date(&self, number: usize) -> Option<Date> {
        self.listed.get(number)?.date
    }

    /// Where it cannot be read, a document without text: what went wrong is told by [`StoredCollection::fault`].
    fn source(&self, number: usize) -> Source {
        self.or_fault(self.read(number, true))
    }

    fn without_figures(&self, number: usize) -> Source {
        self.or_fault(self.read(number, false))
    }
}
