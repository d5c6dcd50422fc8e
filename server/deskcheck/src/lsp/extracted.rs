//! Texts of documents whose own files no editor shows as text (web pages), as something that an editor can open.
//!
//! A client that shows texts of the server (`workspace/textDocumentContent`) gets them under a scheme of their own; for
//! others they are files in the cache.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Once};

use serde::{Deserialize, Serialize};
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::ls_types::Uri;
use tower_lsp::ls_types::request::Request;

use super::documents::Documents;
use super::newer::SCHEME;
use super::server::Server;
use crate::cache;
use crate::corpus::Filed;

/// What stands behind the path of a document's own file.
const ENDING: &str = ".txt";

/// How extracted texts are shown.
#[derive(Clone, Debug)]
pub(super) enum Shown {
    /// By the server, when the client asks.
    Served,
    /// As files.
    Cached(cache::Texts),
    /// Not at all: there is no folder for caches.
    Never,
}

impl Shown {
    /// For the documents of the workspace in the folder `root`, and a client that shows texts of the server, or does not.
    pub(super) fn new(root: &Path, served: bool) -> Self {
        match cache::home() {
            _ if served => Self::Served,
            Some(home) => {
                static SWEPT: Once = Once::new();
                SWEPT.call_once(|| cache::sweep(&home));
                Self::Cached(cache::Texts::new(&home, root))
            }
            None => Self::Never,
        }
    }

    /// Where the extracted text of a document is shown; none where its own file is the better place.
    pub(super) fn uri(&self, source: &Filed) -> Option<Uri> {
        if source.format.is_text() {
            return None;
        }
        match self {
            Self::Served => uri_of(&source.path),
            Self::Cached(texts) => {
                let document = &source.document;
                // Where it cannot be written, the file itself is better than nothing.
                let file = texts.file(&document.key, &document.text).ok()?;
                Uri::from_file_path(file)
            }
            Self::Never => None,
        }
    }
}

/// The address of the text of the document in the file at `path`.
fn uri_of(path: &Path) -> Option<Uri> {
    let file = Uri::from_file_path(path)?;
    let rest = file.as_str().strip_prefix("file:")?;
    format!("{SCHEME}:{rest}{ENDING}").parse().ok()
}

/// The file of the document whose text stands under `uri`. Clients write one address in several ways.
fn file_of(uri: &Uri) -> Option<PathBuf> {
    let path = uri.path().as_str();
    let file: Uri = format!("file://{path}").parse().ok()?;
    let path = file.to_file_path()?;
    let own = path.to_str()?.strip_suffix(ENDING)?;
    is_served(uri).then(|| crate::workspace::paths::absolute(Path::new(own)))
}

fn is_served(uri: &Uri) -> bool {
    uri.scheme().as_str().eq_ignore_ascii_case(SCHEME)
}

/// True for a text of ours: it is no note, whoever opens it.
pub(super) fn is_extracted(uri: &Uri, path: Option<&Path>) -> bool {
    is_served(uri) || path.is_some_and(|path| cache::home().is_some_and(|home| path.starts_with(home)))
}

/// Parameters of `workspace/textDocumentContent`, and of its refresh.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct TextContentParams {
    /// The text.
    uri: Uri,
}

/// The result of `workspace/textDocumentContent`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct TextContent {
    /// The whole text.
    text: String,
}

/// `workspace/textDocumentContent/refresh`.
pub(super) enum TextContentRefresh {}

impl Request for TextContentRefresh {
    type Params = TextContentParams;
    type Result = ();
    const METHOD: &'static str = "workspace/textDocumentContent/refresh";
}

impl TextContentRefresh {
    /// What tells a client to ask for a text again.
    pub(super) fn of(uri: Uri) -> TextContentParams {
        TextContentParams { uri }
    }
}

impl Server {
    /// `workspace/textDocumentContent`.
    pub(super) async fn text_content(&self, params: TextContentParams) -> Result<TextContent> {
        content(&self.all_documents(true).await, &params)
    }
}

/// The text under an address.
///
/// # Errors
///
/// Where no document has it.
fn content(all: &[Arc<Documents>], params: &TextContentParams) -> Result<TextContent> {
    let unknown = || Error::invalid_params(format!("{}: no document has this text", params.uri.as_str()));
    let path = file_of(&params.uri).ok_or_else(unknown)?;
    let source = all.iter().find_map(|documents| documents.corpus().source(documents.document_of(&path)?));
    let source = source.ok_or_else(unknown)?;
    Ok(TextContent { text: source.document.text.clone() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn an_address_leads_back_to_its_file() {
        let path = Path::new("/desk/my sources/Über 100 %.html");
        let uri = uri_of(path).expect("an address");
        assert_eq!(file_of(&uri).as_deref(), Some(path), "{}", uri.as_str());
        // Some clients leave out the slashes that stand for no authority.
        let short: Uri = uri.as_str().replace("///", "/").parse().expect("an address");
        assert_eq!(file_of(&short).as_deref(), Some(path));
        let file: Uri = "file:///desk/a.html.txt".parse().expect("an address");
        assert_eq!(file_of(&file), None);
    }
}
