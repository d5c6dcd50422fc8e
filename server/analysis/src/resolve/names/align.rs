//! Parts of one name set against those of another, the likest first.

use std::ops::Range;

use super::pairs::{Link, Match, compare_joint, compare_parts, romanised};
use super::parts::{Name, Romanisation};
use crate::lexicon::transliteration::Particle;

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
    pub(super) given: bool,
    /// Both end in one name.
    pub(super) family: bool,
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
