//! How the shopper feels and speaks: one of five emotions, one of three tones.
//!
//! A linear model over hashed words and pieces, over what its language's cues say of them (`not`,
//! `but`, praise beside trouble), and over signs that normalising cuts (`!!!`, capitals, quotes).
//! `cargo xtask mood` trains it with this code, so that training and running see the same. Total:
//! any text gets a mood, any data a reader; linear in the length of the text.

mod cues;
mod evidence;
mod model;
mod signs;

pub use cues::Cues;
pub use evidence::{KEYS, evidence};
pub use model::Model;

use crate::raw::Raw;
use crate::text::{Normal, Tables, TokenKind, normalise, tokens};
use crate::understanding::logistic;

/// What the shopper feels, as far as the words tell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Emotion {
    /// Anger and disgust. Declared only above the model's threshold.
    Anger,
    /// Worry, fear, urgency with fear.
    Anxiety,
    /// Sadness, disappointment.
    Sadness,
    /// Joy, praise, gratitude beyond a plain thanks.
    Joy,
    /// None of these: most of what is said in a shop.
    #[default]
    Neutral,
}

/// How the shopper speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// Slang, emoji, particles.
    Casual,
    /// Polite forms.
    Formal,
    /// Plain.
    #[default]
    Neutral,
}

/// Every emotion, in the order of [`Mood::emotions`] and of the model's columns.
pub const EMOTIONS: [Emotion; 5] = [
    Emotion::Anger,
    Emotion::Anxiety,
    Emotion::Sadness,
    Emotion::Joy,
    Emotion::Neutral,
];

/// Every tone, in the order of [`Mood::tones`]; their columns follow those of the emotions.
pub const TONES: [Tone; 3] = [Tone::Casual, Tone::Formal, Tone::Neutral];

/// Columns of a model.
pub const COLUMNS: usize = EMOTIONS.len() + TONES.len();

/// The mood of one text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mood {
    /// The likeliest emotion; anger only where it is likely enough to act on.
    pub emotion: Emotion,
    /// Probability of each of [`EMOTIONS`], 0 to 1, together 1.
    pub emotions: [f32; EMOTIONS.len()],
    /// The likeliest tone.
    pub tone: Tone,
    /// Probability of each of [`TONES`], 0 to 1, together 1.
    pub tones: [f32; TONES.len()],
}

impl Default for Mood {
    fn default() -> Self {
        Self {
            emotion: Emotion::Neutral,
            emotions: [0.0, 0.0, 0.0, 0.0, 1.0],
            tone: Tone::Neutral,
            tones: [0.0, 0.0, 1.0],
        }
    }
}

/// Reads moods by the models of the packs that it was given; without any, every text is neutral.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reader {
    chinese: Option<Model>,
    other: Option<Model>,
}

impl Reader {
    /// Takes the model in `mood` of a language pack; a pack without one changes nothing.
    pub fn add(&mut self, pack: &Raw) {
        if let Some(raw) = pack.get("mood") {
            let place = if pack.text("lang").is_some_and(|lang| lang.starts_with("zh")) {
                &mut self.chinese
            } else {
                &mut self.other
            };
            *place = Some(Model::read(raw));
        }
    }

    /// The mood of what a shopper typed. Looks at [`crate::text::MAX_CHARS`] characters.
    #[must_use]
    pub fn read(&self, text: &str, tables: &Tables) -> Mood {
        let normal = normalise(text, tables);
        let model = if is_chinese(&normal) {
            &self.chinese
        } else {
            &self.other
        };
        match model {
            Some(model) => mood(&model.scores(text, &normal), model.threshold),
            None => Mood::default(),
        }
    }
}

/// Whether a text is more in ideographs than in words: a Chinese question may name a product in
/// several Latin words.
fn is_chinese(normal: &Normal) -> bool {
    let (mut signs, mut words) = (0, 0);
    for token in tokens(normal) {
        signs += usize::from(token.kind == TokenKind::Ideograph);
        words += usize::from(token.kind == TokenKind::Word);
    }
    signs > 0 && signs * 2 >= words
}

/// The verdict on a model's scores.
fn mood(scores: &[f32; COLUMNS], threshold: f32) -> Mood {
    let mut mood = Mood::default();
    let (feelings, manners) = scores.split_at(EMOTIONS.len());
    share(feelings, &mut mood.emotions);
    share(manners, &mut mood.tones);
    let [anger, others @ ..] = &mood.emotions;
    mood.emotion = if *anger >= threshold {
        Emotion::Anger
    } else {
        let best = largest(others) + 1;
        EMOTIONS.get(best).copied().unwrap_or_default()
    };
    mood.tone = TONES.get(largest(&mood.tones)).copied().unwrap_or_default();
    mood
}

/// Softmax: each share is one over the sum of all odds against it.
fn share(scores: &[f32], shares: &mut [f32]) {
    for (share, &own) in shares.iter_mut().zip(scores) {
        let mut against = 0.0;
        for &other in scores {
            // Odds from the logistic function, which the engine has anyway.
            let half = logistic(other - own).min(0.999_999);
            against += half / (1.0 - half);
        }
        *share = 1.0 / against;
    }
}

fn largest(values: &[f32]) -> usize {
    let (mut best, mut most) = (0, f32::MIN);
    for (at, &value) in values.iter().enumerate() {
        if value > most {
            (best, most) = (at, value);
        }
    }
    best
}
