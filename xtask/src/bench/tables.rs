//! Tables in Markdown.

/// What stands where an engine was not done in time.
pub const NOT_DONE: &str = "not in time";

/// A table with its head; all columns but the first to the right.
pub fn table(head: &[&str], rows: &[Vec<String>]) -> String {
    let line = |cells: &[String]| format!("| {} |\n", cells.join(" | "));
    let head: Vec<String> = head.iter().map(|&cell| cell.to_owned()).collect();
    let rule = format!("|---|{}\n", "---:|".repeat(head.len().saturating_sub(1)));
    let rows: String = rows.iter().map(|row| line(row)).collect();
    line(&head) + &rule + &rows
}

/// A share as per cent with one digit.
pub fn percent(share: Option<f64>) -> String {
    share.map_or_else(
        || NOT_DONE.to_owned(),
        |share| format!("{:.1}", share * 100.0),
    )
}

/// A share with three digits; a dash where there is none.
pub fn share(share: Option<f64>) -> String {
    share.map_or_else(|| "–".to_owned(), |share| format!("{share:.3}"))
}

/// Milliseconds with about three digits.
pub fn ms(ms: f64) -> String {
    match ms {
        _ if ms >= 100.0 => thousands(ms.round() as u64),
        _ if ms >= 10.0 => format!("{ms:.1}"),
        _ if ms >= 1.0 => format!("{ms:.2}"),
        _ => format!("{ms:.3}"),
    }
}

/// A whole number with commas between thousands.
pub fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short() {
        assert_eq!(ms(0.0456), "0.046");
        assert_eq!(ms(4.567), "4.57");
        assert_eq!(ms(45.67), "45.7");
        assert_eq!(ms(12_345.6), "12,346");
        assert_eq!(thousands(999), "999");
        assert_eq!(thousands(1_000_000), "1,000,000");
        assert_eq!(percent(Some(0.8456)), "84.6");
        assert_eq!(percent(None), NOT_DONE);
    }

    #[test]
    fn a_table_is_markdown() {
        let rows = [vec!["a".to_owned(), "1".to_owned()]];
        assert_eq!(
            table(&["x", "n"], &rows),
            "| x | n |\n|---|---:|\n| a | 1 |\n"
        );
    }
}
