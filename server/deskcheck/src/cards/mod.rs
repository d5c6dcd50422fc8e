//! Actor cards as they stand in files: read, and what is wrong with them found again in its file.
//!
//! Reads files and writes none.

pub mod editing;

mod lists;

mod written;

use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use deskcheck_analysis::answer::{Settings, Severity};
use deskcheck_analysis::resolve::cards::{CardFinding, Cards, EntityList, Place};
use deskcheck_analysis::text::Span;

use crate::workspace::Workspace;
use crate::workspace::entries::Located;
use written::WrittenCard;

/// What has the form of a card file wrong.
pub const INVALID: &str = "invalid-card";

/// What cannot hold together.
pub const CONTRADICTORY: &str = "contradictory-card";

/// What fits nothing in the documents.
pub const UNMATCHED: &str = "unmatched-card";

/// A finding in a card file.
#[derive(Clone, Debug, PartialEq)]
pub struct CardProblem {
    /// The file.
    pub path: PathBuf,
    /// The line, from 1, where one can be named.
    pub line: Option<usize>,
    /// The bytes of the file, where they can be named.
    pub span: Option<Span>,
    /// How loud.
    pub severity: Severity,
    /// What kind of fault: [`INVALID`], [`CONTRADICTORY`], [`UNMATCHED`].
    pub code: &'static str,
    /// One sentence without the file's name.
    pub message: String,
}

/// A file with cards.
#[derive(Clone, Debug, Default)]
pub struct CardFile {
    /// Where it is, absolute.
    pub path: PathBuf,
    /// Its text.
    pub text: String,
}

/// Where the cards of a workspace belong.
#[derive(Clone, Debug, Default)]
pub struct Home {
    /// The workspace's folder, absolute.
    pub root: PathBuf,
    /// Its `deskcheck.toml`, where there is one.
    pub file: Option<PathBuf>,
    /// Its settings come from the editor.
    pub from_editor: bool,
    /// Folders and files with documents.
    pub corpus: Vec<PathBuf>,
    /// The card files that the settings name, whether they are there or not.
    pub named: Vec<PathBuf>,
}

/// All cards of a workspace, with the places that they stand in.
#[derive(Clone, Debug, Default)]
pub struct CardFiles {
    /// What they say.
    pub cards: Cards,
    /// Where they belong.
    pub home: Home,
    /// The files that could be read.
    pub files: Vec<CardFile>,
    /// What is wrong with the files themselves.
    problems: Vec<CardProblem>,
    lists: Vec<ReadList>,
    /// For each written card its file and its places.
    places: Vec<(usize, WrittenCard)>,
}

/// A list of entities with the state of its file.
#[derive(Clone, Debug)]
struct ReadList {
    path: PathBuf,
    stamp: Stamp,
    entities: Arc<EntityList>,
    faults: Vec<lists::Fault>,
}

/// By what a file is known not to have changed.
#[derive(Clone, Copy, Debug, PartialEq, Hash)]
struct Stamp {
    length: u64,
    changed: Option<SystemTime>,
}

fn invalid(path: &Path, line: Option<usize>, message: String) -> CardProblem {
    CardProblem { path: path.to_path_buf(), line, span: None, severity: Severity::Warning, code: INVALID, message }
}

/// True for a file of cards as an analyst writes them; what is no TOML is a list made elsewhere.
fn is_written(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("toml"))
}

impl CardFiles {
    /// Reads every card file of `workspace`. A file that is not there is the settings' fault and told there. Lists that
    /// `previous` holds unchanged are not read again.
    pub fn read(workspace: &Workspace, previous: Option<&CardFiles>) -> Self {
        let home = Home {
            root: workspace.root.clone(),
            file: workspace.file.clone(),
            from_editor: workspace.from_editor,
            corpus: workspace.corpus.clone(),
            named: workspace.cards.clone(),
        };
        let mut read = Self { home, ..Self::default() };
        for path in workspace.cards.iter().filter(|path| path.is_file()) {
            let shown = path.strip_prefix(&workspace.root).unwrap_or(path).display().to_string();
            let taken = if is_written(path) {
                std::fs::read(path).map(|bytes| {
                    read.take_written(path, &shown, String::from_utf8_lossy(&bytes).into_owned());
                })
            } else {
                read.take_list(path, &shown, previous)
            };
            if let Err(error) = taken {
                read.problems.push(invalid(path, None, format!("cannot be read: {error}")));
            }
        }
        read
    }

    fn take_written(&mut self, path: &Path, shown: &str, text: String) {
        let (cards, faults) = written::read(&text);
        for card in cards {
            self.cards.written.push(card.card(shown));
            self.places.push((self.files.len(), card));
        }
        let problem =
            |fault: Located<String>| CardProblem { span: fault.span, ..invalid(path, fault.line, fault.value) };
        self.problems.extend(faults.into_iter().map(problem));
        self.files.push(CardFile { path: path.to_path_buf(), text });
    }

    fn take_list(&mut self, path: &Path, shown: &str, previous: Option<&CardFiles>) -> std::io::Result<()> {
        let about = std::fs::metadata(path)?;
        let stamp = Stamp { length: about.len(), changed: about.modified().ok() };
        let same = |list: &&ReadList| list.path == path && list.stamp == stamp && stamp.changed.is_some();
        let known = previous.and_then(|previous| previous.lists.iter().find(same));
        let list = if let Some(list) = known {
            list.clone()
        } else {
            let (entities, faults) = lists::read(path, shown)?;
            ReadList { path: path.to_path_buf(), stamp, entities: Arc::new(entities), faults }
        };
        self.problems.extend(list.faults.iter().map(|(line, fault)| invalid(path, Some(*line), fault.clone())));
        self.cards.lists.push(Arc::clone(&list.entities));
        self.lists.push(list);
        Ok(())
    }

    /// True where the files of `other` say what these say, in the same order.
    pub fn say_the_same(&self, other: &Self) -> bool {
        let texts = |cards: &Self| -> Vec<_> {
            cards.files.iter().map(|file| (file.path.clone(), file.text.clone())).collect()
        };
        let lists = |cards: &Self| -> Vec<_> { cards.lists.iter().map(|list| Arc::as_ptr(&list.entities)).collect() };
        texts(self) == texts(other) && lists(self) == lists(other) && self.home.root == other.home.root
    }

    /// A hash of what the cards say, and of where they say it.
    pub fn fingerprint(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        self.home.root.hash(&mut hasher);
        for file in &self.files {
            (&file.path, &file.text).hash(&mut hasher);
        }
        for list in &self.lists {
            (&list.path, list.stamp).hash(&mut hasher);
        }
        hasher.finish()
    }

    /// The file that a card, by its position among all, stands in.
    pub fn file_of(&self, card: usize) -> Option<&Path> {
        let (file, _) = self.places.get(card)?;
        self.files.get(*file).map(|file| file.path.as_path())
    }

    /// The files that the settings name for cards as an analyst writes them, whether they are there or not.
    pub fn written_files(&self) -> impl Iterator<Item = &Path> {
        self.home.named.iter().map(PathBuf::as_path).filter(|path| is_written(path))
    }

    /// Everything to be said of the card files, in order of place and as loud as `settings` want it; `findings` is what the
    /// analysis has to say of the cards.
    pub fn problems(&self, findings: &[CardFinding], settings: &Settings) -> Vec<CardProblem> {
        let found = self.problems.iter().cloned().chain(findings.iter().filter_map(|finding| self.located(finding)));
        let loud = |problem: CardProblem| Some(CardProblem { severity: settings.severity(problem.code)?, ..problem });
        let mut problems: Vec<_> = found.filter_map(loud).collect();
        problems.sort_by(|a, b| (&a.path, a.line, a.span, a.code).cmp(&(&b.path, b.line, b.span, b.code)));
        problems
    }

    fn located(&self, finding: &CardFinding) -> Option<CardProblem> {
        let (file, card) = self.places.get(finding.card)?;
        let place = match finding.place {
            Place::Name => card.name.with(()),
            Place::Alias(at) => card.aliases.get(at)?.with(()),
            Place::Not(at) => card.not.get(at)?.with(()),
        };
        let (severity, code) =
            if finding.contradiction { (Severity::Warning, CONTRADICTORY) } else { (Severity::Hint, UNMATCHED) };
        Some(CardProblem {
            path: self.files.get(*file)?.path.clone(),
            line: place.line,
            span: place.span,
            severity,
            code,
            message: finding.message.clone(),
        })
    }
}
