//! Everything inside the shadow root: the bubble, the launcher, the panel.

use super::composer::use_draft;
use super::element::Build;
use super::focus::{keep_inside, use_focus};
use super::launcher::launcher;
use super::log::use_newest_in_sight;
use super::model::{Action, Model, Place, Position, Theme};
use super::nudge::nudge;
use super::panel::{Kept, panel};
use super::privacy::use_unfolded;
use super::sheet::use_sheet;
use super::ui::{Ui, direction};
use aside_engine::reply::Words;
use std::rc::Rc;
use yew::html::{onkeydown, onkeypress, onkeyup};
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
    let mut b = Build::new(&ui);
    b.el("section", |b| {
        b.found_by(&root);
        b.attr("class", class(model));
        b.attr("lang", model.lang.tag());
        b.attr("dir", direction(&model.lang));
        b.name("ui.assistant");
        listen(keys(&root, &ui.act, model, is_sheet), b);
        parts(model, is_sheet, &kept, b);
    });
    b.finish()
}

/// The page's own shortcuts must not hear what is typed in here.
fn listen(keydown: Callback<KeyboardEvent>, b: &mut Build<'_>) {
    let quiet = Callback::from(|event: KeyboardEvent| event.stop_propagation());
    b.on(Rc::new(onkeydown::Wrapper::new(keydown)));
    b.on(Rc::new(onkeyup::Wrapper::new(quiet.clone())));
    b.on(Rc::new(onkeypress::Wrapper::new(quiet)));
}

fn parts(model: &Model, is_sheet: bool, kept: &Kept, b: &mut Build<'_>) {
    // The bubble's corner is always there: what appears in it is then read out.
    b.el("div;class=corner;role=status", |b| match &model.nudge {
        Some(card) if !model.open => nudge(card, b),
        _ => {}
    });
    if model.open && is_sheet {
        b.node(Html::default());
    } else {
        launcher(model, b);
    }
    if model.open {
        panel(model, is_sheet, kept, b);
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
