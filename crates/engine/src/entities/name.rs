//! The name of a product, and how much of it a text must say.

use super::unit::{Part, Unit};

/// A name of a product.
#[derive(Clone, Debug)]
pub(super) struct Name {
    pub product: usize,
    pub units: Vec<Unit>,
    /// Units that are the name; the brand stands behind them.
    pub own: usize,
    /// Only the whole name counts: it is a kind of product.
    pub whole: bool,
}

/// A run of a text that a name covers.
pub(super) struct Run {
    pub end: usize,
    /// Units of the text that belong to the name.
    pub length: usize,
    /// Those among them that are slips.
    pub slips: usize,
    /// Units of the name, a bit each.
    pub used: u64,
}

impl Name {
    /// How far the text from `at` on is made of this name's units, in any order; ideographs only
    /// in pairs or behind the one before.
    #[inline(never)]
    pub fn run(&self, units: &[Unit], at: usize) -> Run {
        let mut run = Run {
            end: at,
            length: 0,
            slips: 0,
            used: 0,
        };
        let mut next = usize::MAX;
        let mut here = at;
        while let Some(unit) = units.get(here) {
            let Some(place) = self.place(units, here, &run, next) else {
                // 精华的30ml, 30ml的精华
                let filler = unit.id == u32::from('的') || unit.id == u32::from('嘅');
                if !filler || here == at || here > run.end {
                    break;
                }
                here += 1;
                continue;
            };
            run.used |= 1 << place.min(63);
            run.length += 1;
            run.slips += usize::from(unit.slip);
            next = place + 1;
            here += 1;
            run.end = here;
        }
        run
    }

    /// Whether another name says all of this and perhaps more.
    #[inline(never)]
    pub fn is_in(&self, other: &Name) -> bool {
        let own = self.units.get(..self.own).unwrap_or_default();
        own.iter()
            .all(|unit| other.units.iter().any(|u| u.id == unit.id))
    }

    #[inline(never)]
    fn place(&self, units: &[Unit], here: usize, run: &Run, next: usize) -> Option<usize> {
        let unit = units.get(here)?;
        let free = |place: usize| (run.used >> place.min(63)) & 1 == 0;
        let same = |place: usize, id: u32| self.units.get(place).is_some_and(|have| have.id == id);
        if same(next, unit.id) && free(next) {
            return Some(next);
        }
        let mut pair = 0;
        if unit.kind == Part::Ideograph {
            let head = self.own - 1;
            // 余烬炉 is 余烬折叠炉: beginning and last sign.
            if run.length > 1 && !free(0) && same(head, unit.id) && free(head) {
                return Some(head);
            }
            // What follows the whole of 静水睡垫 is no part of 静水充气睡垫.
            if here == run.end && !free(head) && run.length > 2 {
                return None;
            }
            pair = units
                .get(here + 1)
                .filter(|next| next.kind == Part::Ideograph)?
                .id;
        }
        (0..self.units.len()).find(|place| {
            free(*place) && same(*place, unit.id) && (pair == 0 || same(place + 1, pair))
        })
    }

    /// Where the mention begins: before a run that starts inside the name, what is the name's
    /// beginning but for one sign: 花刚岩 of 花岗岩.
    #[inline(never)]
    pub fn start(&self, run: &Run, units: &[Unit], at: usize) -> Option<usize> {
        let mut start = units.get(at)?.start;
        let place = run.used.trailing_zeros() as usize;
        let mut behind = start;
        let mut wrong = 0;
        for back in 1..place.min(at) + 1 {
            let (unit, name) = (units.get(at - back)?, self.units.get(place - back)?);
            if unit.kind != Part::Ideograph || unit.end != behind {
                break;
            }
            behind = unit.start;
            if unit.id == name.id {
                start = behind;
            } else {
                wrong += 1;
            }
            if wrong > 1 {
                break;
            }
        }
        Some(start)
    }

    /// Whether a run is enough to speak of a name.
    #[inline(never)]
    pub fn accepts(&self, run: &Run, first: &Unit) -> bool {
        let slips = run.slips;
        let used = |place: usize| (run.used >> place.min(63)) & 1 == 1;
        let own = self.units.get(..self.own).unwrap_or_default();
        // Names are shorter than 64 units.
        let all = (1 << self.own.min(63)) - 1;
        let full = run.used & all == all;
        let (mut plain, mut signs, mut measures) = (0, 0, 0);
        let mut head = None;
        for (at, unit) in own.iter().enumerate() {
            let count = match unit.kind {
                Part::Word | Part::Model => &mut plain,
                Part::Ideograph => &mut signs,
                Part::Measure => &mut measures,
                _ => continue,
            };
            *count += usize::from(used(at));
            if unit.kind != Part::Measure {
                head = Some((at, unit.kind));
            }
        }
        if plain + signs == 0
            || (slips > 0 && slips == plain + signs && (plain > 1 || first.end - first.start < 6))
        {
            return false;
        }
        if first.kind == Part::Number && !(full && used(0)) && plain + signs + 1 >= run.length {
            // "2 tents" counts tents.
            if measures == 0 {
                return false;
            }
        }
        if full || self.whole {
            return full;
        }
        let slipped = slips > 0 && run.length == 1;
        let letters = first.end - first.start;
        let headed = head.is_some_and(|(head, kind)| {
            let whole = match kind {
                Part::Ideograph => head > 0 && (used(head - 1) || used(1)),
                _ => letters > 3 || run.length > 1,
            };
            used(head) && whole
        });
        let begins = self.units.first().is_some_and(|unit| unit.id == first.id);
        let started = begins
            && ((run.length > 1 && used(1))
                || first.kind == Part::Model
                || (first.kind == Part::Word && ((first.upper && letters > 3) || letters > 8)));
        let sized = measures > 0 && plain + signs > 1;
        headed || (started && !slipped) || plain > 1 || sized || (signs > 3 && run.used & 15 == 15)
    }
}
