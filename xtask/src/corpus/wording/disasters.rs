//! What happens to people without anybody meaning it.

use super::Class;

/// A river floods.
pub(super) const FLOOD: Class = Class {
    headlines: &[
        "Flood in {place}: {0!} dead",
        "River bursts its banks near {place}",
        "{1!} homeless after {place} flood",
    ],
    leads: &[
        "Floods killed {0} people and destroyed {1} {building} in {place} {when}.",
        "The river burst its banks at {landmark} near {place} {when}; {0} {trade} drowned and {2} families lost their homes.",
        "{0} bodies were recovered near {landmark} in {place} after the flood {when}, {body} said.",
        "{adj} rain flooded {landmark} in {place} {when}, where {2} people had to leave their {building}.",
    ],
    more: &[
        "The water rose by {n} metres within a night.",
        "{1} houses are beyond repair, according to {body}.",
        "{n} people are still missing.",
        "{n} bridges, {n} {vehicle} and {landmark} were washed away.",
        "Rescuers brought {2} {trade} to {landmark} with {n} boats.",
        "{who} put the damage at {sum}.",
        "{share} per cent of the {thing} are lost.",
        "Water is brought to {near} in {n} {vehicle} a day.",
    ],
    counts: [(2, 90), (12, 3000), (100, 30_000)],
    grows: true,
    civil: false,
};

/// Something burns.
pub(super) const FIRE: Class = Class {
    headlines: &[
        "{0!} die in {place} fire",
        "Fire destroys {1!} homes in {place}",
        "Factory of {firm} burns in {place}",
    ],
    leads: &[
        "{0} {trade} died {when} in a fire at {landmark}, a factory of {firm} in {place}.",
        "A fire that began at {landmark} destroyed {1} homes in {place} {when} and killed {0} {trade}.",
        "{2} {trade} were brought out of {landmark} in {place} {when}, when it burned; {0} people died.",
    ],
    more: &[
        "{n} fire engines were called from {near}.",
        "The fire began on the {nth} floor, {who} said.",
        "{2} people were treated for smoke.",
        "{firm} had been fined {sum} for blocked exits.",
        "It took {n} hours to put the fire out.",
        "Of {1} homes that burned, {n} had been insured.",
        "{n} firefighters were hurt.",
    ],
    counts: [(2, 50), (3, 400), (5, 140)],
    grows: true,
    civil: false,
};

/// A vehicle has an accident.
pub(super) const CRASH: Class = Class {
    headlines: &[
        "Bus crash near {place} kills {0!}",
        "{0!} dead after train derails at {place}",
        "Ferry sinks off {place}",
    ],
    leads: &[
        "A bus with {trade} fell onto {landmark} near {place} {when}, killing {0} passengers and injuring {1}.",
        "{0} {trade} were killed and {1} injured {when} when a train of {firm} derailed at {landmark} outside {place}.",
        "A ferry with {2} {trade} and {thing} on board sank off {place} {when}; {0} people were found dead.",
    ],
    more: &[
        "{2} passengers had been on board, {n} more than allowed.",
        "{1} injured people were flown to {near}.",
        "The driver had been at the wheel for {n} hours {way}.",
        "{firm} offered {sum} to the families.",
        "{n} carriages left the rails.",
        "It was the {nth} accident at {landmark} since {month}.",
        "Divers searched to a depth of {n} metres.",
    ],
    counts: [(2, 70), (4, 120), (30, 400)],
    grows: true,
    civil: false,
};

/// A disease spreads.
pub(super) const OUTBREAK: Class = Class {
    headlines: &["{place} reports {0!} cases", "Outbreak in {place}: {1!} dead", "{body} confirms outbreak in {place}"],
    leads: &[
        "{body} confirmed {0} cases of cholera among {trade} in {place} {when}; {1} patients have died.",
        "{0} {trade} fell ill with fever near {landmark} in {place}, {who} said {when}.",
        "An outbreak of measles among {trade} in {place} has reached {0} cases, {body} said {when}.",
    ],
    more: &[
        "{2} people have been vaccinated since {month}.",
        "{share} per cent of the patients are children.",
        "The {adj} hospital in {near} has {n} beds.",
        "{n} of {n} wells tested were contaminated.",
        "{1} deaths were registered, most among {adj} {trade}.",
        "{body} has sent {n} doctors and asked for {sum}.",
        "New cases in {near} fell by {share} per cent {late}.",
    ],
    counts: [(8, 5000), (2, 120), (300, 90_000)],
    grows: true,
    civil: false,
};

/// The earth shakes.
pub(super) const QUAKE: Class = Class {
    headlines: &[
        "Quake shakes {place}, {0!} dead",
        "{0!} killed as mine collapses near {place}",
        "Mine near {place}: {1!} trapped",
    ],
    leads: &[
        "An earthquake killed {0} people in {place} {when} and destroyed {2} {building} and {landmark}.",
        "A mine of {firm} collapsed under {landmark} near {place} {when}; {0} miners were killed and {1} trapped.",
        "{0} {trade} died and {1} were injured {when} when {landmark} in {place} fell, {body} said.",
    ],
    more: &[
        "{trade} have dug for {n} days through {n} metres of rock.",
        "{1} people were pulled out alive.",
        "{2} {building} are cracked or have fallen.",
        "{n} aftershocks followed within {n} hours.",
        "{firm} had closed {n} shafts since {month}.",
        "{who} flew to {near} and promised {sum}.",
        "{n} {building} have been without power for {n} days.",
    ],
    counts: [(2, 200), (3, 500), (10, 8000)],
    grows: true,
    civil: false,
};
