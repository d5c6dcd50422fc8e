use std::fmt::Write;

use expect_test::{Expect, expect};

use super::{KEYS, KINDS, read};

#[expect(clippy::needless_pass_by_value, reason = "as `expect!` is used everywhere")]
fn check(toml: &str, expected: Expect) {
    let (cards, faults) = read(toml);
    let mut shown = String::new();
    for card in cards.iter().map(|card| card.card("actors.toml")) {
        let _ = writeln!(
            shown,
            "{}:{} {} {:?} = {:?} ~ {:?} ≠ {:?} {}",
            card.file,
            card.line,
            card.name,
            card.kind,
            card.aliases,
            card.weak,
            card.not,
            card.note.unwrap_or_default()
        );
    }
    for fault in faults {
        let at = fault.span.map(|span| span.of(toml)).unwrap_or_default().lines().next().unwrap_or_default();
        let _ = writeln!(shown, "{}: {} [{at}]", fault.line.unwrap_or_default(), fault.value);
    }
    expected.assert_eq(&shown);
}

#[test]
fn a_card_with_everything() {
    check(
        "[[actor]]\nname = \"Nadim al-Kadhri\"\naliases = [\"Kazri\", \"Kadhri\"]\nweak = \"the old man\"\nkind = \"person\"\n\
         note = \"Prime minister\"\nnot = [\"Mustafa Kadhri\"]\n\n[[actor]]\nname = \"AN\"\n",
        expect![[r#"
            actors.toml:2 Nadim al-Kadhri Some(Person) = ["Kazri", "Kadhri"] ~ ["the old man"] ≠ ["Mustafa Kadhri"] Prime minister
            actors.toml:10 AN None = [] ~ [] ≠ [] 
        "#]],
    );
}

#[test]
fn faults_are_named_and_the_rest_holds() {
    check(
        "name = \"x\"\n[[actor]]\nalias = [\"Kazri\"]\n[[actor]]\nname = \"AN\"\nkind = \"militia\"\naliases = [1, \"\", \"Asaib\"]\n\
         note = 7\n[[actor]]\nname = \" \"\n[[actor]]\nname = \"B\nnot = [\"C\"]\n[actors]\n",
        expect![[r#"
            actors.toml:5 AN None = ["Asaib"] ~ [] ≠ [] 
            1: `name` stands outside of any card: begin each card with a line [[actor]] [name]
            2: this card has no name: write name = "..." [[[actor]]]
            3: there is no key `alias`: did you mean `aliases`? [alias]
            6: there is no kind `militia`: use one of `person`, `group`, `body`, `party`, `company`, `country`, `place`, `publication` ["militia"]
            7: `aliases` is a list of strings, not a number: write aliases = ["..."] [1]
            7: `aliases` holds an empty name [""]
            8: `note` is a string, not a number: write note = "..." [7]
            9: this card has no name: write name = "..." [[[actor]]]
            10: `name` is empty: write name = "..." [" "]
            11: this card has no name: write name = "..." [[[actor]]]
            12: this is not TOML: invalid basic string, expected `"` []
            14: `actors` stands outside of any card: begin each card with a line [[actor]] [actors]
        "#]],
    );
    check(
        "actor = 1\n",
        expect![[r#"
        1: begin each card with a line [[actor]] [actor]
    "#]],
    );
    check(
        "actor = [1]\n",
        expect![[r#"
        1: a card is a table, not a number: begin it with a line [[actor]] [1]
    "#]],
    );
}

#[test]
fn what_is_no_toml_at_all_is_told_briefly() {
    let (cards, faults) = read(&"Kadhri;person;\n".repeat(5_000));
    assert!(cards.is_empty() && faults.len() == 51, "{}", faults.len());
    assert!(faults[50].value.contains("is this another kind of file?"), "{:?}", faults[50]);
}

#[test]
fn many_cards_are_read() {
    let card = |n: usize| format!("[[actor]]\nname = \"Card {n}\"\naliases = [\"A{n}\", \"B{n}\"]\n");
    let text = (0..5_000).map(card).collect::<Vec<_>>().join("\n");
    let (cards, faults) = read(&text);
    assert_eq!((cards.len(), faults.len()), (5_000, 0));
    assert_eq!(cards[4_999].card("actors.toml").line, 4_999 * 4 + 2);
}

/// The page and the schema tell what the code does: same keys, same kinds.
#[test]
fn page_and_schema_tell_what_the_code_does() {
    let page = include_str!("../../../../../docs/actor-cards.md");
    let schema: serde_json::Value =
        serde_json::from_str(include_str!("../../../../../docs/actor-cards.schema.json")).expect("the schema is JSON");
    let card = &schema["properties"]["actor"]["items"]["properties"];
    let keys: Vec<_> = card.as_object().into_iter().flatten().map(|(key, _)| key.as_str()).collect();
    let mut known = KEYS.to_vec();
    known.sort_unstable();
    assert_eq!(keys.iter().copied().collect::<std::collections::BTreeSet<_>>().into_iter().collect::<Vec<_>>(), known);
    let kinds: Vec<_> = KINDS.iter().map(|(name, _)| *name).collect();
    assert_eq!(card["kind"]["enum"], serde_json::json!(kinds));
    for word in KEYS.iter().chain(&kinds) {
        assert!(page.contains(&format!("`{word}`")), "docs/actor-cards.md does not explain {word}");
    }
    let example =
        page.rsplit("```toml").find(|part| part.contains("[[actor]]")).and_then(|part| part.split("```").next());
    let (cards, faults) = read(example.expect("the page has an example"));
    assert_eq!((cards.len(), faults.len()), (2, 0), "the example holds: {faults:?}");
}
