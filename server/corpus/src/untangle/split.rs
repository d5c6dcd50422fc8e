//! Where each line of a page with two columns run together is to be cut, by dynamic programming over the lines.
//!
//! A cut is good where the left part reads on into the next line's first word, where the last word of the line before
//! reads on into the right part, where the two words on both sides of it do not belong together, and where both columns
//! are as full as a typesetter would have filled them. A line may belong to one column alone. The widths of the columns
//! are not known beforehand: they are first taken from where single lines would like to be cut, then from the cuts found.

use super::junctions::{Familiar, Word, across, within};

/// The cuts of a region.
#[derive(Clone, Debug, PartialEq)]
pub struct Split {
    /// For each line the number of words in its left column.
    pub cuts: Vec<usize>,
    /// How well the columns read on, a line.
    pub coherence: f32,
    /// Share of lines in both columns.
    pub shared: f32,
}

/// Costs in natural logarithms, and spreads in letters; set by trying on pages made for it.
const OVERFULL_SPREAD: f32 = 1.0;
const UNDERFULL_SPREAD: f32 = 1.7;
const OVERFULL_WORST: f32 = 10.0;
const UNDERFULL_WORST: f32 = 6.5;
const SHORT_LAST_LINE: f32 = 0.7;
const LEFT_ENDS: f32 = 6.0;
const RIGHT_ENDS: f32 = 4.0;
const STAYS_ENDED: f32 = 0.5;
const ROUNDS: usize = 6;
/// Widths that are looked at, in letters.
const WIDEST: usize = 200;
/// No line has so many words that this many cuts of it would not do.
const MOST_WORDS: usize = 60;

/// Cuts the lines of a region, none of which may be empty. None where the columns as they are first found read on worse than
/// `least`: nothing good came of such a beginning on any page that was tried, and going on takes ten times as long.
pub fn split(lines: &[Vec<Word<'_>>], least: f32) -> Option<Split> {
    if lines.len() < 2 || lines.iter().any(|line| line.is_empty() || line.len() > MOST_WORDS) {
        return None;
    }
    let familiar = Familiar::of(lines);
    let even = split_by(&Page::new(lines, &familiar, Letters::Even), least)?;
    let printed = split_by(&Page::new(lines, &familiar, Letters::Printed), least);
    Some(printed.filter(|printed| printed.0 >= even.0).unwrap_or(even).1)
}

/// The cuts where letters are taken to be so wide, and how well they score.
fn split_by(page: &Page<'_>, least: f32) -> Option<(f32, Split)> {
    let mut widths = page.first_widths()?;
    let mut seen = Vec::new();
    let (mut score, mut cuts) = page.best_cuts(widths);
    if page.coherence(&cuts) < least {
        return None;
    }
    while seen.len() < ROUNDS && !seen.contains(&widths) {
        seen.push(widths);
        let Some(found) = page.widths_of(&cuts) else { break };
        widths = found;
        (score, cuts) = page.best_cuts(widths);
    }
    let lines = page.lines.len();
    let shared = (0..lines).filter(|line| page.is_shared(*line, cuts[*line])).count();
    Some((score, Split { coherence: page.coherence(&cuts), shared: shared as f32 / lines as f32, cuts }))
}

/// How well each line, uncut, reads on into the next.
pub fn plain_coherence(lines: &[Vec<Word<'_>>]) -> f32 {
    let nothing = Familiar::default();
    let pairs = lines.windows(2).filter_map(|pair| Some((pair[0].last()?, pair[1].first()?)));
    let (sum, count) =
        pairs.fold((0.0, 0), |(sum, count), (last, first)| (sum + across(last, first, &nothing), count + 1));
    if count == 0 { 0.0 } else { sum / count as f32 }
}

/// How wide each column is, in letters.
type Widths = (f32, f32);

/// How wide letters are.
#[derive(Clone, Copy)]
enum Letters {
    /// As on a typewriter.
    Even,
    /// As in print, where an m takes more room than an i.
    Printed,
}

impl Letters {
    /// The width of a word, in letters of average width.
    fn width(self, word: &str) -> f32 {
        match self {
            Letters::Even => word.chars().count() as f32,
            Letters::Printed => word.chars().map(printed_width).sum(),
        }
    }

    fn space(self) -> f32 {
        match self {
            Letters::Even => 1.0,
            Letters::Printed => 0.6,
        }
    }
}

/// Width of a letter in common book faces, in letters of average width.
fn printed_width(letter: char) -> f32 {
    match letter {
        'i' | 'j' | 'l' | 't' | '\'' | '’' | '‘' | '.' | ',' | ';' | ':' => 0.62,
        'f' | 'r' | '-' | 'I' | '(' | ')' => 0.75,
        's' | 'J' => 0.9,
        'm' | 'M' | 'W' | '—' => 1.9,
        'w' => 1.6,
        'A'..='Z' => 1.5,
        _ => 1.08,
    }
}

struct Page<'a> {
    lines: &'a [Vec<Word<'a>>],
    familiar: &'a Familiar,
    letters: Letters,
    /// For each line and cut, the width left of it.
    left: Vec<Vec<f32>>,
    /// For each line and cut, the width right of it.
    right: Vec<Vec<f32>>,
    /// For each line the width of its words.
    words: Vec<Vec<f32>>,
    /// For each line but the first, and each cut of the line above, how well the left column reads on.
    left_links: Vec<Vec<f32>>,
    /// For each line but the first, and each cut of it, how well the right column reads on.
    right_links: Vec<Vec<f32>>,
    /// For each line and cut, how well the words on both sides of the cut belong together.
    inner_links: Vec<Vec<f32>>,
    /// True where words are cut at line ends, so that lines are fuller.
    hyphenated: bool,
}

/// Best score of a cut of a line, and the cut of the line before that leads to it.
type Cell = (f32, usize);

impl<'a> Page<'a> {
    fn new(lines: &'a [Vec<Word<'a>>], familiar: &'a Familiar, letters: Letters) -> Self {
        let cut_words = lines.iter().flatten().filter(|word| word.is_cut()).count();
        let words: Vec<Vec<_>> =
            lines.iter().map(|line| line.iter().map(|word| letters.width(word.text)).collect()).collect();
        let (left, right) = words.iter().map(|line| widths_at_cuts(line, letters.space())).unzip();
        let mut page = Self {
            lines,
            familiar,
            letters,
            left,
            right,
            words,
            left_links: Vec::new(),
            right_links: Vec::new(),
            inner_links: Vec::new(),
            hyphenated: cut_words * 12 >= lines.len(),
        };
        page.link_all();
        page
    }

    fn link_all(&mut self) {
        for (line, words) in self.lines.iter().enumerate() {
            let inner = words.windows(2).map(|pair| within(&pair[0], &pair[1], self.familiar));
            let inner = std::iter::once(0.0).chain(inner).chain([0.0]).collect();
            let above = line.checked_sub(1).map(|above| &self.lines[above]);
            let left = above.into_iter().flatten().map(|end| self.link(end, &words[0]));
            let left = std::iter::once(0.0).chain(left).collect();
            let end = above.and_then(|above| above.last());
            let right = words.iter().map(|start| end.map_or(0.0, |end| self.link(end, start))).collect();
            self.inner_links.push(inner);
            self.left_links.push(left);
            self.right_links.push(right);
        }
    }

    fn link(&self, left: &Word<'_>, right: &Word<'_>) -> f32 {
        across(left, right, self.familiar)
    }

    fn is_shared(&self, line: usize, cut: usize) -> bool {
        0 < cut && cut < self.lines[line].len()
    }

    /// The last word of the right column where line `line` is cut at `cut`.
    fn right_end(&self, line: usize, cut: usize) -> Option<&Word<'a>> {
        self.lines[line].last().filter(|_| cut < self.lines[line].len())
    }

    fn left_end(&self, line: usize, cut: usize) -> Option<&Word<'a>> {
        cut.checked_sub(1).map(|last| &self.lines[line][last])
    }

    /// What a cut inside line `line` gains by the words around it alone.
    fn gain(&self, line: usize, cut: usize) -> f32 {
        let below = self.left_links.get(line + 1).map_or(0.0, |links| links[cut]);
        below + self.right_links[line][cut] - self.inner_links[line][cut]
    }

    /// Column widths from where each line for itself would like to be cut.
    fn first_widths(&self) -> Option<Widths> {
        let mut likely = vec![0.0_f32; WIDEST];
        for (line, words) in self.lines.iter().enumerate() {
            let cuts = (1..words.len()).filter(|cut| self.left[line][*cut] >= 15.0 && self.right[line][*cut] >= 10.0);
            let gains: Vec<_> = cuts.map(|cut| (self.left[line][cut], self.gain(line, cut).exp())).collect();
            let total: f32 = gains.iter().map(|(_, gain)| gain).sum();
            for (width, gain) in gains {
                let near = (width as usize).saturating_sub(4)..(width as usize + 6).min(WIDEST);
                for (at, share) in likely[near.clone()].iter_mut().enumerate() {
                    let off = (near.start + at) as f32 - width;
                    *share += gain / total * (-off * off / 8.0).exp();
                }
            }
        }
        let (left, most) = likely.iter().enumerate().max_by(|a, b| a.1.total_cmp(b.1))?;
        let left = left as f32 + 2.0;
        let totals = self.left.iter().filter_map(|widths| widths.last().copied()).collect();
        (*most > 0.0).then_some((left, (quantile(totals, 85)? - left - 1.0).max(10.0)))
    }

    /// Column widths as the lines cut so show them.
    fn widths_of(&self, cuts: &[usize]) -> Option<Widths> {
        let shared = || (0..cuts.len()).filter(|line| self.is_shared(*line, cuts[*line]));
        let left = quantile(shared().map(|line| self.left[line][cuts[line]]).collect(), 88)?;
        let right = quantile(shared().map(|line| self.right[line][cuts[line]]).collect(), 88)?;
        Some((left, right))
    }

    fn best_cuts(&self, widths: Widths) -> (f32, Vec<usize>) {
        let mut table: Vec<Vec<Cell>> = Vec::with_capacity(self.lines.len());
        for line in 0..self.lines.len() {
            let cuts = 0..=self.lines[line].len();
            let row = cuts.map(|cut| self.cell(line, cut, table.last(), widths)).collect();
            table.push(row);
        }
        let last = table.last().map(Vec::as_slice).unwrap_or_default();
        let mut cut = (0..last.len()).max_by(|a, b| last[*a].0.total_cmp(&last[*b].0)).unwrap_or_default();
        let score = last.get(cut).map_or(f32::MIN, |cell| cell.0);
        let mut cuts = vec![0; self.lines.len()];
        for line in (0..self.lines.len()).rev() {
            cuts[line] = cut;
            cut = table[line][cut].1;
        }
        (score, cuts)
    }

    fn cell(&self, line: usize, cut: usize, above: Option<&Vec<Cell>>, widths: Widths) -> Cell {
        let own = self.own_score(line, cut, widths);
        let Some(above) = above else {
            let starts = [self.lines[line].first().filter(|_| cut > 0), self.lines[line].get(cut)];
            return (own + starts.iter().flatten().map(|word| word.as_start().max(0.0)).sum::<f32>(), 0);
        };
        let scores = above.iter().enumerate().map(|(upper, (score, _))| {
            (own + score + self.left_step(line, upper, cut) + self.right_step(line, upper, cut, widths.1), upper)
        });
        scores.max_by(|a, b| a.0.total_cmp(&b.0)).unwrap_or((own, 0))
    }

    /// What does not depend on the line above.
    fn own_score(&self, line: usize, cut: usize, widths: Widths) -> f32 {
        let mut score = -self.inner_links[line][cut];
        match self.left_end(line, cut) {
            None => score -= LEFT_ENDS,
            Some(end) => {
                let next = self.words.get(line + 1).map(|next| next[0]);
                score += self.fullness(self.left[line][cut], end, next, widths.0);
            }
        }
        match self.right_end(line, cut) {
            None => score - RIGHT_ENDS,
            Some(end) if line + 1 == self.lines.len() => {
                score + self.fullness(self.right[line][cut], end, None, widths.1)
            }
            Some(_) => score,
        }
    }

    fn left_step(&self, line: usize, upper: usize, cut: usize) -> f32 {
        let start = self.lines[line].first().filter(|_| cut > 0);
        match (self.left_end(line - 1, upper), start) {
            (Some(_), Some(_)) => self.left_links[line][upper],
            (Some(end), None) => end.as_end(),
            (None, Some(start)) => start.as_start(),
            (None, None) => LEFT_ENDS - STAYS_ENDED,
        }
    }

    fn right_step(&self, line: usize, upper: usize, cut: usize, width: f32) -> f32 {
        let start = self.lines[line].get(cut);
        let next = self.words[line].get(cut).copied();
        let filled = |end| self.fullness(self.right[line - 1][upper], end, next, width);
        match (self.right_end(line - 1, upper), start) {
            (Some(end), Some(_)) => self.right_links[line][cut] + filled(end),
            (Some(end), None) => end.as_end() + filled(end),
            (None, Some(start)) => start.as_start(),
            (None, None) => RIGHT_ENDS - STAYS_ENDED,
        }
    }

    /// How well a width of `used` that ends with `end` fills a column before a word of width `next`.
    fn fullness(&self, used: f32, end: &Word<'_>, next: Option<f32>, width: f32) -> f32 {
        let over = (used - width).max(0.0) / OVERFULL_SPREAD;
        let fitted = next.map(|next| if self.hyphenated { next.min(4.0) } else { next });
        let under =
            fitted.map_or(0.0, |fitted| (width - used - self.letters.space() - fitted).max(0.0) / UNDERFULL_SPREAD);
        let worst = if end.ends_sentence() { SHORT_LAST_LINE } else { UNDERFULL_WORST };
        -(over * over / 2.0).min(OVERFULL_WORST) - (under * under / 2.0).min(worst)
    }

    /// How well both columns read on, a shared line, the words around the cuts discounted.
    fn coherence(&self, cuts: &[usize]) -> f32 {
        let shared: Vec<_> = (0..cuts.len()).filter(|line| self.is_shared(*line, cuts[*line])).collect();
        let sum: f32 = shared.iter().map(|line| self.gain(*line, cuts[*line])).sum();
        if shared.is_empty() { f32::MIN } else { sum / shared.len() as f32 }
    }
}

/// For each cut of a line of words so wide, the width left and right of it.
fn widths_at_cuts(words: &[f32], space: f32) -> (Vec<f32>, Vec<f32>) {
    let side = |words: &[f32]| words.iter().sum::<f32>() + space * words.len().saturating_sub(1) as f32;
    (0..=words.len()).map(|cut| (side(&words[..cut]), side(&words[cut..]))).unzip()
}

/// The value below which `percent` of `values` lie.
fn quantile(mut values: Vec<f32>, percent: usize) -> Option<f32> {
    values.sort_unstable_by(f32::total_cmp);
    values.get(values.len() * percent / 100).copied()
}
