//! Countries, their other names and their adjectives.

use std::sync::LazyLock;

use super::lookup::Lookup;
use super::{rows, schemas};

/// One way to name a country.
#[derive(Clone, Debug)]
pub struct CountryName {
    /// The words behind the first, lower case.
    rest: Vec<String>,
    /// The country's name in the table's first column.
    pub country: &'static str,
    /// True for `Iraqi`, false for `Iraq`.
    pub adjective: bool,
    /// True for `US`: in small letters it is another word.
    pub capitals: bool,
}

static COUNTRIES: LazyLock<Lookup<Vec<CountryName>, String>> = LazyLock::new(|| {
    let mut countries: Lookup<Vec<CountryName>, String> = Lookup::default();
    for row in rows(&schemas::COUNTRIES, include_str!("../../../../grammar/english/countries.table")) {
        let country = row.cells[0];
        for name in std::iter::once(country).chain(row.list(1)) {
            add(&mut countries, name, country, false);
        }
        for adjective in row.list(2) {
            add(&mut countries, adjective, country, true);
            add(&mut countries, &format!("{adjective}s"), country, true);
        }
    }
    for names in countries.values_mut() {
        names.sort_by_key(|name| std::cmp::Reverse(name.rest.len()));
    }
    countries
});

fn add(countries: &mut Lookup<Vec<CountryName>, String>, name: &str, country: &'static str, adjective: bool) {
    let capitals = !name.chars().any(char::is_lowercase);
    let mut words = name.split(' ').map(str::to_lowercase);
    let Some(first) = words.next() else { return };
    let name = CountryName { rest: words.collect(), country, adjective, capitals };
    countries.entry(first).push(name);
}

/// The longest name of a country that the lower-case word `first` begins, `next(n)` being the lower-case word `n` places
/// further on. Returns it with its number of words.
pub fn country_at<'a>(first: &str, next: impl Fn(usize) -> Option<&'a str>) -> Option<(&'static CountryName, usize)> {
    COUNTRIES.get(first)?.iter().find_map(|name| {
        let fits = name.rest.iter().enumerate().all(|(at, word)| next(at + 1) == Some(word.as_str()));
        fits.then_some((name, name.rest.len() + 1))
    })
}

/// True where the name of a country may begin with the lower-case word `first`.
pub fn begins_country(first: &str) -> bool {
    COUNTRIES.contains(first)
}

static STATE_FORMS: LazyLock<Lookup<()>> = LazyLock::new(|| {
    let mut forms: Lookup<()> = Lookup::default();
    for row in rows(&schemas::STATE_FORMS, include_str!("../../../../grammar/english/state-forms.table")) {
        *forms.entry(row.cells[0]) = ();
    }
    forms
});

/// True for the noun of a state's full name: the republic or kingdom of such a country is that country.
pub fn is_state_form(lower: &str) -> bool {
    STATE_FORMS.get(lower).is_some()
}

static DEMONYMS: LazyLock<Vec<(&'static str, &'static str)>> = LazyLock::new(|| {
    let table = rows(&schemas::DEMONYM_ENDINGS, include_str!("../../../../grammar/english/demonym-endings.table"));
    table.iter().map(|row| (row.cells[0], row.cells[1])).collect()
});

/// The endings of adjectives made of places' names, each with what stood in its place.
pub fn demonym_endings() -> &'static [(&'static str, &'static str)] {
    &DEMONYMS
}

/// The country that `name` (`US`, `Iraqi`, `South Korean`; letter case ignored) names.
pub fn country_named(name: &str) -> Option<&'static str> {
    let lower = name.to_lowercase();
    let words: Vec<&str> = lower.split_whitespace().collect();
    whole(&words).or_else(|| {
        // "People’s Republic of China"
        let link = words.iter().rposition(|word| *word == "of").filter(|link| *link > 0)?;
        whole(&words[link + 1..]).filter(|_| is_state_form(words[link - 1]))
    })
}

fn whole(words: &[&str]) -> Option<&'static str> {
    let (found, length) = country_at(words.first()?, |at| words.get(at).copied())?;
    (length == words.len()).then_some(found.country)
}
