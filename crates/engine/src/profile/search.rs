//! What search words are about, by plain containment.

use super::InterestKey;
use super::interest::Held;
use crate::catalog::{Catalog, product_type};
use crate::text::{Tables, normalise};

/// Most interests that one search speaks for.
const MAX_MATCHES: usize = 3;
/// Products looked through by their titles.
const MAX_TITLES: usize = 2_000;

/// The types and brands that the words name, or that are named after the words (`boots` finds
/// `Hiking boots`); else the types of products with the words in their title. The interests
/// already `held` count like the catalog's types, for shops without a catalog.
pub fn matches(words: &str, catalog: &Catalog, held: &[Held], tables: &Tables) -> Vec<InterestKey> {
    let words = normalise(words, tables).text;
    let mut found = Vec::new();
    if too_short(&words) {
        return found;
    }
    let mut checked: Vec<&str> = Vec::new();
    for product in &catalog.products {
        let (types, brand) = (&product.product_type, product.brand.as_str());
        if is_new(types.first(), &mut checked)
            && types
                .all()
                .any(|path| alike(product_type::narrowest(path), &words, tables))
        {
            note(&mut found, InterestKey::of_type(types.first()));
        }
        if is_new(brand, &mut checked) && alike(brand, &words, tables) {
            note(&mut found, InterestKey::of_brand(brand));
        }
    }
    for held in held {
        let name = match &held.key {
            InterestKey::Type(path) => product_type::narrowest(path),
            InterestKey::Brand(name) => name,
            InterestKey::Price(_) => continue,
        };
        if alike(name, &words, tables) {
            note(&mut found, Some(held.key.clone()));
        }
    }
    if found.is_empty() {
        by_title(&words, catalog, &mut found, tables);
    }
    found
}

fn by_title(words: &str, catalog: &Catalog, found: &mut Vec<InterestKey>, tables: &Tables) {
    for product in catalog.products.iter().take(MAX_TITLES) {
        if product
            .title
            .all()
            .any(|title| holds(&normalise(title, tables).text, words))
        {
            note(found, InterestKey::of_type(product.product_type.first()));
        }
        if found.len() >= MAX_MATCHES {
            return;
        }
    }
}

#[inline(never)]
fn is_new<'a>(name: &'a str, checked: &mut Vec<&'a str>) -> bool {
    let known = checked.contains(&name);
    if !known {
        checked.push(name);
    }
    !known
}

#[inline(never)]
fn note(found: &mut Vec<InterestKey>, key: Option<InterestKey>) {
    if let Some(key) = key
        && found.len() < MAX_MATCHES
        && !found.iter().any(|have| have.same(&key))
    {
        found.push(key);
    }
}

/// Whether a name stands in the normalised words or the words in the name.
#[inline(never)]
fn alike(name: &str, words: &str, tables: &Tables) -> bool {
    let name = normalise(name, tables).text;
    !too_short(&name) && (holds(words, &name) || holds(&name, words))
}

/// Two ideographs say something, two letters do not.
#[inline(never)]
fn too_short(text: &str) -> bool {
    text.chars()
        .nth(if text.is_ascii() { 2 } else { 1 })
        .is_none()
}

/// Whether `part` stands in `whole` from the start of a word on. Its end is free, so that `boot`
/// finds `boots`; Chinese has no word gaps, so there its start is free as well.
#[inline(never)]
fn holds(whole: &str, part: &str) -> bool {
    let word = part.starts_with(|c: char| c.is_ascii_alphanumeric());
    let mut before = ' ';
    for (at, c) in whole.char_indices() {
        let start = !word || before == ' ';
        if start && whole.get(at..).is_some_and(|rest| rest.starts_with(part)) {
            return true;
        }
        before = c;
    }
    false
}
