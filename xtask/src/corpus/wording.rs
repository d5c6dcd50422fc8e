//! The sentences of the corpus: what is told of each class of incident, and what stands around it.
//!
//! A slot in braces is filled by `telling.rs`: `{0}`, `{1}`, `{2}` are the incident's counts with their hedges (`{0!}`
//! bare, for headlines), `{n}` a small number and `{nth}` its ordinal, `{people}` a large one, `{share}` a percentage,
//! `{sum}` an amount of money; `{doer}` and `{other}` organisations, `{who}` a person with title, `{body}` a public
//! body, `{firm}` a company, `{press}` the publisher, `{place}` and `{near}` places, `{region}` the region, `{when}`
//! the day, `{month}` a month and `{year}` a year; `{trade}`, `{thing}` and the like are words of [`BANKS`].

/// A class of incidents.
#[derive(Debug)]
pub(crate) struct Class {
    pub(crate) headlines: &'static [&'static str],
    /// Sentences that open a story.
    pub(crate) leads: &'static [&'static str],
    /// Sentences that go on with it.
    pub(crate) more: &'static [&'static str],
    /// The lowest and highest of each count.
    pub(crate) counts: [(u64, u64); 3],
    /// True where the first count grows from one telling to the next.
    pub(crate) grows: bool,
    /// True where parties act, and no armed groups.
    pub(crate) civil: bool,
}

pub(crate) const CLASSES: &[Class] = &[
    Class {
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
    },
    Class {
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
    },
    Class {
        headlines: &[
            "Bomb in {place} market kills {0!}",
            "{0!} dead, {1!} hurt in {place} blast",
            "Car bomb hits {place}",
        ],
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
    },
    Class {
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
    },
    Class {
        headlines: &[
            "{0!} workers of {firm} walk out in {place}",
            "Strike at {firm} enters new phase",
            "{firm} strike: {0!} stay home",
        ],
        leads: &[
            "{0} workers of {firm} went on strike in {place} {when} over pay.",
            "A strike of {0} {trade} shut down {landmark}, which {firm} runs in {place}, {when}.",
            "{firm} stopped making {thing} in {place} {when} after {0} workers had walked out.",
            "In {place}, {0} {trade} of {firm} laid down their work {when}, {who} said.",
        ],
        more: &[
            "The {trade} want {share} per cent more; {firm} offers {share}.",
            "{firm} loses {sum} for each day of the strike.",
            "The works employ {1} people.",
            "It is the {nth} strike in {n} years.",
            "Talks ended after {n} hours without an agreement.",
            "{n} of {n} production lines were still running.",
            "{firm} dismissed {2} {trade} who had blocked {landmark}.",
            "A mediator from {body} met both sides {n} times.",
        ],
        counts: [(60, 9000), (300, 20_000), (3, 120)],
        grows: false,
        civil: true,
    },
    Class {
        headlines: &["{0!} march in {place}", "Protest in {place} draws {0!}", "{place} protest: {1!} arrested"],
        leads: &[
            "{0} {trade} marched to {landmark} in {place} {when} and demanded that {who} resign.",
            "Police arrested {1} protesters at {landmark} in {place} {when}, where {0} people had gathered against {doer}.",
            "A protest against the price of {thing} brought {0} people onto the streets of {place} {when}.",
            "{doer} called its supporters to {landmark} in {place} {when}; {0} people came.",
        ],
        more: &[
            "{1} {trade} were detained and {2} hurt near {landmark}.",
            "The march began at {landmark} and was {n} kilometres long.",
            "{n} officers suffered injuries, none of them serious.",
            "{doer} plans {n} more marches before {month}.",
            "{body} had deployed {n} hundred officers.",
            "A court in {near} ordered the release of {n} of them.",
        ],
        counts: [(200, 60_000), (4, 300), (3, 180)],
        grows: false,
        civil: true,
    },
    Class {
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
    },
    Class {
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
    },
    Class {
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
    },
    Class {
        headlines: &[
            "{place} reports {0!} cases",
            "Outbreak in {place}: {1!} dead",
            "{body} confirms outbreak in {place}",
        ],
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
    },
    Class {
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
    },
    Class {
        headlines: &[
            "{0!} kilograms of cocaine seized in {place}",
            "{body} seizes weapons in {place}",
            "Smugglers caught near {place}",
        ],
        leads: &[
            "{body} seized {0} kilograms of {drug} at {landmark} in {place} {when}.",
            "Officers found {0} kilograms of {drug} under {thing} of {firm} in {place} {when}.",
            "{1} {thing} and {0} kilograms of {drug} were seized {when} behind {landmark} near {place}.",
        ],
        more: &[
            "The load was worth {sum}, {who} said.",
            "{n} members of the crew were arrested.",
            "{1} {thing} and {2} rounds were found as well.",
            "It is the {nth} seizure at {landmark} since {month}.",
            "The ship had left {near} {n} days before.",
            "{doer} earns {sum} a year from {drug}, according to {body}.",
            "Dogs searched {n} containers.",
        ],
        counts: [(12, 4000), (3, 300), (100, 20_000)],
        grows: false,
        civil: false,
    },
    Class {
        headlines: &[
            "{firm} to cut {0!} jobs in {place}",
            "{firm} closes works in {place}",
            "{0!} jobs to go at {firm}",
        ],
        leads: &[
            "{firm} will cut {0} jobs at {landmark} in {place}, it said {when}.",
            "{firm} announced {when} that it would close {landmark} in {place}, where {0} {trade} are employed.",
            "{0} {trade} of {firm} in {place} learned {late} {when} that they would lose their jobs.",
        ],
        more: &[
            "{firm} lost {sum} with {thing}, after a profit of {sum} in {year}.",
            "Sales fell by {share} per cent to {sum}.",
            "{firm} has {1} employees in {n} countries.",
            "{2} {adj} {trade} may stay until {month}.",
            "{who} called the decision a blow for {region}.",
            "Shares of {firm} rose by {share} per cent.",
            "Unemployment in {place} is at {share} per cent.",
        ],
        counts: [(40, 9000), (500, 60_000), (3, 120)],
        grows: false,
        civil: false,
    },
    Class {
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
    },
    Class {
        headlines: &[
            "{doer} wins in {region}",
            "{place} votes: {doer} ahead",
            "Count in {region} gives {doer} {0!} seats",
        ],
        leads: &[
            "{doer} won {0} seats in the council of {region}, {body} said {when}.",
            "{doer} took {share} per cent of the vote in {place} {when}, ahead of {other} with {share} per cent.",
            "{who} of {doer} was elected governor of {region} {when} with a lead of {1} votes.",
        ],
        more: &[
            "Turnout was {share} per cent.",
            "{other} lost {n} seats and keeps {n}.",
            "{body} received {n} complaints from {trade} and ordered a count in {n} {building}.",
            "{2} ballots were declared void.",
            "{doer} had {n} candidates, {n} of them women.",
            "Observers visited {n} of the {building} in {near}.",
            "{who} conceded after {n} hours.",
        ],
        counts: [(3, 80), (40, 90_000), (20, 9000)],
        grows: false,
        civil: true,
    },
    Class {
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
    },
];

/// Sentences that a source is quoted with, whatever has happened.
pub(crate) const QUOTED: &[&str] = &[
    "“We have seen nothing like it since {landmark} was built,” {who} said.",
    "“There were {n} {trade} at {landmark} and we heard nothing,” said {who}.",
    "{who} told {press} that {body} had been warned by {trade} {late}.",
    "“What we need is {n} {adj} {thing},” {who} said. “Nobody gives us these.”",
    "{who}, who has worked among the {trade} of {region} for {n} years, blamed {body}.",
    "“They came with {n} {vehicle} and left with {thing},” a resident of {near} told {press}.",
    "Asked about the figures of {body}, {who} spoke of {adj} {trade} and {thing}.",
    "“Ask {body},” {who} said, and hung up.",
    "{who} declined to comment.",
    "A spokesman for {doer} called the account of {body} {adj}, and hung up {late}.",
];

/// Sentences about the place and its people that have no incident.
pub(crate) const AROUND: &[&str] = &[
    "{place} lies {n} kilometres south of {near}.",
    "The town has {people} inhabitants and one hospital.",
    "{doer} was founded in {year} by {who}.",
    "{who} has led {body} since {year}.",
    "{region} has been governed by {doer} since {year}.",
    "Reporters, who are kept away by {trade}, have not seen {place}.",
    "The road from {landmark} to {near} is closed {late}.",
    "{firm} is the largest employer in {region}.",
    "In {near} {thing} cost {share} per cent more than in {month}.",
    "Of {n} {building} in {near} {n} are open.",
    "Elections are due within {n} months.",
    "{body} publishes figures about {thing} and {trade}.",
    "The district has seen little rain since {month}.",
    "{doer} and {other} have been at odds since {year}.",
    "Many {trade} in {near} live on {thing}, which bring {region} {sum} a year.",
    "For {n} years {region} has had no {thing} from abroad.",
    "{firm} bought {landmark} in {year} for {sum}.",
    "{firm} runs {landmark}, which handled {people} {thing} last year.",
    "The {trade} of {place} remember {year}, when {landmark} fell.",
    "There is talk among {trade} of {adj} {building} beside {landmark}.",
];

/// Sentences without a figure: what most of a report is made of.
pub(crate) const PLAIN: &[&str] = &[
    "{who} said that {trade} should not be blamed for what {doer} had done.",
    "“Nobody asked the {trade},” {who} told {press}, “and nobody will ask them about the {thing} either.”",
    "{doer} has not commented, and calls to {body} went unanswered {late}.",
    "Residents of {near} described {adj} {building} and streets full of {thing}.",
    "It was not clear who had ordered {vehicle} to {landmark}, or why {trade} were let through.",
    "“We heard nothing but {vehicle},” said a neighbour in {near}, who keeps {thing} for {trade}.",
    "{body} promised an inquiry, and {who} promised to resign if it found any fault with the {trade}.",
    "Critics say that {body} cares more for {adj} {thing} than for the {trade} of {region}.",
    "{other} called the account of {doer} a fairy tale, invented for {adj} {trade}.",
    "Families waited outside {landmark} with {thing} until {trade} sent them home.",
    "The mood in {near} is {adj}, {who} told reporters, and {trade} keep away from {landmark}.",
    "A spokeswoman for {firm} said that its {vehicle} had left {place} {late}.",
    "Since then {trade} have slept in {adj} {building}, guarded by men who would not give their names.",
    "{who}, who grew up near {landmark}, spoke of the {thing} that {trade} used to bring to {place}.",
    "Rain made the way to {near} hard for {vehicle}, and {thing} had to be carried by {trade}.",
    "Neither {doer} nor {other} would say who owns the {building} beside {landmark}.",
    "{press} could not confirm what {trade} from {near} said about {thing} and {adj} {vehicle}.",
    "The government of {region} has long quarrelled with {firm} over {thing} and the keeping of {building}.",
    "{who} thanked the {trade} of {near}, and asked {body} to return the {thing}.",
    "Teachers read aloud from letters in which {trade} wrote about {adj} {thing}.",
    "{body} and {doer} blame each other for the state of {landmark}, where {thing} lie in the open.",
    "In the market of {place} {trade} spoke of little but {thing} and the weather.",
    "Analysts in {near} doubt that {doer} can hold {landmark} without the {trade} of {region}.",
    "{firm} denied that its {building} had been used by {doer}, or by anyone but {trade}.",
];

/// What an older incident is taken up with.
pub(crate) const LOOKING_BACK: &[&str] =
    &["Earlier, ", "In another development, ", "Separately, ", "Meanwhile, ", "", ""];

/// Who speaks, behind a statement.
pub(crate) const SAID: &[&str] = &[
    ", {who} said",
    ", according to {body}",
    ", {who} told {press}",
    ", officials said",
    ", {body} said in a statement",
];

/// What stands before a list.
pub(crate) const LIST_LEADS: &[&str] =
    &["{body} gave these figures:", "The figures by place:", "What is known so far, according to {who}:"];

/// Items of such lists.
pub(crate) const LIST_ITEMS: &[&str] = &[
    "{place}: {n} {building} damaged",
    "{near}: {n} people injured",
    "{place}: {n} arrested",
    "{near}: {n} schools closed",
];

/// Titles of persons.
pub(crate) const TITLES: &[&str] = &[
    "General",
    "Colonel",
    "Major",
    "Governor",
    "Mayor",
    "Minister",
    "Dr",
    "Judge",
    "Senator",
    "Sheikh",
    "President",
    "Professor",
    "police chief",
    "spokesman",
    "spokeswoman",
    "union leader",
];

/// First words of armed groups and movements.
pub(crate) const GROUP_FIRST: &[&str] = &[
    "Free",
    "United",
    "Popular",
    "Eastern",
    "Northern",
    "National",
    "Revolutionary",
    "People’s",
    "Coastal",
    "Highland",
];
/// Last words of theirs.
pub(crate) const GROUP_LAST: &[&str] = &[
    "Army",
    "Front",
    "Brigades",
    "Movement",
    "Liberation Front",
    "Defence Forces",
    "Resistance",
    "Guard",
    "Union",
    "Council",
];
/// Last words of parties.
pub(crate) const PARTY_LAST: &[&str] =
    &["Party", "Workers’ Party", "Democratic Union", "Alliance", "Labour Party", "National Party", "People’s Party"];
/// What ministries are for.
pub(crate) const MINISTRIES: &[&str] =
    &["Interior", "Health", "Defence", "Transport", "Labour", "Justice", "Agriculture", "Energy", "Finance"];
/// Last words of other public bodies.
pub(crate) const OFFICES: &[&str] = &[
    "Civil Defence Authority",
    "Election Commission",
    "Police Command",
    "Port Authority",
    "Health Institute",
    "Relief Agency",
    "Statistics Office",
    "Border Guard",
];
/// Last words of companies.
pub(crate) const FIRM_LAST: &[&str] =
    &["Steel", "Shipping", "Cement", "Mining Company", "Textiles", "Railways", "Foods", "Energy", "Holding", "Motors"];
/// Last words of publishers.
pub(crate) const PRESS_LAST: &[&str] =
    &["Wire", "Herald", "Gazette", "Post", "Observer", "News Agency", "Monitor", "Tribune"];

/// What stands behind some sentences, before their full stop.
pub(crate) const CODAS: &[&str] = &[
    ", not far from {landmark}",
    ", while {trade} looked for {thing}",
    " {way}",
    ", {way}",
    ", as {adj} {trade} had feared",
    ", {late}",
    " where {trade} used to keep {thing}",
    ", between {landmark} and {landmark}",
    " as {vehicle} with {thing} passed by",
    ", although {building} nearby stood empty",
    ", to the surprise of {adj} {trade}",
    " in spite of {adj} {thing}",
];

/// What stands before some sentences.
pub(crate) const OPENINGS: &[&str] = &[
    "{late}, ",
    "{way}, ",
    "near {landmark}, ",
    "as {trade} brought {thing}, ",
    "among {adj} {building}, ",
    "with {vehicle} and {thing} still waiting, ",
    "although {trade} had warned of it, ",
    "because of {adj} {vehicle}, ",
];

/// Words that may stand for one another, by the slot that they fill: what keeps the sentences of one template apart.
pub(crate) const BANKS: &[(&str, &[&str])] = &[
    ("trade", TRADES),
    ("thing", THINGS),
    ("building", BUILDINGS),
    ("vehicle", VEHICLES),
    ("landmark", LANDMARKS),
    ("adj", ADJECTIVES),
    ("late", HOURS),
    ("way", WAYS),
    ("drug", DRUGS),
];

/// Those banks whose words are counted.
pub(crate) const COUNTED: &[&str] = &["trade", "thing", "building", "vehicle", "drug"];

const TRADES: &[&str] = &[
    "farmers",
    "teachers",
    "drivers",
    "fishermen",
    "nurses",
    "bakers",
    "traders",
    "shepherds",
    "students",
    "engineers",
    "miners",
    "electricians",
    "porters",
    "tailors",
    "carpenters",
    "pensioners",
    "clerks",
    "weavers",
    "mechanics",
    "masons",
    "barbers",
    "gardeners",
    "sailors",
    "beekeepers",
    "potters",
    "plumbers",
    "cooks",
    "butchers",
    "pilots",
    "printers",
    "welders",
    "dockers",
    "herders",
    "pharmacists",
    "musicians",
    "painters",
    "surveyors",
    "millers",
    "cleaners",
    "guards",
];

const THINGS: &[&str] = &[
    "rifles",
    "radios",
    "generators",
    "blankets",
    "ledgers",
    "crates",
    "pumps",
    "tents",
    "cables",
    "batteries",
    "drums",
    "sacks",
    "lanterns",
    "cameras",
    "uniforms",
    "saddles",
    "bicycles",
    "carpets",
    "pipes",
    "tools",
    "maps",
    "ropes",
    "stoves",
    "boots",
    "helmets",
    "mattresses",
    "shovels",
    "barrels",
    "passports",
    "stamps",
    "clocks",
    "medicines",
    "bricks",
    "tyres",
    "lamps",
    "chairs",
    "ladders",
    "nets",
    "onions",
    "melons",
];

const BUILDINGS: &[&str] = &[
    "houses",
    "shops",
    "schools",
    "barns",
    "workshops",
    "warehouses",
    "kiosks",
    "stables",
    "mills",
    "clinics",
    "garages",
    "greenhouses",
    "huts",
    "offices",
    "bakeries",
    "chapels",
    "cabins",
    "depots",
    "sheds",
    "villas",
    "farms",
    "hostels",
    "pharmacies",
    "canteens",
    "towers",
];

const VEHICLES: &[&str] = &[
    "lorries",
    "tractors",
    "buses",
    "jeeps",
    "vans",
    "pickups",
    "carts",
    "motorcycles",
    "ambulances",
    "tankers",
    "trailers",
    "taxis",
    "barges",
    "boats",
    "wagons",
    "bulldozers",
];

const LANDMARKS: &[&str] = &[
    "the old brickworks",
    "the grain silo",
    "the cattle market",
    "the eastern gate",
    "the railway bridge",
    "the water tower",
    "the customs house",
    "the tannery",
    "the football ground",
    "the post office",
    "the dry dock",
    "the cotton exchange",
    "the lower mosque",
    "the cathedral",
    "the bus station",
    "the salt works",
    "the girls’ school",
    "the power plant",
    "the quarry",
    "the lighthouse",
    "the fish hall",
    "the pumping station",
    "the sugar mill",
    "the central prison",
    "the north quay",
    "the radio mast",
    "the army barracks",
    "the town hall",
    "the reservoir",
    "the clock tower",
    "the airfield",
    "the vegetable market",
    "the teachers’ college",
    "the cement works",
    "the dam",
    "the tram depot",
    "the border post",
    "the goods yard",
    "the maternity ward",
    "the racecourse",
];

const ADJECTIVES: &[&str] = &[
    "heavy",
    "angry",
    "unfinished",
    "rusty",
    "foreign",
    "hasty",
    "narrow",
    "elderly",
    "cheap",
    "abandoned",
    "loyal",
    "unpaid",
    "wooden",
    "muddy",
    "hostile",
    "tired",
    "hired",
    "broken",
    "northern",
    "distant",
    "careless",
    "stubborn",
    "worthless",
    "hidden",
    "seasonal",
    "nervous",
    "retired",
    "fragile",
    "empty",
    "borrowed",
];

const HOURS: &[&str] = &[
    "at dawn",
    "shortly before midnight",
    "after the evening prayer",
    "in the early afternoon",
    "around noon",
    "during the night",
    "towards evening",
    "at sunset",
    "before the shops opened",
    "after curfew",
    "at first light",
    "in the small hours",
    "during the lunch break",
    "at the change of shifts",
    "after school",
    "late in the evening",
    "before breakfast",
    "at the height of the heat",
    "when the lamps were lit",
    "at high tide",
];

const WAYS: &[&str] = &[
    "without warning",
    "in heavy fog",
    "under a clear sky",
    "against all advice",
    "to general relief",
    "in complete silence",
    "with little noise",
    "despite a ban",
    "under arms",
    "in driving snow",
    "behind closed doors",
    "for no known reason",
    "after long talks",
    "without a permit",
    "amid loud protest",
    "as so often before",
    "with help from abroad",
    "under pressure from the street",
    "in plain view",
    "by mistake",
    "by agreement",
    "on short notice",
    "in pouring rain",
    "for the time being",
];

const DRUGS: &[&str] =
    &["cocaine", "heroin", "opium", "hashish", "amphetamine", "explosives", "gunpowder", "ivory", "tobacco"];
