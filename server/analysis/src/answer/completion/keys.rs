//! Completion of citation keys: behind an `@`, by the key or by the words of the title. What tells the figures of the sentence
//! comes first, then what the note cites already.

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Completion, Offer, Offered};
use crate::answer::{Analysis, wording};
use crate::extract::citations;
use crate::resolve::reference::Titled;
use crate::text::{Document, DocumentId, Span};

/// As many documents are offered.
const MOST: usize = 50;

/// The part of a key before byte `offset`; none where no citation can stand there.
pub(super) fn typed_before(analysis: &Analysis, offset: usize) -> Option<Span> {
    let note = &analysis.note;
    let before = note.text.get(..offset)?;
    let key = before.rfind(|c| !is_of_key(c)).filter(|at| before[*at..].starts_with('@'))?;
    // A letter before it makes it an address of mail.
    let is_address = before[..key].chars().next_back().is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | '.'));
    let is_prose = note.prose.text.as_bytes().get(key) == Some(&b'@');
    let cites = || note.facts.citations.iter().any(|citation| citation.span.contains(key));
    (!is_address && (is_prose || cites())).then(|| Span::new(key + 1, offset))
}

/// The documents whose key or title has what was typed.
pub(super) fn completion(analysis: &Analysis, span: Span) -> Option<Completion> {
    let reference = analysis.reference.as_ref();
    let typed = span.of(&analysis.note.text);
    let near: FxHashMap<DocumentId, usize> = near(analysis, span.start()).into_iter().zip(0..).collect();
    let titles = reference.titles();
    let fitting = |fits: &[Fit]| {
        let ranked = titles.iter().filter_map(|document| {
            let fit = fit(document, typed, fits)?;
            Some((fit, near.get(&document.id).copied().unwrap_or(near.len()), document.id))
        });
        ranked.collect::<Vec<_>>()
    };
    let mut found = fitting(&[Fit::Key, Fit::Part, Fit::Title]);
    if found.is_empty() {
        found = fitting(&[Fit::Letters]);
    }
    found.sort_unstable();
    // Another word of a title may match what is typed next; of keys from their beginning on the editor knows all.
    let more = found.len() > MOST || typed.is_empty() || found.iter().any(|(fit, ..)| *fit != Fit::Key);
    let offer = |(fit, _, id): &(Fit, usize, DocumentId)| offer(*id, reference.document(*id)?.as_ref(), typed, *fit);
    let offers: Vec<_> = found.iter().take(MOST).filter_map(offer).collect();
    (!offers.is_empty()).then_some(Completion { span, offers, more })
}

fn offer(id: DocumentId, document: &Document, typed: &str, fit: Fit) -> Option<Offer> {
    Some(Offer {
        subject: Offered::Document(id),
        label: document.key.clone(),
        insert: citations::written(&document.key),
        filter: format!("{typed}{}", rest(&Titled::new(id, document), typed, fit)?),
        aside: document.day().unwrap_or_default(),
        detail: wording::document(document),
    })
}

/// How what was typed fits a document, the best first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    /// The key begins so.
    Key,
    /// A later part of the key does.
    Part,
    /// A word of the title does.
    Title,
    /// The key has these letters, one behind the other.
    Letters,
}

/// How `typed` fits a document, of some ways the best.
fn fit(document: &Titled, typed: &str, fits: &[Fit]) -> Option<Fit> {
    fits.iter().copied().find(|fit| rest(document, typed, *fit).is_some())
}

/// What comes behind `typed` where it fits a document so.
fn rest<'d>(document: &'d Titled, typed: &str, fit: Fit) -> Option<&'d str> {
    let key = document.key.as_str();
    match fit {
        Fit::Key => behind(key, typed),
        Fit::Part => word_starts(key).find_map(|at| behind(&key[at..], typed)),
        Fit::Title => {
            let title = document.title.as_deref()?;
            word_starts(title).find_map(|at| behind(&title[at..], typed))
        }
        Fit::Letters => has_letters(key, typed).then_some(key),
    }
}

/// What comes behind `typed` in a text that begins so, letter case aside.
fn behind<'t>(text: &'t str, typed: &str) -> Option<&'t str> {
    let mut rest = text.chars();
    for wanted in typed.chars() {
        rest.next().filter(|c| same(*c, wanted))?;
    }
    Some(rest.as_str())
}

fn same(a: char, b: char) -> bool {
    a.eq_ignore_ascii_case(&b) || !(a.is_ascii() && b.is_ascii()) && a.to_lowercase().eq(b.to_lowercase())
}

fn word_starts(text: &str) -> impl Iterator<Item = usize> {
    let begins = |at: usize| text[..at].chars().next_back().is_some_and(|c| !c.is_alphanumeric());
    text.char_indices().filter(move |(at, c)| c.is_alphanumeric() && (*at == 0 || begins(*at))).map(|(at, _)| at)
}

fn has_letters(text: &str, typed: &str) -> bool {
    let mut rest = text.chars();
    typed.chars().all(|wanted| rest.any(|c| same(c, wanted)))
}

/// The documents that lie near byte `offset`: those that agree with a figure of its sentence, then those that the note
/// cites.
fn near(analysis: &Analysis, offset: usize) -> Vec<DocumentId> {
    let reference = analysis.reference.as_ref();
    let told = analysis.claims().iter().filter(|claim| claim.evidence.figure.span.end() <= offset);
    let sentence = told.clone().map(|claim| claim.evidence.sentence).next_back();
    let here = told.filter(|claim| {
        Some(claim.evidence.sentence) == sentence && is_beside(analysis, claim.evidence.sentence, offset)
    });
    let sides = here.flat_map(|claim| &claim.judgement.sides).filter(|side| side.agrees);
    let telling =
        sides.clone().map(|side| side.evidence.document).chain(sides.flat_map(|side| side.also.iter().copied()));
    let cited = analysis.note.facts.citations.iter().filter(|citation| !citation.span.touches(offset));
    let cited = cited.filter_map(|citation| reference.document_of_key(&citation.key));
    let mut met = FxHashSet::default();
    telling.chain(cited).filter(|id| met.insert(*id)).collect()
}

/// True where byte `offset` lies in a sentence, or behind it with no word between.
fn is_beside(analysis: &Analysis, sentence: Span, offset: usize) -> bool {
    let between = Span::new(sentence.end().min(offset), offset).of(&analysis.note.prose.text);
    !between.contains(char::is_alphanumeric)
}

/// True for what a key consists of.
fn is_of_key(c: char) -> bool {
    c.is_alphanumeric() || "_:.#$%&-+?<>~/".contains(c)
}
