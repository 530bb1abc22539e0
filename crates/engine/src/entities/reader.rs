//! Walks over the atoms of a text and asks each grammar in turn.

use super::atom::{Atom, Form};
use super::sign::Sign;
use super::words::Class;
use super::{Context, Hit, Kind};
use crate::money::Currency;

/// A text while it is read.
pub(super) struct Reader<'a> {
    atoms: &'a [Atom<'a>],
    pub signs: &'a [Sign],
    /// Days since 1970-01-01 of the shopper's calendar.
    pub today: i64,
    /// What an amount without a currency is in; `None` only if the table were broken.
    pub currency: &'static str,
    /// What a bare `$` is.
    pub dollar: &'static str,
}

/// A mention and the atom behind it.
pub(super) type Read = Option<(Hit, usize)>;

const END: Atom<'static> = Atom {
    class: Class::End as u8,
    marks: 1 << Class::End as u8,
    key: "",
    value: 0,
    form: Form {
        literal: false,
        decimal: false,
        latin: false,
        vague: false,
        weak: false,
        kilo: false,
    },
    start: usize::MAX,
    end: usize::MAX,
};

impl<'a> Reader<'a> {
    pub fn new(atoms: &'a [Atom<'a>], signs: &'a [Sign], context: &Context<'_>) -> Self {
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
            today: context.now.local_day(),
            currency,
            dollar,
        }
    }

    /// Every mention that the grammars find, in order.
    pub fn hits(&self) -> Vec<Hit> {
        let mut hits = Vec::new();
        let mut last = None;
        let mut sized = false;
        let mut at = 0;
        while at < self.atoms.len() {
            let read = self
                .date(at)
                .or_else(|| self.percent(at))
                .or_else(|| self.money(at))
                .or_else(|| self.duration(at))
                .or_else(|| self.size(at, last, sized))
                .or_else(|| self.quantity(at))
                .or_else(|| self.colour(at));
            match read {
                Some((hit, next)) => {
                    last = Some((hit.kind, next));
                    sized |= hit.kind == Kind::Size;
                    hits.push(hit);
                    at = next.max(at + 1);
                }
                None => at += 1,
            }
        }
        hits
    }

    /// The atom at a place, or one that is nothing.
    #[inline(never)]
    pub fn atom(&self, at: usize) -> &'a Atom<'a> {
        self.atoms.get(at).unwrap_or(&END)
    }

    /// The atom `back` places before.
    #[inline(never)]
    pub fn before(&self, at: usize, back: usize) -> &'a Atom<'a> {
        at.checked_sub(back).map_or(&END, |at| self.atom(at))
    }

    #[inline(never)]
    pub fn is(&self, at: usize, class: Class) -> bool {
        self.atom(at).is(class)
    }

    /// Whether the atom follows the one before it without a space.
    #[inline(never)]
    pub fn touches(&self, at: usize) -> bool {
        self.before(at, 1).end == self.atom(at).start
    }

    /// Whether the atom follows the one before it, as a unit its number: in Chinese a space may
    /// stand between digits and unit.
    #[inline(never)]
    pub fn follows(&self, at: usize) -> bool {
        let before = self.before(at, 1);
        let spaced = before.form.literal && before.end + 1 == self.atom(at).start;
        self.touches(at) || (spaced && self.is_ideograph(at))
    }

    /// The sign before an atom.
    #[inline(never)]
    pub fn sign_before(&self, at: usize) -> char {
        let before = self.atom(at).start.checked_sub(1);
        before
            .and_then(|at| self.signs.get(at))
            .map_or(' ', |sign| sign.c)
    }

    /// Whether an atom joins what stands on its two sides.
    #[inline(never)]
    pub fn joins(&self, at: usize) -> bool {
        let atom = self.atom(at);
        atom.is(Class::Join) || atom.is_sign('/') || atom.is_sign(',')
    }

    /// Whether an atom is this word.
    #[inline(never)]
    pub fn says(&self, at: usize, word: &str) -> bool {
        let atom = self.atom(at);
        let signs = self.signs.get(atom.start..atom.end).unwrap_or_default();
        signs.len() == word.chars().count() && word.chars().zip(signs).all(|(c, sign)| c == sign.c)
    }

    /// Whether an atom begins with a sign of a script without spaces.
    #[inline(never)]
    pub fn is_ideograph(&self, at: usize) -> bool {
        let sign = self.signs.get(self.atom(at).start);
        sign.is_some_and(Sign::is_ideograph)
    }

    /// Whether a piece of the text ends before this atom: at its end or at a mark.
    #[inline(never)]
    pub fn is_stop(&self, at: usize) -> bool {
        let atom = self.atom(at);
        atom.class == Class::End as u8
            || (atom.class == Class::Sign as u8 && !self.is_ideograph(at))
    }

    /// A number at this place, not one that only says "about".
    #[inline(never)]
    pub fn number(&self, at: usize) -> Option<&'a Atom<'a>> {
        let atom = self.atom(at);
        let counts = !atom.form.vague && self.sign_before(at) != '第';
        (atom.class == Class::Number as u8 && counts).then_some(atom)
    }

    /// A mention of the atoms `from..to`.
    #[inline(never)]
    pub fn hit(&self, kind: Kind, value: &str, from: usize, to: usize) -> Read {
        let hit = Hit::text(kind, value, self.atom(from).start, self.before(to, 1).end);
        Some((hit, to))
    }

    /// The currency of a key: its letters, else the one given.
    #[inline(never)]
    pub fn currency_of(key: &str, otherwise: &str) -> Option<Currency> {
        let letters = key
            .get(..3)
            .filter(|code| code.bytes().all(|b| b.is_ascii_uppercase()));
        Currency::parse(letters.unwrap_or(otherwise))
    }
}
