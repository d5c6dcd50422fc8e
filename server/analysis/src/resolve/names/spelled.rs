//! Spellings taken apart, kept for those met last: documents name the same things over and over.

use std::cell::RefCell;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::parts::{Name, folded, read};

/// So many spellings are kept by a thread, at most.
const KEPT: usize = 1 << 15;

/// What depends on a spelling alone.
#[derive(Clone, Debug)]
pub(in crate::resolve) struct Spelled {
    /// As it is written.
    pub(in crate::resolve) text: Arc<str>,
    /// What is one spelling to a reader.
    pub(in crate::resolve) folded: Arc<str>,
    /// Its parts.
    pub(in crate::resolve) name: Arc<Name>,
}

/// Takes `surface` apart, unless that was done a short while ago.
pub(in crate::resolve) fn spelled(surface: &str) -> Spelled {
    thread_local! {
        static MET: RefCell<FxHashMap<Arc<str>, Spelled>> = RefCell::default();
    }
    MET.with_borrow_mut(|met| {
        if let Some(spelled) = met.get(surface) {
            return spelled.clone();
        }
        if met.len() >= KEPT {
            met.clear();
        }
        let (text, folded): (Arc<str>, Arc<str>) = (surface.into(), folded(surface).into());
        let spelled = Spelled { text: Arc::clone(&text), folded, name: Arc::new(read(surface)) };
        met.insert(text, spelled.clone());
        spelled
    })
}
