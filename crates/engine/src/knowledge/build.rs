//! Entries to an index, in slices as small as the caller wants.

use std::rc::Rc;

use super::bm25::Index;
use super::{Entry, Filed, Knowledge};
use crate::text::{Language, Tables};
use crate::understanding::{Text, Trainer, WordTable, at_most_u32};

/// Builds a [`Knowledge`] a few texts at a time, so that no slice blocks a page.
#[derive(Debug)]
pub struct KnowledgeBuilder {
    entries: Vec<Filed>,
    topics: usize,
    documents: Vec<usize>,
    words: Index,
    trainer: Trainer,
}

/// A topic while entries come in.
struct Family<'a> {
    name: Option<&'a str>,
    /// The documents of its Chinese and its other entries.
    documents: [Option<u32>; 2],
}

impl KnowledgeBuilder {
    /// Takes the entries in and sorts them under topics; the texts are not looked at yet.
    /// `tables` say how they are read.
    #[must_use]
    pub fn new(entries: &[Entry<'_>], tables: Rc<Tables>) -> Self {
        let mut filed = Vec::new();
        let mut families: Vec<Family<'_>> = Vec::new();
        let mut documents = Vec::new();
        let mut texts = Vec::new();
        for entry in entries {
            let language = Language::of_tag(entry.lang);
            let same = |family: &Family<'_>| family.name.is_some() && family.name == entry.topic;
            let topic = families.iter().position(same).unwrap_or(families.len());
            if topic == families.len() {
                families.push(Family {
                    name: entry.topic,
                    documents: [None; 2],
                });
            }
            filed.push(Filed {
                topic,
                id: entry.id,
                language,
            });
            let Some(Family {
                documents: [chinese, other],
                ..
            }) = families.get_mut(topic)
            else {
                continue;
            };
            let document = if language.is_chinese() {
                chinese
            } else {
                other
            };
            let document = *document.get_or_insert_with(|| {
                documents.push(topic);
                at_most_u32(documents.len() - 1)
            });
            let mut add = |words: &str, only_read| {
                texts.push(Text {
                    label: document,
                    only_read,
                    words: words.to_owned(),
                });
            };
            add(entry.question, false);
            for phrasing in entry.phrasings {
                add(phrasing, false);
            }
            add(entry.answer, true);
        }
        Self {
            entries: filed,
            topics: families.len(),
            documents,
            words: Index::default(),
            trainer: Trainer::of(texts, tables),
        }
    }

    /// Takes the senses of words from a table; call it before the first step.
    #[must_use]
    pub fn with_table(mut self, table: Rc<WordTable>) -> Self {
        self.trainer = self.trainer.with_table(table);
        self
    }

    /// Works on about `budget` texts (10 to 60 µs each on a desktop); `true` when all is done.
    pub fn step(&mut self, budget: usize) -> bool {
        let words = &mut self.words;
        let mut told = |text: &Text, features: &[u64]| {
            words.add(text.label, text.only_read, features);
        };
        self.trainer.step_telling(budget, &mut told)
    }

    /// Does whatever work remains and gives the index.
    #[must_use]
    pub fn finish(mut self) -> Knowledge {
        while !self.step(usize::MAX) {}
        self.words.close();
        Knowledge {
            entries: self.entries,
            topics: self.topics,
            documents: self.documents,
            classifier: self.trainer.finish(),
            words: self.words,
        }
    }
}
