//! Base forms: of nouns by their plural endings, of verbs by table and by their endings.

use std::borrow::Cow;
use std::sync::LazyLock;

use super::lookup::Lookup;
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
    irregular: Lookup<(&'static str, VerbForm)>,
    /// Verbs of the event and light-verb tables: they decide between `planed` and `plan`.
    known: Lookup<()>,
    /// Those that end in e, by what stands before it: `releas` to `release`.
    cut: Lookup<&'static str>,
}

static LEMMAS: LazyLock<Lemmas> = LazyLock::new(|| {
    let table = rows(&schemas::IRREGULAR_VERBS, grammar!("english/irregular-verbs.table"));
    let mut irregular = Lookup::default();
    for row in &table {
        let (past, participle): (Vec<_>, Vec<_>) = (row.list(1).collect(), row.list(2).collect());
        for form in past.iter().chain(&participle) {
            let kind = VerbForm { past_only: !participle.contains(form), participle_only: !past.contains(form) };
            if !irregular.contains(form) {
                irregular.insert(*form, (row.cells[0], kind));
            }
        }
    }
    for form in ["is", "are", "am"] {
        irregular.insert(form, ("be", VerbForm { past_only: true, participle_only: false }));
    }
    irregular.insert("has", ("have", VerbForm { past_only: true, participle_only: false }));
    let mut known = Vec::new();
    for row in rows(&schemas::EVENTS, grammar!("english/events.table")) {
        known.extend(row.list(2).chain(row.list(3)).filter_map(|verb| verb.split(' ').next()));
    }
    for row in rows(&schemas::LIGHT_VERBS, grammar!("english/light-verbs.table")) {
        known.extend(row.cells[0].split(' ').next());
    }
    for row in rows(&schemas::MODALITY, grammar!("english/modality.table")) {
        known.push(row.cells[0]);
    }
    for row in rows(&schemas::REPORTING, grammar!("english/reporting.table")) {
        known.push(row.cells[0]);
    }
    known.extend(table.iter().map(|row| row.cells[0]));
    let cut = known.iter().filter_map(|verb| Some((verb.strip_suffix('e')?, *verb))).collect();
    Lemmas { irregular, known: known.into_iter().map(|verb| (verb, ())).collect(), cut }
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
    pub fn verb<'a>(&self, form: &'a str) -> Cow<'a, str> {
        if let Some((base, _)) = self.irregular.get(form) {
            return Cow::Borrowed(base);
        }
        if self.known.contains(form) {
            return Cow::Borrowed(form);
        }
        let stem =
            ["ing", "ed", "es", "s"].iter().find_map(|ending| form.strip_suffix(ending).map(|stem| (*ending, stem)));
        match stem {
            Some((ending, stem)) if stem.len() >= 2 && has_vowel(stem) => self.verb_stem(ending, stem),
            _ => Cow::Borrowed(form),
        }
    }

    fn verb_stem<'a>(&self, ending: &str, stem: &'a str) -> Cow<'a, str> {
        if let Some(known) = self.cut.get(stem) {
            return Cow::Borrowed(known);
        }
        if let Some(rest) = stem.strip_suffix('i').filter(|_| ending != "ing" && ending != "s") {
            return Cow::Owned(format!("{rest}y"));
        }
        let undoubled = undouble(stem);
        if let Some(known) = [stem, undoubled].into_iter().find(|candidate| self.known.contains(candidate)) {
            return Cow::Borrowed(known);
        }
        let keeps_double = stem.ends_with("ll") || stem.ends_with("ss");
        let with_e = match ending {
            "s" => false,
            "es" => !(stem.ends_with(['s', 'x', 'z']) || stem.ends_with("ch") || stem.ends_with("sh")),
            _ if undoubled.len() < stem.len() && !keeps_double => return Cow::Borrowed(undoubled),
            _ => wants_e(stem),
        };
        if with_e { Cow::Owned(format!("{stem}e")) } else { Cow::Borrowed(stem) }
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
    pub fn noun<'a>(&self, form: &'a str) -> Cow<'a, str> {
        // Few words end as a plural may.
        if !matches!(form.as_bytes().last(), Some(b's' | b'n' | b'e' | b't')) {
            return Cow::Borrowed(form);
        }
        if let Some(singular) = irregular_plural(form) {
            return Cow::Borrowed(singular);
        }
        if !form.ends_with('s') {
            return Cow::Borrowed(form);
        }
        if let Some(stem) = form.strip_suffix("ies").filter(|stem| stem.len() > 2) {
            return Cow::Owned(format!("{stem}y"));
        }
        for ending in ["sses", "xes", "ches", "shes", "zzes"] {
            if form.ends_with(ending) {
                return Cow::Borrowed(&form[..form.len() - 2]);
            }
        }
        let plural = form.ends_with('s') && !form.ends_with("ss") && !form.ends_with("us") && !form.ends_with("is");
        Cow::Borrowed(if plural && form.len() > 3 { &form[..form.len() - 1] } else { form })
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
