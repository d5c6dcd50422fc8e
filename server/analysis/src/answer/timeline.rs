//! The timeline of an actor: what the documents tell of it, day by day.

use jiff::civil::Date;

use crate::resolve::incidents::days;
use crate::resolve::{ActorId, Incident, Passage, Reference};

/// One incident on a timeline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Milestone {
    /// Its first and last day; none where no document tells the day or its year.
    pub days: Option<(Date, Date)>,
    /// The same in words: `25 June 2020`; without the year where none is told.
    pub when: Option<String>,
    /// What happened, as a headline without its day has it.
    pub name: String,
    /// Who tells it: for each document the words that do, and their sentence; of several the longest.
    pub tellings: Vec<(Passage, Passage)>,
}

/// The incidents that an actor takes part in, or that happen there where it is a place, by their first day; those of unknown
/// day come last.
pub fn timeline(reference: &dyn Reference, actor: ActorId) -> Vec<Milestone> {
    let own = reference.incidents_of(actor).into_iter().filter_map(|id| reference.incident(id));
    let mut milestones: Vec<Milestone> = own.map(|incident| milestone(&incident)).collect();
    milestones.sort_by_key(|milestone| (milestone.days.is_none(), milestone.days));
    milestones
}

fn milestone(incident: &Incident) -> Milestone {
    let time = incident.time.filter(|time| !time.yearless);
    let mut tellings: Vec<(Passage, Passage)> = Vec::new();
    for mention in &incident.mentions {
        let telling = (mention.phrase, mention.sentence);
        match tellings.last_mut().filter(|(_, told)| told.document == mention.sentence.document) {
            // A headline tells it first, and a later sentence in full.
            Some(last) if last.1.span.len() < mention.sentence.span.len() => *last = telling,
            Some(_) => {}
            None => tellings.push(telling),
        }
    }
    let when = incident.time.map(|time| days(&time));
    let ending = when.as_ref().map(|when| format!(", {when}")).unwrap_or_default();
    let name = incident.name.strip_suffix(&ending).unwrap_or(&incident.name).to_owned();
    Milestone { days: time.map(|time| (time.first, time.last)), when, name, tellings }
}
