//! The documents and cards behind a note: read, indexed, and found again in their own files.
//!
//! Reads files and writes none but the index on disk.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use deskcheck_analysis::resolve::cards::CardFinding;
use deskcheck_analysis::resolve::{Cards, Passage, Reference};
use deskcheck_analysis::text::DocumentId;
use deskcheck_corpus::formats::reader;
use deskcheck_corpus::index::store::StoreError;
use deskcheck_corpus::reading::stored::{Kept, Waiting, read_kept, read_over};
use deskcheck_corpus::reading::{self, Order};
use deskcheck_corpus::{Bibliographies, DiskIndex, FileRange, Isolation, Library, MemoryFiles, MemoryIndex, Overlaid};
pub use deskcheck_corpus::{FilePosition, Filed, Files, Problem};

use crate::cards::{CardFiles, CardProblem};
use crate::workspace::Workspace;

/// One reading of a workspace's documents: an immutable snapshot.
pub struct Corpus {
    held: Held,
    reference: Arc<dyn Reference>,
    cards: CardFiles,
    /// What is to be said of the card files.
    card_problems: Vec<CardProblem>,
    bibliographies: Arc<Bibliographies>,
}

/// Where the documents lie, and what they say together.
#[derive(Clone)]
enum Held {
    /// In memory, as they were read.
    Memory(Arc<MemoryFiles>, Arc<MemoryIndex>),
    /// On disk.
    Disk(Arc<DiskIndex>),
    /// On disk, with what has changed since it was resolved.
    Overlaid(Arc<Overlaid>),
}

impl Held {
    fn files(&self) -> &dyn Files {
        match self {
            Self::Memory(files, _) => files.as_ref(),
            Self::Disk(index) => index.as_ref(),
            Self::Overlaid(index) => index.as_ref(),
        }
    }

    fn reference(&self) -> Arc<dyn Reference> {
        match self {
            Self::Memory(_, index) => Arc::clone(index) as _,
            Self::Disk(index) => Arc::clone(index) as _,
            Self::Overlaid(index) => Arc::clone(index) as _,
        }
    }

    /// The index on disk.
    fn on_disk(&self) -> Option<&Arc<DiskIndex>> {
        match self {
            Self::Memory(..) => None,
            Self::Disk(index) => Some(index),
            Self::Overlaid(index) => Some(index.base()),
        }
    }

    /// What is to be said of the cards.
    fn card_findings(&self) -> Vec<CardFinding> {
        match self {
            Self::Memory(_, index) => index.card_findings().to_vec(),
            Self::Disk(index) => index.card_findings(),
            Self::Overlaid(index) => index.base().card_findings(),
        }
    }
}

/// Fewer documents than this are resolved anew before anybody has waited.
const LARGE: usize = 200;

/// How a reading is watched and stopped.
pub struct Watch<'a> {
    /// Called now and then with the number of files done and of all files.
    pub progress: &'a (dyn Fn(usize, usize) + Sync),
    /// True to end early.
    pub stop: &'a (dyn Fn() -> bool + Sync),
    /// How files that may do harm are read apart; in this process where nothing says how.
    pub isolation: Option<&'a Isolation>,
    /// The folder of the index that keeps what was read; none to keep nothing.
    pub index: Option<&'a Path>,
    /// True where what has not changed is to be read too.
    pub afresh: bool,
    /// Takes what is known of changed documents before they are resolved with the rest, where the index is large.
    pub overlaid: Option<&'a dyn Fn(Corpus)>,
}

impl Watch<'_> {
    /// Nobody looks, nobody stops it, nothing is read apart, nothing is kept.
    pub const NONE: Watch<'static> =
        Watch { progress: &|_, _| (), stop: &|| false, isolation: None, index: None, afresh: false, overlaid: None };
}

impl Corpus {
    /// Reads the actor cards and every document of `workspace` but those that it ignores and those in `notes` (absolute paths): a note is
    /// no source of itself. Documents that are known unchanged are not read again, and where nothing has changed since
    /// `previous` its [`Reference`] is kept.
    pub fn read(workspace: &Workspace, notes: &[PathBuf], previous: Option<&Corpus>, watch: &Watch<'_>) -> Self {
        let cards = CardFiles::read(workspace, previous.map(|corpus| &corpus.cards));
        let bibliographies = Arc::new(Bibliographies::read(&workspace.bibliography, &workspace.corpus));
        let order = Order {
            paths: &workspace.corpus,
            ignores: &|path| workspace.ignores(path),
            bibliographies: &bibliographies,
            isolation: watch.isolation,
            progress: &|now| (watch.progress)(now.files, now.of_files),
            stop: watch.stop,
            afresh: watch.afresh,
        };
        let before = previous.map(|corpus| &corpus.held);
        let mut problems = Vec::new();
        let laid_over = |index: Overlaid| {
            let held = Held::Overlaid(Arc::new(index));
            watch.overlaid.iter().for_each(|tell| {
                tell(Self::new(workspace, held.clone(), cards.clone(), Arc::clone(&bibliographies)));
            });
        };
        if let Some(folder) = watch.index {
            let base = previous.filter(|previous| watch.overlaid.is_some() && previous.is_large());
            let waiting = base.and_then(|base| Some(Waiting { base: base.held.on_disk()?, tell: &laid_over }));
            let fault = previous.and_then(Self::fault);
            let kept = Kept {
                folder,
                cards: &cards.cards,
                cards_hash: cards.fingerprint(),
                bibliographies: &bibliographies,
                fault: fault.as_deref(),
                gently: previous.is_some_and(Corpus::is_large),
                waiting,
            };
            match read_kept(&kept, &order) {
                Ok(None) => {
                    // It was broken off: nobody waits for it any more.
                    let held = before.cloned().unwrap_or_else(|| in_memory(Library::default(), &cards.cards));
                    return Self::new(workspace, held, cards, bibliographies);
                }
                // A note that is itself a document is left out, which only resolving anew can do.
                Ok(Some(index)) if notes.iter().all(|note| index.document_at(note).is_none()) => {
                    let kept = previous.filter(|previous| previous.is_as(&index, &bibliographies));
                    let held = kept.map_or_else(|| Held::Disk(Arc::new(index)), |previous| previous.held.clone());
                    return Self::new(workspace, held, cards, bibliographies);
                }
                Ok(Some(_)) => {}
                Err(error) => problems.push(without_index(folder, &error)),
            }
        }
        let is_behind = !problems.is_empty();
        let known = before.and_then(|held| match held {
            Held::Memory(files, _) => Some(files.library()),
            Held::Disk(_) | Held::Overlaid(_) => None,
        });
        let mut library = reading::in_memory(&order, known);
        library.problems.splice(0..0, problems);
        library.is_behind = is_behind;
        library.sources.retain(|source| !notes.contains(&source.filed.path));
        let unchanged = previous.filter(|previous| previous.holds_the_same(&library, &cards));
        let held = unchanged.map_or_else(|| in_memory(library, &cards.cards), |previous| previous.held.clone());
        Self::new(workspace, held, cards, bibliographies)
    }

    /// What the index in `folder` holds, as it is: the files may say more by now. None where nothing in it can be used.
    pub fn open(workspace: &Workspace, folder: &Path) -> Option<Self> {
        let cards = CardFiles::read(workspace, None);
        let bibliographies = Arc::new(Bibliographies::read(&workspace.bibliography, &workspace.corpus));
        let index = DiskIndex::open(folder, &cards.cards, &bibliographies, false).ok()??;
        let is_of_cards = index.made_of().cards == cards.fingerprint();
        // What is small is read before anybody has waited, and as it is now.
        (is_of_cards && index.count() >= LARGE)
            .then(|| Self::new(workspace, Held::Disk(Arc::new(index)), cards, bibliographies))
    }

    /// What these `changed` files (absolute) say now, laid over the index on disk that is known here, which is resolved anew by
    /// reading again. None where that is done soon enough, or these files may have changed more than themselves.
    pub fn overlaid(&self, workspace: &Workspace, changed: &[PathBuf], watch: &Watch<'_>) -> Option<Self> {
        let (base, folder) = (self.held.on_disk()?, watch.index?);
        let is_document = |path: &PathBuf| reader(path).is_some() && !path.is_dir();
        if !self.is_large() || !changed.iter().all(is_document) {
            return None;
        }
        let order = Order {
            ignores: &|path| workspace.ignores(path),
            bibliographies: &self.bibliographies,
            isolation: watch.isolation,
            progress: &|now| (watch.progress)(now.files, now.of_files),
            stop: watch.stop,
            ..Order::of(&workspace.corpus)
        };
        // Where it cannot be done, reading again tells why.
        let index = read_over(folder, base, &order, changed).ok()??;
        let held = Held::Overlaid(Arc::new(index));
        Some(Self::new(workspace, held, self.cards.clone(), Arc::clone(&self.bibliographies)))
    }

    fn new(workspace: &Workspace, held: Held, cards: CardFiles, bibliographies: Arc<Bibliographies>) -> Self {
        let card_problems = cards.problems(&held.card_findings(), &workspace.settings);
        Self { reference: held.reference(), held, cards, card_problems, bibliographies }
    }

    /// True where `index` says what the one on disk here says.
    fn is_as(&self, index: &DiskIndex, bibliographies: &Bibliographies) -> bool {
        let Held::Disk(own) = &self.held else { return false };
        own.fault().is_none()
            && own.made_of() == index.made_of()
            && own.problems() == index.problems()
            && *self.bibliographies == *bibliographies
    }

    fn holds_the_same(&self, library: &Library, cards: &CardFiles) -> bool {
        let Held::Memory(files, _) = &self.held else { return false };
        let made_of = |library: &Library| -> Vec<_> {
            library.sources.iter().map(|source| (source.filed.path.clone(), source.filed.fingerprint)).collect()
        };
        let read = files.library();
        made_of(read) == made_of(library)
            && read.missing == library.missing
            && read.problems == library.problems
            && self.cards.say_the_same(cards)
    }

    /// True where it takes a while until changes are resolved with the rest.
    pub fn is_large(&self) -> bool {
        self.held.on_disk().is_some_and(|index| index.count() >= LARGE)
    }

    /// Looks whether the index on disk is what was written: [`Corpus::fault`] tells.
    pub fn check(&self) {
        if let Some(index) = self.held.on_disk() {
            index.check();
        }
    }

    /// What went wrong with the index on disk, where something did: reading again makes it anew.
    pub fn fault(&self) -> Option<String> {
        self.held.on_disk().and_then(|index| index.fault())
    }

    /// True where an analyst would see no difference between this reading and `other` by the same settings.
    pub fn is_same(&self, other: &Corpus) -> bool {
        Arc::ptr_eq(&self.reference, &other.reference) && self.card_problems == other.card_problems
    }

    /// What the documents say.
    pub fn reference(&self) -> &Arc<dyn Reference> {
        &self.reference
    }

    /// The documents with their files, and what is to be said of these.
    pub fn files(&self) -> &dyn Files {
        self.held.files()
    }

    /// The card files.
    pub fn cards(&self) -> &CardFiles {
        &self.cards
    }

    /// What is to be said of the card files, in order of place.
    pub fn card_problems(&self) -> &[CardProblem] {
        &self.card_problems
    }

    /// What libraries of references say of the documents.
    pub fn bibliographies(&self) -> &Bibliographies {
        &self.bibliographies
    }

    /// Every document with its file, one at a time, in order of number.
    pub fn sources(&self) -> impl Iterator<Item = (DocumentId, Arc<Filed>)> {
        let ids = (0..self.files().count() as u32).map(DocumentId);
        ids.filter_map(|id| Some((id, self.source(id)?)))
    }

    /// A document with its file.
    pub fn source(&self, id: DocumentId) -> Option<Arc<Filed>> {
        self.files().filed(id)
    }

    /// The citation key of a document; empty where there is no such document.
    pub fn key(&self, id: DocumentId) -> String {
        self.source(id).map_or_else(String::new, |source| source.document.key.clone())
    }

    /// Where a passage stands in the document's own file.
    pub fn locate(&self, passage: Passage) -> Option<(Arc<Filed>, FileRange)> {
        let source = self.source(passage.document)?;
        let place = source.map.locate(passage.span);
        Some((source, place))
    }

    /// The document whose file stands at `path` (absolute).
    pub fn document_of(&self, path: &Path) -> Option<DocumentId> {
        self.files().document_at(path)
    }
}

/// Documents that are held in memory.
fn in_memory(library: Library, cards: &Cards) -> Held {
    let index = MemoryIndex::build(&library, cards);
    Held::Memory(Arc::new(MemoryFiles::new(library)), Arc::new(index))
}

/// That the documents were read without their index.
fn without_index(folder: &Path, error: &StoreError) -> Problem {
    Problem::of_file(folder, format!("the index of the documents cannot be used: {error}. They were read without it"))
}
