//! How alike two words sound: edit distance over sounds, with what each confusion costs.
//!
//! The distance is the one of Damerau (1964, neighbours that changed places) as optimal string alignment, with the costs
//! of `grammar/transliteration/likeness.table` for its edits. Consonants carry names; vowels, which many scripts do not
//! write, weigh less.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::parts::Part;
use crate::lexicon::sounds::{NOTHING, Sound, is_vowel, sounds};
use crate::lexicon::transliteration::transliteration;

/// The sounds of one word, the first 48 of them.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::resolve) struct Sounds {
    all: Vec<Sound>,
    /// What they weigh together.
    weight: f32,
}

/// So many sounds are looked at.
const MOST: usize = 48;
/// What vowels weigh against consonants.
const VOWEL: f32 = 0.35;
/// What two neighbouring sounds that changed places cost.
const SWAP: f32 = 0.6;
/// What another first consonant costs on top.
const ONSET: f32 = 0.3;
/// From here on a part is a spelling of a frequent name.
const FREQUENT_LIKE: f32 = 0.95;

impl From<Vec<Sound>> for Sounds {
    fn from(mut sounds: Vec<Sound>) -> Self {
        sounds.truncate(MOST);
        let weight = sounds.iter().map(|sound| weight(*sound)).sum();
        Self { all: sounds, weight }
    }
}

impl Sounds {
    /// The sounds of a word of small Latin letters; a word of another script has its letters' low bits instead, so that
    /// it is like itself.
    pub(in crate::resolve) fn of(word: &str) -> Self {
        let heard = sounds().of(word);
        if heard.is_empty() {
            return Self::from(word.chars().map(|c| (c as u32 % 26) as u8 + b'A').collect::<Vec<_>>());
        }
        Self::from(heard)
    }

    /// The consonants, with those that are often confused taken together: what like names share.
    pub(in crate::resolve) fn skeleton(&self) -> String {
        let mut skeleton = String::new();
        for sound in &self.all {
            let class = match sound {
                b'k' | b'Q' | b'X' | b'g' | b'G' => 'k',
                b'd' | b't' | b'D' | b'T' | b'z' | b's' | b'c' => 't',
                b'S' | b'C' | b'J' | b'Z' => 'j',
                b'p' | b'b' | b'f' | b'v' => 'p',
                b'm' | b'n' => 'n',
                b'l' | b'r' => 'r',
                _ => continue,
            };
            if !skeleton.ends_with(class) {
                skeleton.push(class);
            }
        }
        skeleton
    }

    /// Number of sounds.
    pub(in crate::resolve) fn len(&self) -> usize {
        self.all.len()
    }
}

fn weight(sound: Sound) -> f32 {
    if is_vowel(sound) { VOWEL } else { 1.0 }
}

/// From 0 to 1: 1 where both sound the same.
pub(in crate::resolve) fn likeness(a: &Sounds, b: &Sounds) -> f32 {
    if a == b {
        return 1.0;
    }
    (1.0 - (distance(&a.all, &b.all) + onset(a, b)) / longest(a, b)).max(0.0)
}

/// Whether [`likeness`] is at least `least`: told apart soon where it is not.
pub(in crate::resolve) fn are_alike(a: &Sounds, b: &Sounds, least: f32) -> bool {
    if a == b {
        return true;
    }
    let (onset, longest) = (onset(a, b), longest(a, b));
    let limit = (1.0 - least) * longest - onset + ROUNDING;
    let distance = if limit < 0.0 { None } else { distance_within(&a.all, &b.all, limit) };
    distance.is_some_and(|distance| 1.0 - (distance + onset) / longest >= least)
}

/// Sums of costs may differ by this from what they are on paper.
const ROUNDING: f32 = 1e-3;

fn longest(a: &Sounds, b: &Sounds) -> f32 {
    a.weight.max(b.weight).max(1.0)
}

/// What another beginning costs: the first sound is the one least often mistaken.
fn onset(a: &Sounds, b: &Sounds) -> f32 {
    match (a.all.first(), b.all.first()) {
        (Some(x), Some(y)) => ONSET * sounds().cost(*x, *y),
        _ => 0.0,
    }
}

/// Weighted edit distance with neighbours that may change places.
fn distance(a: &[Sound], b: &[Sound]) -> f32 {
    distance_within(a, b, f32::INFINITY).unwrap_or(f32::INFINITY)
}

/// The same; none where it is above `limit` for sure.
fn distance_within(a: &[Sound], b: &[Sound], limit: f32) -> Option<f32> {
    // Most words are short, and to lay out a table for the longest takes longer than to fill one of theirs.
    if b.len() < 16 { distance_in::<16>(a, b, limit) } else { distance_in::<{ MOST + 1 }>(a, b, limit) }
}

/// The same, in a table with so many columns: more than `b` has sounds.
fn distance_in<const COLUMNS: usize>(a: &[Sound], b: &[Sound], limit: f32) -> Option<f32> {
    let tables = sounds();
    // The last three rows of the table of distances, each in the place of the one three above it.
    let mut rows = [[0.0_f32; COLUMNS]; 3];
    let mut least_above = 0.0;
    let mut added = [0.0_f32; COLUMNS];
    for (j, sound) in b.iter().enumerate() {
        added[j] = tables.cost_of_nothing(*sound);
        rows[0][j + 1] = rows[0][j] + added[j];
    }
    for (i, x) in a.iter().enumerate() {
        let (older, above, row) = ((i + 2) % 3, i % 3, (i + 1) % 3);
        let (dropped, costs) = (tables.cost_of_nothing(*x), tables.costs_of(*x));
        rows[row][0] = rows[above][0] + dropped;
        let mut least = rows[row][0];
        for (j, y) in b.iter().enumerate() {
            let mut best =
                (rows[above][j] + costs.of(*y)).min(rows[above][j + 1] + dropped).min(rows[row][j] + added[j]);
            if i > 0 && j > 0 && *x == b[j - 1] && a[i - 1] == *y && x != y {
                best = best.min(rows[older][j - 1] + SWAP);
            }
            rows[row][j + 1] = best;
            least = least.min(best);
        }
        // Every way goes through this row or, where two changed places, from the one above it to the one below.
        if least.min(least_above) > limit {
            return None;
        }
        least_above = least;
    }
    Some(rows[a.len() % 3][b.len()])
}

/// One sound taken for another, or left out (`NOTHING`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Change {
    pub(super) a: Sound,
    pub(super) b: Sound,
}

/// The changes of the cheapest way from one word to the other, in order; the sounds that stayed are left out.
pub(super) fn changes(a: &Sounds, b: &Sounds) -> Vec<Change> {
    let tables = sounds();
    let (a, b) = (a.all.as_slice(), b.all.as_slice());
    let (mut i, mut j) = (a.len(), b.len());
    let mut changes = Vec::new();
    // Distances of beginnings are asked again at each step: words are short, and only people ask for this.
    while i > 0 || j > 0 {
        let here = distance(&a[..i], &b[..j]);
        let reached = |i: usize, j: usize, cost: f32| (distance(&a[..i], &b[..j]) + cost - here).abs() < 1e-4;
        if i > 0 && j > 0 && reached(i - 1, j - 1, tables.cost(a[i - 1], b[j - 1])) {
            (i, j) = (i - 1, j - 1);
            changes.push(Change { a: a[i], b: b[j] });
        } else if i > 0 && reached(i - 1, j, tables.cost_of_nothing(a[i - 1])) {
            i -= 1;
            changes.push(Change { a: a[i], b: NOTHING });
        } else if j > 0 && reached(i, j - 1, tables.cost_of_nothing(b[j - 1])) {
            j -= 1;
            changes.push(Change { a: NOTHING, b: b[j] });
        } else {
            (i, j) = (i.saturating_sub(2), j.saturating_sub(2));
            changes.push(Change { a: a[i], b: b[j] });
        }
    }
    changes.retain(|change| change.a != change.b);
    changes.reverse();
    changes
}

/// The row of the table of frequent names that a part is a spelling of, or another form.
pub(super) fn frequent(part: &Part) -> Option<usize> {
    if let Some(row) = FREQUENT.by_text.get(part.text.as_str()) {
        return Some(*row);
    }
    let heard = frequent_sound(&part.sounds, &part.skeleton);
    heard.or_else(|| part.readings.iter().find_map(|(sounds, skeleton)| frequent_sound(sounds, skeleton)))
}

/// From 0 to 1: how much the frequent name of a row says of who is named.
pub(in crate::resolve) fn rarity(row: usize) -> f32 {
    transliteration().frequent[row].weight
}

/// The skeletons of all forms of the frequent name of a row.
pub(super) fn skeletons(row: usize) -> impl Iterator<Item = String> {
    transliteration().frequent[row].forms.iter().map(|form| Sounds::of(form).skeleton())
}

fn frequent_sound(sounds: &Sounds, skeleton: &str) -> Option<usize> {
    let forms = FREQUENT.by_skeleton.get(skeleton)?;
    let near = forms.iter().filter(|(form, _)| are_alike(form, sounds, FREQUENT_LIKE));
    let alike = near.map(|(form, row)| (*row, likeness(form, sounds)));
    let best = alike.max_by(|x, y| x.1.total_cmp(&y.1).then(y.0.cmp(&x.0)))?;
    (best.1 > FREQUENT_LIKE).then_some(best.0)
}

/// Forms of frequent names with their rows.
#[derive(Default)]
struct Frequent {
    by_text: FxHashMap<&'static str, usize>,
    by_skeleton: FxHashMap<String, Vec<(Sounds, usize)>>,
}

static FREQUENT: LazyLock<Frequent> = LazyLock::new(|| {
    let mut frequent = Frequent::default();
    for (row, name) in transliteration().frequent.iter().enumerate() {
        for form in &name.forms {
            let sounds = Sounds::of(form);
            frequent.by_text.entry(form).or_insert(row);
            frequent.by_skeleton.entry(sounds.skeleton()).or_default().push((sounds, row));
        }
    }
    frequent
});

#[cfg(test)]
mod tests {
    use super::*;

    /// Every form in the table of frequent names is read as the row it stands in.
    #[test]
    fn frequent_names_are_told_apart() {
        let rows = &transliteration().frequent;
        let mut confused = Vec::new();
        for (row, frequent) in rows.iter().enumerate() {
            for form in &frequent.forms {
                let sounds = Sounds::of(form);
                let found = frequent_sound(&sounds, &sounds.skeleton());
                if found != Some(row) {
                    confused.push(format!(
                        "{form} of {}: {:?}",
                        frequent.forms[0],
                        found.map(|row| rows[row].forms[0])
                    ));
                }
            }
        }
        assert_eq!(confused, Vec::<String>::new());
    }
}
