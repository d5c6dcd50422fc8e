//! Units and currencies.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

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
    signs: FxHashMap<&'static str, Unit>,
    by_name: FxHashMap<&'static str, Unit>,
}

static UNITS: LazyLock<Units> = LazyLock::new(|| {
    let units = rows(&schemas::UNITS, grammar!("english/units.table"));
    let currencies = rows(&schemas::CURRENCIES, grammar!("english/currencies.table"));
    let money = |name| Unit { name, kind: Kind::Money, base: name, factor: 1.0 };
    let mut words = Vec::new();
    let mut by_name = FxHashMap::default();
    for row in &units {
        let factor = row.cells[4].parse().unwrap_or(1.0);
        let unit = Unit { name: row.cells[0], kind: kind(row.cells[2]), base: row.cells[3], factor };
        by_name.insert(unit.name, unit);
        words.extend(row.list(1).map(|word| (word, unit)));
    }
    for row in &currencies {
        by_name.insert(row.cells[0], money(row.cells[0]));
        words.extend(row.list(2).map(|word| (word, money(row.cells[0]))));
    }
    let signs = currencies.iter().flat_map(|row| row.list(1).map(|sign| (sign, money(row.cells[0])))).collect();
    Units { words: Phrases::new(words), signs, by_name }
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

    /// The unit of this name.
    pub fn named(&self, name: &str) -> Option<Unit> {
        self.by_name.get(name).copied()
    }
}
