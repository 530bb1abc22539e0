//! Questions, settings and strings.

use super::{Notes, Problem};
use crate::site::data::{LANGUAGES, Language, Shop, array, questions, text};
use serde_json::Value;
use std::collections::BTreeSet;

/// Fewer than this many questions make a thin demo of an assistant.
const QUESTIONS_AT_LEAST: usize = 40;
/// Fewer phrasings than this leave a question hard to find.
const PHRASINGS_AT_LEAST: usize = 3;
/// Documents that read whole, each in every language.
pub fn check_documents(shop: &Shop, found: &mut Vec<Problem>) {
    for (name, document) in &shop.policies {
        let mut notes = Notes {
            file: format!("data/policies/{name}"),
            found,
        };
        let (_, problems) = aside_engine::catalog::read_document(name, document);
        for problem in &problems {
            notes.unless(
                false,
                &problem.path,
                problem.what.clone(),
                "Mend the document",
            );
        }
        let stem = name.split('.').next().unwrap_or_default();
        let missing = |lang: &&Language| {
            let file = format!("{stem}.{}.md", lang.code);
            !shop.policies.contains_key(&file)
        };
        if let Some(lang) = LANGUAGES.iter().find(missing) {
            let what = format!("has no version in {}", lang.code);
            notes.unless(false, "", what, "Write it in every language");
        }
    }
}

/// The same whole questions in every language.
pub fn check_faqs(shop: &Shop, found: &mut Vec<Problem>) {
    let ids = |faq| {
        questions(faq)
            .iter()
            .map(|q| text(q, "@id"))
            .collect::<Vec<_>>()
    };
    let first = shop.faqs.first().map(ids).unwrap_or_default();
    for (lang, faq) in LANGUAGES.iter().zip(&shop.faqs) {
        let mut notes = Notes {
            file: format!("data/faq.{}.json", lang.code),
            found,
        };
        let count = questions(faq).len();
        let what = format!("{count} questions, fewer than {QUESTIONS_AT_LEAST}");
        notes.unless(
            count >= QUESTIONS_AT_LEAST,
            "mainEntity",
            what,
            "Write the missing ones",
        );
        let is_lang = text(faq, "inLanguage") == lang.code;
        notes.unless(
            is_lang,
            "inLanguage",
            "is not the file's language",
            "Set it to the file's",
        );
        notes.unique(questions(faq).iter().map(|q| text(q, "@id")));
        let remedy = "Keep the same questions in the same order in every language";
        notes.unless(
            ids(faq) == first,
            "mainEntity",
            "questions differ from English",
            remedy,
        );
        for question in questions(faq) {
            let id = text(question, "@id");
            let answer = question
                .get("acceptedAnswer")
                .map_or("", |a| text(a, "text"));
            let whole = !text(question, "name").is_empty() && !answer.is_empty();
            notes.unless(whole, id, "name or answer is missing", "Write both");
            let phrasings = array(question, "alternateName").len();
            let what = format!("{phrasings} phrasings in alternateName");
            let enough = phrasings >= PHRASINGS_AT_LEAST;
            notes.unless(
                enough,
                id,
                what,
                "Add how people say it, at least three ways",
            );
        }
    }
}

/// The assistant's own words, and that it suggests questions which are answered.
pub fn check_settings(shop: &Shop, found: &mut Vec<Problem>) {
    let mut notes = Notes {
        file: "data/aside.json".into(),
        found,
    };
    for (lang, faq) in LANGUAGES.iter().zip(&shop.faqs) {
        for field in ["name", "greeting"] {
            let words = shop.settings.get(field).map_or("", |v| text(v, lang.code));
            let what = format!("no text in {}", lang.code);
            notes.unless(!words.is_empty(), field, what, "Write it in this language");
        }
        let suggestions = shop
            .settings
            .get("suggestions")
            .map_or(&[][..], |v| array(v, lang.code));
        for wanted in suggestions.iter().map(|v| v.as_str().unwrap_or_default()) {
            let asked = questions(faq).iter().any(|q| text(q, "name") == wanted);
            let what = format!("`{wanted}` is no question of the FAQ");
            notes.unless(
                asked,
                "suggestions",
                what,
                "Copy a question's name to the letter",
            );
        }
    }
}

/// That no language lacks a string which another has.
pub fn check_strings(shop: &Shop, found: &mut Vec<Problem>) {
    let keys = |v: &Value| -> BTreeSet<String> {
        let outer = v.as_object().into_iter().flat_map(|o| o.keys().cloned());
        let inner = v["js"]
            .as_object()
            .into_iter()
            .flat_map(|o| o.keys().map(|k| format!("js.{k}")));
        outer.chain(inner).collect()
    };
    let all: BTreeSet<String> = shop.strings.iter().flat_map(keys).collect();
    for (lang, strings) in LANGUAGES.iter().zip(&shop.strings) {
        let mut notes = Notes {
            file: format!("strings/{}.json", lang.code),
            found,
        };
        for key in all.difference(&keys(strings)) {
            notes.unless(false, key, "is missing", "Write it in this language");
        }
    }
}
