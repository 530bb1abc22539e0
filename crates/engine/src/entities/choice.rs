//! Which product is meant where several names begin alike.

use super::name::{Name, Run};
use super::products::{Index, Named};
use super::sign::{Sign, c, letters};
use super::unit::{Unit, hash, is_compound, key};
use super::words::Words;
use crate::text::untag;

/// Names that share a beginning and are compared; beyond that a word points to no one product.
const CROWD: usize = 512;
/// Signs of the longest look: a colour's name.
const LOOK: usize = 12;

impl Index {
    /// The product that the units from `at` on name.
    #[inline(never)]
    pub fn named(&self, units: &[Unit], at: usize, signs: &[Sign], words: &Words) -> Option<Named> {
        let first = units.get(at)?;
        let rows = self.rows(key(units, at, units.len())?);
        let mut best: Vec<(&Name, Run)> = Vec::new();
        let mut longest = 0;
        let mut last = usize::MAX;
        for row in rows
            .get(..CROWD.min(rows.len()))
            .filter(|_| rows.len() <= CROWD)?
        {
            if untag(*row) == last {
                continue;
            }
            last = untag(*row);
            let name = self.names.get(last)?;
            let run = name.run(units, at);
            if run.length < longest
                || !name.accepts(&run, first)
                || (run.length == 2 && !name.whole && is_compound(signs, words, units, at))
                || (run.length == 1 && is_hyphened(signs, first))
            {
                continue;
            }
            if run.length > longest {
                best.clear();
                longest = run.length;
            }
            best.push((name, run));
        }
        self.one_of(&best, signs, units, at)
    }

    /// The one product that is meant by some names that fit as well; `None` if that is open.
    #[inline(never)]
    fn one_of(
        &self,
        best: &[(&Name, Run)],
        signs: &[Sign],
        units: &[Unit],
        at: usize,
    ) -> Option<Named> {
        let mut base = best.first()?;
        for other in best {
            let left = |(name, run): &(&Name, Run)| {
                name.own.saturating_sub(run.used.count_ones() as usize)
            };
            if left(other) < left(base) {
                base = other;
            }
        }
        let (name, run) = base;
        let mut named = Named {
            product: name.product,
            start: name.start(run, units, at)?,
            end: run.end,
        };
        let title = self.products.get(name.product)?.title;
        let mut seen = false;
        for (other, _) in best {
            let known = self.products.get(other.product)?;
            let twin = known.title == title;
            if other.product != name.product {
                // X2 is part of X2 Pro: who says X2 means that one. "earbuds" alone means neither.
                let part =
                    |(part, _): &(&Name, Run)| part.product == name.product && part.is_in(other);
                let said = run.used & 1 == 1 || other.is_in(name);
                if !best.iter().any(part) || !said || (!twin && name.whole && other.is_in(name)) {
                    return None;
                }
            }
            if !twin || seen {
                continue;
            }
            for from in 0..signs.len() {
                for to in from + 1..signs.len().min(from + LOOK) + 1 {
                    let look = hash(&letters(signs, from, to));
                    if known.looks.contains(&look) {
                        seen = true;
                        named.product = other.product;
                        let gap = usize::from(c(signs, to) == ' ');
                        if to + gap == named.start && self.is_twin(other.product) {
                            named.start = from;
                        }
                    }
                }
            }
        }
        Some(named)
    }

    /// Whether another product has the same title.
    fn is_twin(&self, product: usize) -> bool {
        let title = |at: usize| self.products.get(at).map(|known| known.title);
        (0..self.products.len()).any(|at| at != product && title(at) == title(product))
    }
}

/// Whether a word is half of one: "fleece-lined".
fn is_hyphened(signs: &[Sign], unit: &Unit) -> bool {
    c(signs, unit.end) == '-' && c(signs, unit.end + 1).is_ascii_lowercase()
}
