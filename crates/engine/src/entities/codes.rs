//! E-mail addresses, telephone numbers, numbers of orders.

use super::products::Index;
use super::sign::{Sign, letters, word_end};
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
) -> Vec<Hit> {
    let mut hits: Vec<Hit> = Vec::new();
    let mut cue = Cue {
        class: Class::End,
        end: 0,
    };
    let mut at = 0;
    while let Some(sign) = signs.get(at) {
        let known = words.at(signs, at);
        if let Some(found) = &known {
            let classes = [Class::OrderCue, Class::PhoneCue, Class::CodeCue];
            if let Some(class) = classes
                .into_iter()
                .find(|class| (found.marks >> *class as u8) & 1 == 1)
            {
                cue = Cue {
                    class,
                    end: at + found.len,
                };
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
        let hit = if inside {
            None
        } else {
            email(signs, at)
                .or_else(|| phone(signs, at, near, is_hong_kong))
                .or_else(|| order(signs, at, near, products))
        };
        if let Some(hit) = hit {
            at = hit.end;
            cue.class = Class::End;
            hits.push(hit);
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

#[inline(never)]
fn c(signs: &[Sign], at: usize) -> char {
    signs.get(at).map_or(' ', |sign| sign.c)
}

/// `name@shop.example`
#[inline(never)]
fn email(signs: &[Sign], at: usize) -> Option<Hit> {
    let local = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '%' | '+' | '-');
    let mut end = at;
    while local(c(signs, end)) {
        end += 1;
    }
    if end == at || c(signs, end) != '@' || !c(signs, at).is_ascii_alphanumeric() {
        return None;
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
    (dot > 0 && last > dot + 2).then(|| Hit::text(Kind::Email, &letters(signs, at, last), at, last))
}

/// The longest run of groups of digits that has the shape of a telephone number.
#[inline(never)]
fn phone(signs: &[Sign], at: usize, cue: Class, is_hong_kong: bool) -> Option<Hit> {
    let mut number = String::new();
    let mut groups: Vec<usize> = Vec::new();
    let mut end = at;
    let mut best = None;
    if c(signs, end) == '+' {
        number.push('+');
        end += 1;
    }
    let bracket = c(signs, end) == '(';
    let glued = at
        .checked_sub(1)
        .is_some_and(|at| matches!(c(signs, at), '#' | '-' | '/' | '.' | '$' | '+'));
    if glued || !(bracket || c(signs, end).is_ascii_digit()) {
        return None;
    }
    while groups.len() < 6 && number.len() < 18 {
        let mut gap = 0;
        while gap < 2
            && matches!(c(signs, end + gap), ' ' | '-' | '(' | ')' | '.')
            && (gap > 0 || !groups.is_empty() || bracket || number == "+")
        {
            gap += 1;
        }
        let from = end + gap;
        let to = digits_end(signs, from);
        if to == from {
            break;
        }
        number.push_str(&letters(signs, from, to));
        groups.push(to - from);
        end = to;
        let closed = !c(signs, end).is_ascii_alphabetic()
            && !matches!((c(signs, end), c(signs, end + 1)), ('-' | '/' | '.' | ',', '0'..='9') if is_open(signs, end));
        if closed && is_phone(&number, &groups, bracket, cue, is_hong_kong) {
            best = Some(Hit::text(Kind::Phone, &number, at, end));
        }
    }
    best
}

/// Whether the sign may not end a number: `912.50`, `12/3`, `1,200`.
fn is_open(signs: &[Sign], at: usize) -> bool {
    matches!(c(signs, at), '/' | ',')
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
fn is_phone(number: &str, groups: &[usize], bracket: bool, cue: Class, is_hong_kong: bool) -> bool {
    let digits = number.strip_prefix('+');
    if let Some(digits) = digits {
        return (8..16).contains(&digits.len());
    }
    let called = cue == Class::PhoneCue;
    let ordered = matches!(cue, Class::OrderCue | Class::CodeCue);
    let [first, second, ..] = number.as_bytes() else {
        return false;
    };
    let grouped = groups.len() > 1;
    if ordered && !bracket {
        return false;
    }
    match number.len() {
        // Chinese mobile; North America with its 1.
        11 if *first == b'1' && (b'3'..=b'9').contains(second) => true,
        11 if *first == b'1' => groups.len() == 4,
        9..=12 if *first == b'0' => true,
        10 => bracket || matches!(groups, [3, 3, 4] | [3, 4, 3] | [3, 7]) || called,
        8 => {
            let hong_kong = (b'2'..=b'9').contains(first);
            hong_kong
                && (groups == [4, 4]
                    || (!grouped
                        && (called
                            || (is_hong_kong && *first != b'4' && !number.starts_with("20")))))
        }
        7 => matches!(groups, [3, 4]) && *first > b'1',
        9..=12 => called,
        _ => false,
    }
}

/// A number of an order: behind `#`, behind a word that announces it, or by its shape.
#[inline(never)]
fn order(signs: &[Sign], at: usize, cue: Class, products: &Index) -> Option<Hit> {
    let mut end = at;
    let mut shape = Shape::default();
    let hash = at.checked_sub(1).is_some_and(|before| {
        c(signs, before) == '#'
            || (c(signs, before) == ' ' && before > 0 && c(signs, before - 1) == '#')
    });
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
    let decimal = matches!(next, ('.' | ',' | '/' | ':', '0'..='9')) || matches!(next.0, '%' | '@');
    if shape.digits == 0 || decimal || (!hash && products.has_number(signs, at, end)) {
        return None;
    }
    let before = at.checked_sub(1).map_or(' ', |at| c(signs, at));
    if matches!(
        before,
        '$' | '€' | '£' | '¥' | '.' | '/' | '@' | '+' | '-' | '\''
    ) {
        return None;
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
    if !fits {
        return None;
    }
    let mut typed = String::new();
    for sign in signs.get(at..end)? {
        match sign.c {
            ' ' => {}
            c if sign.is_upper => typed.push(c.to_ascii_uppercase()),
            c => typed.push(c),
        }
    }
    Some(Hit::text(Kind::OrderNumber, &typed, at, end))
}

#[derive(Default)]
struct Shape {
    digits: usize,
    letters: usize,
    marks: usize,
    /// Whether a letter is small: a word, not a code.
    small: bool,
}
