#![allow(clippy::needless_raw_string_hashes, reason = "expect-test writes them so")]

use expect_test::{Expect, expect};

use super::*;

/// Pairs of names with score, decision and reasons.
fn check(pairs: &[(&str, &str)], expected: &Expect) {
    let lines: Vec<String> = pairs
        .iter()
        .map(|(a, b)| {
            let likeness = compare(a, b);
            let other = compare(b, a);
            assert_eq!(
                (other.same, other.score.to_bits()),
                (likeness.same, likeness.score.to_bits()),
                "{a} / {b}: order"
            );
            assert_eq!(explain(a, b).same, likeness.same, "{a} / {b}: one decision");
            let decision = if likeness.same { "same" } else { "no" };
            format!("{:.2} {decision} {a} / {b}: {}", likeness.score, likeness.because.join(", "))
        })
        .collect();
    expected.assert_eq(&(lines.join("\n") + "\n"));
}

/// The table of parts that a person is shown.
fn check_explained(a: &str, b: &str, expected: &Expect) {
    let explanation = explain(a, b);
    let part = |part: &Option<String>| part.clone().unwrap_or_else(|| "-".to_owned());
    let lines: Vec<String> =
        explanation.lines.iter().map(|line| format!("{} | {} | {}", part(&line.a), part(&line.b), line.why)).collect();
    expected.assert_eq(&format!("{}\n{}\n", lines.join("\n"), explanation.verdict));
}

#[test]
fn arabic() {
    check(
        &[
            ("Nadim al-Kadhri", "Nadeem Kazri"),
            ("Qasim ash-Shaykhli", "Kassem Shaikhli"),
            ("Jabbar al-Tamimi", "Gabbar el-Tamimy"),
            ("Dhiya al-Husseini", "Ziya Husayni"),
            ("Nur al-Din Zangana", "Noureddine Zangana"),
            ("Saif Allah Tokhi", "Saifullah Tokhi"),
            ("Umm Kulthum Saleh", "Oum Kalthoum Salih"),
            ("Ǧamāl Ḫālid", "Gamal Khaled"),
            ("Haddad, Yusuf", "Yousef Haddad"),
            ("عبد الفتاح النجار", "Abdel Fattah el-Naggar"),
        ],
        &expect![[r#"
            0.97 same Nadim al-Kadhri / Nadeem Kazri: spelling: nadim~nadeem, spelling: kadhri~kazri
            0.96 same Qasim ash-Shaykhli / Kassem Shaikhli: spelling: qasim~kassem, spelling: shaykhli~shaikhli
            0.92 same Jabbar al-Tamimi / Gabbar el-Tamimy: spelling: jabbar~gabbar, spelling: tamimi~tamimy
            0.94 same Dhiya al-Husseini / Ziya Husayni: spelling: dhiya~ziya, spelling: husseini~husayni
            0.97 same Nur al-Din Zangana / Noureddine Zangana: spelling: nur din~noureddine
            0.96 same Saif Allah Tokhi / Saifullah Tokhi: spelling: saif allah~saifullah
            0.96 same Umm Kulthum Saleh / Oum Kalthoum Salih: spelling: kulthum~kalthoum, spelling: saleh~salih
            0.97 same Ǧamāl Ḫālid / Gamal Khaled: spelling: halid~khaled
            0.96 same Haddad, Yusuf / Yousef Haddad: spelling: yusuf~yousef
            0.85 no عبد الفتاح النجار / Abdel Fattah el-Naggar: spelling: alftah~fattah, spelling: alnjar~naggar
        "#]],
    );
}

#[test]
fn servants_and_fathers() {
    check(
        &[
            ("'Abd al-Rahman Haddad", "Abdurrahman Haddad"),
            ("Abd Allah Mansuri", "Abdullah al-Mansouri"),
            ("Abdennour Belkacem", "Abd al-Nur Bilqasim"),
            ("Ghulam Reza Nadiri", "Gholamreza Naderi"),
            ("Abd al-Karim Najjar", "Abd al-Rahim Najjar"),
            ("Abd al-Karim Najjar", "Karim Najjar"),
            ("Abu Salim al-Nahri", "Salim al-Nahri"),
            ("Rashid bin Hamad al-Nuaimi", "Rashed Hamad Al Nuaimi"),
            ("Salim bin Rashid al-Nahri", "Rashid bin Salim al-Nahri"),
            ("bin Rashid, Salim", "Salim bin Rashid"),
        ],
        &expect![[r#"
            1.00 same 'Abd al-Rahman Haddad / Abdurrahman Haddad: the same words
            0.97 same Abd Allah Mansuri / Abdullah al-Mansouri: spelling: abdallah~abdullah, spelling: mansuri~mansouri
            0.97 same Abdennour Belkacem / Abd al-Nur Bilqasim: spelling: nour~nur, spelling: belkacem~bilqasim
            0.99 same Ghulam Reza Nadiri / Gholamreza Naderi: spelling: nadiri~naderi
            0.47 no Abd al-Karim Najjar / Abd al-Rahim Najjar: differs: karim~rahim, not the same: parts differ
            0.86 no Abd al-Karim Najjar / Karim Najjar: spelling: abd karim~karim
            0.83 no Abu Salim al-Nahri / Salim al-Nahri: spelling: abu salim~salim
            0.99 same Rashid bin Hamad al-Nuaimi / Rashed Hamad Al Nuaimi: spelling: rashid~rashed
            0.78 no Salim bin Rashid al-Nahri / Rashid bin Salim al-Nahri: not the same: father and son are exchanged
            1.00 same bin Rashid, Salim / Salim bin Rashid: the same words
        "#]],
    );
}

#[test]
fn persian_kurdish_and_turkish() {
    check(
        &[
            ("Mohsen Rezvani", "Mohsin Rizwani"),
            ("Ghasem Jalali", "Qasim Jalali"),
            ("Esmail Ghaderi", "Ismail Qadiri"),
            ("Mahmoud Karimi-Nejad", "Mahmud Kariminejad"),
            ("Mesûd Zêbarî", "Masoud Zebari"),
            ("Şêrko Xalid", "Sherko Khalid"),
            ("Cemîl Bayram", "Jamil Bayram"),
            ("Cevdet Çelik", "Jawdat Chelik"),
            ("Recep Hacıoğlu", "Rajab Hajioglu"),
            ("Mehmet Öztürk", "Muhammad Ozturk"),
        ],
        &expect![[r#"
            0.97 same Mohsen Rezvani / Mohsin Rizwani: spelling: mohsen~mohsin, spelling: rezvani~rizwani
            0.93 same Ghasem Jalali / Qasim Jalali: spelling: ghasem~qasim
            0.92 same Esmail Ghaderi / Ismail Qadiri: spelling: esmail~ismail, spelling: ghaderi~qadiri
            1.00 same Mahmoud Karimi-Nejad / Mahmud Kariminejad: spelling: mahmoud~mahmud, spelling: karimi nejad~kariminejad
            0.98 same Mesûd Zêbarî / Masoud Zebari: spelling: mesud~masoud
            0.97 same Şêrko Xalid / Sherko Khalid: spelling: serko~sherko, spelling: xalid~khalid
            0.96 same Cemîl Bayram / Jamil Bayram: spelling: cemil~jamil
            0.95 same Cevdet Çelik / Jawdat Chelik: spelling: cevdet~jawdat, spelling: celik~chelik
            0.92 same Recep Hacıoğlu / Rajab Hajioglu: spelling: recep~rajab, spelling: hacioglu~hajioglu
            0.94 same Mehmet Öztürk / Muhammad Ozturk: spelling: mehmet~muhammad
        "#]],
    );
}

#[test]
fn russian_and_ukrainian() {
    check(
        &[
            ("Сергей Иванович Петров", "Sergei Petrov"),
            ("Fyodor Basmanov", "Fedor Basmanoff"),
            ("Arseniy Tkachuk", "Arsenii Tkatchouk"),
            ("Oleksandr Hrytsenko", "Aleksandr Gritsenko"),
            ("Serhiy Prykhodko", "Sergei Prikhod'ko"),
            ("Bohdan Shcherba", "Bogdan Schtscherba"),
            ("Mikhail Gorbunov", "Michail Gorbunow"),
            ("Zoran Đorđević", "Zoran Djordjevich"),
            ("Anna Petrova", "Anna Petrov"),
            ("Ivan Petrovich Sidorov", "Ivan Pavlovich Sidorov"),
        ],
        &expect![[r#"
            0.92 same Сергей Иванович Петров / Sergei Petrov: only in one: ivanovich
            0.95 same Fyodor Basmanov / Fedor Basmanoff: spelling: fyodor~fedor, spelling: basmanov~basmanoff
            1.00 same Arseniy Tkachuk / Arsenii Tkatchouk: spelling: arseniy~arsenii, spelling: tkachuk~tkatchouk
            0.96 same Oleksandr Hrytsenko / Aleksandr Gritsenko: spelling: oleksandr~aleksandr, spelling: hrytsenko~gritsenko
            0.94 same Serhiy Prykhodko / Sergei Prikhod'ko: spelling: serhiy~sergei, spelling: prykhodko~prikhodko
            0.98 same Bohdan Shcherba / Bogdan Schtscherba: spelling: bohdan~bogdan, spelling: shcherba~schtscherba
            0.97 same Mikhail Gorbunov / Michail Gorbunow: spelling: mikhail~michail, spelling: gorbunov~gorbunow
            0.98 same Zoran Đorđević / Zoran Djordjevich: spelling: dordevic~djordjevich
            0.51 no Anna Petrova / Anna Petrov: differs: petrova~petrov, not the same: parts differ
            0.59 no Ivan Petrovich Sidorov / Ivan Pavlovich Sidorov: differs: petrovich~pavlovich, not the same: parts differ
        "#]],
    );
}

#[test]
fn chinese_and_korean() {
    check(
        &[
            ("Chiang Ch'ing-hua", "Jiang Qinghua"),
            ("Hsü Shih-ch'ang", "Xu Shichang"),
            ("Li Xiannian", "Li Hsien-nien"),
            ("Zhang Jie", "Chang Chieh"),
            ("Wang Li", "Wang Lei"),
            ("Zhang Wei", "Wei Zhang"),
            ("Kim Sok-chol", "Kim Sok Chul"),
        ],
        &expect![[r#"
            0.96 same Chiang Ch'ing-hua / Jiang Qinghua: spelling: chiang~jiang, spelling: ching hua~qinghua
            0.96 same Hsü Shih-ch'ang / Xu Shichang: spelling: hsu~xu, spelling: shih chang~shichang
            0.97 same Li Xiannian / Li Hsien-nien: spelling: xiannian~hsien nien
            0.96 same Zhang Jie / Chang Chieh: spelling: zhang~chang, spelling: jie~chieh
            0.47 no Wang Li / Wang Lei: differs: li~lei, not the same: parts differ
            0.97 same Zhang Wei / Wei Zhang: the same words
            0.98 same Kim Sok-chol / Kim Sok Chul: spelling: chol~chul
        "#]],
    );
}

#[test]
fn spanish_and_portuguese() {
    check(
        &[
            ("José Muñoz", "Jose Munoz"),
            ("Rosa Martínez Vega", "Rosa Martínez"),
            ("Pedro Gómez Arrieta", "Pedro Gómez"),
            ("Ana Ruiz y Soler", "Ana Ruiz Soler"),
            ("João Pedro da Costa", "Joao da Costa"),
            ("Rosa Martínez Vega", "Rosa Vega"),
            ("Rosa Martínez", "Rosa Gómez Martínez"),
            ("Hassan Nadiri", "Hassan Nadiri Jabr"),
        ],
        &expect![[r#"
            1.00 same José Muñoz / Jose Munoz: the same words
            0.91 same Rosa Martínez Vega / Rosa Martínez: only in one: vega
            0.91 same Pedro Gómez Arrieta / Pedro Gómez: only in one: arrieta
            1.00 same Ana Ruiz y Soler / Ana Ruiz Soler: the same words
            0.88 same João Pedro da Costa / Joao da Costa: only in one: pedro
            0.88 no Rosa Martínez Vega / Rosa Vega: only in one: martinez, not the same: one name is only a part of the other
            0.86 no Rosa Martínez / Rosa Gómez Martínez: only in one: gomez, not the same: one name is only a part of the other
            0.85 no Hassan Nadiri / Hassan Nadiri Jabr: only in one: jabr, not the same: one name is only a part of the other
        "#]],
    );
}

#[test]
fn particles_initials_and_short_forms() {
    check(
        &[
            ("Hendrik van der Meer", "Hendrik van de Meer"),
            ("Otto von Halden", "Otto Halden"),
            ("Hendrik van Meer", "Van Meer"),
            ("J. R. Halloran", "John Robert Halloran"),
            ("J. R. Halloran", "Peter Halloran"),
            ("Ted Marsh", "Theodore Marsh"),
            ("Mr. Ole Sørensen", "Ole Sorensen"),
            ("Jürgen Müller", "Juergen Mueller"),
            ("Νίκος Παππάς", "Nikos Pappas"),
        ],
        &expect![[r#"
            1.00 same Hendrik van der Meer / Hendrik van de Meer: the same words
            1.00 same Otto von Halden / Otto Halden: the same words
            0.76 no Hendrik van Meer / Van Meer: only in one: hendrik, only in one: van, not the same: one name is only a part of the other
            0.89 same J. R. Halloran / John Robert Halloran: spelling: j~john, spelling: r~robert
            0.77 no J. R. Halloran / Peter Halloran: only in one: j r, only in one: peter, not the same: one name is only a part of the other
            0.92 same Ted Marsh / Theodore Marsh: spelling: ted~theodore
            0.98 same Mr. Ole Sørensen / Ole Sorensen: only in one: mr
            0.97 same Jürgen Müller / Juergen Mueller: spelling: jurgen~juergen, spelling: muller~mueller
            1.00 same Νίκος Παππάς / Nikos Pappas: the same words
        "#]],
    );
}

#[test]
fn frequent_names_are_two() {
    check(
        &[
            ("Hassan Najjar", "Hussein Najjar"),
            ("Hamid Karzan", "Hamad Karzan"),
            ("Ahmad Hasan", "Ahmad Ali Hasan"),
            ("Qusay Karzan", "Qusay Ali Karzan"),
        ],
        &expect![[r#"
            0.60 no Hassan Najjar / Hussein Najjar: differs: hassan~hussein, not the same: parts differ
            0.78 no Hamid Karzan / Hamad Karzan: differs: hamid~hamad, not the same: parts differ
            0.87 no Ahmad Hasan / Ahmad Ali Hasan: only in one: ali, not the same: one name is only a part of the other
            0.91 same Qusay Karzan / Qusay Ali Karzan: only in one: ali
        "#]],
    );
}

#[test]
fn a_part_of_a_name_is_not_the_name() {
    check(
        &[
            ("Hezbollah", "Kata'ib Hezbollah"),
            ("Mustafa", "Abdul Karim Hashem Mustafa"),
            ("Kata'ib Sayyid al-Shuhada", "Kata'ib Hezbollah"),
            ("VWC", "Veldra Water Company"),
            ("Orion Marine LLC", "Orion Marine Services LLC"),
        ],
        &expect![[r#"
            0.80 no Hezbollah / Kata'ib Hezbollah: only in one: kataib, not the same: one name is only a part of the other
            0.72 no Mustafa / Abdul Karim Hashem Mustafa: only in one: karim hashem, not the same: one name is only a part of the other
            0.42 no Kata'ib Sayyid al-Shuhada / Kata'ib Hezbollah: differs: sayyid~hezbollah, only in one: shuhada, not the same: parts differ
            0.85 no VWC / Veldra Water Company: initials
            0.90 no Orion Marine LLC / Orion Marine Services LLC: only in one: services, not the same: one name is only a part of the other
        "#]],
    );
}

#[test]
fn organisations_by_their_distinctive_words() {
    check(
        &[
            ("Veldra Water Company", "Veldra Water Co. Ltd"),
            ("Velbrück Maschinenbau GmbH & Co. KG", "Velbruck Maschinenbau"),
            ("Nordhavn Shipping A/S", "Nordhavn Shipping AB"),
            ("Petrolera del Norte S.A.", "Petrolera del Norte"),
            ("OOO Severny Les", "Severnyi Les LLC"),
            ("Ministry of Health", "Health Ministry"),
            ("Liwa Fajr", "Fajr Brigade"),
            ("Counter Terrorism Service", "Counter-Terror Service"),
            ("Institute of Marine Science", "Institute of Moral Science"),
            ("Northern Grain Trust", "Southern Grain Trust"),
            ("Brigade 31", "Brigade 32"),
        ],
        &expect![[r#"
            0.98 same Veldra Water Company / Veldra Water Co. Ltd: legal form: Ltd
            0.95 same Velbrück Maschinenbau GmbH & Co. KG / Velbruck Maschinenbau: legal form: GmbH Co KG
            1.00 same Nordhavn Shipping A/S / Nordhavn Shipping AB: the same words
            0.98 same Petrolera del Norte S.A. / Petrolera del Norte: legal form: S.A.
            0.98 same OOO Severny Les / Severnyi Les LLC: spelling: severny~severnyi
            1.00 same Ministry of Health / Health Ministry: the same words
            1.00 same Liwa Fajr / Fajr Brigade: the same words
            0.94 same Counter Terrorism Service / Counter-Terror Service: spelling: terrorism~terror
            0.52 no Institute of Marine Science / Institute of Moral Science: differs: marine~moral, not the same: parts differ
            0.51 no Northern Grain Trust / Southern Grain Trust: differs: northern~southern, not the same: parts differ
            0.30 no Brigade 31 / Brigade 32: differs: 31~32, not the same: parts differ
        "#]],
    );
}

#[test]
fn what_joins_and_parts_is_said() {
    check_explained(
        "Khalid al-Kadhri",
        "Halid Kazri",
        &expect![[r#"
        Khalid | Halid | sound alike: h for kh (Hatim, Khatim)
        al-Kadhri | Kazri | sound alike: z for dh (Kadhimi, Kazemi)
        0.87 is enough
    "#]],
    );
    check_explained(
        "Serhiy Tkachuk",
        "Sergei I. Tkachuk",
        &expect![[r#"
        Serhiy | Sergei | sound alike in the language of one of them
        Tkachuk | Tkachuk | the same word
        - | I | only in the second name: an initial, which may be left out
        0.87 is enough
    "#]],
    );
    check_explained(
        "Teng Hsiao-lin",
        "Deng Xiaolin",
        &expect![[r#"
        Teng | Deng | the same syllables in pinyin and Wade-Giles
        Hsiao lin | Xiaolin | the same syllables in pinyin and Wade-Giles
        0.87 is enough
    "#]],
    );
    check_explained(
        "Velbrück GmbH",
        "Velbruck Trading AG",
        &expect![[r#"
        Velbrück | Velbruck | the same but for marks and particles
        GmbH | - | only in the first name: a legal form, which may be left out
        - | Trading | only in the second name
        - | AG | only in the second name: a legal form, which may be left out
        kept apart: only one of them has Trading, which may tell it from the other
    "#]],
    );
    check_explained(
        "Anna Petrova",
        "Anna Petrov",
        &expect![[r#"
        Anna | Anna | the same word
        Petrova | Petrov | a man's and a woman's form of one family name
        kept apart, since Petrova is not Petrov
    "#]],
    );
}

#[test]
fn nothing_is_too_odd_to_be_compared() {
    for odd in ["", " ", ",", "-", "'", "al", "bin", "Abu", ".", "S.A.", "中国", "a,b,c", "🙂", "\u{301}"] {
        for other in ["", "al", "Nadim Kazri", odd] {
            let likeness = compare(odd, other);
            assert!((0.0..=1.0).contains(&likeness.score), "{odd:?} {other:?}");
            explain(odd, other);
        }
    }
    let long = "Muhammad ".repeat(2_000);
    assert!(compare(&long[..400], &long[..400]).same);
    assert!((0.0..=1.0).contains(&compare(&"ana".repeat(500), &"nan".repeat(500)).score));
}
