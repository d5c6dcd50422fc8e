#![allow(clippy::needless_raw_string_hashes, reason = "expect-test writes them so")]

use std::fmt::Write;
use std::sync::Arc;

use expect_test::{Expect, expect};

use super::*;
use crate::extract::extract;
use crate::text::{Document, Markup};

fn sources(texts: &[(&str, &str)]) -> Sources {
    let read = |(key, text): &(&str, &str)| {
        let document = Document { key: (*key).to_owned(), text: (*text).to_owned(), ..Document::default() };
        (Arc::new(document), Arc::new(extract(text, Markup::Plain, None)))
    };
    texts.iter().map(read).collect()
}

/// Actors, one a line: kind, name, its other spellings with the reason, its descriptions.
fn shown(actors: &[Actor]) -> String {
    let mut shown = String::new();
    for actor in actors {
        let _ = write!(shown, "{:?} {}", actor.kind, actor.name);
        for alias in actor.aliases.iter().filter(|alias| alias.text != actor.name) {
            let _ = write!(shown, " = {} ({})", alias.text, alias.because);
        }
        for description in &actor.descriptions {
            let _ = write!(shown, " | {}", description.text);
        }
        let others: Vec<_> = actor.ambiguous_with.iter().map(|id| actors[id.0 as usize].name.as_str()).collect();
        if !others.is_empty() {
            let _ = write!(shown, " ? {}", others.join(", "));
        }
        shown.push('\n');
    }
    shown
}

/// Resolves texts given as `key: text` and shows the actors; any other order of the texts must show the same.
fn check(texts: &[(&str, &str)], expected: &Expect) {
    let (actors, of_mentions) = resolve_actors(&sources(texts));
    let mut turned = texts.to_vec();
    turned.reverse();
    let (again, _) = resolve_actors(&sources(&turned));
    assert_eq!(shown(&actors), shown(&again), "the order of documents must not matter");
    for (actor, mentions) in
        of_mentions.iter().enumerate().flat_map(|(document, actors)| actors.iter().map(move |actor| (actor, document)))
    {
        assert!(actors[actor.0 as usize].mentions.iter().any(|passage| passage.document.0 as usize == mentions));
    }
    expected.assert_eq(&shown(&actors));
}

#[test]
fn spellings_acronyms_and_short_names() {
    check(
        &[
            (
                "a",
                "Prime Minister Nadim al-Kadhri met Asaib al-Nahr (AN) men. Kadhri said so. The AN leader Qais Rami left.",
            ),
            ("b", "Nadeem Kazri spoke. PM Kazri left. AN was silent. Asa’ib al-Nahr denied it."),
            ("c", "In the town of Halsen, Kadhri smiled."),
        ],
        &expect![[r#"
            Person Nadeem Kazri = Kadhri (short for Nadim al-Kadhri in a) = Kazri (short for Nadeem Kazri in b) = Nadim al-Kadhri (spelling: nadim~nadeem, spelling: kadhri~kazri) | Prime Minister | PM
            Group Asaib al-Nahr = Asa’ib al-Nahr (the same name)
            Place Halsen
            Person Qais Rami | AN leader
        "#]],
    );
}

#[test]
fn one_surname_of_two_persons_is_left_open() {
    check(
        &[
            ("a", "Anselm Rudd, a lawyer, sued. His sister, the engineer Petra Rudd, did not. Then Rudd left."),
            ("b", "The engineer Petra Rudd came back. Rudd was tired."),
        ],
        &expect![[r#"
            Person Petra Rudd = Rudd (short for Petra Rudd in b) | engineer ? Anselm Rudd, Rudd
            Person Anselm Rudd | lawyer ? Petra Rudd, Rudd
            Person Rudd ? Petra Rudd, Anselm Rudd
        "#]],
    );
}

#[test]
fn places_are_no_actors() {
    check(
        &[("a", "Muqtada Rami was in Rami City. Rami left. The Veldra Water Company works in Veldra.")],
        &expect![[r#"
            Person Muqtada Rami = Rami (short for Muqtada Rami in a)
            Place Rami City
            Place Veldra
            Company Veldra Water Company
        "#]],
    );
}

#[test]
fn names_are_looked_up() {
    let texts = [
        ("a", "AAN commander Hissam al-Azirjawi was held. Azirjawi denied it. Asaib Ahl al-Nahr (AAN) did too."),
        ("b", "Mustafa Kadhri met Karim Hashem Mustafa and the Harakat Hezbollah al-Nahr."),
    ];
    let (actors, _) = resolve_actors(&sources(&texts));
    let names = ActorNames::new(&actors);
    let asked =
        ["Azirjawy", "Hizam al Azirjawy", "PM Kadhri", "Asa'ib Ahl al-Nahr", "AAN", "Hezbollah", "Mustafa", "PM"];
    let found: Vec<String> = asked
        .iter()
        .map(|name| {
            let ids = names.named(name);
            format!(
                "{name}: {}",
                ids.iter().map(|id| actors[id.0 as usize].name.as_str()).collect::<Vec<_>>().join(", ")
            )
        })
        .collect();
    expect![[r#"
        Azirjawy: Hissam al-Azirjawi
        Hizam al Azirjawy: Hissam al-Azirjawi
        PM Kadhri: Mustafa Kadhri
        Asa'ib Ahl al-Nahr: Asaib Ahl al-Nahr
        AAN: Asaib Ahl al-Nahr
        Hezbollah: 
        Mustafa: 
        PM: 
    "#]]
    .assert_eq(&(found.join("\n") + "\n"));
}
