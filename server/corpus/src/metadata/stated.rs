//! What files state about themselves in properties of their own: what of it somebody meant, and what a program put there.

/// Endings of the names of files, which programs give as titles.
const FILE_NAMES: &[&str] =
    &[".doc", ".docx", ".odt", ".rtf", ".indd", ".pdf", ".qxd", ".pptx", ".xlsx", ".tex", ".dvi", ".html"];
/// What programs call a document that has no title yet, in lower case.
const NO_TITLES: &[&str] = &["document", "document1", "word document", "template"];
/// Accounts that are nobody's name, in lower case.
const NO_AUTHORS: &[&str] = &["user", "admin", "administrator", "owner", "unknown", "anonymous", "python-docx"];

/// A title, unless it is the name of a file or what a program writes by itself.
pub fn title(stated: String) -> Option<String> {
    let lower = stated.trim().to_lowercase();
    let is_given = FILE_NAMES.iter().any(|ending| lower.ends_with(ending))
        || lower.starts_with("microsoft ")
        || lower.starts_with("untitled")
        || NO_TITLES.contains(&lower.as_str());
    (!is_given && lower.contains(char::is_alphabetic)).then_some(stated)
}

/// An author, unless it is the name of an account.
pub fn author(stated: String) -> Option<String> {
    let is_account = NO_AUTHORS.contains(&stated.trim().to_lowercase().as_str());
    (!is_account && stated.contains(char::is_alphabetic)).then_some(stated)
}

/// The language itself in a tag: `en` of `en-GB`.
pub fn language(tag: &str) -> Option<String> {
    let code = tag.split(['-', '_']).next()?.trim().to_lowercase();
    let is_code = matches!(code.len(), 2 | 3) && code.bytes().all(|byte| byte.is_ascii_lowercase());
    (is_code && code != "und").then_some(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_programs_write_is_no_title_and_no_author() {
        for given in ["Microsoft Word - Report final.docx", "report_final.indd", "Untitled", "Document1", "- 12 -", " "]
        {
            assert_eq!(title(given.to_owned()), None, "{given}");
        }
        for account in ["User", "python-docx", "12"] {
            assert_eq!(author(account.to_owned()), None, "{account}");
        }
        assert!(title("Harbour strike enters its third day".to_owned()).is_some());
        assert!(author("Ada Brill".to_owned()).is_some());
    }

    #[test]
    fn tags_name_a_language() {
        let check = |tag: &str, expected: Option<&str>| assert_eq!(language(tag).as_deref(), expected, "{tag}");
        check("en-GB", Some("en"));
        check("ckb_IQ", Some("ckb"));
        check("und", None);
        check("English", None);
    }
}
