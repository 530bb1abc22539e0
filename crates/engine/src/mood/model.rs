//! The weights: sorted keys with a row of small whole numbers each.

use super::COLUMNS;
use super::cues::Cues;
use super::evidence::evidence;
use crate::raw::Raw;
use crate::text::Normal;

/// The sign of 0 in a column of weights; others are so many code points away.
const ZERO: u8 = b'?';

/// The first sign of a digit of a gap, and how many digits there are. As many signs again, after
/// those, say that another digit follows.
const DIGIT: (u8, u32) = (b'#', 28);

/// A linear model of one language.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Model {
    cues: Cues,
    keys: Vec<u32>,
    weights: Vec<[i8; COLUMNS]>,
    bias: [f32; COLUMNS],
    step: f32,
    /// Anger is declared from this probability on.
    pub threshold: f32,
}

impl Model {
    /// Reads `cues`, `keys`, `weights`, `bias`, `step` and `threshold` as `cargo xtask mood` writes
    /// them. Total: a column that ends early is 0 from there on, a number that is missing is 0; a
    /// missing threshold is 1.
    #[must_use]
    pub fn read(raw: &Raw) -> Self {
        let mut model = Self {
            cues: raw.get("cues").map(Cues::read).unwrap_or_default(),
            keys: keys(raw.text("keys").unwrap_or_default()),
            step: number(raw.get("step"), 0.0),
            threshold: number(raw.get("threshold"), 1.0),
            ..Self::default()
        };
        let list = |name| raw.get(name).map_or(&[][..], Raw::as_items);
        for (place, value) in model.bias.iter_mut().zip(list("bias")) {
            *place = number(Some(value), 0.0);
        }
        model.weights.resize(model.keys.len(), [0; COLUMNS]);
        for (column, text) in list("weights").iter().enumerate() {
            let text = text.as_text().unwrap_or_default();
            for (row, sign) in model.weights.iter_mut().zip(text.bytes()) {
                if let Some(place) = row.get_mut(column) {
                    *place = sign.wrapping_sub(ZERO) as i8;
                }
            }
        }
        model
    }

    /// Scores of the emotions, then of the tones; higher is likelier.
    #[must_use]
    pub fn scores(&self, text: &str, normal: &Normal) -> [f32; COLUMNS] {
        let mut scores = self.bias;
        for (key, value) in evidence(text, normal, &self.cues) {
            let at = self.keys.partition_point(|&known| known < key);
            if self.keys.get(at) == Some(&key)
                && let Some(row) = self.weights.get(at)
            {
                for (score, &weight) in scores.iter_mut().zip(row) {
                    *score += value * self.step * f32::from(weight);
                }
            }
        }
        scores
    }
}

/// Rising keys from their gaps, each a number in base 28, its highest digit first.
fn keys(text: &str) -> Vec<u32> {
    let mut keys = Vec::new();
    let (mut key, mut gap) = (0_u32, 0_u32);
    for sign in text.bytes() {
        let digit = u32::from(sign.wrapping_sub(DIGIT.0));
        gap = gap.wrapping_mul(DIGIT.1).wrapping_add(digit % DIGIT.1);
        if digit < DIGIT.1 {
            key = key.saturating_add(gap);
            keys.push(key);
            gap = 0;
        }
    }
    keys
}

fn number(raw: Option<&Raw>, otherwise: f32) -> f32 {
    match raw.and_then(Raw::as_number) {
        #[allow(
            clippy::cast_possible_truncation,
            reason = "these numbers are small and have few digits"
        )]
        Some(number) if number.is_finite() => number as f32,
        _ => otherwise,
    }
}
