//! Everything inside the shadow root: the bubble, the launcher, the panel.

use super::focus::{keep_inside, use_focus};
use super::launcher::launcher;
use super::model::{Action, Model, Position, Theme};
use super::nudge::nudge;
use super::panel::panel;
use super::sheet::use_sheet;
use super::ui::Ui;
use aside_engine::reply::Words;
use std::cell::RefCell;
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

/// Words that were typed and not sent; they outlive the composer.
pub type Draft = Rc<RefCell<String>>;

/// The whole widget.
#[component]
pub fn Root(props: &RootProps) -> Html {
    let model = &props.model;
    let root = use_node_ref();
    let draft: Draft = use_mut_ref(String::new);
    let is_sheet = use_sheet();
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
            dir={if model.lang.is_rtl() { "rtl" } else { "ltr" }}
            aria-label={ui.text("ui.assistant")}
            {onkeydown} onkeyup={quiet.clone()} onkeypress={quiet}>
            <div class="corner" role="status">
                if let Some(card) = model.nudge.as_ref().filter(|_| !model.open) {
                    { nudge(card, &ui) }
                }
            </div>
            if !(model.open && is_sheet) {
                { launcher(model, &ui) }
            }
            if model.open {
                { panel(model, &ui, is_sheet, &draft) }
            }
        </section>
    }
}

fn class(model: &Model) -> Classes {
    let theme = match model.theme {
        Theme::Auto => "aside",
        Theme::Light => "aside light",
        Theme::Dark => "aside dark",
    };
    let corner = (model.position == Position::Start).then_some("at-start");
    classes!(theme, corner)
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
