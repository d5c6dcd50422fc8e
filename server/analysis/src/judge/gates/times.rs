//! Whether claim and evidence speak of the same time.

use jiff::civil::Date;

use super::{Gate, Shared};
use crate::extract::{Figure, Modality, Time, TimeKind};
use crate::lexicon::events;

/// What the times of both have in common; `published`: the day of the evidence's document.
pub(super) fn times(claim: &Figure, evidence: &Figure, published: Option<Date>) -> Result<Shared, Gate> {
    let (Some(said), Some(found)) = (&claim.time, &evidence.time) else {
        return claim.time.map_or(Ok(Shared::Unknown), |said| undated(&said, evidence, published));
    };
    let occurrences = claim.role.is_none() && evidence.role.is_none();
    // Happenings are counted over all the days that a time spans.
    let window = |time: &Time| time.kind == TimeKind::Window || occurrences && time.days() > 3;
    let fits = match (window(said), window(found)) {
        (true, true) => said.same_window(found) || said.same_start(found),
        (false, false) => said.overlaps(found),
        _ => false,
    };
    match fits {
        false => Err(Gate::Time),
        true if said.inherited || found.inherited => Ok(Shared::Nearby),
        true => Ok(Shared::Yes),
    }
}

/// Evidence that names no day, under a claim that does: what was written before cannot tell of it, and only what happens
/// once is still told of some days later.
fn undated(said: &Time, evidence: &Figure, published: Option<Date>) -> Result<Shared, Gate> {
    let Some(published) = published else { return Ok(Shared::Missing) };
    let said = if said.yearless { said.last_before(published) } else { *said };
    let days_after = (published - said.last).get_days();
    if published < said.first && evidence.modality != Modality::Planned {
        return Err(Gate::Time);
    }
    let once = evidence.predicate.as_deref().is_some_and(|class| events().is_incident(class));
    Ok(if days_after <= if once { STILL_TOLD } else { 1 } { Shared::Unknown } else { Shared::Missing })
}

/// For how many days a happening is told of without a date.
const STILL_TOLD: i32 = 14;
