use std::io::Write;

use super::{LONGEST, TOLD, read};

fn check(lines: &str, expected: &[&str], faults: &[(usize, &str)]) {
    let mut file = tempfile::NamedTempFile::new().expect("temporary files can be made");
    file.write_all(lines.as_bytes()).expect("it can be written");
    let (list, found) = read(file.path(), "list.ftm.json").expect("it can be read");
    let shown = |card: deskcheck_analysis::resolve::Card| {
        format!(
            "{}: {} {:?} = {:?} ~ {:?}",
            card.line,
            card.name,
            card.kind.unwrap_or_default(),
            card.aliases,
            card.weak
        )
    };
    let cards: Vec<_> = (0..list.len()).filter_map(|at| list.card(at)).map(shown).collect();
    assert_eq!(cards, expected);
    let found: Vec<_> = found.iter().map(|(line, fault)| (*line, fault.as_str())).collect();
    assert_eq!(found, faults);
}

#[test]
fn entities_become_cards() {
    check(
        r#"{"id":"a","schema":"Person","properties":{"name":["Nadim al-Kadhri"],"alias":["N\u0101dim Kadhri","Abu Salim"],"weakAlias":["Fox"],"country":["iq"]}}

{"id":"b","caption":"Asaib","schema":"Organization","datasets":["x"],"properties":{"name":["Asaib al-Nahr","Asaib"],"abbreviation":["AN"]},"target":true}
{"id":"c","schema":"Vessel","properties":{"name":["Ever Gone"]}}
{"id":"d","schema":"LegalEntity","properties":{}}
{"id":"e","schema":"PublicBody","properties":{"name":[" "," Water Office "]}}"#,
        &[
            r#"1: Nadim al-Kadhri Person = ["Abu Salim"] ~ ["Fox"]"#,
            r#"3: Asaib Group = ["Asaib al-Nahr"] ~ ["AN"]"#,
            r#"6: Water Office Body = [] ~ []"#,
        ],
        &[],
    );
}

#[test]
fn a_bad_line_is_named_and_the_rest_goes_on() {
    check(
        "{\"schema\":\"Person\",\"properties\":{\"name\":[\"A B\"]}}\n{\"schema\":\n[]\n{\"properties\":{}}\n\
         {\"schema\":\"Person\",\"properties\":{\"name\":\"C D\"}}\n{\"schema\":\"Person\",\"properties\":{\"name\":[\"E F\"]}}",
        &["1: A B Person = [] ~ []", "6: E F Person = [] ~ []"],
        &[
            (2, "this is no entity: EOF while parsing a value at column 10; the line is passed over"),
            (
                3,
                "this is no entity: invalid length 0, expected struct Entity with 3 elements at column 2; the line is passed over",
            ),
            (4, "this is no entity: missing field `schema` at column 17; the line is passed over"),
            (
                5,
                "this is no entity: invalid type: string \"C D\", expected a sequence at column 45; the line is passed over",
            ),
        ],
    );
}

#[test]
fn what_is_no_list_is_told_briefly() {
    let mut file = tempfile::NamedTempFile::new().expect("temporary files can be made");
    file.write_all("x\n".repeat(50).as_bytes()).expect("it can be written");
    let (list, faults) = read(file.path(), "x").expect("it can be read");
    assert!(list.is_empty() && faults.len() == TOLD + 1, "{faults:?}");
    assert!(faults[TOLD].1.starts_with("30 more lines are no entities"), "{faults:?}");

    let mut file = tempfile::NamedTempFile::new().expect("temporary files can be made");
    file.write_all(&vec![b' '; usize::try_from(LONGEST).expect("it is small") + 9]).expect("it can be written");
    file.write_all(b"\n{\"schema\":\"Person\",\"properties\":{\"name\":[\"A B\"]}}\n").expect("it can be written");
    let (list, faults) = read(file.path(), "x").expect("it can be read");
    assert_eq!((list.len(), faults.len(), faults[0].0), (1, 1, 1));
    assert_eq!(list.card(0).map(|card| card.line), Some(2));
}
