//! Where in the shop's documents does it stand, or nowhere?

use std::rc::Rc;

use crate::lang::joined;
use crate::text::{Language, Tables, guess_language, normalise};
use crate::understanding::{Cover, logistic};

/// What headings say counts this much beside the whole passage; 0..1.
const HEADING: f32 = 0.4;

/// How much a passage in the language typed is preferred to the same one in another script.
const FIT: f32 = 0.25;

/// As [`FIT`], for the language that the shopper reads.
const PREFERRED: f32 = 0.03;

/// Confidence from which a passage is shown; 0..1. From .55 to .7 nothing changes on the check half but
/// two answers; at .5 a foreign question was answered.
const KNOWN: f32 = 0.6;

/// Bytes of a question that can be told apart: two ideographs, four letters. `aaaaa` is read as `aa`.
const LEAST: usize = 4;

/// A passage that may hold the answer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Place {
    /// The passage, by the order in which they were added.
    pub place: usize,
    /// Estimated probability, 0..1, that it answers the question.
    pub confidence: f32,
}

impl Place {
    /// Whether it is sure enough to be shown.
    #[must_use]
    pub fn is_known(&self) -> bool {
        self.confidence >= KNOWN
    }
}

/// An index over passages.
#[derive(Clone, Debug, Default)]
pub struct Passages {
    cover: Cover,
    languages: Vec<Language>,
}

impl Passages {
    /// An empty index; `tables` say how texts are read.
    #[must_use]
    pub fn new(tables: Rc<Tables>) -> Self {
        Self {
            cover: Cover::new(tables),
            languages: Vec::new(),
        }
    }

    /// Adds a passage (0.1 to 0.5 ms on a desktop): its language's BCP 47 tag, the headings above
    /// it, and its words.
    pub fn add(&mut self, lang: &str, heading: &str, words: &str) {
        self.languages.push(Language::of_tag(lang));
        let whole = joined(&[heading, "\n", words]);
        // All passages of a document share its title.
        let own = heading.find('›').and_then(|at| heading.get(at..));
        self.cover
            .add(&[(&whole, 1.0), (own.unwrap_or_default(), HEADING)]);
    }

    /// After the last passage.
    pub fn close(&mut self) {
        self.cover.close();
    }

    /// The passage that speaks most of a question, in the language typed. `preferred_lang` decides
    /// where the characters leave that open. Total: any text gives an answer or none.
    #[must_use]
    pub fn ask(&self, text: &str, preferred_lang: Option<&str>) -> Option<Place> {
        if normalise(text, self.cover.tables()).text.len() < LEAST {
            return None;
        }
        let typed = guess_language(text, self.cover.tables()).language;
        let preferred = preferred_lang.map(Language::of_tag);
        let shares = self.cover.of(text);
        let told = || shares.iter().zip(&self.languages).enumerate();
        let (mut held, mut best) = (0.0, None);
        for (place, (share, language)) in told() {
            let fit = typed.fits(*language);
            let mut worth = share + FIT * f32::from(fit);
            if preferred == Some(*language) {
                worth += PREFERRED;
            }
            if fit > 0 && worth > held {
                (held, best) = (worth, Some((place, *share, language)));
            }
        }
        let (best, share, spoken) = best?;
        let mut second = 0.0_f32;
        for (place, (share, language)) in told() {
            if place != best && language == spoken {
                second = second.max(*share);
            }
        }
        Some(Place {
            place: best,
            confidence: probability(share, share - second),
        })
    }

    /// Memory that the index holds, in bytes.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.cover.bytes()
    }
}

/// From the share of the question and the lead before the next passage in the same language. Fitted
/// on the `dev` half of `tests/understanding/documents/asks.tsv`, then made a little stricter: a
/// quotation that does not answer looks odder than "I don't know".
fn probability(share: f32, lead: f32) -> f32 {
    logistic(-4.7 + 10.0 * share + 15.0 * lead)
}
