//! What every part needs: the words, the language to say them in, and where actions go.

use super::element::{el_with, text};
use super::model::Action;
use super::rich::rich;
use aside_engine::lang::Lang;
use aside_engine::reply::{Fill, Words};
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

    /// A text, to stand in an element.
    pub fn say(&self, key: &str) -> Html {
        text(self.text(key))
    }

    /// A text that counts.
    pub fn count(&self, key: &str, n: u32) -> AttrValue {
        AttrValue::from(self.words.count(&self.lang, key, n))
    }

    /// A text with its `{slots}` filled.
    pub fn fill(&self, key: &str, fills: &[(&str, Fill)]) -> Html {
        rich(&self.words.fill(&self.lang, key, fills), self)
    }

    /// What a click does.
    pub fn does(&self, action: Action) -> Callback<MouseEvent> {
        let act = self.act.clone();
        Callback::from(move |_| act.emit(action.clone()))
    }

    /// A button with words on it; `class` is `chip` or `text`.
    pub fn button(
        &self,
        part: &'static str,
        class: &'static str,
        key: &str,
        action: Action,
    ) -> Html {
        button(part, class, Vec::new(), self.does(action), self.say(key))
    }

    /// A button that is a sign; the text under `key` is its name.
    pub fn sign(&self, part: &'static str, key: &str, icon: Html, action: Action) -> Html {
        let name = vec![("aria-label", Some(self.text(key)))];
        button(part, "icon-button", name, self.does(action), icon)
    }
}

/// Any button.
pub fn button(
    part: &'static str,
    class: &'static str,
    mut more: Vec<(&'static str, Option<AttrValue>)>,
    click: Callback<MouseEvent>,
    inner: Html,
) -> Html {
    more.push(("part", Some(part.into())));
    more.push(("class", Some(class.into())));
    el_with(
        "button",
        &[("type", "button")],
        more,
        Some(click),
        vec![inner],
    )
}
