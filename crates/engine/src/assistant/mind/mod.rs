//! What an utterance comes to: the shop's own questions first, built-in intents beside them.
//!
//! There are two indices. One holds the shop's questions; the other the intents that every shop
//! gets (`intents`). Once both are built, each question is linked to the intent that its own words
//! mean: so "when will it get here", a phrasing of a built-in intent, finds the shop's "How long
//! does delivery take?", of which the merchant wrote no other phrasing.

mod documents;
mod links;
mod named;

use crate::catalog::{Catalog, IntentChange, Product, Sku, rich};
use crate::dialogue::{Builtin, Heard};
use crate::entities::Finder;
use crate::intents::Intents;
use crate::knowledge::{Answers, Entry, Knowledge, KnowledgeBuilder, Verdict};
use crate::lang::Lang;
use crate::mood::{self, Emotion};
use crate::raw::{Problem, Raw};
use crate::text::{self, Tables};
use crate::understanding::WordTable;
use documents::Documents;
use links::Links;
use named::named_products;
use std::rc::Rc;

/// Confidence from which a built-in intent counts; 0 to 1. An answer only informs, but a built-in
/// intent does something: it has to be surer.
const SURE: f32 = 0.8;
/// Confidence from which a question of the shop's is answered whatever was meant; 0 to 1. One that
/// is less sure is answered if it is linked to what was meant. On `tests/data/asks.tsv` this
/// refuses three of six foreign questions that were answered, and loses one of 161 right answers.
const FIRM: f32 = 0.7;
/// Questions suggested when none was meant for sure.
const MAX_SUGGESTED: usize = 3;
/// Intents that are about the products that are named.
const ABOUT_PRODUCTS: [&str; 3] = ["product_info", "stock_check", "compare"];
/// Products shown for a question that names some.
const MAX_PRODUCTS_SHOWN: usize = 3;
/// Texts indexed in one slice: about 5 ms in a browser on a desktop.
const SLICE: usize = 25;

/// Understands utterances, as far as it has been built.
#[derive(Debug, Default)]
pub(super) struct Mind {
    intents: Intents,
    /// Names of the intents, by their ids in the index.
    names: Vec<String>,
    meanings: Index,
    /// Word lists by which mentions are found, as they came.
    lexicons: Vec<Raw>,
    finder: Finder,
    /// The merchant may switch one on; the built-in intents have phrasings enough without.
    table: Option<Rc<WordTable>>,
    moods: mood::Reader,
    questions: Index,
    links: Links,
    documents: Documents,
    /// The question that is to be linked next.
    next: usize,
    /// How words are read, in the languages that there are packs for.
    pub tables: Rc<Tables>,
}

/// An index, and the one that is being built in its place.
#[derive(Debug, Default)]
struct Index {
    building: Option<KnowledgeBuilder>,
    built: Option<Knowledge>,
}

impl Mind {
    /// Takes in a file that helps to understand; what is wrong with it comes back.
    pub fn read(&mut self, file: &str, raw: &Raw) -> Vec<Problem> {
        self.intents.add(raw);
        self.moods.add(raw);
        if raw.get("entities").is_some() {
            self.lexicons.push(raw.clone());
        }
        match WordTable::of_pack(raw) {
            Some(Ok(table)) => self.table = Some(Rc::new(table)),
            Some(Err(_)) => return vec![no_table(file)],
            None => {}
        }
        Vec::new()
    }

    /// Whether the shop's questions are read by a table of words.
    pub fn has_table(&self) -> bool {
        self.table.is_some()
    }

    /// Learns what the products are called, in place of what they were called before.
    pub fn learn_names(&mut self, products: &[Product]) {
        self.finder = Finder::default();
        for lexicon in &self.lexicons {
            self.finder.add_pack(lexicon, &self.tables);
        }
        self.finder.learn(products, &self.tables);
    }

    /// How the words sound.
    pub fn feeling(&self, words: &str) -> Emotion {
        self.moods.read(words, &self.tables).emotion
    }

    /// Begins to index the shop's questions, in place of those before.
    pub fn begin_questions(&mut self, catalog: &Catalog) {
        let mut builder = questions(catalog, self.tables.clone());
        if let Some(table) = &self.table {
            builder = builder.with_table(table.clone());
        }
        self.questions.building = Some(builder);
        self.next = 0;
    }

    /// Begins to index the built-in intents, in place of those before.
    pub fn begin_intents(&mut self, changes: &[IntentChange]) {
        let (names, builder) = self.intents.begin(changes, self.tables.clone());
        self.meanings.building = Some(builder);
        self.links = Links::fixed(changes, &names);
        self.names = names;
        self.next = 0;
    }

    /// Begins to index the shop's documents.
    pub fn begin_passages(&mut self, catalog: &mut Catalog) {
        self.documents = Documents::begin(catalog, self.tables.clone());
    }

    /// Goes on for one slice; true when there is more to do.
    pub fn go_on(&mut self, catalog: &Catalog) -> bool {
        if self.questions.step() || self.meanings.step() || self.documents.step(catalog) {
            return true;
        }
        self.link(catalog);
        self.next < catalog.faqs.len()
    }

    /// Whether the shop's questions can be answered now.
    pub fn knows_questions(&self) -> bool {
        self.questions.built.is_some()
    }

    /// Whether everything can be understood that ever will be.
    pub fn is_whole(&self) -> bool {
        self.questions.is_built() && self.meanings.is_built() && self.documents.is_built()
    }

    /// What the words come to. `lang` is the language that the shopper reads.
    pub fn hear(&self, words: &str, lang: &Lang, catalog: &Catalog) -> Heard {
        if text::normalise(words, &self.tables).text.trim().is_empty() {
            return Heard::Nothing;
        }
        let Some(questions) = &self.questions.built else {
            return Heard::Unknown(Vec::new());
        };
        let answers = questions.ask(words, Some(lang.tag()));
        let meanings = self.meanings.built.as_ref();
        let meant = meanings.map(|meanings| meanings.ask(words, Some(lang.tag())));
        let meant = meant.and_then(|meant| meant.best.first().copied());
        let meant = meant.filter(|hit| hit.confidence >= SURE);
        let found = answers.best.first().map_or(0.0, |hit| hit.confidence);
        if let Some(meant) = meant.filter(|hit| hit.confidence > found)
            && let Some(name) = self.names.get(meant.id as usize)
        {
            if let Some(builtin) = Builtin::named(name) {
                return Heard::Intent(builtin);
            }
            let named = self.mentions(words);
            if ABOUT_PRODUCTS.contains(&name.as_str()) && !named.is_empty() {
                return Heard::Products(named);
            }
        }
        let linked = meant.map(|hit| self.links.of(hit.id)).unwrap_or_default();
        match answers.verdict {
            Verdict::Known(id) if found >= FIRM || meanings.is_none() => {
                Heard::Question(id as usize)
            }
            Verdict::NearTie(a, b) => self.settle(&linked, [a, b], catalog),
            Verdict::Known(_) | Verdict::Unknown => self
                .linked(&linked, &answers, lang, catalog)
                .or_else(|| self.documents.ask(words, lang).map(Heard::Passage))
                .unwrap_or_else(|| match self.mentions(words) {
                    named if !named.is_empty() => Heard::Products(named),
                    _ => self.unknown(words, &answers, catalog),
                }),
        }
    }

    /// The products that the words name, each once.
    fn mentions(&self, words: &str) -> Vec<Sku> {
        let mut named = Vec::new();
        for id in self.finder.products(words, &self.tables) {
            let sku = Sku::new(&id);
            if !named.contains(&sku) && named.len() < MAX_PRODUCTS_SHOWN {
                named.push(sku);
            }
        }
        named
    }

    /// Links the next few questions to what their own words mean.
    fn link(&mut self, catalog: &Catalog) {
        let Some(meanings) = &self.meanings.built else {
            self.next = catalog.faqs.len();
            return;
        };
        for faq in catalog.faqs.iter().skip(self.next).take(SLICE) {
            let lang = faq.lang.as_ref().map(Lang::tag);
            if let Some(hit) = meanings.ask(&faq.question, lang).best.first() {
                self.links.add(hit.id, hit.confidence, &faq.topic);
            }
        }
        self.next += SLICE;
    }

    /// Of two questions that are equally near the one that is linked to what was meant.
    fn settle(&self, linked: &[&str], near: [u32; 2], catalog: &Catalog) -> Heard {
        let [a, b] = near.map(|id| id as usize);
        let is_linked = |place| is_linked(linked, catalog, place);
        match (is_linked(a), is_linked(b)) {
            (true, false) => Heard::Question(a),
            (false, true) => Heard::Question(b),
            _ => Heard::Either(a, b),
        }
    }

    /// The questions that are linked to what was meant, though their own words are too far.
    fn linked(
        &self,
        linked: &[&str],
        answers: &Answers,
        lang: &Lang,
        catalog: &Catalog,
    ) -> Option<Heard> {
        let nearest = answers.best.first().map(|hit| hit.id as usize);
        let place = |topic: &&str| catalog.question(topic, lang, None);
        match (nearest.filter(|at| is_linked(linked, catalog, *at)), linked) {
            (Some(nearest), _) => Some(Heard::Question(nearest)),
            (None, [only]) => place(only).map(Heard::Question),
            (None, [first, second, ..]) => Some(Heard::Either(place(first)?, place(second)?)),
            (None, []) => None,
        }
    }

    fn unknown(&self, words: &str, answers: &Answers, catalog: &Catalog) -> Heard {
        let named = named_products(words, catalog, &self.tables);
        if !named.is_empty() {
            return Heard::Products(named);
        }
        let near = answers.best.iter().take(MAX_SUGGESTED);
        Heard::Unknown(near.map(|hit| hit.id as usize).collect())
    }
}

impl Index {
    /// Builds for one slice; true when it did.
    fn step(&mut self) -> bool {
        let Some(mut builder) = self.building.take() else {
            return false;
        };
        if builder.step(SLICE) {
            self.built = Some(builder.finish());
        } else {
            self.building = Some(builder);
        }
        true
    }

    fn is_built(&self) -> bool {
        self.building.is_none() && self.built.is_some()
    }
}

fn no_table(file: &str) -> Problem {
    Problem {
        file: file.to_owned(),
        path: "table".to_owned(),
        what: "is no table of words that this version reads".to_owned(),
        remedy: "Make it again with aside pack".to_owned(),
    }
}

/// Whether the question at a place of the catalog is of one of these topics.
fn is_linked(topics: &[&str], catalog: &Catalog, place: usize) -> bool {
    let faq = catalog.faqs.get(place);
    faq.is_some_and(|faq| topics.iter().any(|topic| *topic == faq.topic))
}

/// The shop's questions: an entry's id is its place in the catalog.
fn questions(catalog: &Catalog, tables: Rc<Tables>) -> KnowledgeBuilder {
    let phrasings: Vec<Vec<&str>> = catalog
        .faqs
        .iter()
        .map(|faq| faq.phrasings.iter().map(String::as_str).collect())
        .collect();
    let answers: Vec<String> = catalog
        .faqs
        .iter()
        .map(|faq| rich::plain(&faq.answer))
        .collect();
    let told = catalog
        .faqs
        .iter()
        .zip(&phrasings)
        .zip(&answers)
        .zip(0u32..);
    let entries: Vec<Entry<'_>> = told
        .map(|(((faq, phrasings), answer), id)| Entry {
            id,
            topic: Some(&faq.topic),
            lang: faq.lang.as_ref().map_or("", Lang::tag),
            question: &faq.question,
            phrasings,
            answer,
        })
        .collect();
    KnowledgeBuilder::new(&entries, tables)
}
