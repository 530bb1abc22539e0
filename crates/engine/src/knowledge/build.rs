//! Entries to an index, in slices as small as the caller wants.

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
        let mut names: Vec<(Option<&str>, Vec<Filed>)> = Vec::new();
        let mut documents: Vec<(usize, bool)> = Vec::new();
        let mut texts = Vec::new();
        let mut known = std::collections::BTreeMap::new();
        let mut held = std::collections::BTreeMap::new();
        for entry in entries {
            let language = Language::of_tag(entry.lang);
            let fresh = names.len();
            let topic = entry
                .topic
                .map_or(fresh, |name| *known.entry(name).or_insert(fresh));
            if topic == fresh {
                names.push((entry.topic, Vec::new()));
            }
            if let Some(topic) = names.get_mut(topic) {
                topic.1.push(Filed {
                    id: entry.id,
                    language,
                });
            }
            let place = (
                topic,
                language == Language::English || language == Language::Unknown,
            );
            let document = *held.entry(place).or_insert(documents.len());
            if document == documents.len() {
                documents.push(place);
            }
            texts.extend(texts_of(entry, u32::try_from(document).unwrap_or(u32::MAX)));
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
            topics: names.into_iter().map(|topic| topic.1).collect(),
            documents: documents.into_iter().map(|place| place.0).collect(),
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
