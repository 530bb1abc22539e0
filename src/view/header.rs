//! Headings of the panel.

use super::element::{el, text};
use super::icon::{BACK, CLOSE, GLOBE, icon, mark};
use super::model::{Action, Model};
use super::ui::Ui;
use aside_engine::lang::Lang;
use wasm_bindgen::JsCast;
use yew::prelude::*;

/// Who speaks, and the promise that leads to what is known.
pub fn talk_header(model: &Model, ui: &Ui) -> Html {
    let who = vec![
        el("h2", &[("part", "title")], vec![text(model.name.clone())]),
        ui.button("stay", "text stay", "ui.stay", Action::OpenPrivacy),
    ];
    let parts = vec![
        mark(model.thinking),
        el("div", &[("class", "who")], who),
        if model.langs.len() > 1 {
            language(model, ui)
        } else {
            Html::default()
        },
        ui.sign("close", "ui.close", icon(CLOSE), Action::Close),
    ];
    el("div", &[("part", "header"), ("class", "header")], parts)
}

/// A heading with the way back.
pub fn back_header(title: AttrValue, below: AttrValue, ui: &Ui) -> Html {
    let who = vec![
        el("h2", &[("part", "title")], vec![text(title)]),
        el("p", &[("class", "quiet")], vec![text(below)]),
    ];
    let parts = vec![
        ui.sign("back", "ui.back", icon(BACK), Action::ClosePrivacy),
        el("div", &[("class", "who")], who),
        ui.sign("close", "ui.close", icon(CLOSE), Action::Close),
    ];
    el("div", &[("part", "header"), ("class", "header")], parts)
}

/// The browser's own list, laid unseen over a sign: it works everywhere as people know it.
fn language(model: &Model, ui: &Ui) -> Html {
    let act = ui.act.clone();
    let onchange = Callback::from(move |event: Event| {
        let list = event
            .target()
            .and_then(|target| target.dyn_into::<web_sys::HtmlSelectElement>().ok());
        if let Some(list) = list {
            act.emit(Action::SetLang(Lang::new(&list.value())));
        }
    });
    let options = model.langs.iter().map(|(lang, name)| {
        let tag = AttrValue::from(lang.tag().to_owned());
        html! {
            <option key={lang.tag()} value={tag.clone()} lang={tag.clone()} selected={*lang == model.lang}>
                { name.clone() }
            </option>
        }
    });
    html! {
        <span class="icon-button">
            { icon(GLOBE) }
            <select part="language" aria-label={ui.text("ui.language")} {onchange}>
                { for options }
            </select>
        </span>
    }
}
