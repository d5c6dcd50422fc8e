//! Units and currencies.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;
use serde::{Deserialize, Serialize};

use super::lookup::Lookup;
use super::phrases::Phrases;
use super::{grammar, rows, schemas};

/// What is measured.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Things that can be counted.
    #[default]
    Count,
    /// An amount of money; the unit is an ISO 4217 code.
    Money,
    /// A share of a hundred; percentage points have the unit `point`.
    Percent,
    /// A length of time, in its unit.
    Duration,
    /// A length, weight, temperature..., in its unit.
    Measure,
    /// A day, or a stretch of days.
    Date,
}

/// A unit of measure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Unit {
    /// Its name (`mile`), or an ISO 4217 code.
    pub name: &'static str,
    /// What it measures.
    pub kind: Kind,
    /// The unit that others of its kind are turned into for comparison.
    pub base: &'static str,
    /// How many of `base` it has.
    pub factor: f64,
}

/// Lookups over units.
pub struct Units {
    /// Words behind a number, units and currencies alike.
    pub words: Phrases<Unit>,
    /// What an amount is told for each of (`per tonne`, `a share`).
    pub rates: Phrases<Unit>,
    /// A currency's small change, by the names of both.
    change: FxHashSet<(&'static str, &'static str)>,
    /// Currencies to the bare name that they share with others (`INR`, `rupee`).
    likes: Lookup<&'static str>,
    signs: Lookup<Unit>,
    by_name: Lookup<Unit>,
}

static UNITS: LazyLock<Units> = LazyLock::new(|| {
    let units = rows(&schemas::UNITS, grammar!("english/units.table"));
    let currencies = rows(&schemas::CURRENCIES, grammar!("english/currencies.table"));
    let money = |name| Unit { name, kind: Kind::Money, base: name, factor: 1.0 };
    let mut words = Vec::new();
    let mut rates = Vec::new();
    let mut by_name = Lookup::default();
    for row in &units {
        let factor = row.cells[4].parse().unwrap_or(1.0);
        let unit = Unit { name: row.cells[0], kind: kind(row.cells[2]), base: row.cells[3], factor };
        by_name.insert(unit.name, unit);
        rates.extend(row.list(1).map(|word| (word, unit)));
        words.extend(row.list(1).filter(|_| row.cells[2] != "rate").map(|word| (word, unit)));
    }
    let mut change = FxHashSet::default();
    let mut likes = Lookup::default();
    for row in &currencies {
        by_name.insert(row.cells[0], money(row.cells[0]));
        words.extend(row.list(3).map(|word| (word, money(row.cells[0]))));
        change.extend(row.list(4).map(|small| (small, row.cells[0])));
        if !row.cells[1].is_empty() {
            likes.insert(row.cells[0], row.cells[1]);
        }
    }
    let signs = currencies.iter().flat_map(|row| row.list(2).map(|sign| (sign, money(row.cells[0])))).collect();
    Units { words: Phrases::new(words), rates: Phrases::new(rates), change, likes, signs, by_name }
});

/// The one instance.
pub fn units() -> &'static Units {
    &UNITS
}

fn kind(name: &str) -> Kind {
    match name {
        "percent" => Kind::Percent,
        "duration" => Kind::Duration,
        _ => Kind::Measure,
    }
}

impl Units {
    /// The currency of a sign or code (`$`, `US$`, `EUR`), as written.
    pub fn sign(&self, sign: &str) -> Option<Unit> {
        self.signs.get(sign).copied()
    }

    /// True where the currency `small` is the small change of the currency `of` (cents of euros).
    pub fn is_change(&self, small: &str, of: &str) -> bool {
        self.change.contains(&(small, of))
    }

    /// True where one of two currencies is the bare name of the other, whose country is not told (`dinar`, `IQD`).
    pub fn is_like(&self, a: &str, b: &str) -> bool {
        self.likes.get(a).is_some_and(|like| *like == b) || self.likes.get(b).is_some_and(|like| *like == a)
    }

    /// The unit of this name.
    pub fn named(&self, name: &str) -> Option<Unit> {
        self.by_name.get(name).copied()
    }
}
