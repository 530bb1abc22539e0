//! What the view keeps of its own between two drawings, and what it does after each.

use super::focus::{ERASE, ERASE_CANCEL};
use super::log::Left;
use super::model::{Action, Model, Place, Spot, Unfolded};
use super::sheet::{SHEET, query};
use crate::browser::Listener;
use aside_engine::reply::Message;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

/// The view of one widget.
pub struct View {
    /// Everything that is drawn stands in here, and it stands in a shadow root.
    pub(super) mount: Element,
    act: Callback<Action>,
    /// Words that were typed and not sent; they outlive their field.
    pub(super) draft: RefCell<String>,
    /// What is unfolded among what is known.
    pub(super) unfolded: Cell<Unfolded>,
    /// Offers whose reason is open.
    pub(super) reasons: RefCell<Vec<Spot>>,
    /// Offers whose code was copied.
    pub(super) copied: RefCell<Vec<Spot>>,
    /// The reason that was opened last, until it was brought into sight.
    pub(super) opened: Cell<Option<Spot>>,
    /// Where that reason stands.
    pub(super) reason: NodeRef,
    /// How far the log was scrolled.
    pub(super) left: Cell<Left>,
    /// The conversation that is drawn.
    pub(super) messages: RefCell<Vec<Rc<Message>>>,
    /// Whether the focus was in here when a drawing began: what is about to go may still have it.
    /// Two drawings may come before [`View::rendered`], since what goes tells that it lost the focus.
    pub(super) had_focus: Cell<bool>,
    drawn: Cell<Drawn>,
    before: Cell<Option<Drawn>>,
    _resized: Option<Listener>,
}

/// As much of a drawing as the next one is compared with.
#[derive(Clone, Copy, Default, PartialEq)]
pub struct Drawn {
    /// What the panel shows; `None` while it is closed.
    pub place: Option<Place>,
    newest: Option<u32>,
    thinking: bool,
    asks: bool,
}

impl View {
    /// A view in `mount` that tells `act` what the shopper does.
    pub fn new(mount: Element, act: Callback<Action>) -> View {
        let tells = act.clone();
        let resized = query(SHEET)
            .map(|list| Listener::new(&list, "change", move |_| tells.emit(Action::Resized)));
        View {
            mount,
            act,
            draft: RefCell::default(),
            unfolded: Cell::default(),
            reasons: RefCell::default(),
            copied: RefCell::default(),
            opened: Cell::default(),
            reason: NodeRef::default(),
            left: Cell::default(),
            messages: RefCell::default(),
            had_focus: Cell::default(),
            drawn: Cell::default(),
            before: Cell::default(),
            _resized: resized,
        }
    }

    /// Hears of each action before the next drawing.
    pub fn note(&self, action: &Action) {
        match action {
            Action::Unfold(what) => self.unfolded.set(*what),
            Action::Erase => self.unfolded.set(Unfolded::Nothing),
            Action::Reason(spot) => self.turn(*spot),
            Action::Copied(spot) => self.copied.borrow_mut().push(*spot),
            _ => {}
        }
    }

    /// Remembers what is about to be drawn.
    pub(super) fn begin(&self, model: &Model) {
        let place = model.open.then_some(model.place);
        if place != Some(Place::Privacy) {
            self.unfolded.set(Unfolded::Nothing);
        }
        if self.active().is_some() {
            self.had_focus.set(true);
        }
        self.messages.replace(model.messages.clone());
        self.drawn.set(Drawn {
            place,
            newest: model.messages.last().map(|message| message.id),
            thinking: model.thinking,
            asks: self.unfolded.get() == Unfolded::Erase,
        });
    }

    /// After the page has become what was drawn: brings back the draft, scrolls, leads the focus.
    pub fn rendered(&self) {
        let now = self.drawn.get();
        let before = self.before.replace(Some(now));
        let was = before.unwrap_or_default();
        if now.place == Some(Place::Talk) && was.place != now.place {
            self.restore_draft();
        }
        if now.asks != was.asks && now.place == Some(Place::Privacy) {
            self.focus(if now.asks { ERASE_CANCEL } else { ERASE });
        }
        if before != Some(now) {
            self.follow(now);
        }
        if self.opened.take().is_some() {
            self.show_reason();
        }
        // Open from the start: the shopper has not asked for anything.
        if before.is_some() {
            self.lead_focus(was.place, now.place);
        }
    }

    /// Tells what the shopper does.
    pub(super) fn tell(&self, action: Action) {
        self.act.emit(action);
    }

    /// The first element in here that fits.
    pub(super) fn find(&self, selector: &str) -> Option<HtmlElement> {
        let found = self.mount.query_selector(selector).ok()??;
        Some(found.unchecked_into()) // no part that is looked for is a drawing
    }

    fn turn(&self, spot: Spot) {
        let mut open = self.reasons.borrow_mut();
        match open.iter().position(|have| *have == spot) {
            Some(at) => drop(open.swap_remove(at)),
            None => {
                open.push(spot);
                self.opened.set(Some(spot));
            }
        }
    }
}
