//! What every part needs: the words, the language to say them in, and where actions go.

use super::model::Action;
use aside_engine::lang::Lang;
use aside_engine::reply::Words;
use std::rc::Rc;
use yew::prelude::*;

/// Handed from part to part.
#[derive(Clone)]
pub struct Ui {
    /// All packs.
    pub words: Rc<Words>,
    /// The language to speak.
    pub lang: Lang,
    /// Where actions go.
    pub act: Callback<Action>,
}

impl PartialEq for Ui {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.words, &other.words) && self.lang == other.lang && self.act == other.act
    }
}

impl Ui {
    /// The same in another language.
    pub fn speaking(&self, lang: &Lang) -> Ui {
        Ui {
            lang: lang.clone(),
            ..self.clone()
        }
    }

    /// A text.
    pub fn text(&self, key: &str) -> AttrValue {
        AttrValue::from(self.words.text(&self.lang, key).to_owned())
    }

    /// A text that counts.
    pub fn count(&self, key: &str, n: u32) -> String {
        self.words.count(&self.lang, key, n)
    }
}

/// The direction of a language's lines.
pub fn direction(lang: &Lang) -> &'static str {
    if lang.is_rtl() { "rtl" } else { "ltr" }
}
