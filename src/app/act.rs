//! What the shopper does, as events of the engine.

use super::{App, Msg};
use crate::browser::{now, stringify};
use crate::view::{Action, Place, Spot};
use aside_engine::assistant::Event;
use aside_engine::consent::Purpose;
use wasm_bindgen::prelude::*;
use yew::Context;

/// Days that "Snooze a week" lasts.
const SNOOZE_DAYS: u32 = 7;

impl App {
    pub(super) fn act(&mut self, ctx: &Context<Self>, action: Action) {
        let event = match action {
            Action::Open => return self.open_panel(ctx),
            Action::Close => return self.close_panel(ctx),
            Action::OpenPrivacy => return self.place = Place::Privacy,
            Action::ClosePrivacy => return self.place = Place::Talk,
            Action::NudgeShow => return self.open_panel(ctx),
            Action::CopyCode(spot, code) => return self.copy(ctx, spot, &code),
            Action::Export => return self.export(),
            // The view has noted them.
            Action::Unfold(_) | Action::Reason(_) | Action::Copied(_) | Action::Resized => return,
            Action::Send(words) => Event::Asked(words),
            Action::Pick(pick) => Event::Picked(pick),
            Action::Consent(yes) => Event::ConsentAnswered(yes),
            Action::DismissOffer(id) => Event::OfferDismissed(id),
            Action::FewerLike(id) => Event::OfferDisliked(id),
            Action::SetLang(lang) => Event::LangChosen(lang),
            Action::RemoveInterest(key) => Event::InterestRemoved(key),
            Action::SetRemember(on) => Event::PermissionSet(Purpose::Remember, on),
            Action::SetLearn(on) => Event::PermissionSet(Purpose::Learn, on),
            Action::SnoozeOffers => Event::OffersSnoozed { days: SNOOZE_DAYS },
            Action::StopOffers | Action::NudgeStop => Event::OffersStopped,
            Action::ResumeOffers => Event::OffersResumed,
            Action::NudgeLater => Event::NudgePostponed,
            Action::Erase => Event::EraseAsked,
            Action::Typing(typing) => Event::TypingChanged(typing),
        };
        let consent = matches!(
            event,
            Event::ConsentAnswered(_) | Event::PermissionSet(..) | Event::EraseAsked
        );
        self.happen(ctx, event);
        if consent {
            self.host.emit("consent", None);
        }
    }

    pub(super) fn open_panel(&mut self, ctx: &Context<Self>) {
        if self.open {
            return;
        }
        self.open = true;
        self.unread = 0;
        self.happen(ctx, Event::PanelOpened);
        self.host.emit("open", None);
        self.host.emit("unread", Some(0));
    }

    pub(super) fn close_panel(&mut self, ctx: &Context<Self>) {
        if !self.open {
            return;
        }
        self.open = false;
        self.place = Place::Talk;
        self.happen(ctx, Event::PanelClosed);
        self.host.emit("close", None);
    }

    fn export(&self) {
        let export = self.assistant.export(now());
        if let Some(text) = stringify(&export) {
            let none = &JsValue::UNDEFINED;
            self.lent
                .call("save", [&"aside.json".into(), &text.into(), none]);
        }
    }

    /// Puts a code in the clipboard; where the browser refuses, the code still stands on the card.
    fn copy(&self, ctx: &Context<Self>, spot: Spot, code: &str) {
        let link = ctx.link().clone();
        let done = Closure::once_into_js(move |_: JsValue| {
            link.send_message(Msg::Acted(Action::Copied(spot)));
        });
        self.lent
            .call("copy", [&code.into(), &done, &JsValue::UNDEFINED]);
    }
}
