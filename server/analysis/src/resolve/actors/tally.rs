//! Mentions counted by the kind that each shows.

use crate::extract::ActorKind;

/// How many mentions show which kind.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct KindTally([u32; KINDS.len()]);

const KINDS: [ActorKind; 9] = [
    ActorKind::Person,
    ActorKind::Group,
    ActorKind::Body,
    ActorKind::Party,
    ActorKind::Company,
    ActorKind::Country,
    ActorKind::Place,
    ActorKind::Publication,
    ActorKind::Unknown,
];

impl KindTally {
    /// Counts `mentions` more of one kind.
    pub(super) fn add(&mut self, kind: ActorKind, mentions: u32) {
        self.0[kind as usize] += mentions;
    }

    /// Takes in what was counted elsewhere.
    pub(super) fn take(&mut self, other: &KindTally) {
        self.0.iter_mut().zip(other.0).for_each(|(own, more)| *own += more);
    }

    /// The kind that most show, Unknown only where there is no other.
    pub(super) fn winner(&self) -> ActorKind {
        let mut best = (0, ActorKind::Unknown);
        for kind in KINDS.into_iter().filter(|kind| *kind != ActorKind::Unknown) {
            if self.0[kind as usize] > best.0 {
                best = (self.0[kind as usize], kind);
            }
        }
        best.1
    }
}
