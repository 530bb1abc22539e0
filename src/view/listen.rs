//! One kind of listener for every element: what it does is data or a plain function, since each
//! closure would bring its own code for making, calling and dropping it.

use super::model::Action;
use super::view::View;
use std::rc::Rc;
use web_sys::Event;
use yew::virtual_dom::{Listener, ListenerKind};

/// What an element listens to, and what happens then.
pub enum On {
    /// A click tells of an action.
    Click(Action),
    /// Something was chosen.
    Change(Run),
    /// Something was typed.
    Input(Run),
    /// A form was sent.
    Submit(Run),
    /// A key went down.
    KeyDown(Run),
    /// A key is held down.
    KeyPress(Run),
    /// A key went up.
    KeyUp(Run),
}

/// What else an event does.
pub type Run = fn(&View, &Event);

/// An element's ear.
pub struct Ear {
    /// What it hears.
    pub on: On,
    /// Who acts on it.
    pub view: Rc<View>,
}

impl Listener for Ear {
    fn kind(&self) -> ListenerKind {
        match self.on {
            On::Click(_) => ListenerKind::onclick,
            On::Change(_) => ListenerKind::onchange,
            On::Input(_) => ListenerKind::oninput,
            On::Submit(_) => ListenerKind::onsubmit,
            On::KeyDown(_) => ListenerKind::onkeydown,
            On::KeyPress(_) => ListenerKind::onkeypress,
            On::KeyUp(_) => ListenerKind::onkeyup,
        }
    }

    fn handle(&self, event: Event) {
        match &self.on {
            On::Click(action) => self.view.tell(action.clone()),
            On::Change(run)
            | On::Input(run)
            | On::Submit(run)
            | On::KeyDown(run)
            | On::KeyPress(run)
            | On::KeyUp(run) => run(&self.view, &event),
        }
    }

    fn passive(&self) -> bool {
        false
    }
}
