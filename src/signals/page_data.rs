//! JSON-LD in the page.

use super::Sink;
use crate::browser::{document, parse_raw};
use aside_engine::assistant::Event;
use aside_engine::raw::Raw;
use std::cell::RefCell;
use std::rc::Rc;

/// Longest block that is read, in UTF-16 units.
const MAX_BLOCK: usize = 500_000;

/// Reads the blocks of the page that is shown, and knows which it has read.
#[derive(Clone)]
pub struct Reader {
    sink: Sink,
    read: Rc<RefCell<Vec<String>>>,
}

impl Reader {
    /// A reader that has read nothing.
    pub fn new(sink: Sink) -> Reader {
        Reader {
            sink,
            read: Rc::default(),
        }
    }

    /// Passes on the blocks that were not there at the last reading. A block that is no JSON is
    /// the page's own affair.
    pub fn read(&self) {
        let texts = blocks();
        let before = self.read.replace(texts.clone());
        let fresh = texts.iter().filter(|text| !before.contains(text));
        let raws: Vec<Raw> = fresh.filter_map(|text| parse_raw(text).ok()).collect();
        if !raws.is_empty() {
            (self.sink)(Event::PageRead(raws));
        }
    }
}

fn blocks() -> Vec<String> {
    let query = r#"script[type="application/ld+json"]"#;
    let Some(list) = document().and_then(|document| document.query_selector_all(query).ok()) else {
        return Vec::new();
    };
    (0..list.length())
        .filter_map(|place| list.get(place)?.text_content())
        .filter(|text| text.len() <= MAX_BLOCK)
        .collect()
}
