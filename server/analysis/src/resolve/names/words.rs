//! A name cut into words of small Latin letters, whatever script and marks it is written in.

use unicode_normalization::UnicodeNormalization;

use crate::lexicon::transliteration::transliteration;

/// A word of a name.
#[derive(Clone, Debug, Default, PartialEq)]
#[expect(clippy::struct_excessive_bools, reason = "independent findings about one word")]
pub(super) struct Word {
    /// As it stands in the text.
    pub(super) written: String,
    /// Small Latin letters and digits, without marks.
    pub(super) text: String,
    /// The same with marks read as the sounds they stand for (`ş`: sh), where it has such marks.
    pub(super) marked: Option<String>,
    /// Hangs on the word before by a hyphen.
    pub(super) hyphen: bool,
    /// A capital in the middle of a word began it.
    pub(super) hump: bool,
    /// Has no small letter.
    pub(super) capitals: bool,
    /// A dot stands behind it.
    pub(super) dotted: bool,
}

/// Cuts `surface` into words; `SergeiLavrov` is two, `S.A.` and `e.V.` are one each where they are legal forms.
pub(super) fn words(surface: &str) -> Vec<Word> {
    let mut cutter = Cutter::default();
    if surface.is_ascii() {
        surface.chars().for_each(|c| cutter.take(c));
    } else {
        surface.nfc().for_each(|c| cutter.take(c));
    }
    cutter.words.retain(|word| !word.text.is_empty());
    join_dotted(join_humps(cutter.words))
}

#[derive(Default)]
struct Cutter {
    words: Vec<Word>,
    /// The last word goes on.
    open: bool,
    hyphen: bool,
    /// The last letter was a small one.
    small: bool,
}

impl Cutter {
    fn take(&mut self, c: char) {
        match c {
            '\'' | '’' | '‘' | '`' | '´' | 'ʿ' | 'ʾ' | 'ʼ' | 'ʻ' | '′' | '\u{ad}' => {
                self.small = false;
                if let Some(word) = self.words.last_mut().filter(|_| self.open) {
                    word.written.push(c);
                }
            }
            c if unicode_normalization::char::is_combining_mark(c) => {}
            c if c.is_alphanumeric() => self.letter(c),
            c => {
                if let Some(word) = self.words.last_mut().filter(|_| self.open && matches!(c, '.' | '/')) {
                    word.dotted = true;
                }
                self.hyphen = matches!(c, '-' | '‑' | '–');
                self.open = false;
                self.small = false;
            }
        }
    }

    fn letter(&mut self, c: char) {
        let hump = c.is_uppercase() && self.small;
        if !self.open || hump {
            self.words.push(Word { hyphen: self.hyphen, hump, capitals: true, ..Word::default() });
            self.open = true;
        }
        self.small = c.is_lowercase();
        self.hyphen = false;
        let Some(word) = self.words.last_mut() else { return };
        word.capitals &= !c.is_lowercase();
        word.written.push(c);
        if c.is_ascii() {
            word.push(c.to_ascii_lowercase());
            return;
        }
        for c in c.to_lowercase() {
            word.push_marked(c);
        }
    }
}

impl Word {
    fn push(&mut self, c: char) {
        self.text.push(c);
        if let Some(marked) = &mut self.marked {
            marked.push(c);
        }
    }

    fn push_marked(&mut self, c: char) {
        if let Some(read) = transliteration().marked(c) {
            self.marked.get_or_insert_with(|| self.text.clone()).push_str(read);
            push_bare(&mut self.text, c);
            return;
        }
        let before = self.text.len();
        push_bare(&mut self.text, c);
        if let Some(marked) = &mut self.marked {
            marked.push_str(&self.text[before..]);
        }
    }
}

/// Appends a letter without its mark, in Latin script.
pub(in crate::resolve) fn push_bare(text: &mut String, c: char) {
    for c in std::iter::once(c).nfkd().filter(|c| !unicode_normalization::char::is_combining_mark(*c)) {
        match c {
            'ø' => text.push('o'),
            'ł' => text.push('l'),
            'đ' | 'ð' => text.push('d'),
            'þ' => text.push_str("th"),
            'ß' => text.push_str("ss"),
            'æ' => text.push_str("ae"),
            'œ' => text.push_str("oe"),
            'ı' => text.push('i'),
            'ə' => text.push('a'),
            'ʿ' | 'ʾ' => {}
            _ => match transliteration().latin(c) {
                Some(latin) => text.push_str(latin),
                None => text.push(c),
            },
        }
    }
}

/// `GmbH` is one word: a capital within a legal form begins none.
fn join_humps(words: Vec<Word>) -> Vec<Word> {
    if !words.iter().any(|word| word.hump) {
        return words;
    }
    let mut joined: Vec<Word> = Vec::with_capacity(words.len());
    for word in words {
        match joined.last_mut().filter(|_| word.hump) {
            Some(last) if transliteration().company_form(&format!("{}{}", last.text, word.text)).is_some() => {
                last.text.push_str(&word.text);
                last.written.push_str(&word.written);
            }
            _ => joined.push(word),
        }
    }
    joined
}

/// Letters with dots between them are one word where that says a legal form.
fn join_dotted(words: Vec<Word>) -> Vec<Word> {
    if words.iter().filter(|word| word.text.len() == 1).count() < 2 {
        return words;
    }
    let mut joined: Vec<Word> = Vec::with_capacity(words.len());
    let mut at = 0;
    while at < words.len() {
        let letters = words[at..].iter().take_while(|word| word.text.len() == 1).count();
        let dotted = words[at..at + letters].iter().take_while(|word| word.dotted).count();
        let run = &words[at..at + letters.min(dotted + 1)];
        let text: String = run.iter().map(|word| word.text.as_str()).collect();
        if run.len() > 1 && transliteration().company_form(&text).is_some() {
            let written = run.iter().map(|word| word.written.as_str()).collect::<Vec<_>>().join(".") + ".";
            joined.push(Word { written, text, capitals: true, dotted: true, ..Word::default() });
            at += run.len();
        } else {
            joined.push(words[at].clone());
            at += 1;
        }
    }
    joined
}
