//! Answers to pick from.

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
    html! {
        <div class="row chips" role="group" aria-label={ui.text("ui.choices")}>{ for chips }</div>
    }
}

fn chip(choice: &Choice, ui: &Ui) -> Html {
    let label = choice.label.clone();
    match &choice.pick {
        Pick::Open(href) => link("choice", "chip", href, ui, html! { label }),
        pick => button(
            "choice",
            "chip",
            label.into(),
            ui.does(Action::Pick(pick.clone())),
        ),
    }
}
