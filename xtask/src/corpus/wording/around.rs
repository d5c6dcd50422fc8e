//! What stands around the sentences of an incident, whatever has happened.

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
