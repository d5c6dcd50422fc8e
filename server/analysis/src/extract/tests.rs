//! How sentences are read: one line a figure, `words | value | noun | predicate role | time | parties`.

use expect_test::{Expect, expect};
use jiff::civil::Date;

use super::*;

fn describe(text: &str, figure: &Figure) -> String {
    let bound = |value: Option<f64>| value.map_or(String::from("∞"), |value| value.to_string());
    let hard = figure.quantity.hard;
    let mut line = format!(
        "{} | {:?} {:?} {}{},{}{} {}",
        figure.span.of(text).replace('\n', " "),
        figure.quantity.kind,
        figure.quantity.hedge,
        if hard.low_open { '(' } else { '[' },
        bound(hard.low),
        bound(hard.high),
        if hard.high_open { ')' } else { ']' },
        figure.quantity.unit,
    );
    line += &format!(" | {}", figure.noun.as_ref().map_or("-", |noun| noun.lemma.as_str()));
    line += &format!(" | {} {:?}", figure.predicate.as_deref().unwrap_or("-"), figure.role);
    if figure.scope != Scope::Whole || figure.modality != Modality::Asserted || figure.running {
        line += &format!(" {:?} {:?} running={}", figure.scope, figure.modality, figure.running);
    }
    if let Some(time) = figure.time {
        line += &format!(
            " | {}..{} {:?}{}",
            time.first,
            time.last,
            time.kind,
            if time.inherited { " inherited" } else { "" }
        );
    }
    if let Some(speaker) = figure.attributed_to {
        line += &format!(" | says {}", speaker.of(text));
    }
    line
}

fn check(text: &str, expected: &Expect) {
    let facts = extract(text, Markup::Plain, Some(Date::constant(2020, 6, 28)));
    let lines: Vec<_> = facts.figures.iter().map(|figure| describe(text, figure)).collect();
    expected.assert_eq(&lines.join("\n"));
}

#[test]
fn active() {
    check(
        "On Thursday, June 25, the Counter Terrorism Service raided the headquarters of the group in Dora and arrested 13 elements, including three leaders.",
        &expect![[r#"
        Thursday, June 25 | Date Exact [∞,∞]  | - | raid None | 2020-06-25..2020-06-25 Point
        13 elements | Count Exact [13,13]  | element | arrest Some(Patient) | 2020-06-25..2020-06-25 Point
        three leaders | Count Exact [3,3]  | leader | arrest Some(Patient) Part Asserted running=false | 2020-06-25..2020-06-25 Point"#]],
    );
    check(
        "The army had six missiles that it meant to fire at the Green Zone.",
        &expect!["six missiles | Count Exact [6,6]  | missile | exist Some(Patient)"],
    );
    check(
        "The floods killed 12 people and wounded 30.",
        &expect![[r#"
        12 people | Count Exact [12,12]  | person | kill Some(Patient)
        30 | Count Exact [30,30]  | - | wound Some(Patient)"#]],
    );
    check(
        "Rockets fell short and killed and wounded 7 people.",
        &expect!["7 people | Count Exact [7,7]  | person | kill and wound Some(Patient)"],
    );
    check(
        "Police killed 12 and wounded 30.",
        &expect![[r#"
        12 | Count Exact [12,12]  | - | kill Some(Patient)
        30 | Count Exact [30,30]  | - | wound Some(Patient)"#]],
    );
}

#[test]
fn passive() {
    check(
        "Three leaders were among those arrested when the service raided the house on 25 June 2020.",
        &expect![[r#"
        Three leaders | Count Exact [3,3]  | leader | exist Some(Patient) | 2020-06-25..2020-06-25 Point
        25 June 2020 | Date Exact [∞,∞]  | - | raid None | 2020-06-25..2020-06-25 Point"#]],
    );
    check(
        "Some 3,000 villagers were displaced by the flood.",
        &expect![
            "Some 3,000 villagers | Count About [2878.391986067367,3121.608013932633]  | villager | displace Some(Patient)"
        ],
    );
    check(
        "More than 20 soldiers were reported killed in the attack.",
        &expect!["More than 20 soldiers | Count MoreThan (20,∞]  | soldier | kill Some(Patient)"],
    );
    check(
        "A soldier was wounded by the blast.",
        &expect!["A soldier | Count Article [1,1]  | soldier | wound Some(Patient)"],
    );
    check(
        "13 members arrested in Dora raid",
        &expect!["13 members | Count Exact [13,13]  | member | arrest Some(Patient)"],
    );
}

#[test]
fn nominal() {
    check(
        "The arrest of about 14 of them is no sign of decline, the researcher said.",
        &expect![
            "about 14 | Count About [13.131485101351954,14.868514898648046]  | - | arrest Some(Patient) | says the researcher"
        ],
    );
    check(
        "There were six attacks on bases in the past two weeks.",
        &expect!["six attacks | Count Exact [6,6]  | attack | attack None | 2020-06-14..2020-06-28 Window"],
    );
    check(
        "Nearly three dozen attacks have targeted bases since October.",
        &expect![
            "Nearly three dozen attacks | Count Nearly [34.23636738519611,36)  | attack | attack None | 2019-10-01..2020-06-28 Window"
        ],
    );
    check(
        "The death toll rose to 44 from 31 on Friday.",
        &expect![[r#"
        44 | Count Exact [44,44]  | - | kill Some(Patient) Whole Asserted running=true | 2020-06-26..2020-06-26 Point
        31 | Count Exact [31,31]  | - | kill Some(Patient) Former Asserted running=true | 2020-06-26..2020-06-26 Point"#]],
    );
    check(
        "The flood caused at least 12 deaths, leaving 7 missing.",
        &expect![[r#"
        at least 12 deaths | Count AtLeast [12,∞]  | - | kill Some(Patient)
        7 | Count Exact [7,7]  | - | miss Some(Patient)"#]],
    );
}

#[test]
fn stative() {
    check(
        "The United States had about 5,200 troops in Iraq last year.",
        &expect![
            "about 5,200 troops | Count About [5126.517528687891,5273.482471312109]  | troop | exist Some(Patient) | 2019-01-01..2019-12-31 Point"
        ],
    );
    check(
        "Washington will reduce the number of its soldiers in the country, who numbered about 5,200 last year.",
        &expect![
            "about 5,200 | Count About [5126.517528687891,5273.482471312109]  | soldier | exist Some(Patient) | 2019-01-01..2019-12-31 Point"
        ],
    );
    check(
        "Iraq has more than 20 militias, of which only a handful have ties to Iran.",
        &expect![[r#"
        more than 20 militias | Count MoreThan (20,∞]  | militia | exist Some(Patient)
        only a handful | Count Vague [3,10)  | - | exist Some(Patient)"#]],
    );
    check(
        "The coalition has pulled out of six bases and consolidated its presence to three.",
        &expect![[r#"
            six bases | Count Exact [6,6]  | base | withdraw Some(Other)
            three | Count Exact [3,3]  | - | consolidate Some(Other)"#]],
    );
    check(
        "The death toll stood at 31.",
        &expect!["31 | Count Exact [31,31]  | - | kill Some(Patient) Whole Asserted running=true"],
    );
}

#[test]
fn amounts() {
    check(
        "Prices rose 12 percent to 340 crowns per tonne.",
        &expect![[r#"
        12 percent | Percent Exact [12,12] percent | price | rise Some(Patient)
        340 crowns per tonne | Money Exact [340,340] crown/tonne | price | rise Some(Other)"#]],
    );
    check(
        "The government pledged $1.2 million for repairs.",
        &expect!["$1.2 million | Money Exact [1200000,1200000] USD | government | pledge Some(Patient)"],
    );
    check(
        "Unemployment fell from 20 to 8 percent.",
        &expect![[r#"
        20 | Count Exact [20,20]  | unemployment | fall Some(Other) Former Asserted running=false
        8 percent | Percent Exact [8,8] percent | unemployment | fall Some(Other)"#]],
    );
    check(
        "The damage was put at €3.5bn.",
        &expect!["€3.5bn | Money Exact [3500000000,3500000000] EUR | damage | put Some(Other)"],
    );
    check(
        "One in five houses was flooded, and a third of the harvest was lost.",
        &expect![[r#"
        One in five houses | Percent Exact [20,20] percent | house | flood Some(Patient)
        a third | Percent Exact [33.33333333333333,33.33333333333333] percent | harvest | lose Some(Patient)"#]],
    );
}

#[test]
fn modality() {
    check(
        "The army plans to send 500 soldiers.",
        &expect!["500 soldiers | Count Exact [500,500]  | soldier | deploy Some(Patient) Whole Planned running=false"],
    );
    check(
        "Police denied that 70 people had died.",
        &expect!["70 people | Count Exact [70,70]  | person | deny Some(Patient)"],
    );
    check(
        "If the dam breaks, 9,000 people will flee.",
        &expect!["9,000 people | Count Exact [9000,9000]  | person | - None"],
    );
    check("No 12 people were hurt.", &expect![[""]]);
    check(
        "According to police, 23 men were detained.",
        &expect!["23 men | Count Exact [23,23]  | man | arrest Some(Patient)"],
    );
}

#[test]
fn silent() {
    check("On Page 10 of Week 26, at 7 a.m., Sector 75 was calm.", &expect![[""]]);
    check("See No. 5, F-16 and Covid-19, score 5-0 at 10:30.", &expect![[""]]);
    check("He won the 21st prize in 2014.", &expect![""]);
}
