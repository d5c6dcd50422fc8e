//! The claims of a note and what became of them.

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHasher};

use super::Analysis;
use super::diagnostics::figures::{Remark, remark};
use super::spellings::Spelling;
use crate::extract::{Figure, Hedge, Kind, PlacedBlock, Shift, TimeExpression};
use crate::judge::{Judgement, Verdict, judge};
use crate::resolve::{Evidence, IncidentId, Reference, Sentences, Surroundings, Theme};
use crate::text::DocumentId;

/// A claim of the note and what became of it.
#[derive(Clone, Debug)]
pub struct Claim {
    /// The figure, its actors and places looked up in the index.
    pub evidence: Evidence,
    /// The verdict and every side, and of what was held back the nearest.
    pub judgement: Arc<Judgement>,
    /// The incident it was found to belong to.
    pub incident: Option<IncidentId>,
    /// What is to be said of its verdict, if anything.
    pub(super) remark: Option<Arc<Remark>>,
}

impl Claim {
    /// The same claim further on, where its figure stands as `figure`.
    fn moved(&self, by: Shift, figure: &Arc<Figure>) -> Self {
        let Evidence { document, sentence, incident, ref cast, .. } = self.evidence;
        let (figure, cast, sentence) = (Arc::clone(figure), Arc::clone(cast), sentence.moved(by.bytes));
        let evidence = Evidence { document, figure, sentence, incident, cast };
        let (judgement, remark) = (Arc::clone(&self.judgement), self.remark.clone());
        Self { evidence, judgement, incident: self.incident, remark }
    }
}

/// The claims of a note, and what is kept of them for its next state.
#[derive(Default)]
pub(super) struct Judged {
    /// In order.
    pub(super) claims: Vec<Claim>,
    theme: Arc<Theme>,
    /// The claims of blocks that may be the same the next time.
    blocks: Vec<Arc<JudgedBlock>>,
    /// Every judgement, by what was judged.
    judgements: FxHashMap<u64, Arc<Judgement>>,
    /// True where it was broken off.
    pub(super) cut: bool,
}

/// What was judged before.
struct Before<'a> {
    judged: &'a Judged,
    /// The references of then and now, where these are not one.
    changed: Option<[&'a dyn Reference; 2]>,
}

impl<'a> Before<'a> {
    fn of(previous: &'a Analysis, now: &'a Analysis) -> Self {
        let is_same = Arc::ptr_eq(&previous.reference, &now.reference);
        let changed = (!is_same).then(|| [previous.reference.as_ref(), now.reference.as_ref()]);
        Self { judged: &previous.judged, changed }
    }

    /// What was judged of `evidence`, which has this fingerprint, where it would be judged so again.
    fn judgement(&self, key: u64, evidence: &Evidence) -> Option<&'a Arc<Judgement>> {
        let has_news = |reference: &&dyn Reference| reference.has_news_for(evidence);
        self.judged.judgements.get(&key).filter(|_| !self.changed.iter().flatten().any(has_news))
    }
}

/// The claims of one block, with all that they depend on.
struct JudgedBlock {
    placed: Arc<PlacedBlock>,
    /// How its mentions are spelled.
    mentions: Vec<Arc<Spelling>>,
    theme: Arc<Theme>,
    /// Each with the position of its figure in the block; offsets count from the block's own first byte, sentence and mention.
    claims: Vec<(usize, Claim)>,
    /// Every judgement in it, by what was judged.
    judgements: Vec<(u64, Arc<Judgement>)>,
}

impl JudgedBlock {
    fn fits(&self, mentions: &[Arc<Spelling>], theme: &Arc<Theme>) -> bool {
        let same = |(a, b): (&Arc<Spelling>, &Arc<Spelling>)| Arc::ptr_eq(a, b);
        Arc::ptr_eq(&self.theme, theme) && self.mentions.iter().zip(mentions).all(same)
    }
}

/// Judges every claim, keeping the judgements of `previous` where the same was judged; as long as `go_on` says so.
pub(super) fn claims(analysis: &Analysis, previous: Option<&Analysis>, go_on: &dyn Fn() -> bool) -> Judged {
    let facts = &analysis.note.facts;
    let as_of = analysis.as_of();
    let previous = previous.filter(|previous| previous.as_of() == as_of).map(|previous| Before::of(previous, analysis));
    let previous = previous.as_ref();
    let theme = Theme::of(&facts.mentions, |mention| analysis.actors_of(mention));
    let theme = match previous.map(|previous| &previous.judged.theme) {
        Some(known) if **known == theme => Arc::clone(known),
        _ => Arc::new(theme),
    };
    let same = previous.filter(|previous| previous.changed.is_none());
    let known = same.into_iter().flat_map(|previous| &previous.judged.blocks);
    let known: FxHashMap<*const PlacedBlock, &Arc<JudgedBlock>> =
        known.map(|block| (Arc::as_ptr(&block.placed), block)).collect();
    let all = Sentences { all: &facts.sentences, blocks: &facts.blocks, mentions: &facts.mentions };
    let all = Surroundings::new(all, &theme, |mention| analysis.actors_of(mention));
    let mut judged = Judged { theme: Arc::clone(&theme), ..Judged::default() };
    judged.claims.reserve(facts.figures.len());
    judged.judgements.reserve(facts.figures.len());
    for placement in analysis.note.placements().filter(|placement| !placement.figures.is_empty()) {
        let Some(placed) = &placement.placed else {
            let evidence = all.evidence(NOTE, &facts.figures[placement.figures.clone()], |id| analysis.kind_of(id));
            let (claims, judgements) = judged.judge(analysis, previous, evidence);
            judged.judgements.extend(judgements);
            judged.claims.extend(claims);
            continue;
        };
        let first = placement.by.mentions as usize;
        let mentions = &analysis.mentions[first..first + placed.mentions.len()];
        let known = known.get(&Arc::as_ptr(placed)).filter(|known| known.fits(mentions, &theme));
        if known.is_none() && !go_on() {
            judged.cut = true;
            break;
        }
        let block = known.map_or_else(
            || Arc::new(judged_block(analysis, previous, &judged, placed, mentions)),
            |known| Arc::clone(known),
        );
        judged.judgements.extend(block.judgements.iter().cloned());
        let figures = &facts.figures[placement.figures.clone()];
        judged.claims.extend(block.claims.iter().map(|(at, claim)| claim.moved(placement.by, &figures[*at])));
        judged.blocks.push(block);
    }
    if judged.cut {
        // What comes next begins with all that is known.
        judged.blocks.extend(same.into_iter().flat_map(|previous| previous.judged.blocks.iter().cloned()));
        let before = same.into_iter().flat_map(|previous| &previous.judged.judgements);
        judged.judgements.extend(before.map(|(key, judgement)| (*key, Arc::clone(judgement))));
    }
    judged
}

/// So many figures that were held back are kept with a claim, those that were retracted aside; all of them would be most of
/// what a note takes up in memory, and [`Analysis::held_back`] finds them again.
pub(super) const NEAREST: usize = 3;

/// Claims are of no document.
const NOTE: DocumentId = DocumentId(u32::MAX);

/// Judges the claims of a block by itself.
fn judged_block(
    analysis: &Analysis,
    previous: Option<&Before<'_>>,
    judged: &Judged,
    placed: &Arc<PlacedBlock>,
    mentions: &[Arc<Spelling>],
) -> JudgedBlock {
    let sentences = Sentences { all: &placed.sentences, blocks: &[], mentions: &placed.mentions };
    let actors_of = |mention: u32| &*mentions[mention as usize].actors;
    let surroundings = Surroundings::new(sentences, &judged.theme, actors_of);
    let evidence = surroundings.evidence(NOTE, &placed.figures, |id| analysis.kind_of(id));
    let (claims, judgements) = judged.judge(analysis, previous, evidence);
    let is_of = |claim: &Claim, figure: &Arc<Figure>| Arc::ptr_eq(&claim.evidence.figure, figure);
    let place = |claim: Claim| Some((placed.figures.iter().position(|figure| is_of(&claim, figure))?, claim));
    let claims = claims.into_iter().filter_map(place).collect();
    let (placed, theme) = (Arc::clone(placed), Arc::clone(&judged.theme));
    JudgedBlock { placed, mentions: mentions.to_vec(), theme, claims, judgements }
}

impl Judged {
    /// Judges the claims among figures; what was judged before is not judged again.
    fn judge(
        &self,
        analysis: &Analysis,
        previous: Option<&Before<'_>>,
        evidence: Vec<Evidence>,
    ) -> (Vec<Claim>, Vec<(u64, Arc<Judgement>)>) {
        let reference = analysis.reference.as_ref();
        let mut judgements: Vec<(u64, Arc<Judgement>)> = Vec::new();
        let mut claims = Vec::with_capacity(evidence.len());
        for evidence in evidence.into_iter().filter(is_claim) {
            let key = fingerprint(&evidence);
            let before = previous.and_then(|previous| previous.judgement(key, &evidence));
            let known = before.or_else(|| self.judgements.get(&key));
            let known = known.or_else(|| Some(&judgements.iter().find(|(other, _)| *other == key)?.1));
            let judgement = known.cloned();
            let judgement = judgement.unwrap_or_else(|| {
                let judgement = judge(&evidence, reference, analysis.as_of());
                Arc::new(judgement.in_brief(NEAREST))
            });
            judgements.push((key, Arc::clone(&judgement)));
            let incident = judgement.sides.iter().find_map(|side| side.evidence.incident);
            let remark = remark(analysis, &judgement).map(Arc::new);
            claims.push(Claim { evidence, judgement, incident, remark });
        }
        (one_a_day(claims), judgements)
    }
}

/// A day may date several events of its sentence; the claim is the one that is best known.
fn one_a_day(claims: Vec<Claim>) -> Vec<Claim> {
    let rank = |claim: &Claim| match claim.judgement.verdict {
        Verdict::Supported => 0,
        Verdict::Unverified => 2,
        _ => 1,
    };
    let mut kept: Vec<Claim> = Vec::with_capacity(claims.len());
    for claim in claims {
        let is_day = claim.evidence.figure.quantity.kind == Kind::Date;
        match kept.last_mut().filter(|last| is_day && last.evidence.figure.span == claim.evidence.figure.span) {
            Some(last) if rank(&claim) < rank(last) => *last = claim,
            Some(_) => {}
            None => kept.push(claim),
        }
    }
    kept
}

/// An article claims no number, and of times only a day is a claim.
fn is_claim(evidence: &Evidence) -> bool {
    let figure = &evidence.figure;
    match figure.quantity.kind {
        Kind::Date => matches!(figure.when, Some((_, TimeExpression::Day { .. }))),
        _ => figure.quantity.hedge != Hedge::Article,
    }
}

/// A hash of all that a judgement depends on; two claims that read alike have it in common wherever they stand.
fn fingerprint(evidence: &Evidence) -> u64 {
    let mut hasher = FxHasher::default();
    let figure = &evidence.figure;
    let quantity = &figure.quantity;
    for interval in [quantity.hard, quantity.soft] {
        (interval.low.map(f64::to_bits), interval.high.map(f64::to_bits), interval.low_open, interval.high_open)
            .hash(&mut hasher);
    }
    (quantity.kind, quantity.hedge, &quantity.unit).hash(&mut hasher);
    figure.noun.as_ref().map(|noun| (&noun.lemma, &noun.modifiers)).hash(&mut hasher);
    (&figure.predicate, figure.role, figure.scope, figure.modality, figure.running, &figure.frame).hash(&mut hasher);
    figure.time.map(|time| (time.first, time.last, time.kind, time.yearless, time.inherited)).hash(&mut hasher);
    if let Some((_, TimeExpression::Day { weekday, .. })) = &figure.when {
        weekday.hash(&mut hasher);
    }
    (&figure.terms, &figure.setting, &figure.names, &figure.descriptors, &figure.ranks, &figure.per).hash(&mut hasher);
    (figure.subject, &figure.subject_words).hash(&mut hasher);
    (figure.told, figure.place, &evidence.elsewhere, &evidence.holders, evidence.stranger, evidence.strange_place)
        .hash(&mut hasher);
    (&evidence.actors, &evidence.owners, &evidence.places, &evidence.near, &evidence.context).hash(&mut hasher);
    hasher.finish()
}
