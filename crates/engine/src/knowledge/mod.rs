//! The shop's own answers: which entry does a question mean, or none?
//!
//! Entries of all languages live in one index. An entry's *topic* (the same `@id` in each
//! language's file) and family of scripts (Chinese, or other) make one document, so that 我想退货
//! and 我想退貨 feed the same one; the language typed picks the entry only at the end. Documents
//! are ranked by the classifier of `understanding` over question and phrasings, with a bonus from
//! BM25 over question, phrasings and answer (`bm25`); `verdict` says whether that is an answer, a
//! near-tie to ask back about, or "I don't know". Beside them `passages` finds the place in the
//! shop's documents that tells of a question.

mod bm25;
mod build;
mod passages;
mod verdict;

use std::rc::Rc;

use crate::text::{Guess, Language, Tables, guess_language};
use crate::understanding::Classifier;

pub use build::KnowledgeBuilder;
pub use passages::{Passages, Place};
use verdict::{Candidate, Judgement};

/// Suggestions returned at most.
const SUGGESTIONS: usize = 6;

/// One question of the FAQ in one language.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Entry<'a> {
    /// The caller's name for this entry; comes back in [`Hit`].
    pub id: u32,
    /// The same for the same question in other languages; `None` if it stands alone.
    pub topic: Option<&'a str>,
    /// BCP 47 tag of its language.
    pub lang: &'a str,
    /// The question as the shop words it.
    pub question: &'a str,
    /// Other ways to ask it.
    pub phrasings: &'a [&'a str],
    /// The answer as plain text.
    pub answer: &'a str,
}

/// An entry that may hold the answer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hit {
    /// The entry.
    pub id: u32,
    /// Estimated probability, 0..1, that it answers the question.
    pub confidence: f32,
}

/// What to do with a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// This entry answers it.
    Known(u32),
    /// One of two entries does: ask which.
    NearTie(u32, u32),
    /// No entry answers it; say so, and offer [`Answers::best`].
    Unknown,
}

/// The outcome of a question.
#[derive(Clone, Debug, PartialEq)]
pub struct Answers {
    /// The nearest six entries, best first, no topic twice, in the shopper's language where
    /// there is one: the caller may pass over some and still have three to show. When fewer come near, the first of the FAQ fill up at confidence 0.
    pub best: Vec<Hit>,
    /// What to do.
    pub verdict: Verdict,
    /// The language that the question was typed in.
    pub guess: Guess,
}

/// An index over entries.
#[derive(Clone, Debug)]
pub struct Knowledge {
    entries: Vec<Filed>,
    /// How many topics there are.
    topics: usize,
    /// Topic of each document; a document is a label of the classifier.
    documents: Vec<usize>,
    classifier: Classifier,
    words: bm25::Index,
}

/// An entry under its topic.
#[derive(Clone, Debug)]
struct Filed {
    topic: usize,
    id: u32,
    language: Language,
}

impl Knowledge {
    /// Indexes entries at once; use [`KnowledgeBuilder`] to do the same in slices.
    #[must_use]
    pub fn build(entries: &[Entry<'_>], tables: Rc<Tables>) -> Self {
        KnowledgeBuilder::new(entries, tables).finish()
    }

    /// Answers a question. `preferred_lang` (a BCP 47 tag) decides where the characters typed
    /// leave the language open. Total: any text gives a verdict.
    #[must_use]
    pub fn ask(&self, text: &str, preferred_lang: Option<&str>) -> Answers {
        let guess = guess_language(text, self.classifier.tables());
        let reader = Reader {
            typed: guess.language,
            preferred: preferred_lang.map(Language::of_tag),
        };
        let question = self.classifier.count(text);
        let bonus = self.words.bonus(&question);
        let mut found: Vec<Candidate> = Vec::new();
        for signs in self.classifier.rank_counted(&question, &bonus) {
            let Some(&topic) = self.documents.get(signs.label as usize) else {
                continue;
            };
            if found.iter().all(|other| other.topic != topic) {
                found.push(Candidate {
                    topic,
                    score: signs.score,
                    nearest: signs.nearest,
                    confidence: 0.0,
                });
            }
        }
        let judgement = verdict::judge(&mut found);
        let entry = |topic| self.entry(topic, &reader);
        let verdict = match judgement {
            Judgement::Known(topic) => entry(topic).map(Verdict::Known),
            Judgement::NearTie(a, b) => entry(a).zip(entry(b)).map(|(a, b)| Verdict::NearTie(a, b)),
            Judgement::Unknown => None,
        };
        Answers {
            best: self.suggestions(&found, &reader),
            verdict: verdict.unwrap_or(Verdict::Unknown),
            guess,
        }
    }

    /// Memory that the index holds, in bytes.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.classifier.bytes() + self.words.bytes()
    }

    /// Near topics first, then the first of the FAQ: a merchant lists what matters most on top.
    fn suggestions(&self, found: &[Candidate], reader: &Reader) -> Vec<Hit> {
        let mut hits = Vec::new();
        let mut suggest = |topic, confidence| {
            if hits.len() < SUGGESTIONS
                && let Some(id) = self.entry(topic, reader)
            {
                hits.push(Hit { id, confidence });
            }
        };
        for near in found {
            suggest(near.topic, near.confidence);
        }
        for topic in 0..self.topics {
            if found.iter().all(|near| near.topic != topic) {
                suggest(topic, 0.0);
            }
        }
        hits
    }

    /// The entry of a topic whose language fits what was typed, then what is preferred, then
    /// what comes first.
    fn entry(&self, topic: usize, reader: &Reader) -> Option<u32> {
        let mut best = None;
        let mut held = 0;
        for filed in &self.entries {
            let preferred = reader.preferred == Some(filed.language);
            let fit = 1 + reader.typed.fits(filed.language) * 2 + u8::from(preferred);
            if filed.topic == topic && fit > held {
                held = fit;
                best = Some(filed.id);
            }
        }
        best
    }
}

/// Whom an answer is for.
struct Reader {
    typed: Language,
    preferred: Option<Language>,
}
