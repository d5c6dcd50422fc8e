use expect_test::{Expect, expect};

use super::{DocumentMut, Path, Ruling, Says, add, difference, with_ruling};

fn ruling(actor: &str, says: Says) -> Ruling {
    Ruling { title: String::new(), open: false, card: None, actor: actor.to_owned(), says }
}

/// The file with the change, and what the edit itself puts in, between `«` and `»`.
#[expect(clippy::needless_pass_by_value, reason = "as `expect!` is used everywhere")]
fn check(before: &str, says: Says, expected: Expect) {
    let after = with_ruling(before, &ruling("Nadim al-Kadhri", says)).expect("it is TOML");
    let edit = difference("actors.toml".into(), Some(before.to_owned()), &after);
    let shown = format!("{}«{}»{}", &before[..edit.span.start()], edit.new, &before[edit.span.end()..]);
    assert_eq!(shown.replace(['«', '»'], ""), after, "nothing is taken away");
    expected.assert_eq(&shown);
}

fn same(name: &str) -> Says {
    Says::Same(name.to_owned())
}

#[test]
fn a_new_card() {
    check(
        "",
        same("Kazri"),
        expect![[r#"
        «[[actor]]
        name = "Nadim al-Kadhri"
        aliases = ["Kazri"]
        »"#]],
    );
    check(
        "# Who is who.\n",
        Says::NotSame("Kazri".to_owned()),
        expect![[r##"
            # Who is who.
            «
            [[actor]]
            name = "Nadim al-Kadhri"
            not = ["Kazri"]
            »"##]],
    );
    check(
        "[[actor]]\nname = \"Asaib\"",
        same("O\"Neil \\ é"),
        expect![[r#"
        [[actor]]
        name = "Asaib"«

        [[actor]]
        name = "Nadim al-Kadhri"
        aliases = ['O"Neil \ é']
        »"#]],
    );
    check(
        "actor = [{ name = \"Asaib\" }]\n",
        same("Kazri"),
        expect![[r#"
        actor = [{ name = "Asaib" }«, { name = "Nadim al-Kadhri", aliases = ["Kazri"] }»]
    "#]],
    );
}

#[test]
fn a_card_that_is_there() {
    let card = "# A\n[[actor]]  # b\nname = 'Nadim al-Kadhri' # c\n";
    check(
        &format!("{card}\n[[actor]]\nname = \"Asaib\"\n"),
        same("Kazri"),
        expect![[r##"
        # A
        [[actor]]  # b
        name = 'Nadim al-Kadhri' # c
        «aliases = ["Kazri"]
        »
        [[actor]]
        name = "Asaib"
    "##]],
    );
    check(
        &format!("{card}aliases = [ \"Kadhri\" ] # d\n# e\n"),
        same("Kazri"),
        expect![[r##"
            # A
            [[actor]]  # b
            name = 'Nadim al-Kadhri' # c
            aliases = [ "Kadhri"«, "Kazri"» ] # d
            # e
        "##]],
    );
    check(
        &format!("{card}not = \"Kadhri\"\n"),
        Says::NotSame("Kazri".to_owned()),
        expect![[r##"
        # A
        [[actor]]  # b
        name = 'Nadim al-Kadhri' # c
        not = «["Kadhri", "Kazri"]»
    "##]],
    );
    check(
        "actor = [{ name = \"Nadim al-Kadhri\" }]\n",
        same("Kazri"),
        expect![[r#"
        actor = [{ name = "Nadim al-Kadhri" «, aliases = ["Kazri"] »}]
    "#]],
    );
}

#[test]
fn lists_on_several_lines() {
    let card = "[[actor]]\nname = \"Nadim al-Kadhri\"\n";
    check(
        &format!("{card}aliases = [\n    \"Kadhri\", # first\n    \"Qadri\", # last\n]\n"),
        same("Kazri"),
        expect![[r#"
            [[actor]]
            name = "Nadim al-Kadhri"
            aliases = [
                "Kadhri", # first
                "Qadri", # last
            «    "Kazri",
            »]
        "#]],
    );
    check(
        &format!("{card}aliases = [\n  \"Kadhri\",\n  \"Qadri\" # last\n]\nnote = \"x\"\n"),
        same("Kazri"),
        expect![[r#"
            [[actor]]
            name = "Nadim al-Kadhri"
            aliases = [
              "Kadhri",
              "Qadri"«, # last
              "Kazri"»
            ]
            note = "x"
        "#]],
    );
    check(
        &format!("{card}aliases = [\"Kadhri\",\n           \"Qadri\"]\n"),
        same("Kazri"),
        expect![[r#"
            [[actor]]
            name = "Nadim al-Kadhri"
            aliases = ["Kadhri",
                       "Qadri"«,
                       "Kazri"»]
        "#]],
    );
    check(
        &format!("{card}aliases = [\n]\n"),
        same("Kazri"),
        expect![[r#"
        [[actor]]
        name = "Nadim al-Kadhri"
        aliases = [«"Kazri"»
        ]
    "#]],
    );
}

#[test]
fn what_is_no_toml_is_left_alone() {
    assert_eq!(with_ruling("[[actor]\n", &ruling("A", same("B"))), None);
    assert_eq!(with_ruling("actor = 1\n", &ruling("A", same("B"))), None);
    assert_eq!(with_ruling("[[actor]]\nname = \"A\"\naliases = 1\n", &ruling("A", same("B"))), None);
}

#[test]
fn settings_name_the_cards() {
    let check = |before: &str, expected: Expect| {
        let mut settings: DocumentMut = before.parse().expect("it is TOML");
        add(settings.as_table_mut(), "cards", "actors.toml").expect("a list");
        expected.assert_eq(&settings.to_string());
    };
    check(
        "corpus = [\"sources\"] # all\n\n# How loud.\n[rules]\nuncited-figure = \"off\"\n",
        expect![[r#"
        corpus = ["sources"] # all
        cards = ["actors.toml"]

        # How loud.
        [rules]
        uncited-figure = "off"
    "#]],
    );
    check(
        "cards = \"list.ftm.json\"\n",
        expect![[r#"
        cards = ["list.ftm.json", "actors.toml"]
    "#]],
    );
    check(
        "[rules]\n",
        expect![[r#"
        cards = ["actors.toml"]
        [rules]
    "#]],
    );
    assert_eq!(super::shown(Path::new("/a/b/c"), Path::new("/a")), "b/c");
}
