//! Web addresses: two of one page compared as one, and the days that some hold.

use jiff::civil::Date;

/// The address of a work that has a DOI, however that is written.
pub fn of_doi(written: &str) -> String {
    let bare = written.trim();
    let bare = bare.find("10.").map_or(bare, |at| &bare[at..]);
    format!("https://doi.org/{bare}")
}

/// An address without what varies between two addresses of one page: scheme, `www.`, letter case of the host, a slash at
/// the end, fragment, and parameters that only tell where a reader came from. None where it is no address.
///
/// # Example
///
/// ```
/// use deskcheck_corpus::metadata::addresses::bare;
/// assert_eq!(bare("https://www.Selm-Post.example/a/?utm_source=x#top"), bare("http://selm-post.example/a"));
/// assert_eq!(bare("https://dx.doi.org/10.1000/AB"), bare("https://doi.org/10.1000/ab"));
/// ```
pub fn bare(address: &str) -> Option<String> {
    let (scheme, rest) = address.trim().split_once("://")?;
    if !scheme.eq_ignore_ascii_case("http") && !scheme.eq_ignore_ascii_case("https") {
        return None;
    }
    let rest = rest.split('#').next().unwrap_or_default();
    let (place, query) = rest.split_once('?').unwrap_or((rest, ""));
    let (host, path) = place.split_once('/').unwrap_or((place, ""));
    let host = host.to_lowercase();
    let host = host.strip_prefix("www.").or(host.strip_prefix("dx.")).unwrap_or(&host);
    let path = path.trim_end_matches('/');
    // A DOI is one in any letter case.
    let path = if host == "doi.org" { path.to_lowercase() } else { path.to_owned() };
    let telling = query.split('&').filter(|part| !part.is_empty() && !is_of_journey(part));
    let query = telling.collect::<Vec<_>>().join("&");
    (!host.is_empty()).then(|| format!("{host}/{path}?{query}"))
}

/// True for a parameter that tells where a reader came from.
fn is_of_journey(parameter: &str) -> bool {
    ["utm_", "fbclid", "gclid", "mc_cid", "mc_eid"].iter().any(|known| parameter.starts_with(known))
}

/// The day that the path of an address holds: `/2021/03/12/`, `/2021-03-12-raid`, `/20210312/`.
///
/// # Example
///
/// ```
/// use deskcheck_corpus::metadata::addresses::day_in;
/// assert_eq!(day_in("https://selm-post.example/2021/03/12/raid"), Some(jiff::civil::date(2021, 3, 12)));
/// assert_eq!(day_in("https://selm-post.example/raid-of-12"), None);
/// ```
pub fn day_in(address: &str) -> Option<Date> {
    let (_, rest) = address.split_once("://")?;
    let (_, path) = rest.split_once('/')?;
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let numbers: Vec<&str> = path.split(|c: char| !c.is_ascii_digit()).collect();
    let date = |year: &str, month: &str, day: &str| {
        let year: i16 = year.parse().ok().filter(|year| (1990..=2100).contains(year))?;
        Date::new(year, month.parse().ok()?, day.parse().ok()?).ok()
    };
    // Parts of one date are parted by one sign, and so stand side by side.
    let parted = numbers.windows(3).find_map(|parts| match parts {
        [year, month, day] if year.len() == 4 && (1..=2).contains(&month.len()) && (1..=2).contains(&day.len()) => {
            date(year, month, day)
        }
        _ => None,
    });
    parted.or_else(|| {
        let digits = numbers.iter().find(|digits| digits.len() == 8)?;
        date(&digits[..4], &digits[4..6], &digits[6..])
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_address_is_none() {
        assert_eq!((bare("selm post"), bare("file:///a/b")), (None, None));
        assert_eq!(of_doi("doi:10.1000/182"), "https://doi.org/10.1000/182");
    }

    #[test]
    fn days_in_addresses() {
        for (address, day) in [
            ("https://a.example/news/2021-03-12-raid.html", Some("2021-03-12")),
            ("https://a.example/20210312/raid", Some("2021-03-12")),
            ("https://a.example/2021/3/9/raid", Some("2021-03-09")),
            ("https://a.example/2021/03/raid", None),
            ("https://a.example/2021/13/12/raid", None),
            ("https://2021-03-12.example/raid", None),
            ("https://a.example/raid?day=2021-03-12", None),
        ] {
            assert_eq!(day_in(address).map(|day| day.to_string()).as_deref(), day, "{address}");
        }
    }
}
