//! Data from outside before anyone has looked at it: a JSON value with a bounded depth, and the
//! list of problems that looking finds.
//!
//! The shell turns what `JSON.parse` gave into [`Raw`], the command line does the same with a
//! file. From here on [`crate::catalog`] and [`crate::snapshot`] turn it into validated types, so
//! that nothing deeper in the house meets a surprise.

use crate::time::Moment;
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};
use std::fmt;

/// Deepest nesting that is read. Real FAQ and product files stay under 10; the bound keeps a
/// hostile file from exhausting the stack.
pub const MAX_DEPTH: u8 = 32;

/// A JSON value.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Raw {
    /// `null`, and whatever JSON cannot say.
    #[default]
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// Any number.
    Number(f64),
    /// A string.
    Text(String),
    /// An array.
    List(Vec<Raw>),
    /// An object, in the order of the file.
    Map(Vec<(String, Raw)>),
}

impl Raw {
    /// The value under `key` if this is an object that has it.
    pub fn get(&self, key: &str) -> Option<&Raw> {
        match self {
            Raw::Map(pairs) => pairs.iter().find(|(k, _)| k == key).map(|(_, v)| v),
            _ => None,
        }
    }

    /// The text if this is a string.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Raw::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The number if this is one, or a string that holds a whole number (feeds often do that).
    pub fn as_number(&self) -> Option<f64> {
        match self {
            Raw::Number(number) => Some(*number),
            Raw::Text(text) => text.trim().parse::<i64>().ok().map(|n| n as f64),
            _ => None,
        }
    }

    /// A whole number, cut to the range of `i64`; `None` for anything that is not a finite number.
    pub fn as_int(&self) -> Option<i64> {
        self.as_number().filter(|n| n.is_finite()).map(|n| n as i64)
    }

    /// The truth value if this is one.
    pub fn as_bool(&self) -> Option<bool> {
        match self {
            Raw::Bool(value) => Some(*value),
            _ => None,
        }
    }

    /// The elements of a list; one value alone counts as a list of one (JSON-LD allows both).
    pub fn as_items(&self) -> &[Raw] {
        match self {
            Raw::List(items) => items,
            Raw::Null => &[],
            one => std::slice::from_ref(one),
        }
    }

    /// The pairs of an object, empty for anything else.
    pub fn as_pairs(&self) -> &[(String, Raw)] {
        match self {
            Raw::Map(pairs) => pairs,
            _ => &[],
        }
    }

    /// `get` and `as_text` in one.
    pub fn text(&self, key: &str) -> Option<&str> {
        self.get(key).and_then(Raw::as_text)
    }

    /// A moment as `From<Moment>` writes it: `[utc_ms, offset_min]`. `None` for anything else, and
    /// for offsets that no clock on Earth has.
    pub fn as_moment(&self) -> Option<Moment> {
        let [utc_ms, offset] = self.as_items() else {
            return None;
        };
        let offset_min = i32::try_from(offset.as_int()?).ok()?;
        let utc_ms = utc_ms.as_int()?;
        (-840..=840)
            .contains(&offset_min)
            .then_some(Moment { utc_ms, offset_min })
    }

    /// What kind of value this is, in the words of JSON, for problem reports.
    pub fn kind(&self) -> &'static str {
        match self {
            Raw::Null => "null",
            Raw::Bool(_) => "true or false",
            Raw::Number(_) => "a number",
            Raw::Text(_) => "a string",
            Raw::List(_) => "a list",
            Raw::Map(_) => "an object",
        }
    }
}

impl From<&str> for Raw {
    fn from(text: &str) -> Self {
        Raw::Text(text.to_owned())
    }
}

impl From<String> for Raw {
    fn from(text: String) -> Self {
        Raw::Text(text)
    }
}

impl From<i64> for Raw {
    fn from(number: i64) -> Self {
        Raw::Number(number as f64)
    }
}

impl From<bool> for Raw {
    fn from(value: bool) -> Self {
        Raw::Bool(value)
    }
}

impl From<Moment> for Raw {
    fn from(moment: Moment) -> Self {
        Raw::List(vec![
            moment.utc_ms.into(),
            i64::from(moment.offset_min).into(),
        ])
    }
}

impl<T: Into<Raw>> From<Vec<T>> for Raw {
    fn from(items: Vec<T>) -> Self {
        Raw::List(items.into_iter().map(Into::into).collect())
    }
}

/// An object from pairs, in their order.
pub fn object<const N: usize>(mut pairs: [(&str, Raw); N]) -> Raw {
    take_pairs(&mut pairs)
}

/// The part of [`object`] that exists once and not once for each number of pairs.
#[inline(never)]
fn take_pairs(pairs: &mut [(&str, Raw)]) -> Raw {
    let mut map = Vec::with_capacity(pairs.len());
    for (key, value) in pairs {
        map.push(((*key).to_owned(), std::mem::take(value)));
    }
    Raw::Map(map)
}

/// One thing wrong in what a merchant gave us: where it is and what to do about it.
///
/// These are read by developers in a console, so they are in English and not in a language pack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The file or attribute, as the page names it.
    pub file: String,
    /// The place inside, such as `products[3].price`; empty for the whole file.
    pub path: String,
    /// What is wrong, with the value found.
    pub what: String,
    /// What to do.
    pub remedy: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if !self.path.is_empty() {
            write!(f, ", {}", self.path)?;
        }
        write!(f, ": {}. {}", self.what, self.remedy)
    }
}

/// Collects the problems of one file while it is read.
#[derive(Debug)]
pub struct Problems<'a> {
    file: &'a str,
    list: Vec<Problem>,
}

impl<'a> Problems<'a> {
    /// Starts an empty list for the file of that name.
    pub fn of(file: &'a str) -> Self {
        Self {
            file,
            list: Vec::new(),
        }
    }

    /// Notes one problem.
    pub fn note(&mut self, path: impl Into<String>, what: impl Into<String>, remedy: &str) {
        self.list.push(Problem {
            file: self.file.to_owned(),
            path: path.into(),
            what: what.into(),
            remedy: remedy.to_owned(),
        });
    }

    /// Gives up the list.
    pub fn into_list(self) -> Vec<Problem> {
        self.list
    }
}

struct AtDepth(u8);

impl<'de> DeserializeSeed<'de> for AtDepth {
    type Value = Raw;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Raw, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl AtDepth {
    fn deeper<E: Error>(&self) -> Result<AtDepth, E> {
        match self.0.checked_sub(1) {
            Some(left) => Ok(AtDepth(left)),
            None => Err(E::custom("nested too deep")),
        }
    }
}

impl<'de> Visitor<'de> for AtDepth {
    type Value = Raw;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Raw, E> {
        Ok(Raw::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Raw, E> {
        Ok(Raw::Number(value as f64))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Raw, E> {
        Ok(Raw::Number(value as f64))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Raw, E> {
        Ok(Raw::Number(value))
    }

    fn visit_str<E>(self, value: &str) -> Result<Raw, E> {
        Ok(Raw::Text(value.to_owned()))
    }

    fn visit_string<E>(self, value: String) -> Result<Raw, E> {
        Ok(Raw::Text(value))
    }

    fn visit_unit<E>(self) -> Result<Raw, E> {
        Ok(Raw::Null)
    }

    fn visit_none<E>(self) -> Result<Raw, E> {
        Ok(Raw::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Raw, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Raw, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = seq.next_element_seed(self.deeper()?)? {
            items.push(item);
        }
        Ok(Raw::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Raw, A::Error> {
        let mut pairs = Vec::new();
        while let Some(key) = map.next_key::<String>()? {
            pairs.push((key, map.next_value_seed(self.deeper()?)?));
        }
        Ok(Raw::Map(pairs))
    }
}

impl<'de> serde::Deserialize<'de> for Raw {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Raw, D::Error> {
        AtDepth(MAX_DEPTH).deserialize(deserializer)
    }
}

impl Serialize for Raw {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Raw::Null => serializer.serialize_unit(),
            Raw::Bool(value) => serializer.serialize_bool(*value),
            // Whole numbers as integers, so that `3` does not come back as `3.0` in a native file.
            Raw::Number(n) if n.fract() == 0.0 && n.abs() < 9e15 => {
                serializer.serialize_i64(*n as i64)
            }
            Raw::Number(n) => serializer.serialize_f64(*n),
            Raw::Text(text) => serializer.serialize_str(text),
            Raw::List(items) => {
                let mut seq = serializer.serialize_seq(Some(items.len()))?;
                for item in items {
                    seq.serialize_element(item)?;
                }
                seq.end()
            }
            Raw::Map(pairs) => {
                let mut map = serializer.serialize_map(Some(pairs.len()))?;
                for (key, value) in pairs {
                    map.serialize_entry(key, value)?;
                }
                map.end()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_survives_the_way_through_json() {
        let text = r#"{"a":[1,2.5,"x",null,true],"b":{"c":-3}}"#;
        let raw: Raw = serde_json::from_str(text).unwrap();
        assert_eq!(raw.get("b").and_then(|b| b.get("c")?.as_int()), Some(-3));
        assert_eq!(serde_json::to_string(&raw).unwrap(), text);
    }

    #[test]
    fn nesting_beyond_the_bound_is_refused_not_followed() {
        let deep = "[".repeat(100) + &"]".repeat(100);
        let error = serde_json::from_str::<Raw>(&deep).unwrap_err();
        assert!(error.to_string().contains("nested too deep"), "{error}");
        let fine = "[".repeat(20) + &"]".repeat(20);
        assert!(serde_json::from_str::<Raw>(&fine).is_ok());
    }

    #[test]
    fn a_problem_names_file_place_and_remedy() {
        let mut problems = Problems::of("/faq.json");
        problems.note("mainEntity[2]", "has no name", "Give the question a name");
        let said = problems.into_list().first().map(ToString::to_string);
        assert_eq!(
            said.as_deref(),
            Some("/faq.json, mainEntity[2]: has no name. Give the question a name")
        );
    }
}
