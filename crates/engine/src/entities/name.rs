//! The name of a product, and how much of it a text must say.

use super::unit::{Part, Unit, hash};

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
    /// Units of the name, a bit each.
    pub used: u64,
}

impl Name {
    /// How far the text from `at` on is made of this name's units, in any order; ideographs only
    /// in pairs or behind the one before.
    #[inline(never)]
    pub fn run(&self, units: &[Unit], at: usize) -> Option<Run> {
        let mut run = Run {
            end: at,
            length: 0,
            used: 0,
        };
        let mut next = usize::MAX;
        let mut here = at;
        while let Some(unit) = units.get(here) {
            let Some(place) = self.place(units, here, &run, next) else {
                // 精华的30ml, 30ml的精华
                let filler = unit.kind == Part::Ideograph
                    && (unit.id == hash("的") || unit.id == hash("嘅"));
                let goes_on = filler && here > at && here == run.end;
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
    #[inline(never)]
    pub fn accepts(&self, run: &Run, slips: usize, first: &Unit) -> bool {
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
        let slipped = slips > 0 && run.length == 1;
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
            && ((run.length > 1 && used(1))
                || first.kind == Part::Model
                || (first.kind == Part::Word && (first.upper || first.end - first.start > 8)));
        let sized = kind(Part::Measure) > 0 && plain + signs > 1;
        headed || (started && !slipped) || plain > 1 || sized || (signs > 3 && (0..4).all(used))
    }
}
