//! Products by what shoppers call them: whole names, parts that point to one product, slips.

use super::name::Name;
use super::sign::{Sign, letters, signs, word_end};
use super::slip::is_near;
use super::unit::{Part, Unit, compact, has, hash, is_compound, key, stem, units};
use super::words::Words;
use super::{Hit, Kind};
use crate::catalog::Product;
use crate::text::{Tables, sort, tag, untag};

/// Names that share a beginning and are compared; beyond that a word points to no one product.
const CROWD: usize = 256;
/// Unknown words of a text that are tried as slips.
const SLIPS: usize = 20;
/// Units of a name that are compared.
const LONGEST: usize = 60;

#[derive(Clone, Debug)]
struct Known {
    sku: String,
    /// Folded number without marks.
    compact: u32,
    /// Its first title.
    title: u32,
    /// Colours and size, by which products of one name are told apart.
    looks: Vec<u32>,
}

/// Names of all products.
#[derive(Clone, Debug, Default)]
pub(super) struct Index {
    products: Vec<Known>,
    names: Vec<Name>,
    /// Names by each unit (of ideographs by each pair) that they hold.
    rows: Vec<u64>,
    /// Words of Latin letters, for slips.
    vocabulary: Vec<String>,
    /// Their marks, sorted.
    ids: Vec<u64>,
    /// Products by compact number.
    numbers: Vec<u64>,
}

impl Index {
    #[inline(never)]
    pub fn new(products: &[Product], words: &Words, tables: &Tables) -> Index {
        let mut index = Index::default();
        for (at, product) in products.iter().enumerate() {
            index.add(at, product, words, tables);
        }
        sort(&mut index.numbers);
        for (at, name) in index.names.iter().enumerate() {
            for place in 0..name.own {
                let key = key(&name.units, place, name.own);
                index.rows.extend(key.map(|key| tag(key, at)));
            }
        }
        sort(&mut index.rows);
        index
    }

    #[inline(never)]
    fn add(&mut self, at: usize, product: &Product, words: &Words, tables: &Tables) {
        let mut looks = Vec::new();
        for look in product.color.all().chain([product.size.as_str()]) {
            let look = signs(look, tables);
            looks.push(hash(&letters(&look, 0, look.len())));
        }
        let number = signs(product.sku.as_str(), tables);
        let compact = compact(&number);
        if let Some(compact) = compact {
            self.numbers.push(tag(compact, at));
        }
        self.products.push(Known {
            sku: product.sku.as_str().to_owned(),
            compact: compact.unwrap_or(0),
            title: hash(product.title.first()),
            looks,
        });
        let brand = signs(&product.brand, tables);
        let brand = units(&brand, words);
        for title in product.title.all() {
            let signs = signs(title, tables);
            self.learn(&signs);
            self.name(at, units(&signs, words), &brand, false);
        }
        for path in product.product_type.all() {
            let from = path.bytes().rposition(|b| b == b'>').map_or(0, |at| at + 1);
            let leaf = path.get(from..).unwrap_or_default();
            let signs = signs(leaf, tables);
            self.learn(&signs);
            self.name(at, units(&signs, words), &[], true);
        }
    }

    fn name(&mut self, product: usize, mut units: Vec<Unit>, brand: &[Unit], whole: bool) {
        units.truncate(LONGEST);
        let own = units.len();
        units.extend(brand.iter().take(4));
        let known = self.names.iter().rev().take(8).any(|name| {
            name.product == product
                && name.own == own
                && name.units.iter().zip(&units).all(|(a, b)| a.id == b.id)
        });
        if own > 0 && !known {
            self.names.push(Name {
                product,
                units,
                own,
                whole,
            });
        }
    }

    /// Takes in the words of Latin letters.
    fn learn(&mut self, signs: &[Sign]) {
        let mut at = 0;
        while at < signs.len() {
            let end = word_end(signs, at);
            let word = letters(signs, at, end);
            let id = hash(stem(&word));
            let place = self.ids.partition_point(|known| *known < tag(id, 0));
            let known = self
                .ids
                .get(place)
                .is_some_and(|known| known >> 32 == u64::from(id));
            if word.len() > 3 && word.bytes().all(|b| b.is_ascii_lowercase()) && !known {
                self.ids.insert(place, tag(id, self.vocabulary.len()));
                self.vocabulary.push(word);
            }
            at = end.max(at + 1);
        }
    }

    /// Whether these signs are the number of a product.
    #[inline(never)]
    pub fn has_number(&self, signs: &[Sign], from: usize, to: usize) -> bool {
        let code = signs.get(from..to).unwrap_or_default();
        self.numbered(code).is_some()
    }

    #[inline(never)]
    fn numbered(&self, code: &[Sign]) -> Option<usize> {
        let compact = compact(code)?;
        let at = self.numbers.partition_point(|row| *row < tag(compact, 0));
        let row = self
            .numbers
            .get(at)
            .filter(|row| **row >> 32 == u64::from(compact))?;
        let product = untag(*row);
        (self.products.get(product)?.compact == compact).then_some(product)
    }

    /// The products named in a text, outside of the codes.
    #[inline(never)]
    pub fn mentions(&self, signs: &[Sign], words: &Words, codes: &[Hit]) -> Vec<Hit> {
        let mut hits = Vec::new();
        if self.names.is_empty() {
            return hits;
        }
        let mut units = units(signs, words);
        let slips = self.repair(&mut units, signs, words);
        let mut codes = codes;
        let mut at = 0;
        while let Some(unit) = units.get(at) {
            while let [code, rest @ ..] = codes
                && code.end <= unit.start
            {
                codes = rest;
            }
            if codes.first().is_some_and(|code| code.start <= unit.start) {
                at += 1;
                continue;
            }
            let found = self
                .number_at(signs, &units, at)
                .or_else(|| self.named(&units, at, &slips, signs, words));
            // "socks x2" counts socks.
            let small = signs
                .get(unit.start)
                .is_some_and(|sign| sign.c == 'x' && !sign.is_upper);
            let goods = at
                .checked_sub(1)
                .and_then(|before| units.get(before))
                .is_some_and(|before| {
                    let near = before.end + 1 == unit.start || before.end == unit.start;
                    near && before.kind != Part::Break && words.at(signs, before.start).is_none()
                });
            let times = unit.kind == Part::Model && small && goods;
            match found.filter(|(_, end)| !times || *end > at + 1) {
                Some((product, end)) => {
                    let to = units.get(end - 1).map_or(unit.end, |unit| unit.end);
                    let sku = self
                        .products
                        .get(product)
                        .map_or("", |known| known.sku.as_str());
                    hits.push(Hit::text(Kind::Product, sku, unit.start, to));
                    at = end;
                }
                None => at += 1,
            }
        }
        hits
    }

    /// A product by its number, which may be typed in pieces: HS-1001, hs 1001.
    #[inline(never)]
    fn number_at(&self, signs: &[Sign], units: &[Unit], at: usize) -> Option<(usize, usize)> {
        let start = units.get(at)?.start;
        (at + 1..=at + 4).rev().find_map(|end| {
            let last = units.get(end - 1)?;
            let next = signs.get(last.end).is_some_and(Sign::is_alnum);
            let product = self.numbered(signs.get(start..last.end)?)?;
            (!next).then_some((product, end))
        })
    }

    /// Unknown words that are a slip away from a product's become that word; which ones did.
    #[inline(never)]
    fn repair(&self, units: &mut [Unit], signs: &[Sign], words: &Words) -> Vec<usize> {
        let mut slips = Vec::new();
        let mut tried = 0;
        for (at, unit) in units.iter_mut().enumerate() {
            if unit.kind != Part::Word || unit.end - unit.start < 4 || tried == SLIPS {
                continue;
            }
            let place = self.ids.partition_point(|known| *known < tag(unit.id, 0));
            let is_known = self
                .ids
                .get(place)
                .is_some_and(|known| known >> 32 == u64::from(unit.id));
            let end = unit.end;
            if is_known
                || words
                    .at(signs, unit.start)
                    .is_some_and(|word| unit.start + word.len >= end)
            {
                continue;
            }
            tried += 1;
            let typed = letters(signs, unit.start, unit.end);
            let mut best = (3, "");
            for word in &self.vocabulary {
                let most = if word.len() >= 8 { 2 } else { 1 };
                let near = word.len().abs_diff(typed.len()) <= most
                    && word.as_bytes().first() == typed.as_bytes().first();
                let (a, b) = (typed.as_bytes(), word.as_bytes());
                let slip = (1..=most).find(|slips| near && is_near(a, b, *slips));
                let away = slip.unwrap_or(3);
                if away <= most && away < best.0 {
                    best = (away, word);
                }
            }
            if best.0 < 3 {
                unit.id = hash(stem(best.1));
                slips.push(at);
            }
        }
        slips
    }

    /// The product that the units from `at` on name, and one past their last.
    #[inline(never)]
    fn named(
        &self,
        units: &[Unit],
        at: usize,
        slips: &[usize],
        signs: &[Sign],
        words: &Words,
    ) -> Option<(usize, usize)> {
        let key = key(units, at, units.len())?;
        let from = self.rows.partition_point(|row| *row < tag(key, 0));
        let rows = self.rows.get(from..)?;
        let crowd = rows
            .iter()
            .take_while(|row| **row >> 32 == u64::from(key))
            .count();
        if crowd > CROWD {
            return None;
        }
        let mut best: Vec<(usize, u64)> = Vec::new();
        let (mut longest, mut end) = (0, at);
        let mut last = usize::MAX;
        for row in rows.iter().take(crowd) {
            if untag(*row) == last {
                continue;
            }
            last = untag(*row);
            let name = self.names.get(last)?;
            let Some(run) = name.run(units, at) else {
                continue;
            };
            let slipped = slips
                .iter()
                .filter(|slip| (at..run.end).contains(slip))
                .count();
            if !name.accepts(&run, slipped, units.get(at)?)
                || (run.length == 2 && !name.whole && is_compound(signs, words, units, at))
            {
                continue;
            }
            if run.length > longest {
                best.clear();
                (longest, end) = (run.length, run.end);
            }
            if run.length == longest {
                best.push((last, run.used));
            }
        }
        Some((self.one_of(&best, signs)?, end))
    }

    /// The one product that is meant by some names that fit as well; `None` if that is open.
    #[inline(never)]
    fn one_of(&self, best: &[(usize, u64)], signs: &[Sign]) -> Option<usize> {
        let left = |(name, used): &(usize, u64)| {
            self.names.get(*name).map_or(usize::MAX, |name| {
                name.own.saturating_sub(used.count_ones() as usize)
            })
        };
        let mut base = best.first()?;
        for other in best {
            if left(other) < left(base) {
                base = other;
            }
        }
        let name = self.names.get(base.0)?;
        let mut twins = Vec::new();
        for (other, _) in best {
            let other = self.names.get(*other)?;
            // X2 is part of X2 Pro: who says X2 means that one.
            let mut parts = best.iter().filter_map(|(at, _)| self.names.get(*at));
            let part = |part: &Name| part.product == name.product && part.is_in(other);
            // "earbuds" alone means neither.
            let named = base.1 & 1 == 1;
            if other.product != name.product && !(parts.any(part) && (named || other.is_in(name))) {
                return None;
            }
            let title = |name: &Name| self.products.get(name.product).map(|known| known.title);
            let twin = title(other) == title(name);
            if !twin && name.whole && other.is_in(name) {
                return None;
            }
            if twin {
                twins.push(other.product);
            }
        }
        let looks = |product: &&usize| {
            let looks = self
                .products
                .get(**product)
                .map_or(&[][..], |known| known.looks.as_slice());
            looks.iter().any(|look| has(signs, *look))
        };
        Some(twins.iter().find(looks).copied().unwrap_or(name.product))
    }
}
