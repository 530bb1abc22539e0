//! What was offered, and what the shopper said to it.

use crate::catalog::{PromotionId, rich};
use crate::profile::InterestKey;
use crate::raw::{Raw, object};
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
        self.dismissed.retain(|entry| entry.promotion != *promotion);
        push(&mut self.dismissed, promotion, None, now);
        let mut newest_first = self.shown.iter().rev();
        let shown = newest_first.find(|entry| entry.promotion == *promotion);
        if let Some(key) = shown
            .and_then(|entry| entry.interest.clone())
            .filter(|_| fewer)
        {
            self.dislike(key);
        }
    }

    /// No more offers on this interest.
    pub fn dislike(&mut self, key: InterestKey) {
        self.disliked.retain(|have| !have.same(&key));
        self.disliked.push(key);
        let surplus = self.disliked.len().saturating_sub(MAX_DISLIKED);
        self.disliked.drain(..surplus);
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
    pub fn last_shown(&self) -> Option<Moment> {
        self.shown
            .iter()
            .map(|entry| entry.at)
            .max_by_key(|at| at.utc_ms)
    }

    /// How many were shown on the shopper's own calendar day of `now`.
    pub fn shown_on_day(&self, now: Moment) -> u32 {
        let today = |entry: &&Shown| entry.at.local_day() == now.local_day();
        self.shown.iter().filter(today).count() as u32
    }

    /// How many were shown since a moment, itself included.
    pub fn shown_since(&self, start: Moment) -> u32 {
        let since = |entry: &&Shown| entry.at.since(start) >= 0;
        self.shown.iter().filter(since).count() as u32
    }

    /// Whether it was ever offered unasked, as far back as the book goes.
    pub fn was_shown(&self, promotion: &PromotionId) -> bool {
        self.shown.iter().any(|entry| entry.promotion == *promotion)
    }

    /// Whether it was dismissed.
    pub fn is_dismissed(&self, promotion: &PromotionId) -> bool {
        self.dismissed
            .iter()
            .any(|entry| entry.promotion == *promotion)
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
        let list = |entries: &[Shown]| Raw::List(entries.iter().map(shown_to_raw).collect());
        let disliked = self.disliked.iter().map(|key| Raw::from(key.code()));
        object([
            ("shown", list(&self.shown)),
            ("dismissed", list(&self.dismissed)),
            ("disliked", Raw::List(disliked.collect())),
            (
                "snoozed_until",
                self.snoozed_until.map_or(Raw::Null, Raw::from),
            ),
            ("stopped", self.stopped.into()),
            (
                "visit",
                self.visit.map_or(Raw::Null, |(began, latest)| {
                    Raw::List(vec![began.into(), latest.into()])
                }),
            ),
        ])
    }

    /// Reads what [`Ledger::to_raw`] wrote. Nothing at all is an empty book. If there is a book
    /// whose switch cannot be read, offers are off: the shopper may have said so.
    pub fn from_raw(raw: &Raw) -> Ledger {
        if *raw == Raw::Null {
            return Ledger::default();
        }
        let entries = |key: &str| {
            let items = raw.get(key).map(Raw::as_items).unwrap_or_default();
            let surplus = items.len().saturating_sub(MAX_ENTRIES);
            let items = items.iter().skip(surplus);
            items.filter_map(shown_from_raw).collect()
        };
        let disliked = raw.get("disliked").map(Raw::as_items).unwrap_or_default();
        Ledger {
            shown: entries("shown"),
            dismissed: entries("dismissed"),
            disliked: disliked
                .iter()
                .filter_map(|raw| InterestKey::from_code(raw.as_text()?))
                .take(MAX_DISLIKED)
                .collect(),
            snoozed_until: raw.get("snoozed_until").and_then(Raw::as_moment),
            stopped: raw.get("stopped").and_then(Raw::as_bool).unwrap_or(true),
            visit: match raw.get("visit").map(Raw::as_items) {
                Some([began, latest]) => began.as_moment().zip(latest.as_moment()),
                _ => None,
            },
        }
    }
}

fn push(
    entries: &mut Vec<Shown>,
    promotion: &PromotionId,
    interest: Option<InterestKey>,
    at: Moment,
) {
    entries.push(Shown {
        promotion: promotion.clone(),
        at,
        interest,
    });
    let surplus = entries.len().saturating_sub(MAX_ENTRIES);
    entries.drain(..surplus);
}

fn shown_to_raw(entry: &Shown) -> Raw {
    let interest = entry.interest.as_ref().map(InterestKey::code);
    object([
        ("id", entry.promotion.0.clone().into()),
        ("at", entry.at.into()),
        ("for", interest.map_or(Raw::Null, Raw::from)),
    ])
}

fn shown_from_raw(raw: &Raw) -> Option<Shown> {
    Some(Shown {
        promotion: PromotionId(rich::cut(raw.text("id")?, 100).to_owned()),
        at: raw.get("at")?.as_moment()?,
        interest: raw.text("for").and_then(InterestKey::from_code),
    })
}
