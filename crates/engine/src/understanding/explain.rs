//! Which pieces of a text carried a decision.

use super::classify::Classifier;
use super::weigh::count;
use crate::text::{Token, TokenKind, each_sign, falling, sorted_by_key, tokens};

/// Pieces returned at most.
const PIECES: usize = 5;

/// A piece of the original text and how much it speaks for a label.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Evidence {
    /// First byte in the original text.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// Its part of the label's score; above 0.
    pub weight: f32,
}

/// Words, and runs of ideographs, by their part of the score of `class`.
pub(super) fn explain(model: &Classifier, text: &str, class: usize) -> Vec<Evidence> {
    let normal = model.weights.read(text);
    let mut signs = vec![0.0_f32; normal.origins.len()];
    let vector = model.weights.vector(&count(&normal, model.tables()));
    each_sign(&normal, model.tables(), &mut |feature| {
        let part = model.weights.feature(feature.id).map_or(0.0, |id| {
            let cell = vector.iter().find(|cell| cell.0 == id);
            let links = model.links.of(id);
            let link = links.iter().find(|link| link.class as usize == class);
            cell.zip(link)
                .map_or(0.0, |(cell, link)| cell.1 * link.weight)
        });
        let span = signs
            .get_mut(feature.start as usize..feature.end as usize)
            .unwrap_or(&mut []);
        let length = super::math::real(span.len().max(1));
        span.iter_mut().for_each(|sign| *sign += part / length);
    });
    let mut pieces: Vec<(usize, usize, f32)> = Vec::new();
    for token in tokens(&normal) {
        join(
            &mut pieces,
            token,
            signs
                .get(token.start..token.end)
                .unwrap_or(&[])
                .iter()
                .sum(),
        );
    }
    let mut pieces = sorted_by_key(&pieces, |piece| falling(piece.2));
    pieces.truncate(PIECES);
    let evidence = |(from, to, weight): (usize, usize, f32)| {
        let (start, end) = normal.origin(from, to);
        Evidence { start, end, weight }
    };
    pieces.into_iter().map(evidence).collect()
}

/// Adds a token that speaks for the class; ideographs in a row become one piece.
fn join(pieces: &mut Vec<(usize, usize, f32)>, token: Token<'_>, weight: f32) {
    if weight <= 0.0 {
        return;
    }
    match pieces.last_mut() {
        Some(last) if token.kind == TokenKind::Ideograph && last.1 == token.start => {
            last.1 = token.end;
            last.2 += weight;
        }
        _ => pieces.push((token.start, token.end, weight)),
    }
}
