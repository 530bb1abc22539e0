//! The passages of the shop's documents, for what its questions leave unanswered.

use crate::catalog::{Catalog, rich};
use crate::knowledge::Passages;
use crate::lang::Lang;
use crate::text::{Tables, guess_language};
use std::rc::Rc;

/// Passages indexed in one slice: about 5 ms in a browser on a desktop.
const SLICE: usize = 10;

/// An index over passages, as far as it has been built.
#[derive(Debug, Default)]
pub(super) struct Documents {
    tables: Rc<Tables>,
    index: Passages,
    /// The passage that is to be added next, while the index is being built.
    next: Option<usize>,
    built: bool,
}

impl Documents {
    /// An index to be built with `tables`. A passage whose document names no language gets the one
    /// that its letters tell.
    pub fn begin(catalog: &mut Catalog, tables: Rc<Tables>) -> Documents {
        for passage in &mut catalog.passages {
            if passage.lang.is_none() {
                let guess = guess_language(&rich::plain(&passage.body), &tables);
                passage.lang = guess.language.tag().map(Lang::new);
            }
        }
        let is_empty = catalog.passages.is_empty();
        Documents {
            tables,
            next: (!is_empty).then_some(0),
            built: is_empty,
            ..Documents::default()
        }
    }

    /// Builds for one slice; true when it did.
    pub fn step(&mut self, catalog: &Catalog) -> bool {
        let Some(next) = self.next else {
            return false;
        };
        if next == 0 {
            self.index = Passages::new(self.tables.clone());
        }
        let rest = catalog.passages.get(next..).unwrap_or_default();
        for passage in rest.iter().take(SLICE) {
            let lang = passage.lang.as_ref().map_or("", Lang::tag);
            let words = rich::plain(&passage.body);
            self.index.add(lang, &passage.source, &words);
        }
        self.next = (rest.len() > SLICE).then_some(next + SLICE);
        if self.next.is_none() {
            self.index.close();
            self.built = true;
        }
        true
    }

    /// Whether it can be asked.
    pub fn is_built(&self) -> bool {
        self.built
    }

    /// The passage that answers, if one is sure enough.
    pub fn ask(&self, words: &str, lang: &Lang) -> Option<usize> {
        let found = self.index.ask(words, Some(lang.tag()))?;
        found.is_known().then_some(found.place)
    }
}
