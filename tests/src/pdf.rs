//! PDF files made for tests: pages of real, positioned text in Helvetica, and nothing that a test does not need.
//!
//! Lines are set with the widths of the font's letters, so that columns, gutters and gaps are where a typesetter would have
//! put them.

use std::fmt::Write;

/// Width and height of a page, in points.
pub const PAGE: (f32, f32) = (595.0, 842.0);

/// A file under construction.
#[derive(Clone, Debug, Default)]
pub struct Pdf {
    pages: Vec<Page>,
    /// Keys and values of the information dictionary (`Title`).
    info: Vec<(&'static str, String)>,
    /// What else stands in the catalog (`/Lang (en)`).
    catalog: String,
}

/// One page under construction.
#[derive(Clone, Debug, Default)]
pub struct Page {
    content: String,
    /// What else stands in its dictionary (`/Rotate 90`).
    entries: String,
}

impl Pdf {
    /// A file with these pages.
    pub fn of(pages: impl IntoIterator<Item = Page>) -> Self {
        Self { pages: pages.into_iter().collect(), ..Self::default() }
    }

    /// With an entry in its information dictionary.
    #[must_use]
    pub fn info(mut self, key: &'static str, value: &str) -> Self {
        self.info.push((key, value.to_owned()));
        self
    }

    /// With an entry in its catalog.
    #[must_use]
    pub fn catalog(mut self, entry: &str) -> Self {
        self.catalog += entry;
        self
    }

    /// The file.
    pub fn bytes(&self) -> Vec<u8> {
        let mut objects = vec![
            format!("<< /Type /Catalog /Pages 2 0 R {} >>", self.catalog),
            self.page_tree(),
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding \
             << /Type /Encoding /BaseEncoding /WinAnsiEncoding /Differences [1 /fi 2 /fl] >> >>"
                .to_owned(),
            self.info.iter().fold("<<".to_owned(), |all, (key, value)| format!("{all} /{key} ({})", escaped(value)))
                + " >>",
        ];
        for page in &self.pages {
            let content = 2 + objects.len();
            objects.push(format!(
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {} {}] /Resources << /Font << /F1 3 0 R >> >> /Contents \
                 {content} 0 R {} >>",
                PAGE.0, PAGE.1, page.entries
            ));
            objects.push(format!(
                "<< /Length {} >>\nstream\n{}\nendstream",
                page.content.chars().count(),
                page.content
            ));
        }
        file(&objects)
    }

    fn page_tree(&self) -> String {
        let kids = (0..self.pages.len()).fold(String::new(), |all, at| format!("{all} {} 0 R", 5 + 2 * at));
        format!("<< /Type /Pages /Count {} /Kids [{kids} ] >>", self.pages.len())
    }
}

/// A file of these objects, the first of them its catalog, the fourth its information dictionary.
fn file(objects: &[String]) -> Vec<u8> {
    let mut file = b"%PDF-1.4\n%\xE2\xE3\xCF\xD3\n".to_vec();
    let mut places = Vec::new();
    for (at, object) in objects.iter().enumerate() {
        places.push(file.len());
        file.extend(format!("{} 0 obj\n", at + 1).bytes());
        file.extend(object.chars().map(in_win_ansi));
        file.extend(b"\nendobj\n");
    }
    let table = file.len();
    file.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).bytes());
    for place in places {
        file.extend(format!("{place:010} 00000 n \n").bytes());
    }
    let end =
        format!("trailer\n<< /Size {} /Root 1 0 R /Info 4 0 R >>\nstartxref\n{table}\n%%EOF\n", objects.len() + 1);
    file.extend(end.bytes());
    file
}

impl Page {
    /// With an entry in its dictionary.
    #[must_use]
    pub fn entry(mut self, entry: &str) -> Self {
        self.entries += entry;
        self
    }

    /// With operators of one's own.
    #[must_use]
    pub fn drawn(mut self, operators: &str) -> Self {
        self.content += operators;
        self
    }

    /// With a line of text that begins at (`x`, `y`) from the lower left corner, in letters of `size`.
    #[must_use]
    pub fn line(self, x: f32, y: f32, size: f32, text: &str) -> Self {
        self.spaced(x, y, size, 0.0, text)
    }

    /// With a line whose blanks are wider by `space`.
    fn spaced(mut self, x: f32, y: f32, size: f32, space: f32, text: &str) -> Self {
        let text = escaped(text);
        writeln!(self.content, "BT /F1 {size} Tf {space:.4} Tw 1 0 0 1 {x:.2} {y:.2} Tm ({text}) Tj ET")
            .expect("a string takes whatever is written");
        self
    }

    /// With lines one below the other from `top` on, justified to `width` but for the last one of each paragraph. What
    /// follows a blank line begins a paragraph.
    #[must_use]
    pub fn column(mut self, (x, top): (f32, f32), width: f32, size: f32, lines: &[String]) -> Self {
        let mut y = top;
        for (at, line) in lines.iter().enumerate() {
            let is_last = lines.get(at + 1).is_none_or(String::is_empty);
            let blanks = line.matches(' ').count();
            let space = if is_last || blanks == 0 { 0.0 } else { (width - line_width(line, size)) / blanks as f32 };
            if !line.is_empty() {
                self = self.spaced(x, y, size, space, line);
            }
            y -= if line.is_empty() { size * 0.6 } else { size * 1.2 };
        }
        self
    }
}

/// `text` in lines of at most `width` points, long words cut with a hyphen where they would leave a hole.
pub fn wrapped(text: &str, width: f32, size: f32) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in text.split_whitespace() {
        let joined = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
        if line_width(&joined, size) <= width {
            line = joined;
            continue;
        }
        if let Some((start, rest)) = cut(&line, word, width, size) {
            lines.push(format!("{line} {start}-"));
            rest.clone_into(&mut line);
        } else {
            lines.push(std::mem::take(&mut line));
            word.clone_into(&mut line);
        }
    }
    lines.push(line);
    lines
}

/// The longest beginning of `word` that fits behind `line` with a hyphen, where both halves have three letters.
fn cut<'a>(line: &str, word: &'a str, width: f32, size: f32) -> Option<(&'a str, &'a str)> {
    if word.len() < 7 || !word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return None;
    }
    let fits = |at: &usize| line_width(&format!("{line} {}-", &word[..*at]), size) <= width;
    (3..word.len() - 2).rev().find(fits).map(|at| word.split_at(at))
}

/// The width of a line in Helvetica, in points.
pub fn line_width(line: &str, size: f32) -> f32 {
    line.chars().map(letter_width).sum::<f32>() * size / 1000.0
}

/// Widths of the letters from the blank to the tilde, in thousandths of the size.
#[rustfmt::skip]
const WIDTHS: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278,
    556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
    1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
    667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
    333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556,
    556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];

fn letter_width(letter: char) -> f32 {
    let at = (letter as usize).wrapping_sub(0x20);
    f32::from(WIDTHS.get(at).copied().unwrap_or(500))
}

fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('(', "\\(").replace(')', "\\)")
}

/// The byte of a letter in the encoding of the font.
fn in_win_ansi(letter: char) -> u8 {
    match letter {
        'ﬁ' => 1,
        'ﬂ' => 2,
        '’' => 0x92,
        '“' => 0x93,
        '”' => 0x94,
        '–' => 0x96,
        '—' => 0x97,
        '•' => 0x95,
        other => u8::try_from(u32::from(other)).unwrap_or(b'?'),
    }
}
