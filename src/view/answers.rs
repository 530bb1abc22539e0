//! Answers to pick from.

use super::element::Build;
use super::model::Action;
use super::rich::link;
use aside_engine::reply::{Choice, Pick};

/// Chips. Once the talk has gone on, only those stay that lead somewhere by themselves.
pub fn answers(choices: &[Choice], newest: bool, b: &mut Build<'_>) {
    let lasts = |choice: &&Choice| newest || matches!(choice.pick, Pick::Privacy | Pick::Open(_));
    let any = choices.iter().any(|choice| lasts(&choice));
    b.el_if(
        any,
        "div;class=row chips;role=group;aria-label=@ui.choices",
        |b| {
            for choice in choices.iter().filter(lasts) {
                chip(choice, b);
            }
        },
    );
}

fn chip(choice: &Choice, b: &mut Build<'_>) {
    match &choice.pick {
        Pick::Open(href) => link("a;part=choice;class=chip", href, b, |b| {
            b.text(&choice.label)
        }),
        pick => b.el("button;type=button;part=choice;class=chip", |b| {
            b.click(Action::Pick(pick.clone()));
            b.text(&choice.label);
        }),
    }
}
