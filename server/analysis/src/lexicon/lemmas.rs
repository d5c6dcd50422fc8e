//! Base forms: of nouns by their plural endings, of verbs by table and by their endings.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::{grammar, rows, schemas};

/// What an inflected verb form can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VerbForm {
    /// True for a past tense that is no participle (`took`).
    pub past_only: bool,
    /// True for a participle that is no past tense (`taken`).
    pub participle_only: bool,
}

/// Lookups over base forms.
pub struct Lemmas {
    irregular: FxHashMap<&'static str, (&'static str, VerbForm)>,
    /// Verbs of the event and light-verb tables: they decide between `planed` and `plan`.
    known: FxHashSet<&'static str>,
}

static LEMMAS: LazyLock<Lemmas> = LazyLock::new(|| {
    let table = rows(&schemas::IRREGULAR_VERBS, grammar!("english/irregular-verbs.table"));
    let mut irregular = FxHashMap::default();
    for row in &table {
        let (past, participle): (Vec<_>, Vec<_>) = (row.list(1).collect(), row.list(2).collect());
        for form in past.iter().chain(&participle) {
            let kind = VerbForm { past_only: !participle.contains(form), participle_only: !past.contains(form) };
            irregular.entry(*form).or_insert((row.cells[0], kind));
        }
    }
    for form in ["is", "are", "am"] {
        irregular.insert(form, ("be", VerbForm { past_only: true, participle_only: false }));
    }
    irregular.insert("has", ("have", VerbForm { past_only: true, participle_only: false }));
    let mut known = FxHashSet::default();
    for row in rows(&schemas::EVENTS, grammar!("english/events.table")) {
        known.extend(row.list(2).chain(row.list(3)).filter_map(|verb| verb.split(' ').next()));
    }
    for row in rows(&schemas::LIGHT_VERBS, grammar!("english/light-verbs.table")) {
        known.extend(row.cells[0].split(' ').next());
    }
    for row in rows(&schemas::MODALITY, grammar!("english/modality.table")) {
        known.insert(row.cells[0]);
    }
    for row in rows(&schemas::REPORTING, grammar!("english/reporting.table")) {
        known.insert(row.cells[0]);
    }
    known.extend(table.iter().map(|row| row.cells[0]));
    Lemmas { irregular, known }
});

/// The one instance.
pub fn lemmas() -> &'static Lemmas {
    &LEMMAS
}

impl Lemmas {
    /// The base form of a lower-case verb form: `arrested` to `arrest`, `fled` to `flee`.
    ///
    /// # Example
    ///
    /// ```
    /// let lemmas = deskcheck_analysis::lexicon::lemmas();
    /// assert_eq!(lemmas.verb("storming"), "storm");
    /// assert_eq!(lemmas.verb("seized"), "seize");
    /// assert_eq!(lemmas.verb("planned"), "plan");
    /// ```
    pub fn verb(&self, form: &str) -> String {
        if let Some((base, _)) = self.irregular.get(form) {
            return (*base).to_owned();
        }
        if self.known.contains(form) {
            return form.to_owned();
        }
        let stem =
            ["ing", "ed", "es", "s"].iter().find_map(|ending| form.strip_suffix(ending).map(|stem| (*ending, stem)));
        match stem {
            Some((ending, stem)) if stem.len() >= 2 && has_vowel(stem) => self.verb_stem(ending, stem),
            _ => form.to_owned(),
        }
    }

    fn verb_stem(&self, ending: &str, stem: &str) -> String {
        let with_e = format!("{stem}e");
        let undoubled = undouble(stem);
        let ied = stem.strip_suffix('i').filter(|_| ending != "ing" && ending != "s").map(|rest| format!("{rest}y"));
        if let Some(ied) = ied.filter(|_| !self.known.contains(with_e.as_str())) {
            return ied;
        }
        for candidate in [&with_e, stem, undoubled] {
            if self.known.contains(candidate) {
                return candidate.to_owned();
            }
        }
        match ending {
            "s" => stem.to_owned(),
            "es" if stem.ends_with(['s', 'x', 'z']) || stem.ends_with("ch") || stem.ends_with("sh") => stem.to_owned(),
            "es" => with_e,
            _ if undoubled.len() < stem.len() && !stem.ends_with("ll") && !stem.ends_with("ss") => undoubled.to_owned(),
            _ if wants_e(stem) => with_e,
            _ => stem.to_owned(),
        }
    }

    /// What an irregular form can be; `None` for a regular one, which is both past and participle.
    pub fn verb_form(&self, form: &str) -> Option<VerbForm> {
        self.irregular.get(form).map(|(_, form)| *form)
    }

    /// True where the base form stands in one of the verb tables.
    pub fn knows_verb(&self, base: &str) -> bool {
        self.known.contains(base)
    }

    /// The singular of a lower-case noun: `militias` to `militia`, `men` to `man`.
    pub fn noun(&self, form: &str) -> String {
        if let Some(singular) = irregular_plural(form) {
            return singular.to_owned();
        }
        if let Some(stem) = form.strip_suffix("ies").filter(|stem| stem.len() > 2) {
            return format!("{stem}y");
        }
        for ending in ["sses", "xes", "ches", "shes", "zzes"] {
            if form.ends_with(ending) {
                return form[..form.len() - 2].to_owned();
            }
        }
        let plural = form.ends_with('s') && !form.ends_with("ss") && !form.ends_with("us") && !form.ends_with("is");
        if plural && form.len() > 3 { form[..form.len() - 1].to_owned() } else { form.to_owned() }
    }
}

fn irregular_plural(form: &str) -> Option<&'static str> {
    Some(match form {
        "men" => "man",
        "women" => "woman",
        "children" => "child",
        "people" => "person",
        "policemen" => "policeman",
        "policewomen" => "policewoman",
        "gunmen" => "gunman",
        "servicemen" => "serviceman",
        "militiamen" => "militiaman",
        "feet" => "foot",
        "lives" => "life",
        "series" => "series",
        "species" => "species",
        "barracks" => "barracks",
        "aircraft" => "aircraft",
        "headquarters" => "headquarters",
        _ => return None,
    })
}

fn has_vowel(stem: &str) -> bool {
    stem.contains(['a', 'e', 'i', 'o', 'u', 'y'])
}

/// `plann` to `plan`.
fn undouble(stem: &str) -> &str {
    let bytes = stem.as_bytes();
    match bytes {
        [.., a, b] if a == b && !b"aeiou".contains(a) => &stem[..stem.len() - 1],
        _ => stem,
    }
}

/// True where a stem such as `rescu`, `releas`, `hous` has lost its final e.
fn wants_e(stem: &str) -> bool {
    let bytes = stem.as_bytes();
    let vowel = |c: u8| b"aeiou".contains(&c);
    // One vowel before one consonant would have doubled it (`planned`); `stored` has not, so its verb ends in e.
    let vowels = bytes.iter().filter(|c| vowel(**c)).count();
    if let [.., before, last] = bytes
        && vowels == 1
        && vowel(*before)
        && !b"aeiouwxyh".contains(last)
    {
        return true;
    }
    match bytes {
        [.., b'u' | b'v' | b'z' | b'c'] => true,
        [.., a, b's' | b'g'] if vowel(*a) || *a == b'r' || *a == b'n' => true,
        [.., a, b't' | b'r' | b'n' | b'l' | b'd' | b'k' | b'm' | b'p'] => {
            *a == b'a' && stem.len() > 3 && !stem.ends_with("ain")
        }
        _ => false,
    }
}
