//! Which evidence may be comparable with a claim, found without looking at all of it.
//!
//! Evidence stands under its [`Evidence::keys`]. Where so much stands under the keys of a claim that it cannot all be
//! judged, that with which the claim has most in common is taken: names, places, days, the number, words, each the more
//! telling the fewer have it. What shares none of these with the claim could not be told to speak of the same thing; in a
//! large corpus most figures of one kind are of that sort.

use std::hash::Hash;
use std::sync::Arc;

use jiff::ToSpan;
use jiff::civil::Date;
use rustc_hash::{FxHashMap, FxHashSet};

use super::{ActorId, Evidence};
use crate::extract::{Kind, Time};

/// So much evidence under the keys of a claim is judged, all of it.
const CROWD: usize = 192;

/// Of more than that, so much is judged.
const MOST: usize = 64;

/// So many entries of the index are looked at for one claim, at most, before the rest are left aside.
const LOOKED_AT: usize = 4_000;

/// What more than this have in common tells nothing, and is not kept.
const COMMON: u32 = 8_192;

/// Days before and after the day of an event that may be its day, told wrongly.
const WEEK: i32 = 7;

/// The days of a time that spans more than this are no signs of it.
const DAYS: i32 = 8;

/// Nor are the months of one that spans more than this.
const MONTHS: usize = 24;

/// What evidence and a claim can have in common.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Sign {
    /// An actor or a place, named in its sentence, near it, or in the title.
    Actor(ActorId),
    /// A content word of its sentence, or of what stands over it.
    Word(u32),
    /// Its value, by its bits.
    Number(u64),
    /// A day of its time.
    Day(Date),
    /// A month of its time: year and month.
    Month(i16, i8),
    /// The month and day on which its time begins, whatever the year.
    Yearly(i8, i8),
}

/// Evidence by what a claim may have in common with it. Numbers are positions in the evidence it was made of.
#[derive(Default)]
pub struct Candidates {
    /// By [`Evidence::keys`], in order.
    by_key: FxHashMap<String, Vec<u32>>,
    /// Of evidence under crowded keys, by each of its signs, in order.
    by_sign: FxHashMap<Sign, Vec<u32>>,
}

impl Candidates {
    /// Indexes `evidence`.
    pub fn new(evidence: &[Arc<Evidence>]) -> Self {
        let mut by_key: FxHashMap<String, Vec<u32>> = FxHashMap::default();
        for (at, one) in (0..).zip(evidence) {
            for key in one.keys() {
                by_key.entry(key).or_default().push(at);
            }
        }
        let mut crowded: Vec<u32> = by_key.values().filter(|all| all.len() > CROWD).flatten().copied().collect();
        crowded.sort_unstable();
        crowded.dedup();
        let mut counts: FxHashMap<Sign, u32> = FxHashMap::default();
        for at in &crowded {
            for sign in signs_of(&evidence[*at as usize]) {
                *counts.entry(sign).or_default() += 1;
            }
        }
        counts.retain(|_, count| *count <= COMMON);
        let mut by_sign: FxHashMap<Sign, Vec<u32>> =
            counts.into_iter().map(|(sign, count)| (sign, Vec::with_capacity(count as usize))).collect();
        for at in crowded {
            for sign in signs_of(&evidence[at as usize]) {
                if let Some(all) = by_sign.get_mut(&sign) {
                    all.push(at);
                }
            }
        }
        Self { by_key, by_sign }
    }

    /// The evidence that may be comparable with `claim`, in order: all under its keys, or as much of it as can be judged.
    pub fn of(&self, claim: &Evidence) -> Vec<u32> {
        let keys = claim.keys();
        let under: Vec<&Vec<u32>> = keys.iter().filter_map(|key| self.by_key.get(key)).collect();
        let mut found: Vec<u32> = if under.iter().map(|all| all.len()).sum::<usize>() <= CROWD {
            under.into_iter().flatten().copied().collect()
        } else {
            self.likest(claim, &under)
        };
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Of the evidence that stands in one of the lists `under`, that which has most in common with `claim`.
    fn likest(&self, claim: &Evidence, under: &[&Vec<u32>]) -> Vec<u32> {
        let mut lists: Vec<(&Vec<u32>, f32)> = sought(claim)
            .into_iter()
            .filter_map(|(sign, weight)| self.by_sign.get(&sign).map(|all| (all, weight)))
            .collect();
        lists.sort_by_key(|(all, _)| all.len());
        let mut left = LOOKED_AT;
        let mut likeness: FxHashMap<u32, f32> = FxHashMap::default();
        likeness.reserve(LOOKED_AT);
        for (all, weight) in lists {
            let Some(rest) = left.checked_sub(all.len()) else { break };
            left = rest;
            // Half of what few have in common is more than all of what thousands have.
            let telling = weight * (COMMON as f32 * 2.0 / all.len() as f32).ln();
            for at in all {
                *likeness.entry(*at).or_default() += telling;
            }
        }
        let mut likest: Vec<(u32, f32)> =
            likeness.into_iter().filter(|(at, _)| under.iter().any(|all| all.binary_search(at).is_ok())).collect();
        if likest.len() > MOST {
            let by_likeness = |a: &(u32, f32), b: &(u32, f32)| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0));
            likest.select_nth_unstable_by(MOST, by_likeness);
            likest.truncate(MOST);
        }
        likest.into_iter().map(|(at, _)| at).collect()
    }
}

/// The signs by which evidence is found, each once.
fn signs_of(evidence: &Evidence) -> FxHashSet<Sign> {
    let figure = &evidence.figure;
    let own = [&evidence.actors, &evidence.places, &evidence.owners].into_iter().flatten();
    let named = own.chain(evidence.context.iter());
    let words = figure.frame.iter().chain(figure.setting.iter());
    let mut signs: FxHashSet<Sign> =
        named.map(|id| Sign::Actor(*id)).chain(words.map(|word| Sign::Word(*word))).collect();
    signs.extend(number(evidence));
    signs.extend(figure.time.iter().flat_map(signs_of_time));
    signs
}

/// The signs by which a claim finds evidence, each with its weight.
fn sought(claim: &Evidence) -> Vec<(Sign, f32)> {
    let figure = &claim.figure;
    let own = [&claim.actors, &claim.places, &claim.owners].into_iter().flatten();
    let around = claim.near.iter().chain(claim.context.iter());
    let mut sought: Vec<(Sign, f32)> = own.map(|id| (Sign::Actor(*id), 2.0)).collect();
    sought.extend(around.map(|id| (Sign::Actor(*id), 1.0)));
    sought.extend(figure.frame.iter().map(|word| (Sign::Word(*word), 1.0)));
    sought.extend(figure.subject_words.iter().map(|word| (Sign::Word(*word), 1.0)));
    sought.extend(number(claim).map(|sign| (sign, 1.0)));
    if let Some(time) = &figure.time {
        sought.extend(signs_of_time(time).into_iter().map(|sign| (sign, 2.0)));
        // What happens on a day may be told of the wrong one.
        let beside =
            (1..=WEEK).flat_map(|days| [time.first.checked_sub(days.days()), time.first.checked_add(days.days())]);
        let wrongly = beside.flatten().map(|day| (Sign::Day(day), 1.0));
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
    Some(Sign::Number(value.to_bits()))
}

/// The days of a short time and the months of a longer one, and when in the year it begins.
fn signs_of_time(time: &Time) -> Vec<Sign> {
    let mut signs = vec![Sign::Yearly(time.first.month(), time.first.day())];
    let until = |date: &Date| *date <= time.last;
    if time.days() <= DAYS {
        signs.extend(time.first.series(1.day()).take_while(until).map(Sign::Day));
    }
    let months = time.first.first_of_month().series(1.month()).take_while(until);
    let months: Vec<Sign> = months.take(MONTHS + 1).map(|date| Sign::Month(date.year(), date.month())).collect();
    if months.len() <= MONTHS {
        signs.extend(months);
    }
    signs
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::extract;
    use crate::resolve::{Cards, resolve};
    use crate::text::{Document, Markup};

    /// Evidence of so many documents, each of which tells of another raid.
    fn evidence(raids: usize) -> Vec<Arc<Evidence>> {
        let source = |number: usize| {
            let (given, family) = (name(number), name(number * 31 + 7));
            let day = 1 + number % 28;
            let text = format!("On {day} May 2021 police arrested {number} members of the {given} {family} Brigade.");
            let facts = Arc::new(extract(&text, Markup::Plain, None));
            (Arc::new(Document { key: format!("d{number:04}"), text, ..Document::default() }), facts)
        };
        resolve(&(20..20 + raids).map(source).collect(), &Cards::default()).evidence
    }

    fn name(number: usize) -> String {
        const BEGIN: [&str; 12] = ["Bor", "Dal", "Fen", "Gor", "Kel", "Lam", "Mor", "Nar", "Pel", "Ros", "Tam", "Vel"];
        const END: [&str; 12] = ["din", "fal", "gat", "kos", "lun", "mar", "nes", "pil", "rod", "sim", "tov", "zak"];
        format!("{}{}", BEGIN[number % 12], END[number / 12 % 12])
    }

    #[test]
    fn few_are_all_looked_at() {
        let evidence = evidence(40);
        let of_one = Candidates::new(&evidence).of(&evidence[0]);
        let same_key = |other: &Arc<Evidence>| other.keys().iter().any(|key| evidence[0].keys().contains(key));
        assert_eq!(of_one.len(), evidence.iter().filter(|other| same_key(other)).count());
    }

    #[test]
    fn of_many_those_with_most_in_common_are() {
        let evidence = evidence(600);
        let candidates = Candidates::new(&evidence);
        for at in (0..evidence.len()).step_by(97) {
            let found = candidates.of(&evidence[at]);
            assert!(found.contains(&(at as u32)) && found.len() <= MOST, "{at}: {found:?}");
        }
    }
}
