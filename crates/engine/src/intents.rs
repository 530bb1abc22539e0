//! What shoppers of any shop mean: intents with phrasings from the language packs, as the merchant
//! changed them, in an index of their own.
//!
//! They stand beside the shop's questions and not among them: "when will my parcel arrive" is both
//! a built-in intent and, in most shops, a question of the FAQ, and one index would have to split
//! its confidence between the two.

use crate::catalog::{IntentChange, lines};
use crate::knowledge::{Entry, KnowledgeBuilder};
use crate::lang::Lang;
use crate::raw::Raw;
use crate::text::{Language, Tables, guess_language};
use std::rc::Rc;

/// Phrasings by language and intent.
#[derive(Clone, Debug, Default)]
pub struct Intents {
    packs: Vec<Phrasings>,
}

/// One language's phrasings.
#[derive(Clone, Debug)]
struct Phrasings {
    lang: Lang,
    intents: Vec<(String, Vec<String>)>,
}

/// Entries while they are gathered: the place of the intent's name, its language, its phrasings.
type Gathered<'a> = (u32, &'a str, Vec<&'a str>);

impl Intents {
    /// Takes in `lang` and `intents` (phrasings by name) of a pack; what has none adds nothing. A
    /// second pack of one language replaces the first.
    pub fn add(&mut self, raw: &Raw) {
        let pairs = raw.get("intents").map(Raw::as_pairs).unwrap_or_default();
        let Some(tag) = raw.text("lang").filter(|_| !pairs.is_empty()) else {
            return;
        };
        let lang = Lang::new(tag);
        let mut intents = Vec::new();
        for (name, phrasings) in pairs {
            intents.push((name.clone(), lines(phrasings.as_items(), usize::MAX)));
        }
        self.packs.retain(|pack| pack.lang != lang);
        self.packs.push(Phrasings { lang, intents });
    }

    /// The names of all intents that are on, and an index over their phrasings: an entry's id is
    /// the place of its name.
    #[must_use]
    pub fn begin(
        &self,
        changes: &[IntentChange],
        tables: Rc<Tables>,
    ) -> (Vec<String>, KnowledgeBuilder) {
        let change = |name: &str| changes.iter().find(|change| change.name == name);
        let is_kept = |name: &str| change(name).is_none_or(|change| !change.replaces);
        let mut names: Vec<String> = Vec::new();
        let mut gathered: Vec<Gathered<'_>> = Vec::new();
        let mut place_of = |name: &str| {
            let place = names.iter().position(|have| have == name);
            let place = place.unwrap_or_else(|| {
                names.push(name.to_owned());
                names.len() - 1
            });
            u32::try_from(place).unwrap_or(u32::MAX)
        };
        for pack in &self.packs {
            for (name, phrasings) in pack.intents.iter().filter(|(name, _)| is_kept(name)) {
                let phrasings = phrasings.iter().map(String::as_str).collect();
                gathered.push((place_of(name), pack.lang.tag(), phrasings));
            }
        }
        for change in changes.iter().filter(|change| !change.phrasings.is_empty()) {
            let place = place_of(&change.name);
            for phrasing in &change.phrasings {
                gathered.push((place, tag_of(phrasing, &tables), vec![phrasing.as_str()]));
            }
        }
        let builder = index(&names, &gathered, tables);
        (names, builder)
    }
}

/// Phrasings of the merchant's own may be of any language: their letters tell.
fn tag_of(phrasing: &str, tables: &Tables) -> &'static str {
    let language = guess_language(phrasing, tables).language;
    match language.tag() {
        Some(tag) => tag,
        None if language == Language::Chinese => "zh",
        None => "",
    }
}

/// One topic for an intent in all languages.
fn index(names: &[String], gathered: &[Gathered<'_>], tables: Rc<Tables>) -> KnowledgeBuilder {
    let mut entries = Vec::new();
    for (place, lang, phrasings) in gathered {
        if let Some((question, phrasings)) = phrasings.split_first() {
            entries.push(Entry {
                id: *place,
                topic: names.get(*place as usize).map(String::as_str),
                lang,
                question,
                phrasings,
                answer: "",
            });
        }
    }
    KnowledgeBuilder::new(&entries, tables)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn intents() -> Intents {
        let mut intents = Intents::default();
        for pack in [
            r#"{"lang":"en","intents":{"greet":["hello","hi there"],"warranty":["is there a warranty","guarantee"]}}"#,
            r#"{"lang":"zh-Hans","intents":{"greet":["你好","在吗"],"warranty":["保修多久","有保修吗"]}}"#,
            r#"{"lang":"en","ui":{}}"#,
        ] {
            intents.add(&serde_json::from_str(pack).unwrap());
        }
        intents
    }

    fn heard(changes: &[IntentChange], text: &str) -> Option<String> {
        let (names, builder) = intents().begin(changes, Rc::default());
        let answers = builder.finish().ask(text, None);
        let best = answers.best.first().filter(|hit| hit.confidence > 0.5)?;
        names.get(best.id as usize).cloned()
    }

    #[test]
    fn an_intent_is_one_in_all_languages() {
        assert_eq!(heard(&[], "hello").as_deref(), Some("greet"));
        assert_eq!(heard(&[], "在吗").as_deref(), Some("greet"));
        assert_eq!(heard(&[], "保修多久").as_deref(), Some("warranty"));
    }

    #[test]
    fn a_merchant_adds_replaces_and_switches_off() {
        let change = |name: &str, replaces, phrasings: &[&str]| IntentChange {
            name: name.to_owned(),
            replaces,
            phrasings: phrasings.iter().map(|&text| text.to_owned()).collect(),
            answer: None,
        };
        let added = [change(
            "engraving",
            false,
            &["can you engrave it", "可以刻字吗"],
        )];
        assert_eq!(heard(&added, "可以刻字吗").as_deref(), Some("engraving"));
        let off = [change("warranty", true, &[])];
        assert_eq!(heard(&off, "保修多久"), None);
        let replaced = [change("warranty", true, &["how long is the shield"])];
        assert_eq!(
            heard(&replaced, "how long is the shield").as_deref(),
            Some("warranty")
        );
        assert_eq!(heard(&replaced, "guarantee"), None);
    }
}
