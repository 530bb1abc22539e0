//! The end of the privacy view: take a copy, erase everything.

use super::focus::give;
use super::model::Action;
use super::ui::{Ui, button};
use yew::prelude::*;

/// What [`Erase`] draws.
#[derive(Clone, Properties, PartialEq)]
pub struct EraseProps {
    /// Words and actions.
    pub ui: Ui,
}

/// Two buttons; erasing asks once, in its own place.
#[component]
pub fn Erase(props: &EraseProps) -> Html {
    let ui = &props.ui;
    let foot = use_node_ref();
    let is_asking = use_state_eq(|| false);
    use_focus_on_answer(&foot, *is_asking);
    let ask = |asks: bool| {
        let is_asking = is_asking.clone();
        Callback::from(move |_| is_asking.set(asks))
    };
    let erase = {
        let (act, done) = (ui.act.clone(), ask(false));
        Callback::from(move |event| {
            act.emit(Action::Erase);
            done.emit(event);
        })
    };
    html! {
        <div ref={foot} class="foot row">
            if *is_asking {
                <strong class="gap">{ ui.text("ui.privacy.erase.sure") }</strong>
                { button("erase-cancel", "chip", ui.text("ui.privacy.erase.no"), ask(false)) }
                { button("erase-confirm", "chip danger", ui.text("ui.privacy.erase.yes"), erase) }
            } else {
                { ui.button("export", "chip", "ui.privacy.export", Action::Export) }
                <span class="gap" />
                { button("erase", "chip danger", ui.text("ui.privacy.erase"), ask(true)) }
            }
        </div>
    }
}

/// The focus goes to the harmless answer, and back to the button that asked.
#[hook]
fn use_focus_on_answer(foot: &NodeRef, is_asking: bool) {
    let before = use_mut_ref(|| false);
    let foot = foot.clone();
    use_effect_with(is_asking, move |&is_asking| {
        if before.replace(is_asking) != is_asking {
            give(&foot, if is_asking { "erase-cancel" } else { "erase" });
        }
    });
}
