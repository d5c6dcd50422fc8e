//! What armed groups do, and what is done to them.

use super::Class;

/// People are arrested in a raid.
pub(super) const RAID: Class = Class {
    headlines: &[
        "{0!} arrested in raid near {place}",
        "{body} detains {0!} after raid in {place}",
        "Raid on {place}: {0!} held",
    ],
    leads: &[
        "{body} arrested {0} members of {doer} in a raid on {landmark} in {place} {when}.",
        "Security forces detained {0} fighters of {doer} near {place} {when}, {body} said.",
        "{0} {trade} were arrested {when} in a raid on a {adj} compound of {doer} in {place}.",
        "A joint force raided {n} {building} in {place} {when} and arrested {0} suspected members of {doer}.",
        "In {place}, where {doer} recruits among {trade}, {0} people were taken into custody {when}.",
    ],
    more: &[
        "The force seized {1} {thing} and {2} mobile phones.",
        "Among the {0} detainees were {n} commanders of {doer}, {who} said.",
        "{n} of those arrested were released {late}.",
        "The raid lasted {n} hours and ended {late}.",
        "Officers searched {n} {building} and carried away {1} {thing}.",
        "A lawyer from {near} said that {n} of them, {adj} {trade}, had seen no judge.",
        "{doer} denied that any of its {trade} had been taken.",
        "Those held were brought to {landmark} in {near}, {n} kilometres from {place}.",
    ],
    counts: [(3, 90), (4, 160), (5, 80)],
    grows: false,
    civil: false,
};

/// An attack kills and wounds.
pub(super) const ATTACK: Class = Class {
    headlines: &[
        "{0!} killed in attack on {place}",
        "{doer} attacks {place}, {0!} dead",
        "Attack near {place} kills {0!}, wounds {1!}",
    ],
    leads: &[
        "Gunmen of {doer} attacked {landmark} in {place} {when}, killing {0} soldiers and wounding {1}.",
        "{0} people were killed and {1} wounded {when} when {doer} attacked {place}, {who} said.",
        "An attack by {doer} on a convoy near {place} left {0} soldiers dead {when}.",
        "{doer} killed {0} {trade} at {landmark} in {place} {when}, the deadliest attack in {n} months.",
        "Fighters in {vehicle} stormed {landmark} outside {place} {when}; {0} people died and {1} were injured.",
    ],
    more: &[
        "{1} wounded {trade} were taken to hospitals in {near}.",
        "{body} put the number of attackers at {2}.",
        "Of the {0} dead, {n} were civilians.",
        "{n} {vehicle} were burned and {landmark} was damaged.",
        "It was the {nth} attack on {landmark} since {month}.",
        "{doer} claimed the attack {late} and spoke of {n} losses.",
        "Residents counted {n} bodies on the road to {near}.",
        "Reinforcements of {2} men arrived from {near} at noon.",
    ],
    counts: [(2, 60), (3, 120), (20, 300)],
    grows: true,
    civil: false,
};

/// A bomb goes off.
pub(super) const BOMBING: Class = Class {
    headlines: &["Bomb in {place} market kills {0!}", "{0!} dead, {1!} hurt in {place} blast", "Car bomb hits {place}"],
    leads: &[
        "A car bomb killed {0} people and wounded {1} at {landmark} in {place} {when}.",
        "{0} {trade} died {when} in an explosion behind {landmark} in {place}.",
        "A bomb hidden among {thing} exploded in {place} {when}; {who} spoke of {0} dead and {1} wounded.",
        "The toll of the blast at {landmark} in {place} {when} rose to {0} dead.",
    ],
    more: &[
        "The bomb held {2} kilograms of explosives.",
        "{n} children were among the dead.",
        "Windows broke {n} hundred metres away.",
        "{1} {trade} were treated for burns, {n} of them in {near}.",
        "No group claimed the attack, but {body} blamed {doer}.",
        "Doctors operated on {n} patients through the night.",
        "{n} {building} and {landmark} were destroyed.",
    ],
    counts: [(2, 110), (6, 260), (20, 800)],
    grows: true,
    civil: false,
};

/// Armed groups fight each other.
pub(super) const CLASHES: Class = Class {
    headlines: &[
        "Clashes in {place} leave {0!} dead",
        "{doer} and {other} fight over {place}",
        "Fighting resumes near {place}",
    ],
    leads: &[
        "Clashes between {doer} and {other} killed {0} fighters in {place} {when}.",
        "{doer} and {other} fought for {landmark} in {place} {when}; {0} people were killed, among them {n} {trade}.",
        "Fighting broke out {when} when {doer} took {landmark} near {place} from {other}; {0} people died.",
    ],
    more: &[
        "{other} lost {n} men and {doer} lost {n}, {who} said.",
        "{1} families fled to {near}.",
        "{doer} captured {n} {vehicle} and {2} fighters.",
        "Shelling damaged {n} {building} and {landmark}.",
        "A truce of {n} days had ended {late}.",
        "Neither side holds more than {n} villages.",
        "Mortar rounds fell on {landmark} in {near}, wounding {n} {trade}.",
    ],
    counts: [(3, 80), (40, 4000), (2, 60)],
    grows: true,
    civil: false,
};

/// People flee.
pub(super) const FLIGHT: Class = Class {
    headlines: &["{0!} flee {place}", "Camp near {place} takes in {0!}", "{region}: {0!} displaced"],
    leads: &[
        "{0} {trade} fled {place} {when} as {doer} advanced {way}.",
        "A camp at {landmark} near {near} took in {0} people from {place} {when}, {body} said.",
        "{0} families of {trade} left {place} {when} after {doer} had given them {n} days.",
    ],
    more: &[
        "The camp was built for {1} people.",
        "{share} per cent of them are women and children.",
        "{n} {vehicle} with {2} {thing} arrived from {near}.",
        "Each family receives {n} {thing} a week.",
        "{n} children were born in the camp in {month}.",
        "{who} asked donors for {sum}.",
        "{n} {building} have been turned into shelters.",
    ],
    counts: [(150, 60_000), (500, 30_000), (40, 3000)],
    grows: true,
    civil: false,
};

/// Prisoners are released.
pub(super) const EXCHANGE: Class = Class {
    headlines: &["{doer} frees {0!} prisoners", "{0!} prisoners exchanged near {place}", "Truce holds in {place}"],
    leads: &[
        "{doer} released {0} prisoners at {landmark} near {place} {when} in exchange for {1} of its {trade}.",
        "{doer} and {other} exchanged {0} prisoners at {landmark} near {place} {when}, {who} said.",
        "{body} freed {0} prisoners in {place} {when} under an agreement with {doer}.",
    ],
    more: &[
        "{n} of the freed {trade} were ill and {n} could not walk.",
        "The agreement gives {doer} {n} days to leave {landmark} in {near}.",
        "{doer} still holds {2} people, {body} said.",
        "Observers in {n} {building} watch over the truce.",
        "It was the {nth} exchange since {month}.",
        "The oldest of them had been held for {n} years.",
    ],
    counts: [(2, 400), (2, 200), (3, 900)],
    grows: false,
    civil: false,
};
