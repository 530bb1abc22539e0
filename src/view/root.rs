//! Everything inside the shadow root: the bubble, the launcher, the panel.

use super::composer::use_draft;
use super::element::{el, many};
use super::focus::{keep_inside, use_focus};
use super::launcher::launcher;
use super::log::use_newest_in_sight;
use super::message::direction;
use super::model::{Action, Model, Place, Position, Theme};
use super::nudge::nudge;
use super::panel::{Kept, panel};
use super::privacy::use_unfolded;
use super::sheet::use_sheet;
use super::ui::Ui;
use aside_engine::reply::Words;
use std::rc::Rc;
use yew::prelude::*;

/// What [`Root`] draws.
#[derive(Clone, Properties)]
pub struct RootProps {
    /// What there is to see.
    pub model: Model,
    /// The words; the same `Rc` as long as no pack was added.
    pub words: Rc<Words>,
    /// Where actions go; the same callback at every update.
    pub act: Callback<Action>,
}

impl PartialEq for RootProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.words, &other.words) && self.act == other.act && self.model == other.model
    }
}

/// The whole widget.
#[component]
pub fn Root(props: &RootProps) -> Html {
    let model = &props.model;
    let root = use_node_ref();
    let (log, input) = (use_node_ref(), use_node_ref());
    let is_sheet = use_sheet();
    let (talks, looks) = (model.place == Place::Talk, model.place == Place::Privacy);
    let kept = Kept {
        draft: use_draft(&input, model.open && talks),
        unfolded: use_unfolded(&root, model.open && looks),
        log,
        input,
    };
    use_newest_in_sight(&kept.log, model);
    use_focus(&root, model.open, model.place);
    let ui = Ui {
        words: props.words.clone(),
        lang: model.lang.clone(),
        act: props.act.clone(),
    };
    let onkeydown = keys(&root, &ui.act, model, is_sheet);
    // The page's own shortcuts must not hear what is typed in here.
    let quiet = Callback::from(|event: KeyboardEvent| event.stop_propagation());
    html! {
        <section ref={root} class={class(model)} lang={model.lang.tag().to_owned()}
            dir={direction(&model.lang)} aria-label={ui.text("ui.assistant")}
            {onkeydown} onkeyup={quiet.clone()} onkeypress={quiet}>
            { parts(model, &ui, is_sheet, &kept) }
        </section>
    }
}

/// The bubble's corner is always there: what appears in it is then read out.
fn parts(model: &Model, ui: &Ui, is_sheet: bool, kept: &Kept) -> Html {
    let bubble = model.nudge.as_ref().filter(|_| !model.open);
    let bubble = bubble.map(|card| nudge(card, ui)).unwrap_or_default();
    let launcher = if model.open && is_sheet {
        Html::default()
    } else {
        launcher(model, ui)
    };
    let panel = if model.open {
        panel(model, ui, is_sheet, kept)
    } else {
        Html::default()
    };
    many(vec![
        el(
            "div",
            &[("class", "corner"), ("role", "status")],
            vec![bubble],
        ),
        launcher,
        panel,
    ])
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

/// Escape closes what is open; Tab stays inside a sheet, which covers everything else.
fn keys(
    root: &NodeRef,
    act: &Callback<Action>,
    model: &Model,
    is_sheet: bool,
) -> Callback<KeyboardEvent> {
    let escape = match (model.open, &model.nudge) {
        (true, _) => Some(Action::Close),
        (false, Some(_)) => Some(Action::NudgeLater),
        (false, None) => None,
    };
    let (root, act, is_trap) = (root.clone(), act.clone(), is_sheet && model.open);
    Callback::from(move |event: KeyboardEvent| {
        event.stop_propagation();
        match event.key().as_str() {
            "Escape" if !event.is_composing() => {
                if let Some(action) = escape.clone() {
                    event.prevent_default();
                    act.emit(action);
                }
            }
            "Tab" if is_trap => keep_inside(&root, &event),
            _ => {}
        }
    })
}
