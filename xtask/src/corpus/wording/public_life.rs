//! Work, protest, elections, crime.

use super::Class;

/// Workers walk out.
pub(super) const STRIKE: Class = Class {
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
};

/// People march, and some are arrested.
pub(super) const MARCH: Class = Class {
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
};

/// Drugs are seized.
pub(super) const SEIZURE: Class = Class {
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
};

/// A company lays people off.
pub(super) const JOB_CUTS: Class = Class {
    headlines: &["{firm} to cut {0!} jobs in {place}", "{firm} closes works in {place}", "{0!} jobs to go at {firm}"],
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
};

/// A party wins an election.
pub(super) const ELECTION: Class = Class {
    headlines: &["{doer} wins in {region}", "{place} votes: {doer} ahead", "Count in {region} gives {doer} {0!} seats"],
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
};
