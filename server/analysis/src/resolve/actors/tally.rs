//! Mentions counted by the kind that each shows.

use crate::extract::ActorKind;

/// How many mentions show which kind.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct KindTally {
    counts: [u32; ActorKind::TOLD.len() + 1],
    /// What was counted most; it is asked for far more often than anything is counted.
    winner: ActorKind,
}

impl KindTally {
    /// Counts `mentions` more of one kind.
    pub(super) fn add(&mut self, kind: ActorKind, mentions: u32) {
        self.counts[kind as usize] += mentions;
        self.settle();
    }

    /// Takes in what was counted elsewhere.
    pub(super) fn take(&mut self, other: &KindTally) {
        self.counts.iter_mut().zip(other.counts).for_each(|(own, more)| *own += more);
        self.settle();
    }

    /// The kind that most show, Unknown only where there is no other.
    pub(super) fn winner(&self) -> ActorKind {
        self.winner
    }

    fn settle(&mut self) {
        let mut best = (0, ActorKind::Unknown);
        for kind in ActorKind::TOLD {
            if self.counts[kind as usize] > best.0 {
                best = (self.counts[kind as usize], kind);
            }
        }
        self.winner = best.1;
    }
}
