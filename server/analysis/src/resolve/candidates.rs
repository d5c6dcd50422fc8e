//! Which evidence may be comparable with a claim, found without looking at all of it.
//!
//! An index keeps for each key of evidence ([`Evidence::keys`]), and for each sign of it (names, places, days, the number,
//! words), the documents that have it, and for each document its figures by key. Where so much stands under the keys of a
//! claim that it cannot all be judged, the documents with which the claim has most in common are looked into, each sign the
//! more telling the fewer have it, and of their evidence under the keys that with most in common is taken. What shares nothing with the claim could not be told to speak of the
//! same thing; in a large corpus most figures of one kind are of that sort.

use std::cmp::Reverse;
use std::sync::Arc;

use jiff::ToSpan;
use jiff::civil::Date;
use rustc_hash::{FxHashMap, FxHashSet};

use super::{ActorId, Evidence};
use crate::extract::{Kind, Time};
use crate::text::DocumentId;

/// So much evidence under the keys of a claim is judged, all of it.
const CROWD: u32 = 192;

/// Of more than that, so much is judged.
const MOST: usize = 64;

/// So many documents are looked into for it, at most.
const DOCUMENTS: usize = 32;

/// So many entries of the index are looked at for one claim, at most, before the rest are left aside.
const LOOKED_AT: usize = 4_000;

/// What more documents than this have in common tells nothing, and is not kept.
const COMMON: u32 = 8_192;

/// Days before and after the day of an event that may be its day, told wrongly.
const WEEK: i32 = 7;

/// The days of a time that spans more than this are no signs of it.
const DAYS: i32 = 8;

/// Nor are the months of one that spans more than this.
const MONTHS: usize = 24;

/// What evidence and a claim can have in common, as a number: its sort in the highest byte.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Sign(u64);

impl Sign {
    /// The bits below the sort.
    const REST: u64 = u64::MAX >> 8;

    fn new(sort: u64, value: u64) -> Self {
        Self(sort << 56 | value & Self::REST)
    }

    /// One of [`Evidence::keys`].
    pub fn key(key: &str) -> Self {
        // FNV-1a, 64 bits (Fowler, Noll & Vo).
        let hash = key.bytes().fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
        });
        Self::new(0, hash ^ hash >> 56)
    }

    /// An actor or a place, named in its sentence, near it, or in the title.
    fn actor(id: ActorId) -> Self {
        Self::new(1, u64::from(id.0))
    }

    /// A content word of its sentence, or of what stands over it.
    fn word(word: u32) -> Self {
        Self::new(2, u64::from(word))
    }

    /// Its value.
    fn number(value: f64) -> Self {
        // The lowest bits of round numbers are empty.
        Self::new(3, value.to_bits() >> 8)
    }

    /// A day of its time.
    fn day(date: Date) -> Self {
        Self::new(4, days_of(date.year(), date.month(), date.day()))
    }

    /// A month of its time.
    fn month(date: Date) -> Self {
        Self::new(5, days_of(date.year(), date.month(), 0))
    }

    /// The month and day on which its time begins, whatever the year.
    fn yearly(date: Date) -> Self {
        Self::new(6, days_of(0, date.month(), date.day()))
    }

    /// The number.
    pub fn number_of(self) -> u64 {
        self.0
    }
}

fn days_of(year: i16, month: i8, day: i8) -> u64 {
    u64::from(year as u16) << 16 | (month as u64) << 8 | day as u64
}

/// Where an index keeps which documents have which signs.
pub trait Postings {
    /// The documents that have a sign; none where no document has it, or, unless it is a key, too many have.
    fn posted(&self, sign: Sign) -> Option<Posted<'_>>;
    /// The figures of a document that have one of these keys, as evidence, in order.
    fn evidence_under(&self, document: DocumentId, keys: &[String]) -> Vec<Arc<Evidence>>;
}

/// The figures of a document (their positions) by key, in order.
pub type Keys = Vec<(Sign, u32)>;

/// The documents that have a sign, in ascending order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Posted<'p> {
    /// How many they are.
    pub documents: u32,
    /// How many figures have it; of signs that are no keys this is not counted. Where it is a crowd, the documents are not told.
    pub figures: u32,
    /// The differences of their numbers, seven bits a byte, the lowest first, the highest bit set where more follow.
    pub differences: std::borrow::Cow<'p, [u8]>,
}

impl Posted<'_> {
    fn numbers(&self) -> impl Iterator<Item = u32> {
        let mut bytes = self.differences.iter();
        let mut last = 0;
        std::iter::from_fn(move || {
            let (mut value, mut shift) = (0, 0);
            loop {
                let byte = *bytes.next()?;
                value |= u32::from(byte & 0x7f) << shift;
                if byte & 0x80 == 0 {
                    break;
                }
                shift = (shift + 7).min(28);
            }
            last += value;
            Some(last)
        })
    }
}

/// The signs of one document.
#[derive(Clone, Debug, Default)]
pub struct Signs {
    /// Its figures by key.
    pub(super) keys: Keys,
    others: FxHashSet<Sign>,
}

impl Signs {
    /// Those of all `evidence` of a document.
    pub fn of(evidence: &[Evidence]) -> Self {
        let mut signs = Self::default();
        for (position, one) in (0..).zip(evidence) {
            signs.keys.extend(one.keys().iter().map(|key| (Sign::key(key), position)));
            signs_of(one, &mut signs.others);
        }
        signs.keys.sort_unstable();
        signs
    }

    /// The keys of its figures.
    pub fn keys(&self) -> impl Iterator<Item = Sign> {
        self.keys.iter().map(|(key, _)| *key)
    }
}

/// Which documents have which signs, in memory.
#[derive(Clone, Debug, Default)]
pub struct PostingLists(FxHashMap<Sign, List>);

#[derive(Clone, Debug, Default)]
struct List {
    documents: u32,
    figures: u32,
    last: u32,
    differences: Vec<u8>,
}

impl List {
    fn take(&mut self, document: u32, figures: u32) {
        self.documents += 1;
        self.figures += figures;
        let mut rest = document - self.last;
        self.last = document;
        while rest > 0x7f {
            self.differences.push(rest as u8 | 0x80);
            rest >>= 7;
        }
        self.differences.push(rest as u8);
    }
}

impl PostingLists {
    /// Takes in the signs of a document. Documents come in ascending order.
    pub fn take(&mut self, document: DocumentId, signs: &Signs) {
        for figures in signs.keys.chunk_by(|a, b| a.0 == b.0) {
            let list = self.0.entry(figures[0].0).or_default();
            if list.figures <= CROWD {
                list.take(document.0, figures.len() as u32);
            } else {
                list.figures += figures.len() as u32;
                (list.documents, list.differences) = (0, Vec::new());
            }
        }
        for sign in &signs.others {
            let list = self.0.entry(*sign).or_default();
            if list.documents < COMMON {
                list.take(document.0, 0);
            } else {
                (list.documents, list.differences) = (u32::MAX, Vec::new());
            }
        }
    }

    /// All lists, in no order.
    pub fn all(&self) -> impl Iterator<Item = (Sign, Posted<'_>)> {
        self.0.keys().filter_map(|sign| Some((*sign, self.posted(*sign)?)))
    }
}

impl PostingLists {
    /// As [`Postings::posted`].
    pub fn posted(&self, sign: Sign) -> Option<Posted<'_>> {
        let list = self.0.get(&sign).filter(|list| list.documents < u32::MAX)?;
        Some(Posted {
            documents: list.documents,
            figures: list.figures,
            differences: list.differences.as_slice().into(),
        })
    }
}

/// The evidence that may be comparable with `claim`, in order: all under its keys, or as much of it as can be judged.
pub fn candidates(postings: &dyn Postings, claim: &Evidence) -> Vec<Arc<Evidence>> {
    let keys = claim.keys();
    let under: Vec<Posted<'_>> = keys.iter().filter_map(|key| postings.posted(Sign::key(key))).collect();
    let mut found = Vec::new();
    if under.iter().map(|posted| posted.figures).sum::<u32>() <= CROWD {
        let mut documents: Vec<u32> = under.iter().flat_map(Posted::numbers).collect();
        documents.sort_unstable();
        documents.dedup();
        found.extend(documents.into_iter().flat_map(|document| postings.evidence_under(DocumentId(document), &keys)));
        return found;
    }
    let (documents, telling) = likest(postings, claim);
    for document in documents {
        found.extend(postings.evidence_under(document, &keys));
        if found.len() >= MOST {
            break;
        }
    }
    if found.len() > MOST {
        let likeness = |one: &Evidence| {
            let mut signs = FxHashSet::default();
            signs_of(one, &mut signs);
            signs.iter().filter_map(|sign| telling.get(sign)).sum::<f32>()
        };
        found.sort_by_cached_key(|one| (Reverse(likeness(one).to_bits()), one.document, one.figure.span));
        found.truncate(MOST);
    }
    found.sort_by_key(|one| (one.document, one.figure.span));
    found
}

/// The documents that have most in common with `claim`, the likest first, and how telling each sign of it is.
fn likest(postings: &dyn Postings, claim: &Evidence) -> (Vec<DocumentId>, FxHashMap<Sign, f32>) {
    let sought = sought(claim).into_iter();
    let mut lists: Vec<_> =
        sought.filter_map(|(sign, weight)| postings.posted(sign).map(|posted| (posted, sign, weight))).collect();
    lists.sort_by_key(|(posted, sign, _)| (posted.documents, *sign));
    let mut left = LOOKED_AT;
    let mut telling = FxHashMap::default();
    let mut likeness: FxHashMap<u32, f32> = FxHashMap::default();
    for (posted, sign, weight) in lists {
        let Some(rest) = left.checked_sub(posted.documents as usize) else { break };
        left = rest;
        // Half of what few have in common is more than all of what thousands have.
        let tells = weight * (COMMON as f32 * 2.0 / posted.documents as f32).ln();
        telling.insert(sign, tells);
        for document in posted.numbers() {
            *likeness.entry(document).or_default() += tells;
        }
    }
    let mut likest: Vec<(u32, f32)> = likeness.into_iter().collect();
    let by_likeness = |a: &(u32, f32), b: &(u32, f32)| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0));
    if likest.len() > DOCUMENTS {
        likest.select_nth_unstable_by(DOCUMENTS, by_likeness);
        likest.truncate(DOCUMENTS);
    }
    likest.sort_unstable_by(by_likeness);
    (likest.into_iter().map(|(document, _)| DocumentId(document)).collect(), telling)
}

/// Adds the signs by which evidence is found.
fn signs_of(evidence: &Evidence, signs: &mut FxHashSet<Sign>) {
    let figure = &evidence.figure;
    let own = [&evidence.actors, &evidence.places, &evidence.owners].into_iter().flatten();
    signs.extend(own.chain(evidence.context.iter()).map(|id| Sign::actor(*id)));
    signs.extend(figure.frame.iter().chain(figure.setting.iter()).map(|word| Sign::word(*word)));
    signs.extend(number(evidence));
    signs.extend(figure.time.iter().flat_map(signs_of_time));
}

/// The signs by which a claim finds evidence, each with its weight.
fn sought(claim: &Evidence) -> Vec<(Sign, f32)> {
    let figure = &claim.figure;
    let own = [&claim.actors, &claim.places, &claim.owners].into_iter().flatten();
    let around = claim.near.iter().chain(claim.context.iter());
    let mut sought: Vec<(Sign, f32)> = own.map(|id| (Sign::actor(*id), 2.0)).collect();
    sought.extend(around.map(|id| (Sign::actor(*id), 1.0)));
    sought.extend(figure.frame.iter().map(|word| (Sign::word(*word), 1.0)));
    sought.extend(figure.subject_words.iter().map(|word| (Sign::word(*word), 1.0)));
    sought.extend(number(claim).map(|sign| (sign, 1.0)));
    if let Some(time) = &figure.time {
        sought.extend(signs_of_time(time).into_iter().map(|sign| (sign, 2.0)));
        // What happens on a day may be told of the wrong one.
        let beside =
            (1..=WEEK).flat_map(|days| [time.first.checked_sub(days.days()), time.first.checked_add(days.days())]);
        let wrongly = beside.flatten().map(|day| (Sign::day(day), 1.0));
        sought.extend(wrongly.filter(|_| figure.quantity.kind == Kind::Date));
    }
    let mut met = FxHashSet::default();
    sought.retain(|(sign, _)| met.insert(*sign));
    sought
}

/// Its value, where it has one.
fn number(evidence: &Evidence) -> Option<Sign> {
    let quantity = &evidence.figure.quantity;
    let value = quantity.hard.low.or(quantity.hard.high).filter(|_| quantity.kind != Kind::Date)?;
    Some(Sign::number(value))
}

/// The days of a short time and the months of a longer one, and when in the year it begins.
fn signs_of_time(time: &Time) -> Vec<Sign> {
    let mut signs = vec![Sign::yearly(time.first)];
    let until = |date: &Date| *date <= time.last;
    if time.days() <= DAYS {
        signs.extend(time.first.series(1.day()).take_while(until).map(Sign::day));
    }
    let months = time.first.first_of_month().series(1.month()).take_while(until);
    let months: Vec<Sign> = months.take(MONTHS + 1).map(Sign::month).collect();
    if months.len() <= MONTHS {
        signs.extend(months);
    }
    signs
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::extract;
    use crate::resolve::{Cards, Resolution, Sources, resolve};
    use crate::text::{Document, Markup};

    /// Documents, each of which tells of another raid, and what they say together.
    fn raids(count: usize) -> (Sources, Resolution) {
        let source = |number: usize| {
            let (given, family) = (name(number), name(number * 31 + 7));
            let day = 1 + number % 28;
            let text = format!("On {day} May 2021 police arrested {number} members of the {given} {family} Brigade.");
            let facts = Arc::new(extract(&text, Markup::Plain, None));
            (Arc::new(Document { key: format!("d{number:04}"), text, ..Document::default() }), facts)
        };
        let sources: Sources = (20..20 + count).map(source).collect();
        let resolution = resolve(&sources, &Cards::default());
        (sources, resolution)
    }

    fn name(number: usize) -> String {
        const BEGIN: [&str; 12] = ["Bor", "Dal", "Fen", "Gor", "Kel", "Lam", "Mor", "Nar", "Pel", "Ros", "Tam", "Vel"];
        const END: [&str; 12] = ["din", "fal", "gat", "kos", "lun", "mar", "nes", "pil", "rod", "sim", "tov", "zak"];
        format!("{}{}", BEGIN[number % 12], END[number / 12 % 12])
    }

    struct Index<'a>(&'a Sources, &'a Resolution);

    impl Postings for Index<'_> {
        fn posted(&self, sign: Sign) -> Option<Posted<'_>> {
            self.1.postings.posted(sign)
        }

        fn evidence_under(&self, id: DocumentId, keys: &[String]) -> Vec<Arc<Evidence>> {
            let evidence = self.1.evidence_of(id, &self.0[id.0 as usize]).into_iter();
            evidence.filter(|one| one.keys().iter().any(|key| keys.contains(key))).map(Arc::new).collect()
        }
    }

    fn found(sources: &Sources, resolution: &Resolution, at: usize) -> Vec<usize> {
        let claim = resolution.evidence_of(DocumentId(at as u32), &sources[at]);
        let found = candidates(&Index(sources, resolution), &claim[0]);
        found.iter().map(|one| one.document.0 as usize).collect()
    }

    #[test]
    fn few_are_all_looked_at() {
        let (sources, resolution) = raids(40);
        let mut documents = found(&sources, &resolution, 0);
        documents.dedup();
        assert_eq!(documents.len(), 40);
    }

    #[test]
    fn of_many_those_with_most_in_common_are() {
        let (sources, resolution) = raids(600);
        for at in (0..sources.len()).step_by(97) {
            let found = found(&sources, &resolution, at);
            assert!(found.contains(&at) && found.len() <= MOST, "{at}: {found:?}");
        }
    }

    #[test]
    fn numbers_come_out_of_a_list_as_they_went_in() {
        let mut lists = PostingLists::default();
        let numbers = [0, 1, 127, 128, 129, 16_383, 16_384, 2_097_151, 2_097_152, 400_000_000];
        let signs = Signs { others: [Sign::word(7)].into_iter().collect(), ..Signs::default() };
        for number in numbers {
            lists.take(DocumentId(number), &signs);
        }
        let posted = lists.posted(Sign::word(7)).expect("it was taken in");
        assert_eq!((posted.documents, posted.numbers().collect::<Vec<_>>()), (10, numbers.to_vec()));
    }
}
