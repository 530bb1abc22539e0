//! E-mail addresses, telephone numbers, numbers of orders.

use super::products::Index;
use super::sign::{Sign, among, c, word_end};
use super::words::{Class, Words};
use super::{Hit, Kind};

/// Signs between a word that announces a number and the number.
const REACH: usize = 14;

/// The codes of a text, in order.
pub(super) fn codes(
    signs: &[Sign],
    words: &Words,
    products: &Index,
    is_hong_kong: bool,
) -> Vec<Hit<'static>> {
    let mut hits = Vec::new();
    let mut cue = Cue {
        class: Class::End,
        end: 0,
    };
    let mut at = 0;
    while let Some(sign) = signs.get(at) {
        let known = words.at(signs, at);
        if let Some(found) = &known {
            for class in &[Class::OrderCue, Class::PhoneCue, Class::CodeCue] {
                if (found.marks >> *class as u8) & 1 == 1 && cue.end <= at {
                    cue = Cue {
                        class: *class,
                        end: at + found.len,
                    };
                }
            }
        }
        let inside = at
            .checked_sub(1)
            .and_then(|at| signs.get(at))
            .is_some_and(Sign::is_alnum);
        let near = if at < cue.end + REACH && at >= cue.end {
            cue.class
        } else {
            Class::End
        };
        let mut kind = Kind::Email;
        let mut end = if inside { at } else { email(signs, at) };
        if end == at && !inside {
            kind = Kind::Phone;
            end = phone(signs, at, near, is_hong_kong);
        }
        if end == at && !inside {
            kind = Kind::OrderNumber;
            end = order(signs, at, near, products);
        }
        if end > at {
            let start = at;
            hits.push(Hit {
                kind,
                start,
                end,
                number: 0,
                key: "",
            });
            at = end;
            cue.class = Class::End;
            continue;
        }
        if matches!(sign.c, '。' | '!' | '?' | '！' | '？') {
            cue.class = Class::End;
        }
        at = match known {
            _ if cue.end > at => cue.end,
            Some(found) => at + found.len,
            None if sign.is_alnum() && !inside => word_end(signs, at),
            _ => at + 1,
        };
    }
    hits
}

struct Cue {
    class: Class,
    end: usize,
}

/// `name@shop.example`
#[inline(never)]
/// One past it, `at` if there is none; so with the others.
fn email(signs: &[Sign], at: usize) -> usize {
    let local = |c: char| c.is_ascii_alphanumeric() || among(c, "._%+-");
    let mut end = at;
    while local(c(signs, end)) {
        end += 1;
    }
    if end == at || c(signs, end) != '@' || !c(signs, at).is_ascii_alphanumeric() {
        return at;
    }
    end += 1;
    let domain = end;
    let (mut dot, mut last) = (0, 0);
    loop {
        match c(signs, end) {
            '.' if c(signs, end + 1).is_ascii_alphanumeric() && end > domain => dot = end,
            '-' => {}
            sign if sign.is_ascii_alphanumeric() => last = end + 1,
            _ => break,
        }
        end += 1;
    }
    if dot > 0 && last > dot + 2 { last } else { at }
}

/// Groups of digits and how they are written.
#[derive(Default)]
struct Digits {
    /// How many in all.
    count: usize,
    /// How many in each group, a hexadecimal digit each.
    groups: u64,
    first: [char; 2],
    plus: bool,
    bracket: bool,
}

/// The longest run of groups of digits that has the shape of a telephone number.
#[inline(never)]
fn phone(signs: &[Sign], at: usize, cue: Class, is_hong_kong: bool) -> usize {
    let mut end = at;
    let mut best = at;
    let mut number = Digits::default();
    if c(signs, end) == '+' {
        number.plus = true;
        end += 1;
    }
    number.bracket = c(signs, end) == '(';
    let glued = at > 0 && among(c(signs, at - 1), "#-/.$+");
    if glued || !(number.bracket || c(signs, end).is_ascii_digit()) {
        return at;
    }
    while number.groups < 1 << 24 && number.count < 18 {
        let mut from = end;
        let opened = end > at + usize::from(number.plus) || number.bracket || number.plus;
        while opened && from < end + 2 && among(c(signs, from), " -().") {
            from += 1;
        }
        let to = digits_end(signs, from);
        if to == from {
            break;
        }
        if number.count == 0 {
            number.first = [c(signs, from), c(signs, from + 1)];
        }
        number.count += to - from;
        number.groups = number.groups << 4 | (to - from).min(15) as u64;
        end = to;
        let next = c(signs, end);
        let open =
            next.is_ascii_alphabetic() || (among(next, "/,") && c(signs, end + 1).is_ascii_digit());
        if !open && is_phone(&number, cue, is_hong_kong) {
            best = end;
        }
    }
    best
}

#[inline(never)]
fn digits_end(signs: &[Sign], at: usize) -> usize {
    let mut end = at;
    while end < at + 20 && c(signs, end).is_ascii_digit() {
        end += 1;
    }
    end
}

#[inline(never)]
fn is_phone(number: &Digits, cue: Class, is_hong_kong: bool) -> bool {
    if number.plus {
        return (8..16).contains(&number.count);
    }
    let called = cue == Class::PhoneCue;
    let ordered = matches!(cue, Class::OrderCue | Class::CodeCue);
    if ordered && !number.bracket {
        return false;
    }
    let [first, second] = number.first;
    let groups = number.groups;
    match number.count {
        // Chinese mobile; North America with its 1.
        11 if first == '1' && second > '2' => true,
        11 if first == '1' => (0x1000..0x1_0000).contains(&groups),
        9..=12 if first == '0' => true,
        10 => number.bracket || matches!(groups, 0x334 | 0x343 | 0x37) || called,
        8 if first < '2' => false,
        8 if groups != 8 => groups == 0x44,
        8 => called || (is_hong_kong && first != '4' && (first, second) != ('2', '0')),
        7 => groups == 0x34 && first > '1',
        9..=12 => called,
        _ => false,
    }
}

/// A number of an order: behind `#`, behind a word that announces it, or by its shape.
#[inline(never)]
fn order(signs: &[Sign], at: usize, cue: Class, products: &Index) -> usize {
    let mut end = at;
    let mut shape = Shape::default();
    let before = if at > 0 { c(signs, at - 1) } else { ' ' };
    let hash = before == '#' || (before == ' ' && at > 1 && c(signs, at - 2) == '#');
    loop {
        let sign = c(signs, end);
        if sign.is_ascii_digit() {
            shape.digits += 1;
        } else if sign.is_ascii_alphabetic() {
            shape.letters += 1;
            shape.small |= signs.get(end).is_some_and(|sign| !sign.is_upper);
        } else if matches!(sign, '-' | '_') && end > at && c(signs, end + 1).is_ascii_alphanumeric()
        {
            shape.marks += 1;
        } else {
            break;
        }
        end += 1;
    }
    let next = (c(signs, end), c(signs, end + 1));
    let decimal = (among(next.0, ".,/:") && next.1.is_ascii_digit()) || among(next.0, "%@");
    if shape.digits == 0 || decimal || (!hash && products.numbered(signs, at, end).is_some()) {
        return at;
    }
    if among(before, "$€£¥./@+-'") {
        return at;
    }
    let ordered = cue == Class::OrderCue;
    let dated = shape.letters == 0 && shape.marks == 2 && c(signs, at + 4) == '-';
    if ordered && (shape.letters == 0 || shape.digits < 5) && !dated {
        // Groups of digits with spaces between them are one number.
        while c(signs, end) == ' '
            && digits_end(signs, end + 1) > end + 3
            && !c(signs, digits_end(signs, end + 1)).is_ascii_alphabetic()
        {
            let to = digits_end(signs, end + 1);
            shape.digits += to - end - 1;
            end = to;
        }
    }
    let unit = next.0 == ' ' && c(signs, end + 1).is_ascii_alphabetic();
    let fits = if dated || cue == Class::CodeCue && !hash {
        false
    } else if hash {
        shape.digits >= 3
    } else if ordered {
        shape.digits >= 5
            || (shape.letters > 0 && shape.digits >= 3)
            || (shape.digits == 4 && !unit)
    } else {
        let bare = shape.letters == 0 && shape.digits >= 9;
        let coded = shape.letters > 0 && !shape.small && shape.digits >= 5;
        bare || coded
    };
    if fits { end } else { at }
}

#[derive(Default)]
struct Shape {
    digits: usize,
    letters: usize,
    marks: usize,
    /// Whether a letter is small: a word, not a code.
    small: bool,
}
