//! Chance that is the same at every run: what is asked about one thing (an actor, a document) by its number is drawn
//! from a stream of its own, so that documents can be written in any order.

/// A stream of numbers (`SplitMix64`).
#[derive(Clone, Debug)]
pub(crate) struct Chance(u64);

impl Chance {
    /// The stream that belongs to these numbers and no others.
    pub(crate) fn of(numbers: &[u64]) -> Self {
        let mut chance = Self(0);
        for number in numbers {
            chance.0 = chance.next() ^ number.wrapping_mul(0x9E37_79B9_7F4A_7C15);
        }
        chance
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// From 0 up to, but without, 1.
    pub(crate) fn share(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// From 0 up to, but without, `end`; 0 where that is 0.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        ((u128::from(self.next()) * end as u128) >> 64) as usize
    }

    /// True in so many of a hundred cases.
    pub(crate) fn percent(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// Any of them.
    pub(crate) fn one<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())]
    }

    /// A rank below `end`, rank n about n times as rare as the first (Zipf).
    pub(crate) fn rank(&mut self, end: usize) -> usize {
        let rank = ((end + 1) as f64).powf(self.share()) as usize - 1;
        rank.min(end.saturating_sub(1))
    }

    /// From `low` to `high`; each order of magnitude as often as any other.
    pub(crate) fn magnitude(&mut self, low: u64, high: u64) -> u64 {
        let (low, high) = (low as f64, high as f64 + 1.0);
        (low * (high / low).powf(self.share())) as u64
    }
}
