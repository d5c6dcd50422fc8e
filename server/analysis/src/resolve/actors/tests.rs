#![allow(clippy::needless_raw_string_hashes, reason = "expect-test writes them so")]

use std::fmt::Write;
use std::sync::Arc;

use expect_test::{Expect, expect};

use super::*;
use crate::extract::extract;
use crate::resolve::IN_ORDER;
use crate::resolve::cards::{EntityList, Listed};
use crate::resolve::{Card, Sources};
use crate::text::{Document, Markup};

fn resolved(sources: &Sources, cards: &Cards, each: Each<'_>) -> (Vec<Actor>, Vec<Vec<ActorId>>) {
    let resolved = resolve_actors(sources, cards, each, |_, _| (), |_| ());
    (resolved.actors, resolved.mention_actors)
}

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
    check_with(texts, &[], expected);
}

/// As [`check`], with cards.
fn check_with(texts: &[(&str, &str)], cards: &[Card], expected: &Expect) {
    let cards = Cards { written: cards.to_vec(), ..Cards::default() };
    let (actors, of_mentions) = resolved(&sources(texts), &cards, IN_ORDER);
    let mut turned = texts.to_vec();
    turned.reverse();
    let (again, _) = resolved(&sources(&turned), &cards, IN_ORDER);
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
    let (actors, _) = resolved(&sources(&texts), &Cards::default(), IN_ORDER);
    let names = ActorNames::new(actors.iter());
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

/// A card of `actors.toml` with names written as one text each, parted by commas.
fn card(name: &str, aliases: &str, not: &str) -> Card {
    let names = |text: &str| text.split(", ").filter(|name| !name.is_empty()).map(str::to_owned).collect();
    let (name, file) = (name.to_owned(), "actors.toml".to_owned());
    Card { name, aliases: names(aliases), not: names(not), file, line: 1, ..Card::default() }
}

const MEETING: [(&str, &str); 3] = [
    (
        "a",
        "Prime Minister Nadim al-Kadhri met Asaib Ahl al-Nahr (AAN) men. Kadhri said so. The AAN leader Qais Rami left.",
    ),
    ("b", "Nadeem Kazri spoke in Halsen. Kazri left. The League of the River was silent."),
    ("c", "The lawyer Salim Kadhri sued. Kadhri did not come."),
];

#[test]
fn cards_join_over_every_veto() {
    check_with(
        &MEETING,
        &[Card {
            kind: Some(ActorKind::Group),
            ..card("Asaib of the River", "Asaib Ahl al-Nahr, League of the River, Halsen", "")
        }],
        &expect![[r#"
            Group Asaib of the River = AAN (acronym defined in a) = Asaib Ahl al-Nahr (card actors.toml) = Halsen (card actors.toml) = League of the River (card actors.toml)
            Person Nadeem Kazri = Kadhri (short for Nadim al-Kadhri in a) = Kazri (short for Nadeem Kazri in b) = Nadim al-Kadhri (spelling: nadim~nadeem, spelling: kadhri~kazri) | Prime Minister ? Salim Kadhri
            Person Salim Kadhri = Kadhri (short for Salim Kadhri in c) | lawyer ? Nadeem Kazri
            Person Qais Rami | AAN leader
        "#]],
    );
}

#[test]
fn cards_part_what_looks_alike() {
    check_with(
        &MEETING,
        &[card("Nadim al-Kadhri", "", "Nadeem Kazri, AAN"), card("Asaib Ahl al-Nahr", "", "AAN")],
        &expect![[r#"
            Group AAN
            Person Nadeem Kazri = Kazri (short for Nadeem Kazri in b)
            Person Nadim al-Kadhri = Kadhri (short for Nadim al-Kadhri in a) | Prime Minister ? Salim Kadhri
            Person Salim Kadhri = Kadhri (short for Salim Kadhri in c) | lawyer ? Nadim al-Kadhri
            Group Asaib Ahl al-Nahr
            Place Halsen
            Group League of the River
            Person Qais Rami | AAN leader
        "#]],
    );
}

#[test]
fn what_stands_on_a_card_is_no_short_name_of_another() {
    check_with(
        &MEETING,
        &[card("Nadim al-Kadhri", "Kadhri, the Old Man", "")],
        &expect![[r#"
            Person Nadim al-Kadhri = Kadhri (card actors.toml) = Kazri (short for Nadeem Kazri in b) = Nadeem Kazri (spelling: nadeem~nadim, spelling: kazri~kadhri) = the Old Man (card actors.toml) | Prime Minister ? Salim Kadhri
            Group Asaib Ahl al-Nahr = AAN (acronym defined in a)
            Place Halsen
            Group League of the River
            Person Qais Rami | AAN leader
            Person Salim Kadhri | lawyer ? Nadim al-Kadhri
        "#]],
    );
}

#[test]
fn a_card_of_one_word_takes_the_long_name_of_a_document() {
    check_with(
        &MEETING,
        &[card("AAN", "", ""), card("Kazri", "", "")],
        &expect![[r#"
            Person Kazri = Kadhri (short for Nadim al-Kadhri in a) = Nadeem Kazri (spelling: nadim~nadeem, spelling: kadhri~kazri) = Nadim al-Kadhri (spelling: nadim~nadeem, spelling: kadhri~kazri) | Prime Minister ? Salim Kadhri
            Group AAN = Asaib Ahl al-Nahr (its full name in the documents)
            Person Salim Kadhri = Kadhri (short for Salim Kadhri in c) | lawyer ? Kazri
            Place Halsen
            Group League of the River
            Person Qais Rami | AAN leader
        "#]],
    );
}

#[test]
fn a_name_on_two_cards_binds_neither() {
    check_with(
        &MEETING,
        &[card("Nadim al-Kadhri", "Kadhri", ""), card("Salim Kadhri", "Kadhri", "")],
        &expect![[r#"
            Person Nadim al-Kadhri = Kadhri (short for Nadim al-Kadhri in a) = Kazri (short for Nadeem Kazri in b) = Nadeem Kazri (spelling: nadeem~nadim, spelling: kazri~kadhri) | Prime Minister ? Salim Kadhri
            Group Asaib Ahl al-Nahr = AAN (acronym defined in a)
            Person Salim Kadhri = Kadhri (short for Salim Kadhri in c) | lawyer ? Nadim al-Kadhri
            Place Halsen
            Group League of the River
            Person Qais Rami | AAN leader
        "#]],
    );
}

#[test]
fn a_weak_alias_needs_a_name_beside_it() {
    let weak = Card { weak: vec!["Kadhri".to_owned()], ..card("Nadeem Kazri", "Nadim al-Kadhri", "") };
    check_with(
        &MEETING,
        &[weak],
        &expect![[r#"
            Person Nadeem Kazri = Kadhri (card actors.toml) = Kazri (short for Nadeem Kazri in b) = Nadim al-Kadhri (card actors.toml) | Prime Minister ? Salim Kadhri
            Group Asaib Ahl al-Nahr = AAN (acronym defined in a)
            Person Salim Kadhri = Kadhri (short for Salim Kadhri in c) | lawyer ? Nadeem Kazri
            Place Halsen
            Group League of the River
            Person Qais Rami | AAN leader
        "#]],
    );
}

#[test]
fn findings_about_cards() {
    let cards = [
        card("Nadim al-Kadhri", "Kazri, Kadhri", "kazri"),
        card("Salim Kadhri", "Kadhri", "Nadim al-Kadhri"),
        card("The Unseen", "Nobody", ""),
    ];
    let resolution =
        crate::resolve::resolve(&sources(&MEETING), &Cards { written: cards.to_vec(), ..Cards::default() });
    let shown: Vec<_> = resolution
        .card_findings
        .iter()
        .map(|found| format!("{} {:?}: {}", cards[found.card].name, found.place, found.message))
        .collect();
    expect![[r#"
        Nadim al-Kadhri Alias(1): “Kadhri” is on the card of Salim Kadhri too (actors.toml:1): it binds neither
        Nadim al-Kadhri Not(0): “kazri” is a name of this card and stands under `not` as well: the name counts
        Salim Kadhri Alias(0): “Kadhri” is on the card of Nadim al-Kadhri too (actors.toml:1): it binds neither
        The Unseen Name: The Unseen: no document uses this name or an alias
    "#]]
    .assert_eq(&(shown.join("\n") + "\n"));
}

#[test]
fn what_a_card_refuses_is_never_looked_up_as_its_actor() {
    let cards = Cards { written: vec![card("Nadim al-Kadhri", "the Fox", "Kadhri, Nadeem Kazri")], ..Cards::default() };
    let (actors, _) = resolved(&sources(&MEETING[..1]), &cards, IN_ORDER);
    let names = ActorNames::new(actors.iter());
    let found = ["Nadim al-Kadhri", "The Fox", "Kadhri", "Nadeem Kazri", "Nadim Kazri"].map(|name| {
        let found: Vec<_> = names.named(name).iter().map(|id| actors[id.0 as usize].name.clone()).collect();
        format!("{name}: {}", found.join(", "))
    });
    expect![[r#"
        Nadim al-Kadhri: Nadim al-Kadhri
        The Fox: Nadim al-Kadhri
        Kadhri: Kadhri
        Nadeem Kazri: 
        Nadim Kazri: Nadim al-Kadhri
    "#]]
    .assert_eq(&(found.join("\n") + "\n"));
}

#[test]
fn names_that_only_a_card_shows_are_found_in_documents() {
    let texts = [
        ("a", "Mr Nadim al-Kadhri left. Then the old man of the river came back, and so did the Old Man River Club."),
        ("b", "Everybody feared the Old Man of the River. The old man slept. A fortnight of the wren passed."),
    ];
    check_with(
        &texts,
        &[card("Nadim al-Kadhri", "the Old Man of the River, Man, the fortnight of the Wren", "")],
        &expect![[r#"
            Person Nadim al-Kadhri = the Old Man of the River (card actors.toml) = Man (card actors.toml) = the fortnight of the Wren (card actors.toml)
            Group Old Man River Club
        "#]],
    );
}

/// Resolves texts with a list of entities, given as kind, names and weak names, and with cards.
fn check_listed(entities: &[(ActorKind, &[&str], &[&str])], cards: &[Card], expected: &Expect) {
    let mut list = EntityList::new("list.ftm.json".to_owned());
    for (line, (kind, names, weak)) in (1..).zip(entities) {
        list.push(&Listed { names, weak, kind: *kind, line });
    }
    let cards = Cards { written: cards.to_vec(), lists: vec![Arc::new(list.finished())] };
    let resolve = |texts: &[(&str, &str)]| shown(&resolved(&sources(texts), &cards, IN_ORDER).0);
    let turned: Vec<_> = MEETING.iter().copied().rev().collect();
    assert_eq!(resolve(&MEETING), resolve(&turned), "the order of documents must not matter");
    expected.assert_eq(&resolve(&MEETING));
}

const PERSON: ActorKind = ActorKind::Person;

#[test]
fn entities_of_a_list_are_cards_where_documents_name_them() {
    check_listed(
        &[
            (PERSON, &["KADHRI, Nadim", "Nadim al-Kadhri", "Nobody Else"], &["Kadhri"]),
            (PERSON, &["Somebody Unheard Of", "Qais"], &["Qais Rami"]),
            (PERSON, &["Halsen", "Halsen of Selm"], &[]),
            (ActorKind::Group, &["League of the River", "LR"], &["AAN"]),
        ],
        &[],
        &expect![[r#"
            Person Nadim KADHRI = Kadhri (card list.ftm.json) = Kazri (short for Nadeem Kazri in b) = Nadeem Kazri (spelling: nadeem~nadim, spelling: kazri~kadhri) = Nadim al-Kadhri (card list.ftm.json) = Nobody Else (card list.ftm.json) | Prime Minister ? Salim Kadhri
            Group Asaib Ahl al-Nahr = AAN (acronym defined in a)
            Person Salim Kadhri = Kadhri (short for Salim Kadhri in c) | lawyer ? Nadim KADHRI
            Place Halsen
            Group League of the River = LR (card list.ftm.json)
            Person Qais Rami | AAN leader
        "#]],
    );
}

#[test]
fn two_entities_of_one_name_bind_nothing_and_a_card_comes_before_a_list() {
    check_listed(
        &[
            (PERSON, &["Nadim al-Kadhri", "The Elder"], &[]),
            (PERSON, &["Nadim Kadhri", "The Younger"], &[]),
            (PERSON, &["Salim Kadhri", "Salim the Just", "Qais Rami"], &["Kadhri"]),
        ],
        &[card("Salim al-Kadhri", "", "Qais Rami")],
        &expect![[r#"
            Person Nadeem Kazri = Kadhri (short for Nadim al-Kadhri in a) = Kazri (short for Nadeem Kazri in b) = Nadim al-Kadhri (spelling: nadim~nadeem, spelling: kadhri~kazri) | Prime Minister ? Salim al-Kadhri
            Group Asaib Ahl al-Nahr = AAN (acronym defined in a)
            Person Salim al-Kadhri = Kadhri (card actors.toml) = Salim Kadhri (card actors.toml) = Salim the Just (card actors.toml) | lawyer ? Nadeem Kazri
            Place Halsen
            Group League of the River
            Person Qais Rami | AAN leader
        "#]],
    );
}

#[test]
fn shorter_names_join_where_one_thing_alone_fits() {
    check(
        &[
            (
                "a",
                "Consul General Irina Vasilyevna Orlova met Abu Mahdi al-Muhandis, the commander, and María Fernanda Ortega Ruiz, a lawyer.",
            ),
            (
                "b",
                "Consul I. V. Orlova saw Commander Abu Muhandis. Lawyer Ortega Ruiz left for Kerren. @MAKadhimi wrote to the Kerrenese side.",
            ),
            ("c", "Prime Minister Mustafa al-Kadhimi spoke in Kerren. Orlova did not."),
        ],
        &expect![[r#"
            Person Irina Vasilyevna Orlova = I. V. Orlova (the only I. V. Orlova in the documents) = Orlova (the only Orlova in the documents) | Consul General | Consul
            Place Kerren = Kerrenese (what belongs to Kerren, by its ending)
            Person Abu Mahdi al-Muhandis = Abu Muhandis (the only Abu Muhandis in the documents) | commander
            Person María Fernanda Ortega Ruiz = Ortega Ruiz (the only Ortega Ruiz in the documents) | lawyer
            Person Mustafa al-Kadhimi = MAKadhimi (a handle made of Mustafa al-Kadhimi) | Prime Minister
        "#]],
    );
    check(
        &[
            ("a", "Mayor Will Ashdown and Minister Tobias Ashdown came. They belong to the militia Ashab al-Kahf."),
            ("b", "Mayor W. Ashdown said so of the militia Asbah al-Kahf. A. Ashdown did not."),
        ],
        &expect![[r#"
            Group Asbah al-Kahf = Ashab al-Kahf (letters in another order: ashab kahf, asbah kahf)
            Person Will Ashdown = W. Ashdown (spelling: w~will) | Mayor ? A. Ashdown, Tobias Ashdown
            Person A. Ashdown ? Will Ashdown, Tobias Ashdown
            Person Tobias Ashdown | Minister ? Will Ashdown, A. Ashdown
        "#]],
    );
}

#[test]
fn firms_are_called_by_their_own_name() {
    check(
        &[
            (
                "a",
                "Shares of Norwald fell. The Norwald Shipping AG and the Veldra Water Company denied it. The river Veldra rose.",
            ),
            ("b", "Shares of Norwald rose. The Veldra fell."),
        ],
        &expect![[r#"
            Company Norwald Shipping AG = Norwald (the only Norwald in the documents)
            Place Veldra
            Company Veldra Water Company
        "#]],
    );
}

#[test]
fn a_slip_of_letters_is_no_other_name() {
    check(
        &[
            ("a", "They met in Karrada and in Halsen, and went to Marrowitz."),
            ("b", "They met in Kararda, in Hasel and in Marworitz."),
        ],
        &expect![[r#"
            Place Kararda = Karrada (letters in another order: karrada, kararda)
            Place Halsen
            Place Hasel
            Unknown Marrowitz
            Place Marworitz
        "#]],
    );
}
