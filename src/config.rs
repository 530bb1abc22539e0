//! What the page says about its assistant: the attributes of the script tag.

use crate::browser::{get, get_text};
use crate::view::{Position, Theme};
use aside_engine::assistant::FileRole;
use aside_engine::lang::Lang;
use aside_engine::raw::{Problem, Problems};
use js_sys::{Function, Object};
use wasm_bindgen::{JsCast, JsValue};

/// The page's settings, read once.
#[derive(Clone)]
pub struct Config {
    /// Address of the style sheet.
    pub css: String,
    /// Every file that is fetched, in this order, for every shopper alike.
    pub files: Vec<(FileRole, String)>,
    /// A fixed language, or the page's and the browser's.
    pub locale: Option<Lang>,
    /// Light or dark.
    pub theme: Theme,
    /// Corner.
    pub position: Position,
    /// Whether the consent question is put, or the page gives consent by `aside('consent', …)`.
    pub ask_consent: bool,
    /// What was wrong with the attributes.
    pub problems: Vec<Problem>,
}

/// The functions that the loader and the glue lend: `fail`, `tap`, `load`, `copy`, `save`,
/// `remember`, `forget`. `www/glue.js` says what each does.
#[derive(Clone, Debug)]
pub struct Lent(JsValue);

impl Lent {
    /// Takes what the loader passed.
    pub fn read(config: &JsValue) -> Lent {
        Lent(config.clone())
    }

    /// Calls one of them; `None` where it is missing or throws. What it does not take is left out
    /// as `undefined`.
    pub fn call(&self, name: &str, arguments: [&JsValue; 3]) -> Option<JsValue> {
        let function: Function = get(&self.0, name)?.dyn_into().ok()?;
        let [first, second, third] = arguments;
        function.call3(&JsValue::NULL, first, second, third).ok()
    }
}

impl Config {
    /// Reads what the loader passed; a wrong attribute keeps its default and is reported.
    pub fn read(config: &JsValue) -> Config {
        let data = get(config, "data").unwrap_or(JsValue::UNDEFINED);
        let mut problems = Problems::of("script tag");
        let [packs, minds] = languages(config, &data, &mut problems);
        let mut files = Vec::new();
        add(&mut files, FileRole::Pack, packs);
        for (key, role) in [
            ("config", FileRole::Settings),
            ("faq", FileRole::Faq),
            ("products", FileRole::Products),
            ("promotions", FileRole::Promotions),
        ] {
            named(&data, key, role, &mut files);
        }
        // The first answer does not wait for these.
        named(&data, "documents", FileRole::Document, &mut files);
        add(&mut files, FileRole::Mind, minds);
        named(&data, "table", FileRole::Mind, &mut files);
        let locale = get_text(&data, "locale").filter(|tag| !matches!(tag.as_str(), "" | "auto"));
        let mut choice = |key, allowed: &[&str]| choice(&data, key, allowed, &mut problems);
        let theme = match choice("theme", &["auto", "light", "dark"]) {
            1 => Theme::Light,
            2 => Theme::Dark,
            _ => Theme::Auto,
        };
        let position = match choice("position", &["end", "start"]) {
            1 => Position::Start,
            _ => Position::End,
        };
        let ask_consent = choice("consent", &["ask", "page"]) == 0;
        Config {
            css: get_text(config, "css").unwrap_or_default(),
            files,
            locale: locale.map(|tag| Lang::new(&tag)),
            theme,
            position,
            ask_consent,
            problems: problems.into_list(),
        }
    }
}

/// The files of every language, or of those that `data-locales` names: words to say, then words to
/// understand. All are fetched at the start, so that no request tells which language somebody chose.
fn languages(
    config: &JsValue,
    data: &JsValue,
    problems: &mut Problems<'_>,
) -> [Vec<(Lang, String)>; 2] {
    let mut packs = offered(config, "packs");
    let wanted: Vec<Lang> = get_text(data, "locales")
        .unwrap_or_default()
        .split([' ', ','])
        .filter(|tag| !tag.is_empty())
        .map(Lang::new)
        .collect();
    for lang in &wanted {
        if !packs.iter().any(|(have, _)| have == lang) {
            let what = format!("names {}, which has no language pack", lang.tag());
            problems.note("data-locales", what, "Use the name of a file in packs/");
        }
    }
    if packs.iter().any(|(lang, _)| wanted.contains(lang)) {
        packs.retain(|(lang, _)| wanted.contains(lang));
    }
    let mut minds = offered(config, "minds");
    minds.retain(|(mind, _)| packs.iter().any(|(pack, _)| mind.serves(pack) >= EXTENDS));
    [packs, minds]
}

/// The addresses that an attribute names.
fn named(data: &JsValue, key: &str, role: FileRole, files: &mut Vec<(FileRole, String)>) {
    let list = get_text(data, key).unwrap_or_default();
    for url in list.split_whitespace() {
        files.push((role, url.to_owned()));
    }
}

fn add(files: &mut Vec<(FileRole, String)>, role: FileRole, named: Vec<(Lang, String)>) {
    for (_, url) in named {
        files.push((role, url));
    }
}

/// [`Lang::serves`] of two tags that are equal or extend each other: `zh` helps to understand
/// `zh-Hant`, and so does `zh-Hant-HK`.
const EXTENDS: u8 = 2;

/// Addresses by language.
fn offered(config: &JsValue, kind: &str) -> Vec<(Lang, String)> {
    let files = get(config, kind).and_then(|files| files.dyn_into::<Object>().ok());
    let entries = files
        .map(|files| Object::entries(&files))
        .unwrap_or_default();
    let mut offered = Vec::new();
    for entry in entries.iter() {
        let pair: js_sys::Array = entry.unchecked_into(); // `Object.entries` gives nothing else
        if let Some((tag, url)) = pair.get(0).as_string().zip(pair.get(1).as_string()) {
            offered.push((Lang::new(&tag), url));
        }
    }
    offered
}

/// The place of an attribute's value among the allowed ones; 0, the default, for all else.
fn choice(data: &JsValue, key: &str, allowed: &[&str], problems: &mut Problems<'_>) -> usize {
    let Some(value) = get_text(data, key) else {
        return 0;
    };
    let place = allowed.iter().position(|ok| *ok == value);
    if place.is_none() {
        let what = format!("has the value \"{value}\"");
        let remedy = format!("Use one of: {}", allowed.join(", "));
        problems.note(format!("data-{key}"), what, &remedy);
    }
    place.unwrap_or(0)
}
