//! What the words of a text say, beyond their letters: stems, near words, numbers, edges.
//!
//! [`each_sign`] is what intents are learnt from; [`each_feature`](super::each_feature) is the
//! plain text, for whoever wants that.

use super::features::{Feature, Hash, feature, pieces, runs};
use super::tokens::{Token, TokenKind, tokens};
use super::{Block, Normal, Tables, tag, untag};

/// Lengths that say of a feature that it is no run of words; see [`Feature::length`].
pub(crate) const KIN: usize = 7;
pub(crate) const NUMBER: usize = 8;
pub(crate) const EDGE: usize = 9;

/// Longest word of a script without spaces that has kin, in ideographs.
const LONGEST: usize = 4;

/// Chinese digits and what counts by tens.
const NUMERALS: &str = "一二三四五六七八九十百千万零两";

/// All that a text says: words by their stems, one and two in a row; letter pieces; ideographs,
/// one to three in a row; and for each word its groups of near words, for numbers how long they
/// are, for ideographs whether the text starts or ends there.
pub(crate) fn each_sign(normal: &Normal, tables: &Tables, out: &mut dyn FnMut(Feature)) {
    let tokens = tokens(normal);
    for at in 0..tokens.len() {
        let rest = tokens.get(at..).unwrap_or(&[]);
        let Some(token) = rest.first() else { return };
        if token.is_word() {
            word(rest, tables, out);
            pieces(token, out);
        } else {
            runs(rest, out);
            ideograph(rest, at == 0, tables, out);
        }
    }
}

/// The id of a word as [`each_sign`] tells it.
pub(crate) fn stem_id(word: &str) -> u32 {
    id(Block::Word, &[stem(word)])
}

fn word(rest: &[Token<'_>], tables: &Tables, out: &mut dyn FnMut(Feature)) {
    let mut hash = Hash::new(Block::Word);
    for (length, token) in (1..=2).zip(rest) {
        if !token.is_word() {
            break;
        }
        hash.word(stem(token.text));
        let (start, end) = (rest.first().map_or(0, |first| first.start), token.end);
        let mut say = |hash: &Hash, length| out(feature(hash, Block::Word, length, start, end));
        say(&hash, length);
        if length > 1 {
            break;
        }
        for group in tables.kin(hash.finish()) {
            say(&kin(Block::Word, group), KIN);
        }
        if token.kind == TokenKind::Number {
            let mut digits = Hash::new(Block::Word);
            digits.add('#');
            say(&digits, NUMBER);
            // A year, a price and a telephone number differ in length.
            digits.add(char::from(token.text.len().min(255) as u8));
            say(&digits, NUMBER);
        }
    }
}

fn ideograph(rest: &[Token<'_>], is_first: bool, tables: &Tables, out: &mut dyn FnMut(Feature)) {
    let mut hash = Hash::new(Block::Ideograph);
    for (length, token) in (1..=LONGEST).zip(rest) {
        if token.is_word() {
            break;
        }
        hash.word(token.text);
        let (start, end) = (rest.first().map_or(0, |first| first.start), token.end);
        let mut say =
            |hash: &Hash, length| out(feature(hash, Block::Ideograph, length, start, end));
        for group in tables.kin(hash.finish()) {
            say(&kin(Block::Ideograph, group), KIN);
        }
        let mut edge = |sign| {
            let mut hash = hash.clone();
            hash.add(sign);
            say(&hash, EDGE);
        };
        if is_first && length <= 2 {
            edge('^');
        }
        if length == 1 && rest.len() == 1 {
            edge('$');
        }
        if length == 1 && NUMERALS.contains(token.text) {
            let mut digits = Hash::new(Block::Ideograph);
            digits.add('#');
            say(&digits, NUMBER);
        }
    }
}

/// Endings that do not change what a word is about, longest first where one ends in another.
const ENDINGS: [&str; 10] = [
    "ings", "ing", "ed", "es", "ments", "ment", "tions", "tion", "ly", "s",
];

/// An English word without its ending: not a word, but the same for `refund`, `refunds`,
/// `refunded` and `refunding`. Other languages lose little: theirs is cut alike wherever it stands.
pub(crate) fn stem(word: &str) -> &str {
    if !word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return word;
    }
    let mut stem = word;
    for ending in ENDINGS {
        if let Some(rest) = word.strip_suffix(ending)
            && rest.len() >= 3
            && !(ending == "s" && rest.ends_with('s'))
        {
            stem = rest;
            break;
        }
    }
    while stem.len() > 3
        && let Some(rest) = stem.strip_suffix(['e', 'i', 'y'])
    {
        stem = rest;
    }
    match stem.as_bytes() {
        [_, .., before, last] if stem.len() > 3 && before == last => {
            stem.get(..stem.len() - 1).unwrap_or(stem)
        }
        _ => stem,
    }
}

fn id(block: Block, words: &[&str]) -> u32 {
    let mut hash = Hash::new(block);
    for word in words {
        hash.word(word);
    }
    hash.finish()
}

/// The feature of a group of near words.
fn kin(block: Block, group: usize) -> Hash {
    let mut hash = Hash::new(block);
    hash.add('=');
    hash.add(char::from_u32(group as u32 & 0x7fff).unwrap_or('='));
    hash
}

impl Tables {
    /// Whether a word, by its [`stem_id`], is among the near words.
    pub(crate) fn has_kin(&self, id: u32) -> bool {
        self.kin(id).next().is_some()
    }

    /// The groups of near words that a word, by its id, belongs to.
    fn kin(&self, id: u32) -> impl Iterator<Item = usize> {
        let from = self.kin.partition_point(|&pair| pair < tag(id, 0));
        let rest = self.kin.get(from..).unwrap_or(&[]).iter();
        rest.take_while(move |&&pair| pair >> 32 == u64::from(id))
            .map(|&pair| untag(pair))
    }
}

/// Adds a line of near words, already normal, as a group; leaves the order to the caller.
pub(super) fn learn_kin(line: &Normal, group: usize, into: &mut Vec<u64>) {
    let tokens = tokens(line);
    let mut left = tokens.as_slice();
    while let Some(first) = left.first() {
        if first.is_word() {
            into.push(tag(stem_id(first.text), group));
            left = left.get(1..).unwrap_or(&[]);
            continue;
        }
        // Ideographs up to the next gap are one word.
        let mut hash = Hash::new(Block::Ideograph);
        let mut end = first.start;
        while let Some(next) = left
            .first()
            .filter(|next| !next.is_word() && next.start == end)
        {
            hash.word(next.text);
            end = next.end;
            left = left.get(1..).unwrap_or(&[]);
        }
        into.push(tag(hash.finish(), group));
    }
}
