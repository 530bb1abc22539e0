//! The index over the shop's questions and the built-in intents, and what an utterance comes to.

use crate::catalog::{Catalog, Sku, rich};
use crate::dialogue::{Builtin, Heard};
use crate::intents::Intents;
use crate::knowledge::{Entry, Knowledge, KnowledgeBuilder, Verdict};
use crate::lang::Lang;
use crate::raw::Raw;
use crate::reply::Words;
use crate::text::{self, Tables};
use std::rc::Rc;

/// Ids from here on are built-in intents; below, places in the catalog's list of questions.
const BUILTIN_BASE: u32 = 1 << 20;
/// Confidence from which a built-in intent counts; 0 to 1. What is meant as one reaches .9.
const SURE: f32 = 0.8;
/// Questions suggested when none was meant for sure.
const MAX_SUGGESTED: usize = 3;
/// Products shown for a question that names some.
const MAX_PRODUCTS_SHOWN: usize = 3;
/// Texts indexed in one slice: about 5 ms in a browser on a desktop.
const SLICE: usize = 25;

/// Understands utterances once it has been built.
#[derive(Debug, Default)]
pub(super) struct Mind {
    building: Option<KnowledgeBuilder>,
    knowledge: Option<Knowledge>,
    intents: Intents,
    /// How words are read, in the languages that there are packs for.
    pub tables: Rc<Tables>,
}

impl Mind {
    /// Takes in a file that helps to understand.
    pub fn read(&mut self, raw: &Raw) {
        self.intents.add(raw);
    }

    /// Begins to index what is there now, in place of what was there before.
    pub fn begin(&mut self, catalog: &Catalog, words: &Words) {
        let faq_phrasings: Vec<Vec<&str>> = catalog
            .faqs
            .iter()
            .map(|faq| faq.phrasings.iter().map(String::as_str).collect())
            .collect();
        let answers: Vec<String> = catalog
            .faqs
            .iter()
            .map(|faq| rich::plain(&faq.answer))
            .collect();
        let questions = catalog
            .faqs
            .iter()
            .zip(&faq_phrasings)
            .zip(&answers)
            .zip(0u32..);
        let mut entries: Vec<Entry<'_>> = questions
            .map(|(((faq, phrasings), answer), id)| Entry {
                id,
                topic: Some(&faq.topic),
                lang: faq.lang.as_ref().map_or("", Lang::tag),
                question: &faq.question,
                phrasings,
                answer,
            })
            .collect();
        let intents = builtin_phrasings(words);
        entries.extend(intents.iter().filter_map(|(id, lang, phrasings)| {
            let (question, phrasings) = phrasings.split_first()?;
            Some(Entry {
                id: *id,
                topic: builtin(*id).map(Builtin::name), // one topic in all languages
                lang: lang.tag(),
                question,
                phrasings,
                answer: "",
            })
        }));
        self.building = Some(KnowledgeBuilder::new(&entries, self.tables.clone()));
    }

    /// Goes on for one slice; true when there is more to do.
    pub fn go_on(&mut self) -> bool {
        let Some(mut builder) = self.building.take() else {
            return false;
        };
        if !builder.step(SLICE) {
            self.building = Some(builder);
            return true;
        }
        self.knowledge = Some(builder.finish());
        false
    }

    /// Whether questions can be answered now.
    pub fn is_ready(&self) -> bool {
        self.building.is_none() && self.knowledge.is_some()
    }

    /// What the words come to. `lang` is the language that the shopper reads.
    pub fn hear(&self, words: &str, lang: &Lang, catalog: &Catalog) -> Heard {
        if text::normalise(words, &self.tables).text.trim().is_empty() {
            return Heard::Nothing;
        }
        let Some(knowledge) = &self.knowledge else {
            return Heard::Unknown(Vec::new());
        };
        let answers = knowledge.ask(words, Some(lang.tag()));
        let questions = |ids: &[u32]| -> Vec<usize> {
            let known = ids.iter().filter(|id| **id < BUILTIN_BASE);
            known.map(|id| *id as usize).collect()
        };
        // An answer only informs, but a built-in intent does something: it has to be surer.
        let sure = answers
            .best
            .first()
            .is_some_and(|hit| hit.confidence >= SURE);
        let verdict = match answers.verdict {
            Verdict::Known(id) if builtin(id).is_some() && !sure => Verdict::Unknown,
            verdict => verdict,
        };
        match verdict {
            Verdict::Known(id) => match builtin(id) {
                Some(builtin) => Heard::Intent(builtin),
                None => Heard::Question(id as usize),
            },
            Verdict::NearTie(a, b) => match questions(&[a, b]).as_slice() {
                [a, b] => Heard::Either(*a, *b),
                [only] => Heard::Question(*only),
                _ => builtin(a).map_or(Heard::Unknown(Vec::new()), Heard::Intent),
            },
            Verdict::Unknown => match named_products(words, catalog, &self.tables) {
                named if !named.is_empty() => Heard::Products(named),
                _ => {
                    let near: Vec<u32> = answers.best.iter().map(|hit| hit.id).collect();
                    let mut near = questions(&near);
                    near.truncate(MAX_SUGGESTED);
                    Heard::Unknown(near)
                }
            },
        }
    }
}

fn builtin(id: u32) -> Option<Builtin> {
    let place = id.checked_sub(BUILTIN_BASE)?;
    let place = place as usize % Builtin::ALL.len();
    Builtin::ALL.get(place).copied()
}

/// Id, language and phrasings of every built-in intent in every pack.
fn builtin_phrasings(words: &Words) -> Vec<(u32, &Lang, Vec<&str>)> {
    let mut found = Vec::new();
    for (pack, row) in words.packs().iter().zip(0u32..) {
        for (name, phrasings) in &pack.intents {
            let place = Builtin::ALL
                .iter()
                .zip(0u32..)
                .find(|(b, _)| b.name() == name);
            if let Some((_, place)) = place {
                let id = BUILTIN_BASE + row * Builtin::ALL.len() as u32 + place;
                let phrasings = phrasings.iter().map(String::as_str).collect();
                found.push((id, &pack.lang, phrasings));
            }
        }
    }
    found
}

/// Products whose name or narrowest type stands in the words, named ones first, else in the
/// catalog's order.
fn named_products(words: &str, catalog: &Catalog, tables: &Tables) -> Vec<Sku> {
    let said = text::normalise(words, tables).text;
    let mut skus: Vec<Sku> = Vec::new();
    for by_type in [false, true] {
        for product in &catalog.products {
            let names = if by_type {
                &product.product_type
            } else {
                &product.title
            };
            let named = names.all().any(|name| {
                let narrowest = name.rsplit('>').next().unwrap_or_default();
                stands_in(&said, &text::normalise(narrowest, tables).text)
            });
            if named && !skus.contains(&product.sku) && skus.len() < MAX_PRODUCTS_SHOWN {
                skus.push(product.sku.clone());
            }
        }
    }
    skus
}

/// Whether a name stands in what was said. A Latin one must begin where a word begins, and its
/// plural may have been said in the singular; Han text has no word gaps.
fn stands_in(said: &str, name: &str) -> bool {
    let latin = name.is_ascii();
    let name = match name.strip_suffix('s') {
        Some(singular) if latin => singular,
        _ => name,
    };
    let (said, name) = (said.as_bytes(), name.as_bytes());
    if name.len() < 3 {
        return false; // one Han character, or two letters
    }
    said.windows(name.len()).enumerate().any(|(at, here)| {
        let before = at.checked_sub(1).and_then(|at| said.get(at));
        here == name && !(latin && before.is_some_and(u8::is_ascii_alphanumeric))
    })
}
