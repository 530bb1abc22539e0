//! An object on its way into the saved state, and the reading of its fields.

use crate::raw::Raw;

/// An object that is being written, field by field.
pub(crate) struct Fields(Vec<(String, Raw)>);

impl Fields {
    /// Without fields.
    pub fn new() -> Fields {
        Fields(Vec::new())
    }

    /// Adds any value.
    #[inline(never)]
    pub fn put(&mut self, key: &str, value: Raw) -> &mut Fields {
        self.0.push((key.to_owned(), value));
        self
    }

    /// Adds a text.
    #[inline(never)]
    pub fn text(&mut self, key: &str, text: &str) -> &mut Fields {
        self.put(key, text.into())
    }

    /// Adds a count.
    #[inline(never)]
    pub fn int(&mut self, key: &str, number: u32) -> &mut Fields {
        self.put(key, i64::from(number).into())
    }

    /// The object.
    pub fn into_raw(self) -> Raw {
        Raw::Map(self.0)
    }
}

/// The count under `key`, moved to the nearer end when it is out of range; the lower end if there
/// is none.
#[inline(never)]
pub(crate) fn int(raw: &Raw, key: &str, low: u32, high: u32) -> u32 {
    let number = raw.get(key).and_then(Raw::as_int).unwrap_or(0);
    number.clamp(i64::from(low), i64::from(high)) as u32
}
