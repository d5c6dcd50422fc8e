//! Figures: quantities bound to what they count.

use serde::{Deserialize, Serialize};

use super::clauses::Clause;
use super::events::{Parse, is_locative};
use super::phrases::{Chunk, VerbFormKind};
use super::quantities::QuantityTokens;
use super::times::CalendarUnit;
use super::{Hedge, Interval, Kind, Modality, Quantity, Role, Time, TimeExpression};
use crate::lexicon::countries::country_named;
use crate::lexicon::events::LightVerb;
use crate::lexicon::words::Trait;
use crate::lexicon::{events as lexicon_events, lemmas, nouns, numbers, speech, words};
use crate::text::{Span, TokenKind};

/// What is counted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Noun {
    /// The head noun, in bytes.
    pub span: Span,
    /// Its lemma, lower case (`member`).
    pub lemma: String,
    /// Its modifiers, lower case (`iraqi`, `senior`).
    pub modifiers: Vec<String>,
}

/// Which share of the things a figure counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Scope {
    /// All of them.
    #[default]
    Whole,
    /// Some of a greater number ("including three leaders", "three of them").
    Part,
    /// In addition to others ("another five").
    Increment,
    /// What it was before a change ("rose to 44 from 31").
    Former,
}

/// A quantity bound to what it counts.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Figure {
    /// The number and what it counts (`13 members`), in bytes.
    pub span: Span,
    /// Its sentence.
    pub sentence: u32,
    /// The number, hedge and unit.
    pub quantity: Quantity,
    /// What is counted; none where that is told by the predicate alone (`killed 12`).
    pub noun: Option<Noun>,
    /// Class or lemma of what happens to or is done by what is counted (`arrest`, `exist`).
    pub predicate: Option<String>,
    /// The part that what is counted plays in it; none where the happenings themselves are counted (`six attacks`).
    pub role: Option<Role>,
    /// True for `the four factions`: the number of all there are, whatever is told of them.
    pub definite: bool,
    /// True where it is a total that grows as time goes on (`the death toll`).
    pub running: bool,
    /// Noun phrases that take part.
    pub parties: Vec<Span>,
    /// Noun phrases that what is counted belongs to (`members of the militia`).
    pub belongs_to: Vec<Span>,
    /// Who has what is counted (`The United States had 5,200 troops`, `Britain's troops`).
    pub held_by: Option<Span>,
    /// Noun phrases behind prepositions of place.
    pub grounds: Vec<Span>,
    /// The words of its time.
    pub when: Option<(Span, TimeExpression)>,
    /// Position among the figures of its sentence, and their number.
    pub place: (u32, u32),
    /// Mentions of who has it.
    pub holders: Vec<u32>,
    /// Mentions of the owners.
    pub owners: Vec<u32>,
    /// Mentions of the actors that take part in it, or that the counted things belong to.
    pub actors: Vec<u32>,
    /// Mentions of places it is bound to.
    pub places: Vec<u32>,
    /// When.
    pub time: Option<Time>,
    /// Whole, part or increment.
    pub scope: Scope,
    /// Whether it is asserted.
    pub modality: Modality,
    /// Who says so, in bytes.
    pub attributed_to: Option<Span>,
    /// The content words of its sentence, hashed, sorted: what it is about, whatever the grammar.
    pub frame: Vec<u32>,
}

/// What a figure is bound to within its sentence.
#[derive(Default)]
struct Binding {
    predicate: Option<String>,
    role: Option<Role>,
    clause: Option<usize>,
    scope: Scope,
    running: bool,
    /// Noun phrase that names what is counted.
    counted: Option<usize>,
}

/// The figures of one sentence, in order.
pub(super) fn figures(parse: &Parse<'_>, quantities: &[QuantityTokens]) -> Vec<Figure> {
    let frame = frame(parse, quantities);
    let mut found: Vec<Figure> = (0..quantities.len()).map(|index| figure(parse, quantities, index, &frame)).collect();
    found.extend(article_figures(parse, &frame));
    found
}

fn figure(parse: &Parse<'_>, quantities: &[QuantityTokens], index: usize, frame: &[u32]) -> Figure {
    let tokens = &quantities[index];
    let chunk =
        (0..parse.chunks.len()).find(|chunk| parse.noun(*chunk).is_some_and(|noun| noun.quantity == Some(index)));
    let Some(chunk) = chunk else {
        return unbound(parse, tokens, frame);
    };
    let binding = bind(parse, tokens, chunk);
    let counted = binding.counted.unwrap_or(chunk);
    let noun = counted_noun(parse, tokens, counted, chunk, &binding);
    let mut binding = binding;
    let instrument = noun
        .as_ref()
        .zip(binding.predicate.as_deref())
        .and_then(|(noun, class)| nouns().instrument(&noun.lemma, class));
    if let Some(class) = instrument {
        (binding.predicate, binding.role) = (Some(class.to_owned()), Some(Role::Patient));
    }
    let clause = binding.clause.map(|clause| &parse.clauses.all[clause]);
    let mut figure = Figure {
        span: figure_span(parse, tokens, chunk),
        quantity: tokens.quantity.clone(),
        noun,
        predicate: binding.predicate,
        role: binding.role,
        running: binding.running,
        definite: parse.noun(chunk).is_some_and(|phrase| phrase.definite && phrase.possessor_end.is_none()),
        scope: binding.scope,
        modality: clause.map_or(Modality::Asserted, |clause| clause.modality),
        attributed_to: attribution(parse, binding.clause, chunk),
        frame: frame.to_vec(),
        ..Figure::default()
    };
    if clause.is_some_and(|clause| is_negated_np(parse, chunk, clause)) {
        figure.modality = Modality::Negated;
    }
    fill_parties(parse, &mut figure, chunk, counted, binding.clause.zip(clause));
    figure.when = time_of(parse, chunk, clause).map(|index| parse.when(index));
    figure
}

/// A quantity in no noun phrase: only its sentence is known of it.
fn unbound(parse: &Parse<'_>, tokens: &QuantityTokens, frame: &[u32]) -> Figure {
    let span = parse.reading.span(tokens.first, tokens.end);
    Figure { span, quantity: tokens.quantity.clone(), frame: frame.to_vec(), ..Figure::default() }
}

fn figure_span(parse: &Parse<'_>, tokens: &QuantityTokens, chunk: usize) -> Span {
    let end = parse.noun(chunk).map_or(tokens.end, |noun| noun.end.max(tokens.end));
    parse.reading.span(tokens.first, end)
}

fn is_negated_np(parse: &Parse<'_>, chunk: usize, clause: &Clause) -> bool {
    let no = parse
        .noun(chunk)
        .is_some_and(|noun| parse.reading.word(noun.first) == "no" && parse.reading.word(noun.first + 1) != "more");
    no || clause.modality == Modality::Negated
}

/// What the counted noun phrase takes part in.
fn bind(parse: &Parse<'_>, tokens: &QuantityTokens, chunk: usize) -> Binding {
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
    if let Some(class) = label_before(parse, chunk) {
        (binding.predicate, binding.role) = (Some(class), Some(Role::Patient));
        return binding;
    }
    if !bare
        && !told_by_verb
        && let Some((class, role)) = event_noun(&head)
    {
        (binding.predicate, binding.role) = (Some(class.to_owned()), role);
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
fn apposed_to(parse: &Parse<'_>, tokens: &QuantityTokens, chunk: usize) -> Option<usize> {
    let before = chunk
        .checked_sub(2)
        .filter(|before| parse.noun(*before).is_some() && matches!(parse.chunks[chunk - 1], Chunk::Comma))?;
    let free = is_bare(parse, tokens, chunk)
        && parse.clauses.clause_of[chunk].is_none()
        && tokens.quantity.kind == Kind::Count;
    free.then_some(before)
}

/// True where no noun follows the number.
fn is_bare(parse: &Parse<'_>, tokens: &QuantityTokens, chunk: usize) -> bool {
    parse.noun(chunk).is_none_or(|noun| noun.head < tokens.end)
}

fn bind_to_clause(parse: &Parse<'_>, binding: &mut Binding, tokens: &QuantityTokens, number: usize, anchor: usize) {
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
    let copula = clause.predicate == "exist";
    let subject = clause.subject.filter(|subject| *subject != anchor);
    // `the toll was 31`, `rose to 31`, `its soldiers, who numbered 5,200`: the subject says what is counted.
    let amount = bare && (copula && role == Some(Role::Patient) || role == Some(Role::Other));
    if amount && let Some(subject) = subject {
        let head = parse.head_lemma(subject);
        if let Some((predicate, counted)) = total(parse, subject) {
            let running = clause.predicate != "exist" || predicate != "exist";
            (binding.predicate, binding.role, binding.running) = (Some(predicate), Some(Role::Patient), running);
            binding.counted = counted;
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
    let is_subject = clause.subject == Some(anchor);
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
    } else if copula {
        // `There were 13 members` and `13 members were there` count alike.
        binding.role = Some(Role::Patient);
    }
}

/// What a noun phrase is the total of: the class told of what it counts, and what it counts.
fn total(parse: &Parse<'_>, chunk: usize) -> Option<(String, Option<usize>)> {
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
fn combined_predicate(parse: &Parse<'_>, number: usize) -> String {
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

fn is_casualty(class: &str) -> bool {
    matches!(class, "kill" | "wound")
}

/// Class and role of a counted noun that tells an event itself: `six attacks` (no role), `12 deaths` (patient).
fn event_noun(lemma: &str) -> Option<(&'static str, Option<Role>)> {
    let lexicon = lexicon_events();
    let class = lexicon.person(lemma)?;
    let occurrence = lexicon.noun(lemma).is_some();
    Some((class, if occurrence { None } else { Some(Role::Patient) }))
}

/// `the arrest of 13 members`, `the arrest of about 14 of them`.
fn of_event(parse: &Parse<'_>, chunk: usize) -> Option<(&'static str, Option<usize>)> {
    let parent = parse.clauses.parent[chunk].filter(|_| parse.preposition(chunk) == "of")?;
    let head = parse.head_lemma(parent);
    let class = lexicon_events().noun(&head).or_else(|| nouns().instrument(&parse.head_lemma(chunk), &head))?;
    Some((class, None))
}

/// `leaving 7 dead`.
fn adjective_behind(parse: &Parse<'_>, chunk: usize) -> Option<&'static str> {
    match parse.chunks.get(chunk + 1)? {
        Chunk::Other(token) => lexicon_events().adjective(parse.reading.word(*token)),
        Chunk::Verb(verb) if verb.first == verb.main => lexicon_events().adjective(parse.reading.word(verb.main)),
        _ => None,
    }
}

/// `13 were missing`.
fn adjective_after_verb(parse: &Parse<'_>, clause: &Clause) -> Option<&'static str> {
    match parse.chunks.get(clause.verb + 1)? {
        Chunk::Other(token) => lexicon_events().adjective(parse.reading.word(*token)),
        Chunk::Verb(verb) => lexicon_events().adjective(parse.reading.word(verb.main)),
        _ => None,
    }
}

/// `Arrested: 13`, `Deaths: 31`.
fn label_before(parse: &Parse<'_>, chunk: usize) -> Option<String> {
    let colon = parse.noun(chunk)?.first.checked_sub(1).filter(|at| parse.reading.word(*at) == ":")?;
    // `Killed by the flood: 31 people`: the first word of the label can tell it too.
    [0, colon.checked_sub(1)?].into_iter().find_map(|at| {
        let (word, lexicon) = (parse.reading.word(at), lexicon_events());
        let by_verb = lexicon.transitive.get(&lemmas().verb(word));
        lexicon.adjective(word).or_else(|| lexicon.person(&lemmas().noun(word))).or(by_verb).map(str::to_owned)
    })
}

/// `13 arrested members`.
fn participle_within(parse: &Parse<'_>, chunk: usize) -> Option<String> {
    let noun = parse.noun(chunk)?;
    (noun.first..noun.head).find_map(|at| {
        let word = parse.reading.word(at);
        let participle =
            word.ends_with("ed").then(|| lemmas().verb(word)).and_then(|lemma| lexicon_events().transitive.get(&lemma));
        lexicon_events().adjective(word).or(participle).map(str::to_owned)
    })
}

fn is_inclusion(parse: &Parse<'_>, chunk: usize) -> bool {
    matches!(parse.preposition(chunk), "including")
}

/// The noun phrase that an `including` takes a part of.
fn whole_before(parse: &Parse<'_>, chunk: usize) -> Option<usize> {
    (0..chunk).rev().find(|np| {
        parse.noun(*np).is_some()
            && parse.clauses.parent[*np].is_none()
            && parse.clauses.clause_of[*np]
                .is_some_and(|clause| parse.clauses.all[clause].role(*np, parse.reading) != Some(Role::Other))
    })
}

fn scope(parse: &Parse<'_>, tokens: &QuantityTokens, chunk: usize) -> Scope {
    let Some(noun) = parse.noun(chunk) else { return Scope::Whole };
    let increments = |at: usize| words().has(parse.reading.word(at), Trait::Increment);
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

fn counted_noun(
    parse: &Parse<'_>,
    tokens: &QuantityTokens,
    counted: usize,
    chunk: usize,
    binding: &Binding,
) -> Option<Noun> {
    let phrase = parse.noun(counted)?;
    if phrase.pronoun || counted == chunk && is_bare(parse, tokens, chunk) {
        return bare_noun(parse, tokens, binding);
    }
    let mut lemma = parse.head_lemma(counted);
    let mut modifiers: Vec<String> = (phrase.first..phrase.head)
        .filter(|at| !(counted == chunk && (tokens.first..tokens.end).contains(at)))
        // Names among the modifiers are actors, and compared as such.
        .filter(|at| parse.reading.kind(*at) == Some(TokenKind::Word) && !parse.reading.is_capitalised(*at))
        .map(|at| parse.reading.word(at).to_owned())
        .filter(|word| words().class(word).is_none() && numbers().word(word).is_none())
        .collect();
    // `three Iraqis` and `three others` are persons of whom nothing more is told.
    let written = parse.reading.written(phrase.head);
    if lemma == "other" {
        return None;
    }
    if written.starts_with(char::is_uppercase) && country_named(written.trim_end_matches('s')).is_some() {
        "person".clone_into(&mut lemma);
    }
    // `troop levels` and `the number of soldiers` count troops and soldiers.
    if nouns().is_quantity(&lemma) {
        let of = parse.attached(counted).into_iter().find(|child| parse.preposition(*child) == "of");
        match (of, modifiers.pop()) {
            (Some(of), _) => lemma = parse.head_lemma(of),
            (None, Some(modifier)) => lemma = lemmas().noun(modifier.rsplit('-').next().unwrap_or(&modifier)),
            (None, None) => {}
        }
    }
    // `12 deaths` counts persons; the predicate says which.
    if binding.role == Some(Role::Patient) && lexicon_events().person(&lemma).is_some() && !nouns().is_person(&lemma) {
        return None;
    }
    Some(Noun { span: parse.reading.span(phrase.head, phrase.head + 1), lemma, modifiers })
}

/// What an amount without a noun measures: the subject of its verb (`prices rose 12 percent`).
fn bare_noun(parse: &Parse<'_>, tokens: &QuantityTokens, binding: &Binding) -> Option<Noun> {
    if tokens.quantity.kind == Kind::Count {
        return None;
    }
    let clause = &parse.clauses.all[binding.clause?];
    let subject = parse.noun(clause.subject?)?;
    let span = parse.reading.span(subject.head, subject.head + 1);
    (!subject.pronoun).then(|| Noun {
        span,
        lemma: parse.head_lemma(clause.subject.unwrap_or_default()),
        modifiers: Vec::new(),
    })
}

/// The names in a noun phrase, without the number that counts it.
pub(super) fn mentioned_span(parse: &Parse<'_>, chunk: usize) -> Span {
    parse.span_of(chunk)
}

fn fill_parties(
    parse: &Parse<'_>,
    figure: &mut Figure,
    chunk: usize,
    counted: usize,
    clause: Option<(usize, &Clause)>,
) {
    let mut phrases = vec![chunk, counted];
    phrases.extend(parse.attached(chunk));
    phrases.extend(parse.attached(counted));
    if let Some(parent) = parse.clauses.parent[chunk] {
        phrases.push(parent);
        phrases.extend(parse.attached(parent));
    }
    if let Some((number, clause)) = clause {
        let arguments =
            clause.subject.iter().chain(&clause.objects).copied().chain(clause.obliques.iter().map(|(_, np)| *np));
        for argument in arguments {
            phrases.push(argument);
            phrases.extend(parse.attached(argument));
        }
        // `raided Thaer Allah in Basra and arrested 5`: what is joined by `and` happens among the same parties.
        let joined =
            parse.clauses.all[..number].last().filter(|before| clause.coordinated && before.subject == clause.subject);
        for argument in joined
            .into_iter()
            .flat_map(|before| before.objects.iter().copied().chain(before.obliques.iter().map(|(_, np)| *np)))
        {
            phrases.push(argument);
            phrases.extend(parse.attached(argument));
        }
        // A verb without subject of its own has its governor's.
        let governor = clause.parent.and_then(|parent| parse.clauses.all[parent].subject);
        phrases.extend(governor.filter(|_| clause.subject.is_none()));
    }
    let owned = [chunk, counted].into_iter().chain(parse.attached(chunk)).chain(parse.attached(counted));
    figure.belongs_to = owned
        .filter(|phrase| !is_locative(parse.preposition(*phrase)) || *phrase == chunk)
        .map(|phrase| parse.span_of(phrase))
        .collect();
    let possessor = parse.noun(counted).and_then(|noun| Some(parse.reading.span(noun.first, noun.possessor_end?)));
    let has = clause
        .filter(|(_, clause)| clause.predicate == "exist" && clause.objects.contains(&chunk))
        .and_then(|(_, clause)| clause.subject);
    figure.held_by = possessor.or(has.map(|subject| parse.span_of(subject)));
    phrases.sort_unstable();
    phrases.dedup();
    for phrase in phrases {
        let span = parse.span_of(phrase);
        if is_locative(parse.preposition(phrase)) {
            figure.grounds.push(span);
        } else {
            figure.parties.push(span);
        }
    }
}

/// The time of a figure: the one that modifies it, its clause's, or the only one of its sentence.
fn time_of(parse: &Parse<'_>, chunk: usize, clause: Option<&Clause>) -> Option<usize> {
    let own = parse.noun(chunk).and_then(|noun| noun.time);
    let behind = match (parse.chunks.get(chunk + 1), parse.chunks.get(chunk + 2)) {
        (Some(Chunk::Time(index)), _) | (Some(Chunk::Preposition(_) | Chunk::Comma), Some(Chunk::Time(index))) => {
            Some(*index)
        }
        _ => None,
    };
    let of_clause = clause.and_then(|clause| clause.times.first().copied());
    let of_subject = clause.and_then(|clause| parse.noun(clause.subject?)?.time);
    let clauses = &parse.clauses.all;
    let said = |index: usize| clauses.iter().any(|clause| clause.reporting.is_some() && clause.times.contains(&index));
    let governor = clause.and_then(|clause| parse.time_of_clause(clause));
    // A time that modifies another noun (`The May raid`) is that noun's.
    let modifies = (0..parse.chunks.len()).any(|np| parse.noun(np).is_some_and(|noun| noun.time.is_some()));
    let only = (parse.times.len() == 1 && !modifies && !said(0)).then_some(0);
    own.or(behind).or(of_clause).or(of_subject).or(governor).or(only)
}

/// Who says so: the subject of a verb of saying that governs the figure's clause, or what stands behind `according to`.
fn attribution(parse: &Parse<'_>, clause: Option<usize>, chunk: usize) -> Option<Span> {
    let clauses = &parse.clauses.all;
    let mut at = clause;
    while let Some(parent) = at.and_then(|at| clauses[at].parent) {
        if clauses[parent].reporting.is_some() {
            return clauses[parent].subject.map(|subject| parse.span_of(subject));
        }
        at = Some(parent).filter(|parent| Some(*parent) < at);
    }
    let according =
        (0..parse.reading.len()).find(|at| speech().prepositions.longest_at(&parse.reading.lower, *at).is_some());
    if let Some(token) = according {
        let np = (0..parse.chunks.len()).find(|np| parse.noun(*np).is_some_and(|noun| noun.first > token));
        return np.filter(|np| *np != chunk).map(|np| parse.span_of(np));
    }
    // A sentence in quotation marks, or one closed by `police said`, is its speaker's.
    let quoted = parse.reading.lower.iter().any(|word| matches!(word.as_str(), "\"" | "“" | "”"));
    let own = clause.filter(|clause| clauses[*clause].reporting.is_some());
    let speaker = clauses.iter().enumerate().find(|(number, said)| {
        said.reporting.is_some() && Some(*number) != own && (quoted || Some(*number) > clause) && is_finite(parse, said)
    })?;
    speaker.1.subject.filter(|subject| *subject != chunk).map(|subject| parse.span_of(subject))
}

fn is_finite(parse: &Parse<'_>, clause: &Clause) -> bool {
    matches!(&parse.chunks[clause.verb], Chunk::Verb(verb) if matches!(verb.form, VerbFormKind::Finite | VerbFormKind::Ambiguous))
        && !clause.passive
}

/// `An Iraqi soldier was wounded` counts one, as evidence only.
fn article_figures(parse: &Parse<'_>, frame: &[u32]) -> Vec<Figure> {
    let mut found = Vec::new();
    for (number, clause) in parse.clauses.all.iter().enumerate() {
        if lexicon_events()
            .verb(std::slice::from_ref(&clause.predicate), 0)
            .is_none_or(|(class, _)| class != clause.predicate)
        {
            continue;
        }
        for chunk in clause.subject.iter().chain(&clause.objects).copied() {
            let Some(noun) = parse
                .noun(chunk)
                .filter(|noun| noun.quantity.is_none() && matches!(parse.reading.word(noun.first), "a" | "an"))
            else {
                continue;
            };
            let role = clause.role(chunk, parse.reading);
            if role != Some(Role::Patient) || !nouns().is_person(&parse.head_lemma(chunk)) {
                continue;
            }
            let span = parse.reading.span(noun.first, noun.end);
            let (hard, soft) = super::quantities::intervals(1.0, 1.0, Hedge::Article);
            let quantity = Quantity {
                span,
                number: parse.reading.span(noun.first, noun.first + 1),
                hard,
                soft,
                hedge: Hedge::Article,
                ..Quantity::default()
            };
            let tokens = QuantityTokens { first: noun.first, end: noun.first + 1, attributive: false, quantity };
            let mut figure = Figure {
                span,
                noun: counted_noun(parse, &tokens, chunk, chunk, &Binding::default()),
                predicate: Some(clause.predicate.clone()),
                role,
                modality: clause.modality,
                attributed_to: attribution(parse, Some(number), chunk),
                frame: frame.to_vec(),
                quantity: tokens.quantity,
                ..Figure::default()
            };
            fill_parties(parse, &mut figure, chunk, chunk, Some((number, clause)));
            figure.when = time_of(parse, chunk, Some(clause)).map(|index| parse.when(index));
            found.push(figure);
        }
    }
    found
}

/// The content words of the sentence, hashed and sorted: no function words, numbers or dates.
fn frame(parse: &Parse<'_>, quantities: &[QuantityTokens]) -> Vec<u32> {
    let mut hashes: Vec<u32> = (0..parse.reading.len())
        .filter(|at| parse.reading.kind(*at) == Some(TokenKind::Word))
        .filter(|at| !quantities.iter().any(|quantity| (quantity.first..quantity.end).contains(at)))
        .filter(|at| !parse.times.iter().any(|time| (time.first..time.end).contains(at)))
        .map(|at| parse.reading.word(at))
        .filter(|word| words().class(word).is_none())
        .map(|word| hash(&stem(word)))
        .collect();
    hashes.sort_unstable();
    hashes.dedup();
    hashes
}

/// A form that verb and noun forms of one word share (`arrested`, `arrests`).
fn stem(word: &str) -> String {
    if word.ends_with("ed") || word.ends_with("ing") { lemmas().verb(word) } else { lemmas().noun(word) }
}

/// FNV-1a, 32 bits (Fowler, Noll & Vo): the same on every machine and in every version, as the index keeps it.
fn hash(word: &str) -> u32 {
    word.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// A figure that is a day: the time of an event, judged by the same gates as a count.
pub(super) fn date_figures(parse: &Parse<'_>, events: &[super::Event]) -> Vec<Figure> {
    let frame = frame(parse, &[]);
    events
        .iter()
        .filter_map(|event| {
            let (span, expression) = event.when.clone()?;
            let day = matches!(expression, TimeExpression::Day { .. } | TimeExpression::Weekday(_))
                || matches!(expression, TimeExpression::Shift { unit: CalendarUnit::Day, .. });
            if !day {
                return None;
            }
            let quantity = Quantity {
                span,
                number: span,
                kind: Kind::Date,
                hard: Interval::default(),
                soft: Interval::default(),
                ..Quantity::default()
            };
            Some(Figure {
                span,
                quantity,
                predicate: Some(event.predicate.clone()),
                parties: event.participants.iter().map(|participant| participant.span).collect(),
                grounds: event.grounds.clone(),
                when: Some((span, expression)),
                modality: event.modality,
                frame: frame.clone(),
                ..Figure::default()
            })
        })
        .collect()
}
