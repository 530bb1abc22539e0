//! How many: 两双, 2 pairs, half a dozen, x2, "three tents".

use super::Kind;
use super::atom::{DECIMAL, KILO, LATIN, LITERAL, WEAK};
use super::reader::{Read, Reader};
use super::sign::among;
use super::words::{Class, set};

/// Before an English number that counts no goods.
const BARRED: u64 = set([
    Class::Under,
    Class::Stop,
    Class::OrderCue,
    Class::CodeCue,
    Class::Month,
    Class::Shift,
]);

impl Reader<'_> {
    /// A number of things.
    #[inline(never)]
    pub fn quantity(&mut self) -> Read {
        let at = 0;
        let atom = self.atom(at);
        if atom.is(Class::Bunch) && atom.int() > 0 {
            let of = isize::from(self.says(at + 1, "of"));
            let timed = self.is(at + 1 + of, Class::NotGoods)
                || self.is(at + 1, Class::Span)
                || (self.says(at + 1, "of") && self.is(at + 2, Class::Span));
            return self.count(if timed { 0 } else { atom.int() }, at, at + 1);
        }
        if atom.class == Class::Times as u8 && self.is_multiplied(at) {
            return self.count(atom.value / 100, at, at + 1);
        }
        if atom.is_sign('*') || atom.is_sign('×') {
            let number = self.number(at + 1).filter(|_| self.touches(at + 1))?;
            let whole = number.whole()?;
            return self.count(whole, at, at + 2);
        }
        let number = self.number(at)?;
        let whole = number
            .whole()
            .filter(|count| (1..100_000).contains(count))?;
        if number.has(DECIMAL) || number.has(KILO) || number.has(WEAK) {
            return None;
        }
        let unit = self.atom(at + 1);
        if unit.is(Class::Measure) && self.is_ideograph(at + 1) {
            return self.measured(whole, at);
        }
        if unit.is(Class::Measure) {
            return self.count(whole * unit.int().max(1), at, at + 2);
        }
        let worded = number.has(LATIN) || number.has(LITERAL);
        let counts = worded && self.is_counted(whole, at);
        self.count(if counts { whole } else { 0 }, at, at + 1)
    }

    fn count(&mut self, count: i64, from: isize, to: isize) -> Read {
        if count < 1 {
            return None;
        }
        self.hit(Kind::Quantity, count, "", from, to)
    }

    /// Whether `x2` counts what stands before it, and is no model.
    fn is_multiplied(&self, at: isize) -> bool {
        let atom = self.atom(at);
        let before = self.before(at, 1);
        let upper = self.is_upper(at);
        let goods = before.any(const { set([Class::Product, Class::Colour, Class::Size]) });
        let worded = !upper && !before.is_known() && before.class != Class::End as u8;
        atom.value < 10_000 && (goods || worded || atom.key == "x")
    }

    /// A Chinese number with its measure word.
    fn measured(&mut self, whole: i64, at: isize) -> Read {
        let measure = self.atom(at + 1);
        let next = self.atom(at + 2);
        if next.is(Class::NotGoods) || self.behind(at, "每另同哪某") {
            return None;
        }
        // 一个 is an article, too: it counts where goods are bought or nothing follows.
        let article = whole == 1 && measure.is(Class::Of);
        let bought = self.before(at, 1).is(Class::Buy);
        let named =
            next.any(const { set([Class::Product, Class::Join, Class::Stop, Class::Colour]) });
        let priced = self.behind(at, "钱");
        if article && (priced || !(bought || named || self.is_stop(at + 2))) {
            return None;
        }
        self.count(whole * measure.int().max(1), at, at + 2)
    }

    /// Whether an English number without a unit counts goods.
    fn is_counted(&self, whole: i64, at: isize) -> bool {
        let number = self.atom(at);
        let before = self.before(at, 1);
        let next = self.atom(at + 1);
        let glued = self.touches(at) && before.class != Class::End as u8
            || self.touches(at + 1) && !self.is_stop(at + 1)
            || self.behind(at, "-/.:#@$'");
        let open = among(self.sign(number.end), "-/:%'+.");
        if glued || whole > 999 || open && self.touches(at + 2) && !self.is_stop(at + 2) {
            return false;
        }
        let due = before.is(Class::Ahead) && !before.is(Class::Buy);
        if due || before.any(BARRED) || next.is(Class::NotGoods) {
            return false;
        }
        let bought = before.is(Class::Buy);
        let named = next.any(const { set([Class::Letters, Class::Product, Class::Colour]) })
            || next.class == Class::Size as u8 && next.end - next.start > 1
            || self.says(at + 1, "of");
        if whole == 1 {
            // "get one" is a pronoun; "only one arrived" counts.
            let counted =
                before.is(Class::Past) || self.says(at - 1, "only") || self.says(at - 1, "just");
            return bought && !self.says(at + 1, "of") && (named || counted);
        }
        // "8 Mill Lane"
        let capital = self.is_upper(at + 1);
        if next.class == Class::Letters as u8 && capital && !bought {
            return false;
        }
        // "iPhone 15 case": the number of a model follows its name.
        let model =
            before.class == Class::Letters as u8 && number.has(LITERAL) && self.has_upper(before);
        let led = before.is(Class::SizeCue) && before.int() > 0;
        if model || led {
            return false;
        }
        let alone = whole <= 50 && (self.is_stop(at + 1) || next.is_known());
        let placed = before.is(Class::On) && next.class != Class::Product as u8;
        (named && !placed) || (bought && alone)
    }
}
