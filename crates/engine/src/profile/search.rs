//! What search words are about, by plain containment.

use super::InterestKey;
use crate::catalog::{Catalog, product_type};
use crate::text::normalise;

/// Most interests that one search speaks for.
const MAX_MATCHES: usize = 3;
/// Products looked through by their titles.
const MAX_TITLES: usize = 2_000;

/// The types and brands that the words name, or that are named after the words (`boots` finds
/// `Hiking boots`); else the types of products with the words in their title. The interests
/// already `known` count like the catalog's types, for shops without a catalog.
pub fn matches<'a>(
    words: &str,
    catalog: &Catalog,
    known: impl Iterator<Item = &'a InterestKey>,
) -> Vec<InterestKey> {
    let words = normalise(words).text;
    let mut found = Vec::new();
    if too_short(&words) {
        return found;
    }
    let mut checked: Vec<&str> = Vec::new();
    for product in &catalog.products {
        let path = product.product_type.all().next().unwrap_or_default();
        if !checked.contains(&path) {
            checked.push(path);
            let levels = product.product_type.all().map(product_type::narrowest);
            if levels.into_iter().any(|level| alike(level, &words)) {
                note(&mut found, InterestKey::of_type(path));
            }
        }
        if !checked.contains(&product.brand.as_str()) {
            checked.push(&product.brand);
            if alike(&product.brand, &words) {
                note(&mut found, InterestKey::of_brand(&product.brand));
            }
        }
    }
    for key in known {
        let name = match key {
            InterestKey::Type(path) => product_type::narrowest(path),
            InterestKey::Brand(name) => name,
            InterestKey::Price(_) => continue,
        };
        if alike(name, &words) {
            note(&mut found, Some(key.clone()));
        }
    }
    if found.is_empty() {
        by_title(&words, catalog, &mut found);
    }
    found
}

fn by_title(words: &str, catalog: &Catalog, found: &mut Vec<InterestKey>) {
    for product in catalog.products.iter().take(MAX_TITLES) {
        let titled = product
            .title
            .all()
            .any(|title| holds(&normalise(title).text, words));
        if titled {
            let path = product.product_type.all().next().unwrap_or_default();
            note(found, InterestKey::of_type(path));
        }
        if found.len() >= MAX_MATCHES {
            return;
        }
    }
}

fn note(found: &mut Vec<InterestKey>, key: Option<InterestKey>) {
    let Some(key) = key else { return };
    if found.len() < MAX_MATCHES && !found.iter().any(|have| have.same(&key)) {
        found.push(key);
    }
}

/// Whether a name stands in the normalised words or the words in the name.
fn alike(name: &str, words: &str) -> bool {
    let name = normalise(name).text;
    !too_short(&name) && (holds(words, &name) || holds(&name, words))
}

/// Two ideographs say something, two letters do not.
fn too_short(text: &str) -> bool {
    text.chars().count() < if text.is_ascii() { 3 } else { 2 }
}

/// Whether `part` stands in `whole` from the start of a word on. Its end is free, so that `boot`
/// finds `boots`; Chinese has no word gaps, so there its start is free as well.
fn holds(whole: &str, part: &str) -> bool {
    let from_word_start = |at: usize| {
        let before = whole
            .get(..at)
            .and_then(|before| before.chars().next_back());
        before.is_none_or(|c| c == ' ') || !part.starts_with(|c: char| c.is_ascii_alphanumeric())
    };
    whole.match_indices(part).any(|(at, _)| from_word_start(at))
}
