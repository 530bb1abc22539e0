//! A text as a sparse vector of length at most 1.

use super::math::{ln, real};
use super::vocabulary::Vocabulary;
use crate::text::{
    Block, Feature, Normal, Speller, TokenKind, features, normalise, sorted_by_key, tokens,
};

/// Pull of each [`Block`] beside the others (`Word`, `Piece`, `Ideograph`); 0 switches one off.
/// Pieces above words: 1.2 beat 0.6 by two points on CLINC150 held-out lines and 2.2 lost one.
const SHARE: [f32; 3] = [1.0, 1.2, 1.0];

/// Weight of each further word or ideograph in a run; 0..1. At 1, rare pairs drown the single
/// signs and few-shot Chinese loses five points; 0.5 was flat to either side.
const RUN: f32 = 0.5;

/// A Latin word says about as much as this many ideographs; only mixed text feels it.
const IDEOGRAPHS_A_WORD: f32 = 1.5;

/// A cell of a sparse vector: feature number and weight. Vectors are sorted by feature.
pub(super) type Cell = (u32, f32);

/// How rare each known feature is.
#[derive(Clone, Debug, Default)]
pub(super) struct Weights {
    vocabulary: Vocabulary,
    /// Per feature: texts that have it, while counting.
    seen: Vec<u32>,
    /// Per feature: its inverse document frequency, once [`Weights::settle`] has run.
    rarity: Vec<f32>,
    texts: usize,
    speller: Speller,
    unseen: f32,
}

/// A text's features, each once, with what weighing needs.
#[derive(Clone, Debug)]
pub(super) struct Counted {
    items: Vec<Item>,
    /// Tokens with spaces between (words, numbers), and without.
    words: f32,
    ideographs: f32,
}

#[derive(Clone, Copy, Debug)]
struct Item {
    id: u32,
    block: Block,
    length: u8,
    count: u16,
}

/// Features of a text, sorted by id, repeats counted.
pub(super) fn count(normal: &Normal) -> Counted {
    let item = |f: &Feature| Item {
        id: f.id,
        block: f.block,
        length: f.length,
        count: 1,
    };
    let items: Vec<Item> = features(normal).iter().map(item).collect();
    let mut items = sorted_by_key(&items, |item| item.id);
    items.dedup_by(|later, first| {
        let same = later.id == first.id;
        first.count = first.count.saturating_add(u16::from(same));
        same
    });
    let all = tokens(normal);
    let words = all
        .iter()
        .filter(|token| matches!(token.kind, TokenKind::Word | TokenKind::Number))
        .count();
    Counted {
        items,
        words: real(words),
        ideographs: real(all.len() - words),
    }
}

/// Everyday turns of phrase in both languages, ours: what is common everywhere is common here too,
/// even if the shop has three questions only. They count as texts seen, and belong to no class.
const EVERYDAY: &str = include_str!("../../data/everyday.txt");

impl Weights {
    /// Weights that know everyday language only.
    pub(super) fn everyday() -> Self {
        let mut weights = Self::default();
        for line in EVERYDAY.lines() {
            let _ = weights.see(&normalise(line));
        }
        weights
    }

    /// Takes a training text into account.
    pub(super) fn see(&mut self, normal: &Normal) -> Counted {
        let text = count(normal);
        self.speller.learn(normal);
        self.texts += 1;
        for item in &text.items {
            let feature = self.vocabulary.insert(item.id);
            match self.seen.get_mut(feature) {
                Some(seen) => *seen += 1,
                None => self.seen.push(1),
            }
        }
        text
    }

    /// Ends the counting: smoothed inverse document frequency, ln((1 + n) / (1 + seen)) + 1.
    pub(super) fn settle(&mut self) {
        let above = 1.0 + real(self.texts);
        let rarity = |seen: usize| ln(above / (1.0 + real(seen))) + 1.0;
        self.rarity = self
            .seen
            .iter()
            .map(|&seen| rarity(seen as usize))
            .collect();
        self.unseen = rarity(0);
        self.seen = Vec::new();
    }

    /// A question, with the slips of the keyboard mended.
    pub(super) fn read(&self, text: &str) -> Normal {
        self.speller.repair(normalise(text))
    }

    /// Number of known features.
    pub(super) fn len(&self) -> usize {
        self.vocabulary.len()
    }

    pub(super) fn bytes(&self) -> usize {
        self.vocabulary.bytes() + self.speller.bytes() + self.rarity.len() * size_of::<f32>()
    }

    pub(super) fn feature(&self, id: u32) -> Option<u32> {
        self.vocabulary
            .get(id)
            .and_then(|feature| u32::try_from(feature).ok())
    }

    /// The vector of a text. Unknown features have no cell but count in the length: the more of
    /// a question is foreign, the shorter its vector.
    pub(super) fn vector(&self, text: &Counted) -> Vec<Cell> {
        let mut squares = [0.0_f32; 3];
        let mut cells: Vec<(u32, f32, Block)> = Vec::with_capacity(text.items.len());
        for item in &text.items {
            let known = self.feature(item.id);
            let rarity = known
                .and_then(|feature| self.rarity.get(feature as usize))
                .unwrap_or(&self.unseen);
            let weight = rarity * item.shape() * (1.0 + ln(f32::from(item.count)));
            if let Some(square) = squares.get_mut(item.block as usize) {
                *square += weight * weight;
            }
            cells.extend(known.map(|feature| (feature, weight, item.block)));
        }
        let scale = text.scale(squares);
        let scaled = |(feature, weight, block): (u32, f32, Block)| {
            (feature, weight * scale.get(block as usize).unwrap_or(&0.0))
        };
        let cells: Vec<Cell> = cells.into_iter().map(scaled).collect();
        sorted_by_key(&cells, |cell| cell.0)
    }
}

impl Counted {
    /// The factor of each block that gives it its share and the whole the length 1.
    fn scale(&self, squares: [f32; 3]) -> [f32; 3] {
        let [word, piece, ideograph] = SHARE;
        let signs = self.ideographs / IDEOGRAPHS_A_WORD;
        let pull = [
            word * word * self.words,
            piece * piece * self.words,
            ideograph * ideograph * signs,
        ];
        let total: f32 = pull
            .iter()
            .zip(squares)
            .filter(|pair| pair.1 > 0.0)
            .map(|pair| pair.0)
            .sum();
        let mut scale = [0.0; 3];
        for ((factor, pull), square) in scale.iter_mut().zip(pull).zip(squares) {
            if square > 0.0 && total > 0.0 {
                *factor = (pull / (square * total)).sqrt();
            }
        }
        scale
    }
}

impl Item {
    /// Weight by length alone: short pieces of words are common ground of all words, but 4 and 5
    /// letters repeat what 3 said.
    fn shape(self) -> f32 {
        let length = f32::from(self.length);
        match self.block {
            Block::Piece => 1.3 - 0.1 * length,
            Block::Word | Block::Ideograph => (1..self.length).fold(1.0, |weight, _| weight * RUN),
        }
    }
}

/// Likeness of two vectors, 0..=1.
pub(super) fn dot(left: &[Cell], right: &[Cell]) -> f32 {
    let (mut left, mut right) = (left.iter().peekable(), right.iter().peekable());
    let mut sum = 0.0;
    while let (Some(a), Some(b)) = (left.peek(), right.peek()) {
        match a.0.cmp(&b.0) {
            std::cmp::Ordering::Less => drop(left.next()),
            std::cmp::Ordering::Greater => drop(right.next()),
            std::cmp::Ordering::Equal => {
                sum += a.1 * b.1;
                left.next();
                right.next();
            }
        }
    }
    sum
}
