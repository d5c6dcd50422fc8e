//! The tables of `grammar/` and their columns. A new table gets its schema here and its line in [`ALL`].

use super::tables::Column::{Choice, Key, List, Number, Optional, Parent, Text};
use super::tables::Schema;

/// Words that carry grammar rather than content.
pub const FUNCTION_WORDS: Schema = Schema {
    file: "english/function-words.table",
    columns: &[
        ("word", Key),
        (
            "class",
            Choice(&[
                "determiner",
                "pronoun",
                "preposition",
                "conjunction",
                "subordinator",
                "auxiliary",
                "modal",
                "adverb",
                "opener",
            ]),
        ),
        ("traits", List),
    ],
};

/// Words whose period ends no sentence.
pub const ABBREVIATIONS: Schema = Schema {
    file: "english/abbreviations.table",
    columns: &[("word", Key), ("before", Choice(&["anything", "number"]))],
};

/// Number words.
pub const NUMBER_WORDS: Schema = Schema {
    file: "english/number-words.table",
    columns: &[
        ("word", Key),
        ("value", Number),
        (
            "kind",
            Choice(&["small", "ten", "hundred", "scale", "dozen", "score", "fraction", "part", "ordinal", "minus"]),
        ),
    ],
};

/// Letters that touch digits.
pub const NUMBER_SUFFIXES: Schema = Schema {
    file: "english/number-suffixes.table",
    columns: &[("suffix", Key), ("value", Number), ("kind", Choice(&["scale", "ordinal"]))],
};

/// Words for no exact number.
pub const VAGUE_NUMBERS: Schema = Schema {
    file: "english/vague-numbers.table",
    columns: &[("phrase", Key), ("low", Number), ("high", Text), ("least", Number), ("most", Text)],
};

/// What qualifies a number.
pub const HEDGES: Schema = Schema {
    file: "english/hedges.table",
    columns: &[
        ("phrase", Text),
        (
            "hedge",
            Choice(&["exact", "about", "nearly", "more-than", "over", "at-least", "less-than", "at-most", "or-equal"]),
        ),
        ("side", Choice(&["before", "after", "joined", "verb"])),
        ("not behind", List),
    ],
};

/// Words that make a range of two numbers.
pub const RANGE_WORDS: Schema = Schema {
    file: "english/range-words.table",
    columns: &[("word", Key), ("part", Choice(&["between", "and", "to", "or", "from", "spread"]))],
};

/// Words for contests, votes and marks.
pub const CONTESTS: Schema = Schema {
    file: "english/contests.table",
    columns: &[("word", Key), ("kind", Choice(&["contest", "mark", "both"]))],
};

/// Units of percentages, durations and measures.
pub const UNITS: Schema = Schema {
    file: "english/units.table",
    columns: &[
        ("unit", Key),
        ("words", List),
        ("kind", Choice(&["percent", "duration", "measure", "rate"])),
        ("base", Text),
        ("factor", Number),
    ],
};

/// Currencies.
pub const CURRENCIES: Schema = Schema {
    file: "english/currencies.table",
    columns: &[("code", Key), ("like", Optional), ("signs", List), ("words", List), ("change", List)],
};

/// Months, weekdays, feasts.
pub const CALENDAR: Schema = Schema {
    file: "english/calendar.table",
    columns: &[
        ("name", Key),
        ("kind", Choice(&["month", "weekday", "feast", "part"])),
        ("month", Number),
        ("day", Number),
    ],
};

/// How incidents are called.
pub const INCIDENT_NAMES: Schema = Schema {
    file: "english/incident-names.table",
    columns: &[("class", Key), ("noun", Text), ("to", Optional), ("by", Text), ("once", Choice(&["yes", "no"]))],
};

/// Words around sums.
pub const SUM_CUES: Schema = Schema { file: "english/sum-cues.table", columns: &[("phrase", Key), ("kinds", List)] };

/// Nouns in sums and lists.
pub const SUM_NOUNS: Schema =
    Schema { file: "english/sum-nouns.table", columns: &[("noun", Key), ("kind", Choice(&["point", "highlight"]))] };

/// Classes of events and states.
pub const EVENTS: Schema = Schema {
    file: "english/events.table",
    columns: &[
        ("class", Key),
        ("kind-of", Parent),
        ("verbs", List),
        ("ergative", List),
        ("nouns", List),
        ("persons", List),
        ("adjectives", List),
        ("tolls", List),
        ("grows", Choice(&["yes", "no"])),
        ("incident", Choice(&["yes", "no"])),
        ("done to", Choice(&["persons", "any"])),
    ],
};

/// Counted nouns.
pub const NOUNS: Schema = Schema {
    file: "english/nouns.table",
    columns: &[("noun", Key), ("kind-of", Optional), ("general", Choice(&["yes", "no"])), ("same", List)],
};

/// Words that say the same of what a figure is told of.
pub const SYNONYMS: Schema = Schema { file: "english/synonyms.table", columns: &[("word", Key), ("same", List)] };

/// Words that make a figure one for each stretch of time.
pub const RATES: Schema = Schema { file: "english/rates.table", columns: &[("word", Key), ("per", Text)] };

/// Adjectives behind a measure, and what they measure.
pub const ATTRIBUTES: Schema =
    Schema { file: "english/attributes.table", columns: &[("adjective", Key), ("attribute", Text)] };

/// Words that pick one of a row of like things.
pub const RANK_WORDS: Schema =
    Schema { file: "english/rank-words.table", columns: &[("word", Key), ("place", Number)] };

/// Words with which a locator names a place in a document.
pub const LOCATORS: Schema =
    Schema { file: "english/locators.table", columns: &[("unit", Key), ("of", Choice(&["page", "paragraph"]))] };

/// Words that make a count one of a growing total.
pub const RUNNING_CUES: Schema = Schema { file: "english/running-cues.table", columns: &[("phrase", Key)] };

/// Words with which a time may begin.
pub const TIME_OPENERS: Schema = Schema { file: "english/time-openers.table", columns: &[("word", Key)] };

/// Irregular verbs.
pub const IRREGULAR_VERBS: Schema =
    Schema { file: "english/irregular-verbs.table", columns: &[("base", Key), ("past", List), ("participle", List)] };

/// Words that give another's word.
pub const REPORTING: Schema = Schema {
    file: "english/reporting.table",
    columns: &[("word", Key), ("form", Choice(&["verb", "preposition"])), ("stance", Choice(&["said", "denied"]))],
};

/// Words that make what depends on them no fact.
pub const MODALITY: Schema = Schema {
    file: "english/modality.table",
    columns: &[
        ("word", Key),
        ("form", Choice(&["verb", "modal", "negation", "subordinator"])),
        ("effect", Choice(&["planned", "negated", "conditional"])),
    ],
};

/// Verbs without a happening of their own.
pub const LIGHT_VERBS: Schema =
    Schema { file: "english/light-verbs.table", columns: &[("verb", Key), ("use", Choice(&["event", "state"]))] };

/// Nouns whose number names rather than counts.
pub const LABEL_NOUNS: Schema = Schema { file: "english/label-nouns.table", columns: &[("noun", Key)] };

/// Nouns that stand for the number of something.
pub const QUANTITY_NOUNS: Schema = Schema { file: "english/quantity-nouns.table", columns: &[("noun", Key)] };

/// Things counted alike under several predicates.
pub const INSTRUMENTS: Schema =
    Schema { file: "english/instruments.table", columns: &[("noun", Key), ("class", Text), ("classes", List)] };

/// Every table, for the build's check.
pub const ALL: &[&Schema] = &[
    &FUNCTION_WORDS,
    &ABBREVIATIONS,
    &NUMBER_WORDS,
    &NUMBER_SUFFIXES,
    &VAGUE_NUMBERS,
    &HEDGES,
    &RANGE_WORDS,
    &CONTESTS,
    &UNITS,
    &CURRENCIES,
    &CALENDAR,
    &INCIDENT_NAMES,
    &SUM_CUES,
    &TABLE_HEADS,
    &SUM_NOUNS,
    &EVENTS,
    &NOUNS,
    &IRREGULAR_VERBS,
    &REPORTING,
    &MODALITY,
    &LIGHT_VERBS,
    &TITLES,
    &ORGANISATION_HEADS,
    &PLACE_CUES,
    &KIND_CUES,
    &NAME_JOINERS,
    &NO_NAMES,
    &PUBLICATIONS,
    &ENDINGS,
    &COUNTRIES,
    &STATE_FORMS,
    &DEMONYM_ENDINGS,
    &LABEL_NOUNS,
    &QUANTITY_NOUNS,
    &INSTRUMENTS,
    &SYNONYMS,
    &RUNNING_CUES,
    &TIME_OPENERS,
    &RATES,
    &ATTRIBUTES,
    &RANK_WORDS,
    &LOCATORS,
    &PARTICLES,
    &SOUNDS,
    &LIKENESS,
    &LETTERS,
    &MARKED_LETTERS,
    &NAME_ENDINGS,
    &NAME_HONORIFICS,
    &DOUBLE_SURNAMES,
    &CHINESE,
    &FREQUENT_NAMES,
    &SHORT_FORMS,
    &COMPANY_FORMS,
    &NAME_VARIANTS,
    &FOREIGN_HEADS,
    &ALIAS_PHRASES,
    &REFERENCE_HEADINGS,
    &LANGUAGES,
    &CAPITALS,
];

/// Words that stand before persons' names.
pub const TITLES: Schema = Schema {
    file: "english/titles.table",
    columns: &[("word", Key), ("class", Choice(&["office", "rank", "honorific", "role", "modifier"]))],
};

/// Head nouns of organisations' names.
pub const ORGANISATION_HEADS: Schema = Schema {
    file: "english/organisation-heads.table",
    columns: &[
        ("word", Key),
        ("kind", Choice(&["body", "group", "party", "company", "publication"])),
        ("place", Choice(&["first", "last", "either"])),
    ],
};

/// Words that show a place.
pub const PLACE_CUES: Schema = Schema {
    file: "english/place-cues.table",
    columns: &[("word", Key), ("place", Choice(&["before", "behind", "both", "direction", "in", "at"]))],
};

/// Lower-case words beside a name that tell its kind.
pub const KIND_CUES: Schema = Schema {
    file: "english/kind-cues.table",
    columns: &[
        ("word", Key),
        ("kind", Choice(&["person", "body", "group", "party", "company", "publication"])),
        ("side", Choice(&["before", "behind", "both", "of"])),
    ],
};

/// Lower-case words inside names.
pub const NAME_JOINERS: Schema = Schema {
    file: "english/name-joiners.table",
    columns: &[("word", Key), ("class", Choice(&["particle", "link", "prefix"]))],
};

/// Capitalised words that name no actor.
pub const NO_NAMES: Schema = Schema {
    file: "english/no-names.table",
    columns: &[
        ("word", Key),
        (
            "class",
            Choice(&["calendar", "short", "month-name", "holiday", "event", "people", "creed", "page", "currency"]),
        ),
    ],
};

/// Where things are published.
pub const PUBLICATIONS: Schema =
    Schema { file: "english/publications.table", columns: &[("name", Key), ("class", Choice(&["platform"]))] };

/// Words at the head of columns and rows of tables.
pub const TABLE_HEADS: Schema = Schema {
    file: "english/table-heads.table",
    columns: &[("phrase", Key), ("says", Choice(&["index", "number", "place", "actor", "time", "unit", "remark"]))],
};

/// Endings of regular English words.
pub const ENDINGS: Schema =
    Schema { file: "english/endings.table", columns: &[("ending", Text), ("instead", Optional)] };

/// Countries.
pub const COUNTRIES: Schema = Schema {
    file: "english/countries.table",
    columns: &[("country", Key), ("other names", List), ("adjectives", List)],
};

/// Small words inside names.
pub const PARTICLES: Schema = Schema {
    file: "transliteration/particles.table",
    columns: &[
        ("form", Key),
        ("class", Choice(&["article", "assimilated", "son", "kunya", "servant", "particle", "god"])),
    ],
};

/// How letters are read in names.
pub const SOUNDS: Schema = Schema {
    file: "transliteration/sounds.table",
    columns: &[("written", Text), ("sound", Optional), ("in", Optional)],
};

/// What it costs to take one sound for another.
pub const LIKENESS: Schema = Schema {
    file: "transliteration/likeness.table",
    columns: &[("a", Text), ("b", Text), ("cost", Number), ("why", Text)],
};

/// Letters of other scripts in Latin ones.
pub const LETTERS: Schema =
    Schema { file: "transliteration/letters.table", columns: &[("letter", Key), ("latin", Optional)] };

/// Latin letters whose mark changes what they sound like.
pub const MARKED_LETTERS: Schema =
    Schema { file: "transliteration/marked-letters.table", columns: &[("letter", Key), ("read", Optional)] };

/// Endings of names that are spelled in more than one way.
pub const NAME_ENDINGS: Schema = Schema {
    file: "transliteration/endings.table",
    columns: &[
        ("ending", Key),
        ("standard", Text),
        ("gender", Choice(&["man", "woman", ""])),
        ("patronym", Choice(&["yes", ""])),
        ("where", Text),
    ],
};

/// Titles among the parts of names.
pub const NAME_HONORIFICS: Schema =
    Schema { file: "transliteration/honorifics.table", columns: &[("word", Key), ("meaning", Text)] };

/// Names by which a Spanish or Portuguese name is known.
pub const DOUBLE_SURNAMES: Schema = Schema {
    file: "transliteration/double-surnames.table",
    columns: &[("name", Key), ("part", Choice(&["given", "family"]))],
};

/// Syllables of Mandarin in two romanisations.
pub const CHINESE: Schema = Schema {
    file: "transliteration/chinese.table",
    columns: &[("pinyin", Key), ("wade-giles", Text), ("surname", Choice(&["yes", ""]))],
};

/// Parts of names that say little.
pub const FREQUENT_NAMES: Schema = Schema {
    file: "transliteration/frequent-names.table",
    columns: &[("name", Key), ("weight", Number), ("also", List)],
};

/// Short forms of given names.
pub const SHORT_FORMS: Schema =
    Schema { file: "transliteration/short-forms.table", columns: &[("short", Text), ("long", Text)] };

/// Legal forms of companies.
pub const COMPANY_FORMS: Schema = Schema {
    file: "english/company-forms.table",
    columns: &[("word", Key), ("form", Text), ("written", Choice(&["", "capitals"]))],
};

/// Words of organisations' names that vary.
pub const NAME_VARIANTS: Schema =
    Schema { file: "english/name-variants.table", columns: &[("word", Key), ("standard", Text)] };

/// Common nouns of other languages that head organisations' names.
pub const FOREIGN_HEADS: Schema = Schema {
    file: "transliteration/organisation-heads.table",
    columns: &[("word", Key), ("kind", Choice(&["body", "group", "party", "company"])), ("meaning", Text)],
};

/// Words between two names of one thing.
pub const ALIAS_PHRASES: Schema =
    Schema { file: "english/alias-phrases.table", columns: &[("between", Text), ("behind", Optional)] };

/// Endings of the adjectives of places.
pub const DEMONYM_ENDINGS: Schema =
    Schema { file: "english/demonym-endings.table", columns: &[("ending", Text), ("instead", Optional)] };

/// Nouns of the full names of states.
pub const STATE_FORMS: Schema = Schema { file: "english/state-forms.table", columns: &[("form", Key)] };

/// Headings of lists of sources.
pub const REFERENCE_HEADINGS: Schema =
    Schema { file: "english/reference-headings.table", columns: &[("heading", Key)] };

/// Languages, by the code that documents carry.
pub const LANGUAGES: Schema =
    Schema { file: "languages/names.table", columns: &[("code", Key), ("also", List), ("name", Text)] };

/// What languages write with a capital though it names nobody.
pub const CAPITALS: Schema = Schema {
    file: "languages/capitals.table",
    columns: &[("language", Key), ("words", List), ("endings", List), ("before", List), ("case", Optional)],
};
