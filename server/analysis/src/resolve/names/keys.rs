//! What alike names share, so that only such are compared: a proposal, never a decision.

use super::parts::{Joint, Name, Part, Romanised};
use super::sound::{self, Sounds};

/// Keys of which two names have one in common at least if they may be alike: two of their parts, two neighbours also counting as
/// one (`Saif Allah`, `Saifullah`); of a lone word its own.
pub(in crate::resolve) fn block_keys(name: &Name) -> Vec<String> {
    let parts: Vec<Vec<String>> = name.parts.iter().map(part_keys).collect();
    if let [keys] = parts.as_slice() {
        return keys.clone();
    }
    let units: Vec<Vec<String>> = parts.into_iter().chain(name.joints.iter().map(joint_keys)).collect();
    let mut keys = Vec::new();
    for (n, one) in units.iter().enumerate() {
        for other in &units[n + 1..] {
            keys.extend(one.iter().flat_map(|a| other.iter().map(move |b| pair(a, b))));
        }
    }
    keys.sort_unstable();
    keys.dedup();
    keys
}

fn pair(a: &str, b: &str) -> String {
    if a < b { format!("{a} {b}") } else { format!("{b} {a}") }
}

/// The consonants of a part in every way to read it, and the frequent name that it is a form of.
fn part_keys(part: &Part) -> Vec<String> {
    let mut keys: Vec<String> = readings(part).collect();
    keys.extend(part.frequent.map(|row| format!("#{row}")));
    keys.extend(part.chinese.iter().flat_map(syllables));
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// The skeletons under which a part that is like this one may be kept: in every way to read it, and of every form of the frequent
/// name that it is (`Serhiy`, `Sergei`).
pub(in crate::resolve) fn skeletons(part: &Part) -> Vec<String> {
    let mut skeletons: Vec<String> = readings(part).collect();
    skeletons.extend(part.frequent.into_iter().flat_map(sound::skeletons));
    skeletons.sort_unstable();
    skeletons.dedup();
    skeletons
}

/// The [`skeletons`] of each part of a name, and of every two neighbours as one.
pub(in crate::resolve) fn unit_skeletons(name: &Name) -> impl Iterator<Item = Vec<String>> {
    name.parts.iter().map(skeletons).chain(name.joints.iter().map(|joint| vec![joint.sounds.skeleton()]))
}

fn readings(part: &Part) -> impl Iterator<Item = String> {
    let readings = part.readings.iter().map(|(_, skeleton)| skeleton.clone());
    let shorter = part.bare.iter().chain(&part.godless).map(Sounds::skeleton);
    std::iter::once(part.skeleton.clone()).chain(readings).chain(shorter)
}

fn joint_keys(joint: &Joint) -> Vec<String> {
    std::iter::once(joint.sounds.skeleton()).chain(joint.chinese.iter().flat_map(syllables)).collect()
}

/// The same of a syllable in pinyin and in Wade-Giles.
fn syllables(romanised: &Romanised) -> impl Iterator<Item = String> {
    let of_pinyin = romanised.pinyin.clone();
    let older = romanised.wade_giles.clone().filter(|older| Some(older) != of_pinyin.as_ref());
    of_pinyin.into_iter().chain(older).map(|syllables| format!("={syllables}"))
}
