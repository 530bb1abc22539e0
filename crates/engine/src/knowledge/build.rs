//! Entries to an index, in slices as small as the caller wants.

use std::collections::BTreeMap;

use super::bm25::Index;
use super::{Entry, Filed, Knowledge};
use crate::text::Language;
use crate::understanding::{Phrase, Trainer};

/// Builds a [`Knowledge`] a few texts at a time, so that no slice blocks a page.
#[derive(Debug)]
pub struct KnowledgeBuilder {
    topics: Vec<Vec<Filed>>,
    documents: Vec<usize>,
    texts: Vec<Text>,
    /// Texts in the word index so far.
    done: usize,
    words: Index,
    trainer: Trainer,
}

#[derive(Debug)]
struct Text {
    document: u32,
    answer: bool,
    words: String,
}

impl KnowledgeBuilder {
    /// Takes the entries in and sorts them under topics; the texts are not looked at yet.
    #[must_use]
    pub fn new(entries: &[Entry<'_>]) -> Self {
        let mut topics: Vec<Vec<Filed>> = Vec::new();
        let mut known: BTreeMap<&str, usize> = BTreeMap::new();
        // Per topic the documents of its Chinese and its other entries.
        let mut families: Vec<[Option<u32>; 2]> = Vec::new();
        let mut documents: Vec<usize> = Vec::new();
        let mut texts = Vec::new();
        for entry in entries {
            let language = Language::of_tag(entry.lang);
            let fresh = topics.len();
            let topic = entry
                .topic
                .map_or(fresh, |name| *known.entry(name).or_insert(fresh));
            if topic == fresh {
                topics.push(Vec::new());
                families.push([None; 2]);
            }
            if let Some(entries) = topics.get_mut(topic) {
                entries.push(Filed {
                    id: entry.id,
                    language,
                });
            }
            let family = families
                .get_mut(topic)
                .and_then(|pair| pair.get_mut(usize::from(language.is_chinese())));
            let Some(family) = family else { continue };
            let document = *family.get_or_insert_with(|| {
                documents.push(topic);
                u32::try_from(documents.len() - 1).unwrap_or(u32::MAX)
            });
            texts.extend(texts_of(entry, document));
        }
        let phrase = |text: &'_ Text| !text.answer && !text.words.is_empty();
        let phrases: Vec<Phrase<'_>> = texts
            .iter()
            .filter(|text| phrase(text))
            .map(|text| Phrase {
                label: text.document,
                text: &text.words,
            })
            .collect();
        let trainer = Trainer::new(&phrases);
        Self {
            topics,
            documents,
            texts,
            done: 0,
            words: Index::default(),
            trainer,
        }
    }

    /// Works on about `budget` texts (10 to 60 µs each on a desktop); `true` when all is done.
    pub fn step(&mut self, budget: usize) -> bool {
        let left = self.texts.len().saturating_sub(self.done);
        if left == 0 {
            return self.trainer.step(budget);
        }
        for text in self.texts.iter().skip(self.done).take(budget.max(1)) {
            if text.answer {
                self.words.add_answer(text.document, &text.words);
            } else {
                self.words.add_question(text.document, &text.words);
            }
        }
        self.done += left.min(budget.max(1));
        false
    }

    /// Does whatever work remains and gives the index.
    #[must_use]
    pub fn finish(mut self) -> Knowledge {
        while !self.step(usize::MAX) {}
        self.words.close();
        Knowledge {
            topics: self.topics,
            documents: self.documents,
            classifier: self.trainer.finish(),
            words: self.words,
        }
    }
}

fn texts_of(entry: &Entry<'_>, document: u32) -> Vec<Text> {
    let text = |words: &str, answer| Text {
        document,
        answer,
        words: words.to_owned(),
    };
    let mut texts = vec![text(entry.question, false)];
    texts.extend(entry.phrasings.iter().map(|phrasing| text(phrasing, false)));
    texts.push(text(entry.answer, true));
    texts
}
