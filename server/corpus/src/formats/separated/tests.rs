use std::fmt::Write as _;
use std::path::Path;

use deskcheck_analysis::extract::{Kind, extract};
use deskcheck_analysis::text::{Markup, Span};
use expect_test::{Expect, expect};

use super::super::fixtures::{ends_well, read, told};

const ACLED: &str = "event_id_cnty,event_date,time_precision,event_type,sub_event_type,actor1,actor2,country,location,\
    notes,fatalities\n";
const GED: &str = "id,year,type_of_violence,side_a,side_b,where_prec,where_coordinates,adm_1,country,date_start,date_end,\
    deaths_a,deaths_b,deaths_civilians,best,high,low\n";

/// What the extraction reads out of a file: each figure with its bounds, what it counts, the event, its time, actors and
/// places.
fn figures(file: &str) -> String {
    let text = read(super::read, file.as_bytes()).text;
    let facts = extract(&text, Markup::Plain, None);
    let mut shown = String::new();
    for figure in facts.figures.iter().filter(|figure| figure.quantity.kind != Kind::Date) {
        let names = |mentions: &[u32]| {
            let names = mentions.iter().map(|at| facts.mentions[*at as usize].span.of(&text));
            names.collect::<Vec<_>>().join(", ")
        };
        let noun = figure.noun.as_ref().map_or("", |noun| noun.lemma.as_str());
        let (low, high) = (figure.quantity.hard.low.unwrap_or(f64::NAN), figure.quantity.hard.high.unwrap_or(f64::NAN));
        let time = figure.time.map(|time| format!("{}..{}", time.first, time.last)).unwrap_or_default();
        let _ = writeln!(
            shown,
            "{low}..{high} {noun} {} | {time} | {} | {}",
            figure.predicate.as_deref().unwrap_or("-"),
            names(&figure.actors),
            names(&figure.places)
        );
    }
    format!("{text}\n\n{shown}")
}

#[test]
fn events_of_acled_are_told_so_that_their_figures_are_read() {
    let rows = "V1,12 March 2021,1,Battles,Armed clash,Harbour Guard (2014-),Kell Militia,Veldra,Selm,\"On 12 March 2021, the \
        \"\"Guard\"\" fought\nin Selm. 5 fatalities.\",5\n\
        V2,2021-03-13,1,Violence against civilians,Attack,Unidentified Armed Group (Veldra),Civilians (Veldra),Veldra,Ardal,,1\n\
        V3,14 March 2021,2,Explosions/Remote violence,Air/drone strike,Military Forces of Veldra (2014-),,Veldra,Torvik,,12\n\
        V4,15 March 2021,3,Battles,Armed clash,,Kell Militia,Veldra,Dun,,3\n\
        V5,16 March 2021,1,Protests,Peaceful protest,Protesters (Veldra),,Veldra,Marn,About 300 people marched in Marn.,0\n\
        V6,17 March 2021,1,Strategic developments,Agreement,Kell Militia,,Veldra,Marn,,0\n";
    let expected = expect![[r#"
        Events collected by ACLED
        On 12 March 2021, 5 people were killed in a clash between Harbour Guard and Kell Militia in Selm, Veldra. On 12 March 2021, the "Guard" fought in Selm. 5 fatalities.
        On 13 March 2021, 1 person was killed in an attack by an unidentified armed group on civilians in Ardal, Veldra.
        From 11 March 2021 to 17 March 2021, 12 people were killed in an air strike by the Military Forces of Veldra in Torvik, Veldra.
        In March 2021, 3 people were killed in a clash with Kell Militia in Dun, Veldra.
        There was a protest by protesters in Marn, Veldra, on 16 March 2021. About 300 people marched in Marn.


        5..5 person kill | 2021-03-12..2021-03-12 | Harbour Guard, Kell Militia | Selm
        5..5  kill | 2021-03-12..2021-03-12 |  | 
        1..1 person kill | 2021-03-13..2021-03-13 |  | Ardal
        12..12 person kill | 2021-03-11..2021-03-17 | Military Forces of Veldra | Torvik
        3..3 person kill | 2021-03-01..2021-03-31 | Kell Militia | Dun
        278.3746972727872..321.6253027272128 person march |  |  | Marn
    "#]];
    expected.assert_eq(&figures(&format!("{ACLED}{rows}")));
}

#[test]
fn events_of_ucdp_ged_are_told_so_that_their_figures_are_read() {
    let rows = "1,2021,1,Government of Veldra,Kell Militia,1,Selm town,Selm province,Veldra,2021-03-12 00:00:00.000,2021-03-12 00:00:00.000,2,1,2,5,9,3\n\
        2,2021,3,Kell Militia,Civilians,5,Veldra,Ardal province,Veldra,2021-03-13,2021-03-15,0,0,4,4,4,4\n\
        3,2021,2,Harbour Guard,Kell Militia,1,Dun town,,Veldra,2021-03-30,2021-04-02,0,0,0,0,7,0\n\
        4,2021,1,Harbour Guard,Kell Militia,1,Marn town,,Veldra,,,0,0,0,0,0,0\n";
    let mut problems = Vec::new();
    let file = format!("{GED}{rows}");
    super::read(super::Input { path: Path::new("ged.csv"), bytes: file.as_bytes() }, &mut problems);
    assert_eq!(
        problems.iter().map(|problem| (problem.line, problem.message.as_str())).collect::<Vec<_>>(),
        [(Some(5), "states no day that can be read; write it as in 2021-03-12")]
    );
    let dated = file.lines().take(4).collect::<Vec<_>>().join("\n");
    let expected = expect![[r#"
        Events collected by UCDP
        On 12 March 2021, between 3 and 9 people were killed in fighting between the Government of Veldra and Kell Militia in Selm town, Veldra. By the best estimate, 5 people were killed in the fighting between the Government of Veldra and Kell Militia in Selm town, Veldra, on 12 March 2021. 2 members of the Government of Veldra were killed in the fighting between the Government of Veldra and Kell Militia in Selm town, Veldra, on 12 March 2021. 1 member of Kell Militia was killed in the fighting between the Government of Veldra and Kell Militia in Selm town, Veldra, on 12 March 2021. 2 civilians were killed in the fighting between the Government of Veldra and Kell Militia in Selm town, Veldra, on 12 March 2021.
        From 13 March 2021 to 15 March 2021, 4 people were killed in an attack by Kell Militia on civilians in Ardal province, Veldra. 4 civilians were killed in the attack by Kell Militia on civilians in Ardal province, Veldra, from 13 March 2021 to 15 March 2021.
        From 30 March 2021 to 2 April 2021, at most 7 people were killed in fighting between Harbour Guard and Kell Militia in Dun town, Veldra.

        3..9 person kill | 2021-03-12..2021-03-12 | Government of Veldra, Kell Militia | Selm
        5..5 person kill | 2021-03-12..2021-03-12 | Government of Veldra, Kell Militia | Selm
        2..2 member kill | 2021-03-12..2021-03-12 | Government of Veldra, Government of Veldra, Kell Militia | Selm
        1..1 member kill | 2021-03-12..2021-03-12 | Kell Militia, Government of Veldra, Kell Militia | Selm
        2..2 civilian kill | 2021-03-12..2021-03-12 | Government of Veldra, Kell Militia | Selm
        4..4 person kill | 2021-03-13..2021-03-15 | Kell Militia | Ardal
        4..4 civilian kill | 2021-03-13..2021-03-15 | Kell Militia | Ardal
        0..7 person kill | 2021-03-30..2021-04-02 | Harbour Guard, Kell Militia | Dun
    "#]];
    expected.assert_eq(&figures(&dated));
}

#[test]
fn every_row_leads_back_to_its_line() {
    let file = format!(
        "{ACLED}V1,12 March 2021,1,Battles,Armed clash,A,B,Veldra,Selm,Guns; 5 fatalities.,5\r\n\r\n\
        V2,13 March 2021,1,Battles,Armed clash,A,B,Veldra,Ardal,\"Two\nlines\",3\r\n"
    );
    let reading = read(super::read, file.as_bytes());
    let place = |words: &str| {
        let at = reading.text.find(words).expect("the words stand in the text");
        let place = reading.map.locate(Span::new(at, at + words.len()));
        (place.start.line, &file[place.start.byte..place.end.byte])
    };
    assert_eq!(place("Guns; 5"), (1, "Guns; 5"));
    let row = "V1,12 March 2021,1,Battles,Armed clash,A,B,Veldra,Selm,Guns; 5 fatalities.,5";
    assert_eq!(place("5 people"), (1, row));
    assert_eq!(place("3 people").0, 3);
    assert_eq!(place("Two lines").0, 3);
    assert_eq!(reading.metadata.date.map(|date| date.to_string()).as_deref(), Some("2021-03-13"));
    assert!(reading.metadata.date_inferred);
}

#[test]
fn other_tables_stay_tables() {
    let check = |file: &str, expected: &Expect| expected.assert_eq(&figures(file));
    check(
        "Town;Dead;Houses destroyed\r\nSelm;4;\"1|2\"\r\n\r\nArdal;7;340\r\n",
        &expect![[r#"
            Town | Dead | Houses destroyed
            Selm | 4 | 1;2
            Ardal | 7 | 340

            4..4  kill |  |  | Selm
            1..1 house destroy |  |  | Selm
            2..2  - |  |  | Selm
            7..7  kill |  |  | Ardal
            340..340 house destroy |  |  | Ardal
        "#]],
    );
    check(
        "\u{FEFF}Town\tDead\nSelm\t4\n",
        &expect![[r#"
            Town | Dead
            Selm | 4

            4..4  kill |  |  | Selm
        "#]],
    );
}

#[test]
fn tables_too_large_are_read_up_to_a_line() {
    let file = format!("a{}\n", ",".repeat(999)).repeat(1001);
    let told = told(super::read, file.as_bytes());
    assert_eq!(told.matches("a | ").count(), 1000);
    let expected = expect![
        "! is read up to this line only, as a table has at most 1000000 values; split it, or, if it holds events, name its columns as ACLED or UCDP GED do (event_date, event_type, actor1, country, fatalities; or date_start, date_end, side_a, side_b, country, best)"
    ];
    expected.assert_eq(told.lines().last().unwrap_or_default());
}

#[test]
fn collections_too_large_are_read_up_to_a_line() {
    let row = "V1,12 March 2021,1,Battles,Armed clash,A,B,Veldra,Selm,,5\n";
    let told = told(super::read, format!("{ACLED}{}", row.repeat(50_001)).as_bytes());
    assert_eq!(told.matches("5 people were killed").count(), 50_000);
    let expected = "! is read up to this line only, as a file has at most 50000 events; split it, by country or year";
    assert_eq!(told.lines().last(), Some(expected));
}

#[test]
fn damaged_files_end_well() {
    ends_well(
        super::read,
        format!("{ACLED}V1,12 March 2021,1,Battles,Armed clash,A,B,Veldra,Selm,\"x\ny\",5\n").as_bytes(),
    );
}
