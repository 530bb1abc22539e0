//! One entry of a merchant's list while it is read, and the reading that all lists share.

use super::rich;
use crate::lang::joined;
use crate::money::{Money, digits};
use crate::raw::{Problem, Problems, Raw};

/// An entry, with what is needed to say where something is wrong in it.
pub(super) struct Entry<'r, 'p, 'f> {
    /// What the merchant wrote.
    pub raw: &'r Raw,
    list: &'p str,
    /// Its place in the list.
    pub index: usize,
    problems: &'p mut Problems<'f>,
}

impl<'r> Entry<'r, '_, '_> {
    /// Reports something wrong; `field` is empty for the whole entry.
    #[inline(never)]
    pub fn note(&mut self, field: &str, what: &[&str], remedy: &'static str) {
        let number = digits(self.index as i64);
        let point = if field.is_empty() { "" } else { "." };
        let path = [self.list, "[", &number, "]", point, field];
        note(self.problems, &path, what, remedy);
    }

    /// Reports like [`Entry::note`] what makes the entry useless.
    pub fn fail<T>(&mut self, field: &str, what: &str, remedy: &'static str) -> Option<T> {
        self.note(field, &[what], remedy);
        None
    }

    /// The text of a field without the white space around it; empty if there is none.
    #[inline(never)]
    pub fn text(&self, key: &str) -> &'r str {
        self.raw.text(key).unwrap_or_default().trim()
    }

    /// An amount of at least `least` minor units; `Some(None)` where none is given, `None` where
    /// it cannot be read, which is reported.
    #[inline(never)]
    pub fn money(&mut self, field: &str, least: i64) -> Option<Option<Money>> {
        let value = match self.raw.get(field) {
            None | Some(Raw::Null) => return Some(None),
            Some(value) => value,
        };
        let money = value.as_text().and_then(Money::parse);
        let money = money.filter(|money| money.minor >= least);
        if money.is_none() {
            let found = rich::cut(value.as_text().unwrap_or(value.kind()), 40);
            self.note(field, &["cannot be read: ", found], AMOUNT);
            return None;
        }
        Some(money)
    }
}

/// How to write an amount.
pub(super) const AMOUNT: &str = "Write the amount and the currency, such as \"1280.00 HKD\"";

/// Notes a problem whose place and wording come in parts. The readers speak of some sixty things
/// that can be wrong: they share this one way to put the words together.
#[inline(never)]
pub(super) fn note(
    problems: &mut Problems<'_>,
    path: &[&str],
    what: &[&str],
    remedy: &'static str,
) {
    problems.note(joined(path), joined(what), remedy);
}

/// Hands each entry of a file to `read`: of a list, or of an object with the list under `list`. A
/// file of another shape is one problem and no entries.
pub(super) fn each(
    file: &str,
    raw: &Raw,
    list: &'static str,
    limit: usize,
    read: &mut dyn FnMut(&mut Entry<'_, '_, '_>),
) -> Vec<Problem> {
    let mut problems = Problems::of(file);
    let items = match raw {
        Raw::List(items) => items.as_slice(),
        Raw::Map(_) => self::items(raw, list),
        other => {
            let what = ["is ", other.kind(), ", not a list"];
            note(
                &mut problems,
                &[],
                &what,
                "Write a list, or an object with the list inside",
            );
            &[]
        }
    };
    if items.is_empty() {
        note(
            &mut problems,
            &[list],
            &["holds no entries"],
            "Check the name of the list",
        );
    }
    if items.len() > limit {
        let (have, most) = (digits(items.len() as i64), digits(limit as i64));
        let what = ["holds ", &have, " entries; ", &most, " are read"];
        note(
            &mut problems,
            &[list],
            &what,
            "Leave out what is not sold any more",
        );
    }
    each_of(items, list, limit, &mut problems, read);
    problems.into_list()
}

/// Hands over each of these as an entry of `list`.
#[inline(never)]
pub(super) fn each_of(
    items: &[Raw],
    list: &str,
    limit: usize,
    problems: &mut Problems<'_>,
    read: &mut dyn FnMut(&mut Entry<'_, '_, '_>),
) {
    for (index, raw) in items.iter().enumerate().take(limit) {
        read(&mut Entry {
            raw,
            list,
            index,
            problems,
        });
    }
}

/// The elements under `key`, none if it is not there.
#[inline(never)]
pub(crate) fn items<'r>(raw: &'r Raw, key: &str) -> &'r [Raw] {
    raw.get(key).map(Raw::as_items).unwrap_or_default()
}

/// The texts among some values, without the white space around them, each cut to `longest` bytes;
/// blank ones are left out.
#[inline(never)]
pub(crate) fn lines(values: &[Raw], longest: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for value in values {
        let text = value.as_text().unwrap_or_default().trim();
        if !text.is_empty() {
            lines.push(rich::cut(text, longest).to_owned());
        }
    }
    lines
}

/// What shops write as text or as a whole number.
#[inline(never)]
pub(crate) fn number_or_text(raw: &Raw, key: &str) -> Option<String> {
    match raw.get(key)? {
        Raw::Text(text) if !text.trim().is_empty() => Some(text.clone()),
        Raw::Number(number) => Some(digits(*number as i64)),
        _ => None,
    }
}
