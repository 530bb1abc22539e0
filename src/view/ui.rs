//! What every part needs: the words, the language to say them in, and where actions go.

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
        button(part, class, self.text(key), self.does(action))
    }
}

/// A button with words on it; `class` is `chip` or `text`.
pub fn button(
    part: &'static str,
    class: &'static str,
    label: AttrValue,
    onclick: Callback<MouseEvent>,
) -> Html {
    html! { <button type="button" {part} {class} {onclick}>{ label }</button> }
}

/// A button that is a sign; `label` is its name.
pub fn icon_button(
    part: &'static str,
    label: AttrValue,
    icon: Html,
    onclick: Callback<MouseEvent>,
) -> Html {
    html! { <button type="button" {part} class="icon-button" aria-label={label} {onclick}>{ icon }</button> }
}

/// `true` and `false` as ARIA writes them.
pub fn flag(on: bool) -> &'static str {
    if on { "true" } else { "false" }
}
