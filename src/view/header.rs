//! Headings of the panel.

use super::icon::{BACK, CLOSE, GLOBE, icon, mark};
use super::model::{Action, Model};
use super::ui::{Ui, icon_button};
use aside_engine::lang::Lang;
use wasm_bindgen::JsCast;
use yew::prelude::*;

/// Who speaks, and the promise that leads to what is known.
pub fn talk_header(model: &Model, ui: &Ui) -> Html {
    let onclick = ui.does(Action::OpenPrivacy);
    html! {
        <div part="header" class="header">
            { mark(model.thinking) }
            <div class="who">
                <h2 part="title">{ model.name.clone() }</h2>
                <button type="button" part="stay" class="text stay" {onclick}>{ ui.text("ui.stay") }</button>
            </div>
            if model.langs.len() > 1 {
                { language(model, ui) }
            }
            { close(ui) }
        </div>
    }
}

/// A heading with the way back.
pub fn back_header(title: AttrValue, below: AttrValue, ui: &Ui) -> Html {
    html! {
        <div part="header" class="header">
            { icon_button("back", ui.text("ui.back"), icon(BACK), ui.does(Action::ClosePrivacy)) }
            <div class="who">
                <h2 part="title">{ title }</h2>
                <p class="quiet">{ below }</p>
            </div>
            { close(ui) }
        </div>
    }
}

fn close(ui: &Ui) -> Html {
    icon_button(
        "close",
        ui.text("ui.close"),
        icon(CLOSE),
        ui.does(Action::Close),
    )
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
