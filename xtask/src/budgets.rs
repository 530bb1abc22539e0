//! Sizes against `budgets.toml`.

use std::collections::BTreeMap;
use std::fmt::Write;

use anyhow::{Context, Result, ensure};
use serde::Deserialize;

/// The bytes of one thing, or of several added up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Size {
    /// As it is.
    pub raw: usize,
    /// After gzip, level 9.
    pub gzip: usize,
    /// After brotli, quality 11.
    pub brotli: usize,
}

impl Size {
    /// Of two things together.
    pub fn plus(self, other: Self) -> Self {
        Self {
            raw: self.raw + other.raw,
            gzip: self.gzip + other.gzip,
            brotli: self.brotli + other.brotli,
        }
    }
}

/// `budgets.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Budgets {
    size: Vec<Row>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    name: String,
    parts: Vec<String>,
    /// 1 KB = 1000 bytes.
    brotli_kb: f64,
}

/// The printed table, and whether every row is within its budget.
#[derive(Debug, PartialEq, Eq)]
pub struct Verdict {
    /// Lines to print.
    pub table: String,
    /// The names of the rows that are over.
    pub over: Vec<String>,
}

impl Budgets {
    /// Reads the file's text.
    ///
    /// # Errors
    /// When it is not TOML, or a field is missing, unknown or of another type.
    pub fn parse(text: &str) -> Result<Self> {
        let budgets: Self = toml::from_str(text).context("budgets.toml")?;
        ensure!(!budgets.size.is_empty(), "budgets.toml holds no [[size]]");
        Ok(budgets)
    }

    /// Adds the rows up.
    ///
    /// # Errors
    /// When a row names a part that was not measured.
    pub fn judge(&self, parts: &BTreeMap<&str, Size>) -> Result<Verdict> {
        let mut table = line(["", "raw", "gzip", "brotli", "budget", ""]);
        for (name, size) in parts {
            table += &line([name, &n(size.raw), &n(size.gzip), &n(size.brotli), "", ""]);
        }
        table.push('\n');
        let mut over = Vec::new();
        for row in &self.size {
            let size = row.add_up(parts)?;
            let budget = row.brotli_kb * 1000.0;
            let fits = size.brotli as f64 <= budget;
            let verdict = if fits { "ok" } else { "OVER" };
            let cells = [
                &row.name,
                &n(size.raw),
                &n(size.gzip),
                &n(size.brotli),
                &n(budget as usize),
            ];
            table += &line([cells[0], cells[1], cells[2], cells[3], cells[4], verdict]);
            if !fits {
                over.push(row.name.clone());
            }
        }
        Ok(Verdict { table, over })
    }
}

impl Row {
    fn add_up(&self, parts: &BTreeMap<&str, Size>) -> Result<Size> {
        self.parts.iter().try_fold(Size::default(), |sum, part| {
            let size = parts.get(part.as_str()).with_context(|| {
                let known: Vec<_> = parts.keys().copied().collect();
                format!(
                    "budgets.toml, `{}`: no part `{part}`; there are {}",
                    self.name,
                    known.join(", ")
                )
            })?;
            Ok(sum.plus(*size))
        })
    }
}

fn n(bytes: usize) -> String {
    bytes.to_string()
}

fn line([name, raw, gzip, brotli, budget, verdict]: [&str; 6]) -> String {
    let mut line = String::new();
    // Writing to a string cannot fail.
    let _ = write!(
        line,
        "{name:<28}{raw:>10}{gzip:>10}{brotli:>10}{budget:>10}  {verdict}"
    );
    line.truncate(line.trim_end().len());
    line + "\n"
}

#[cfg(test)]
mod tests {
    use super::{Budgets, Size};
    use std::collections::BTreeMap;

    const TEXT: &str = "[[size]]\nname = \"both\"\nparts = [\"a\", \"b\"]\nbrotli_kb = 2\n";

    fn sizes(a: usize, b: usize) -> BTreeMap<&'static str, Size> {
        let size = |brotli| Size {
            raw: 9000,
            gzip: 3000,
            brotli,
        };
        BTreeMap::from([("a", size(a)), ("b", size(b))])
    }

    #[test]
    fn a_row_adds_its_parts_and_may_reach_its_budget() {
        let verdict = Budgets::parse(TEXT)
            .unwrap()
            .judge(&sizes(1500, 500))
            .unwrap();
        assert!(verdict.over.is_empty());
        assert!(
            verdict.table.contains("2000      2000  ok"),
            "{}",
            verdict.table
        );
    }

    #[test]
    fn one_byte_more_is_over() {
        let verdict = Budgets::parse(TEXT)
            .unwrap()
            .judge(&sizes(1500, 501))
            .unwrap();
        assert_eq!(verdict.over, ["both"]);
        assert!(verdict.table.contains("OVER"));
    }

    #[test]
    fn a_part_that_was_not_measured_is_an_error_that_names_it() {
        let mut sizes = sizes(1, 1);
        sizes.remove("b");
        let error = Budgets::parse(TEXT).unwrap().judge(&sizes).unwrap_err();
        assert!(error.to_string().contains("no part `b`"), "{error}");
    }

    #[test]
    fn a_misspelt_field_or_an_empty_file_is_an_error() {
        assert!(Budgets::parse("").is_err());
        assert!(Budgets::parse(&TEXT.replace("brotli_kb", "brotli")).is_err());
        assert!(Budgets::parse(&TEXT.replace("= 2", "= \"2\"")).is_err());
    }

    #[test]
    fn the_committed_budgets_can_be_read() {
        Budgets::parse(include_str!("../../budgets.toml")).unwrap();
    }
}
