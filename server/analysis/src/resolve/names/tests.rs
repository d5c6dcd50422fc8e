#![allow(clippy::needless_raw_string_hashes, reason = "expect-test writes them so")]

use expect_test::{Expect, expect};

use super::*;

/// Pairs of names with score, decision and reasons.
fn check(pairs: &[(&str, &str)], expected: &Expect) {
    let lines: Vec<String> = pairs
        .iter()
        .map(|(a, b)| {
            let likeness = compare(a, b);
            assert_eq!(compare(b, a).same, likeness.same, "{a} {b}: the order must not matter");
            let decision = if likeness.same { "same" } else { "no" };
            format!("{:.2} {decision} {a} / {b}: {}", likeness.score, likeness.because.join(", "))
        })
        .collect();
    expected.assert_eq(&(lines.join("\n") + "\n"));
}

#[test]
fn arabic_names_in_many_spellings() {
    check(
        &[
            ("Nadim al-Kadhri", "Nadeem Kazri"),
            ("Qasim ash-Shaykhli", "Kassem Shaikhli"),
            ("'Abd al-Rahman Haddad", "Abdurrahman Haddad"),
            ("Saif Allah Tokhi", "Saifullah Tokhi"),
            ("Haddad, Yusuf", "Yousef Haddad"),
            ("Abu Salim al-Nahri", "Salim al-Nahri"),
            ("Abd al-Karim Najjar", "Abd al-Rahim Najjar"),
            ("Hassan Najjar", "Hussein Najjar"),
        ],
        &expect![[r#"
            0.97 same Nadim al-Kadhri / Nadeem Kazri: spelling: nadim~nadeem, spelling: kadhri~kazri
            0.96 same Qasim ash-Shaykhli / Kassem Shaikhli: spelling: qasim~kassem, spelling: shaykhli~shaikhli
            1.00 same 'Abd al-Rahman Haddad / Abdurrahman Haddad: the same words
            0.96 same Saif Allah Tokhi / Saifullah Tokhi: spelling: saif allah~saifullah
            0.96 same Haddad, Yusuf / Yousef Haddad: spelling: yusuf~yousef
            0.83 no Abu Salim al-Nahri / Salim al-Nahri: spelling: abu salim~salim
            0.47 no Abd al-Karim Najjar / Abd al-Rahim Najjar: differs: karim~rahim, not the same: parts differ
            0.60 no Hassan Najjar / Hussein Najjar: differs: hassan~hussein, not the same: parts differ
        "#]],
    );
}

#[test]
fn a_part_of_a_name_is_not_the_name() {
    check(
        &[
            ("Hezbollah", "Kata'ib Hezbollah"),
            ("Mustafa", "Abdul Karim Hashem Mustafa"),
            ("VWC", "Veldra Water Company"),
        ],
        &expect![[r#"
            0.80 no Hezbollah / Kata'ib Hezbollah: only in one: kataib, not the same: one name is only a part of the other
            0.72 no Mustafa / Abdul Karim Hashem Mustafa: only in one: karim, only in one: hashem, not the same: one name is only a part of the other
            0.85 no VWC / Veldra Water Company: initials
        "#]],
    );
}

#[test]
fn organisations_by_their_distinctive_words() {
    check(
        &[
            ("Veldra Water Company", "Veldra Water Co. Ltd"),
            ("Ministry of Health", "Health Ministry"),
            ("Counter Terrorism Service", "Counter-Terror Service"),
            ("Institute of Marine Science", "Institute of Moral Science"),
            ("Northern Grain Trust", "Southern Grain Trust"),
        ],
        &expect![[r#"
            0.98 same Veldra Water Company / Veldra Water Co. Ltd: only in one: limited
            1.00 same Ministry of Health / Health Ministry: the same words
            0.94 same Counter Terrorism Service / Counter-Terror Service: spelling: terrorism~terror
            0.52 no Institute of Marine Science / Institute of Moral Science: differs: marine~moral, not the same: parts differ
            0.51 no Northern Grain Trust / Southern Grain Trust: differs: northern~southern, not the same: parts differ
        "#]],
    );
}

#[test]
fn other_scripts_and_languages() {
    check(
        &[
            ("Сергей Иванович Петров", "Sergei Petrov"),
            ("Kim Sok-chol", "Kim Sok Chul"),
            ("José Muñoz", "Jose Munoz"),
            ("Ted Marsh", "Theodore Marsh"),
            ("Mr. Ole Sørensen", "Ole Sorensen"),
        ],
        &expect![[r#"
            0.89 same Сергей Иванович Петров / Sergei Petrov: only in one: ivanovich
            0.98 same Kim Sok-chol / Kim Sok Chul: spelling: chol~chul
            1.00 same José Muñoz / Jose Munoz: the same words
            0.92 same Ted Marsh / Theodore Marsh: spelling: ted~theodore
            0.98 same Mr. Ole Sørensen / Ole Sorensen: only in one: mr
        "#]],
    );
}
