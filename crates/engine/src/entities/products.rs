//! Products by what shoppers call them: whole names, parts that point to one product, slips.

use super::sign::{Sign, letters, signs, word_end};
use super::words::{Class, Words};
use super::{Hit, Kind};
use crate::catalog::Product;
use crate::text::{Tables, sort, tag, untag};

/// Names that share a beginning and are compared; beyond that a word points to no one product.
const CROWD: usize = 256;
/// Unknown words of a text that are tried as slips.
const SLIPS: usize = 20;
/// Units of a name that are compared.
const LONGEST: usize = 60;

/// A word, a number or one ideograph.
#[derive(Clone, Copy, Debug)]
struct Unit {
    id: u32,
    kind: Part,
    start: usize,
    end: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Word,
    /// Letters and digits: X2.
    Model,
    Number,
    /// `ml` behind a number.
    Measure,
    Ideograph,
    /// A mark between sentences.
    Break,
}

#[derive(Clone, Debug)]
struct Name {
    product: usize,
    units: Vec<Unit>,
    /// Units that are the name; the brand stands behind them.
    own: usize,
    /// Only the whole name counts: it is a kind of product.
    whole: bool,
}

#[derive(Clone, Debug)]
struct Known {
    sku: String,
    /// Folded number without marks.
    compact: u32,
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
            let leaf = path.rsplit('>').next().unwrap_or_default();
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
    pub fn has_number(&self, signs: &[Sign], from: usize, to: usize) -> bool {
        let code = signs.get(from..to).unwrap_or_default();
        self.numbered(code).is_some()
    }

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
    pub fn mentions(&self, signs: &[Sign], words: &Words, codes: &[Hit]) -> Vec<Hit> {
        let mut hits = Vec::new();
        if self.names.is_empty() {
            return hits;
        }
        let mut units = units(signs, words);
        let slips = self.repair(&mut units, signs, words);
        let mut codes = codes.iter().peekable();
        let mut at = 0;
        while let Some(unit) = units.get(at) {
            while codes.next_if(|code| code.end <= unit.start).is_some() {}
            if codes.peek().is_some_and(|code| code.start <= unit.start) {
                at += 1;
                continue;
            }
            let found = self
                .number_at(signs, &units, at)
                .or_else(|| self.named(&units, at, &slips, signs));
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
                    let sku = self.products.get(product).map(|known| known.sku.clone());
                    hits.push(Hit::text(
                        Kind::Product,
                        sku.unwrap_or_default(),
                        unit.start,
                        to,
                    ));
                    at = end;
                }
                None => at += 1,
            }
        }
        hits
    }

    /// A product by its number, which may be typed in pieces: HS-1001, hs 1001.
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
                let away = if near {
                    distance(typed.as_bytes(), word.as_bytes())
                } else {
                    3
                };
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
    fn named(
        &self,
        units: &[Unit],
        at: usize,
        slips: &[usize],
        signs: &[Sign],
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
            if !name.accepts(&run, slipped, units.get(at)?) {
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
            if other.product != name.product && !parts.any(part) {
                return None;
            }
            if other.own == name.own {
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

/// A run of a text that a name covers.
struct Run {
    end: usize,
    /// Units of the text that belong to the name.
    length: usize,
    /// Units of the name, a bit each.
    used: u64,
}

impl Name {
    /// How far the text from `at` on is made of this name's units, in any order; ideographs only
    /// in pairs or behind the one before.
    fn run(&self, units: &[Unit], at: usize) -> Option<Run> {
        let mut run = Run {
            end: at,
            length: 0,
            used: 0,
        };
        let mut next = usize::MAX;
        let mut here = at;
        while let Some(unit) = units.get(here) {
            let Some(place) = self.place(units, here, &run, next) else {
                // "serum, 30ml", 精华的30ml
                let filler = unit.kind == Part::Ideograph
                    && (unit.id == hash("的") || unit.id == hash("嘅"));
                let goes_on = filler
                    && here > at
                    && here == run.end
                    && units.get(here + 1).is_some_and(|u| u.kind == Part::Number);
                if !goes_on {
                    break;
                }
                here += 1;
                continue;
            };
            run.used |= 1 << place.min(63);
            run.length += 1;
            next = place + 1;
            here += 1;
            run.end = here;
        }
        (run.length > 0).then_some(run)
    }

    /// Whether another name says all of this and perhaps more.
    fn is_in(&self, other: &Name) -> bool {
        let own = self.units.get(..self.own).unwrap_or_default();
        own.iter()
            .all(|unit| other.units.iter().any(|u| u.id == unit.id))
    }

    fn place(&self, units: &[Unit], here: usize, run: &Run, next: usize) -> Option<usize> {
        let unit = units.get(here)?;
        let free = |place: usize| (run.used >> place.min(63)) & 1 == 0;
        let same = |place: usize, id: u32| self.units.get(place).is_some_and(|have| have.id == id);
        if same(next, unit.id) && free(next) {
            return Some(next);
        }
        let pair = units
            .get(here + 1)
            .filter(|next| next.kind == Part::Ideograph);
        (0..self.units.len()).find(|place| {
            let paired =
                unit.kind != Part::Ideograph || pair.is_some_and(|pair| same(place + 1, pair.id));
            free(*place) && same(*place, unit.id) && paired
        })
    }

    /// Whether a run is enough to speak of a name.
    fn accepts(&self, run: &Run, slips: usize, first: &Unit) -> bool {
        let used = |place: usize| (run.used >> place.min(63)) & 1 == 1;
        let own = self.units.get(..self.own).unwrap_or_default();
        let full = (0..self.own).all(used);
        let kind = |part: Part| {
            own.iter()
                .enumerate()
                .filter(|(at, unit)| used(*at) && unit.kind == part)
                .count()
        };
        let plain = kind(Part::Word) + kind(Part::Model);
        let signs = kind(Part::Ideograph);
        if plain + signs == 0
            || (slips > 0 && slips == plain + signs && (plain > 1 || first.end - first.start < 6))
        {
            return false;
        }
        if first.kind == Part::Number && !(full && used(0)) && plain + signs + 1 >= run.length {
            // "2 tents" counts tents.
            let measured = kind(Part::Measure) > 0;
            if !measured {
                return false;
            }
        }
        if full || self.whole {
            return full;
        }
        let head = own
            .iter()
            .rposition(|unit| matches!(unit.kind, Part::Word | Part::Model | Part::Ideograph))
            .unwrap_or(0);
        let headed = used(head)
            && match own.get(head).map(|unit| unit.kind) {
                Some(Part::Ideograph) => head > 0 && used(head - 1),
                _ => first.end - first.start > 3 || run.length > 1,
            };
        let begins = self.units.first().is_some_and(|unit| unit.id == first.id);
        let started = begins
            && (first.kind == Part::Model
                || (first.kind == Part::Word && first.end - first.start > 6));
        let sized = kind(Part::Measure) > 0 && plain + signs > 1;
        headed || started || plain > 1 || sized || (signs > 2 && used(0) && used(1) && used(2))
    }
}

/// The units of a text. Words that mean the same in catalogs (`alias` of the packs) become one.
fn units(signs: &[Sign], words: &Words) -> Vec<Unit> {
    let mut units: Vec<Unit> = Vec::new();
    let mut at = 0;
    while let Some(sign) = signs.get(at) {
        let alias = words
            .at(signs, at)
            .filter(|found| (found.marks >> Class::Alias as u8) & 1 == 1);
        let mut unit = Unit {
            id: 0,
            kind: Part::Break,
            start: at,
            end: at + 1,
        };
        if let Some(found) = alias.filter(|found| found.class == Class::Alias as u8) {
            unit.end = at + found.len;
            let after_number = units.last().is_some_and(|last| last.kind == Part::Number);
            if after_number && found.key.is_ascii() {
                unit.id = hash(found.key);
                unit.kind = Part::Measure;
                units.push(unit);
            } else if !found.key.is_ascii() {
                for c in found.key.chars() {
                    unit.id = u32::from(c);
                    unit.kind = Part::Ideograph;
                    units.push(unit);
                }
            } else {
                each_plain(signs, at, unit.end, &mut units);
            }
            at = unit.end;
            continue;
        }
        if sign.is_alnum() {
            let end = word_end(signs, at);
            let mut to = at;
            while sign.c.is_ascii_digit()
                && signs.get(to).is_some_and(|sign| sign.c.is_ascii_digit())
            {
                to += 1;
            }
            unit.end = if to > at { to } else { end };
            let word = letters(signs, at, unit.end);
            unit.id = hash(stem(&word));
            unit.kind = match to > at {
                true => Part::Number,
                false if word.bytes().any(|b| b.is_ascii_digit()) => Part::Model,
                false => Part::Word,
            };
            units.push(unit);
        } else if sign.is_ideograph() {
            each_plain(signs, at, at + 1, &mut units);
        } else if matches!(
            sign.c,
            ',' | '.' | '?' | '!' | ';' | ':' | '。' | '、' | '，'
        ) {
            units.push(unit);
        }
        at = unit.end;
    }
    units
}

fn each_plain(signs: &[Sign], from: usize, to: usize, units: &mut Vec<Unit>) {
    let ideograph = signs.get(from).is_some_and(Sign::is_ideograph);
    if !ideograph {
        let id = hash(stem(&letters(signs, from, to)));
        return units.push(Unit {
            id,
            kind: Part::Word,
            start: from,
            end: to,
        });
    }
    for at in from..to {
        let id = signs.get(at).map_or(0, |sign| u32::from(sign.c));
        units.push(Unit {
            id,
            kind: Part::Ideograph,
            start: at,
            end: at + 1,
        });
    }
}

/// What names are found by: a word, a number, a pair of ideographs.
fn key(units: &[Unit], at: usize, end: usize) -> Option<u32> {
    let unit = units.get(at)?;
    match unit.kind {
        Part::Break => None,
        Part::Ideograph => {
            let next = units
                .get(at + 1)
                .filter(|next| at + 1 < end && next.kind == Part::Ideograph)?;
            Some(unit.id.wrapping_mul(0x9e37_79b1) ^ next.id)
        }
        _ => Some(unit.id),
    }
}

/// A word without the ending of its plural.
fn stem(word: &str) -> &str {
    match word.strip_suffix('s') {
        Some(stem) if stem.len() > 2 && !stem.ends_with('s') => stem,
        _ => word,
    }
}

/// FNV-1a.
fn hash(text: &str) -> u32 {
    if let (Some(c), true) = (
        text.chars().next(),
        text.chars().count() == 1 && !text.is_ascii(),
    ) {
        return c.into();
    }
    text.bytes().fold(0x811c_9dc5, |hash, b| {
        (hash ^ u32::from(b)).wrapping_mul(0x0100_0193)
    })
}

/// Letters and digits of a product's number as one mark; `None` if they are too few or have no
/// digit beside a letter.
fn compact(signs: &[Sign]) -> Option<u32> {
    let mut text = String::new();
    let mut mixed = (false, false);
    for sign in signs {
        if sign.is_alnum() {
            text.push(sign.c);
            mixed.0 |= sign.c.is_ascii_digit();
            mixed.1 |= !sign.c.is_ascii_digit();
        } else if !matches!(sign.c, '-' | '_' | ' ' | '.' | '/') {
            return None;
        }
    }
    (text.len() > 3 && mixed == (true, true)).then(|| hash(&text))
}

/// Whether a text holds a look (a colour's name) by its mark: any run of up to 12 signs.
fn has(signs: &[Sign], look: u32) -> bool {
    (0..signs.len()).any(|from| {
        let most = signs.len().min(from + 12);
        (from + 1..=most).any(|to| hash(&letters(signs, from, to)) == look)
    })
}

/// Insertions, deletions, substitutions and swaps between two words of at most 24 letters.
fn distance(a: &[u8], b: &[u8]) -> usize {
    const MOST: usize = 25;
    if a.len() >= MOST || b.len() >= MOST {
        return MOST;
    }
    let mut rows = [[0_usize; MOST]; MOST];
    let at = |rows: &[[usize; MOST]; MOST], i: usize, j: usize| {
        rows.get(i)
            .and_then(|row| row.get(j))
            .copied()
            .unwrap_or(MOST)
    };
    for i in 0..=a.len() {
        for j in 0..=b.len() {
            let mut least = if i == 0 || j == 0 { i + j } else { MOST };
            if i > 0 && j > 0 {
                let same = a.get(i - 1) == b.get(j - 1);
                least = (at(&rows, i - 1, j) + 1)
                    .min(at(&rows, i, j - 1) + 1)
                    .min(at(&rows, i - 1, j - 1) + usize::from(!same));
                if i > 1 && j > 1 && a.get(i - 1) == b.get(j - 2) && a.get(i - 2) == b.get(j - 1) {
                    least = least.min(at(&rows, i - 2, j - 2) + 1);
                }
            }
            if let Some(cell) = rows.get_mut(i).and_then(|row| row.get_mut(j)) {
                *cell = least;
            }
        }
    }
    at(&rows, a.len(), b.len())
}
