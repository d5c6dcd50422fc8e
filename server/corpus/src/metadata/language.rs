//! The language of a text, by its words: frequent small words of English first, and for what has few of them the trigrams
//! of `whatlang`, where these are sure.

use deskcheck_analysis::lexicon::languages;
use deskcheck_analysis::text::tokens::bare_words;
use whatlang::{Script, detect};

/// As many words are looked at.
const WORDS: usize = 400;
/// A text with fewer is too short to tell.
const FEWEST: usize = 20;
/// As many bytes go to the trigrams.
const SAMPLE: usize = 1600;
/// The words that no English text does without.
const ENGLISH: [&str; 4] = ["the", "of", "and", "to"];
/// In a hundred words, so many of these make it English.
const ENGLISH_SHARE: usize = 5;
/// Where there are so many, it may be English all the same.
const DOUBT_SHARE: usize = 2;
/// In a hundred words, so many begin with a small letter: tables and lists of names have fewer, and no language to tell.
const SMALL_SHARE: usize = 40;

/// The language of `text`, as a code; none where it is too short or too mixed to tell.
///
/// # Example
///
/// ```
/// use deskcheck_corpus::metadata::language::language_of;
/// let text = "La police a arrêté treize hommes dans le quartier du port, selon le ministère de l'Intérieur, qui n'a pas \
///     dit pourquoi ni quand ils seront présentés à un juge.";
/// assert_eq!(language_of(text), Some("fr"));
/// assert_eq!(language_of("Treize hommes"), None);
/// ```
pub fn language_of(text: &str) -> Option<&'static str> {
    let words = bare_words(text).filter(|word| word.chars().all(char::is_alphabetic));
    let (mut count, mut english, mut small) = (0, 0, 0);
    for word in words.take(WORDS) {
        count += 1;
        english += usize::from(word.len() <= 3 && ENGLISH.iter().any(|known| known.eq_ignore_ascii_case(word)));
        small += usize::from(word.starts_with(char::is_lowercase));
        // However many are still to come, enough are English.
        if english * 100 >= ENGLISH_SHARE * WORDS {
            return Some("en");
        }
    }
    let share = |some: usize| some * 100 / count.max(1);
    if count >= FEWEST && share(english) >= ENGLISH_SHARE {
        return Some("en");
    }
    let found = detect(sample(text))?;
    let is_latin = found.script() == Script::Latin;
    if is_latin && (count < FEWEST || share(english) >= DOUBT_SHARE || share(small) < SMALL_SHARE) {
        return None;
    }
    found.is_reliable().then(|| languages().code(found.lang().code())).flatten()
}

/// The beginning of a text that tells as much as all of it.
fn sample(text: &str) -> &str {
    let end = (0..=SAMPLE.min(text.len())).rev().find(|end| text.is_char_boundary(*end));
    &text[..end.unwrap_or_default()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_of_some_length_tell_their_language() {
        for (language, text) in [
            (
                "en",
                "Police in Port Selm arrested thirteen men on Thursday, and the ministry said that all of them belonged to one crew that had been watched for weeks.",
            ),
            (
                "de",
                "Die Polizei nahm am Donnerstag in Port Selm dreizehn Männer fest; nach Angaben des Ministeriums gehörten alle zu einer Gruppe, die seit Wochen beobachtet worden war.",
            ),
            (
                "es",
                "La policía detuvo el jueves a trece hombres en Port Selm y el ministerio dijo que todos pertenecían a un mismo grupo que era vigilado desde hacía varias semanas.",
            ),
            (
                "tr",
                "Polis perşembe günü Port Selm'de on üç kişiyi gözaltına aldı; bakanlık, hepsinin haftalardır izlenen aynı gruba bağlı olduğunu ve soruşturmanın sürdüğünü açıkladı.",
            ),
            (
                "ru",
                "В четверг полиция задержала в порту тринадцать человек, и министерство сообщило, что все они входили в одну группу, за которой следили несколько недель.",
            ),
            (
                "ar",
                "اعتقلت الشرطة يوم الخميس ثلاثة عشر رجلا في الميناء وقالت الوزارة إنهم جميعا ينتمون إلى مجموعة واحدة كانت تحت المراقبة منذ أسابيع.",
            ),
        ] {
            assert_eq!(language_of(text), Some(language), "{text}");
        }
    }

    #[test]
    fn what_is_short_or_no_prose_tells_nothing() {
        for text in [
            "",
            "13",
            "Treize hommes arrêtés",
            "Selm | Kell | Ammer\nDora | Karrada | Basra\nNajaf | Kirkuk | Erbil\nMosul | Tikrit | Samarra\nBrod | Karst | Velm | Oster | Dravik | Sava | Tisza | Maros",
        ] {
            assert_eq!(language_of(text), None, "{text}");
        }
    }
}
