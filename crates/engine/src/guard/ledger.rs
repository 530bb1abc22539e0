//! What was offered, and what the shopper said to it.

use crate::catalog::{Fields, PromotionId, items, rich};
use crate::profile::InterestKey;
use crate::raw::Raw;
use crate::time::{MINUTE, Moment};

/// Most entries of each list; the oldest goes first.
const MAX_ENTRIES: usize = 200;
/// Most disliked interests.
const MAX_DISLIKED: usize = 40;

/// Milliseconds without a sign of life that end a visit: half an hour, as in web analytics.
pub const VISIT_GAP: i64 = 30 * MINUTE;

/// A promotion and when it was shown or dismissed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// Which.
    pub promotion: PromotionId,
    /// When.
    pub at: Moment,
    /// The interest that it was shown for.
    pub interest: Option<InterestKey>,
}

/// The book of offers. It is kept with the rest of the state under consent; without consent it
/// lives as long as the page, and then nothing is offered anyway.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ledger {
    /// What was offered unasked, oldest first.
    pub(super) shown: Vec<Shown>,
    /// What was dismissed for good.
    pub(super) dismissed: Vec<Shown>,
    /// Interests on which nothing more is to be offered.
    pub(super) disliked: Vec<InterestKey>,
    /// The end of a pause.
    pub(super) snoozed_until: Option<Moment>,
    /// Offers are off.
    pub(super) stopped: bool,
    /// First and latest sign of life of the running visit.
    pub(super) visit: Option<(Moment, Moment)>,
}

impl Ledger {
    /// Notes that a promotion was offered unasked, and for which interest.
    pub fn record_shown(&mut self, promotion: &PromotionId, interest: &InterestKey, now: Moment) {
        push(&mut self.shown, promotion, Some(interest.clone()), now);
    }

    /// "Not for me": this promotion never again. With `fewer`, "fewer like this": nor any other
    /// for the interest that it was last shown for.
    pub fn record_dismissed(&mut self, promotion: &PromotionId, fewer: bool, now: Moment) {
        let known = self
            .dismissed
            .iter()
            .position(|entry| entry.promotion == *promotion);
        if let Some(known) = known {
            drop(self.dismissed.remove(known));
        }
        push(&mut self.dismissed, promotion, None, now);
        let mut newest_first = self.shown.iter().rev();
        let shown = newest_first.find(|entry| fewer && entry.promotion == *promotion);
        if let Some(key) = shown.and_then(|entry| entry.interest.clone()) {
            self.dislike(key);
        }
    }

    /// No more offers on this interest.
    pub fn dislike(&mut self, key: InterestKey) {
        InterestKey::to_end(&mut self.disliked, key, MAX_DISLIKED);
    }

    /// No offers until then.
    pub fn snooze_until(&mut self, until: Moment) {
        self.snoozed_until = Some(until);
    }

    /// No offers any more.
    pub fn stop(&mut self) {
        self.stopped = true;
    }

    /// Offers again: ends pause and stop. What was dismissed or disliked stays so.
    pub fn resume(&mut self) {
        self.snoozed_until = None;
        self.stopped = false;
    }

    /// The end of the pause that was asked for last, be it over or not.
    pub fn snoozed_until(&self) -> Option<Moment> {
        self.snoozed_until
    }

    /// Whether offers are off.
    pub fn is_stopped(&self) -> bool {
        self.stopped
    }

    /// Everything that was dismissed.
    pub fn dismissed_ids(&self) -> Vec<PromotionId> {
        let ids = self.dismissed.iter();
        ids.map(|entry| entry.promotion.clone()).collect()
    }

    /// Notes a sign of life and says when this visit began. A shop of many pages boots us anew on
    /// each; a visit goes on until [`VISIT_GAP`] has passed without a sign, or the clock ran back.
    pub fn visit(&mut self, now: Moment) -> Moment {
        let goes_on = |latest: Moment| (0..VISIT_GAP).contains(&now.since(latest));
        let began = match self.visit {
            Some((began, latest)) if goes_on(latest) && now.since(began) >= 0 => began,
            _ => now,
        };
        self.visit = Some((began, now));
        began
    }

    /// When the last one was shown; the latest, should the clock have jumped.
    #[inline(never)]
    pub fn last_shown(&self) -> Option<Moment> {
        let mut last: Option<Moment> = None;
        for entry in &self.shown {
            if last.is_none_or(|last| entry.at.utc_ms >= last.utc_ms) {
                last = Some(entry.at);
            }
        }
        last
    }

    /// How many were shown on the shopper's own calendar day of `now`.
    pub fn shown_on_day(&self, now: Moment) -> u32 {
        let today = now.local_day();
        self.shown
            .iter()
            .map(|entry| u32::from(entry.at.local_day() == today))
            .sum()
    }

    /// How many were shown since a moment, itself included.
    pub fn shown_since(&self, start: Moment) -> u32 {
        self.shown
            .iter()
            .map(|entry| u32::from(entry.at.since(start) >= 0))
            .sum()
    }

    /// Whether it was ever offered unasked, as far back as the book goes.
    pub fn was_shown(&self, promotion: &PromotionId) -> bool {
        holds(&self.shown, promotion)
    }

    /// Whether it was dismissed.
    pub fn is_dismissed(&self, promotion: &PromotionId) -> bool {
        holds(&self.dismissed, promotion)
    }

    /// Whether offers on this interest, or on a wider one, are unwelcome.
    pub fn is_disliked(&self, key: &InterestKey) -> bool {
        self.disliked.iter().any(|disliked| disliked.covers(key))
    }

    /// Whether a pause is on.
    pub fn is_snoozed(&self, now: Moment) -> bool {
        self.snoozed_until.is_some_and(|until| until.since(now) > 0)
    }

    /// For the snapshot.
    pub fn to_raw(&self) -> Raw {
        let moment = |at: Option<Moment>| at.map_or(Raw::Null, Raw::from);
        let visit = match self.visit {
            Some((began, latest)) => Raw::List(vec![began.into(), latest.into()]),
            None => Raw::Null,
        };
        let mut fields = Fields::new();
        fields
            .put("shown", list_to_raw(&self.shown))
            .put("dismissed", list_to_raw(&self.dismissed))
            .put("disliked", InterestKey::codes(&self.disliked))
            .put("snoozed_until", moment(self.snoozed_until))
            .put("stopped", self.stopped.into())
            .put("visit", visit);
        fields.into_raw()
    }

    /// Reads what [`Ledger::to_raw`] wrote. Nothing at all is an empty book. If there is a book
    /// whose switch cannot be read, offers are off: the shopper may have said so.
    pub fn from_raw(raw: &Raw) -> Ledger {
        if matches!(raw, Raw::Null) {
            return Ledger::default();
        }
        Ledger {
            shown: list_from_raw(items(raw, "shown")),
            dismissed: list_from_raw(items(raw, "dismissed")),
            disliked: InterestKey::from_codes(items(raw, "disliked"), MAX_DISLIKED),
            snoozed_until: raw.get("snoozed_until").and_then(Raw::as_moment),
            stopped: raw.get("stopped").and_then(Raw::as_bool).unwrap_or(true),
            visit: match items(raw, "visit") {
                [began, latest] => began.as_moment().zip(latest.as_moment()),
                _ => None,
            },
        }
    }
}

#[inline(never)]
fn holds(entries: &[Shown], promotion: &PromotionId) -> bool {
    entries.iter().any(|entry| entry.promotion == *promotion)
}

#[inline(never)]
fn push(
    entries: &mut Vec<Shown>,
    promotion: &PromotionId,
    interest: Option<InterestKey>,
    at: Moment,
) {
    if entries.len() >= MAX_ENTRIES {
        drop(entries.remove(0));
    }
    entries.push(Shown {
        promotion: promotion.clone(),
        at,
        interest,
    });
}

#[inline(never)]
fn list_to_raw(entries: &[Shown]) -> Raw {
    let mut list = Vec::new();
    for entry in entries {
        let mut fields = Fields::new();
        fields
            .text("id", &entry.promotion.0)
            .put("at", entry.at.into());
        if let Some(interest) = &entry.interest {
            fields.text("for", &interest.code());
        }
        list.push(fields.into_raw());
    }
    Raw::List(list)
}

#[inline(never)]
fn list_from_raw(list: &[Raw]) -> Vec<Shown> {
    let mut entries = Vec::new();
    for raw in list {
        let at = raw.get("at").and_then(Raw::as_moment);
        if let (Some(id), Some(at)) = (raw.text("id"), at) {
            let promotion = PromotionId(rich::cut(id, 100).to_owned());
            let interest = raw.text("for").and_then(InterestKey::from_code);
            push(&mut entries, &promotion, interest, at);
        }
    }
    entries
}
