//! Walks over the atoms of a text and asks each grammar in turn.

use super::atom::{Atom, LITERAL, VAGUE};
use super::sign::{Sign, among, c};
use super::words::Class;
use super::{Context, Hit, Kind};
use std::num::NonZeroIsize;

/// A text while it is read.
pub(super) struct Reader<'a> {
    atoms: &'a [Atom<'a>],
    signs: &'a [Sign],
    taken: &'a [Hit<'a>],
    /// What has been found, in order.
    pub found: Vec<Hit<'a>>,
    /// Whether a size was spoken of.
    pub sized: bool,
    /// Days since 1970-01-01 of the shopper's calendar.
    pub today: i64,
    /// The atom that is read; grammars count from it.
    pub at: usize,
    /// What an amount without a currency is in.
    pub currency: &'static str,
    /// What a bare `$` is.
    pub dollar: &'static str,
}

/// The atom behind a mention that was put down; none if there is no mention.
pub(super) type Read = Option<NonZeroIsize>;

const END: Atom<'static> = Atom {
    class: Class::End as u8,
    marks: 1 << Class::End as u8,
    key: "",
    int: 0,
    value: 0,
    form: 0,
    start: usize::MAX,
    end: usize::MAX,
};

impl<'a> Reader<'a> {
    pub fn new(
        atoms: &'a [Atom<'a>],
        signs: &'a [Sign],
        taken: &'a [Hit<'a>],
        context: &Context<'_>,
    ) -> Self {
        let tag = context.lang.tag();
        let (currency, dollar) = if tag.ends_with("-HK") {
            ("HKD", "HKD")
        } else if tag.starts_with("zh-Hant") {
            ("TWD", "TWD")
        } else if tag.starts_with("zh") {
            ("CNY", "USD")
        } else if tag == "en-GB" {
            ("GBP", "USD")
        } else {
            ("USD", "USD")
        };
        Reader {
            atoms,
            signs,
            taken,
            found: Vec::new(),
            sized: false,
            today: context.now.local_day(),
            at: 0,
            currency,
            dollar,
        }
    }

    /// Every mention: those known before and those that the grammars find, in order.
    #[inline(never)]
    pub fn hits(mut self) -> Vec<Hit<'a>> {
        let grammars: [fn(&mut Self) -> Read; 11] = [
            Self::relative,
            Self::weekday,
            Self::numeric,
            Self::chinese,
            Self::english,
            Self::percent,
            Self::money,
            Self::duration,
            Self::size,
            Self::quantity,
            Self::colour,
        ];
        while let Some(atom) = self.atoms.get(self.at) {
            let mut read = None;
            if atom.class == Class::Product as u8 || atom.class == Class::Taken as u8 {
                self.found.extend(self.taken.get(atom.value as usize));
            } else {
                for grammar in &grammars {
                    read = read.or_else(|| grammar(&mut self));
                }
            }
            let next = read.map_or(1, |read| read.get().max(1));
            self.at = self.at.saturating_add_signed(next);
        }
        self.found
    }

    /// Puts a mention of the atoms `from..to` down.
    #[inline(never)]
    pub fn hit(&mut self, kind: Kind, number: i64, key: &'a str, from: isize, to: isize) -> Read {
        self.sized |= kind == Kind::Size;
        self.found.push(Hit {
            kind,
            start: self.atom(from).start,
            end: self.before(to, 1).end,
            number,
            key,
        });
        NonZeroIsize::new(to)
    }

    /// The atom so far from the one that is read, or one that is nothing.
    #[inline(never)]
    pub fn atom(&self, at: isize) -> &'a Atom<'a> {
        let at = self.at.wrapping_add_signed(at);
        self.atoms.get(at).unwrap_or(&END)
    }

    /// The atom `back` places before.
    pub fn before(&self, at: isize, back: isize) -> &'a Atom<'a> {
        self.atom(at - back)
    }

    #[inline(never)]
    pub fn is(&self, at: isize, class: Class) -> bool {
        self.atom(at).is(class)
    }

    /// Whether the atom follows the one before it without a space.
    #[inline(never)]
    pub fn touches(&self, at: isize) -> bool {
        self.before(at, 1).end == self.atom(at).start
    }

    /// Whether the atom follows the one before it, as a unit its number: in Chinese a space may
    /// stand between digits and unit.
    #[inline(never)]
    pub fn follows(&self, at: isize) -> bool {
        let before = self.before(at, 1);
        let spaced = before.has(LITERAL) && before.end + 1 == self.atom(at).start;
        self.touches(at) || (spaced && self.is_ideograph(at))
    }

    /// The sign at a place of the text.
    #[inline(never)]
    pub fn sign(&self, at: usize) -> char {
        c(self.signs, at)
    }

    /// Whether one of these signs stands right before an atom.
    #[inline(never)]
    pub fn behind(&self, at: isize, list: &str) -> bool {
        let start = self.atom(at).start;
        start > 0 && among(self.sign(start - 1), list)
    }

    /// Whether a capital begins an atom.
    #[inline(never)]
    pub fn is_upper(&self, at: isize) -> bool {
        let sign = self.signs.get(self.atom(at).start);
        sign.is_some_and(|sign| sign.is_upper)
    }

    /// Whether an atom has a capital.
    pub fn has_upper(&self, atom: &Atom<'_>) -> bool {
        let word = self.signs.get(atom.start..atom.end).unwrap_or_default();
        word.iter().any(|sign| sign.is_upper)
    }

    /// Whether an atom joins what stands on its two sides.
    #[inline(never)]
    pub fn joins(&self, at: isize) -> bool {
        let atom = self.atom(at);
        atom.is(Class::Join) || atom.is_sign('/') || atom.is_sign(',')
    }

    /// Whether an atom is this word.
    #[inline(never)]
    pub fn says(&self, at: isize, word: &str) -> bool {
        let atom = self.atom(at);
        let mut end = atom.start;
        for c in word.chars() {
            if self.sign(end) != c {
                return false;
            }
            end += 1;
        }
        end == atom.end
    }

    /// Whether an atom begins with a sign of a script without spaces.
    #[inline(never)]
    pub fn is_ideograph(&self, at: isize) -> bool {
        let sign = self.signs.get(self.atom(at).start);
        sign.is_some_and(Sign::is_ideograph)
    }

    /// Whether a piece of the text ends before this atom: at its end or at a mark.
    #[inline(never)]
    pub fn is_stop(&self, at: isize) -> bool {
        let atom = self.atom(at);
        atom.class == Class::End as u8
            || (atom.class == Class::Sign as u8 && !self.is_ideograph(at))
    }

    /// A number at this place, not one that only says "about".
    #[inline(never)]
    pub fn number(&self, at: isize) -> Option<&'a Atom<'a>> {
        let atom = self.atom(at);
        let counts = !atom.has(VAGUE) && !self.behind(at, "第");
        (atom.class == Class::Number as u8 && counts).then_some(atom)
    }
}
