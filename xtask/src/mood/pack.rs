//! Weights made small, and written as a pack of one language.

use aside_engine::mood::{COLUMNS, EMOTIONS, KEYS};
use serde_json::{Value, json};

use super::data::Row;
use super::train::Weights;

/// Largest whole number of a weight, either way; one sign of the pack holds it.
const LARGEST: f32 = 28.0;

/// Keeps the `count` keys that move the most: the largest weight times the root of how much
/// evidence there is for the key. The rest is set to 0 and stays there.
pub fn keep(weights: &mut Weights, rows: &[&Row], count: usize) {
    let mut seen = vec![0.0_f32; KEYS as usize];
    for row in rows {
        for &(key, value) in &row.evidence {
            seen[key as usize] += value * value * row.weight;
        }
    }
    let spread = |row: &[f32]| {
        row.iter().copied().fold(f32::MIN, f32::max) - row.iter().copied().fold(f32::MAX, f32::min)
    };
    let mut order: Vec<(f32, usize)> = Vec::new();
    for (key, row) in weights.rows.iter().enumerate() {
        let (feelings, manners) = row.split_at(EMOTIONS.len());
        let moves = spread(feelings).max(spread(manners)) * seen[key].sqrt();
        if moves > 0.0 {
            order.push((-moves, key));
        }
    }
    order.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    weights.kept = vec![false; KEYS as usize];
    for &(_, key) in order.iter().take(count) {
        weights.kept[key] = true;
    }
    for (row, kept) in weights.rows.iter_mut().zip(&weights.kept) {
        if !kept {
            *row = [0.0; COLUMNS];
        }
    }
}

/// The value of one step of the whole numbers: the largest thousandth of all weights may be cut.
pub fn step(weights: &Weights) -> f32 {
    let mut sizes: Vec<f32> = weights.rows.iter().flatten().map(|w| w.abs()).collect();
    sizes.retain(|&size| size > 0.0);
    sizes.sort_by(f32::total_cmp);
    let top = sizes.get(sizes.len().saturating_sub(sizes.len() / 500 + 1));
    top.copied().unwrap_or(1.0) / LARGEST
}

/// Rounds all weights to whole steps.
pub fn round(weights: &mut Weights, step: f32) {
    for weight in weights.rows.iter_mut().flatten() {
        *weight = (*weight / step).round().clamp(-LARGEST, LARGEST) * step;
    }
}

/// The pack of a language, of weights that [`round`] has rounded.
pub fn pack(lang: &str, cues: &Value, weights: &Weights, step: f32, threshold: f32) -> Value {
    let mut keys = String::new();
    let mut columns = vec![String::new(); COLUMNS];
    let mut last = 0;
    for (key, row) in weights.rows.iter().enumerate() {
        if row.iter().all(|&weight| weight == 0.0) {
            continue;
        }
        push_gap(&mut keys, key - last);
        last = key;
        for (column, weight) in columns.iter_mut().zip(row) {
            column.push(sign(*weight / step));
        }
    }
    let short = |number: f32| (f64::from(number) * 10_000.0).round() / 10_000.0;
    let bias: Vec<f64> = weights.bias.iter().map(|&bias| short(bias)).collect();
    json!({
        "lang": lang,
        "mood": {
            "cues": cues,
            "threshold": short(threshold),
            "step": short(step),
            "bias": bias,
            "keys": keys,
            "weights": columns,
        }
    })
}

/// A whole number from -28 to 28 as a sign from `#` to `[`, 0 being `?`.
fn sign(steps: f32) -> char {
    #[allow(
        clippy::cast_possible_truncation,
        reason = "rounded and within -28..=28"
    )]
    let whole = steps.round() as i32;
    u32::try_from(63 + whole)
        .ok()
        .and_then(char::from_u32)
        .unwrap_or('?')
}

/// A gap in base 28, the highest digit first; digits that others follow are 28 higher.
fn push_gap(text: &mut String, gap: usize) {
    let mut digits = vec![gap % 28];
    let mut rest = gap / 28;
    while rest > 0 {
        digits.push(rest % 28 + 28);
        rest /= 28;
    }
    for digit in digits.into_iter().rev() {
        text.push(char::from(b'#' + u8::try_from(digit).unwrap_or(0)));
    }
}
