//! The same figure of the same thing told twice with two values: `13 arrested` in the heading, `14` in the text.

use std::collections::BTreeMap;

use rustc_hash::FxHashSet;

use super::{Mismatch, exact, words};
use crate::answer::{Analysis, Claim};
use crate::extract::{Figure, Role};
use crate::judge::gates::overlap;
use crate::judge::intervals::disjoint;
use crate::lexicon::kept::Kept;
use crate::lexicon::nouns::NounRelation;
use crate::lexicon::sums::Cue;
use crate::lexicon::{events, nouns, sums};
use crate::resolve::{ActorId, Evidence};
use crate::text::{BlockKind, Span};

/// The share of common words from which two sentences of one note may speak of one thing.
const ALIKE: f64 = 0.5;

/// The most claims of one class in a note that are held against one another.
const MOST: usize = 12;

/// A note with more claims of one class, revised ones among them, is a list of such counts.
const LOOKED_AT: usize = 48;

/// Claims that an earlier claim of the note contradicts.
pub(super) fn told_twice(analysis: &Analysis) -> Vec<Mismatch> {
    let mut groups: BTreeMap<Counted<'_>, Vec<&Claim>> = BTreeMap::new();
    for claim in analysis.claims() {
        if let Some(counted) = counted(claim) {
            groups.entry(counted).or_default().push(claim);
        }
    }
    let mut found = Vec::new();
    for (counted, claims) in &groups {
        let like = groups.iter().filter(|(other, _)| is_like(counted, other)).flat_map(|(_, claims)| claims);
        if !(2..=LOOKED_AT).contains(&like.clone().count()) {
            continue;
        }
        let mut like: Vec<_> = like.filter(|claim| !is_revised(analysis, claim)).take(MOST + 1).collect();
        // Where the note tells of several days, which of them a passage means cannot be told.
        if like.len() > MOST || several_days(&like) {
            continue;
        }
        like.sort_by_key(|claim| claim.evidence.figure.span);
        for claim in claims.iter().filter(|claim| !is_revised(analysis, claim)) {
            let before = like.iter().take_while(|other| other.evidence.figure.span < claim.evidence.figure.span);
            let earlier = before.into_iter().find(|earlier| differs(analysis, claim, earlier));
            found.extend(earlier.map(|earlier| mismatch(analysis, claim, earlier)));
        }
    }
    found
}

/// What happened to whom: predicate, role, and the lemma of what is counted.
type Counted<'c> = (&'c str, Role, &'c str);

/// What an exact count of what happened to somebody or something counts, where the note says it in its own name.
fn counted(claim: &Claim) -> Option<Counted<'_>> {
    let figure = &claim.evidence.figure;
    let predicate = figure.predicate.as_deref().filter(|class| *class != "exist" && events().is_class(class))?;
    exact(figure).filter(|_| figure.attributed_to.is_none() && !figure.definite)?;
    Some((predicate, figure.role?, &figure.noun.as_ref()?.lemma))
}

/// True where its sentence says that it is not the last word, or a part.
fn is_revised(analysis: &Analysis, claim: &Claim) -> bool {
    thread_local! {
        static REVISED: Kept<bool> = const { Kept::new() };
    }
    let says_so = |sentence: &str| {
        let words = words(sentence, Span::new(0, sentence.len()));
        sums().stands_in(Cue::Revision, &words) || sums().stands_in(Cue::Part, &words)
    };
    let sentence = claim.evidence.sentence.of(&analysis.note.prose.text);
    // Every claim of it asks, and at every keystroke.
    REVISED.with(|revised| revised.of(sentence, says_so))
}

fn is_like((predicate, role, noun): &Counted<'_>, (other_predicate, other_role, other): &Counted<'_>) -> bool {
    predicate == other_predicate && role == other_role && nouns().relation(noun, other) == NounRelation::Same
}

fn several_days(claims: &[&&Claim]) -> bool {
    let times: Vec<_> = claims.iter().filter_map(|claim| claim.evidence.figure.time).collect();
    times.iter().any(|a| times.iter().any(|b| !a.overlaps(b)))
}

/// True where both surely count the same and cannot both be right.
fn differs(analysis: &Analysis, claim: &Claim, earlier: &Claim) -> bool {
    let (said, found) = (&claim.evidence.figure, &earlier.evidence.figure);
    let beside = |evidence: &Evidence, other: &Figure| evidence.beside.contains(&other.quantity.hard);
    let apart = disjoint(said.quantity.soft, found.quantity.soft)
        && !beside(&claim.evidence, found)
        && !beside(&earlier.evidence, said);
    apart
        && !other_sources(analysis, claim, earlier)
        && is_same_time(analysis, claim, earlier)
        && modifiers(said).is_subset(&modifiers(found)) | modifiers(found).is_subset(&modifiers(said))
        && is_same_cast(analysis, said, found)
        && overlap(&said.frame, &found.frame) >= ALIKE
}

fn modifiers(figure: &Figure) -> FxHashSet<&str> {
    figure.noun.iter().flat_map(|noun| &noun.modifiers).map(String::as_str).collect()
}

/// True where all names around one figure stand around the other as well, and there are some.
fn is_same_cast(analysis: &Analysis, a: &Figure, b: &Figure) -> bool {
    let names = |figure: &Figure| -> FxHashSet<Name> {
        let mentions = [&figure.actors, &figure.owners, &figure.holders, &figure.places].into_iter().flatten();
        mentions.map(|mention| name(analysis, *mention)).collect()
    };
    let (a, b) = (names(a), names(b));
    !a.is_empty() && !b.is_empty() && (a.is_subset(&b) || b.is_subset(&a))
}

/// Whom a mention names: an actor of the documents, or else its own spelling.
#[derive(PartialEq, Eq, Hash)]
enum Name {
    Known(ActorId),
    Spelt(String),
}

fn name(analysis: &Analysis, mention: u32) -> Name {
    if let [id] = analysis.actors_of(mention) {
        return Name::Known(*id);
    }
    let span = analysis.note.facts.mentions.get(mention as usize).map(|mention| mention.span);
    Name::Spelt(span.map_or("", |span| span.of(&analysis.note.text)).to_lowercase())
}

/// True where both name the same day, or the earlier one stands in the heading right over the other.
fn is_same_time(analysis: &Analysis, claim: &Claim, earlier: &Claim) -> bool {
    let (said, found) = (&claim.evidence.figure, &earlier.evidence.figure);
    if let (Some(a), Some(b)) = (said.time, found.time) {
        return a.first == b.first && a.last == b.last;
    }
    let above = analysis.note.prose.blocks.iter().filter(|block| block.span.end() <= said.span.start());
    let heading = above.rev().find(|block| matches!(block.kind, BlockKind::Heading(_)));
    heading.is_some_and(|heading| heading.span.covers(found.span))
}

/// True where the sentences of both cite documents and not the same ones: then the note tells two sources apart.
fn other_sources(analysis: &Analysis, claim: &Claim, earlier: &Claim) -> bool {
    let cited = |sentence: Span| {
        let block = analysis.note.prose.block_at(sentence.start());
        let reach = Span::new(
            sentence.start(),
            block.map_or(sentence.end(), |block| block.span.end()).max(sentence.end()) + 80,
        );
        let citations = analysis.note.facts.citations.iter().filter(|citation| reach.covers(citation.span));
        let mut keys: Vec<_> = citations.map(|citation| citation.key.clone()).collect();
        keys.sort();
        keys
    };
    let (a, b) = (cited(claim.evidence.sentence), cited(earlier.evidence.sentence));
    !a.is_empty() && !b.is_empty() && a != b
}

fn mismatch(analysis: &Analysis, claim: &Claim, earlier: &Claim) -> Mismatch {
    let note = &analysis.note;
    let (span, other) = (claim.evidence.figure.span, earlier.evidence.figure.span);
    let line = note.text[..other.start()].matches('\n').count() + 1;
    let message =
        format!("{}: line {line} of this note says {}", span.in_a_line(&note.text), other.in_a_line(&note.text));
    Mismatch { span, message }
}
