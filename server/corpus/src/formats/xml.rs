//! The XML of office files as a stream of elements and text.
//!
//! No document type is read and no entity but XML's own five is known, so nothing expands; elements are told by their
//! names without prefix, as prefixes differ between programs.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event as Raw};

/// Elements nested deeper than any program nests them.
const DEEPEST: usize = 1000;

/// One step through a file.
#[derive(Debug)]
pub(super) enum Event<'a> {
    /// An element begins; one without content ends right behind.
    Open(Element<'a>),
    /// The element of this name ends.
    Close(String),
    /// A piece of text, references resolved.
    Text(Cow<'a, str>),
}

/// The start of an element.
#[derive(Debug)]
pub(super) struct Element<'a>(BytesStart<'a>);

impl Element<'_> {
    /// Its name without prefix.
    pub(super) fn name(&self) -> &str {
        self.0.local_name().into_inner()
    }

    /// Its name as written.
    pub(super) fn full_name(&self) -> &str {
        self.0.name().into_inner()
    }

    /// The value of the attribute whose name, without prefix, is `name`.
    pub(super) fn attribute(&self, name: &str) -> Option<String> {
        let mut attributes = self.0.attributes();
        let found =
            attributes.with_checks(false).flatten().find(|found| found.key.local_name().into_inner() == name)?;
        Some(found.normalized_value(quick_xml::XmlVersion::Implicit1_0).ok()?.into_owned())
    }

    /// The number that an attribute holds.
    pub(super) fn number(&self, name: &str) -> Option<u32> {
        self.attribute(name)?.trim().parse().ok()
    }
}

/// The steps through one file, until its end or the first fault in it.
pub(super) struct Events<'a> {
    reader: Reader<&'a [u8]>,
    depth: usize,
    fault: Option<String>,
}

impl<'a> Events<'a> {
    /// The steps through `xml`.
    pub(super) fn of(xml: &'a str) -> Self {
        let mut reader = Reader::from_str(xml);
        let config = reader.config_mut();
        config.expand_empty_elements = true;
        config.allow_dangling_amp = true;
        Self { reader, depth: 0, fault: None }
    }

    /// What is wrong with the file, where it could not be read to its end.
    pub(super) fn fault(&self) -> Option<&str> {
        self.fault.as_deref()
    }

    /// The next step; none at the end and behind a fault.
    pub(super) fn next(&mut self) -> Option<Event<'a>> {
        while self.fault.is_none() {
            match self.reader.read_event() {
                Ok(Raw::Start(_)) if self.depth >= DEEPEST => {
                    self.fault = Some(format!("its elements are nested more than {DEEPEST} deep"));
                }
                Ok(Raw::Start(start)) => {
                    self.depth += 1;
                    return Some(Event::Open(Element(start)));
                }
                Ok(Raw::End(end)) => {
                    self.depth = self.depth.saturating_sub(1);
                    return Some(Event::Close(end.local_name().into_inner().to_owned()));
                }
                Ok(Raw::Text(text)) => return Some(Event::Text(text.into_inner())),
                Ok(Raw::CData(text)) => return Some(Event::Text(text.into_inner())),
                Ok(Raw::GeneralRef(reference)) => {
                    let character = reference.resolve_char_ref().ok().flatten();
                    let text = character
                        .map(String::from)
                        .or_else(|| resolve_predefined_entity(&reference).map(str::to_owned));
                    return Some(Event::Text(text.unwrap_or_default().into()));
                }
                Ok(Raw::Eof) => {
                    if self.depth > 0 {
                        self.fault = Some("it ends in the middle".to_owned());
                    }
                    return None;
                }
                Ok(_) => {}
                Err(error) => self.fault = Some(error.to_string()),
            }
        }
        None
    }

    /// Passes over the rest of the element that began last.
    pub(super) fn skip(&mut self) {
        let outside = self.depth.saturating_sub(1);
        while self.depth > outside && self.next().is_some() {}
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use super::*;

    /// Elements as `name(`, their ends as `)`, text as it is; behind it what is wrong.
    fn check(xml: &str, expected: &str) {
        let mut events = Events::of(xml);
        let mut shown = String::new();
        while let Some(event) = events.next() {
            match event {
                Event::Open(element) => {
                    if element.name() == "skipped" {
                        events.skip();
                        continue;
                    }
                    let _ = write!(shown, "{}{}(", element.name(), element.attribute("v").unwrap_or_default());
                }
                Event::Close(_) => shown.push(')'),
                Event::Text(text) => shown += &text,
            }
        }
        if let Some(fault) = events.fault() {
            let _ = write!(shown, " ! {fault}");
        }
        assert_eq!(shown, expected, "{xml}");
    }

    #[test]
    fn elements_and_text() {
        check("<a:b x:v='&lt;1'>c &amp; d&#8217;s<e/><![CDATA[<f>]]></a:b>", "b<1(c & d’se()<f>)");
        check("<a><skipped><skipped/>b</skipped>c<skipped/></a>", "a(c)");
    }

    #[test]
    fn faults_end_the_reading() {
        check("<a>b", "a(b ! it ends in the middle");
        check("<a><b></a>", "a(b( ! ill-formed document: expected `</b>`, but `</a>` was found");
        check("<!DOCTYPE a [<!ENTITY x 'yyy'>]><a>&x;z</a>", "a(z)");
        let deep = "<a>".repeat(DEEPEST + 1);
        check(&deep, &format!("{} ! its elements are nested more than 1000 deep", "a(".repeat(DEEPEST)));
    }
}
