//! One event of a collection, and the sentences that tell it.

use std::sync::LazyLock;

use deskcheck_analysis::lexicon::tables;
use jiff::civil::Date;
use rustc_hash::FxHashMap;

use crate::schemas::EVENT_CODES;

/// An event as its row states it.
#[derive(Debug, Default)]
pub(super) struct Event {
    pub(super) when: When,
    pub(super) kind: Option<&'static Kind>,
    /// Who took part: who acted, and upon or against whom; empty where nobody is named.
    pub(super) sides: [String; 2],
    /// From the smallest to the largest; none is empty.
    pub(super) places: Vec<String>,
    pub(super) deaths: Deaths,
    /// Which of the dead are counted apart: how many, and who they were.
    pub(super) among: Vec<(u32, Dead)>,
    /// What the row tells in words of its own.
    pub(super) notes: String,
}

/// When an event was.
#[derive(Clone, Copy, Debug, Default)]
pub(super) enum When {
    #[default]
    Unknown,
    Day(Date),
    Days(Date, Date),
    Month(Date),
    Year(i16),
}

/// How many died; none where the row does not say.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Deaths {
    pub(super) low: Option<u32>,
    pub(super) best: Option<u32>,
    pub(super) high: Option<u32>,
}

/// Dead who are counted apart.
#[derive(Clone, Debug)]
pub(super) enum Dead {
    Civilians,
    /// Members of this side.
    Members(String),
}

/// What a kind of event is called.
#[derive(Debug)]
pub(super) struct Kind {
    incident: &'static str,
    first: &'static str,
    second: &'static str,
}

static KINDS: LazyLock<FxHashMap<&'static str, Kind>> = LazyLock::new(|| {
    let rows = tables::rows(&EVENT_CODES, include_str!("../../../../../grammar/english/event-codes.table"))
        .unwrap_or_else(|faults| unreachable!("the build script checks every table: {faults:?}"));
    let kind = |row: &tables::Row<'static>| Kind { incident: row.cells[1], first: row.cells[2], second: row.cells[3] };
    rows.iter().map(|row| (row.cells[0], kind(row))).collect()
});

impl Kind {
    /// What a collection's code stands for.
    pub(super) fn of(code: &str) -> Option<&'static Self> {
        KINDS.get(code.trim().to_lowercase().as_str())
    }
}

impl When {
    /// The days from the first to the last, in any order.
    pub(super) fn days(first: Option<Date>, last: Option<Date>) -> Self {
        match (first.or(last), last.or(first)) {
            (Some(first), Some(last)) if first == last => Self::Day(first),
            (Some(first), Some(last)) => Self::Days(first.min(last), last.max(first)),
            _ => Self::Unknown,
        }
    }

    /// The last day that it may have been; none where no day is known.
    pub(super) fn last(self) -> Option<Date> {
        match self {
            Self::Day(day) | Self::Days(_, day) => Some(day),
            Self::Month(day) => Some(day.last_of_month()),
            Self::Unknown | Self::Year(_) => None,
        }
    }

    /// `on 12 March 2021`; empty where nothing is known.
    fn told(self) -> String {
        match self {
            Self::Unknown => String::new(),
            Self::Day(day) => format!("on {}", day.strftime("%-d %B %Y")),
            Self::Days(first, last) => {
                format!("from {} to {}", first.strftime("%-d %B %Y"), last.strftime("%-d %B %Y"))
            }
            Self::Month(day) => format!("in {}", day.strftime("%B %Y")),
            Self::Year(year) => format!("in {year}"),
        }
    }
}

impl Event {
    /// The event in sentences. Each of them says everything, so that each is understood by itself.
    pub(super) fn told(&self) -> String {
        let (when, incident) = (self.when.told(), self.incident());
        let place = if self.places.is_empty() { String::new() } else { format!("in {}", self.places.join(", ")) };
        let again = definite(&incident);
        let first = |dead: &str, verb| sentence(&[&comma(&when), dead, verb, &within(&incident), &place]);
        let further = |dead: &str, verb| sentence(&[dead, verb, &within(&again), &comma(&place), &when]);
        let mut sentences = match self.deaths.told() {
            Told::Nobody if incident.is_empty() => Vec::new(),
            Told::Nobody => vec![sentence(&["there was", &incident, &comma(&place), &when])],
            Told::Number(count) => vec![first(&people(count), was_killed(count))],
            Told::Range(range, None) => vec![first(&range, "were killed")],
            Told::Range(range, Some(best)) => {
                let best_estimate = format!("by the best estimate, {}", people(best));
                vec![first(&range, "were killed"), further(&best_estimate, was_killed(best))]
            }
        };
        sentences.extend(self.among.iter().map(|(count, dead)| further(&dead.told(*count), was_killed(*count))));
        sentences.join(" ")
    }

    /// `a clash between A and B`; empty where the kind of event is none that is known.
    fn incident(&self) -> String {
        let Some(Kind { incident, first, second }) = self.kind else { return String::new() };
        match [self.sides[0].as_str(), self.sides[1].as_str()] {
            ["", ""] => (*incident).to_owned(),
            ["", other] | [other, ""] if *first == "between" => format!("{incident} with {other}"),
            ["", other] => format!("{incident} {second} {other}"),
            [one, ""] => format!("{incident} {first} {one}"),
            [one, other] => format!("{incident} {first} {one} {second} {other}"),
        }
    }
}

/// What is said of how many died.
enum Told {
    Nobody,
    Number(u32),
    /// In words, and what is held likeliest.
    Range(String, Option<u32>),
}

impl Deaths {
    fn told(self) -> Told {
        let Self { low, best, high } = self;
        let low = low.or(best).unwrap_or_default();
        let high = high.or(best).unwrap_or(low);
        let best = best.filter(|best| *best > 0);
        match best {
            _ if high == 0 && best.is_none() => Told::Nobody,
            // A count outside of its own range leaves nothing but the count.
            Some(best) if low >= high || !(low..=high).contains(&best) => Told::Number(best),
            None if low >= high => Told::Number(low),
            _ if low == 0 => Told::Range(format!("at most {}", people(high)), best),
            _ => Told::Range(format!("between {low} and {}", people(high)), best),
        }
    }
}

impl Dead {
    fn told(&self, count: u32) -> String {
        match self {
            Self::Civilians => format!("{count} {}", if count == 1 { "civilian" } else { "civilians" }),
            Self::Members(side) => format!("{count} {} of {side}", if count == 1 { "member" } else { "members" }),
        }
    }
}

fn people(count: u32) -> String {
    format!("{count} {}", if count == 1 { "person" } else { "people" })
}

fn was_killed(count: u32) -> &'static str {
    if count == 1 { "was killed" } else { "were killed" }
}

fn within(incident: &str) -> String {
    if incident.is_empty() { String::new() } else { format!("in {incident}") }
}

fn comma(words: &str) -> String {
    if words.is_empty() { String::new() } else { format!("{words},") }
}

/// An incident that was spoken of before.
fn definite(incident: &str) -> String {
    let bare = incident.strip_prefix("a ").or_else(|| incident.strip_prefix("an ")).unwrap_or(incident);
    if bare.is_empty() { String::new() } else { format!("the {bare}") }
}

/// The words as one sentence.
fn sentence(words: &[&str]) -> String {
    let words: Vec<_> = words.iter().copied().filter(|words| !words.is_empty()).collect();
    let line = words.join(" ");
    let line = line.trim_end_matches(',');
    let mut letters = line.chars();
    letters.next().map_or_else(String::new, |first| format!("{}{}.", first.to_uppercase(), letters.as_str()))
}

/// A side of an event as prose names it: without what only the collection needs (`(2014-)`, `(Iraq)`), with its article.
pub(super) fn side(name: &str) -> String {
    let bare = name.split(" (").next().unwrap_or_default().trim();
    let lower = bare.to_lowercase();
    match lower.as_str() {
        "civilians" | "protesters" | "rioters" => lower,
        _ if lower.starts_with("unidentified ") => format!("an {lower}"),
        _ if bare.contains(" of ") && !lower.starts_with("the ") => format!("the {bare}"),
        _ => bare.to_owned(),
    }
}
