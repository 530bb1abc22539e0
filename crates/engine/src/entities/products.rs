//! Products by what shoppers call them: whole names, parts that point to one product, slips.

use super::name::Name;
use super::sign::{Sign, c, letters, signs};
use super::slip::is_near;
use super::unit::{Part, Unit, compact, hash, key, stem, units};
use super::words::Words;
use super::{Hit, Kind};
use crate::catalog::Product;
use crate::text::{Tables, sort, tag, untag};

/// Unknown words of a text that are tried as slips.
const SLIPS: usize = 20;
/// Units of a name that are compared.
const LONGEST: usize = 60;

#[derive(Clone, Debug)]
pub(super) struct Known {
    sku: String,
    /// Its first title.
    pub title: u32,
    /// Colours and size, by which products of one name are told apart.
    pub looks: Vec<u32>,
}

/// Names of all products.
#[derive(Clone, Debug, Default)]
pub(super) struct Index {
    pub(super) products: Vec<Known>,
    pub(super) names: Vec<Name>,
    /// Names by each unit (of ideographs by each pair) that they hold.
    rows: Vec<u64>,
    /// Words of Latin letters, for slips.
    vocabulary: Vec<String>,
}

/// A product that is named, and one past the last unit of its name.
pub(super) struct Named {
    pub product: usize,
    pub start: usize,
    pub end: usize,
}

impl Index {
    #[inline(never)]
    pub fn new(products: &[Product], words: &Words, tables: &Tables) -> Index {
        let mut index = Index::default();
        for (at, product) in products.iter().enumerate() {
            index.add(at, product, words, tables);
        }
        for (at, name) in index.names.iter().enumerate() {
            for place in 0..name.own {
                if let Some(key) = key(&name.units, place, name.own) {
                    index.rows.push(tag(key, at));
                }
            }
        }
        sort(&mut index.rows);
        index
    }

    fn add(&mut self, at: usize, product: &Product, words: &Words, tables: &Tables) {
        let mut looks = Vec::new();
        for colour in product.color.all() {
            looks.push(look(colour, tables));
        }
        looks.push(look(&product.size, tables));
        let sku = product.sku.as_str();
        self.products.push(Known {
            sku: sku.to_owned(),
            title: hash(product.title.first()),
            looks,
        });
        let number = signs(sku, tables);
        if let Some(code) = compact(&number) {
            self.name(at, vec![code], &[], true);
        }
        let brand = units(&signs(&product.brand, tables), words);
        for title in product.title.all() {
            self.title(at, &signs(title, tables), words, &brand, false);
        }
        for path in product.product_type.all() {
            let from = path.bytes().rposition(|b| b == b'>').map_or(0, |at| at + 1);
            let leaf = signs(path.get(from..).unwrap_or_default(), tables);
            self.title(at, &leaf, words, &[], true);
        }
    }

    #[inline(never)]
    fn title(&mut self, at: usize, signs: &[Sign], words: &Words, brand: &[Unit], whole: bool) {
        let units = units(signs, words);
        for unit in &units {
            if unit.kind == Part::Word && unit.end > unit.start + 3 {
                self.vocabulary.push(letters(signs, unit.start, unit.end));
            }
        }
        self.name(at, units, brand, whole);
    }

    #[inline(never)]
    fn name(&mut self, product: usize, mut units: Vec<Unit>, brand: &[Unit], whole: bool) {
        units.truncate(LONGEST);
        let own = units.len();
        units.extend_from_slice(brand.get(..4).unwrap_or(brand));
        if own > 0 {
            self.names.push(Name {
                product,
                units,
                own,
                whole,
            });
        }
    }

    /// The names that hold a key.
    #[inline(never)]
    pub fn rows(&self, key: u32) -> &[u64] {
        let from = self.rows.partition_point(|row| *row < tag(key, 0));
        let to = self
            .rows
            .partition_point(|row| *row <= tag(key, usize::MAX));
        self.rows.get(from..to).unwrap_or_default()
    }

    /// The product of which these signs are the number.
    #[inline(never)]
    pub fn numbered(&self, signs: &[Sign], from: usize, to: usize) -> Option<usize> {
        let code = compact(signs.get(from..to)?)?;
        for row in self.rows(code.id) {
            let name = self.names.get(untag(*row))?;
            if name.whole && name.own == 1 && !c(signs, to).is_ascii_alphanumeric() {
                return Some(name.product);
            }
        }
        None
    }

    /// The products named in a text, outside of the codes, and the codes.
    #[inline(never)]
    pub fn mentions<'a>(
        &'a self,
        signs: &[Sign],
        words: &Words,
        codes: &[Hit<'a>],
    ) -> Vec<Hit<'a>> {
        let mut hits: Vec<Hit<'a>> = Vec::new();
        let mut units = units(signs, words);
        self.repair(&mut units, signs, words);
        let mut codes = codes;
        let mut at = 0;
        while let Some(unit) = units.get(at) {
            at += 1;
            while let [code, rest @ ..] = codes
                && code.end <= unit.start
            {
                hits.push(*code);
                codes = rest;
            }
            let limit = codes.first().map_or(usize::MAX, |code| code.start);
            if limit <= unit.start {
                continue;
            }
            let named = self.coded(&units, at - 1, signs);
            let Some(named) = named.or_else(|| self.named(&units, at - 1, signs, words)) else {
                continue;
            };
            // "socks x2" counts socks.
            let small = unit.kind == Part::Model && !unit.upper && c(signs, unit.start) == 'x';
            let end = units.get(named.end - 1).map_or(unit.end, |unit| unit.end);
            let free = hits.last().is_none_or(|last| last.end <= named.start);
            if (small && named.end == at && at > 1) || end > limit || !free {
                continue;
            }
            if let Some(known) = self.products.get(named.product) {
                hits.push(Hit {
                    kind: Kind::Product,
                    start: named.start,
                    end,
                    number: 0,
                    key: &known.sku,
                });
            }
            at = named.end;
        }
        hits.extend_from_slice(codes);
        hits
    }

    /// A product by its number, which may be typed in pieces: HS-1001, hs 1001.
    #[inline(never)]
    fn coded(&self, units: &[Unit], at: usize, signs: &[Sign]) -> Option<Named> {
        let start = units.get(at)?.start;
        let mut end = (at + 4).min(units.len());
        while let Some(last) = units.get(at..end)?.last() {
            if let Some(product) = self.numbered(signs, start, last.end) {
                return Some(Named {
                    product,
                    start,
                    end,
                });
            }
            end -= 1;
        }
        None
    }

    /// Unknown words that are a slip away from a product's become that word.
    #[inline(never)]
    fn repair(&self, units: &mut [Unit], signs: &[Sign], words: &Words) {
        let mut tried = 0;
        for unit in units.iter_mut() {
            if unit.kind != Part::Word || unit.end - unit.start < 4 || tried == SLIPS {
                continue;
            }
            let word = words.at(signs, unit.start).map_or(0, |word| word.len);
            if !self.rows(unit.id).is_empty() || unit.start + word >= unit.end {
                continue;
            }
            tried += 1;
            let typed = letters(signs, unit.start, unit.end);
            let typed = typed.as_bytes();
            let mut best = 3;
            for word in &self.vocabulary {
                let letters = word.as_bytes();
                let most = if word.len() >= 8 { 2 } else { 1 };
                if word.len().abs_diff(typed.len()) > most || letters.first() != typed.first() {
                    continue;
                }
                let mut away = 1;
                while away <= most && away < best {
                    if is_near(typed, letters, away) {
                        best = away;
                        unit.id = hash(stem(word));
                        unit.slip = true;
                    }
                    away += 1;
                }
            }
        }
    }
}

/// A colour's name or a size in folded form, as one mark.
#[inline(never)]
fn look(text: &str, tables: &Tables) -> u32 {
    let text = signs(text, tables);
    hash(&letters(&text, 0, text.len()))
}
