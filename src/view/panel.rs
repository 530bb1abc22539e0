//! The panel: a heading, then the conversation or what is known.

use super::composer::composer;
use super::element::Build;
use super::header::talk_header;
use super::log::log;
use super::model::{Model, Place};
use super::privacy::{Unfolded, privacy};
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
pub fn panel(model: &Model, is_sheet: bool, kept: &Kept, b: &mut Build<'_>) {
    let mut inner = Build::new(b.ui);
    if model.place == Place::Talk {
        talk_header(model, &mut inner);
        log(model, &kept.log, &mut inner);
        composer(model.offline, &kept.input, &kept.draft, &mut inner);
    } else {
        privacy(&model.privacy, &kept.unfolded, &mut inner);
    }
    b.el("div;part=panel;class=panel;role=dialog;tabindex=-1", |b| {
        b.attr("aria-label", &model.name);
        if is_sheet {
            b.flag("aria-modal", true);
        }
        // The views share no element: a log that became a list of settings would be read out.
        b.node(inner.finish_as(model.place as usize));
    });
}
