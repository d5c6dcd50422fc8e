use expect_test::{Expect, expect};

use super::super::entries::from_toml;
use super::{KEYS, LEVELS, MARKS, RULES, understand};

#[expect(clippy::needless_pass_by_value, reason = "as `expect!` is used everywhere")]
fn check(toml: &str, expected: Expect) {
    let (entries, mut faults) = from_toml(toml);
    let (written, more) = understand(&entries);
    faults.extend(more);
    let corpus: Vec<_> = written.corpus.iter().map(|path| path.value.as_str()).collect();
    let mut shown = format!("corpus {corpus:?}, as of {:?}\n", written.analysis.as_of);
    shown.extend(written.analysis.rules.iter().map(|(rule, level)| format!("{rule} {level:?}\n")));
    shown.extend(faults.iter().map(|fault| format!("{}: {}\n", fault.line.unwrap_or_default(), fault.value)));
    expected.assert_eq(&shown);
}

#[test]
fn all_is_well() {
    check(
        "corpus = [\"sources\", \"more\"]\nas-of = 2020-12-31\n[rules]\ncontradicted-figure = \"error\"\nimprecise-figure = \"off\"\n",
        expect![[r#"
            corpus ["sources", "more"], as of Some(2020-12-31)
            contradicted-figure Some(Error)
            imprecise-figure None
        "#]],
    );
}

#[test]
fn a_bad_key_or_value_is_named_and_the_rest_holds() {
    check(
        "corpsu = [\"a\"]\ncorpus = \"b\"\nas-of = \"soon\"\ncards = [1]\n[rules]\ncontradicted-figures = \"off\"\ndisputed-figure = \"warn\"\noutdated-figure = true\nqzx = \"off\"\n",
        expect![[r#"
            corpus ["b"], as of None
            1: there is no key `corpsu`: did you mean `corpus`?
            3: `as-of` is a day, not `soon`: write it as in as-of = 2020-12-31
            4: `cards` is a list of strings, not a number: write cards = ["..."]
            6: there is no rule `contradicted-figures`: did you mean `contradicted-figure`?
            7: rule `disputed-figure`: there is no level `warn`: did you mean `warning`?
            8: rule `outdated-figure`: a level is one of `error`, `warning`, `information`, `hint`, `off`, not true or false
            9: there is no rule `qzx`: use one of `contradicted-figure`, `disputed-figure`, `outdated-figure`, `imprecise-figure`, `unverified-figure`, `impossible-date`, `internal-mismatch`, `ambiguous-actor`, `inconsistent-spelling`, `unknown-citation`, `retracted-source`, `front-matter`, `contradictory-card`, `unmatched-card`, `invalid-card`
        "#]],
    );
}

#[test]
fn what_an_editor_shows_is_switched_off_by_name() {
    let marks = |toml: &str| {
        let (entries, _) = from_toml(toml);
        let (written, faults) = understand(&entries);
        let faults: Vec<_> = faults.into_iter().map(|fault| fault.value).collect();
        (written.analysis.marks.inlay_hints, written.analysis.marks.code_lens, faults)
    };
    assert_eq!(marks(""), (true, true, vec![]));
    assert_eq!(marks("[editor]\ninlay-hints = false\n"), (false, true, vec![]));
    assert_eq!(
        marks("[editor]\ncode-lenses = false\ninlay-hints = \"off\"\n"),
        (
            true,
            true,
            vec![
                "there is no key `code-lenses`: did you mean `code-lens`?".to_owned(),
                "`inlay-hints` is true or false, not a string".to_owned(),
            ]
        )
    );
    assert_eq!(marks("editor = false").2, ["`editor` is a table: begin it with a line [editor]"]);
}

#[test]
fn a_line_that_is_not_toml_leaves_the_others() {
    check(
        "corpus = [\"sources\"]\nas-of 2020-12-31\n[rules]\ncontradicted-figure = \"error\"\n",
        expect![[r#"
            corpus ["sources"], as of None
            contradicted-figure Some(Error)
            2: this is not TOML: key with no value, expected `=`
        "#]],
    );
}

/// The page and the schema tell what the code does: same keys, same rules, same levels and defaults.
#[test]
fn page_and_schema_tell_what_the_code_does() {
    let page = include_str!("../../../../../docs/deskcheck-toml.md");
    let schema: serde_json::Value =
        serde_json::from_str(include_str!("../../../../../docs/deskcheck.schema.json")).expect("the schema is JSON");
    let names = |object: &serde_json::Value| {
        let mut names: Vec<_> = object.as_object().into_iter().flatten().map(|(name, _)| name.clone()).collect();
        names.sort();
        names
    };
    let sorted = |words: &[&str]| {
        let mut words: Vec<_> = words.iter().map(ToString::to_string).collect();
        words.sort();
        words
    };
    assert_eq!(names(&schema["properties"]), sorted(&KEYS));
    assert_eq!(schema["definitions"]["level"]["enum"], serde_json::json!(LEVELS));
    let rules = &schema["properties"]["rules"]["properties"];
    assert_eq!(names(rules), sorted(&RULES.iter().map(|(name, ..)| *name).collect::<Vec<_>>()));
    assert_eq!(names(&schema["properties"]["editor"]["properties"]), sorted(&MARKS));
    for mark in MARKS {
        assert!(page.contains(mark), "docs/deskcheck-toml.md lacks {mark}");
    }
    for (name, severity, finds) in RULES {
        let level = severity.map_or("off", crate::report::severity_name);
        assert_eq!(rules[name]["default"], level, "{name}");
        assert_eq!(rules[name]["description"], *finds, "{name}");
        let row = format!("| `{name}` | {level} | {finds} |");
        assert!(page.contains(&row), "docs/deskcheck-toml.md lacks the row {row}");
    }
    for key in KEYS {
        assert!(page.contains(&format!("`{key}`")) || page.contains(&format!("[{key}]")), "{key} is not on the page");
    }
}
