//! What a hedged number leaves open: the hard interval that agrees with it and the soft one outside which it is denied.
//!
//! Bounds are read strictly ("more than n" leaves n out). The widths of "about" were measured (they grow with the
//! roundness of the number; Cummins, Sauerland & Solt 2012, "Granularity and scalar implicature in numerical
//! expressions").

use super::{Hedge, Interval};

/// The hard and the soft interval of `value` under `hedge`; `grain` is the worth of its last written digit.
pub fn intervals(value: f64, grain: f64, hedge: Hedge) -> (Interval, Interval) {
    let half = about_half_width(value, grain);
    let bound = |low, high, low_open, high_open| Interval { low, high, low_open, high_open };
    let low = |value, open| bound(Some(value), None, open, false);
    // Nothing that is counted is fewer than none; what is measured may be.
    let high = |value, open| bound((value >= 0.0).then_some(0.0), Some(value), false, open);
    match hedge {
        Hedge::About => {
            (Interval::closed(value - half, value + half), Interval::closed(value - 2.0 * half, value + 2.0 * half))
        }
        Hedge::Nearly => {
            // Of whole things the first whole number inside: nearly 36 is 33 or more.
            let least = value - 2.0 * half;
            let least = if grain >= 1.0 { least.ceil() } else { least };
            (Interval::closed(least, value), Interval::closed(value - 4.0 * half, value))
        }
        Hedge::MoreThan => (low(value, true), low(value, true)),
        Hedge::Over => (bound(Some(value), Some(value + 4.0 * half.max(grain)), true, false), low(value, true)),
        Hedge::AtLeast => (low(value, false), low(value, false)),
        Hedge::LessThan => (high(value, true), high(value, true)),
        Hedge::AtMost => (high(value, false), high(value, false)),
        Hedge::Article => (Interval::exactly(value), low(value, false)),
        Hedge::Exact | Hedge::Range | Hedge::Vague => {
            let slack = if (1.0..100.0).contains(&grain) { 0.0 } else { grain / 2.0 };
            (Interval::exactly(value), bound(Some(value - slack), Some(value + slack), slack > 0.0, slack > 0.0))
        }
    }
}

/// Half the width of "about n": grows as n to the power of 3/4, and shrinks with each significant digit.
fn about_half_width(value: f64, grain: f64) -> f64 {
    let digits = (value.abs() / grain).max(1.0).log10().floor() as i32;
    let share = [0.3, 0.12, 0.05].get(digits.max(0) as usize).copied().unwrap_or(0.02);
    // A fraction counts in its own grain: about 3.5 is about 35 tenths.
    let steps = if grain < 1.0 { value.abs() / grain } else { value.abs() };
    // Whole things differ by whole ones: about 14 leaves room for 13 and 15.
    let half = share * steps.powf(0.75);
    (if grain == 1.0 { half.max(1.0) } else { half }) * grain.min(1.0)
}

/// How finely a whole number is written that was told in words: the greatest power of ten that divides it.
pub(super) fn roundness(value: f64) -> f64 {
    let mut grain = 1.0;
    while value >= grain * 10.0 && value % (grain * 10.0) == 0.0 {
        grain *= 10.0;
    }
    grain
}
