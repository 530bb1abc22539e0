//! What is to be seen, from the state.

use super::App;
use crate::browser::now;
use crate::view::{Model, OffersState, PrivacyModel};
use aside_engine::consent::{Answer, Purpose};
use std::rc::Rc;

impl App {
    pub(super) fn model(&self) -> Model {
        let assistant = &self.assistant;
        let consent = assistant.consent();
        Model {
            lang: assistant.lang().clone(),
            langs: assistant.langs(),
            name: assistant.name().to_owned(),
            open: self.open,
            place: self.place,
            theme: self.config.theme,
            position: self.config.position,
            messages: assistant.talk().to_vec(),
            thinking: assistant.is_thinking(),
            unread: self.unread,
            offline: !self.online,
            nudge: assistant.nudge().cloned(),
            gone_offers: Rc::new(assistant.ledger().dismissed_ids()),
            consent_open: consent.answer == Answer::Unasked,
            consented: consent.answer == Answer::Given,
            privacy: self.privacy(),
        }
    }

    fn privacy(&self) -> PrivacyModel {
        let assistant = &self.assistant;
        let (consent, ledger, settings) = (
            assistant.consent(),
            assistant.ledger(),
            assistant.settings(),
        );
        let now = now();
        let offers = match ledger.snoozed_until() {
            _ if ledger.is_stopped() => OffersState::Stopped,
            Some(until) if until.since(now) > 0 => OffersState::SnoozedUntil(until),
            _ => OffersState::On,
        };
        PrivacyModel {
            interests: assistant.known(now),
            remember: consent.allows(Purpose::Remember),
            learn: consent.allows(Purpose::Learn),
            gpc: consent.gpc,
            offers,
            quiet: (settings.quiet_hours.from, settings.quiet_hours.to),
            retention_days: settings.retention_days,
            files: self.files(),
            messages: assistant.talk().len() as u32,
            kept: consent.answer != Answer::Unasked,
            erased: assistant.was_erased(),
        }
    }
}
