//! Whether an index says what its files say.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use deskcheck_analysis::extract::TextFacts;
use deskcheck_analysis::text::Span;
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use xxhash_rust::xxh3::xxh3_128;

use super::material::Material;
use super::readers::Readers;
use super::{Means, Order, Problem, Progress};
use crate::index::resolved;
use crate::index::store::{Head, Store, StoreError, StoredContents};

/// What was found.
#[derive(Clone, Debug, Default)]
pub struct Verified {
    /// Documents that were looked at.
    pub documents: usize,
    /// Documents that were not looked at: another version of the program has read them, or has not completed it.
    pub unlooked: usize,
    /// Spans that were looked at.
    pub spans: usize,
    /// Files that have changed since they were read, or cannot be read now: nothing can be said of them.
    pub changed: usize,
    /// What is wrong.
    pub faults: Vec<Problem>,
}

/// The documents of a file as the index has them: their parts, with hashes of their texts.
type Texts = Vec<(Option<String>, u128)>;

/// Checks that every value of the index in `folder` is what was written, that every span lies on characters of its text, and
/// that every text is what its file still says; none where there is no index.
///
/// # Errors
///
/// Where the index cannot be read so far as to be checked.
pub fn verify(folder: &Path, order: &Order<'_>) -> Result<Option<Verified>, StoreError> {
    let Some(store) = Store::open(folder)? else { return Ok(None) };
    let mut verified = store.at_one_moment(|store| documents(folder, store, order))?;
    if let Err(error) = resolved::verify(folder) {
        let message = format!("what its documents say together cannot be used: {error}");
        verified.faults.push(Problem::of_file(folder, message));
    }
    verified.faults.sort();
    Ok(Some(verified))
}

fn documents(folder: &Path, store: &Store, order: &Order<'_>) -> Result<Verified, StoreError> {
    let mut verified = Verified::default();
    verified.faults.extend(store.integrity()?.into_iter().map(|fault| Problem::of_file(folder, fault)));
    let mut texts: FxHashMap<PathBuf, Texts> = FxHashMap::default();
    store.heads(|head| {
        verified.documents += 1;
        let contents = store.contents(head.id)?;
        let text = contents.ok_or_else(missing).and_then(|contents| check(&head, contents, &mut verified.spans));
        match text {
            Ok(text) => texts.entry(head.path).or_default().push((head.part, text)),
            Err(fault) => verified.faults.push(Problem::of_file(&head.path, fault)),
        }
        Ok(())
    })?;
    verified.unlooked = (store.counts()?.documents as usize).saturating_sub(verified.documents);
    let files: Vec<_> = store.files()?.into_iter().filter(|(path, _)| texts.contains_key(path)).collect();
    let (done, changed) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let means = Means { readers: &Readers::new(order.isolation), bibliographies: order.bibliographies };
    let faults = files.par_iter().filter_map(|(path, hash)| {
        let said = says_the_same(path, *hash, &texts[path], means);
        changed.fetch_add(usize::from(said.is_none()), Ordering::Relaxed);
        let done = done.fetch_add(1, Ordering::Relaxed) + 1;
        (order.progress)(Progress { files: done, of_files: files.len(), ..Progress::default() });
        let message = "does not say what the index has of it";
        (said == Some(false)).then(|| Problem::of_file(path, message))
    });
    verified.faults.extend(faults.collect::<Vec<_>>());
    verified.changed = changed.into_inner();
    Ok(verified)
}

fn missing() -> String {
    "is in the index without what it says".to_owned()
}

/// Checks what the index has of one document; returns a hash of its text.
fn check(head: &Head, contents: StoredContents, spans: &mut usize) -> Result<u128, String> {
    let damaged = |what: &str| format!("its {what} in the index are not what was written");
    let text = contents.text().map_err(|_| damaged("words"))?;
    contents.map().map_err(|_| damaged("lines and pages"))?;
    let mut facts = contents.facts().map_err(|_| damaged("names and events"))?;
    facts.figures = contents.figures().and_then(|figures| figures.all()).map_err(|_| damaged("figures"))?;
    if text.len() != head.text_bytes {
        return Err(damaged("words"));
    }
    let all = spans_of(&facts);
    *spans += all.len();
    let is_outside = |span: &&Span| text.get(span.start()..span.end()).is_none();
    match all.iter().find(is_outside) {
        None => Ok(xxh3_128(text.as_bytes())),
        Some(span) => Err(format!("bytes {} to {} of its text are no words of it", span.start(), span.end())),
    }
}

/// Every span that an answer may point to.
fn spans_of(facts: &TextFacts) -> Vec<Span> {
    let mut spans = facts.sentences.clone();
    spans.extend(facts.mentions.iter().map(|mention| mention.span));
    spans.extend(facts.descriptions.iter().map(|description| description.text));
    spans.extend(facts.links.iter().map(|link| link.span));
    spans.extend(facts.citations.iter().map(|citation| citation.span));
    spans.extend(facts.times.iter().map(|(span, _)| *span));
    spans.extend(facts.events.iter().flat_map(|event| [event.span, event.phrase]));
    for figure in &facts.figures {
        spans.extend([figure.span, figure.quantity.span, figure.quantity.number]);
        spans.extend(figure.parties.iter().chain(&figure.belongs_to).chain(&figure.grounds));
        spans.extend(figure.attributed_to);
    }
    spans
}

/// Whether a file still says the texts that the index has; none where it has changed since or cannot be read now.
fn says_the_same(path: &Path, hash: u128, texts: &Texts, means: Means<'_>) -> Option<bool> {
    let material = Material::read(path, means.bibliographies.fingerprint(path)).ok()?;
    if material.hash != hash {
        return None;
    }
    let (readings, _) = means.readers.read(path, &material.bytes);
    let said: Texts = readings.into_iter().map(|reading| (reading.part, xxh3_128(reading.text.as_bytes()))).collect();
    Some(said.len() == texts.len() && texts.iter().all(|text| said.contains(text)))
}
