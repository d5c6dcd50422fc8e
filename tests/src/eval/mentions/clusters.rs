//! How well mentions are put together: pairs, and B-cubed after Bagga and Baldwin 1998 ("Entity-Based Cross-Document
//! Coreferencing Using the Vector Space Model").
//!
//! The program finds the mentions itself, so the two sides do not have the same ones. After Cai and Strube 2010
//! ("Evaluation Metrics For End-to-End Coreference Resolution Systems") a mention that only one side has stands alone on
//! the other: a missed one costs recall, an invented one costs precision where it was put to others.

use std::collections::{BTreeMap, BTreeSet};

/// Mentions of one corpus with the actor that each side gives them.
#[derive(Default)]
pub(super) struct Clustered {
    mentions: Vec<Mention>,
}

struct Mention {
    wanted: Option<String>,
    found: Option<u32>,
    spelling: String,
}

/// Sums over corpora.
#[derive(Default)]
pub(super) struct Sums {
    /// B-cubed, summed over mentions: precision, recall; and how many mentions each is over.
    cubed: (f64, f64),
    counts: (usize, usize),
    /// Pairs that both sides join, that the program joins, that are wanted.
    pairs: (usize, usize, usize),
}

/// Actors that were taken apart or for one, in words.
#[derive(Default)]
pub(super) struct Faults {
    /// How many actors were wanted.
    pub(super) actors: usize,
    pub(super) merged: Vec<String>,
    pub(super) split: Vec<String>,
}

impl Faults {
    pub(super) fn join(&mut self, mut other: Faults) {
        self.actors += other.actors;
        self.merged.append(&mut other.merged);
        self.split.append(&mut other.split);
    }
}

impl Clustered {
    pub(super) fn add(&mut self, wanted: Option<String>, found: Option<u32>, spelling: &str) {
        let spelling = spelling.split_whitespace().collect::<Vec<_>>().join(" ");
        self.mentions.push(Mention { wanted, found, spelling });
    }

    /// How many mentions both sides give the same two names, and how many each side's names have.
    fn table(&self) -> Table<'_> {
        let mut table = Table::default();
        for mention in &self.mentions {
            if let Some(wanted) = &mention.wanted {
                *table.wanted.entry(wanted).or_default() += 1;
            }
            if let Some(found) = mention.found {
                *table.found.entry(found).or_default() += 1;
            }
            if let (Some(wanted), Some(found)) = (&mention.wanted, mention.found) {
                *table.both.entry((wanted, found)).or_default() += 1;
            }
        }
        table
    }

    /// What went wrong, in words.
    pub(super) fn faults(&self, corpus: &str) -> Faults {
        let (mut of_found, mut of_wanted): (BTreeMap<_, BTreeMap<_, BTreeSet<_>>>, BTreeMap<_, BTreeMap<_, _>>) =
            Default::default();
        for mention in &self.mentions {
            let Some(wanted) = &mention.wanted else { continue };
            let Some(found) = mention.found else { continue };
            of_found.entry(found).or_default().entry(wanted).or_default().insert(mention.spelling.as_str());
            let parts: &mut BTreeSet<_> = of_wanted.entry(wanted).or_default().entry(found).or_default();
            parts.insert(mention.spelling.as_str());
        }
        let list = |sets: Vec<&BTreeSet<&str>>| {
            let sets = sets.into_iter().map(|set| set.iter().copied().collect::<Vec<_>>().join(", "));
            sets.collect::<Vec<_>>().join(" | ")
        };
        let merged = of_found.values().filter(|parts| parts.len() > 1);
        let split = of_wanted.values().filter(|parts| parts.len() > 1);
        Faults {
            actors: self.table().wanted.len(),
            merged: merged
                .map(|parts| format!("{corpus}: taken for one: {}", list(parts.values().collect())))
                .collect(),
            split: split.map(|parts| format!("{corpus}: taken apart: {}", list(parts.values().collect()))).collect(),
        }
    }
}

#[derive(Default)]
struct Table<'m> {
    wanted: BTreeMap<&'m str, usize>,
    found: BTreeMap<u32, usize>,
    both: BTreeMap<(&'m str, u32), usize>,
}

impl Sums {
    /// Takes in a corpus.
    pub(super) fn join(&mut self, clustered: &Clustered) {
        let table = clustered.table();
        for mention in &clustered.mentions {
            let both = mention.wanted.as_deref().zip(mention.found).map_or(1, |key| table.both[&key]);
            if let Some(found) = mention.found {
                self.cubed.0 += both as f64 / table.found[&found] as f64;
                self.counts.0 += 1;
            }
            if let Some(wanted) = mention.wanted.as_deref() {
                self.cubed.1 += both as f64 / table.wanted[wanted] as f64;
                self.counts.1 += 1;
            }
        }
        self.pairs.0 += table.both.values().copied().map(pairs).sum::<usize>();
        self.pairs.1 += table.found.values().copied().map(pairs).sum::<usize>();
        self.pairs.2 += table.wanted.values().copied().map(pairs).sum::<usize>();
    }

    /// Precision and recall over mentions.
    pub(super) fn b_cubed(&self) -> (f64, f64) {
        (self.cubed.0 / self.counts.0 as f64, self.cubed.1 / self.counts.1 as f64)
    }

    /// Precision and recall over pairs of mentions.
    pub(super) fn pairwise(&self) -> (f64, f64) {
        let (both, found, wanted) = self.pairs;
        (both as f64 / found as f64, both as f64 / wanted as f64)
    }
}

fn pairs(count: usize) -> usize {
    count * (count - 1) / 2
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sums(mentions: &[(&str, u32)]) -> Sums {
        let mut clustered = Clustered::default();
        for (wanted, found) in mentions {
            let wanted = (!wanted.is_empty()).then(|| (*wanted).to_owned());
            clustered.add(wanted, (*found > 0).then_some(*found), "x");
        }
        let mut sums = Sums::default();
        sums.join(&clustered);
        sums
    }

    fn near((a, b): (f64, f64), (c, d): (f64, f64)) -> bool {
        (a - c).abs() < 1e-9 && (b - d).abs() < 1e-9
    }

    /// The example of the paper: of 5, 2 and 5 mentions, the last two clusters are put together.
    #[test]
    fn the_paper_s_example() {
        let mut mentions = vec![("a", 1); 5];
        mentions.extend([("b", 2); 2]);
        mentions.extend([("c", 2); 5]);
        let precision = (5.0 + 2.0 * 2.0 / 7.0 + 5.0 * 5.0 / 7.0) / 12.0;
        assert!(near(sums(&mentions).b_cubed(), (precision, 1.0)));
        assert!(near(sums(&mentions).pairwise(), (21.0 / 31.0, 1.0)));
    }

    #[test]
    fn what_one_side_lacks_stands_alone_there() {
        // One of two mentions is missed; one that is none is put to the other.
        assert!(near(sums(&[("a", 1), ("a", 0), ("", 1)]).b_cubed(), (0.5, 0.5)));
    }
}
