//! What a counted noun phrase takes part in: through its clause, a noun that tells an event, an adjective, a label.

use super::super::clauses::Clause;
use super::super::events::Parse;
use super::super::phrases::Chunk;
use super::super::quantities::QuantityTokens;
use super::super::{Kind, Role};
use super::{Scope, label};
use crate::lexicon::events::LightVerb;
use crate::lexicon::words::Trait;
use crate::lexicon::{attributes, events as lexicon_events, lemmas, nouns, words};
use crate::text::Tag;

/// What a figure is bound to within its sentence.
#[derive(Default)]
pub(super) struct Binding {
    pub(super) predicate: Option<String>,
    pub(super) role: Option<Role>,
    pub(super) clause: Option<usize>,
    pub(super) scope: Scope,
    pub(super) running: bool,
    /// Noun phrase that names what is counted.
    pub(super) counted: Option<usize>,
    /// What is measured, where an adjective tells it (`2,460 metres long`).
    pub(super) attribute: Option<&'static str>,
}

/// What the counted noun phrase takes part in.
pub(super) fn bind(parse: &Parse<'_>, tokens: &QuantityTokens, chunk: usize) -> Binding {
    let mut binding = Binding { scope: scope(parse, tokens, chunk), ..Binding::default() };
    let clauses = &parse.clauses;
    let mut anchor = chunk;
    if is_inclusion(parse, chunk)
        && let Some(whole) = whole_before(parse, chunk)
    {
        binding.scope = Scope::Part;
        anchor = whole;
    }
    if let Some(named) = apposed_to(parse, tokens, chunk) {
        (anchor, binding.counted) = (named, Some(named));
    }
    binding.clause =
        clauses.clause_of[anchor].or_else(|| clauses.parent[anchor].and_then(|parent| clauses.clause_of[parent]));
    let partitive = parse
        .attached(chunk)
        .into_iter()
        .find(|child| clauses.parent[*child] == Some(chunk) && parse.preposition(*child) == "of");
    if is_bare(parse, tokens, chunk)
        || nouns().is_quantity(&parse.head_lemma(chunk))
        || tokens.quantity.kind == Kind::Percent
    {
        binding.counted = partitive.or(binding.counted);
    }
    let head = parse.head_lemma(binding.counted.unwrap_or(chunk));
    let bare = is_bare(parse, tokens, chunk);
    let told_by_verb =
        nouns().is_person(&head) && binding.clause.is_some_and(|clause| clauses.all[clause].predicate != "exist");
    // `Casualties: 12 dead, 30 were wounded`: its own words say more than the label.
    let tells_itself = adjective_behind(parse, chunk).is_some() || !bare && event_noun(&head).is_some();
    let own_verb = label::colon_before(parse, chunk)
        .is_some_and(|colon| binding.clause.is_some_and(|clause| clauses.all[clause].verb > colon));
    if !tells_itself
        && !own_verb
        && let Some(label) = label::label(parse, tokens, chunk)
    {
        (binding.predicate, binding.role) = (Some(label.predicate), label.role);
        binding.counted = label.counted.or(binding.counted);
        return binding;
    }
    if !bare
        && !told_by_verb
        && let Some((class, role)) = event_noun(&head)
    {
        (binding.predicate, binding.role) = (Some(class.to_owned()), role);
        return binding;
    }
    if let Some(attribute) = attribute_behind(parse, tokens) {
        binding.predicate = Some("exist".to_owned());
        (binding.role, binding.attribute) = (Some(Role::Patient), Some(attribute));
        return binding;
    }
    if let Some(measured) = measured_by(parse, tokens, chunk) {
        (binding.predicate, binding.role, binding.counted) =
            (Some("exist".to_owned()), Some(Role::Patient), Some(measured));
        return binding;
    }
    if let Some((class, counted)) = of_event(parse, anchor) {
        (binding.predicate, binding.role) = (Some(class.to_owned()), Some(Role::Patient));
        binding.counted = binding.counted.or(counted);
        return binding;
    }
    if let Some(class) = adjective_behind(parse, chunk) {
        (binding.predicate, binding.role) = (Some(class.to_owned()), Some(Role::Patient));
        return binding;
    }
    if let Some(number) = binding.clause {
        bind_to_clause(parse, &mut binding, tokens, number, anchor);
    }
    if (binding.predicate.is_none()
        || binding.predicate.as_deref() == Some("exist")
        || binding.predicate.as_deref() == Some("be"))
        && let Some(class) = participle_within(parse, chunk)
    {
        (binding.predicate, binding.role) = (Some(class), Some(Role::Patient));
    }
    binding
}

/// `supporters, 3,400 in all, marched`: the noun phrase that a bare number between commas counts again.
pub(super) fn apposed_to(parse: &Parse<'_>, tokens: &QuantityTokens, chunk: usize) -> Option<usize> {
    // `1.9 million people, or 72 percent of the population, had been vaccinated`
    if let Some([.., Chunk::Noun(_), Chunk::Comma, Chunk::Conjunction]) = parse.chunks.get(..chunk)
        && parse.noun(chunk).is_some_and(|noun| noun.first > 0 && parse.reading.word(noun.first - 1) == "or")
    {
        return Some(chunk - 3);
    }
    let before = chunk
        .checked_sub(2)
        .filter(|before| parse.noun(*before).is_some() && matches!(parse.chunks[chunk - 1], Chunk::Comma))?;
    let free = is_bare(parse, tokens, chunk)
        && parse.clauses.clause_of[chunk].is_none()
        && tokens.quantity.kind == Kind::Count;
    free.then_some(before)
}

/// True where no noun follows the number.
pub(super) fn is_bare(parse: &Parse<'_>, tokens: &QuantityTokens, chunk: usize) -> bool {
    parse.noun(chunk).is_none_or(|noun| noun.head < tokens.end)
}

pub(super) fn bind_to_clause(
    parse: &Parse<'_>,
    binding: &mut Binding,
    tokens: &QuantityTokens,
    number: usize,
    anchor: usize,
) {
    let bare = is_bare(parse, tokens, anchor);
    let clause = &parse.clauses.all[number];
    let role = clause.role(anchor, parse.reading);
    binding.predicate = Some(combined_predicate(parse, number));
    binding.role = role;
    if clause.light == Some(LightVerb::State) && role == Some(Role::Patient) {
        binding.predicate = Some("exist".to_owned());
    }
    if matches!(clause.predicate.as_str(), "rise" | "fall") && role == Some(Role::Other) {
        match parse.preposition(anchor) {
            "from" => binding.scope = Scope::Former,
            "by" => binding.role = Some(Role::Patient),
            _ => {}
        }
    }
    // `brought to 29 the number of missiles fired`, `brought the death toll to 31`
    if bare && role == Some(Role::Other) && parse.preposition(anchor) == "to" {
        let total = clause.objects.iter().copied().find_map(|object| total(parse, object));
        if let Some((predicate, counted)) = total {
            (binding.predicate, binding.role, binding.running) = (Some(predicate), Some(Role::Patient), true);
            binding.counted = counted;
            return;
        }
    }
    let copula = clause.predicate == "exist" || bare && clause.light == Some(LightVerb::State);
    let subject = clause.subject.filter(|subject| *subject != anchor);
    // `the toll was 31`, `rose to 31`, `its soldiers, who numbered 5,200`: the subject says what is counted.
    // `the total number hits 91`
    let of_total = role == Some(Role::Patient) && subject.is_some_and(|subject| total(parse, subject).is_some());
    let amount = bare && (copula && role == Some(Role::Patient) || role == Some(Role::Other) || of_total);
    if amount && let Some(subject) = subject {
        let head = parse.head_lemma(subject);
        if let Some((predicate, counted)) = total(parse, subject) {
            let running = clause.predicate != "exist" || predicate != "exist";
            (binding.predicate, binding.role, binding.running) = (Some(predicate), Some(Role::Patient), running);
            binding.counted = counted;
            return;
        }
        // `Men detained in the raid numbered 60`
        let suffered = parse.clauses.all.iter().find(|inner| inner.subject == Some(subject) && inner.passive);
        if copula && let Some(inner) = suffered {
            (binding.predicate, binding.role) = (Some(inner.predicate.clone()), Some(Role::Patient));
            binding.counted = Some(subject);
            return;
        }
        let changes = matches!(clause.predicate.as_str(), "rise" | "fall" | "reach");
        if copula || changes || tokens.quantity.kind != Kind::Count {
            binding.counted = Some(subject);
        }
        if let Some((class, role)) = event_noun(&head) {
            (binding.predicate, binding.role) = (Some(class.to_owned()), role);
        }
    }
    // `Three leaders were among those arrested`.
    let among = clause.obliques.iter().find(|(token, _)| parse.reading.word(*token) == "among").map(|(_, np)| *np);
    let is_subject = clause.subject == Some(anchor) || clause.joined.contains(&anchor);
    if copula
        && is_subject
        && let Some(whole) = among
    {
        let inner = parse.clauses.all.iter().position(|inner| inner.subject == Some(whole) && inner.passive);
        if let Some(inner) = inner {
            let inner_clause = &parse.clauses.all[inner];
            (binding.predicate, binding.role) = (Some(inner_clause.predicate.clone()), Some(Role::Patient));
            binding.clause = Some(inner);
        }
        binding.scope = Scope::Part;
    } else if copula
        && is_subject
        && let Some(class) = adjective_after_verb(parse, clause)
    {
        (binding.predicate, binding.role) = (Some(class.to_owned()), Some(Role::Patient));
    } else if is_subject
        && clause.predicate == "exist"
        && let Some(complement) = complement(parse, clause)
    {
        // `Nine of the dead were children` counts the children among them, not the dead.
        (binding.predicate, binding.role) = (Some(format!("be {complement}")), Some(Role::Patient));
    } else if copula {
        // `There were 13 members` and `13 members were there` count alike.
        binding.role = Some(Role::Patient);
    }
}

/// What a copula says of its subject: the head of a noun phrase, or an adjective.
fn complement(parse: &Parse<'_>, clause: &Clause) -> Option<String> {
    let Chunk::Verb(verb) = &parse.chunks[clause.verb] else { return None };
    if lemmas().verb(parse.reading.word(verb.main)) != "be" {
        return None;
    }
    let noun = clause.objects.first().copied().filter(|np| parse.noun(*np).is_some_and(|noun| noun.quantity.is_none()));
    let adjective = || match parse.chunks.get(clause.verb + 1)? {
        Chunk::Other(token) if parse.reading.tokens[*token].tag == Tag::Adjective => {
            Some(parse.reading.word(*token).to_owned())
        }
        _ => None,
    };
    noun.map(|np| parse.head_lemma(np).into_owned()).or_else(adjective)
}

/// What a noun phrase is the total of: the class told of what it counts, and what it counts.
pub(super) fn total(parse: &Parse<'_>, chunk: usize) -> Option<(String, Option<usize>)> {
    let head = parse.head_lemma(chunk);
    let noun = parse.noun(chunk)?;
    let two = (noun.head > noun.first).then(|| format!("{} {head}", parse.reading.word(noun.head - 1)));
    let tolls = &lexicon_events().tolls;
    if let Some(class) = two.and_then(|two| tolls.get(&two)).or_else(|| tolls.get(&head)) {
        return Some((class.to_owned(), None));
    }
    let counted = parse
        .attached(chunk)
        .into_iter()
        .find(|np| parse.preposition(*np) == "of")
        .filter(|_| nouns().is_quantity(&head))?;
    let told = parse.clauses.all.iter().find(|clause| clause.subject == Some(counted) && clause.passive);
    Some((told.map_or_else(|| "exist".to_owned(), |clause| clause.predicate.clone()), Some(counted)))
}

/// `killed and wounded 7`: two verbs with one object are a class of their own.
pub(super) fn combined_predicate(parse: &Parse<'_>, number: usize) -> String {
    let clauses = &parse.clauses.all;
    let clause = &clauses[number];
    let own = &clause.predicate;
    let joins = |first: &Clause, second: &Clause| {
        second.coordinated && first.objects.is_empty() && second.verb == first.verb + 2
    };
    let before = number.checked_sub(1).map(|before| &clauses[before]).filter(|before| joins(before, clause));
    let behind = clauses.get(number + 1).filter(|behind| joins(clause, behind) && clause.objects.is_empty());
    match before.or(behind) {
        Some(other) if is_casualty(own) && is_casualty(&other.predicate) && *own != other.predicate => {
            "kill and wound".to_owned()
        }
        _ => own.clone(),
    }
}

pub(super) fn is_casualty(class: &str) -> bool {
    matches!(class, "kill" | "wound")
}

/// Class and role of a counted noun that tells an event itself: `six attacks` (no role), `12 deaths` (patient).
pub(super) fn event_noun(lemma: &str) -> Option<(&'static str, Option<Role>)> {
    let lexicon = lexicon_events();
    let class = lexicon.person(lemma)?;
    // `35 arrests` are of as many persons.
    let occurrence = lexicon.noun(lemma).is_some() && !lexicon.is_done_to_persons(class);
    Some((class, if occurrence { None } else { Some(Role::Patient) }))
}

/// `2,460 metres long`: the attribute that the adjective behind a measure tells.
fn attribute_behind(parse: &Parse<'_>, tokens: &QuantityTokens) -> Option<&'static str> {
    let measured = matches!(tokens.quantity.kind, Kind::Measure | Kind::Duration);
    attributes().get(parse.reading.word(tokens.end)).copied().filter(|_| measured)
}

/// `a population of 245,800`, `with an attendance of 51,000`: a bare number behind `of` is the measure of the noun before.
fn measured_by(parse: &Parse<'_>, tokens: &QuantityTokens, chunk: usize) -> Option<usize> {
    let parent = parse.clauses.parent[chunk].filter(|_| parse.preposition(chunk) == "of")?;
    let head = parse.head_lemma(parent);
    let measure = is_bare(parse, tokens, chunk)
        && lexicon_events().noun(&head).is_none()
        && lexicon_events().person(&head).is_none()
        && !nouns().is_quantity(&head)
        && lexicon_events().tolls.get(&head).is_none()
        && parse.noun(parent).is_some_and(|noun| noun.quantity.is_none());
    measure.then_some(parent)
}

/// `the arrest of 13 members`, `the arrest of about 14 of them`.
pub(super) fn of_event(parse: &Parse<'_>, chunk: usize) -> Option<(&'static str, Option<usize>)> {
    let parent = parse.clauses.parent[chunk].filter(|_| parse.preposition(chunk) == "of")?;
    let head = parse.head_lemma(parent);
    let class = lexicon_events().noun(&head).or_else(|| nouns().instrument(&parse.head_lemma(chunk), &head))?;
    Some((class, None))
}

/// `leaving 7 dead`.
pub(super) fn adjective_behind(parse: &Parse<'_>, chunk: usize) -> Option<&'static str> {
    match parse.chunks.get(chunk + 1)? {
        Chunk::Other(token) => lexicon_events().adjective(parse.reading.word(*token)),
        Chunk::Verb(verb) if verb.first == verb.main => lexicon_events().adjective(parse.reading.word(verb.main)),
        _ => None,
    }
}

/// `13 were missing`.
pub(super) fn adjective_after_verb(parse: &Parse<'_>, clause: &Clause) -> Option<&'static str> {
    match parse.chunks.get(clause.verb + 1)? {
        Chunk::Other(token) => lexicon_events().adjective(parse.reading.word(*token)),
        Chunk::Verb(verb) => lexicon_events().adjective(parse.reading.word(verb.main)),
        _ => None,
    }
}

/// `13 arrested members`.
pub(super) fn participle_within(parse: &Parse<'_>, chunk: usize) -> Option<String> {
    let noun = parse.noun(chunk)?;
    (noun.first..noun.head).find_map(|at| {
        let word = parse.reading.word(at);
        let participle =
            word.ends_with("ed").then(|| lemmas().verb(word)).and_then(|lemma| lexicon_events().transitive.get(&lemma));
        lexicon_events().adjective(word).or(participle).map(str::to_owned)
    })
}

/// `including three leaders`, `among them three leaders`.
pub(super) fn is_inclusion(parse: &Parse<'_>, chunk: usize) -> bool {
    let among = |first: usize| first > 1 && parse.reading.word(first - 2) == "among" && is_pronoun(parse, first - 1);
    matches!(parse.preposition(chunk), "including") || parse.noun(chunk).is_some_and(|noun| among(noun.first))
}

fn is_pronoun(parse: &Parse<'_>, at: usize) -> bool {
    let word = parse.reading.word(at);
    words().has(word, Trait::Personal) || words().has(word, Trait::Relative)
}

/// The noun phrase that an `including` takes a part of.
pub(super) fn whole_before(parse: &Parse<'_>, chunk: usize) -> Option<usize> {
    (0..chunk).rev().find(|np| {
        parse.noun(*np).is_some()
            && parse.clauses.parent[*np].is_none()
            && parse.clauses.clause_of[*np]
                .is_some_and(|clause| parse.clauses.all[clause].role(*np, parse.reading) != Some(Role::Other))
    })
}

pub(super) fn scope(parse: &Parse<'_>, tokens: &QuantityTokens, chunk: usize) -> Scope {
    let Some(noun) = parse.noun(chunk) else { return Scope::Whole };
    let increments = |at: usize| parse.reading.has(at, Trait::Increment);
    if (noun.first..noun.end).filter(|at| !(tokens.first..tokens.end).contains(at)).any(increments)
        || increments(tokens.first.wrapping_sub(1))
    {
        return Scope::Increment;
    }
    // `three of them` standing beside the whole it is a part of; as an argument of its own verb it is the whole.
    let of_them = parse.attached(chunk).iter().any(|child| {
        parse.clauses.parent[*child] == Some(chunk)
            && parse.preposition(*child) == "of"
            && parse.noun(*child).is_some_and(|np| np.pronoun || np.definite)
    });
    let free = parse.clauses.clause_of[chunk].is_none() && parse.clauses.parent[chunk].is_none();
    if of_them && free || matches!(parse.reading.word(tokens.end), "each" | "apiece") {
        Scope::Part
    } else {
        Scope::Whole
    }
}
