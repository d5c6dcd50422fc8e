//! Values as they lie in the index: in postcard's form, behind a checksum, so that a damaged page is noticed where it is
//! used.
//!
//! Figures lie behind a table of where each begins, so that one can be taken out alone. What stands over them, their
//! `setting`, is shared by all figures of a section, and is shared here too.

use std::sync::Arc;

use deskcheck_analysis::extract::{Figure, Mention};
use deskcheck_analysis::text::Span;
use rustc_hash::FxHashMap;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

/// Bytes of a checksum.
const SUM: usize = 8;

/// The bytes of a number in a table.
const NUMBER: usize = 4;

/// A blob that is not what was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Damaged;

/// `bytes` behind their checksum.
pub(in crate::index) fn sealed(bytes: &[u8]) -> Vec<u8> {
    let mut blob = Vec::with_capacity(SUM + bytes.len());
    blob.extend(xxh3_64(bytes).to_le_bytes());
    blob.extend(bytes);
    blob
}

/// What stands behind the checksum of a blob.
pub(in crate::index) fn unsealed(blob: &[u8]) -> Result<&[u8], Damaged> {
    let (sum, bytes) = blob.split_first_chunk::<SUM>().ok_or(Damaged)?;
    if u64::from_le_bytes(*sum) == xxh3_64(bytes) { Ok(bytes) } else { Err(Damaged) }
}

/// The same, where the checksum was looked at before.
pub(in crate::index) fn behind_sum(blob: &[u8]) -> &[u8] {
    blob.get(SUM..).unwrap_or_default()
}

/// A value as a blob.
pub(in crate::index) fn encoded(value: &impl Serialize) -> Vec<u8> {
    // Our values have neither maps of unknown length nor anything else that postcard refuses.
    sealed(&postcard::to_stdvec(value).unwrap_or_default())
}

/// The value in a blob.
pub(in crate::index) fn decoded<T: DeserializeOwned>(blob: &[u8]) -> Result<T, Damaged> {
    postcard::from_bytes(unsealed(blob)?).map_err(|_| Damaged)
}

/// What facts begin with: sentences, the block of each, and names.
#[derive(Debug, Deserialize)]
pub(in crate::index) struct Outline {
    pub(in crate::index) sentences: Vec<Span>,
    pub(in crate::index) blocks: Vec<u32>,
    pub(in crate::index) mentions: Vec<Mention>,
}

/// The outline of facts in a blob; what stands behind it is not looked at.
pub(super) fn outline(facts: &[u8]) -> Result<Outline, Damaged> {
    postcard::take_from_bytes(unsealed(facts)?).map(|(outline, _)| outline).map_err(|_| Damaged)
}

/// A text in a blob.
pub(super) fn text(blob: &[u8]) -> Result<String, Damaged> {
    String::from_utf8(unsealed(blob)?.to_vec()).map_err(|_| Damaged)
}

/// Figures as a blob: the numbers of settings and of figures, where each of them ends, and then they themselves; a figure
/// begins with the number of its setting.
pub(super) fn encoded_figures(figures: Vec<Arc<Figure>>) -> Vec<u8> {
    let mut numbers: FxHashMap<Arc<[u32]>, u32> = FxHashMap::default();
    let (mut settings, mut ends_of_settings) = (Vec::new(), Vec::new());
    let (mut bodies, mut ends_of_bodies) = (Vec::new(), Vec::with_capacity(figures.len()));
    for figure in figures {
        let mut figure = Arc::unwrap_or_clone(figure);
        let setting = std::mem::take(&mut figure.setting);
        let number = *numbers.entry(setting).or_insert_with_key(|setting| {
            settings.extend(setting.iter().flat_map(|word| word.to_le_bytes()));
            ends_of_settings.push(settings.len() as u32);
            ends_of_settings.len() as u32 - 1
        });
        bodies.extend(number.to_le_bytes());
        bodies = postcard::to_extend(&figure, bodies).unwrap_or_default();
        ends_of_bodies.push(bodies.len() as u32);
    }
    let counts = [ends_of_settings.len() as u32, ends_of_bodies.len() as u32];
    let behind = settings.len() as u32;
    let ends = ends_of_settings.into_iter().chain(ends_of_bodies.into_iter().map(|end| behind + end));
    let mut bytes: Vec<u8> = counts.into_iter().chain(ends).flat_map(u32::to_le_bytes).collect();
    bytes.append(&mut settings);
    bytes.append(&mut bodies);
    sealed(&bytes)
}

/// The figures of one document, as they lie in the index.
#[derive(Clone, Debug)]
pub struct StoredFigures {
    blob: Vec<u8>,
    settings: usize,
    figures: usize,
}

impl StoredFigures {
    pub(super) fn new(blob: Vec<u8>) -> Result<Self, Damaged> {
        let bytes = unsealed(&blob)?;
        let number = |at: usize| number(bytes, at).ok_or(Damaged);
        let (settings, figures) = (number(0)?, number(1)?);
        Ok(Self { blob, settings, figures })
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.figures
    }

    /// How many bytes they take up.
    pub fn bytes(&self) -> usize {
        self.blob.len()
    }

    /// True where there are none.
    pub fn is_empty(&self) -> bool {
        self.figures == 0
    }

    /// One of them.
    ///
    /// # Errors
    ///
    /// Where it is not what was written, or there is no such figure.
    pub fn get(&self, position: usize) -> Result<Arc<Figure>, Damaged> {
        let (mut figure, setting) = self.body(position)?;
        figure.setting = self.setting(setting)?;
        Ok(Arc::new(figure))
    }

    /// All of them, in order; figures of one section share their setting.
    ///
    /// # Errors
    ///
    /// As [`StoredFigures::get`].
    pub fn all(&self) -> Result<Vec<Arc<Figure>>, Damaged> {
        let settings: Vec<_> = (0..self.settings).map(|at| self.setting(at)).collect::<Result<_, _>>()?;
        let figure = |position| {
            let (mut figure, setting) = self.body(position)?;
            figure.setting = Arc::clone(settings.get(setting).ok_or(Damaged)?);
            Ok(Arc::new(figure))
        };
        (0..self.figures).map(figure).collect()
    }

    fn body(&self, position: usize) -> Result<(Figure, usize), Damaged> {
        let part = if position < self.figures { self.part(self.settings + position)? } else { &[] };
        let (setting, body) = part.split_first_chunk::<NUMBER>().ok_or(Damaged)?;
        let figure = postcard::from_bytes(body).map_err(|_| Damaged)?;
        Ok((figure, u32::from_le_bytes(*setting) as usize))
    }

    fn setting(&self, at: usize) -> Result<Arc<[u32]>, Damaged> {
        let part = if at < self.settings { self.part(at)? } else { return Err(Damaged) };
        Ok(part.as_chunks::<NUMBER>().0.iter().map(|word| u32::from_le_bytes(*word)).collect())
    }

    fn part(&self, at: usize) -> Result<&[u8], Damaged> {
        let bytes = self.blob.get(SUM..).ok_or(Damaged)?;
        let end = |at: usize| number(bytes, 2 + at).ok_or(Damaged);
        let start = if at == 0 { 0 } else { end(at - 1)? };
        let first = (2 + self.settings + self.figures) * NUMBER;
        bytes.get(first + start..first + end(at)?).ok_or(Damaged)
    }
}

/// The number at a position of a table.
fn number(bytes: &[u8], at: usize) -> Option<usize> {
    let number = bytes.get(at * NUMBER..)?.first_chunk::<NUMBER>()?;
    Some(u32::from_le_bytes(*number) as usize)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use deskcheck_analysis::extract::{Figure, extract};
    use deskcheck_analysis::text::Markup;

    use super::{Damaged, StoredFigures, decoded, encoded, encoded_figures, outline};

    const TEXT: &str = "# Floods in Selm\n\nPolice arrested 13 members on 25 June 2020. They found 40 rifles.\n\n\
                        # Harvest\n\nAbout 5,200 tons were sold.\n";

    fn figures() -> Vec<Arc<Figure>> {
        let figures = extract(TEXT, Markup::Markdown, None).figures;
        assert!(figures.len() > 3 && figures[0].setting != figures[figures.len() - 1].setting);
        figures
    }

    fn same(a: &Figure, b: &Figure) -> bool {
        format!("{a:?}") == format!("{b:?}")
    }

    #[test]
    fn figures_come_out_as_they_went_in_together_and_alone() {
        let figures = figures();
        let stored = StoredFigures::new(encoded_figures(figures.clone())).expect("it was just written");
        assert_eq!(stored.len(), figures.len());
        let all = stored.all().expect("they are as they were written");
        assert!(all.iter().zip(&figures).all(|(a, b)| same(a, b)), "{all:#?}");
        for (at, figure) in figures.iter().enumerate() {
            assert!(same(&stored.get(at).expect("it is there"), figure), "figure {at}");
        }
        assert!(matches!(stored.get(figures.len()), Err(Damaged)));
        let shared = all.iter().filter(|figure| Arc::ptr_eq(&figure.setting, &all[0].setting)).count();
        assert!(shared > 1, "figures of one section share what stands over them");
    }

    #[test]
    fn facts_begin_with_their_outline() {
        let facts = extract(TEXT, Markup::Markdown, None);
        let outline = outline(&encoded(&facts)).expect("it was just written");
        assert_eq!((&outline.sentences, &outline.blocks), (&facts.sentences, &facts.blocks));
        assert_eq!(format!("{:?}", outline.mentions), format!("{:?}", facts.mentions));
    }

    #[test]
    fn no_damage_goes_unnoticed() {
        let blob = encoded_figures(figures());
        for at in 0..blob.len() {
            let mut damaged = blob.clone();
            damaged[at] ^= 4;
            assert!(StoredFigures::new(damaged).is_err(), "byte {at}");
        }
        assert!(StoredFigures::new(Vec::new()).is_err());
        let blob = encoded(&"text");
        assert_eq!(decoded::<String>(&blob), Ok("text".to_owned()));
        assert_eq!(decoded::<String>(&blob[..blob.len() - 1]), Err(Damaged));
    }
}
