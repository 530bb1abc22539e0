//! The shop's settings, `aside.json`. Everything has a default.

use super::rich::Href;
use crate::lang::{Lang, Localised};
use crate::money::Currency;
use crate::raw::{Problem, Problems, Raw};

/// How often the assistant may speak up unasked. A merchant can only lower the ceilings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Caps {
    /// Nudges in one visit; 0 to 3.
    pub per_session: u32,
    /// Nudges in one day of the shopper's calendar; 0 to 4.
    pub per_day: u32,
    /// Least minutes between two; at least 5.
    pub min_gap_minutes: u32,
}

impl Caps {
    /// What no merchant may exceed.
    pub const CEILING: Caps = Caps {
        per_session: 3,
        per_day: 4,
        min_gap_minutes: 5,
    };
}

impl Default for Caps {
    fn default() -> Self {
        Caps {
            per_session: 2,
            per_day: 3,
            min_gap_minutes: 10,
        }
    }
}

/// Minutes of the shopper's day in which nothing is offered unasked; may span midnight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QuietHours {
    /// First quiet minute of the day.
    pub from: u16,
    /// First minute that is not quiet any more.
    pub to: u16,
}

impl Default for QuietHours {
    fn default() -> Self {
        QuietHours {
            from: 22 * 60,
            to: 8 * 60,
        }
    }
}

/// Ways to reach a person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contact {
    /// An address to write to.
    pub email: Option<String>,
    /// A number to call.
    pub phone: Option<String>,
    /// A page with more.
    pub url: Option<Href>,
}

/// What a shop decides about its assistant.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The assistant's name; empty leaves it to the language pack.
    pub name: Localised,
    /// First words in an empty conversation; empty leaves them to the language pack.
    pub greeting: Localised,
    /// Questions to begin with, by language.
    pub suggestions: Vec<(Lang, Vec<String>)>,
    /// Languages offered, in order; empty means every pack that was loaded.
    pub locales: Vec<Lang>,
    /// The currency of amounts that come without one.
    pub currency: Option<Currency>,
    /// How to reach a person.
    pub contact: Contact,
    /// How often to speak up.
    pub caps: Caps,
    /// When not to.
    pub quiet_hours: QuietHours,
    /// Days that anything is kept on the device after the last visit; 1 to 365.
    pub retention_days: u32,
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            name: Localised::default(),
            greeting: Localised::default(),
            suggestions: Vec::new(),
            locales: Vec::new(),
            currency: None,
            contact: Contact::default(),
            caps: Caps::default(),
            quiet_hours: QuietHours::default(),
            retention_days: 180,
        }
    }
}

impl Settings {
    /// Reads `aside.json`. What is missing or wrong keeps its default; what is wrong is reported.
    pub fn read(file: &str, raw: &Raw) -> (Settings, Vec<Problem>) {
        let mut problems = Problems::of(file);
        if !matches!(raw, Raw::Map(_)) {
            let what = format!("is {}, not an object", raw.kind());
            problems.note("", what, "Write the settings as one object");
            return (Settings::default(), problems.into_list());
        }
        let localised = |key: &str| raw.get(key).and_then(Localised::from_value);
        let defaults = Settings::default();
        let settings = Settings {
            name: localised("name").unwrap_or_default(),
            greeting: localised("greeting").unwrap_or_default(),
            suggestions: suggestions(raw),
            locales: texts(raw.get("locales")).map(Lang::new).collect(),
            currency: raw.text("currency").and_then(Currency::parse),
            contact: contact(raw, &mut problems),
            caps: caps(raw, &mut problems),
            quiet_hours: quiet_hours(raw, &mut problems).unwrap_or_default(),
            retention_days: bounded(raw, "retention_days", 1, 365, &mut problems)
                .unwrap_or(defaults.retention_days),
        };
        (settings, problems.into_list())
    }

    /// The suggestions for a reader of `lang`.
    pub fn suggestions_for(&self, lang: &Lang) -> &[String] {
        self.suggestions
            .iter()
            .filter(|(have, _)| have.serves(lang) > 0)
            .max_by_key(|(have, _)| have.serves(lang))
            .map(|(_, list)| list.as_slice())
            .unwrap_or_default()
    }
}

fn texts(raw: Option<&Raw>) -> impl Iterator<Item = &str> {
    let items = raw.map(Raw::as_items).unwrap_or_default();
    items.iter().filter_map(Raw::as_text)
}

fn suggestions(raw: &Raw) -> Vec<(Lang, Vec<String>)> {
    let by_lang = raw.get("suggestions").map(Raw::as_pairs).unwrap_or_default();
    by_lang
        .iter()
        .map(|(tag, list)| {
            let lines = texts(Some(list)).map(str::to_owned).take(4);
            (Lang::new(tag), lines.collect())
        })
        .collect()
}

fn contact(raw: &Raw, problems: &mut Problems<'_>) -> Contact {
    let Some(contact) = raw.get("contact") else {
        return Contact::default();
    };
    let line = |key: &str| contact.text(key).map(|text| text.trim().to_owned());
    let url = contact.text("url").and_then(Href::parse);
    if url.is_none() && contact.get("url").is_some() {
        let remedy = "Use an https, http, mailto or tel address, or a place on this site";
        problems.note("contact.url", "is not an address that can be followed", remedy);
    }
    Contact {
        email: line("email").filter(|email| email.contains('@')),
        phone: line("phone").filter(|phone| phone.chars().any(|c| c.is_ascii_digit())),
        url,
    }
}

fn caps(raw: &Raw, problems: &mut Problems<'_>) -> Caps {
    let defaults = Caps::default();
    let Some(given) = raw.get("caps") else {
        return defaults;
    };
    let mut read = |key, low, high, default| {
        bounded(given, key, low, high, problems).unwrap_or(default)
    };
    let top = Caps::CEILING;
    Caps {
        per_session: read("nudges_per_session", 0, top.per_session, defaults.per_session),
        per_day: read("nudges_per_day", 0, top.per_day, defaults.per_day),
        min_gap_minutes: read("min_gap_minutes", top.min_gap_minutes, 100_000, defaults.min_gap_minutes),
    }
}

/// A whole number, moved to the nearer end when it is out of range, and reported then.
fn bounded(raw: &Raw, key: &str, low: u32, high: u32, problems: &mut Problems<'_>) -> Option<u32> {
    let value = raw.get(key)?;
    let read = value.as_int();
    let kept = read.map(|n| n.clamp(i64::from(low), i64::from(high)));
    if read.is_none() || read != kept {
        let what = format!("is not a whole number from {low} to {high}");
        problems.note(key, what, "The nearest allowed value is used; a shop cannot go beyond");
    }
    kept.and_then(|n| u32::try_from(n).ok())
}

fn quiet_hours(raw: &Raw, problems: &mut Problems<'_>) -> Option<QuietHours> {
    let hours = raw.get("quiet_hours")?;
    let minute = |key: &str| {
        let (h, m) = hours.text(key)?.split_once(':')?;
        let (h, m) = (h.trim().parse::<u16>().ok()?, m.trim().parse::<u16>().ok()?);
        (h < 24 && m < 60).then_some(h * 60 + m)
    };
    let read = minute("from").zip(minute("to"));
    if read.is_none() {
        let remedy = "Write {\"from\":\"22:00\",\"to\":\"08:00\"}; these hours are used until then";
        problems.note("quiet_hours", "cannot be read", remedy);
    }
    read.map(|(from, to)| QuietHours { from, to })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_merchant_can_lower_the_ceilings_but_not_raise_them() {
        let raw = r#"{"caps":{"nudges_per_session":1,"nudges_per_day":99,"min_gap_minutes":0}}"#;
        let (settings, problems) = Settings::read("aside.json", &serde_json::from_str(raw).unwrap());
        let expected = Caps {
            per_session: 1,
            per_day: Caps::CEILING.per_day,
            min_gap_minutes: Caps::CEILING.min_gap_minutes,
        };
        assert_eq!(settings.caps, expected);
        assert_eq!(problems.len(), 2);
    }

    #[test]
    fn wrong_settings_keep_their_defaults() {
        let raw = r#"{"quiet_hours":"never","retention_days":"long","contact":{"url":"javascript:x"}}"#;
        let (settings, problems) = Settings::read("aside.json", &serde_json::from_str(raw).unwrap());
        assert_eq!(settings.quiet_hours, QuietHours::default());
        assert_eq!((settings.retention_days, settings.contact.url), (180, None));
        assert_eq!(problems.len(), 3);
    }
}
