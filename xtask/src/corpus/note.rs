//! A note about the corpus: what its documents tell, with citations, and here and there with another number.

use std::fmt::Write;

use super::chance::Chance;
use super::document::key;
use super::plan::Plan;
use super::telling::{Days, Writer};

/// Number of the house that writes notes; it spells names as they are.
const DESK: usize = 0;

/// The note, as many bytes long as wanted.
pub(crate) fn note(plan: &Plan, bytes: usize) -> String {
    let mut chance = Chance::of(&[plan.seed, 6, bytes as u64]);
    let last = plan.day(plan.documents.len().saturating_sub(1));
    let mut writer = Writer::new(plan, DESK, last, Days::Dated, u64::MAX);
    let mut note = format!("---\ndate: {last}\n---\n\n# Survey of incidents\n");
    let mut paragraphs = 0;
    while note.len() < bytes {
        let number = chance.below(plan.documents.len());
        let planned = &plan.documents[number];
        let (Some(telling), None) = (planned.tellings.first().copied(), planned.reprints) else { continue };
        if paragraphs % 6 == 0 {
            let _ = write!(note, "\n## Part {}\n", 1 + paragraphs / 6);
        }
        paragraphs += 1;
        let incident = plan.world.incident(telling.incident);
        let lead = writer.lead(&incident, telling, true);
        let _ = write!(note, "\n{} [@{}].", lead.trim_end_matches('.'), key(plan, number));
        let named =
            |template: &&&str| ["{place}", "{near}", "{doer}", "{firm}"].iter().any(|slot| template.contains(slot));
        for template in incident.class.more.iter().filter(named).filter(|_| chance.percent(50)) {
            note.push(' ');
            note.push_str(&writer.statement(template, &incident, telling));
        }
        note.push('\n');
    }
    note
}
