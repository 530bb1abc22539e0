//! Headings of the panel.

use super::element::Build;
use super::icon::{BACK, CLOSE, GLOBE, icon, mark};
use super::model::{Action, Model};
use aside_engine::lang::Lang;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use yew::html::onchange;
use yew::prelude::*;

/// Who speaks, and the promise that leads to what is known.
pub fn talk_header(model: &Model, b: &mut Build<'_>) {
    b.el("div;part=header;class=header", |b| {
        mark(b, model.thinking);
        b.el("div;class=who", |b| {
            b.given("h2;part=title", &model.name);
            b.button(
                "button;type=button;part=stay;class=text stay",
                "ui.stay",
                Action::OpenPrivacy,
            );
        });
        if model.langs.len() > 1 {
            language(model, b);
        }
        close(b);
    });
}

/// A heading with the way back.
pub fn back_header(title: &'static str, below: &str, b: &mut Build<'_>) {
    b.el("div;part=header;class=header", |b| {
        b.el("button;type=button;part=back;class=icon-button", |b| {
            b.name("ui.back");
            b.click(Action::ClosePrivacy);
            icon(b, BACK);
        });
        b.el("div;class=who", |b| {
            b.line("h2;part=title", title);
            b.given("p;class=quiet", below);
        });
        close(b);
    });
}

fn close(b: &mut Build<'_>) {
    b.el("button;type=button;part=close;class=icon-button", |b| {
        b.name("ui.close");
        b.click(Action::Close);
        icon(b, CLOSE);
    });
}

/// The browser's own list, laid unseen over a sign: it works everywhere as people know it.
fn language(model: &Model, b: &mut Build<'_>) {
    let act = b.ui.act.clone();
    let chosen = Callback::from(move |event: Event| {
        let list = event
            .target()
            .and_then(|target| target.dyn_into::<web_sys::HtmlSelectElement>().ok());
        if let Some(list) = list {
            act.emit(Action::SetLang(Lang::new(&list.value())));
        }
    });
    b.el("span;class=icon-button", |b| {
        icon(b, GLOBE);
        b.el("select;part=language", |b| {
            b.name("ui.language");
            b.on(Rc::new(onchange::Wrapper::new(chosen)));
            for (lang, name) in &model.langs {
                b.el("option", |b| {
                    b.attr("value", lang.tag());
                    b.attr("lang", lang.tag());
                    if *lang == model.lang {
                        b.attr("selected", "");
                    }
                    b.text(name);
                });
            }
        });
    });
}
