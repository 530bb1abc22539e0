//! Product types as feeds write them: from wide to narrow, with `>` between (`Footwear > Boots`).

/// Most levels of a type that are looked at; Google's own taxonomy has up to seven.
pub const MAX_LEVELS: usize = 7;

/// The levels from wide to narrow, without the white space around them.
#[inline(never)]
pub fn levels(path: &str) -> Vec<&str> {
    let mut levels = Vec::new();
    for level in path.split('>').map(str::trim) {
        if !level.is_empty() && levels.len() < MAX_LEVELS {
            levels.push(level);
        }
    }
    levels
}

/// The narrowest level, in other words what one would call the thing; empty for an empty path.
pub fn narrowest(path: &str) -> &str {
    levels(path).last().copied().unwrap_or_default()
}

/// The path in its one form, with single ` > ` between the levels.
pub fn tidy(path: &str) -> String {
    tidy_to(path, MAX_LEVELS)
}

/// The widest `depth` levels of the path in its one form.
#[inline(never)]
pub fn tidy_to(path: &str, depth: usize) -> String {
    let mut tidy = String::new();
    for level in levels(path).into_iter().take(depth) {
        if !tidy.is_empty() {
            tidy.push_str(" > ");
        }
        tidy.push_str(level);
    }
    tidy
}

/// Whether `narrow` is `wide` or lies inside it, whatever the case and spacing.
/// Nothing lies inside an empty type.
pub fn within(narrow: &str, wide: &str) -> bool {
    let named = wide.bytes().any(|b| b != b' ');
    named && matches!(beyond(narrow, wide), Some(0 | b'>'))
}

/// Whether both are the same type.
pub fn same(one: &str, other: &str) -> bool {
    beyond(one, other) == Some(0)
}

/// The first sign by which `narrow` goes beyond `wide`, 0 if it does not; `None` if it does not
/// begin with it. Spaces and the case of ASCII letters do not count. No copy is made, for this
/// runs once per promotion and product.
#[inline(never)]
fn beyond(narrow: &str, wide: &str) -> Option<u8> {
    let (mut narrow, mut wide) = (narrow.bytes(), wide.bytes());
    loop {
        match (sign(&mut narrow), sign(&mut wide)) {
            (next, 0) => return Some(next),
            (next, wanted) if next == wanted => {}
            _ => return None,
        }
    }
}

/// The next byte that decides, 0 behind the last.
#[inline(never)]
fn sign(bytes: &mut std::str::Bytes<'_>) -> u8 {
    let next = bytes.find(|b| *b != b' ');
    next.map_or(0, |b| b.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wide_type_holds_its_narrower_ones_and_no_neighbours() {
        for (narrow, wide, expected) in [
            ("Footwear > Hiking boots", "Footwear", true),
            ("Footwear > Hiking boots", "footwear>hiking boots", true),
            ("Footwear", "Footwear > Hiking boots", false),
            ("Footwear care", "Footwear", false),
            ("鞋靴 > 登山靴", "鞋靴", true),
            ("Footwear", "", false),
            ("", "", false),
        ] {
            assert_eq!(within(narrow, wide), expected, "{narrow} in {wide}");
        }
        assert!(same("A > B", "a>b") && !same("A > B", "A"));
    }

    #[test]
    fn paths_have_one_form() {
        assert_eq!(tidy(" Footwear>Boots > "), "Footwear > Boots");
        assert_eq!(narrowest("Footwear > Boots"), "Boots");
        assert_eq!((tidy(" > "), narrowest("")), (String::new(), ""));
        assert_eq!(levels(&"a>".repeat(99)).len(), MAX_LEVELS);
    }
}
