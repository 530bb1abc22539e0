//! Signs that HTML writes by name or number, such as `&amp;`.

use crate::lang::parted;

/// Entities by name; the rest come as numbers.
const ENTITIES: [(&str, char); 6] = [
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("nbsp", '\u{a0}'),
];

/// The text with the signs in their places; what is no entity stays as it is.
#[inline(never)]
pub fn decode_entities(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, entity)) = parted(rest, b'&') {
        out.push_str(before);
        let (name, after) = parted(entity, b';').unwrap_or_default();
        let decoded = entity_char(name);
        rest = if decoded.is_some() { after } else { entity };
        out.push(decoded.unwrap_or('&'));
    }
    out.push_str(rest);
    out
}

fn entity_char(name: &str) -> Option<char> {
    if let Some((_, c)) = ENTITIES.iter().find(|(known, _)| *known == name) {
        return Some(*c);
    }
    let number = name.strip_prefix('#')?;
    let (digits, radix) = match number.strip_prefix(['x', 'X']) {
        Some(hex) => (hex, 16),
        None => (number, 10),
    };
    let mut code = 0;
    for digit in digits.chars() {
        // Held to what is no character, so that it cannot overflow.
        code = (code * radix + digit.to_digit(radix)?).min(0x11_0000);
    }
    // Control characters stay what they are: an address that hides one is refused.
    char::from_u32(code).filter(|c| *c != '\0')
}
