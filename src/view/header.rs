//! Headings of the panel.

use super::element::Build;
use super::icon::{BACK, CLOSE, GLOBE, icon, mark};
use super::listen::On;
use super::model::Action;
use super::view::View;
use aside_engine::lang::Lang;
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlSelectElement};

/// Who speaks, and the promise that leads to what is known.
pub fn talk_header(b: &mut Build<'_>) {
    b.el("div;part=header;class=header", |b| {
        mark(b, b.model.thinking);
        b.el("div;class=who", |b| {
            b.given("h2;part=title", &b.model.name);
            b.button(
                "button;type=button;part=stay;class=text stay",
                "ui.stay",
                Action::OpenPrivacy,
            );
        });
        if b.model.langs.len() > 1 {
            language(b);
        }
        close(b);
    });
}

/// A heading with the way back.
pub fn back_header(title: &'static str, below: &str, b: &mut Build<'_>) {
    b.el("div;part=header;class=header", |b| {
        b.el(
            "button;type=button;part=back;class=icon-button;aria-label=@ui.back",
            |b| {
                b.click(Action::ClosePrivacy);
                icon(b, BACK);
            },
        );
        b.el("div;class=who", |b| {
            b.line("h2;part=title", title);
            b.given("p;class=quiet", below);
        });
        close(b);
    });
}

fn close(b: &mut Build<'_>) {
    b.el(
        "button;type=button;part=close;class=icon-button;aria-label=@ui.close",
        |b| {
            b.click(Action::Close);
            icon(b, CLOSE);
        },
    );
}

/// The browser's own list, laid unseen over a sign: it works everywhere as people know it.
fn language(b: &mut Build<'_>) {
    b.el("span;class=icon-button", |b| {
        icon(b, GLOBE);
        b.el("select;part=language;aria-label=@ui.language", |b| {
            b.on(On::Change(chosen));
            for (lang, name) in &b.model.langs {
                b.el("option", |b| {
                    b.attr("value", lang.tag());
                    b.attr("lang", lang.tag());
                    if lang == b.lang {
                        b.attr("selected", "");
                    }
                    b.text(name);
                });
            }
        });
    });
}

fn chosen(view: &View, _: &Event) {
    if let Some(list) = view.find("[part=language]") {
        let list: HtmlSelectElement = list.unchecked_into();
        view.tell(Action::SetLang(Lang::new(&list.value())));
    }
}
