//! Word lists of the entity packs: which words name numbers, units, days, colours.

use super::sign::Sign;
use crate::lang::parted;
use crate::raw::Raw;
use crate::text::{Tables, lower, sort, tag, untag};

/// What a piece of text can be. The names in the packs are those of [`CLASSES`], in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Class {
    /// A saying or compound that only looks like an entity.
    None,
    Digit,
    Scale,
    Article,
    Half,
    And,
    About,
    Colour,
    Size,
    SizeCue,
    SizeUnit,
    SizeNext,
    Vague,
    Measure,
    Bunch,
    NotGoods,
    Buy,
    Currency,
    Coin,
    Part,
    MoneyCue,
    Under,
    Within,
    Percent,
    Fold,
    HalfOff,
    Tenth,
    Span,
    PerTime,
    Ago,
    Weekday,
    Month,
    MonthUnit,
    YearUnit,
    DayUnit,
    Shift,
    Rel,
    Feast,
    Ordinal,
    Of,
    On,
    Ahead,
    Past,
    Join,
    OrderCue,
    PhoneCue,
    CodeCue,
    Stop,
    Alias,
    // From here on no words: what the reader makes.
    Number,
    DayNumber,
    Times,
    Letters,
    Sign,
    Product,
    Taken,
    End,
}

/// Some classes, a bit each.
pub(super) const fn set<const N: usize>(classes: [Class; N]) -> u64 {
    let mut bits = 0;
    let mut at = 0;
    while at < N {
        #[allow(clippy::indexing_slicing, reason = "known when compiled: at < N")]
        let class = classes[at];
        bits |= 1 << class as u8;
        at += 1;
    }
    bits
}

const CLASSES: [&str; 49] = [
    "none",
    "digit",
    "scale",
    "article",
    "half",
    "and",
    "about",
    "colour",
    "size",
    "size_cue",
    "size_unit",
    "size_next",
    "vague",
    "measure",
    "bunch",
    "not_goods",
    "buy",
    "currency",
    "coin",
    "part",
    "money_cue",
    "under",
    "within",
    "percent",
    "fold",
    "half_off",
    "tenth",
    "span",
    "per_time",
    "ago",
    "weekday",
    "month",
    "month_unit",
    "year_unit",
    "day_unit",
    "shift",
    "rel",
    "feast",
    "ordinal",
    "of",
    "on",
    "ahead",
    "past",
    "join",
    "order_cue",
    "phone_cue",
    "code_cue",
    "stop",
    "alias",
];

/// A word in folded form.
#[derive(Clone, Debug)]
struct Word {
    text: String,
    class: u8,
    key: String,
}

/// The words of all entity packs that were added.
#[derive(Clone, Debug, Default)]
pub(super) struct Words {
    words: Vec<Word>,
    /// Places in `words` by first character.
    index: Vec<u64>,
}

/// A word found in a text.
#[derive(Clone, Copy)]
pub(super) struct Found<'w> {
    /// Signs that it covers.
    pub len: usize,
    /// Its first class in the packs.
    pub class: u8,
    /// All its classes, a bit each.
    pub marks: u64,
    /// What it stands for in the first class that tells.
    pub key: &'w str,
}

impl Words {
    /// Adds the `entities` of a pack: lists by class, or by class and value, with `|` between words.
    pub fn add(&mut self, pack: &Raw, tables: &Tables) {
        for (class, value) in pack.get("entities").map_or(&[][..], Raw::as_pairs) {
            let Some(class) = (0..).zip(CLASSES).find(|(_, name)| name == class) else {
                continue;
            };
            if let Some(list) = value.as_text() {
                self.add_list(list, class.0, "", tables);
            }
            for (key, list) in value.as_pairs() {
                self.add_list(list.as_text().unwrap_or_default(), class.0, key, tables);
            }
        }
        self.index.clear();
        for (at, word) in self.words.iter().enumerate() {
            let first = word.text.chars().next().map_or(0, u32::from);
            self.index.push(tag(first, at));
        }
        sort(&mut self.index);
    }

    #[inline(never)]
    fn add_list(&mut self, list: &str, class: u8, key: &str, tables: &Tables) {
        let mut rest = list;
        while !rest.is_empty() {
            let (word, behind) = parted(rest, b'|').unwrap_or((rest, ""));
            let fold = |c| tables.to_simplified(lower(c));
            self.words.push(Word {
                text: word.chars().map(fold).collect(),
                class,
                key: key.to_owned(),
            });
            rest = behind;
        }
    }

    /// The longest word that begins at `signs[at]`. Words of letters stand alone: `in` is not in
    /// `thin` nor in `inn`; a currency may stand before digits (`usd20`).
    #[inline(never)]
    pub fn at(&self, signs: &[Sign], at: usize) -> Option<Found<'_>> {
        let first = signs.get(at)?.c;
        let behind_letter = at
            .checked_sub(1)
            .and_then(|before| signs.get(before))
            .is_some_and(|sign| sign.c.is_ascii_lowercase());
        if behind_letter && first.is_ascii_lowercase() {
            return None;
        }
        let code = u32::from(first);
        let from = self.index.partition_point(|&row| row < tag(code, 0));
        let mut found: Option<Found<'_>> = None;
        for &row in self.index.get(from..)? {
            if row >> 32 != u64::from(code) {
                break;
            }
            let word = self.words.get(untag(row))?;
            let Some(len) = fits(word, signs.get(at..)?) else {
                continue;
            };
            let marks = 1 << word.class;
            match &mut found {
                Some(found) if found.len > len => {}
                Some(found) if found.len == len => {
                    found.marks |= marks;
                    if found.key.is_empty() {
                        found.key = &word.key;
                    }
                }
                _ => {
                    found = Some(Found {
                        len,
                        class: word.class,
                        marks,
                        key: &word.key,
                    });
                }
            }
        }
        found
    }
}

/// How many signs the word takes if the text begins with it; a space in it is a hyphen, too.
#[inline(never)]
fn fits(word: &Word, signs: &[Sign]) -> Option<usize> {
    let mut len = 0;
    let mut last = ' ';
    for c in word.text.chars() {
        let sign = signs.get(len)?;
        if sign.c != c && !(c == ' ' && sign.c == '-') {
            return None;
        }
        last = c;
        len += 1;
    }
    let next = signs.get(len).map_or(' ', |sign| sign.c);
    let open = last.is_ascii_alphanumeric()
        && (next.is_ascii_lowercase()
            || (next.is_ascii_digit() && word.class != Class::Currency as u8)
            || (last.is_ascii_digit() && next == '/'));
    (!open).then_some(len)
}
