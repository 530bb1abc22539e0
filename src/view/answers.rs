//! Answers to pick from.

use super::element::{el_with, text};
use super::model::Action;
use super::rich::link;
use super::ui::{Ui, button};
use aside_engine::reply::{Choice, Pick};
use yew::prelude::*;

/// Chips. Once the talk has gone on, only those stay that lead somewhere by themselves.
pub fn answers(choices: &[Choice], newest: bool, ui: &Ui) -> Html {
    let lasts = |choice: &&Choice| newest || matches!(choice.pick, Pick::Privacy | Pick::Open(_));
    let chips: Vec<Html> = choices
        .iter()
        .filter(lasts)
        .map(|choice| chip(choice, ui))
        .collect();
    if chips.is_empty() {
        return Html::default();
    }
    let row = &[("class", "row chips"), ("role", "group")];
    el_with(
        "div",
        row,
        vec![("aria-label", Some(ui.text("ui.choices")))],
        None,
        chips,
    )
}

fn chip(choice: &Choice, ui: &Ui) -> Html {
    let label = text(choice.label.clone());
    match &choice.pick {
        Pick::Open(href) => link("choice", "chip", href, ui, label),
        pick => button(
            "choice",
            "chip",
            Vec::new(),
            ui.does(Action::Pick(pick.clone())),
            label,
        ),
    }
}
