//! Parts of one name set against those of another, the likest first, and what the two are to each other by that.
//!
//! The score is half the mean likeness of the aligned parts, weighted by rarity, and half the weakest of them. It follows
//! the token-based measures of Cohen, Ravikumar and Fienberg ("A Comparison of String Metrics for Matching Names and
//! Records", 2003), whose mean alone forgives one part that is another name; the weakest part does not.

use std::ops::Range;

use super::pairs::{Link, Match, compare_joint, compare_parts, romanised};
use super::parts::{Name, Part, Romanisation};
use crate::lexicon::transliteration::{Iberian, Particle};

/// Parts of two names that stand for each other.
#[derive(Clone, Debug)]
pub(super) struct Pair {
    /// Positions in the first name: one part, or two written as one in the other.
    pub(super) a: Range<usize>,
    /// Positions in the second name.
    pub(super) b: Range<usize>,
    /// How alike they are.
    pub(super) matched: Match,
    /// How much they say of who is named.
    pub(super) weight: f32,
}

/// Which parts of two names stand for each other, and how well.
#[derive(Clone, Debug)]
pub(super) struct Alignment<'n> {
    pub(super) a: &'n Name,
    pub(super) b: &'n Name,
    /// In the order of the first name.
    pub(super) pairs: Vec<Pair>,
    /// Parts that only the first name has.
    pub(super) only_a: Vec<usize>,
    /// Parts that only the second name has.
    pub(super) only_b: Vec<usize>,
    /// Both begin with one given name.
    given: bool,
    /// Both end in one name.
    family: bool,
}

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

/// Below this two parts do not stand for each other.
pub(super) const LIKE: f32 = 0.6;
/// What two words of different syllables are to each other in pinyin.
const SYLLABLES: f32 = 0.5;
/// From here on two parts are one name in two spellings.
const ALIKE: f32 = 0.85;

/// Aligns the parts of two names.
pub(super) fn align<'n>(a: &'n Name, b: &'n Name) -> Alignment<'n> {
    let (mut used_a, mut used_b) = (Used::default(), Used::default());
    let mut pairs = Vec::with_capacity(a.parts.len().min(b.parts.len()));
    for option in options(a, b) {
        let free = !used_a.any(&option.a) && !used_b.any(&option.b);
        // What may be missing is rather taken as missing than as something else.
        let (x, y) = (&a.parts[option.a.start], &b.parts[option.b.start]);
        let initials = x.text.len() == 1 && y.text.len() == 1;
        let idle = option.matched.likeness < LIKE && (x.optional || y.optional) && !initials;
        if free && !idle {
            used_a.set(&option.a);
            used_b.set(&option.b);
            pairs.push(option);
        }
    }
    pairs.sort_by_key(|pair| pair.a.start);
    let given = pairs.iter().any(|pair| pair.is_alike() && is_given(a, pair.a.start) && is_given(b, pair.b.start));
    let family = pairs.iter().any(|pair| pair.is_alike() && is_family(a, pair.a.end) && is_family(b, pair.b.end));
    Alignment { a, b, pairs, only_a: used_a.free(a), only_b: used_b.free(b), given, family }
}

/// Which parts of a name have been aligned.
#[derive(Default)]
struct Used(Vec<usize>);

impl Used {
    fn any(&self, range: &Range<usize>) -> bool {
        self.0.iter().any(|at| range.contains(at))
    }

    fn set(&mut self, range: &Range<usize>) {
        self.0.extend(range.clone());
    }

    fn free(&self, name: &Name) -> Vec<usize> {
        (0..name.parts.len()).filter(|at| !self.0.contains(at)).collect()
    }
}

/// Every way to set parts of two names against each other, the likest first.
fn options(a: &Name, b: &Name) -> Vec<Pair> {
    let either = [a.romanisation, b.romanisation];
    let chinese = either.contains(&Some(Romanisation::WadeGiles));
    let pinyin = either == [Some(Romanisation::Pinyin); 2];
    let mut options = Vec::with_capacity(a.parts.len() * b.parts.len() + 2);
    for (i, x) in a.parts.iter().enumerate() {
        for (j, y) in b.parts.iter().enumerate() {
            let mut matched = compare_parts(x, y);
            let syllables = romanised(x.chinese.as_ref(), y.chinese.as_ref());
            if let Some(same) = syllables.filter(|same| chinese && matched.likeness < same.likeness) {
                matched = same;
            }
            // Syllables are few, and one letter makes another: in one romanisation they are the same or they are not.
            if pinyin && x.text != y.text && syllables.is_none() && matched.likeness > SYLLABLES {
                matched = Match { likeness: SYLLABLES, link: Link::Syllables };
            }
            options.push(Pair { a: i..i + 1, b: j..j + 1, matched, weight: x.weight.max(y.weight) });
        }
    }
    joined(a, b, chinese, &mut options, |two, one, matched, weight| Pair { a: two, b: one, matched, weight });
    joined(b, a, chinese, &mut options, |two, one, matched, weight| Pair { a: one, b: two, matched, weight });
    options.sort_by(|x, y| y.rank().total_cmp(&x.rank()).then((x.a.start, x.b.start).cmp(&(y.a.start, y.b.start))));
    options
}

/// Two neighbouring parts of `two` written as one in `one` (`Saif Allah`, `Saifullah`).
fn joined(
    two: &Name,
    one: &Name,
    chinese: bool,
    options: &mut Vec<Pair>,
    pair: impl Fn(Range<usize>, Range<usize>, Match, f32) -> Pair,
) {
    for (i, joint) in two.joints.iter().enumerate() {
        let (first, second) = (&two.parts[i], &two.parts[i + 1]);
        // "A. Ashdown" is not written "Aashdown": initials are compared with names.
        if first.text.len() == 1 || second.text.len() == 1 {
            continue;
        }
        for (j, part) in one.parts.iter().enumerate() {
            let syllables = romanised(joint.chinese.as_ref(), part.chinese.as_ref()).filter(|_| chinese);
            let matched = syllables.unwrap_or_else(|| compare_joint(joint, part));
            if matched.likeness > 0.8 && first.bound == part.bound {
                let weight = part.weight.max(first.weight).max(second.weight);
                options.push(pair(i..i + 2, j..j + 1, matched, weight));
            }
        }
    }
}

impl Pair {
    /// Two words for one are taken only where nothing else does as well; of parts as alike, those in the same place.
    fn rank(&self) -> f32 {
        let near = if self.a.start == self.b.start { 0.001 } else { 0.0 };
        let two = if self.a.len() + self.b.len() > 2 { 0.02 } else { 0.0 };
        self.matched.likeness + near + two
    }

    fn is_alike(&self) -> bool {
        self.matched.likeness >= ALIKE
    }
}

/// The first part that is no title, and no kunya where there is another: `Abu Salim Yusuf` is called Yusuf.
fn is_given(name: &Name, at: usize) -> bool {
    let first = |kunya: bool| {
        name.parts.iter().position(|part| !part.optional && (kunya || part.bound != Some(Particle::Kunya)))
    };
    first(false).or_else(|| first(true)) == Some(at)
}

/// No part but titles stands behind.
fn is_family(name: &Name, end: usize) -> bool {
    name.parts[end..].iter().all(|part| part.optional)
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
