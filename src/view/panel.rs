//! The panel: a heading, then the conversation or what is known.

use super::composer::composer;
use super::element::{flag, many};
use super::header::talk_header;
use super::log::log;
use super::model::{Model, Place};
use super::privacy::{Unfolded, privacy};
use super::ui::Ui;
use std::cell::RefCell;
use std::rc::Rc;
use yew::prelude::*;

/// What the panel remembers between two drawings.
pub struct Kept {
    /// The list of messages.
    pub log: NodeRef,
    /// The field.
    pub input: NodeRef,
    /// Words that were typed and not sent; they outlive the field.
    pub draft: Rc<RefCell<String>>,
    /// What is unfolded in the privacy view.
    pub unfolded: UseStateHandle<Unfolded>,
}

/// A dialog beside the page; as a sheet it covers the page and is modal.
pub fn panel(model: &Model, ui: &Ui, is_sheet: bool, kept: &Kept) -> Html {
    let inner = if model.place == Place::Talk {
        many(vec![
            talk_header(model, ui),
            log(model, ui, &kept.log),
            composer(model.offline, ui, &kept.input, &kept.draft),
        ])
    } else {
        privacy(&model.privacy, &kept.unfolded, ui)
    };
    let modal = flag(true).filter(|_| is_sheet);
    html! {
        <div part="panel" class="panel" role="dialog" tabindex="-1"
            aria-label={model.name.clone()} aria-modal={modal}>
            // The views share no element: a log that became a list of settings would be read out.
            <key={model.place as usize}>{ inner }</>
        </div>
    }
}
