//! Each shape of a number in prose: its words, its hard interval, its unit; and what is no number.

use super::*;
use crate::text::sentences::sentences;

/// The quantities of a text, as `words = interval unit`.
fn read(text: &str) -> Vec<String> {
    let mut read = Vec::new();
    for sentence in sentences(text, Span::new(0, text.len())) {
        let mut reading = Reading::new(text, sentence.tokens);
        reading.tag();
        let times = super::super::times::times(&reading);
        let mut taken = vec![false; reading.len()];
        for time in &times {
            taken[time.first..time.end].fill(true);
        }
        for found in quantities(&reading, &taken) {
            let Quantity { span, hard, unit, .. } = &found.quantity;
            let unit = if unit.is_empty() { String::new() } else { format!(" {unit}") };
            read.push(format!("{} = {}{unit}", span.of(text), shown(*hard)));
        }
    }
    read
}

fn shown(interval: Interval) -> String {
    let number = |bound: f64| ((bound * 1000.0).round() / 1000.0).to_string();
    match interval {
        Interval { low: Some(low), high: Some(high), .. } if low == high => number(low),
        Interval { low, high, low_open, high_open } => format!(
            "{}{},{}{}",
            if low_open || low.is_none() { '(' } else { '[' },
            low.map_or("-".to_owned(), number),
            high.map_or("-".to_owned(), number),
            if high_open || high.is_none() { ')' } else { ']' }
        ),
    }
}

fn check(text: &str, expected: &[&str]) {
    assert_eq!(read(text), expected, "{text}");
}

#[test]
fn number_words() {
    check(
        "They counted one hundred and twenty-three thousand votes.",
        &["one hundred and twenty-three thousand = 123000"],
    );
    check("Two thousand and six men came.", &["Two thousand and six = 2006"]);
    check("Some villages lost fifty two hundred sheep.", &["fifty two hundred = 5200"]);
    check("He sold 3 hundred and 40 goats.", &["3 hundred and 40 = 340"]);
    check("A road of nine point nought four miles.", &["nine point nought four miles = 9.04 mile"]);
    check("They owe three lakh crore rupees.", &["three lakh crore rupees = 3000000000000 rupee"]);
    check("Two-hundred-and-six", &[]);
    check("A crowd of two million five hundred thousand.", &["two million five hundred thousand = 2500000"]);
}

#[test]
fn dozens_and_scores() {
    check("Three dozen boats sank.", &["Three dozen = 36"]);
    check("Half a dozen boats sank.", &["Half a dozen = 6"]);
    check("Three score and ten men drowned.", &["Three score = 60", "ten = 10"]);
    check("They found two gross of eggs.", &["two gross = 288"]);
    check("A final score of 2 was enough.", &["2 = 2"]);
    check("Five million gross tonnage", &["Five million = 5000000"]);
}

#[test]
fn digits_and_their_separators() {
    check("It holds 1,234,567 people.", &["1,234,567 = 1234567"]);
    check("It holds 12,34,567 people.", &["12,34,567 = 1234567"]);
    check("It holds 3 500 000 people.", &["3 500 000 = 3500000"]);
    check("It holds 3\u{202f}500\u{a0}000 people.", &["3\u{202f}500\u{a0}000 = 3500000"]);
    check("It holds 30.000 people.", &["30.000 = 30000"]);
    check("It holds 1.500.000 people.", &["1.500.000 = 1500000"]);
    check("It grew 12,5 percent.", &["12,5 percent = 12.5 percent"]);
    check("It is .45 miles away.", &[".45 miles = 0.45 mile"]);
    check("They sent 2 500-pound bombs.", &["2 = 2", "500-pound = 500 GBP"]);
}

#[test]
fn a_point_that_may_part_thousands_contradicts_neither_reading() {
    let text = "The yield was 4.800 tonnes.";
    let reading = Reading::new(text, sentences(text, Span::new(0, text.len())).remove(0).tokens);
    let found = quantities(&reading, &vec![false; reading.len()]);
    let soft = found[0].quantity.soft;
    assert!(soft.low <= Some(4.8) && soft.high >= Some(4800.0), "{soft:?}");
}

#[test]
fn scales() {
    check("They raised $5m and €3.5bn.", &["$5m = 5000000 USD", "€3.5bn = 3500000000 EUR"]);
    check("Some 40k people and 1.2m refugees", &["Some 40k = [39151.472,40848.528]", "1.2m = 1200000"]);
    check("A 30m wall, 4m high", &["30m = 30 metre", "4m = 4 metre"]);
    check("Profit of 12mln, then of 10 bln", &["12mln = 12000000", "10 bln = 10000000000"]);
}

#[test]
fn powers_of_ten() {
    check(
        "It holds 1.3e6 cells, 2.5x10^-4 grams and 4 × 10^6 ions.",
        &["1.3e6 = 1300000", "2.5x10^-4 grams = 0 gram", "4 × 10^6 = 4000000"],
    );
}

#[test]
fn negatives() {
    check("It fell to -5 degrees.", &["-5 degrees = -5 degree"]);
    check("It fell to minus five percent.", &["minus five percent = -5 percent"]);
    check("He tested negative two days later.", &["two days = 2 day"]);
    check("- 12 boats", &["12 = 12"]);
}

#[test]
fn fractions_and_shares() {
    check("A third of the harvest rotted.", &["A third = 33.333 percent"]);
    check("Two-thirds of voters agreed.", &["Two-thirds = 66.667 percent"]);
    check("Nearly three quarters were lost.", &["Nearly three quarters = [69,75] percent"]);
    check("One in five houses burned.", &["One in five = 20 percent"]);
    check("Nine out of ten houses burned.", &["Nine out of ten = 90 percent"]);
    check("Some 65 out of 100 houses burned.", &["Some 65 out of 100 = [62.253,67.747] percent"]);
    check("Half the houses burned.", &["Half = 50 percent"]);
    check("More than half of them fled.", &["More than half = (50,-) percent"]);
    check("Fewer than 1/4 of them fled.", &["Fewer than 1/4 = [0,25) percent"]);
    check("Between a quarter and a third of it rotted.", &["Between a quarter and a third = [25,33.333] percent"]);
    check("About ⅔ of them fled.", &["About ⅔ = [63.867,69.466] percent"]);
    check("Half an hour later", &["Half an hour = 0.5 hour"]);
    check("They waited a minute and a half.", &["a minute and a half = 1.5 minute"]);
    check("Three quarters of a mile", &["Three quarters of a mile = 0.75 mile"]);
    check("A quarter-million fled.", &["A quarter-million = 250000"]);
    check("Half a million fled.", &["Half a million = 500000"]);
    check("Three quarters of a million fled.", &["Three quarters of a million = 750000"]);
    check("They ran one and a half miles.", &["one and a half miles = 1.5 mile"]);
    check("They ran 2 1/2 miles and 3½ more.", &["2 1/2 miles = 2.5 mile", "3½ = 3.5"]);
    check("A debt of five and a half million", &["five and a half million = 5500000"]);
    check("A debt of three million and a quarter", &["three million and a quarter = 3250000"]);
}

#[test]
fn marks_are_amounts_on_scales_of_their_own() {
    check("It has an average rating of 6.1/10.", &["6.1/10 = 6.1 of 10"]);
    check("It got a score of 72 out of 100.", &["72 out of 100 = 72 of 100"]);
    check("It got an average score of 9.3 out of 10.", &["9.3 out of 10 = 9.3 of 10"]);
    check("Critics gave it a rating of 4/5.", &["4/5 = 4 of 5"]);
}

#[test]
fn what_is_no_share() {
    check("A first-degree burn in the fourth-year class", &[]);
    check("Two were killed and a third was hurt.", &["Two = 2"]);
    check("Profits fell in the first three quarters of the year.", &["three = 3"]);
    check("They killed 3 in 5 attacks.", &["3 = 3", "5 = 5"]);
    check("On 9/11 and on 2/5 he spoke.", &[]);
    check("He scored in the second half.", &[]);
}

#[test]
fn ranges() {
    check("A fee of 5k-20k", &["5k-20k = [5000,20000]"]);
    for text in ["20-30", "20–30", "20 to 30", "20~30", "20 - 30", "20 through 30", "20 or 30"] {
        check(&format!("They saw {text} boats."), &[&format!("{text} = [20,30]")]);
    }
    check("Between 20 and 30 boats sank.", &["Between 20 and 30 = [20,30]"]);
    check("Estimates range from 20 to 30 boats.", &["from 20 to 30 = [20,30]"]);
    check("Between one hundred and two hundred boats sank.", &["Between one hundred and two hundred = [100,200]"]);
    check("It cost 2 to 3 million dollars.", &["2 to 3 million dollars = [2000000,3000000] USD"]);
    check("It cost $5-10 million.", &["$5-10 million = [5000000,10000000] USD"]);
    check("It cost $5m-$10m.", &["$5m-$10m = [5000000,10000000] USD"]);
    check("It wants growth of 10% to 15%.", &["10% to 15% = [10,15] percent"]);
    check("It grew between 10 percent and 15 percent.", &["between 10 percent and 15 percent = [10,15] percent"]);
    check("Some 20 to 30,000 people fled.", &["Some 20 to 30,000 = [20000,30000]"]);
    check("Five or six boats sank.", &["Five or six = [5,6]"]);
}

#[test]
fn changes_are_no_ranges() {
    check("The toll rose from 20 to 30.", &["20 = 20", "30 = 30"]);
    check("The toll rose two to 31.", &["two = 2", "31 = 31"]);
    check("It grew by 27,000 to 202,000.", &["27,000 = 27000", "202,000 = 202000"]);
    check("It grew by 20 to 30 percent.", &["20 to 30 percent = [20,30] percent"]);
}

#[test]
fn both_values_of_a_change_have_its_unit() {
    check("It fell from 20 to 8 percent.", &["20 = 20 percent", "8 percent = 8 percent"]);
    check("It fell by 3 tonnes to 20 tonnes.", &["3 tonnes = 3 tonne", "20 tonnes = 20 tonne"]);
}

#[test]
fn a_number_repeated_in_brackets_is_one() {
    check("Twenty (20) men and four (4) boys", &["Twenty (20) = 20", "four (4) = 4"]);
    check("Two men (3 of them hurt)", &["Two = 2", "3 = 3"]);
}

#[test]
fn two_bounds_make_a_range() {
    check("It is greater than 20 and at most 30.", &["greater than 20 and at most 30 = (20,30]"]);
    check("At least 20 but fewer than 30 boats sank.", &["At least 20 but fewer than 30 = [20,30)"]);
    check("At most 30 and at least 20 boats sank.", &["At most 30 and at least 20 = [20,30]"]);
    check("More than 40 and less than 10 are two.", &["More than 40 = (40,-)", "less than 10 = [0,10)", "two = 2"]);
}

#[test]
fn hedges() {
    check("More than 20 boats", &["More than 20 = (20,-)"]);
    check("At least 20 boats", &["At least 20 = [20,-)"]);
    check("No fewer than 20 boats", &["No fewer than 20 = [20,-)"]);
    check("20 or more boats", &["20 or more = [20,-)"]);
    check("20+ boats", &["20+ = [20,-)"]);
    check("Fewer than 20 boats", &["Fewer than 20 = [0,20)"]);
    check("Up to 20 boats", &["Up to 20 = [0,20]"]);
    check("As many as 20 boats", &["As many as 20 = [0,20]"]);
    check("Less than or equal to 20 boats", &["Less than or equal to 20 = [0,20]"]);
    check("More than 20 or equal to it", &["More than 20 or equal to = [20,-)"]);
    check("Four hundred-odd boats", &["Four hundred-odd = [373.167,426.833]"]);
    check("Exactly 20 boats", &["Exactly 20 = 20"]);
    check("Thirty-odd boats and 20-plus rafts", &["Thirty-odd = [26.154,33.846]", "20-plus = [20,-)"]);
    check("The toll exceeded 20.", &["20 = (20,-)"]);
}

#[test]
fn widths_of_about() {
    let width = |value, grain| {
        let (hard, soft) = intervals(value, grain, Hedge::About);
        let width = |interval: Interval| interval.high.zip(interval.low).map_or(0.0, |(high, low)| high - low);
        assert!(width(soft) > width(hard), "{value}");
        width(hard).round()
    };
    assert_eq!(
        [width(14.0, 1.0), width(36.0, 1.0), width(100.0, 100.0), width(1000.0, 1000.0)],
        [2.0, 4.0, 19.0, 107.0]
    );
}

#[test]
fn hard_and_soft_edges() {
    let text = |sentence: &str| {
        let reading = Reading::new(sentence, sentences(sentence, Span::new(0, sentence.len())).remove(0).tokens);
        let found = quantities(&reading, &vec![false; reading.len()]).remove(0).quantity;
        format!("{} {}", shown(found.hard), shown(found.soft))
    };
    assert_eq!(text("Nearly three dozen boats"), "[33,36] [28.945,36]");
    assert_eq!(text("Over 100 boats"), "(100,500] (100,-)");
    assert_eq!(text("A couple of boats"), "[2,3) [2,4)");
    assert_eq!(text("A few boats"), "[3,10) [2,12)");
    assert_eq!(text("Several boats"), "[3,10) [2,13)");
    assert_eq!(text("A dozen boats"), "12 12");
    assert_eq!(text("Dozens of boats"), "[24,100) [12,-)");
    assert_eq!(text("Scores of boats"), "[40,200) [20,-)");
    assert_eq!(text("Hundreds of boats"), "[100,1000) [100,-)");
    assert_eq!(text("5,200 boats"), "5200 (5150,5250)");
    assert_eq!(text("1.2 million boats"), "1200000 (1150000,1250000)");
    assert_eq!(text("14 boats"), "14 14");
}

#[test]
fn ages_are_no_counts_and_no_stretches_of_time() {
    check(
        "A girl 13 years old, and a boy under 12 years of age",
        &["13 years old = 13 year of age", "under 12 years of age = [0,12) year of age"],
    );
    check(
        "Some 350 children under five and people over 60",
        &["Some 350 = [340.29,359.71]", "under five = [0,5) year of age", "over 60 = (60,100] year of age"],
    );
    check("He rules over 60 villages.", &["over 60 = (60,100]"]);
    check("A 16-year-old was held, and a 17-year old fled.", &[]);
}

#[test]
fn a_number_joined_to_a_noun_tells_a_size() {
    check("The 15-member council met.", &["15-member = 15 member"]);
    check("A 6.3-magnitude quake and one of magnitude 5.1", &["6.3-magnitude = 6.3 magnitude"]);
    check("A 48-hour curfew", &["48-hour = 48 hour"]);
    check("A group of 11- to 15-year-olds", &[]);
}

#[test]
fn percentages_points_and_rates() {
    check(
        "It rose 5 percentage points to 12 per cent.",
        &["5 percentage points = 5 point", "12 per cent = 12 percent"],
    );
    check("It rose 25 basis points.", &["25 basis points = 25 basis point"]);
    check("It is four times as large and came four times.", &["four times = 4 times", "four = 4"]);
    check("It fell to 7.25 per dollar.", &["7.25 per dollar = 7.25 per USD"]);
    check("Some 12 per 1,000 births", &["Some 12 per 1,000 = [11,13] per 1000"]);
    check("A salinity of 35 ‰", &["35 ‰ = 35 per mille"]);
    check("It sells at $40 a barrel.", &["$40 a barrel = 40 USD/barrel"]);
    check("It earned $1.40 a share.", &["$1.40 a share = 1.4 USD/share"]);
}

#[test]
fn money() {
    check(
        "$ 75 million, US$5, C$ 5m and Rs 30",
        &["$ 75 million = 75000000 USD", "US$5 = 5 USD", "C$ 5m = 5000000 CAD", "Rs 30 = 30 rupee"],
    );
    check(
        "USD 12, 12 USD, USD115.5 and 30 MEUR",
        &["USD 12 = 12 USD", "12 USD = 12 USD", "USD115.5 = 115.5 USD", "30 MEUR = 30000000 EUR"],
    );
    check("420 million Finnish markka", &["420 million Finnish markka = 420000000 FIM"]);
    check("12 euros and 50 cents", &["12 euros and 50 cents = 12.5 EUR"]);
    check("75 USD million", &["75 USD million = 75000000 USD"]);
    check("100,000 ₭ and 5 €", &["100,000 ₭ = 100000 LAK", "5 € = 5 EUR"]);
    check("20 billion francs", &["20 billion francs = 20000000000 franc"]);
    check("a one-euro coin", &["one-euro = 1 EUR"]);
    check("a 5bn-dollar loan", &["5bn-dollar = 5000000000 USD"]);
    check("a 3-million-dollar budget", &["3-million-dollar = 3000000 USD"]);
    check("ALL 5 won.", &["5 = 5"]);
}

#[test]
fn what_names_counts_nothing() {
    for text in [
        "At 7 a.m. on Monday, Week 26 began.",
        "See P.10, pp. 10-12, chapters 3 and 4, and No. 5.",
        "1. Situation in the north",
        "Call +1-222-555-0199 or 020 7946 0018.",
        "The host 192.168.1.2 runs version 2.0.1.",
        "They won 1-3 and drew 2-2, then lost a 0–3 home match.",
        "Call (555)435-6711 or 435-6711.",
        "The bridge fell.[3]",
        "He fled in a Boeing 737 and an F-16.",
        "A 16-year-old, a two-year-old and a man aged 40 to 45",
        "On Resolution 2254, Article 5 and art. 5(2)",
        "All but three survived.",
        "Grid 38S MB 4567 8901",
        "The house at 10 Orchard Street is empty.",
        "He won the 21st prize and the twenty-first.",
        "The curfew begins at 1900 GMT.",
    ] {
        check(text, &[]);
    }
    check("The bridge fell.12 Then 3 boats sank.", &["3 = 3"]);
    check("In 2022 2,600 workers and in 2009 1200 workers struck.", &["2,600 = 2600", "1200 = 1200"]);
    check("They seat 30 people.", &["30 = 30"]);
}
