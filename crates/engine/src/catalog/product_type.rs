//! Product types as feeds write them: from wide to narrow, with `>` between (`Footwear > Boots`).

/// Most levels of a type that are looked at; Google's own taxonomy has up to seven.
pub const MAX_LEVELS: usize = 7;

/// The levels from wide to narrow, without the white space around them.
pub fn levels(path: &str) -> impl Iterator<Item = &str> {
    path.split('>')
        .map(str::trim)
        .filter(|level| !level.is_empty())
        .take(MAX_LEVELS)
}

/// The narrowest level, in other words what one would call the thing; empty for an empty path.
pub fn narrowest(path: &str) -> &str {
    levels(path).last().unwrap_or_default()
}

/// The path in its one form, with single ` > ` between the levels.
pub fn tidy(path: &str) -> String {
    levels(path).collect::<Vec<_>>().join(" > ")
}

/// Whether `narrow` is `wide` or lies inside it, whatever the case and spacing.
/// Nothing lies inside an empty type.
pub fn within(narrow: &str, wide: &str) -> bool {
    let mut narrow = signs(narrow);
    let mut any = false;
    for sign in signs(wide) {
        any = true;
        if narrow.next() != Some(sign) {
            return false;
        }
    }
    any && matches!(narrow.next(), None | Some(b'>'))
}

/// Whether both are the same type.
pub fn same(one: &str, other: &str) -> bool {
    signs(one).eq(signs(other))
}

/// The bytes that decide: no spaces, ASCII in lower case. No copy is made, for this runs once per
/// promotion and product.
fn signs(path: &str) -> impl Iterator<Item = u8> {
    path.bytes()
        .filter(|b| *b != b' ')
        .map(|b| b.to_ascii_lowercase())
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
        assert_eq!(levels(&"a>".repeat(99)).count(), MAX_LEVELS);
    }
}
