//! What an editor or a terminal shows, as plain data in byte ranges, behind one [`Analysis`] snapshot.
//!
//! Knows neither protocol nor terminal: callers turn byte ranges into positions and passages into file lines.

mod card;
pub mod cast;
pub mod claims;
pub mod code_lens;
pub mod completion;
pub mod definition;
pub mod diagnostics;
pub mod explain;
pub mod fixes;
pub mod folding;
mod highlight;
pub mod hover;
mod incident_card;
mod incidents;
pub mod inlay_hints;
pub mod links;
pub mod names;
pub mod note;
pub mod outline;
pub mod provenance;
pub mod references;
pub mod rename;
pub mod rulings;
mod sections;
pub mod semantic_tokens;
mod spellings;
pub mod symbols;
pub mod timeline;
mod wording;

use std::sync::Arc;

use crate::extract::ActorKind;
use crate::judge::{Gate, judge};
use crate::resolve::{ActorId, Evidence, Passage, Recognised, Reference};
use crate::text::{DocumentId, Span};
pub use cast::Named;
pub use claims::Claim;
use claims::Judged;
pub use code_lens::Lens;
pub use completion::{Completion, Offer, Offered};
pub use definition::Target;
pub use diagnostics::{Diagnostic, RULES, Severity};
pub use fixes::{Fix, Purpose};
pub use folding::{Fold, folds};
pub use hover::Hover;
pub use inlay_hints::Hint;
use jiff::civil::Date;
pub use links::{LeadsTo, Link};
pub use names::Name;
pub use note::{FrontMatter, Note};
pub use outline::{Symbol, headings};
pub use provenance::{Behind, Leaning, Origin, Stand};
pub use references::{Place, Subject, subject_places};
pub use rename::Unfit;
pub use rulings::{Ruling, Says};
pub use sections::Tally;
pub use semantic_tokens::{Token, TokenSort, citation_tokens};
use spellings::{Spelling, Spellings};
pub use timeline::{Milestone, timeline};

/// What the analyst settled in `deskcheck.toml` or in the editor, as far as the analysis cares.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// The day up to which a note claims to know, where its front matter does not say.
    pub as_of: Option<Date>,
    /// Severity by rule; `None` switches a rule off. Rules that do not stand here keep their default.
    pub rules: Vec<(String, Option<Severity>)>,
    /// What is shown in a note unasked.
    pub marks: Marks,
}

/// What is shown in a note unasked, besides findings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Marks {
    /// Behind a verified figure the number of its sources.
    pub inlay_hints: bool,
    /// Over a heading how the figures below it came off.
    pub code_lens: bool,
}

impl Default for Marks {
    fn default() -> Self {
        Self { inlay_hints: true, code_lens: true }
    }
}

impl Settings {
    /// The severity of a rule: as set, or its default; none where it is off.
    pub fn severity(&self, rule: &str) -> Option<Severity> {
        match self.rules.iter().rev().find(|(name, _)| name == rule) {
            Some((_, severity)) => *severity,
            None => RULES.iter().find(|(name, ..)| *name == rule).and_then(|(_, severity, _)| *severity),
        }
    }
}

/// One note against one reference index: an immutable snapshot that answers everything.
pub struct Analysis {
    note: Arc<Note>,
    reference: Arc<dyn Reference>,
    settings: Arc<Settings>,
    /// How each mention of the note is spelled.
    mentions: Vec<Arc<Spelling>>,
    /// Spellings by their letters, for the next snapshot.
    spellings: Spellings,
    /// The spellings of the documents that stand in each block of the note, from its first byte on.
    standing: Vec<Arc<[Recognised]>>,
    /// Its names, in order.
    names: Vec<Name>,
    /// Its claims, judged.
    judged: Judged,
}

impl Analysis {
    /// Judges every claim of `note` by `reference`. `previous` is an earlier snapshot: by the same settings and the same
    /// reference, but for changed documents that have nothing to do with it, the verdict on an unchanged claim is kept.
    pub fn new(
        note: Arc<Note>,
        reference: Arc<dyn Reference>,
        settings: Arc<Settings>,
        previous: Option<&Analysis>,
    ) -> Self {
        Self::while_wanted(note, reference, settings, previous, &|| true)
    }

    /// As [`Analysis::new`], as long as `go_on` says so, which is asked before each paragraph whose claims are to be judged.
    /// One that was broken off is not [whole](Analysis::is_whole): it is good for nothing but to be `previous` of the next.
    pub fn while_wanted(
        note: Arc<Note>,
        reference: Arc<dyn Reference>,
        settings: Arc<Settings>,
        previous: Option<&Analysis>,
        go_on: &dyn Fn() -> bool,
    ) -> Self {
        let like = |previous: &&Analysis| {
            previous.reference.number() == reference.number() && Arc::ptr_eq(&previous.settings, &settings)
        };
        let like = previous.filter(like);
        let previous = like.filter(|previous| Arc::ptr_eq(&previous.reference, &reference));
        let known = previous.map(|previous| &previous.spellings);
        let (mentions, spellings) = Spellings::of_mentions(&note, reference.as_ref(), known);
        let standing = names::standing(&note, reference.as_ref(), previous);
        let names = names::names(&note, &mentions, &standing);
        let judged = Judged::default();
        let mut analysis = Self { note, reference, settings, mentions, spellings, standing, names, judged };
        analysis.judged = claims::claims(&analysis, like, go_on);
        analysis
    }

    /// True where every claim was judged.
    pub fn is_whole(&self) -> bool {
        !self.judged.cut
    }

    /// What an actor is, as far as the documents show.
    fn kind_of(&self, actor: ActorId) -> ActorKind {
        self.reference.kind_of(actor)
    }

    /// The actors that a mention of the note may name.
    fn actors_of(&self, mention: u32) -> &[ActorId] {
        self.mentions.get(mention as usize).map_or(&[], |spelling| &spelling.actors)
    }

    /// The note.
    pub fn note(&self) -> &Note {
        &self.note
    }

    /// The documents behind it.
    pub fn reference(&self) -> &Arc<dyn Reference> {
        &self.reference
    }

    /// The settings it was made with.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Every claim of the note, in order, unverified ones too.
    pub fn claims(&self) -> &[Claim] {
        &self.judged.claims
    }

    /// All evidence that looked like a claim of this note, and the gates that held it back: the claim is judged once more for
    /// it.
    pub fn held_back(&self, claim: &Claim) -> Vec<(Gate, Arc<Evidence>)> {
        judge(&claim.evidence, self.reference.as_ref(), self.as_of()).withheld
    }

    /// Every name of the note, in order, without overlap.
    pub fn names(&self) -> &[Name] {
        &self.names
    }

    /// The day up to which the note claims to know.
    pub fn as_of(&self) -> Option<Date> {
        self.note.front_matter.as_of.or(self.settings.as_of).or(self.note.front_matter.date)
    }

    /// Every finding, in order, after rule settings and dismissals.
    pub fn diagnostics(&self) -> Vec<Diagnostic> {
        diagnostics::diagnostics(self)
    }

    /// The card for what stands at byte `offset`.
    pub fn hover(&self, offset: usize) -> Option<Hover> {
        hover::hover(self, offset)
    }

    /// Where the citation, incident phrase, figure or actor at byte `offset` comes from; best first.
    pub fn definition(&self, offset: usize) -> Vec<Target> {
        definition::definition(self, offset)
    }

    /// Everything in the note and in the documents that speaks of what stands at byte `offset`: an incident, an actor, a
    /// cited document, a figure.
    pub fn references(&self, offset: usize) -> Vec<Place> {
        references::references(self, offset)
    }

    /// What stands at byte `offset`, where other notes can tell of it too.
    pub fn subject(&self, offset: usize) -> Option<Subject> {
        references::subject(self, offset)
    }

    /// Where this note tells of `subject`, in order.
    pub fn places_of(&self, subject: &Subject) -> Vec<Span> {
        references::places_of(self, subject)
    }

    /// The passage that introduces the actor at byte `offset`: among its references, the one that declares it.
    pub fn declaration(&self, offset: usize) -> Option<Passage> {
        match self.subject(offset)? {
            Subject::Actor(actor) => definition::introduction(self.reference.as_ref(), actor),
            Subject::Document(_) | Subject::Incident(_) => None,
        }
    }

    /// The cited document or the claim at byte `offset`, where provenance goes on from.
    pub fn origin(&self, offset: usize) -> Option<Origin> {
        provenance::origin(self, offset)
    }

    /// The claim whose figure stands at `figure`, in bytes, and reads `words`; where the note has moved on, the nearest that
    /// reads so.
    pub fn claim(&self, figure: Span, words: &str) -> Option<&Claim> {
        provenance::claim(self, figure, words)
    }

    /// The passages behind a claim of this note: of documents that agree, that differ, that its sentence cites besides.
    pub fn behind(&self, claim: &Claim) -> Vec<Behind> {
        provenance::behind(self, claim)
    }

    /// The claims of this note that lean on a document.
    pub fn leaning(&self, document: DocumentId) -> Vec<Leaning> {
        provenance::leaning(self, document)
    }

    /// The places of the note that name the actor, or cite the document, at byte `offset`, in order.
    pub fn highlights(&self, offset: usize) -> Vec<Span> {
        highlight::highlights(self, offset)
    }

    /// What the words before byte `offset` may be going to be: the key of a document, the name of an actor, an incident.
    pub fn completion(&self, offset: usize) -> Option<Completion> {
        completion::completion(self, offset)
    }

    /// The card of what a completion offers, as Markdown.
    pub fn offer_card(&self, subject: Offered) -> Option<String> {
        completion::card(self, subject)
    }

    /// The marks behind verified figures that stand within `span`, in order; none where the settings switch them off.
    pub fn hints(&self, span: Span) -> Vec<Hint> {
        inlay_hints::hints(self, span)
    }

    /// The mark behind the figure that ends at byte `offset`, with the sources that it counts, a line for each.
    pub fn hint_told(&self, offset: usize) -> Option<(Hint, String)> {
        inlay_hints::told(self, offset)
    }

    /// What stands over the headings of the note, in order; nothing where the settings switch it off.
    pub fn lenses(&self) -> Vec<Lens> {
        code_lens::lenses(self)
    }

    /// How the claims of the note came off.
    pub fn tally(&self) -> Tally {
        Tally::of(self.claims())
    }

    /// Whom the note names, by first mention.
    pub fn cast(&self) -> Vec<Named> {
        cast::cast(self)
    }

    /// The actors that the name at byte `offset` may be.
    pub fn actors_at(&self, offset: usize) -> Vec<ActorId> {
        names::at(self, offset).map(|name| name.meant().to_vec()).unwrap_or_default()
    }

    /// Headings, nested, with the claims below them.
    pub fn outline(&self) -> Vec<Symbol> {
        outline::outline(self)
    }

    /// The links of the note, in order.
    pub fn links(&self) -> Vec<Link> {
        links::links(self)
    }

    /// The first line of a document's page; none where it has no such page.
    pub fn page(&self, document: DocumentId, page: &str) -> Option<Passage> {
        definition::first_line_of_page(self.reference.as_ref(), document, page)
    }

    /// The passage that introduces an actor: the sentence that says best who it is.
    pub fn introduction(&self, actor: ActorId) -> Option<Passage> {
        definition::introduction(self.reference.as_ref(), actor)
    }

    /// A document in a few words: title (its key where it has none), publisher, day.
    pub fn document_in_words(&self, document: DocumentId) -> Option<String> {
        Some(wording::document(self.reference.document(document)?.as_ref()))
    }

    /// Figures, citations and names, in order, without overlap.
    pub fn tokens(&self) -> Vec<Token> {
        semantic_tokens::tokens(self)
    }

    /// The card of an actor, as Markdown.
    pub fn card(&self, actor: ActorId) -> Option<String> {
        Some(card::card(self, self.reference.called(actor)?.as_ref(), None))
    }

    /// What may be done about the figures, names and findings within `span`, grouped by purpose.
    pub fn fixes(&self, span: Span) -> Vec<Fix> {
        fixes::fixes(self, span)
    }

    /// The edits of the whole note that are beyond doubt, in order, without overlap.
    pub fn certain_fixes(&self) -> Vec<(Span, String)> {
        fixes::certain(self)
    }

    /// The name at byte `offset`, where it can be renamed.
    pub fn renamable(&self, offset: usize) -> Option<Span> {
        rename::renamable(self, offset)
    }

    /// The edits that call the actor at byte `offset` `new` throughout the note: spans with what comes in their place.
    ///
    /// # Errors
    ///
    /// Where nothing at `offset` can be renamed, or `new` is no name.
    pub fn rename(&self, offset: usize, new: &str) -> Result<Vec<(Span, String)>, Unfit> {
        rename::rename(self, offset, new)
    }

    /// What the analyst may settle about the name at byte `offset`, as changes to actor cards; likeliest first.
    pub fn rulings(&self, offset: usize) -> Vec<Ruling> {
        rulings::rulings(self, offset)
    }

    /// How every figure that overlaps `span` was read, each source figure considered and the gate that held it back; as
    /// plain text, lines parted by `\n`.
    pub fn explain(&self, span: Span) -> String {
        explain::explain(self, span)
    }
}
