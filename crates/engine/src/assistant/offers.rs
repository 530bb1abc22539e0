//! Signals become interests, and an interest may become one offer.

use super::{Assistant, Effect, Timer};
use crate::catalog::PromotionId;
use crate::consent::{Answer, Purpose};
use crate::profile::{InterestKey, Signal};
use crate::promotion;
use crate::raw::Raw;
use crate::reply::{self, Block, OfferCard};
use crate::time::{DAY, Moment};

/// How long a nudge that was put off with "not now" stays away.
const POSTPONED: i64 = DAY;
/// Signals that may wait for the catalog; one page load has a few.
const MAX_EARLY: usize = 100;

impl Assistant {
    pub(super) fn read_data_layer(&mut self, now: Moment, raw: &Raw, out: &mut Vec<Effect>) {
        for signal in Signal::from_ga4(raw, self.settings.currency) {
            self.signal(now, &signal, out);
        }
    }

    pub(super) fn read_tracked(
        &mut self,
        now: Moment,
        name: &str,
        params: &Raw,
        out: &mut Vec<Effect>,
    ) {
        for signal in Signal::from_track(name, params, self.settings.currency) {
            self.signal(now, &signal, out);
        }
    }

    /// Before consent interests live in memory and end with the page; after a refusal, or where
    /// the browser asks not to be profiled, there are none at all.
    pub(super) fn signal(&mut self, now: Moment, signal: &Signal, out: &mut Vec<Effect>) {
        self.situation.at_checkout = match signal {
            Signal::CheckoutBegun { .. } => true,
            Signal::ProductViewed(_) | Signal::ListViewed { .. } | Signal::Purchased { .. } => {
                false
            }
            _ => self.situation.at_checkout,
        };
        if !self.consent.may_note() {
            return;
        }
        if let Signal::ProductViewed(item) = signal {
            self.begin_viewing(now, &item.sku, out);
        }
        if !self.loaded {
            if self.early.len() < MAX_EARLY {
                self.early.push((now, signal.clone()));
            }
            return;
        }
        self.profile
            .record(now, signal, &self.catalog, &self.mind.tables);
        self.save(out);
        self.consider(now, out);
    }

    /// What the page told while its files were on the way, each at its own time. A shop whose every
    /// page is loaded anew tells all it has to tell by then.
    pub(super) fn take_in_early(&mut self, now: Moment, out: &mut Vec<Effect>) {
        let early = std::mem::take(&mut self.early);
        if self.consent.may_note() && !early.is_empty() {
            for (at, signal) in &early {
                self.profile
                    .record(*at, signal, &self.catalog, &self.mind.tables);
            }
            self.save(out);
        }
        self.consider(now, out);
    }

    /// Looks whether an offer fits and may be shown: in the open panel as a message, else beside
    /// the launcher. Asks for consent first where that is what is missing.
    pub(super) fn consider(&mut self, now: Moment, out: &mut Vec<Effect>) {
        if !self.loaded || self.nudge.is_some() {
            return;
        }
        if self.consent.answer == Answer::Unasked {
            if self.profile.has_offerable(now) {
                self.put_consent(now, out);
            }
            return;
        }
        self.situation.consent_allows_learning = self.allows(Purpose::Learn);
        self.situation.gpc = self.consent.gpc;
        let chosen = promotion::choose(
            &self.catalog,
            &self.profile,
            &self.ledger,
            &self.situation,
            &self.settings,
            now,
        );
        let chosen = match chosen {
            Ok(chosen) => chosen,
            Err(refused) => {
                let again = refused.ask_again;
                out.extend(again.map(|at| Effect::Schedule(Timer::Consider, at)));
                return;
            }
        };
        let card = reply::offer_card(
            &self.words,
            &self.lang,
            &self.catalog,
            chosen.promotion,
            Some(&chosen.reason),
            now,
        );
        let interest = chosen.reason.interest.clone();
        self.ledger.record_shown(&card.promotion, &interest, now);
        if self.situation.panel_open {
            self.say_offer(now, card, out);
        } else {
            self.nudge = Some(card);
            out.push(Effect::Nudge);
            self.save(out);
        }
    }

    fn say_offer(&mut self, now: Moment, card: OfferCard, out: &mut Vec<Effect>) {
        let blocks = vec![
            self.context(now).line("say.offer.intro"),
            Block::Offer(card),
        ];
        self.say(now, self.lang.clone(), blocks, out);
    }

    pub(super) fn accept_nudge(&mut self, now: Moment, out: &mut Vec<Effect>) {
        if let Some(card) = self.nudge.take() {
            out.push(Effect::WithdrawNudge);
            self.say_offer(now, card, out);
        }
    }

    pub(super) fn postpone_nudge(&mut self, now: Moment, out: &mut Vec<Effect>) {
        self.withdraw(out);
        self.ledger.snooze_until(now.plus(POSTPONED));
        self.save(out);
    }

    pub(super) fn dismiss(
        &mut self,
        now: Moment,
        id: &PromotionId,
        fewer: bool,
        out: &mut Vec<Effect>,
    ) {
        self.ledger.record_dismissed(id, fewer, now);
        if self
            .nudge
            .as_ref()
            .is_some_and(|card| card.promotion == *id)
        {
            self.withdraw(out);
        }
        self.save(out);
    }

    pub(super) fn snooze(&mut self, now: Moment, days: u32, out: &mut Vec<Effect>) {
        self.withdraw(out);
        self.ledger.snooze_until(now.plus(i64::from(days) * DAY));
        self.save(out);
    }

    pub(super) fn stop_offers(&mut self, out: &mut Vec<Effect>) {
        self.withdraw(out);
        self.ledger.stop();
        self.save(out);
    }

    pub(super) fn resume_offers(&mut self, now: Moment, out: &mut Vec<Effect>) {
        self.ledger.resume();
        self.save(out);
        self.consider(now, out);
    }

    pub(super) fn remove_interest(&mut self, key: &str, out: &mut Vec<Effect>) {
        if let Some(key) = InterestKey::from_code(key) {
            self.profile.remove(&key);
        }
        self.save(out);
    }

    pub(super) fn answer_consent(&mut self, now: Moment, yes: bool, out: &mut Vec<Effect>) {
        let line = if yes {
            self.consent.give(now);
            "say.consent.given"
        } else {
            self.consent.refuse(now);
            self.profile.clear();
            self.early.clear();
            "say.consent.refused"
        };
        self.consent_put = true;
        if self.situation.panel_open {
            let blocks = vec![self.context(now).line(line)];
            self.say(now, self.lang.clone(), blocks, out);
        }
        self.save(out);
        self.consider(now, out);
    }

    pub(super) fn set_permission(
        &mut self,
        now: Moment,
        purpose: Purpose,
        on: bool,
        out: &mut Vec<Effect>,
    ) {
        self.consent.set(purpose, on, now);
        self.consent_put = true;
        if purpose == Purpose::Learn && !on {
            self.profile.clear();
            self.early.clear();
            self.withdraw(out);
        }
        self.save(out);
        self.consider(now, out);
    }

    fn withdraw(&mut self, out: &mut Vec<Effect>) {
        if self.nudge.take().is_some() {
            out.push(Effect::WithdrawNudge);
        }
    }
}
