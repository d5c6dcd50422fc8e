//! What the aligned parts make of two names: a score, and vetoes that no score overrules.
//!
//! The score is half the mean likeness of the aligned parts, weighted by rarity, and half the weakest of them. It follows
//! the token-based measures of Cohen, Ravikumar and Fienberg ("A Comparison of String Metrics for Matching Names and
//! Records", 2003), whose mean alone forgives one part that is another name; the weakest part does not.

use super::align::{Alignment, LIKE, Pair};
use super::pairs::Link;
use super::parts::{Name, Part};
use crate::lexicon::transliteration::{Iberian, Particle};

/// Why two names cannot be one, whatever the score.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Veto {
    /// Two parts that stand for each other are two names.
    Differs,
    /// Two parts that stand for each other are alike, yet two names that many people bear.
    TwoNames,
    /// All of one name is met in the other, which has more.
    Part,
    /// Father and son have changed places.
    Fathers,
}

/// Likeness below `LIKE` is chance: this much of it counts, about a middle of `CHANCE`.
const NOISE: f32 = 0.3;
const CHANCE: f32 = 0.35;
/// What two different names weigh: what two names share says the less the more people bear it, what parts them does not
/// (Fellegi and Sunter, "A Theory for Record Linkage", 1969).
const DIFFERENT: f32 = 1.0;
/// Parts below this weight (titles, initials) weigh no more for being different.
const SOLID: f32 = 0.35;
/// How much of the score of two names with different parts hangs on what they share.
const SHARED: f32 = 0.4;
/// What a missing part takes from the score, by its share of the weight.
const MISSING: f32 = 0.4;
/// How much given and family name must say together for a name between them to be left out: Ahmad Hasan may be anyone.
const TOLD: f32 = 1.3;
/// How much a missing second family name counts as missing.
const SECOND: f32 = 0.5;
/// What it leaves of the score that one's father is the other's son.
const FATHERS: f32 = 0.8;
/// From here on all parts are so alike that their order matters little.
const BAG: f32 = 0.8;

impl Pair {
    /// The likeness that counts.
    fn evidence(&self) -> f32 {
        let alike = self.matched.likeness;
        if alike < LIKE { CHANCE + (alike - CHANCE) * NOISE } else { alike }
    }

    /// The weight, which grows to `DIFFERENT` as the parts differ.
    fn importance(&self) -> f32 {
        let grown = (DIFFERENT - self.weight).max(0.0) * ((1.0 - self.matched.likeness) / LIKE).min(1.0);
        if self.weight < SOLID { self.weight } else { self.weight + grown }
    }

    /// How much the pair speaks for one name: its weight as far as it is alike.
    fn agreement(&self) -> f32 {
        self.importance() * ((self.matched.likeness - LIKE) / (1.0 - LIKE)).max(0.0)
    }
}

impl Alignment<'_> {
    /// From 0 to 1: half the weighted mean, half the weakest part, less for what is missing and out of order.
    pub(super) fn score(&self) -> f64 {
        let weights: f32 = self.pairs.iter().map(Pair::importance).sum();
        if weights <= 0.0 {
            return 0.0;
        }
        let mean = self.pairs.iter().map(|pair| pair.evidence() * pair.importance()).sum::<f32>() / weights;
        let weak = |pair: &Pair| 1.0 - (1.0 - pair.evidence()) * (0.4 + 0.6 * pair.importance());
        let weakest = self.pairs.iter().map(weak).fold(1.0, f32::min);
        let missing = self.missing_weight();
        let mut score = 0.5 * mean + 0.5 * weakest;
        score *= 1.0 - MISSING * missing / (weights + missing);
        score *= self.order();
        if self.is_crossed() {
            let shared: f32 = self.pairs.iter().map(Pair::agreement).sum();
            score *= 1.0 - SHARED + SHARED * shared.min(1.0);
        }
        f64::from(score.clamp(0.0, 1.0))
    }

    /// What the order of the parts makes of the score. People keep their given name and are told apart by it; names of
    /// family, tribe and town come and go.
    fn order(&self) -> f32 {
        let both = self.a.turned && self.b.turned;
        let bag = self.pairs.iter().all(|pair| pair.matched.likeness >= BAG) && self.missing_weight() < SOLID;
        let moved = match (self.in_order(), both && !bag) {
            (true, _) => 1.0,
            (false, false) => 0.97,
            (false, true) => 0.85,
        };
        let given = match (both, self.given || bag) {
            (true, false) => 0.85,
            (true, true) if self.is_crossed() && self.pairs.len() > 2 => 1.15,
            _ => 1.0,
        };
        let fathers = if self.fathers_exchanged() { FATHERS } else { 1.0 };
        moved * given * fathers
    }

    fn missing_weight(&self) -> f32 {
        let weight: f32 = self.missing().map(|part| part.weight).sum();
        if self.second_surname() { weight * SECOND } else { weight }
    }

    /// The aligned parts stand in one order, or it says nothing.
    fn in_order(&self) -> bool {
        // A kunya goes before the name or behind it.
        let fixed = self.pairs.iter().filter(|pair| self.a.parts[pair.a.start].bound != Some(Particle::Kunya));
        self.a.organisation && self.b.organisation || fixed.is_sorted_by_key(|pair| pair.b.start)
    }

    /// Parts that only one of the names has.
    pub(super) fn missing(&self) -> impl Iterator<Item = &Part> {
        let a = self.only_a.iter().map(|at| &self.a.parts[*at]);
        a.chain(self.only_b.iter().map(|at| &self.b.parts[*at]))
    }

    /// Pairs of parts that stand for each other and are different names.
    pub(super) fn crossed(&self) -> impl Iterator<Item = &Pair> {
        self.pairs.iter().filter(|pair| pair.matched.likeness < LIKE && pair.weight > 0.2)
    }

    /// Pairs of frequent names that are two, however alike (Hamid, Hamad).
    pub(super) fn two_names(&self) -> impl Iterator<Item = &Pair> {
        self.pairs.iter().filter(|pair| pair.matched.link == Link::TwoNames)
    }

    fn is_crossed(&self) -> bool {
        self.crossed().next().is_some()
    }

    /// Why the two cannot be one, whatever the score.
    pub(super) fn veto(&self) -> Option<Veto> {
        if self.is_crossed() {
            return Some(Veto::Differs);
        }
        if self.two_names().next().is_some() {
            return Some(Veto::TwoNames);
        }
        if self.fathers_exchanged() {
            return Some(Veto::Fathers);
        }
        let solid = |name: &Name| name.parts.iter().filter(|part| !part.optional).count();
        let (least, most) = (solid(self.a).min(solid(self.b)), solid(self.a).max(solid(self.b)));
        let subset = self.missing().any(|part| !part.optional);
        let people = !self.a.organisation && !self.b.organisation && self.given && least > 1;
        // A patronym or second name between given and family name may be left out, and the second of two surnames, where the
        // rest tells who it is; nothing else may.
        let told = self.pairs.iter().map(Pair::agreement).sum::<f32>() >= TOLD;
        let left_out = self.family && !self.lacks_first_surname() || self.second_surname();
        if subset && most > 1 && !(people && told && left_out) {
            return Some(Veto::Part);
        }
        None
    }

    /// `Salman bin Muhammad` is the father or the son of `Muhammad bin Salman`.
    fn fathers_exchanged(&self) -> bool {
        let marked = |name: &Name| name.parts.iter().any(|part| part.son);
        let single = |pair: &&Pair| pair.a.len() == 1 && pair.b.len() == 1;
        !self.in_order()
            && marked(self.a)
            && marked(self.b)
            && self
                .pairs
                .iter()
                .filter(single)
                .any(|pair| self.a.parts[pair.a.start].son != self.b.parts[pair.b.start].son)
    }

    /// A family name stands before the last in only one of them: Rosa Gómez Vega is no Rosa Vega.
    fn lacks_first_surname(&self) -> bool {
        self.missing().any(|part| part.iberian == Some(Iberian::Family))
    }

    /// A Spanish name whose second family name only one of the two has: `Gabriel García Márquez`, `Gabriel García`.
    fn second_surname(&self) -> bool {
        let (long, only, short, other) = if self.only_b.is_empty() {
            (self.a, &self.only_a, self.b, &self.only_b)
        } else {
            (self.b, &self.only_b, self.a, &self.only_a)
        };
        let Some(last) = long.parts.len().checked_sub(1) else { return false };
        let known = |name: &Name, what: Iberian| name.parts.iter().any(|part| part.iberian == Some(what));
        only.as_slice() == [last]
            && other.is_empty()
            && long.parts[last].iberian != Some(Iberian::Given)
            && known(short, Iberian::Given)
            && known(short, Iberian::Family)
    }
}
