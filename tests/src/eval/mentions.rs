//! Mentions and clusters: documents in which a careful reader marked every name, against what the program finds in them.
//!
//! `tests/eval/actors/` holds a folder for each half of the set, in it one for each corpus, in it a text for each document.
//! The corpora are read whole; what is scored are the documents that have a text.

mod clusters;
mod marks;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use deskcheck::corpus::Corpus;
use deskcheck_analysis::text::{DocumentId, Span};

use clusters::{Clustered, Faults};
pub use marks::{KINDS, Labelled, Mark};

use super::Options;
use super::desk::Desk;
use super::report::{Measure, Report, Wrong};

/// A mention that the program found.
struct Found {
    /// Bytes of the document's text.
    span: Span,
    /// The number of its actor in the corpus.
    actor: u32,
    /// The kind of that actor.
    kind: String,
    /// Read as an author or publisher in a list of sources.
    listed: bool,
}

/// The labelled texts below a folder, by corpus.
///
/// # Errors
///
/// Where a file cannot be read or its marks make no sense.
pub fn labelled(folder: &Path) -> Result<BTreeMap<String, Vec<Labelled>>> {
    let mut texts = BTreeMap::new();
    for corpus in entries(folder)? {
        let name = corpus.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let files = entries(&corpus)?;
        let of_corpus = files.iter().map(|path| Labelled::read(path)).collect::<Result<Vec<_>>>()?;
        texts.insert(name, of_corpus);
    }
    Ok(texts)
}

fn entries(folder: &Path) -> Result<Vec<PathBuf>> {
    let read = std::fs::read_dir(folder).with_context(|| format!("{}: cannot be read", folder.display()))?;
    let mut paths = read.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>>>()?;
    paths.sort();
    Ok(paths)
}

/// Scores a folder of labelled texts.
///
/// # Errors
///
/// Where a text or its corpus cannot be read, or a text is not that of its document.
pub fn score(folder: &Path, options: &Options) -> Result<Report> {
    let corpora = match &options.corpora {
        Some(corpora) => corpora.clone(),
        None => super::gold::folder().with_file_name("corpus"),
    };
    let desk = Desk::new()?;
    let mut tally = Tally::default();
    for (name, texts) in labelled(folder)? {
        let corpus = desk.corpus(&corpora.join(&name).join("sources"))?;
        let mut clustered = Clustered::default();
        for text in texts.iter().filter(|text| options.only.as_ref().is_none_or(|start| text.key.starts_with(start))) {
            tally.add(&corpus, text, &mut clustered)?;
        }
        tally.faults.join(clustered.faults(&name));
        tally.clusters.join(&clustered);
    }
    Ok(tally.report())
}

/// What has been counted so far.
#[derive(Default)]
struct Tally {
    documents: usize,
    wanted: usize,
    found: usize,
    right: usize,
    right_kind: usize,
    /// Mentions in lists of sources: wanted, found, right.
    listed: (usize, usize, usize),
    clusters: clusters::Sums,
    faults: Faults,
    /// What went wrong in the document that is being read.
    told: Vec<String>,
    wrong: Vec<Wrong>,
}

impl Tally {
    fn add(&mut self, corpus: &Corpus, text: &Labelled, clustered: &mut Clustered) -> Result<()> {
        let id = corpus.reference().document_of_key(&text.key);
        let id = id.with_context(|| format!("{}: there is no such document", text.path.display()))?;
        let source = corpus.source(id).with_context(|| format!("{}: there is no such document", text.key))?;
        let body = &source.document.text;
        let aligned = text.aligned(body)?;
        let found = found(corpus, id);
        let (open, marks): (Vec<_>, Vec<_>) = aligned.marks.iter().partition(|mark| mark.actor.is_none());
        let found = found.into_iter().filter(|one| {
            let inside = aligned.covered.iter().any(|span| span.covers(one.span));
            inside && !open.iter().any(|mark| mark.span.overlaps(one.span))
        });
        let mut found: BTreeMap<Span, Found> = found.map(|one| (one.span, one)).collect();
        self.documents += 1;
        self.wanted += marks.len();
        self.found += found.len();
        for mark in marks {
            let one = found.remove(&mark.span);
            self.compare(text, mark, one.as_ref(), body, clustered);
        }
        for one in found.into_values() {
            self.listed.1 += usize::from(one.listed);
            let spelling = one.span.of(body);
            self.tell(format!("{}: no name: {}", text.key, shown(spelling, &one.kind)));
            if !one.listed {
                clustered.add(None, Some(one.actor), spelling);
            }
        }
        let told = std::mem::take(&mut self.told);
        self.wrong.extend((!told.is_empty()).then(|| Wrong { alarm: false, text: told.join("\n") }));
        Ok(())
    }

    fn compare(&mut self, text: &Labelled, mark: &Mark, one: Option<&Found>, body: &str, clustered: &mut Clustered) {
        let spelling = mark.span.of(body);
        let listed = one.is_some_and(|one| one.listed);
        self.listed.0 += usize::from(mark.listed);
        self.listed.1 += usize::from(listed);
        self.listed.2 += usize::from(mark.listed && listed);
        match one {
            None => self.tell(format!("{}: not found: {}", text.key, shown(spelling, &mark.kind))),
            Some(one) if one.kind != mark.kind => {
                self.tell(format!("{}: {} is {}", text.key, one.kind, shown(spelling, &mark.kind)));
            }
            Some(_) => self.right_kind += 1,
        }
        if listed != mark.listed && one.is_some() {
            self.tell(format!("{}: listed or not: {}", text.key, shown(spelling, &mark.kind)));
        }
        self.right += usize::from(one.is_some());
        if !listed && !mark.listed {
            clustered.add(mark.actor.clone(), one.map(|one| one.actor), spelling);
        }
    }

    fn tell(&mut self, text: String) {
        self.told.push(text);
    }

    fn report(mut self) -> Report {
        let Self { wanted, found, right, right_kind, listed, .. } = self;
        let sums = &self.clusters;
        let (precision, recall) = (share(right, found), share(right, wanted));
        let mut measures = vec![
            Measure::share("mention precision", right, found),
            Measure::share("mention recall", right, wanted),
            Measure::plain("mention F1", f1(precision, recall)),
            Measure::plain("mention F1 with kind", f1(share(right_kind, found), share(right_kind, wanted))),
            Measure::plain("listed F1", f1(share(listed.2, listed.1), share(listed.2, listed.0))),
            Measure::plain("pairwise precision", sums.pairwise().0),
            Measure::plain("pairwise recall", sums.pairwise().1),
            Measure::plain("pairwise F1", f1(sums.pairwise().0, sums.pairwise().1)),
            Measure::plain("B-cubed precision", sums.b_cubed().0),
            Measure::plain("B-cubed recall", sums.b_cubed().1),
            Measure::plain("B-cubed F1", f1(sums.b_cubed().0, sums.b_cubed().1)),
        ];
        measures.retain(|measure| measure.value.is_some_and(f64::is_finite));
        let mut wrong: Vec<_> = self.faults.merged.into_iter().map(|text| Wrong { alarm: true, text }).collect();
        wrong.extend(self.faults.split.into_iter().map(|text| Wrong { alarm: false, text }));
        wrong.append(&mut self.wrong);
        let what = format!("{wanted} mentions of {} actors in {} documents", self.faults.actors, self.documents);
        Report { what, measures, wrong, ..Report::default() }
    }
}

/// The mentions of one document, in order.
fn found(corpus: &Corpus, id: DocumentId) -> Vec<Found> {
    let reference = corpus.reference();
    let listed = |span: Span| {
        corpus
            .files()
            .facts(id)
            .is_some_and(|facts| facts.mentions.iter().any(|mention| mention.listed && mention.span == span))
    };
    let actors = reference.actors().into_iter().filter_map(|actor| reference.actor(actor));
    let mut found = Vec::new();
    for actor in actors {
        let kind = format!("{:?}", actor.kind).to_lowercase();
        for passage in actor.mentions.iter().filter(|passage| passage.document == id) {
            let listed = listed(passage.span);
            found.push(Found { span: passage.span, actor: actor.id.0, kind: kind.clone(), listed });
        }
    }
    found
}

fn shown(spelling: &str, kind: &str) -> String {
    format!("{} ({kind})", spelling.split_whitespace().collect::<Vec<_>>().join(" "))
}

fn share(part: usize, whole: usize) -> f64 {
    part as f64 / whole as f64
}

fn f1(precision: f64, recall: f64) -> f64 {
    2.0 * precision * recall / (precision + recall)
}
