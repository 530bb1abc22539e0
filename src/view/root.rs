//! Everything inside the shadow root: the bubble, the launcher, the panel.

use super::element::Build;
use super::launcher::launcher;
use super::listen::On;
use super::model::{Action, Model, Position, Theme};
use super::nudge::nudge;
use super::panel::panel;
use super::sheet::{SHEET, matches};
use super::view::View;
use aside_engine::lang::Lang;
use aside_engine::reply::Words;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Event, KeyboardEvent};
use yew::prelude::*;

impl View {
    /// The whole widget as it is now.
    pub fn draw(self: &Rc<Self>, model: &Model, words: &Words) -> Html {
        self.begin(model);
        let mut b = Build::new(self, model, words);
        b.el("section;aria-label=@ui.assistant", |b| {
            b.attr("class", class(model));
            b.attr("lang", model.lang.tag());
            b.attr("dir", direction(&model.lang));
            b.on(On::KeyDown(pressed));
            b.on(On::KeyUp(quiet));
            b.on(On::KeyPress(quiet));
            parts(b);
        });
        b.finish()
    }
}

/// The direction of a language's lines.
pub fn direction(lang: &Lang) -> &'static str {
    if lang.is_rtl() { "rtl" } else { "ltr" }
}

fn parts(b: &mut Build<'_>) {
    let is_sheet = matches(SHEET);
    // The bubble's corner is always there: what appears in it is then read out.
    b.el("div;class=corner;role=status", |b| match &b.model.nudge {
        Some(card) if !b.model.open => nudge(card, b),
        _ => {}
    });
    if b.model.open && is_sheet {
        b.nothing();
    } else {
        launcher(b);
    }
    if b.model.open {
        panel(is_sheet, b);
    }
}

fn class(model: &Model) -> &'static str {
    match (model.theme, model.position) {
        (Theme::Auto, Position::End) => "aside",
        (Theme::Light, Position::End) => "aside light",
        (Theme::Dark, Position::End) => "aside dark",
        (Theme::Auto, Position::Start) => "aside at-start",
        (Theme::Light, Position::Start) => "aside at-start light",
        (Theme::Dark, Position::Start) => "aside at-start dark",
    }
}

/// The page's own shortcuts must not hear what is typed in here.
fn quiet(_: &View, event: &Event) {
    event.stop_propagation();
}

/// Escape closes what is open; Tab stays inside a sheet, which covers everything else.
fn pressed(view: &View, event: &Event) {
    event.stop_propagation();
    let event: &KeyboardEvent = event.unchecked_ref();
    match event.key().as_str() {
        "Escape" if !event.is_composing() => {
            let closes = if view.find(".panel").is_some() {
                Action::Close
            } else if view.find(".nudge").is_some() {
                Action::NudgeLater
            } else {
                return;
            };
            event.prevent_default();
            view.tell(closes);
        }
        "Tab" if view.find("[aria-modal]").is_some() => view.keep_inside(event),
        _ => {}
    }
}
