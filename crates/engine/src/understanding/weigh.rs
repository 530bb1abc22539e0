//! A text as a sparse vector of length at most 1.

use std::ops::Deref;
use std::rc::Rc;

use super::math::{at_most_u32, ln, real};
use super::table::WordTable;
use super::vocabulary::Vocabulary;
use crate::text::{
    Block, EDGE, KIN, NUMBER, Normal, Speller, Tables, each_sign, normalise, sort, tag, untag,
};

/// Weight of each further word or ideograph in a run; 0..1. At 1, rare pairs drown the single
/// signs and few-shot Chinese loses five points; 0.5 was flat to either side.
const RUN: f32 = 0.5;

/// A Latin word says about as much as this many ideographs; only mixed text feels it.
const IDEOGRAPHS_A_WORD: f32 = 1.5;

/// A cell of a sparse vector: feature number and weight. A vector has each feature once.
pub(super) type Cell = (u32, f32);

/// How rare each known feature is.
#[derive(Clone, Debug, Default)]
pub(super) struct Weights {
    vocabulary: Vocabulary,
    /// Per feature: texts that have it, while counting; its inverse document frequency, once
    /// [`Weights::settle`] has run.
    rarity: Vec<f32>,
    texts: usize,
    speller: Speller,
    unseen: f32,
    /// How texts are read.
    pub(super) tables: Rc<Tables>,
    pub(super) table: Option<Rc<WordTable>>,
}

/// What a text is made of.
#[derive(Clone, Debug, Default)]
pub(crate) struct Counted {
    /// Its features as tags (id, then family and length), sorted, repeats kept.
    tags: Vec<u64>,
    /// Where its words point in the table of words; empty without a table.
    sense: Vec<f32>,
}

impl Deref for Counted {
    type Target = [u64];

    fn deref(&self) -> &[u64] {
        &self.tags
    }
}

/// Features of a text, sorted by id.
pub(crate) fn count(normal: &Normal, tables: &Tables) -> Counted {
    let mut tags = Vec::new();
    each_sign(normal, tables, &mut |feature| {
        let shape = feature.block as usize * 16 + feature.length;
        tags.push(tag(feature.id, shape));
    });
    sort(&mut tags);
    Counted {
        tags,
        sense: Vec::new(),
    }
}

/// Family, as the place of a [`Block`], and length of a counted feature.
pub(crate) fn shape(tag: u64) -> (usize, usize) {
    let shape = untag(tag);
    (shape / 16, shape % 16)
}

/// The id of a counted feature.
pub(crate) fn id(tag: u64) -> u32 {
    at_most_u32((tag >> 32) as usize)
}

impl Weights {
    /// Weights that know everyday language only: what is common everywhere is common here too, even
    /// if the shop has three questions only. Its turns of phrase count as texts seen, and belong to
    /// no class.
    pub(super) fn everyday(tables: Rc<Tables>) -> Self {
        let mut weights = Self {
            tables: tables.clone(),
            ..Self::default()
        };
        for line in tables.everyday() {
            weights.see(&normalise(line, &tables));
        }
        for line in tables.near() {
            weights.learn_words(&normalise(line, &tables));
        }
        weights
    }

    /// Takes the words of a text into account for repair only.
    fn learn_words(&mut self, normal: &Normal) {
        let (vocabulary, rarity) = (&mut self.vocabulary, &mut self.rarity);
        self.speller.learn(normal, &mut |id| {
            let fresh = vocabulary.insert(id) >= rarity.len();
            if fresh {
                rarity.push(0.0);
            }
            fresh
        });
    }

    /// Takes a training text into account.
    #[inline(never)]
    pub(super) fn see(&mut self, normal: &Normal) -> Counted {
        let tags = self.count(normal);
        self.learn_words(normal);
        self.texts += 1;
        let mut last = None;
        for &tag in &*tags {
            if last == Some(tag) {
                continue;
            }
            last = Some(tag);
            let feature = self.vocabulary.insert(id(tag));
            match self.rarity.get_mut(feature) {
                Some(seen) => *seen += 1.0,
                None => self.rarity.push(1.0),
            }
        }
        tags
    }

    /// Ends the counting: smoothed inverse document frequency, ln((1 + n) / (1 + seen)) + 1.
    pub(super) fn settle(&mut self) {
        self.rarity.push(0.0);
        let above = 1.0 + real(self.texts);
        for rarity in &mut self.rarity {
            *rarity = ln(above / (1.0 + *rarity)) + 1.0;
        }
        self.unseen = self.rarity.pop().unwrap_or(0.0);
    }

    /// A question, with the slips of the keyboard mended.
    pub(super) fn read(&self, text: &str) -> Normal {
        let table = self.table.as_ref();
        let known = |id| {
            self.vocabulary.get(id).is_some()
                || self.tables.has_kin(id)
                || table.is_some_and(|table| table.knows(id))
        };
        self.speller.repair(normalise(text, &self.tables), &known)
    }

    /// The features of a text and the sense of its words.
    pub(super) fn count(&self, normal: &Normal) -> Counted {
        let mut counted = count(normal, &self.tables);
        if let Some(table) = &self.table {
            counted.sense = table.vector(normal).unwrap_or_default();
        }
        counted
    }

    /// The first cell of the sense of the words; all features come before it.
    pub(super) fn first_sense(&self) -> usize {
        self.rarity.len()
    }

    /// Number of cells that vectors can have.
    pub(super) fn len(&self) -> usize {
        let table = self.table.as_ref();
        self.rarity.len() + table.map_or(0, |table| table.dimensions())
    }

    pub(super) fn bytes(&self) -> usize {
        self.vocabulary.bytes() + self.speller.bytes() + size_of_val(self.rarity.as_slice())
    }

    pub(super) fn feature(&self, id: u32) -> Option<u32> {
        self.vocabulary.get(id)
    }

    /// The vector of a text. Unknown features have no cell but count in the length: the more of
    /// a question is foreign, the shorter its vector.
    #[inline(never)]
    pub(super) fn vector(&self, tags: &Counted) -> Vec<Cell> {
        let mut squares = [0.0_f32; 3];
        let mut tokens = [0.0_f32; 3];
        let mut cells = Vec::new();
        let mut left = &**tags;
        while let Some(&tag) = left.first() {
            let mut repeats = 0.0;
            while left.first() == Some(&tag) {
                left = left.get(1..).unwrap_or(&[]);
                repeats += 1.0;
            }
            let (block, length) = shape(tag);
            let feature = self.vocabulary.get(id(tag));
            let rarity = feature.and_then(|feature| self.rarity.get(feature as usize));
            let pull = pull(block, length) * (1.0 + ln(repeats));
            let weight = rarity.unwrap_or(&self.unseen) * pull;
            if let (Some(square), Some(tokens)) = (squares.get_mut(block), tokens.get_mut(block)) {
                *square += weight * weight;
                if length == 1 {
                    *tokens += repeats;
                }
            }
            // The block is needed once more below.
            if let Some(feature) = feature {
                cells.push((feature << 2 | block as u32, weight));
            }
        }
        let scale = scale(tokens, squares);
        for cell in &mut cells {
            cell.1 *= scale.get(cell.0 as usize & 3).unwrap_or(&0.0);
            cell.0 >>= 2;
        }
        if let Some(table) = &self.table {
            add_sense(&mut cells, &tags.sense, self.first_sense(), table.share());
        }
        cells
    }
}

/// Puts the sense of the words beside the features, which make room for its share of the squared
/// length.
fn add_sense(cells: &mut Vec<Cell>, sense: &[f32], first: usize, share: f32) {
    if sense.is_empty() {
        return;
    }
    let room = (1.0 - share).sqrt();
    for cell in &mut *cells {
        cell.1 *= room;
    }
    for (at, part) in (first..).zip(sense) {
        cells.push((at_most_u32(at), part * share.sqrt()));
    }
}

/// The factor of each block that gives it its share and the whole the length 1.
///
/// Words and their pieces share alike: 0.9 to 1.4 of pieces made no difference on held-out rows.
fn scale([words, _, signs]: [f32; 3], [word, piece, sign]: [f32; 3]) -> [f32; 3] {
    let signs = signs / IDEOGRAPHS_A_WORD;
    // Every word has pieces and every token a weight, so a block with a share has a square.
    let total = words + words + signs;
    let factor = |share: f32, square: f32| (share / (square * total)).sqrt();
    [
        factor(words, word),
        factor(words, piece),
        factor(signs, sign),
    ]
}

/// Weight by length alone.
fn pull(block: usize, length: usize) -> f32 {
    let is_word = block == Block::Word as usize;
    match length {
        KIN if is_word => 1.2,
        KIN => 0.8,
        NUMBER | EDGE => 0.5,
        2 if block != Block::Piece as usize => RUN,
        3 if block == Block::Ideograph as usize => RUN * RUN,
        _ => 1.0,
    }
}
