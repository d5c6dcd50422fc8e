use expect_test::{Expect, expect};

use super::super::entries::from_toml;
use super::understand;

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
            9: there is no rule `qzx`: use one of `contradicted-figure`, `disputed-figure`, `outdated-figure`, `imprecise-figure`, `unverified-figure`, `unknown-citation`
        "#]],
    );
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
