//! The shop's settings, `aside.json`. Everything has a default.

use super::entry::note;
use super::intents::{IntentChange, read_changes};
use super::rich::Href;
use super::{items, lines};
use crate::lang::{Lang, Localised};
use crate::money::{Currency, digits};
use crate::raw::{Problem, Problems, Raw};
use crate::time::minute_of_day;

/// Days that things are kept where the shop does not say.
const RETENTION_DAYS: u32 = 180;
/// Most suggestions in one language.
const MAX_SUGGESTIONS: usize = 4;

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
    /// Built-in intents changed, intents of the shop's own.
    pub intents: Vec<IntentChange>,
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
            intents: Vec::new(),
            retention_days: RETENTION_DAYS,
        }
    }
}

impl Settings {
    /// Reads `aside.json`. What is missing or wrong keeps its default; what is wrong is reported.
    pub fn read(file: &str, raw: &Raw) -> (Settings, Vec<Problem>) {
        let mut problems = Problems::of(file);
        if !matches!(raw, Raw::Map(_)) {
            let what = ["is ", raw.kind(), ", not an object"];
            note(
                &mut problems,
                &[],
                &what,
                "Write the settings as one object",
            );
            return (Settings::default(), problems.into_list());
        }
        let (mut suggestions, mut locales) = (Vec::new(), Vec::new());
        for (tag, list) in raw
            .get("suggestions")
            .map(Raw::as_pairs)
            .unwrap_or_default()
        {
            let mut questions = lines(list.as_items(), usize::MAX);
            questions.truncate(MAX_SUGGESTIONS);
            suggestions.push((Lang::new(tag), questions));
        }
        for tag in items(raw, "locales") {
            locales.extend(tag.as_text().map(Lang::new));
        }
        let settings = Settings {
            name: localised(raw, "name"),
            greeting: localised(raw, "greeting"),
            suggestions,
            locales,
            currency: raw.text("currency").and_then(Currency::parse),
            contact: contact(raw, &mut problems),
            caps: caps(raw, &mut problems),
            quiet_hours: quiet_hours(raw, &mut problems).unwrap_or_default(),
            intents: read_changes(raw, &mut problems),
            retention_days: bounded(raw, "retention_days", 1, 365, RETENTION_DAYS, &mut problems),
        };
        (settings, problems.into_list())
    }

    /// The suggestions for a reader of `lang`.
    pub fn suggestions_for(&self, lang: &Lang) -> &[String] {
        let (mut best, mut found) = (0, &[][..]);
        for (have, questions) in &self.suggestions {
            let serves = have.serves(lang);
            if serves > 0 && serves >= best {
                (best, found) = (serves, questions);
            }
        }
        found
    }
}

#[inline(never)]
fn localised(raw: &Raw, key: &str) -> Localised {
    raw.get(key)
        .and_then(Localised::from_value)
        .unwrap_or_default()
}

fn contact(raw: &Raw, problems: &mut Problems<'_>) -> Contact {
    let raw = raw.get("contact").unwrap_or(&Raw::Null);
    let line = |key: &str| raw.text(key).unwrap_or_default().trim();
    let url = Href::parse(line("url"));
    if url.is_none() && raw.get("url").is_some() {
        let remedy = "Use an https, http, mailto or tel address, or a place on this site";
        note(
            problems,
            &["contact.url"],
            &["is not an address that can be followed"],
            remedy,
        );
    }
    let (email, phone) = (line("email"), line("phone"));
    let dialled = phone.bytes().any(|b| b.is_ascii_digit());
    Contact {
        email: email.contains('@').then(|| email.to_owned()),
        phone: dialled.then(|| phone.to_owned()),
        url,
    }
}

fn caps(raw: &Raw, problems: &mut Problems<'_>) -> Caps {
    let raw = raw.get("caps").unwrap_or(&Raw::Null);
    let (top, usual) = (Caps::CEILING, Caps::default());
    let mut read = |key, low, high, usual| bounded(raw, key, low, high, usual, problems);
    Caps {
        per_session: read("nudges_per_session", 0, top.per_session, usual.per_session),
        per_day: read("nudges_per_day", 0, top.per_day, usual.per_day),
        min_gap_minutes: read(
            "min_gap_minutes",
            top.min_gap_minutes,
            100_000,
            usual.min_gap_minutes,
        ),
    }
}

/// A whole number, moved to the nearer end when it is out of range, and reported then.
#[inline(never)]
fn bounded(
    raw: &Raw,
    key: &str,
    low: u32,
    high: u32,
    usual: u32,
    problems: &mut Problems<'_>,
) -> u32 {
    let Some(given) = raw.get(key) else {
        return usual;
    };
    let given = given.as_int();
    let kept = given.map(|n| n.clamp(i64::from(low), i64::from(high)));
    if given.is_none() || given != kept {
        let (low, high) = (digits(low.into()), digits(high.into()));
        let what = ["is not a whole number from ", &low, " to ", &high];
        let remedy = "The nearest allowed value is used; a shop cannot go beyond";
        note(problems, &[key], &what, remedy);
    }
    kept.map_or(usual, |kept| kept as u32)
}

fn quiet_hours(raw: &Raw, problems: &mut Problems<'_>) -> Option<QuietHours> {
    let hours = raw.get("quiet_hours")?;
    let minute = |key: &str| hours.text(key).and_then(minute_of_day);
    let read = minute("from").zip(minute("to"));
    if read.is_none() {
        let remedy = "Write {\"from\":\"22:00\",\"to\":\"08:00\"}; these hours are used until then";
        note(problems, &["quiet_hours"], &["cannot be read"], remedy);
    }
    read.map(|(from, to)| QuietHours { from, to })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_merchant_can_lower_the_ceilings_but_not_raise_them() {
        let raw = r#"{"caps":{"nudges_per_session":1,"nudges_per_day":99,"min_gap_minutes":0}}"#;
        let (settings, problems) =
            Settings::read("aside.json", &serde_json::from_str(raw).unwrap());
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
        let raw =
            r#"{"quiet_hours":"never","retention_days":"long","contact":{"url":"javascript:x"}}"#;
        let (settings, problems) =
            Settings::read("aside.json", &serde_json::from_str(raw).unwrap());
        assert_eq!(settings.quiet_hours, QuietHours::default());
        assert_eq!((settings.retention_days, settings.contact.url), (180, None));
        assert_eq!(problems.len(), 3);
    }
}
