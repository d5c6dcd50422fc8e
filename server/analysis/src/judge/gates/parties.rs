//! Whether claim and evidence speak of the same actors and places.

use super::account::happens;
use super::{Gate, Shared};
use crate::extract::{ActorKind, Subject};
use crate::resolve::{ActorId, Evidence, Reference};

/// What the actors of both have in common.
pub(super) fn actors(claim: &Evidence, evidence: &Evidence, reference: &dyn Reference) -> Result<Shared, Gate> {
    let meets = |a: &[ActorId], b: &[ActorId]| a.iter().any(|id| b.contains(id));
    let parted = |a: &[ActorId], b: &[ActorId]| !a.is_empty() && !b.is_empty() && !meets(a, b);
    let (own, others) = (specific(&claim.owners, reference), specific(&evidence.owners, reference));
    let nations = |ids: &[ActorId]| countries(ids, reference);
    let foreign = parted(&nations(&claim.owners), &nations(&evidence.owners)) && own.is_empty() && others.is_empty();
    if parted(&own, &others) || parted(&claim.holders, &evidence.holders) || foreign {
        return Err(Gate::Actors);
    }
    let (said, found) = (specific(&claim.actors, reference), specific(&evidence.actors, reference));
    let is_place = |id: &ActorId| reference.kind_of(*id) == ActorKind::Place;
    let mut around = specific(&claim.near, reference);
    around.retain(|id| !is_place(id));
    let background = &evidence.context;
    match (said.is_empty(), found.is_empty()) {
        (false, false) if meets(&said, &found) => Ok(Shared::Yes),
        (false, false) if evidence.figure.subject == Subject::Back && meets(&said, &evidence.title) => {
            Ok(Shared::Nearby)
        }
        (false, true) if meets(&said, background) => Ok(Shared::Nearby),
        (false, _) => Err(Gate::Actors),
        (true, false) if meets(&found, &around) => Ok(Shared::Nearby),
        // The note speaks of others right here.
        (true, false) if !around.is_empty() => Err(Gate::Actors),
        (true, true) if parted(&claim.actors, &evidence.actors) && !meets(&claim.actors, background) => {
            Err(Gate::Actors)
        }
        (true, true) if meets(&around, background) => Ok(Shared::Nearby),
        _ if meets(&claim.actors, &evidence.actors) => Ok(Shared::Nearby),
        (true, true) if meets(&specific(&claim.context, reference), background) => Ok(Shared::Topic),
        _ => Ok(Shared::Unknown),
    }
}

fn countries(ids: &[ActorId], reference: &dyn Reference) -> Vec<ActorId> {
    let is_country = |id: &&ActorId| reference.kind_of(**id) == ActorKind::Country;
    ids.iter().filter(is_country).copied().collect()
}

/// Actors that tell one event from another: not countries, unless there is nothing else.
fn specific(ids: &[ActorId], reference: &dyn Reference) -> Vec<ActorId> {
    let is_country = |id: &&ActorId| reference.kind_of(**id) == ActorKind::Country;
    ids.iter().filter(|id| !is_country(id)).copied().collect()
}

pub(super) fn places(claim: &Evidence, evidence: &Evidence, reference: &dyn Reference) -> Result<Shared, Gate> {
    let (said, found) = (specific(&claim.places, reference), specific(&evidence.places, reference));
    let around = |ids: &[ActorId]| -> Vec<ActorId> {
        ids.iter().flat_map(|id| reference.places_around(*id)).chain(ids.iter().copied()).collect()
    };
    let meets = |a: &[ActorId], b: &[ActorId]| a.iter().any(|id| b.contains(id));
    let happening = happens(&claim.figure);
    let one_in_other = |a: &[ActorId], b: &[ActorId]| meets(&around(a), b) || meets(a, &around(b));
    let is_place = |id: &ActorId| reference.kind_of(*id) == ActorKind::Place;
    let nearby: Vec<ActorId> = evidence.near.iter().filter(|id| is_place(id)).copied().collect();
    match (said.is_empty(), found.is_empty()) {
        // A share is no word on the whole.
        (true, false) if meets(&found, &claim.elsewhere) => Err(Gate::Places),
        (false, true) if meets(&said, &evidence.elsewhere) => Err(Gate::Places),
        (false, false) if meets(&said, &found) => Ok(Shared::Yes),
        // What happens in a town happens in its province; how many live there do not.
        (false, false) if one_in_other(&said, &found) => Ok(if happening { Shared::Nearby } else { Shared::Missing }),
        (false, false) => Err(Gate::Places),
        // Its own sentence names another place, and not this one.
        (false, true) if evidence.here.iter().any(is_place) && !one_in_other(&said, &evidence.here) => {
            Err(Gate::Places)
        }
        (false, true) if meets(&said, &evidence.context) => Ok(Shared::Nearby),
        (false, true) if happening && one_in_other(&said, &evidence.context) => Ok(Shared::Nearby),
        // The document speaks of another place right there.
        (false, true) if !nearby.is_empty() => Err(Gate::Places),
        (true, false) if meets(&found, &claim.near) => Ok(Shared::Nearby),
        (true, true) if meets(&claim.places, &evidence.places) => Ok(Shared::Nearby),
        (false, true) => Ok(Shared::Missing),
        _ => Ok(Shared::Unknown),
    }
}
