//! Parts of one name against those of another.

use super::parts::{Name, Part};
use super::sound::{Sounds, likeness};
use crate::lexicon::transliteration::{Particle, transliteration};

/// Which parts of two names stand for each other, and how well.
#[derive(Clone, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "independent findings, each with its own weight in the score")]
pub(in crate::resolve) struct Alignment {
    /// Likeness and weight of each aligned pair.
    pairs: Vec<(f32, f32)>,
    /// Weight of what only one of the two names has.
    missing: f32,
    /// Weight of everything.
    total: f32,
    /// Neither name has all parts of the other.
    crossed: bool,
    /// All parts of the shorter name are met in the longer one, which has more.
    subset: bool,
    /// Aligned parts stand in another order.
    turned: bool,
    /// Both names say by a comma which part is the family's.
    ordered: bool,
    /// Both begin with one given name.
    given: bool,
    /// Both end in one name.
    family: bool,
    /// What differs, in words.
    pub(super) reasons: Vec<String>,
}

/// Below this two parts do not stand for each other.
const LIKE: f32 = 0.6;

/// What two different heads of one kind are to each other.
const HEADS: f32 = 0.6;

/// Aligns the parts of two names, the likest first.
pub(in crate::resolve) fn align(a: &Name, b: &Name) -> Alignment {
    let mut options = Vec::new();
    for (i, x) in a.parts.iter().enumerate() {
        for (j, y) in b.parts.iter().enumerate() {
            options.push(Option::pair(i, 1, j, 1, compare_parts(x, y), x.weight.max(y.weight)));
        }
    }
    joined(a, b, false, &mut options);
    joined(b, a, true, &mut options);
    options.sort_by(|x, y| y.rank().total_cmp(&x.rank()).then(x.key().cmp(&y.key())));
    let mut alignment = Alignment::default();
    let (mut used_a, mut used_b) = (vec![false; a.parts.len()], vec![false; b.parts.len()]);
    let mut taken: Vec<(usize, usize)> = Vec::new();
    for option in options {
        let free = !used_a[option.a()].iter().any(|used| *used) && !used_b[option.b()].iter().any(|used| *used);
        // What may be missing is rather taken as missing than as something else.
        let (x, y) = (&a.parts[option.i], &b.parts[option.j]);
        let initials = x.text.len() == 1 && y.text.len() == 1;
        let idle = option.likeness < LIKE && (x.optional || y.optional) && !initials;
        if !free || idle {
            continue;
        }
        used_a[option.a()].fill(true);
        used_b[option.b()].fill(true);
        alignment.pairs.push((option.likeness, option.weight));
        taken.push((option.i, option.j));
        if option.likeness >= 0.85 && is_given(a, option.i) && is_given(b, option.j) {
            alignment.given = true;
        }
        if option.likeness >= 0.85 && is_family(a, option.a().end) && is_family(b, option.b().end) {
            alignment.family = true;
        }
        alignment.explain(a, b, &option);
    }
    alignment.finish(a, b, &used_a, &used_b, &mut taken);
    alignment
}

/// The first part that is no title.
fn is_given(name: &Name, at: usize) -> bool {
    name.parts.iter().position(|part| !part.optional) == Some(at)
}

/// No part but titles stands behind.
fn is_family(name: &Name, end: usize) -> bool {
    name.parts[end..].iter().all(|part| part.optional)
}

/// One way to set parts of two names against each other.
struct Option {
    i: usize,
    i_len: usize,
    j: usize,
    j_len: usize,
    likeness: f32,
    weight: f32,
}

impl Option {
    fn pair(i: usize, i_len: usize, j: usize, j_len: usize, likeness: f32, weight: f32) -> Self {
        Self { i, i_len, j, j_len, likeness, weight }
    }

    fn a(&self) -> std::ops::Range<usize> {
        self.i..self.i + self.i_len
    }

    fn b(&self) -> std::ops::Range<usize> {
        self.j..self.j + self.j_len
    }

    /// Two words for one are taken only where nothing else does as well.
    fn rank(&self) -> f32 {
        let near = if self.i == self.j { 0.001 } else { 0.0 };
        self.likeness + near + if self.i_len + self.j_len > 2 { 0.02 } else { 0.0 }
    }

    fn key(&self) -> (usize, usize) {
        (self.i, self.j)
    }
}

/// Two neighbouring parts of `a` written as one in `b` (`Saif Allah`, `Saifullah`).
fn joined(a: &Name, b: &Name, swapped: bool, options: &mut Vec<Option>) {
    for (i, pair) in a.parts.windows(2).enumerate() {
        let together = Sounds::of(&format!("{}{}", pair[0].text, pair[1].text));
        for (j, y) in b.parts.iter().enumerate() {
            let alike = likeness(&together, &y.sounds);
            if alike > 0.8 && pair[0].bound == y.bound {
                let weight = y.weight.max(pair[0].weight).max(pair[1].weight);
                options.push(if swapped {
                    Option::pair(j, 1, i, 2, alike, weight)
                } else {
                    Option::pair(i, 2, j, 1, alike, weight)
                });
            }
        }
    }
}

fn compare_parts(x: &Part, y: &Part) -> f32 {
    let digits = |part: &Part| part.text.bytes().all(|byte| byte.is_ascii_digit());
    if digits(x) || digits(y) {
        return if x.text == y.text { 1.0 } else { 0.0 };
    }
    // An initial stands for every name that begins so.
    if x.text.chars().count() == 1 || y.text.chars().count() == 1 {
        return if x.text.chars().next() == y.text.chars().next() { 0.85 } else { 0.0 };
    }
    let mut alike = likeness(&x.sounds, &y.sounds);
    // Foundation and society, brigade and battalion: heads of one kind are often exchanged, yet they differ.
    if x.head.is_some() && x.head == y.head && alike < HEADS {
        return HEADS;
    }
    // Ordinary words mean what they say: one either is a form of the other, or it is another word.
    if x.plain && y.plain && x.text != y.text {
        let (short, long) = if x.text.len() < y.text.len() { (x, y) } else { (y, x) };
        let stem = short.text.trim_end_matches(['e', 'y', 's']);
        return if stem.len() > 3 && long.text.starts_with(stem) { 0.9 } else { alike * 0.6 };
    }
    // Two names that many have, and not the same one: what little parts them is what people go by.
    if x.frequent.is_some() && y.frequent.is_some() && x.frequent != y.frequent {
        alike = (alike - 0.25).max(0.0);
    }
    if alike < 0.9 && transliteration().is_short_form(&x.text, &y.text) {
        alike = 0.9;
    }
    // `Alshaer` and `al-Shaer`
    for (long, short) in [(x, y), (y, x)] {
        if let Some(bare) = long.text.strip_prefix("al").or_else(|| long.text.strip_prefix("el"))
            && bare.len() >= 4
            && alike < 0.97
        {
            alike = alike.max(likeness(&Sounds::of(bare), &short.sounds) - 0.03);
        }
    }
    // `Aminullah` and `Amin`
    for (long, short) in [(x, y), (y, x)] {
        if let Some(bare) = ["ullah", "allah", "ollah"].iter().find_map(|god| long.text.strip_suffix(god))
            && bare.len() >= 3
            && !short.text.ends_with("llah")
        {
            alike = alike.max(likeness(&Sounds::of(bare), &short.sounds) - 0.1);
        }
    }
    match (x.bound, y.bound) {
        (None, None) => alike,
        (a, b) if a == b => alike,
        (Some(Particle::Kunya), _) | (_, Some(Particle::Kunya)) => alike * 0.6,
        _ => alike * 0.75,
    }
}

impl Alignment {
    fn explain(&mut self, a: &Name, b: &Name, option: &Option) {
        let text = |name: &Name, range: std::ops::Range<usize>| {
            name.parts[range].iter().map(|part| part.text.as_str()).collect::<Vec<_>>().join(" ")
        };
        let (x, y) = (text(a, option.a()), text(b, option.b()));
        if x != y {
            let how = if option.likeness >= LIKE { "spelling" } else { "differs" };
            self.reasons.push(format!("{how}: {x}~{y}"));
        }
    }

    fn finish(&mut self, a: &Name, b: &Name, used_a: &[bool], used_b: &[bool], taken: &mut [(usize, usize)]) {
        let rest = |name: &Name, used: &[bool]| {
            let free = name.parts.iter().zip(used).filter(|(_, used)| !**used);
            free.map(|(part, _)| part.clone()).collect::<Vec<_>>()
        };
        for part in rest(a, used_a).iter().chain(&rest(b, used_b)) {
            self.missing += part.weight;
            self.reasons.push(format!("only in one: {}", part.text));
            self.subset |= !part.optional;
        }
        self.total = self.pairs.iter().map(|(_, weight)| weight).sum::<f32>() + self.missing;
        self.crossed = self.pairs.iter().any(|(alike, weight)| *alike < LIKE && *weight > 0.2);
        taken.sort_unstable();
        let in_order = taken.windows(2).all(|pair| pair[0].1 < pair[1].1);
        self.ordered = a.turned && b.turned;
        self.turned = !(in_order || a.organisation && b.organisation);
    }

    /// From 0 to 1: half the weighted mean, half the weakest part.
    pub(in crate::resolve) fn score(&self) -> f64 {
        let weights: f32 = self.pairs.iter().map(|(_, weight)| weight).sum();
        if weights <= 0.0 {
            return 0.0;
        }
        let mean = self.pairs.iter().map(|(alike, weight)| alike * weight).sum::<f32>() / weights;
        let weakest =
            self.pairs.iter().map(|(alike, weight)| 1.0 - (1.0 - alike) * (0.4 + 0.6 * weight)).fold(1.0, f32::min);
        let mut score = 0.5 * mean + 0.5 * weakest;
        score *= 1.0 - 0.4 * self.missing / self.total.max(0.1);
        if self.turned {
            score *= if self.ordered { 0.85 } else { 0.97 };
        }
        // People keep their given name and are told apart by it; names of family, tribe and town come and go.
        if self.ordered {
            let telling = self.given && self.crossed && self.pairs.len() > 2;
            score *= if !self.given {
                0.85
            } else if telling {
                1.15
            } else {
                1.0
            };
        }
        f64::from(score.clamp(0.0, 1.0))
    }

    /// Why the two cannot be one, whatever the score.
    pub(super) fn veto(&self, a: &Name, b: &Name) -> std::option::Option<&'static str> {
        let solid = |name: &Name| name.parts.iter().filter(|part| !part.optional).count();
        let (least, most) = (solid(a).min(solid(b)), solid(a).max(solid(b)));
        if self.crossed {
            return Some("parts differ");
        }
        // A patronym or second name between given and family name may be left out; nothing else may.
        let personal = !a.organisation && !b.organisation && self.given && self.family && least > 1;
        if self.subset && most > 1 && !personal {
            return Some("one name is only a part of the other");
        }
        None
    }
}
