//! What a row wants.

use deskcheck_analysis::extract::{Hedge, Interval, Kind, Quantity};
use deskcheck_analysis::text::Span;
use serde_json::Value;

use super::{same, share_factor, written};
use crate::eval::rows::{list, word};

/// What the rows of a file ask for; all rows of a file ask for the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Model {
    Number,
    Range,
    Percent,
    Money,
}

/// One expectation of a row.
#[derive(Clone, Debug)]
pub(super) struct Wanted {
    /// Where it stands, in bytes of the row's text.
    pub(super) span: Span,
    /// Its words.
    pub(super) words: String,
    /// Its value, as the row writes it.
    pub(super) value: String,
    reading: Reading,
}

#[derive(Clone, Debug)]
enum Reading {
    /// No value: a unit without a number.
    Nothing,
    Number(f64),
    Range(Interval),
    Percent(f64),
    Money(f64, String),
}

/// Their names of currencies where they give no ISO 4217 code, and ours.
const CURRENCIES: &[(&str, &str)] = &[
    ("Bitcoin", "BTC"),
    ("Cent", "cent"),
    ("Dollar", "USD"),
    ("Finnish markka", "FIM"),
    ("Franc", "franc"),
    ("Netherlands guilder", "NLG"),
    ("Pence", "penny"),
    ("Penny", "penny"),
    ("Peseta", "ESP"),
    ("Pound", "GBP"),
    ("Rupee", "rupee"),
    ("Satoshi", "satoshi"),
];

impl Model {
    /// The model of a file, by the shape of its values.
    pub(super) fn of(rows: &[Value]) -> Self {
        let resolutions = || rows.iter().flat_map(|row| list(row, "expect")).map(|one| &one["resolution"]);
        let value = |resolution: &Value, test: fn(&str) -> bool| resolution["value"].as_str().is_some_and(test);
        if resolutions().any(|resolution| resolution["unit"].is_string()) {
            Self::Money
        } else if resolutions().any(|resolution| value(resolution, |value| value.starts_with(['[', '(']))) {
            Self::Range
        } else if resolutions().any(|resolution| value(resolution, |value| value.ends_with('%'))) {
            Self::Percent
        } else {
            Self::Number
        }
    }

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Number => "numbers",
            Self::Range => "ranges",
            Self::Percent => "percentages",
            Self::Money => "amounts of money",
        }
    }

    /// True for what such a model finds.
    pub(super) fn looks_for(self, quantity: &Quantity) -> bool {
        match self {
            Self::Number => quantity.hedge != Hedge::Vague,
            Self::Range => true,
            Self::Percent => quantity.kind == Kind::Percent,
            Self::Money => quantity.kind == Kind::Money,
        }
    }

    /// True where what is found beyond what is wanted is an error: ranges take bounds and plain numbers alike from us.
    pub(super) fn is_closed(self) -> bool {
        self != Self::Range
    }
}

impl Wanted {
    /// The expectations of a row.
    pub(super) fn of(model: Model, row: &Value) -> Vec<Self> {
        let text = word(row, "text");
        list(row, "expect")
            .iter()
            .map(|one| {
                let start = bytes(text, one["start"].as_u64().unwrap_or_default() as usize);
                let words = word(one, "text");
                let length = bytes(&text[start..], words.encode_utf16().count());
                let resolution = &one["resolution"];
                Self {
                    span: Span::new(start, start + length),
                    words: words.to_owned(),
                    value: word(resolution, "value").to_owned(),
                    reading: reading(model, resolution),
                }
            })
            .collect()
    }

    /// True where `quantity` was read as wanted.
    pub(super) fn is(&self, quantity: &Quantity, text: &str) -> bool {
        let has = |value: f64| written(quantity, text).into_iter().any(|found| same(found, value));
        match &self.reading {
            Reading::Nothing => false,
            Reading::Number(value) => has(*value),
            Reading::Percent(value) => quantity.unit == "percent" && has(*value),
            Reading::Range(range) => {
                let factor = share_factor(quantity, text);
                range_is(range, &quantity.hard.times(factor)) && quantity.hedge != Hedge::About
            }
            Reading::Money(value, unit) => {
                let currency = quantity.unit.split('/').next().unwrap_or_default();
                currency == unit && has(*value)
            }
        }
    }

    /// True where it is a unit without a number.
    pub(super) fn is_unit_alone(&self) -> bool {
        matches!(self.reading, Reading::Nothing)
    }

    /// Its interval, where it is one.
    pub(super) fn range(&self) -> Option<Interval> {
        if let Reading::Range(range) = self.reading { Some(range) } else { None }
    }

    /// Its number or amount, where it has one.
    pub(super) fn amount(&self) -> Option<f64> {
        match self.reading {
            Reading::Number(value) | Reading::Percent(value) | Reading::Money(value, _) => Some(value),
            Reading::Nothing | Reading::Range(_) => None,
        }
    }
}

/// Bounds are equal; below nothing lies nothing, whether that is said or not.
fn range_is(wanted: &Interval, found: &Interval) -> bool {
    let bound = |a: Option<f64>, b: Option<f64>| match (a, b) {
        (Some(a), Some(b)) => same(a, b),
        (a, b) => a == b,
    };
    let low = bound(wanted.low, found.low) || wanted.low.is_none() && found.low == Some(0.0);
    let ends = (wanted.low.is_none() || wanted.low_open == found.low_open)
        && (wanted.high.is_none() || wanted.high_open == found.high_open);
    low && bound(wanted.high, found.high) && ends
}

fn reading(model: Model, resolution: &Value) -> Reading {
    let value = word(resolution, "value");
    let read = match model {
        Model::Number => value.parse().ok().map(Reading::Number),
        Model::Percent => value.strip_suffix('%').and_then(|value| value.parse().ok()).map(Reading::Percent),
        Model::Money => value.parse().ok().map(|value| Reading::Money(value, currency(resolution))),
        Model::Range => range(value).map(Reading::Range),
    };
    read.unwrap_or(Reading::Nothing)
}

fn currency(resolution: &Value) -> String {
    let unit = word(resolution, "unit");
    let ours = CURRENCIES.iter().find(|(theirs, _)| *theirs == unit).map(|(_, ours)| *ours);
    resolution["isoCurrency"].as_str().or(ours).unwrap_or(unit).to_owned()
}

/// `[20,30)`, `(,100]`.
fn range(value: &str) -> Option<Interval> {
    let (low, high) = value.get(1..value.len().checked_sub(1)?)?.split_once(',')?;
    Some(Interval {
        low: low.parse().ok(),
        high: high.parse().ok(),
        low_open: value.starts_with('('),
        high_open: value.ends_with(')'),
    })
}

/// Bytes of the first `units` UTF-16 units of `text`.
fn bytes(text: &str, units: usize) -> usize {
    let mut left = units;
    text.chars()
        .take_while(|c| {
            let takes = left > 0;
            left = left.saturating_sub(c.len_utf16());
            takes
        })
        .map(char::len_utf8)
        .sum()
}
