//! Titles of persons, and the words that organisations are called by.

/// Titles of persons.
pub(crate) const TITLES: &[&str] = &[
    "General",
    "Colonel",
    "Major",
    "Governor",
    "Mayor",
    "Minister",
    "Dr",
    "Judge",
    "Senator",
    "Sheikh",
    "President",
    "Professor",
    "police chief",
    "spokesman",
    "spokeswoman",
    "union leader",
];

/// First words of armed groups and movements.
pub(crate) const GROUP_FIRST: &[&str] = &[
    "Free",
    "United",
    "Popular",
    "Eastern",
    "Northern",
    "National",
    "Revolutionary",
    "People’s",
    "Coastal",
    "Highland",
];

/// Last words of theirs.
pub(crate) const GROUP_LAST: &[&str] = &[
    "Army",
    "Front",
    "Brigades",
    "Movement",
    "Liberation Front",
    "Defence Forces",
    "Resistance",
    "Guard",
    "Union",
    "Council",
];

/// Last words of parties.
pub(crate) const PARTY_LAST: &[&str] =
    &["Party", "Workers’ Party", "Democratic Union", "Alliance", "Labour Party", "National Party", "People’s Party"];

/// What ministries are for.
pub(crate) const MINISTRIES: &[&str] =
    &["Interior", "Health", "Defence", "Transport", "Labour", "Justice", "Agriculture", "Energy", "Finance"];

/// Last words of other public bodies.
pub(crate) const OFFICES: &[&str] = &[
    "Civil Defence Authority",
    "Election Commission",
    "Police Command",
    "Port Authority",
    "Health Institute",
    "Relief Agency",
    "Statistics Office",
    "Border Guard",
];

/// Last words of companies.
pub(crate) const FIRM_LAST: &[&str] =
    &["Steel", "Shipping", "Cement", "Mining Company", "Textiles", "Railways", "Foods", "Energy", "Holding", "Motors"];

/// Last words of publishers.
pub(crate) const PRESS_LAST: &[&str] =
    &["Wire", "Herald", "Gazette", "Post", "Observer", "News Agency", "Monitor", "Tribune"];
