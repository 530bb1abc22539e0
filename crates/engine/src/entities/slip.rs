//! How far one word is from another.

/// Whether at most `most` letters too many, too few, wrong, or swapped lie between two words. A
/// branch for each kind of slip: for one or two slips that is little.
pub(super) fn is_near(mut a: &[u8], mut b: &[u8], most: usize) -> bool {
    while let ([x, rest_a @ ..], [y, rest_b @ ..]) = (a, b)
        && x == y
    {
        (a, b) = (rest_a, rest_b);
    }
    let Some(left) = most.checked_sub(1) else {
        return a.is_empty() && b.is_empty();
    };
    let (less_a, less_b) = (
        a.get(1..).unwrap_or_default(),
        b.get(1..).unwrap_or_default(),
    );
    let swapped = match (a, b) {
        ([p, q, rest_a @ ..], [r, s, rest_b @ ..]) => {
            p == s && q == r && is_near(rest_a, rest_b, left)
        }
        _ => false,
    };
    swapped || is_near(less_a, less_b, left) || is_near(less_a, b, left) || is_near(a, less_b, left)
}

#[cfg(test)]
mod tests {
    use super::is_near;

    #[test]
    fn slips_are_counted() {
        for (a, b, away) in [
            ("boots", "boots", 0),
            ("bots", "boots", 1),
            ("botos", "boots", 1),
            ("boats", "boots", 1),
            ("stromlin", "stormline", 2),
            ("tent", "boot", 3),
        ] {
            for most in 0..3 {
                assert_eq!(
                    is_near(a.as_bytes(), b.as_bytes(), most),
                    away <= most,
                    "{a} {b}"
                );
            }
        }
    }
}
