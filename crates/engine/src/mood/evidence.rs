//! A text as weighted keys: what the model adds up, and what the trainer learns from.

use super::cues::{Cues, Found, Kind};
use super::signs::{Counts, Sign, signs};
use crate::text::{Block, MAX_CHARS, Normal, each_feature, tokens};

/// Keys are below this; 2^20 keep strangers from meeting a known key (1 in 100 or less).
pub const KEYS: u32 = 1 << 20;

/// Words that a negation reaches. 3: "not at all happy", 没那么生气.
const REACH: usize = 3;

/// A turned word still speaks, against itself, at this share.
const TURNED: f32 = -0.3;

/// What was said before the last `but` weighs this much.
const BEFORE_BUT: f32 = 0.5;

/// Letter pieces of a word weigh this much beside the word; they overlap.
const PIECE: f32 = 0.4;

/// Marks the key of a turned word; any constant with many ones.
const TURN: u32 = 0x9e37_79b9;

/// All evidence of a text and its normal form: keys below [`KEYS`] and their weights, repeats included. The weights of
/// words fall with the root of their number, so that long texts are not louder than short ones.
#[must_use]
pub fn evidence(text: &str, normal: &Normal, cues: &Cues) -> Vec<(u32, f32)> {
    let found = cues.find(normal);
    let turned = turned(normal, &found);
    let is_turned = |at: usize| turned.get(at) == Some(&true);
    let turn = found.iter().filter(|cue| cue.kind == Kind::But);
    let last_but = turn.map(|cue| cue.start).max().unwrap_or(0);
    let mut all = Vec::new();
    let mut mass = 0.0;
    each_feature(normal, &mut |feature| {
        let start = feature.start as usize;
        let mut weight = if feature.block == Block::Piece {
            PIECE
        } else {
            1.0
        };
        mass += weight * weight;
        if start < last_but {
            weight *= BEFORE_BUT;
        }
        if is_turned(start) {
            put(&mut all, feature.id, weight * TURNED);
            put(&mut all, feature.id ^ TURN, weight);
        } else {
            put(&mut all, feature.id, weight);
        }
    });
    let scale = 2.0 / f32::sqrt(mass + 4.0);
    for (_, weight) in &mut all {
        *weight *= scale;
    }
    let mut add = |sign: Sign, step: u32| put(&mut all, key(sign as u32 * 8 + step), 0.5);
    let counts = signs(text, &mut add);
    relations(normal, text, &found, &is_turned, counts, &mut add);
    add(Sign::Length, length(tokens(normal).len()));
    for c in text.chars().take(MAX_CHARS) {
        if cues.particles.chars().any(|sign| sign == c) {
            put(&mut all, key(u32::from(c)), 0.5);
        }
    }
    all
}

/// Of each character whether a negation reaches it.
fn turned(normal: &Normal, found: &[Found]) -> Vec<bool> {
    let mut turned = Vec::new();
    turned.resize(normal.origins.len(), false);
    let tokens = tokens(normal);
    for cue in found.iter().filter(|cue| cue.kind == Kind::Not) {
        let next = tokens.partition_point(|token| token.start < cue.end);
        for token in tokens.iter().skip(next).take(REACH) {
            for place in turned
                .iter_mut()
                .take(token.end)
                .skip(cue.end.max(token.start))
            {
                *place = true;
            }
        }
    }
    turned
}

/// What cues and signs say together.
fn relations(
    normal: &Normal,
    text: &str,
    found: &[Found],
    is_turned: &dyn Fn(usize) -> bool,
    counts: Counts,
    add: &mut dyn FnMut(Sign, u32),
) {
    let (mut praised, mut trouble, mut after) = (false, false, false);
    for cue in found {
        let turned = is_turned(cue.start);
        match cue.kind {
            Kind::Praise if turned => add(Sign::NotPraise, 0),
            Kind::Praise => {
                praised = true;
                let (from, to) = normal.origin(cue.start, cue.end);
                let before = text.get(..from).and_then(|t| t.chars().next_back());
                let behind = text.get(to..).and_then(|t| t.chars().next());
                if before.is_some_and(is_quote) && behind.is_some_and(is_quote) {
                    add(Sign::QuotedPraise, 0);
                }
            }
            Kind::Trouble if !turned => {
                trouble = true;
                after |= praised;
            }
            _ => {}
        }
    }
    let mut when = |holds: bool, sign: Sign| {
        if holds {
            add(sign, 0);
        }
    };
    let loud = counts.exclaims > 1 || counts.asks > 1;
    when(trouble, Sign::Trouble);
    when(trouble && loud, Sign::LoudTrouble);
    when(after, Sign::PraiseThenTrouble);
    when(praised && counts.dots, Sign::TrailingPraise);
    when(trouble && counts.smiles, Sign::SmilingTrouble);
}

fn is_quote(c: char) -> bool {
    matches!(
        c,
        '"' | '“' | '”' | '「' | '」' | '『' | '』' | '\'' | '‘' | '’'
    )
}

/// Number of words in steps that double.
fn length(words: usize) -> u32 {
    (usize::BITS - words.leading_zeros()).min(6)
}

/// The hash of a sign.
fn key(number: u32) -> u32 {
    let mixed = (number ^ 0x5bd1_e995).wrapping_mul(0x85eb_ca6b);
    (mixed ^ (mixed >> 15)).wrapping_mul(0xc2b2_ae35)
}

/// Adds the key of a hash, which is its highest bits: they mix best. One copy of this code for all.
#[inline(never)]
fn put(all: &mut Vec<(u32, f32)>, hash: u32, weight: f32) {
    all.push((hash / (u32::MAX / KEYS + 1), weight));
}
