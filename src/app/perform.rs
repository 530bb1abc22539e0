//! Effects go out to the browser.

use super::{App, Msg};
use crate::browser::{get_text, now, parse_raw, warn};
use crate::effects::{KEY, Keeper};
use crate::view::Place;
use aside_engine::assistant::{Effect, Event};
use aside_engine::consent::Purpose;
use aside_engine::raw::Raw;
use aside_engine::reply::Author;
use wasm_bindgen::JsValue;
use yew::Context;

impl App {
    /// Hands an event to the engine and does what it says.
    pub(super) fn happen(&mut self, ctx: &Context<Self>, event: Event) {
        for effect in self.assistant.update(now(), event) {
            self.perform(ctx, effect);
        }
    }

    /// Writes the state now if a write is due.
    pub(super) fn keep(&mut self, ctx: &Context<Self>) {
        if !self.keeper.take_due() {
            return;
        }
        let state = self.assistant.saved(now());
        if let Some(problem) = state.and_then(|state| self.keeper.write(&state)) {
            self.happen(ctx, Event::FileFailed(problem));
        }
    }

    fn perform(&mut self, ctx: &Context<Self>, effect: Effect) {
        match effect {
            Effect::Show(author) => {
                self.host.emit("message", None);
                if !self.open && author == Author::Aside {
                    self.unread = self.unread.saturating_add(1);
                    self.host.emit("unread", Some(self.unread));
                }
            }
            Effect::Nudge => {
                self.unread = self.unread.saturating_add(1);
                self.host.emit("nudge", None);
                self.host.emit("unread", Some(self.unread));
            }
            Effect::WithdrawNudge => self.unread = 0,
            Effect::OpenPrivacy => self.place = Place::Privacy,
            Effect::Save => {
                let link = ctx.link().clone();
                self.keeper.soon(move || link.send_message(Msg::Keep));
            }
            Effect::Forget => {
                self.keeper.forget();
                self.forget_pages();
            }
            Effect::Schedule(timer, at) => {
                let link = ctx.link().clone();
                self.timers.schedule(timer, at, move || {
                    link.send_message(Msg::Happened(Event::TimerFired(timer)));
                });
            }
            Effect::Report(problem) => {
                warn(&problem.to_string());
                self.host.emit("error", None);
            }
        }
    }

    /// Erasing lets the visited pages go that the service worker keeps.
    fn forget_pages(&self) {
        self.lent.call("forget", [&JsValue::UNDEFINED; 3]);
    }

    /// The service worker keeps visited pages only while the shopper agrees to be remembered. It is
    /// told once what was restored or answered, and again when that changes.
    pub(super) fn tell_offline(&mut self) {
        let agreed = self.assistant.consent().allows(Purpose::Remember);
        // Before the first picture the saved state may not have been read yet.
        if self.is_drawable() && self.told_offline != Some(agreed) {
            self.told_offline = Some(agreed);
            let none = &JsValue::UNDEFINED;
            self.lent.call("remember", [&agreed.into(), none, none]);
        }
    }
}

/// What another tab did to the saved state.
pub(super) fn from_other_tab(event: &web_sys::Event) -> Option<Event> {
    // `key` is null when all of the storage was cleared.
    let key = get_text(event, "key");
    if key.as_deref().is_some_and(|key| key != KEY) {
        return None;
    }
    match get_text(event, "newValue").and_then(|text| parse_raw(&text).ok()) {
        Some(raw) => Some(Event::Restored(raw)),
        None => Some(read_again()),
    }
}

/// What is in storage now; nothing means that another tab erased it.
pub(super) fn read_again() -> Event {
    match Keeper::read() {
        Raw::Null => Event::ErasedElsewhere,
        raw => Event::Restored(raw),
    }
}
